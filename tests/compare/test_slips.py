"""A slip in a long cell: it is quoted from where it is, and its place is that of its line."""

from __future__ import annotations

import pytest

from compare.casefile import compared
from pia_cli.compare.committed.slips import Slip, slip
from pia_cli.compare.committed.verify import verify

DOCUMENT = """\
様式: 重点項目評価書
様式の版: 令和6年10月
基本情報:
  特定個人情報ファイルを取り扱う事務:
    事務の内容: |-
      介護保険法（平成9年法律第123号）に基づき、次の事務を行う。
      ①被保険者の資格の管理に関する事務
      ②保険料の賦課及び徴収に関する事務
      {last}
評価実施手続:
  基礎項目評価:
    実施日: {day}
"""
ROW = """\
変更箇所:
- 変更日: 令和8年2月4日
  項目: Ⅰ-1-②事務の内容
  変更前の記載: ②保険料の賦課及び徴収に関する事務
  変更後の記載: |-
    （略）
    ②保険料の賦課及び徴収に関する事務
    ③要介護認定の申請の受理及び調{letter}の委託に関する事務
  提出時期: 事前
"""
LAST = "③要介護認定の申請の受理及び調査の委託に関する事務"


def test_slip_is_quoted_and_placed_where_it_is() -> None:
    old = DOCUMENT.format(last="", day="令和7年4月1日")
    new = DOCUMENT.format(last=LAST, day="令和8年2月4日")
    assert verify(compared(old, new + ROW.format(letter="査"))) == ()
    (found,) = verify(compared(old, new + ROW.format(letter="杳")))
    assert (found.code, found.span.line, found.span.column) == ("H003", 20, 19)
    assert found.message.startswith("「③要介護認定の申請の受理及び調杳の委託に関する事務」は")
    assert found.hint.endswith(LAST)


def test_long_sentence_is_quoted_from_shortly_before_the_slip() -> None:
    text = "特定個人情報ファイルの取扱いに関する規程を定め、" * 4 + "責任者を置く。"
    found = slip(text.replace("責任者", "責任音"), text)
    before = "…に関する規程を定め、"
    assert found == Slip(f"{before}責任音を置く。", f"{before}責任者を置く。", 96, 99)


def test_text_like_none_and_short_ones_are_quoted_from_their_beginnings() -> None:
    text = "①入居者の公募及び申込みの受付\n②入居者及び同居者の資格の審査\n③家賃の決定"
    assert slip("まちづくり課", "建設水道課") == Slip("まちづくり課", "建設水道課")
    assert slip("システムの更新に伴う変更", text).end == 0


ENTRY = """\
様式: 重点項目評価書
様式の版: 令和6年10月
特定個人情報ファイルの概要:
  - 特定個人情報ファイル名: 台帳
    特定個人情報ファイルの取扱いの委託:
      委託事項:
        - 委託事項の名称: 納付書の印刷
          委託先名: 乙株式会社
{entry}評価実施手続: {{基礎項目評価: {{実施日: {day}}}}}
"""
ADDED = """\
        - 委託事項の名称: 封入封緘
          委託内容: 通知書の封入
          委託先における取扱者数: 10人未満
          委託先名: 丙株式会社
          再委託の有無: 再委託しない
"""
ENTRY_ROW = """\
変更箇所:
- 変更日: 令和8年2月4日
  項目: Ⅱ-4-委託事項2
  変更前の記載: ―
  変更後の記載: |-
    委託事項2{joint}封入封緘
    ①委託内容：通知書の封入
    ②取扱者数：10人未満
    ③委託先：{name}株式会社
    ④再委託：無
  提出時期: 事前
"""


@pytest.mark.parametrize(("joint", "line"), [("：", 23), ("\n    ", 24), ("：\n    ", 24)])
def test_the_name_of_an_entry_above_its_lines_is_no_slip(joint: str, line: int) -> None:
    old = ENTRY.format(entry="", day="令和7年4月1日")
    new = ENTRY.format(entry=ADDED, day="令和8年2月4日")
    assert verify(compared(old, new + ENTRY_ROW.format(joint=joint, name="丙"))) == ()
    (found,) = verify(compared(old, new + ENTRY_ROW.format(joint=joint, name="丁")))
    assert (found.code, found.span and found.span.line) == ("H003", line)
    assert found.message.startswith("「③委託先：丁株式会社」は")
