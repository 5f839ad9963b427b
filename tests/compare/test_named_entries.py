"""What rows call an entry that came or went (印刷業務を追加): people put other words for a name."""

from __future__ import annotations

import pytest

from compare.casefile import ROW, compared
from pia_cli.compare.committed.verify import verify

HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n特定個人情報ファイルの概要:\n"
PRINTING = """\
- 特定個人情報ファイル名: 介護ファイル
  特定個人情報ファイルの取扱いの委託:
    委託の有無: 委託する
    委託事項:
    - 委託事項: 通知書の印刷及び封入
      委託内容: 納税通知書の印刷及び封入
      委託先名: はまかぜ印刷株式会社
"""
DAYS = "令和7年4月1日", "令和8年2月4日"
NONE = "- 特定個人情報ファイル名: 介護ファイル\n"
ARREARS = "- 特定個人情報ファイル名: 収納・滞納情報ファイル\n"


def found(old: str, new: str, item: str, before: str, after: str) -> list[tuple[str, int]]:
    """The codes, and how many lines below 変更箇所: they are of."""
    row, days = ROW.format(item=item, before=before, after=after), DAYS
    one, two = (
        f"{HEAD}{text}評価実施手続: {{基礎項目評価: {{実施日: {day}}}}}\n"
        for text, day in zip((old, new), days, strict=True)
    )
    table = two.count("\n") + 1
    every = verify(compared(one, f"{two}{row}"))
    lines = [(one.code, one.span.line - table) for one in every if one.span]
    return [line for line in lines if line[0] in ("H002", "H003")]


@pytest.mark.parametrize(
    "words",
    [
        "委託事項を追加",
        "委託先の追加",
        "委託業務の追加",
        "印刷業務を追加",
        "封入封緘業務の追加",
        "通知書等発送業務を追加",
        "新規業務を追加",
        "対象業務の追加",
        "当該委託業務を追加",
        "システム運用保守業務を追加",
        "法改正による業務の追加",
        "コールセンター業務を追加",
        "標準化に伴う移行作業を追加",
        "窓口業務を追加",
        "大量出力業務を追加",
        "発注帳票作成業務（新規）",
        "郵便料金計器処理の追加",
    ],
)
def test_an_entry_that_came_may_be_called_otherwise(words: str) -> None:
    assert found(NONE, PRINTING, "Ⅱ-4-委託事項1", "－", words) == []


@pytest.mark.parametrize(
    "words",
    [
        "収納ファイルを追加",
        "滞納情報ファイル（新規）",
        "特定個人情報ファイルの追加",
        "新規ファイルを追加",
        "対象ファイルを追加",
        "ファイルの追加",
        "収滞納管理ファイルを追加",
        "徴収金ファイルを追加",
    ],
)
def test_a_file_that_came_may_be_called_otherwise(words: str) -> None:
    assert found(NONE, NONE + ARREARS, "Ⅱ（ファイル２）", "－", words) == []
