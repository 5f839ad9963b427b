"""What is said about a comparison besides its rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.casefile import compared
from pia_cli.compare.notes import notes

EXAMPLE = (Path(__file__).parents[2] / "examples" / "koriyama_kaigo.yaml").read_text("utf-8")


def test_unknown_keys_are_named_and_misspelt_ones_are_read() -> None:
    new = EXAMPLE.replace("\n公表日:", "\n公開した日:").replace("委託先名:", "委託先の名:", 1)
    assert new.count("委託先の名") == 1
    line = new[: new.index("公開した日")].count("\n") + 1
    said = [note for note in notes(compared(EXAMPLE, new)) if "キー" in note]
    assert said == [f"new.yaml の様式にないキーは比べていません: 「公開した日」（{line}行）"]


def test_only_the_first_unknown_keys_are_named() -> None:
    new = EXAMPLE + "".join(f"未知{n}: 1\n" for n in range(8))
    said = next(note for note in notes(compared(EXAMPLE, new)) if "キー" in note)
    assert said.count("「") == 5
    assert said.endswith(" ほか 3 件")


def test_documents_in_order_need_no_note() -> None:
    assert notes(compared(EXAMPLE, EXAMPLE)) == ()


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("様式: 重点項目評価書\n", " に様式の版の記載がないため"),
        ("様式: 重点項目評価書\n様式の版:\n", " に様式の版の記載がないため"),
        ("様式の版: 令和6年10月\n", " に様式の記載がないため"),
        (
            "様式: 重点項目評価書\n様式の版: 令和99年1月\n",
            " の様式（重点項目評価書 令和99年1月）はこの版の pia が知らないため",
        ),
        ("様式: 全項目評価書\n", " の様式（全項目評価書）はこの版の pia が知らないため"),
    ],
)
def test_why_another_form_stands_in(head: str, why: str) -> None:
    start = EXAMPLE.index("様式: "), EXAMPLE.index("評価書番号")
    new = EXAMPLE[: start[0]] + head + EXAMPLE[start[1] :]
    said = [note for note in notes(compared(EXAMPLE, new)) if "として読める" in note]
    assert said == [f"new.yaml{why}、様式3（令和6年10月）の項目として読めるところを比べました"]


def test_what_cannot_be_read_of_the_log_is_named() -> None:
    row = "  - 変更日: 令和8年2月4日\n    項目: 全般\n    変更前の記載: [あ]\n    メモ: [い]\n"
    new = EXAMPLE.replace("\n変更箇所:\n", f"\n変更箇所:\n{row}  - あとで書く\n", 1)
    assert new != EXAMPLE
    said = [note for note in notes(compared(EXAMPLE, new)) if "変更箇所に" in note]
    assert said == [
        "書き方の誤りのため読めないところが変更箇所にあります: 別添2-1 変更前の記載、別添2-2"
    ]
