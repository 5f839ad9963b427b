"""`read_plainly`: the tree that libyaml gives, or None; and nearly every document is plain."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.document import events
from pia_cli.document.decode import decode
from pia_cli.document.events import Engine
from pia_cli.document.plain import MAX_LINES, read_plainly
from pia_cli.document.reader import parse

from .samples import REFUSED, VALID

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT / "tests" / "cases").glob("*/*.yaml"))
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))

ENGINES: tuple[Engine, ...] = ("c",) if events.c_parser() else ("pure",)


def agrees(data: bytes) -> bool:
    """Whether it is plain; libyaml then reads the same, and the builder has nothing to say."""
    source, refused = decode(data, "a.yaml")
    plain = read_plainly(source.text) if source and not refused else None
    if plain is None:
        return False
    for engine in ENGINES:
        careful = parse(data, "a.yaml", engine=engine)
        assert not careful.diagnostics
        assert careful.root == plain
    return True


@pytest.mark.parametrize("path", [*CASES, *EXAMPLES], ids=lambda path: path.name)
def test_documents_agree(path: Path) -> None:
    is_plain = agrees(path.read_bytes())
    assert is_plain or path not in EXAMPLES or path.name == "broken.yaml"


def test_every_sample_agrees() -> None:
    assert any(agrees(text.encode()) for text in VALID)
    assert not any(agrees(text.encode()) for text, _ in REFUSED)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb:\n  c: 2\n  d:\ne:\n- f\n- g: h\n  i:\n  - j\n\n  # k\n",
        "a:   x  # c\n# d\n\nb: 'y'  \nc: \"z # z\" # e\nd: []\ne: # f\n  g: ~\n",
        "a: |\n  1\n\n    2  \n   \n  # 3\n\n# 4\nb: |-\n   \u3000\n   5\n   \u3000\n",
        "a:\n  - |-\n   1\n  - b: |\n      2\n    c: 10:30\n",
        "日本 語: ：#、- x\n1: null\n(: 1\n"[:-5],
    ],
)
def test_plain_texts_agree(text: str) -> None:
    assert agrees(text.encode())


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "# a\n", "a\n", "- a\n", "a: 1", "a:\t1\n", "a: 1\r\n", "a: 1\na: 2\n"),
        *("a: &x 1\n", "&x a: 1\n", "a: !t 1\n", "a: *x\n", "*x : 1\n", "<<: 1\n", '"": 1\n'),
        *("? [a]\n: 1\n", "a:\n-\n", 'a: "\\0"\n', "a: 'it''s'\n", "a: 1\n---\n", "---\na: 1\n"),
        *("%F\n---\na: 1\n", "a: [\n", "a: [b]\n", "a: {}\n", "a: -1\n", "a: -\n", "a: b: c\n"),
        *("a: b:\n", "a: b\n  c\n", "a: b\n # c\n  d\n", "a: b\n b: c\n", "- a\nb: c\n"),
        *("a:\n  b: 1\n c: 2\n", "a:\n  - b\n - c\n", "a: 1\n- b\n", " a: 1\n", "a : 1\n"),
        *("a:\n  - - b\n", "a:\n  -  b\n", "a: >\n  b\n", "a: |+\n  b\n", "a: |2\n  b\n"),
        *("a: |\n", "a: |\nb: 1\n", "a: |\n\n  b\n", "a: |\n    b\n  c\n", "a: | # b\n  c\n"),
        *("a:\n  b\n", 'a: "b" c\n', "a: 'b'# c\n", 'a: "b\n', "...\n", "a: 1\n...\n"),
        "a" * 202 + ": 1\n",
        "".join(f"{' ' * depth}a:\n" for depth in range(65)),
        "a:\n" + "- b\n" * MAX_LINES,
    ],
)
def test_other_texts_are_left_to_libyaml(text: str) -> None:
    assert read_plainly(text) is None


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


@settings(max_examples=600)
@given(st.lists(st.tuples(LINES, ENDS), max_size=6))
def test_lines_of_any_style_agree(lines: list[tuple[str, str]]) -> None:
    agrees("".join(line + end for line, end in lines).encode())


PLAIN = st.builds(
    "{}{}{}{}\n".format,
    st.sampled_from(["", "", "  ", "    ", "- ", "  - ", " "]),
    st.sampled_from(["a: ", "b:", "c: ", "d:  ", "", "e#: ", "# "]),
    st.sampled_from(["", "x", "x y  ", "'z'", "|", "|-", "[]", "x # c", "# c", "1:2", "~", "　"]),
    st.sampled_from(["", "", " ", "\n", "\n    z", "\n  # c"]),
)


@settings(max_examples=800)
@given(st.lists(PLAIN, min_size=1, max_size=7).map("".join))
def test_lines_that_are_nearly_plain_agree(text: str) -> None:
    agrees(text.encode())
