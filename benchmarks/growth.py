"""Documents of one, three and ten times the length, and their next versions, for `pia diff`."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

from benchmarks.assessment import Size, author
from benchmarks.documents import complete
from benchmarks.writing import document_text, labelled
from pia_cli.forms.registry import CURRENT

FACTORS = (1, 3, 10)
_EVERY = 7
_LOG = "\n変更箇所:"
_BEFORE = "旧来の"


def more_files(factor: int) -> str:
    """More 特定個人情報ファイル, each with its own records and risks, and more rows."""
    return _document(Size().more_files(factor))


def longer_lists(factor: int) -> str:
    """One file whose lists are longer: 別添1, 委託事項, 提供先 and 変更箇所."""
    return _document(Size(sentences=2).longer_lists(factor))


def repetitive(factor: int) -> str:
    """Longer texts that say three sentences over and over, in the hope to confuse a diff."""
    writer = author(random.Random("repetitive"), Size(rows=0))
    values, _ = complete(writer)
    three = "".join(writer.prose.sentence() for _ in range(3))
    for risk in values["risks"]:
        for part in (risk["acquiring"]["risk"], risk["using"]["linking"]):
            part["measures"] = three * 40 * factor
    for file in values["files"]:
        file["use"]["usage"] = three * 80 * factor
    return document_text(labelled(CURRENT.tree, values))


def all_changed(factor: int) -> str:
    """A long list in 別添1 of which the next version has other names throughout."""
    values, _ = complete(author(random.Random("changed"), Size(rows=0)))
    group = values["files"][0]["records"][0]
    items = (f"{_BEFORE}項目{number}" for number in range(3000 * factor))
    group["items"] = ["個人番号", *items]
    return document_text(labelled(CURRENT.tree, values))


SHAPES: dict[str, Callable[[int], str]] = {
    "files": more_files,
    "lists": longer_lists,
    "texts": repetitive,
    "changed": all_changed,
}
"""The ways in which a document may grow, by name."""


def revised(text: str) -> str:
    """The next version of a document: one of seven sentences and 年月日 in other words.

    Of `all_changed` every item is another.

    変更箇所 stays as it is.
    """
    seen = count()

    def other(match: re.Match[str]) -> str:
        return f"交代の{match[0]}" if next(seen) % _EVERY == 0 else match[0]

    body, mark, log = text.partition(_LOG)
    body = re.sub(r"職員は、|担当者は、|責任者は、|年月日", other, body)
    return body.replace(_BEFORE, "新") + mark + log


def _document(size: Size) -> str:
    values, _ = complete(author(random.Random("growth"), size))
    return document_text(labelled(CURRENT.tree, values))


def main(arguments: list[str]) -> int:
    """Write SHAPE-FACTOR-old.yaml and -new.yaml of every shape and factor into a directory."""
    directory = Path(arguments[0])
    directory.mkdir(parents=True, exist_ok=True)
    for name, shape in SHAPES.items():
        for factor in FACTORS:
            text = shape(factor)
            (directory / f"{name}-{factor}-old.yaml").write_bytes(text.encode())
            (directory / f"{name}-{factor}-new.yaml").write_bytes(revised(text).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
