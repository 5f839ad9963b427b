"""Distinct, realistic 重点項目評価書, the same for the same seed.

``python -m benchmarks.documents --count 1000 --seed 1 DIR`` writes them as DIR/00000.yaml …
and prints how much they have in common.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.assessment import Author, author
from benchmarks.defects import Defect, choose_defects
from benchmarks.log import change_rows
from benchmarks.writing import Values, document_text, labelled
from pia_cli.forms.kinds import TextKind
from pia_cli.forms.registry import CURRENT
from pia_cli.forms.tree import FormField

ERROR_SHARE = 0.15
"""The share of the documents with an error."""

TODAY = "2026-03-01"
"""A day after every 公表日 here, for ``--today``."""


@dataclass(frozen=True, slots=True)
class Document:
    """A generated document: its values by key, its text, and what was planted."""

    values: Mapping[str, Any]
    defects: tuple[Defect, ...]

    @property
    def text(self) -> str:
        """The YAML."""
        return document_text(self.values)

    @property
    def codes(self) -> frozenset[str]:
        """The codes of every finding that pia is to have."""
        return frozenset(code for defect in self.defects for code in defect.codes)


def generate(seed: int, index: int) -> Document:
    """The document of that number; it depends on nothing but the two."""
    choose = random.Random(f"{seed}/{index}")
    writer = author(choose)
    defects = choose_defects(choose, ERROR_SHARE)
    values, planted = complete(writer, defects)
    return Document(labelled(CURRENT.tree, values), planted)


def complete(writer: Author, defects: Sequence[Defect] = ()) -> tuple[Values, tuple[Defect, ...]]:
    """The author's document with its defects, and those of them that found a place.

    The rows of 変更箇所 come after the texts that they quote, and their own defects last.
    """
    values = writer.values()
    log = [one for one in defects if one.item.startswith("changes.")]
    planted = [one for one in defects if one not in log and one.plant(values, writer.prose)]
    values["changes"] = change_rows(writer, labelled(CURRENT.tree, values))
    planted += [one for one in log if one.plant(values, writer.prose)]
    return values, tuple(planted)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What documents have in common, of their free texts (no choices, counts or dates)."""

    texts: int
    shared: int
    bytes: int
    shared_bytes: int

    def __str__(self) -> str:
        return (
            f"文章の欄 {self.texts:,} のうち、ほかの文書にもあるもの {self.shared / self.texts:.1%}"
            f"（バイトで {self.shared_bytes / self.bytes:.1%}）"
        )


def overlap(documents: list[Document]) -> Overlap:
    """The share of texts, by number and by bytes, that stand in more than one document."""
    own = [list(_texts(CURRENT.tree, one.values)) for one in documents]
    owners = Counter(text for texts in own for text in set(texts))
    every = [text for texts in own for text in texts]
    shared = [text for text in every if owners[text] > 1]
    return Overlap(len(every), len(shared), _size(every), _size(shared))


def _size(texts: list[str]) -> int:
    return sum(len(text.encode()) for text in texts)


def _texts(field: FormField, value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for entry in value:
            yield from _texts(field, entry)
    elif isinstance(value, dict) and field.children:
        for child in field.children:
            yield from _texts(child, value.get(child.key))
    elif isinstance(field.kind, TextKind) and isinstance(value, str):
        yield value


def main(arguments: list[str]) -> int:
    """Write the documents."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.documents", description=__doc__)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("directory", type=Path)
    given = options.parse_args(arguments)
    given.directory.mkdir(parents=True, exist_ok=True)
    documents: list[Document] = []
    size = 0
    for index in range(given.count):
        document = generate(given.seed, index)
        data = document.text.encode()
        size += len(data)
        (given.directory / f"{index:05}.yaml").write_bytes(data)
        if index < 1000:
            documents.append(document)
    sys.stdout.write(f"{given.count} 件、平均 {size // max(1, given.count):,} バイト\n")
    if documents:
        sys.stdout.write(f"{overlap(documents)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
