"""The tree, its places, and every refusal of the reader, with both engines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attacks.hostile import bounded
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.core.span import Span
from pia_cli.document import careful, events
from pia_cli.document.events import Engine
from pia_cli.document.nodes import MAX_NODES, Mapping, Opaque, Scalar, Sequence, node_at
from pia_cli.document.reader import ParseResult, parse

from .samples import REFUSED, VALID

ENGINES: tuple[Engine, ...] = ("c", "pure") if events.c_parser() else ("pure",)
both = pytest.mark.parametrize("engine", ENGINES)


def tell(finding: Diagnostic) -> str:
    def place(span: Span) -> str:
        return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"

    related = "".join(f" < {place(other.span)}" for other in finding.related)
    return f"{finding.code} {place(finding.span)}{related}"


def read(text: str, engine: Engine = "pure") -> ParseResult:
    return parse(text.encode(), "a.yaml", engine=engine)


def scalar(text: str, path: tuple[str | int, ...], engine: Engine) -> Scalar:
    root = read(text, engine).root
    assert root is not None
    node = node_at(root, path)
    assert isinstance(node, Scalar)
    return node


@both
@pytest.mark.parametrize("text", VALID)
def test_a_valid_text_has_a_tree_and_no_findings(text: str, engine: Engine) -> None:
    result = read(text, engine)
    assert not result.diagnostics
    assert result.root is not None


@both
@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_a_refusal_says_what_and_where(
    text: str, expected: tuple[str, ...], engine: Engine
) -> None:
    found = read(text, engine).diagnostics
    assert sorted(tell(finding) for finding in found) == sorted(expected)
    assert list(found) == sorted(found, key=lambda finding: finding.sort_key)
    for finding in found:
        assert finding.severity is Severity.ERROR
        assert finding.file == "a.yaml"
        assert finding.message
        assert finding.hint
        assert not finding.item


@pytest.mark.skipif(len(ENGINES) < 2, reason="no C parser")
@pytest.mark.parametrize("text", [*VALID, *(text for text, _ in REFUSED)])
def test_both_engines_give_the_same(text: str) -> None:
    assert read(text, "c") == read(text, "pure")


@both
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a:\n\tb: 1\n", "タブ"),
        ('a: "x\n', "閉じられていません"),
        ("a: [x\n", "[ が閉じられていません"),
        ("a: {x: 1\n", "{ が閉じられていません"),
        ("a: b: c\n", "値の中に「:」"),
        ("a: b\n  c: d\n", "前の行の値の続き"),
        ("a: 1\nb\nc: 2\n", "「:」がありません"),
        ("a:\n  b: 1\n c: 2\n", "字下げ"),
        ("a: @x\n", "「@」で始める"),
        ("a: %x\n", "「%」で始める"),
        ("a: *\n", "「*」で始める"),
        ("a: &\n", "「&」で始める"),
        ('a: "\\q"\n', "「\\q」"),
        ("a: | x\n", "「|」と同じ行"),
        ("a: - b\n", "「- 」は書けません"),
        ('a: "x" y\n', "余分な「y」"),
    ],
)
def test_a_syntax_error_names_its_kind(text: str, words: str, engine: Engine) -> None:
    assert words in read(text, engine).diagnostics[0].message


@pytest.mark.parametrize(
    ("text", "words"), [("a: 1\n様式：x\n", "全角の「：」"), ("a: 1\nb:x\nc: 1\n", "半角スペース")]
)
def test_a_near_miss_is_named_in_the_hint(text: str, words: str) -> None:
    assert words in read(text).diagnostics[0].hint


@both
def test_values_are_exactly_yamls(engine: Engine) -> None:
    text = (
        "clip: |\n  x\n   y\n\nstrip: |-\n  x\n\nkeep: |+\n  x\n\nfold: >\n  p\n  q\n\n  r\n"
        "    s\n  t\nplain: p\n  q\n\n  r\ndouble: \"a\\tb\n  c\"\nsingle: 'it''s'\n"
    )
    expected = {
        "clip": "x\n y\n",
        "strip": "x",
        "keep": "x\n\n",
        "fold": "p q\nr\n  s\nt\n",
        "plain": "p q\nr",
        "double": "a\tb c",
        "single": "it's",
    }
    found = {key: scalar(text, (key,), engine) for key in expected}
    assert {key: node.value for key, node in found.items()} == expected
    assert [key for key, node in found.items() if node.plain] == ["plain"]


@both
def test_places_count_characters_and_any_line_end(engine: Engine) -> None:
    text = '🍣: 𠮷 # c\r\nb:\r  - x\n  - "y"\nc: |\n  p\n  q\n\n\nd: [1]\n'
    assert scalar(text, ("🍣",), engine).span == Span(1, 4, 1, 5)
    assert scalar(text, ("b", 0), engine).span == Span(3, 5, 3, 6)
    assert scalar(text, ("b", 1), engine).span == Span(4, 5, 4, 8)
    assert scalar(text, ("c",), engine).span == Span(5, 4, 7, 4)
    root = read(text, engine).root
    assert root is not None
    assert root.span == Span(1, 1, 10, 7)
    assert root.entries["b"].value.span == Span(3, 3, 4, 8)
    assert root.entries["d"].value.span == Span(10, 4, 10, 7)


@both
def test_a_bom_shifts_nothing(engine: Engine) -> None:
    result = parse(b"\xef\xbb\xbfa: 1\n", "a.yaml", engine=engine)
    assert result.root is not None
    assert result.root.entries["a"].key_span == Span(1, 1, 1, 2)


@both
def test_an_empty_value_has_the_place_of_its_key_or_list_mark(engine: Engine) -> None:
    text = "a:\n\n# c\nb:\n  -\n\n  - \n  - x:\nc: &x\n"
    assert scalar(text, ("a",), engine).span == Span(1, 1, 1, 2)
    assert scalar(text, ("b", 0), engine).span == Span(5, 3, 5, 4)
    assert scalar(text, ("b", 1), engine).span == Span(7, 3, 7, 4)
    assert scalar(text, ("b", 2, "x"), engine).span == Span(8, 5, 8, 6)
    assert scalar(text, ("c",), engine).span == Span(9, 1, 9, 2)


@both
def test_refused_parts_leave_the_rest_of_the_tree(engine: Engine) -> None:
    text = "a: &x 1\nb: *x\n<<: {z: 1}\nc: !!str 2\na: 3\n? [k]\n: 4\nd: [*x, 5]\n"
    result = read(text, engine)
    root = result.root
    assert root is not None
    assert list(root.entries) == ["a", "b", "c", "d"]
    assert root.partial
    assert isinstance(root.get("b"), Opaque)
    assert scalar(text, ("a",), engine) == Scalar("1", Span(1, 7, 1, 8))
    assert scalar(text, ("c",), engine) == Scalar("2", Span(4, 10, 4, 11))
    assert scalar(text, ("d", 1), engine).value == "5"
    paths = {finding.code: finding.path for finding in result.diagnostics if finding.path}
    assert paths == {"Y010": ("a",), "Y011": ("a",), "Y012": ("d", 0), "Y014": ("c",)}


@both
def test_a_duplicate_or_an_anchor_does_not_make_a_mapping_partial(engine: Engine) -> None:
    root = read("a: &x 1\na: 2\n", engine).root
    assert root is not None
    assert not root.partial


@both
def test_an_escaped_control_character_stays_in_the_value(engine: Engine) -> None:
    assert scalar('a: "x\\0y"\n', ("a",), engine).value == "x\0y"


@both
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[" * 1_000_000, "Y020"),
        ("{" * 1_000_000, "Y020"),
        ("- " * 30_000, "Y020"),
        ("? " * 30_000, "Y020"),
        ("a: " * 20_000, "Y005"),
        ("".join(f"{' ' * depth}a:\n" for depth in range(500)), "Y020"),
    ],
)
def test_hostile_nesting_is_refused_at_once(text: str, code: str, engine: Engine) -> None:
    with bounded(5):
        result = read(text, engine)
    assert result.root is None
    assert code in {finding.code for finding in result.diagnostics}


@both
def test_the_depth_cap_is_64(engine: Engine) -> None:
    fine = read("a: " + "[" * 63 + "]" * 63, engine)
    assert not fine.diagnostics
    deep = read("a: " + "[" * 64 + "]" * 64, engine)
    assert [tell(finding) for finding in deep.diagnostics] == ["Y020 1:67-1:67"]


@both
def test_the_node_cap_holds(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MAX_NODES == 100_000
    monkeypatch.setattr("pia_cli.document.builder.MAX_NODES", 5)
    assert not read("a: 1\nb: 2\n", engine).diagnostics
    over = read("a: 1\nb: 2\nc: 3\n", engine)
    assert [tell(finding) for finding in over.diagnostics] == ["Y021 3:1-3:1"]
    assert over.root is None
    assert [f.code for f in read("---\n" * 20, engine).diagnostics] == ["Y021"]


def test_without_the_c_parser_auto_is_pure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(careful, "c_parser", lambda: None)
    monkeypatch.setattr(events, "c_parser", lambda: None)
    assert read("a: [1]\n", "pure") == parse(b"a: [1]\n", "a.yaml")


def test_a_long_text_keeps_the_c_parsers_own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [parse(text.encode(), "a").diagnostics for text, _ in REFUSED]
    monkeypatch.setattr(careful, "REREAD_CHARACTERS", -1)
    found = [parse(text.encode(), "a").diagnostics for text, _ in REFUSED]
    changed = {text for (text, _), a, b in zip(REFUSED, expected, found, strict=True) if a != b}
    assert changed <= {"%TAG !e! x:\n# c\n%F\n---\na: 1\n"}


def sound(result: ParseResult) -> None:
    """Every key lies within the text, and containers hold their parts."""
    assert result.source is not None or result.diagnostics
    assert result.root is None or isinstance(result.root, Mapping)
    stack: list[Mapping | Sequence] = [result.root] if result.root else []
    while stack:
        node = stack.pop()
        parts = (
            [entry.value for entry in node.entries.values()]
            if isinstance(node, Mapping)
            else node.items
        )
        for part in parts:
            assert node.span.line <= part.span.line <= part.span.end_line
            if isinstance(part, Mapping | Sequence):
                stack.append(part)


PIECES = st.sampled_from(
    [
        *"a|b: |: |- |⏎|⏎  |? |[|]|{|}|,|'|#| |>-⏎|\t|&x |*x|!t |---⏎|...⏎|%YAML 1.2⏎|日本|\\|"
        "<<: |\r|%|@|!%25z |\\x41|k:⏎|- a⏎|  x⏎|\\0|：|!".replace("⏎", "\n").split("|"),
        '"',
        "|\n",
    ]
)


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_yaml_like_text_reads_the_same_with_both_engines(text: str) -> None:
    results = [read(text, engine) for engine in ENGINES]
    sound(results[0])
    assert all(result == results[0] for result in results)


@settings(max_examples=300)
@given(st.binary(max_size=60))
def test_any_bytes_give_findings_and_no_exception(data: bytes) -> None:
    for engine in ENGINES:
        sound(parse(data, "a.yaml", engine=engine))
