"""Names of files that are there, and where nobody can tell."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pia_cli.core.file_name import those_there


@pytest.mark.parametrize("call", ["listdir", "stat"])
def test_a_folder_that_may_not_be_read_counts_as_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    names = ("ガス/a.yaml", "b.yaml")
    assert those_there(str(tmp_path), names) == frozenset()

    def refused(path: object) -> None:
        raise PermissionError(str(path))

    monkeypatch.setattr(os, call, refused)
    assert those_there(str(tmp_path), names) == frozenset(names)
