"""`read_quickly`: the builder's tree, or None; and nearly every document is read so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.document import events
from pia_cli.document.decode import decode
from pia_cli.document.quick import read_quickly
from pia_cli.document.reader import parse
from pia_cli.document.source import Source

from .samples import REFUSED, VALID

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases").glob("*/*.yaml"))
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))

pytestmark = pytest.mark.skipif(not events.c_parser(), reason="no C parser")


def agrees(data: bytes) -> bool:
    """Whether it was read quickly; a tree is then the builder's, who has nothing to say."""
    source, refused = decode(data, "a.yaml")
    quick = read_quickly(source) if source and not refused else None
    if quick is None:
        return False
    slow = parse(data, "a.yaml", engine="c")
    assert slow.root == quick
    assert not slow.diagnostics
    return True


@pytest.mark.parametrize("path", [*CASES, *EXAMPLES], ids=lambda path: path.name)
def test_documents_read_quickly_are_the_builders(path: Path) -> None:
    is_quick = agrees(path.read_bytes())
    assert is_quick or path not in EXAMPLES or path.name == "broken.yaml"


def test_every_sample_agrees() -> None:
    assert sum(agrees(text.encode()) for text in VALID) > len(VALID) // 2
    assert not any(agrees(text.encode()) for text, _ in REFUSED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "- a\n",
        "a: 1\na: 2\n",
        "a: &x 1\n",
        "&x a: 1\n",
        "a: !t 1\n",
        "a: *x\n",
        "*x : 1\n",
        "<<: 1\n",
        '"": 1\n',
        "? [a]\n: 1\n",
        "a:\n-\n",
        'a: "\\0"\n',
        "a: 1\n---\n",
        "a: 1\n---\nb: 2\n",
        "%F\n---\na: 1\n",
        "a: [\n",
        "a: " + "[" * 65 + "]" * 65,
        "a: [" + "x, " * 100_000 + "]",
    ],
)
def test_what_may_have_to_be_refused_is_left_to_the_builder(text: str) -> None:
    assert read_quickly(Source("a.yaml", text)) is None


def test_without_the_c_parser_nothing_is_read_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pia_cli.document.quick.c_parser", lambda: None)
    assert read_quickly(Source("a.yaml", "a: 1\n")) is None


VALUES = st.sampled_from(
    [
        *("", "x", "日本 語", "'a'", '"a"', '"\\u3042"', "[]", "{}", "[a, 'b']", "{a: 1, b: }"),
        *("~", "x  # c", "# c", "- y", "|-\n    一\n     二\n\n  # c", ">\n    一\n    二", "k: v"),
        *(
            "&a x",
            "x\n    y",
            '"x\n    y"',
            "\n    k: v\n    l: w",
            "\n    - a\n    -  b",
            "\U00020bb7",
        ),
    ]
)
LINES = st.tuples(
    st.sampled_from(["", "  ", "- ", "  - ", "    "]),
    st.sampled_from(["a", "b", "項目", '"c"', "？", "<<", "# d", "- e"]),
    st.sampled_from([": ", ":", " : ", ":  "]),
    VALUES,
).map("".join)
ENDS = st.sampled_from(["\n", "\n", "\n\n", "\r\n", "\r", "\n...\n", " \n"])


@settings(derandomize=True, max_examples=600, deadline=None, database=None)
@given(st.lists(st.tuples(LINES, ENDS), max_size=6))
def test_lines_of_any_style_agree(lines: list[tuple[str, str]]) -> None:
    agrees("".join(line + end for line, end in lines).encode())
