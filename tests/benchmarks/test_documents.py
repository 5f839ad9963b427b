"""The generated documents: the same for the same seed, distinct, with the findings planned."""

from __future__ import annotations

import json
import random
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from benchmarks.assessment import Size, author
from benchmarks.defects import ERRORS, WARNINGS, Defect
from benchmarks.documents import Document, complete, generate, main, overlap
from benchmarks.tools import SCHEMA, TODAY
from benchmarks.writing import labelled
from pia_cli.check.engine import check
from pia_cli.document.nodes import plain
from pia_cli.document.reader import parse
from pia_cli.forms.registry import CURRENT

COUNT = 5
EXAMPLE_SIZE = 54_000


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [generate(1, index) for index in range(COUNT)]


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))


def codes(document: Document) -> set[str]:
    checked = check(document.text.encode(), "x.yaml", today=date.fromisoformat(TODAY))
    assert checked.omitted == 0
    return {one.code for one in checked.diagnostics}


def test_the_same_seed_gives_the_same_bytes(documents: list[Document], tmp_path: Path) -> None:
    assert main(["--count", "2", "--seed", "1", str(tmp_path)]) == 0
    written = [path.read_bytes() for path in sorted(tmp_path.iterdir())]
    assert written == [document.text.encode() for document in documents[:2]]
    assert generate(2, 0).text != documents[0].text


def test_they_are_distinct_and_of_the_size_of_the_example(documents: list[Document]) -> None:
    assert len({document.values["評価実施機関名"] for document in documents}) == COUNT
    found = overlap(documents)
    assert found.shared_bytes < found.bytes / 10
    mean = sum(len(document.text.encode()) for document in documents) / COUNT
    assert EXAMPLE_SIZE / 1.5 < mean < EXAMPLE_SIZE * 1.5


def test_what_is_written_reads_back(documents: list[Document]) -> None:
    for document in documents:
        root = parse(document.text.encode(), "x.yaml").root
        assert root is not None
        assert plain(root) == as_text(document.values)


def as_text(value: Any) -> Any:
    """The values as the reader has them: every scalar a text, 空欄 None."""
    if isinstance(value, dict):
        return {key: as_text(below) for key, below in value.items()}
    if isinstance(value, list):
        return [as_text(below) for below in value]
    return (
        {True: "true", False: "false"}[value] if isinstance(value, bool) else value and str(value)
    )


@pytest.mark.parametrize("index", range(COUNT))
def test_the_findings_are_the_planted_ones(documents: list[Document], index: int) -> None:
    document = documents[index]
    assert document.codes
    assert codes(document) == document.codes
    refused = any(defect.schema for defect in document.defects)
    assert validator().is_valid(document.values) != refused


@pytest.mark.parametrize("defect", [*ERRORS, *WARNINGS], ids=lambda defect: defect.name)
def test_each_defect_has_its_codes(defect: Defect) -> None:
    values, planted = complete(
        author(random.Random(7), Size(records=99, rows=9, sentences=1)), [defect]
    )
    document = Document(labelled(CURRENT.tree, values), planted)
    assert planted == (defect,)
    assert codes(document) == defect.codes
    assert validator().is_valid(document.values) != defect.schema
