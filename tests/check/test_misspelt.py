"""Misspelt keys: found at any depth, and a document without one is not copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.misspelt import read_keys
from pia_cli.document.nodes import Mapping, Sequence
from pia_cli.document.reader import parse
from pia_cli.forms.registry import CURRENT
from pia_cli.forms.tree import FormField

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "two_files.yaml").read_bytes()


def root_of(data: bytes) -> Mapping:
    root = parse(data, "x").root
    assert isinstance(root, Mapping)
    return root


def sections(section: Mapping, form: FormField) -> list[tuple[Mapping, FormField]]:
    """Every mapping of a document that stands for a section of the form."""
    found = [(section, form)]
    for below in form.children:
        node = section.get(below.key) if below.children else None
        nodes = node.items if isinstance(node, Sequence) else [node]
        for each in nodes:
            if isinstance(each, Mapping):
                found += sections(each, below)
    return found


COUNT = len(sections(root_of(BASE), CURRENT.tree))


def test_a_document_with_the_forms_keys_is_kept_as_it_is() -> None:
    root = root_of(BASE)
    reading = read_keys(root, CURRENT.tree)
    assert reading.root is root
    assert (reading.findings, reading.written) == ([], {})


@pytest.mark.parametrize("index", range(COUNT))
def test_a_slip_is_found_in_every_section(index: int) -> None:
    root = root_of(BASE)
    section, _ = sections(root, CURRENT.tree)[index]
    key, entry = section.entries.popitem()
    section.entries[f"{key}ー"] = entry
    reading = read_keys(root, CURRENT.tree)
    assert [found.code for found in reading.findings] == ["F020"]
    assert list(reading.written.values()) == [f"{key}ー"]
    again, _ = sections(reading.root, CURRENT.tree)[index]
    assert key in again.entries
