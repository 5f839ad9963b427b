"""A row that tells a cell or a section of the form, one text of which it lacks or writes wrong."""

from __future__ import annotations

from compare.casefile import ROW, compared
from pia_cli.compare.committed.verify import verify
from pia_cli.core.diagnostic import Diagnostic

DOCUMENT = """\
様式: 重点項目評価書
様式の版: 令和6年10月
特定個人情報ファイルの概要:
- 特定個人情報ファイル名: 介護ファイル
リスク対策:
- 特定個人情報ファイル名: 介護ファイル
{risks}
評価実施手続:
  基礎項目評価:
    実施日: {day}
"""
INCIDENT = "Ⅲ-7-②過去3年以内に、評価実施機関において、個人情報に関する重大事故が発生したか"


def found(old: str, new: str, item: str, before: str, after: str) -> list[Diagnostic]:
    was, now = (
        DOCUMENT.format(risks=risks, day=day)
        for risks, day in ((old, "令和7年4月1日"), (new, "令和8年2月4日"))
    )
    return list(verify(compared(was, now + ROW.format(item=item, before=before, after=after))))


def incident(after: str) -> list[Diagnostic]:
    key = INCIDENT.partition("②")[2]
    around = "  特定個人情報の保管・消去:\n    特定個人情報の漏えい・滅失・毀損リスク:\n"
    words = f"{around}      {key}: "
    told = (
        f"{words}発生あり\n      その内容: 入居者120人の一覧表を誤って送信した。"
        "\n      再発防止策の内容: 別の職員が宛先を確認する。"
    )
    return found(f"{words}発生なし", told, INCIDENT, "発生なし", after)


def test_row_with_a_slip_in_one_text_of_its_cell_is_pointed_at() -> None:
    whole = (
        "発生あり（その内容）入居者{}人の一覧表を誤って送信した。"
        "（再発防止策の内容）別の職員が宛先を確認する。"
    )
    assert incident(whole.format(120)) == []
    (slip,) = incident(whole.format(102))
    assert slip.code == "H001"
    assert slip.item == "Ⅲ-7-②その内容"
    assert "の行に記載がありません" in slip.message
    assert "その行に「Ⅲ-7-②その内容」の記載も、本文のとおりに書いてください" in slip.hint
    assert [(other.span.line, other.message) for other in slip.related] == [(16, "この行です")]
