"""N033: which comments behind a value are text that was lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.core.diagnostic import Diagnostic

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
USAGE = "使用方法: 届出の内容を確認し、資格の得喪及び給付の決定を行う。"
NOTE = "    備考:\n"


def found(old: str, new: str) -> list[Diagnostic]:
    assert BASE.count(old) == 1, old
    text = BASE.replace(old, new)
    return list(check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics)


@pytest.mark.parametrize(
    "written",
    [
        f"{USAGE} # 要確認",
        f"{USAGE}#2係",
        f"{USAGE} #",
        f"{USAGE} ## 2係",
        f"{USAGE} #pia: ignore",
        f"{USAGE}\n      #2係の分",
        f"{USAGE}\n#2係の分",
        f"{USAGE}\n      #備考: 2係の分",
        '使用方法: "届出の内容を確認する。 #2係"',
        "使用方法: |-\n        届出の内容を確認する。 #2係\n        #2係",
    ],
)
def test_what_is_a_comment_or_is_no_comment(written: str) -> None:
    assert [one.code for one in found(USAGE, written) if one.code == "N033"] == []


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        (USAGE, '使用方法: "届出の内容を確認する。" #2係', 27),
        (USAGE, "使用方法: 届出の内容を\n        確認する。 #２係", 15),
        (NOTE, "    備考: #2係\n", 9),
        ("        - 紙\n", "        - 紙 #1部\n", 13),
    ],
)
def test_what_is_text(old: str, new: str, column: int) -> None:
    codes = [(one.code, one.span.column) for one in found(old, new)]
    assert codes == [("N033", column)]


def test_a_blank_that_must_be_filled_is_one_finding() -> None:
    (one,) = found(USAGE, "使用方法: #2係が確認する。")
    assert one.code == "F011"
    assert "注釈として読まれています" in one.hint
