"""Rows of 変更箇所 that tell the history of a document's own texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from benchmarks import words
from benchmarks.assessment import Author
from benchmarks.writing import Values
from pia_cli.core.diagnostic import Path
from pia_cli.core.wareki import to_wareki
from pia_cli.forms.kinds import TextKind
from pia_cli.forms.registry import CURRENT
from pia_cli.forms.tree import FormField, locate

DAYS_BETWEEN = 300
"""Rows are never further apart: after a year without one pia asks (H014)."""


def change_rows(author: Author, document: Mapping[str, Any]) -> list[Values]:
    """As many rows as the author's size says, each about a text of the document as it is now.

    The newest row of an item ends with today's text, each older row with what the next one
    starts from, as a log without a gap has it.
    """
    count = author.size.rows
    texts = list(_texts(CURRENT.tree, document, ()))
    chosen = [author.random.choice(texts) for _ in range(count)]
    now = dict(texts)
    rows: list[Values] = []
    day = author.published
    for path, _ in chosen:
        before = _earlier(author, now[path])
        day -= timedelta(days=author.random.randint(0, min(DAYS_BETWEEN, 3_300 // count)))
        rows.append(_row(author, _label(document, path), to_wareki(day), before, now[path]))
        now[path] = before
    return rows[::-1]


def _row(author: Author, label: str, day: str, before: str, after: str) -> Values:
    reason = f"{author.prose.pick(words.REASON)}、重要な変更に当たらないため"
    return {
        "changed_on": day,
        "item": label,
        "before": before,
        "after": after,
        "timing": author.choice("changes.timing", 1),
        "reason": f"{author.prose.pick(words.OBJECT_OF)}に係る{reason}",
    }


def _earlier(author: Author, text: str) -> str:
    """The text with one of its sentences in other words."""
    pieces = text.split("。")
    at = author.random.randrange(len(pieces) - 1)
    stem = pieces[at][: len(pieces[at]) - len(pieces[at].lstrip("\n①②③④⑤⑥⑦⑧⑨⑩・"))]
    heading = pieces[at][len(stem) :].startswith("<")
    if heading:
        stem = pieces[at][: pieces[at].index("\n") + 1]
    return "。".join([*pieces[:at], stem + author.prose.sentence()[:-1], *pieces[at + 1 :]])


def _label(document: Mapping[str, Any], path: Path) -> str:
    found = locate(CURRENT.tree, path, lambda place: str(_at(document, place)))
    if found is None:
        raise LookupError(f"not in the form: {path}")
    return found.label


def _at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


def _texts(field: FormField, section: Mapping[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    for child in field.children:
        value = section.get(child.key)
        below = (*path, child.key)
        if child.item.log or value is None:
            continue
        if child.children and isinstance(value, list):
            for at, entry in enumerate(value):
                yield from _texts(child, entry, (*below, at))
        elif child.children:
            yield from _texts(child, value, below)
        elif isinstance(child.kind, TextKind) and isinstance(value, str) and "。" in value:
            yield below, value
