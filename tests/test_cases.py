"""The rule cases: complete documents in cases/, each with what is to be found in it.

A file of cases/positive/ has no finding; its last line may be ``# today: 2016-04-01``.
A file of cases/negative/ has exactly the one that its first line declares (or
``NAME.expect`` beside it, where a comment would not do):

    # expect: F012 error 41:7 Ⅱ-4-委託事項1-⑤再委託の許諾方法
    # says: a part of the message and hint, with 。 between them (optional)
    # never: what neither may say (optional)
    # today: the day of the check (optional)

A file of cases/patches/ (``C018_count.patch``) is a negative case told as what differs from a
positive document: after the same first lines (and ``# base: two_files.yaml`` for another
document than base.yaml) come lines to take out (``-``), to put in (``+``) and to find beside
them (`` ``). They must occur in the base exactly once; ``@@`` parts one place from the next.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pia_cli.check.engine import check
from pia_cli.check.fix import fix
from pia_cli.check.stage import Stage
from pia_cli.core.diagnostic import Diagnostic, Severity
from pia_cli.document.nodes import Mapping, plain
from pia_cli.document.reader import parse
from pia_cli.forms.registry import FORMS
from pia_cli.rules.registry import DOCUMENT_CHECKS, RULES, rules_by_code
from pia_cli.rules.rule import Rule

CASES = Path(__file__).parent / "cases"
BASE = CASES / "positive" / "base.yaml"

_EXPECT = re.compile(r"(?:# expect: )?(\S+) (error|warning|info) (\d+):(\d+)(?: (.+))?")
_DETAIL = re.compile(r"(?:# )?(says|never|today|base): (.+)")

TODAY = date(2025, 4, 1)
"""The day of every check that names none: days after 公表日 of the base document."""


@dataclass(frozen=True)
class Expected:
    """The finding a case declares; without ``says`` and ``never`` the wording is open."""

    code: str
    severity: Severity
    line: int
    column: int
    item: str
    says: str = ""
    never: str = ""
    today: date = TODAY


@dataclass(frozen=True)
class Case:
    """The bytes of a negative case, read or built, with the finding expected in them."""

    name: str
    data: bytes
    expected: Expected


def _expected(lines: list[str]) -> Expected:
    match = _EXPECT.fullmatch(lines[0])
    assert match, f"no expectation: {lines[0]!r}"
    code, severity, line, column, item = match.groups()
    details = _details(lines[1:])
    return Expected(
        code,
        Severity(severity),
        int(line),
        int(column),
        item or "",
        details.get("says", ""),
        details.get("never", ""),
        date.fromisoformat(details["today"]) if "today" in details else TODAY,
    )


def _details(lines: list[str]) -> dict[str, str]:
    """The lines of details at the head of a case."""
    details = {}
    for match in map(_DETAIL.fullmatch, lines):
        if not match:
            break
        details[match[1]] = match[2]
    return details


def _negative_files() -> Iterator[Case]:
    for path in sorted((CASES / "negative").glob("*.yaml")):
        data, beside = path.read_bytes(), path.with_suffix(".expect")
        head = beside.read_bytes() if beside.exists() else data
        lines = head[:1000].decode("utf-8-sig", "ignore").splitlines()
        yield Case(path.stem, data, _expected(lines))


def _negative_patches() -> Iterator[Case]:
    for path in sorted((CASES / "patches").iterdir()):
        lines = path.read_text("utf-8").splitlines()
        details = _details(lines[1:])
        base = BASE.with_name(details.get("base", BASE.name)).read_text("utf-8")
        text = _patched(base, lines[1 + len(details) :], path.name)
        yield Case(path.stem, text.encode(), _expected(lines))


def _patched(text: str, lines: list[str], name: str) -> str:
    hunks: list[list[str]] = [[]]
    for line in lines:
        if line == "@@":
            hunks.append([])
        else:
            hunks[-1].append(line)
    for hunk in hunks:
        assert all(line[:1] in ("-", "+", " ", "") for line in hunk), f"{name}: {hunk}"
        before = "".join(f"{line[1:]}\n" for line in hunk if line[:1] != "+")
        after = "".join(f"{line[1:]}\n" for line in hunk if line[:1] != "-")
        found = f"\n{text}".count(f"\n{before}")
        assert found == 1, f"{name}: found {found} times:\n{before}"
        text = f"\n{text}".replace(f"\n{before}", f"\n{after}")[1:]
    return text


def _negative_built() -> Iterator[Case]:
    """Cases too big to be kept as files."""
    base = BASE.read_bytes()
    comment = b"# " + b"x" * 97 + b"\n"
    too_large = base + comment * (4 * 1024 * 1024 // len(comment))
    yield Case("Y003_built", too_large, Expected("Y003", Severity.ERROR, 1, 1, ""))
    # The root, the key and the list are the first three of 100,000.
    too_many = "別紙:\n" + "- 一覧\n" * 99_998
    yield Case("Y021_built", too_many.encode(), Expected("Y021", Severity.ERROR, 99_999, 3, ""))


NEGATIVES = [*_negative_files(), *_negative_patches(), *_negative_built()]
POSITIVES = sorted((CASES / "positive").glob("*.yaml"))


def _shown(found: Diagnostic) -> tuple[str, str, int, int, str]:
    return (found.code, found.severity, found.span.line, found.span.column, found.item)


@pytest.mark.parametrize("stage", list(Stage), ids=lambda stage: stage.name)
@pytest.mark.parametrize("path", POSITIVES, ids=lambda path: path.stem)
def test_positive_has_no_finding(path: Path, stage: Stage) -> None:
    today = _details(path.read_text("utf-8-sig").splitlines()[-1:]).get("today")
    day = date.fromisoformat(today) if today else TODAY
    assert check(path.read_bytes(), path.name, stage, day).diagnostics == ()


@pytest.mark.parametrize("stage", list(Stage), ids=lambda stage: stage.name)
@pytest.mark.parametrize("case", NEGATIVES, ids=lambda case: case.name)
def test_negative_has_the_one_finding(case: Case, stage: Stage) -> None:
    want = case.expected
    found = check(case.data, case.name, stage, want.today).diagnostics
    draft = stage is Stage.DRAFT and rules_by_code()[want.code].blank
    severity = Severity.INFO if draft else want.severity
    assert [_shown(one) for one in found] == [
        (want.code, severity, want.line, want.column, want.item)
    ]
    told = f"{found[0].message}。{found[0].hint}"
    assert want.says in told
    assert ("ほかに" in told) == ("ほかに" in want.says)  # of other places where there is one
    assert not (want.never and want.never in told)
    assert found[0].file == case.name


def test_negative_is_named_after_its_code() -> None:
    names = {case.name: case.expected.code for case in NEGATIVES}
    assert {name: name.split("_")[0] for name in names} == names


_OF_ONE_VERSION = [rule for rule in RULES if not rule.versions]


@pytest.mark.parametrize("rule", _OF_ONE_VERSION, ids=lambda rule: rule.code)
def test_rule_has_a_negative_case(rule: Rule) -> None:
    assert any(case.expected.code == rule.code for case in NEGATIVES)


def test_rules_across_items_are_declared_whole() -> None:
    """Each rule with `reads` has its check, and reads items of every version of the form."""
    checked = [check.code for check in DOCUMENT_CHECKS]
    assert sorted(checked) == sorted(set(checked))
    assert {rule.code for rule in RULES if rule.reads} <= set(checked) <= set(rules_by_code())
    for form in FORMS:
        ids = {field.id for field in form.tree.walk()}
        assert {id_ for rule in RULES for id_ in rule.reads} <= ids
        assert {check.per for check in DOCUMENT_CHECKS} <= {
            *("", *(field.id for field in form.tree.walk() if field.entries and field.children))
        }


def test_an_unverified_rule_is_no_error() -> None:
    assert [rule.code for rule in RULES if not rule.verified and rule.severity.rank > 2] == []


def test_no_finding_outweighs_its_rule() -> None:
    ranks = {case.name: case.expected.severity.rank for case in NEGATIVES}
    declared = {case.name: rules_by_code()[case.expected.code].severity for case in NEGATIVES}
    assert [name for name, rank in ranks.items() if rank > declared[name].rank] == []


def test_no_expectation_lies_forgotten() -> None:
    forgotten = [
        path.name
        for path in (CASES / "negative").iterdir()
        if path.suffix != ".yaml" and not path.with_suffix(".yaml").exists()
    ]
    assert forgotten == []


# The examples a rule is declared with.


def _is_example(text: str) -> bool:
    """Whether it is YAML, not a description in brackets (（4 MiB を超えるファイル）)."""
    return not text.startswith("（")


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for below in value.values() if isinstance(value, dict) else value:
        if isinstance(below, dict | list):
            yield from _mappings(below)


def _fragment(text: str) -> dict[str, Any]:
    root = parse(text.encode(), "example").root
    assert isinstance(root, Mapping)
    fragment: dict[str, Any] = plain(root)
    return fragment


def _placed(rule: Rule) -> Iterator[tuple[bytes, bytes]]:
    """The base document with the bad and the good example, at every place for their keys.

    A place is a mapping with the first key of the good example; JSON stands in for YAML.
    The keys of the example replace those of the place, or are merged into them.
    """
    bad, good = _fragment(rule.bad), _fragment(rule.good)
    first = next(iter(good))
    tree = _fragment(BASE.read_text(encoding="utf-8"))
    for place in _mappings(tree):
        if first not in place:
            continue
        kept = dict(place)
        documents = []
        for example in (bad, good):
            place.clear()
            place.update({key: kept[key] for key in kept if key not in good}, **example)
            documents.append(json.dumps(tree, ensure_ascii=False).encode())
        place.clear()
        place.update(kept)
        yield documents[0], documents[1]
        for example in (bad, good):
            place.update(_merged(kept, example))
            documents.append(json.dumps(tree, ensure_ascii=False).encode())
            place.clear()
            place.update(kept)
        yield documents[2], documents[3]


def _merged(base: Any, example: Any) -> Any:
    """The base with what the example says; a list has as many entries as the example's."""
    if isinstance(base, dict) and isinstance(example, dict):
        below = {key: _merged(base.get(key), value) for key, value in example.items()}
        return {**base, **below}
    if isinstance(base, list) and isinstance(example, list):
        entries = (*base, *[None] * len(example))
        return [_merged(one, two) for one, two in zip(entries, example, strict=False)]
    return example


def _codes(data: bytes) -> set[str]:
    return {found.code for found in check(data, "example", today=TODAY).diagnostics}


_READER_RULES = [rule for rule in RULES if rule.code.startswith("Y")]
_ABOUT_COMMENTS = ("P", "N033")
_PLACED_RULES = [
    rule
    for rule in _OF_ONE_VERSION
    if not rule.code.startswith(("Y", *_ABOUT_COMMENTS)) and _is_example(rule.bad)
]
_COMMENT_RULES = [rule for rule in RULES if rule.code.startswith(_ABOUT_COMMENTS)]


@pytest.mark.parametrize("rule", _READER_RULES, ids=lambda rule: rule.code)
def test_reader_rule_fires_on_its_bad_example(rule: Rule) -> None:
    if _is_example(rule.bad):
        bad = rule.bad.replace("<U+0000>", "\0").replace("[[[[…]]]]", "[" * 70 + "]" * 70)
        assert rule.code in _codes(bad.encode())
    if _is_example(rule.good):
        assert not {code for code in _codes(rule.good.encode()) if code.startswith("Y")}


@pytest.mark.parametrize("rule", _PLACED_RULES, ids=lambda rule: rule.code)
def test_rule_fires_on_its_bad_example_only(rule: Rule) -> None:
    verdicts = [(_codes(bad), _codes(good)) for bad, good in _placed(rule)]
    assert any(bad - good == {rule.code} for bad, good in verdicts)


@pytest.mark.parametrize("rule", _COMMENT_RULES, ids=lambda rule: rule.code)
def test_comment_rule_fires_on_its_bad_example_only(rule: Rule) -> None:
    text = BASE.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if rule.bad.startswith(line))
    bad, good = (
        _codes(text.replace(line, example, 1).encode()) for example in (rule.bad, rule.good)
    )
    assert bad == {rule.code}
    assert rule.code not in good


# Every key of the base document: one slip, one finding.


def _with_key(key_for: Callable[[str], str | None]) -> Iterator[tuple[str, bytes]]:
    """The base document once for every key, with the key replaced, or dropped for None."""
    tree = _fragment(BASE.read_text(encoding="utf-8"))
    for place in _mappings(tree):
        kept = dict(place)
        for key in kept:
            other = key_for(key)
            place.clear()
            for each, value in kept.items():
                if each != key:
                    place[each] = value
                elif other:
                    place[other] = value
            yield key, json.dumps(tree, ensure_ascii=False).encode()
        place.clear()
        place.update(kept)


def _found(data: bytes) -> list[str]:
    return [f"{one.code} {one.item}" for one in check(data, "slip", today=TODAY).diagnostics]


def test_a_misspelt_key_is_one_finding() -> None:
    slips = [(key, _found(data)) for key, data in _with_key(lambda key: f"{key}等")]
    assert [(key, found) for key, found in slips if len(found) != 1] == []


def test_a_missing_key_is_at_most_one_finding() -> None:
    slips = [(key, _found(data)) for key, data in _with_key(lambda key: None)]
    assert [(key, found) for key, found in slips if len(found) > 1] == []


_FIXABLE_RULES = [rule for rule in _PLACED_RULES if rule.fixable]


@pytest.mark.parametrize("rule", _FIXABLE_RULES, ids=lambda rule: rule.code)
def test_the_example_of_a_rule_that_pia_fix_mends_is_mended(rule: Rule) -> None:
    """`pia explain` says of the rule that it can be, right above the example."""
    documents = [bad for bad, _ in _placed(rule) if rule.code in _codes(bad)]
    fixed = [fix(data, "example", [rule.code], today=TODAY).data for data in documents]
    assert any(rule.code not in _codes(data) for data in fixed)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_no_example_ends_with_an_empty_line(rule: Rule) -> None:
    assert [text for text in (rule.bad, rule.good) if text != text.rstrip("\n")] == []
