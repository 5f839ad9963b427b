"""Every regular expression of pia on long texts made against it: a slow one would never end."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

import pytest

import pia_cli
from attacks.hostile import bounded, hostile, possessive_groups
from pia_cli.cells.named_boxes import box_pattern
from pia_cli.core.pattern import Pattern
from pia_cli.core.sensitive import sensitive
from pia_cli.document.slips import MAX_LOOK
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.registry import FORMS
from pia_cli.rules.consistency.citations import lacking_parts, parts_of

LENGTH = 100_000

AT_A_PLACE = {
    "check.directive._MARK": "at the start of a comment",
    "compare.git._OBJECT": "a line that git says, as a whole",
    "document.edit_place._BLANKS_TO_LINE_END": "behind one value",
    "document.plain._LINE": "a line as a whole",
    "cells.written._BELOW": "a cell as a whole",
    "report.changes.csv_._FORMULA": "at the start of a cell",
    "rules.law.names._OLD_AFTER": "behind the name of a law",
    "rules.law.numbers._JOINT": "behind a number",
    "rules.law.reading._LEAD": "behind the name of a table",
    "rules.law.reading._MORE": "behind a list of items",
    "rules.log.names._NUMBERED": "at the start of a cell",
}
"""Patterns that are only matched at one place of a text, never searched for."""

BOUNDS = {
    "document.slips._KEY": (MAX_LOOK, "the start of a line"),
    "document.slips._LOOKALIKES": (MAX_LOOK, "the start of a line"),
    "document.syntax._TELLERS": (500, "what ruamel.yaml says"),
}
"""Patterns that never see a longer text, whatever a document holds."""

PIECES = (
    *(" ", "\u3000", "\n", "1", "１", "①", "①、", "、", "。", "（", "(", "<", "【", "-"),
    *("の", "法", "項", "1の", "2、", "令和", "令和1年", "年1月", "別紙", "別紙1", "情報照会"),
    *("は、", "から", "「あ」   ", "①   ", "あ", "A", "a@", "0-", "12 ", "Ⅱ", "Ⅱ-", "2.③", "<<"),
    *("\u202e", "\u200b"),
)
"""What assessments hold. The rules limit most repeats: of these `hostile` makes no text."""
REPEATED = tuple((piece * LENGTH)[:LENGTH] + "!" for piece in PIECES)


def modules() -> Iterator[tuple[str, ModuleType]]:
    for module in pkgutil.walk_packages(pia_cli.__path__, "pia_cli."):
        if module.name != "pia_cli.__main__":
            yield module.name.removeprefix("pia_cli."), importlib.import_module(module.name)


def held(name: str, value: Any) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns in a value at the top of a module, also inside tuples and mappings."""
    if isinstance(value, Pattern):
        yield name, value.compiled
    elif isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, tuple | list):
        for index, below in enumerate(value):
            yield from held(f"{name}[{index}]", below)
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from held(f"{name}[{key}]", below)


def written(name: str, module: ModuleType) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns that stand as texts in calls: re.search("…", text)."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=called),
                args=[ast.Constant(value=str() | bytes() as text), *_],
            ) if called != "compile" and called != "escape":
                yield f"{name}:{text!r}", re.compile(text)


def made() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Two of those made of the choices of an item, of the fewest: all have the same parts."""
    fields = [field for form in FORMS for field in form.tree.walk()]
    kinds = {field.kind: field.key for field in fields if isinstance(field.kind, BoxesKind)}
    for kind in sorted(kinds, key=lambda kind: len("".join(kind.choices)))[:2]:
        yield f"cells.named_boxes:{kinds[kind]}", box_pattern(kind).compiled


@cache
def patterns() -> dict[str, re.Pattern[Any]]:
    """Every pattern once, under the first of its names."""
    named = dict(made())
    for name, module in modules():
        for variable, value in vars(module).items():
            named |= held(f"{name}.{variable}", value)
        named |= written(name, module)
    once: dict[re.Pattern[Any], str] = {}
    for name, pattern in named.items():
        origin = once.get(pattern, "")
        once[pattern] = name if not origin or _listed(name) else origin
    return {name: pattern for pattern, name in once.items()}


def _listed(name: str) -> bool:
    return name.partition("[")[0] in AT_A_PLACE.keys() | BOUNDS.keys()


@pytest.mark.parametrize("name", sorted(patterns()))
def test_a_pattern_is_linear(name: str) -> None:
    pattern, known = patterns()[name], name.partition("[")[0]
    length, _ = BOUNDS.get(known, (LENGTH, ""))
    written = REPEATED if known.startswith(("rules.", "compare.")) else ()
    with bounded():
        for text in (*hostile(pattern.pattern, pattern.flags, length), *written):
            subject: Any = (
                text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
            )
            pattern.match(subject)
            pattern.fullmatch(subject)
            if known not in AT_A_PLACE:
                for _ in pattern.finditer(subject):
                    pass


HEADS = (
    "-----BEGIN PRIVATE KEY-----" + ("Aaaa: " + " " * 30) * 5,
    "-----BEGIN PRIVATE KEY-----Aaaa: ",
)


@pytest.mark.parametrize("head", HEADS)
def test_the_body_of_a_private_key_is_looked_for_in_linear_time(head: str) -> None:
    """One pattern finds the head and another goes on from there."""
    text = (head * LENGTH)[:LENGTH]
    with bounded(3):
        assert sensitive(text).secrets


@pytest.mark.parametrize(
    "line", ["<情報照会>69の項\n", "69の項（情報提供）", "【情報照会】", "■情報提供\n"]
)
def test_the_parts_of_a_basis_are_read_in_linear_time(line: str) -> None:
    """Every heading bounds the part in front of it, every remark may look back and ahead."""
    basis = line * (8 * LENGTH // len(line))
    with bounded():
        parts_of(basis)
        lacking_parts(basis)


def test_the_tables_name_patterns() -> None:
    names = {name.partition("[")[0] for name in patterns()}
    assert names >= AT_A_PLACE.keys() | BOUNDS.keys()
    assert len(patterns()) > 240


@pytest.mark.parametrize(
    "slow",
    [
        r"(a+)+b",
        r"(?:[0-9、]*[0-9])(?:人|件)",
        r"\s*[)]?\s*$",
        r'"(?:[^"\\]|\\.)*"',
        r"^\s*\[",
        r"pia *(?::? *x|: *y)",
    ],
)
def test_a_slow_pattern_is_found(slow: str) -> None:
    """The test above can fail."""
    pattern = re.compile(slow, re.MULTILINE)

    def search() -> None:
        for text in hostile(slow, re.MULTILINE, LENGTH):
            for _ in pattern.finditer(text):
                pass

    with pytest.raises(AssertionError, match="processor time"), bounded(2):
        search()


@pytest.mark.parametrize("name", sorted(patterns()))
def test_a_pattern_means_the_same_in_every_python(name: str) -> None:
    """Before 3.11.5, which Debian has not, `re` is wrong about such groups that hold a choice."""
    pattern = patterns()[name]
    assert not possessive_groups(pattern.pattern, pattern.flags)


@pytest.mark.parametrize("wrong", ["(?>a|ab)", "x(?:(?:ab|a)*+)", "(?:y|(?:ab){0,4}+)"])
def test_a_possessive_group_is_found(wrong: str) -> None:
    assert possessive_groups(wrong)


def test_a_possessive_letter_is_none() -> None:
    assert not possessive_groups("a*+(?:[^b]{1,4}+|\\s?+)")
