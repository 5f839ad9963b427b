"""Every file of the fuzz corpus through all four entries: what was found once stays mended.

A file's first byte chose the entry that the fuzzer ran; the rest are the bytes of a document.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from attacks.entries import ENTRIES

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())


def test_every_entry_has_a_seed() -> None:
    assert {path.read_bytes()[0] % len(ENTRIES) for path in CORPUS} == set(range(len(ENTRIES)))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_a_corpus_file_breaks_nothing(path: Path) -> None:
    data = path.read_bytes()[1:]
    for entry in ENTRIES:
        entry(data)
