"""One document cannot make pia say, or do, without bound."""

from __future__ import annotations

import pytest

from pia_cli.check.engine import check
from pia_cli.check.limit import MAX_OF_A_CODE

HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("".join(f"キー{index}: 1\n" for index in range(5000)), "F020"),
        ("変更箇所:\n" + "  -\n" * 5000, "F011"),
        ("変更箇所:\n" + "".join(f"  - 変更日: x{at}\n" for at in range(2000)), "F045"),
        ("別紙:\n" + "  - x: 1\n" * 2000, "F010"),
        ("公表日: &a\n" * 3000, "Y011"),
    ],
)
def test_many_findings_of_a_code_are_counted_not_shown(text: str, code: str) -> None:
    document = check((HEAD + text).encode(), "x.yaml")
    assert sum(found.code == code for found in document.diagnostics) <= MAX_OF_A_CODE + 1
    assert document.omitted > 1000


def test_foreign_boxes_get_a_suggestion_only_where_they_are_shown() -> None:
    boxes = "".join(f"          - 紙{index}\n" for index in range(20_000))
    files = "特定個人情報ファイルの概要:\n  - 特定個人情報の入手・使用:\n"
    document = check(f"{HEAD}{files}        入手方法:\n{boxes}".encode(), "x.yaml")
    assert document.omitted == 20_000 - MAX_OF_A_CODE
