"""Shares of a run are stable, disjoint and complete."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.support import TYPO, Run
from pia_cli.batch.shard import Shard, parse_shard
from pia_cli.check.collect import Input

SHARES = [1, 0, 3, 1]
NAMES = st.lists(st.text(st.characters(), min_size=1, max_size=20), unique=True, max_size=40)


def inputs(names: list[str]) -> list[Input]:
    return [Input(name, Path(name), explicit=False) for name in names]


@given(NAMES, st.integers(1, 12))
def test_every_file_is_in_one_share(names: list[str], total: int) -> None:
    shares = [Shard(number, total).of(inputs(names)) for number in range(1, total + 1)]
    assert sorted(entry.name for share in shares for entry in share) == sorted(names)


@given(NAMES, st.text(min_size=1, max_size=20), st.integers(1, 12))
def test_no_other_file_moves(names: list[str], added: str, total: int) -> None:
    share = Shard(1, total)
    before = share.of(inputs(names))
    after = share.of(inputs([added, *(name for name in names if name != added)]))
    assert [e for e in before if e.name != added] == [e for e in after if e.name != added]


def test_the_share_of_a_name_is_the_same_everywhere() -> None:
    """These may never change: a file would be checked twice, or not at all, during an upgrade."""
    names = ["国保.yaml", "a/b.yaml", "評価書/介護.yml", "x.yaml"]
    assert [[Shard(n, 4).has(name) for n in (1, 2, 3, 4)].index(True) for name in names] == SHARES
    for name in names:
        spelt = (f"./{name}", os.path.abspath(name))
        assert all(Shard(1, 4).has(one) == Shard(1, 4).has(name) for one in spelt)
    composed, decomposed = "\u30ac.yaml", "\u30ab\u3099.yaml"
    assert all(Shard(n, 99).has(composed) == Shard(n, 99).has(decomposed) for n in range(1, 100))


def test_a_link_to_the_current_folder_changes_no_share(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "真").mkdir()
    (tmp_path / "鎖").symlink_to("真")
    monkeypatch.chdir(tmp_path / "鎖")
    name = "評価書/国保.yaml"
    told = str(tmp_path / "鎖" / name)
    assert all(Shard(n, 99).has(name) == Shard(n, 99).has(told) for n in range(1, 100))


def test_shares_are_about_equal() -> None:
    numbers = [len(Shard(n, 4).of(inputs([f"{i}.yaml" for i in range(4000)]))) for n in range(1, 5)]
    assert min(numbers) > 900


@pytest.mark.parametrize(
    "text", ["", "1", "0/2", "3/2", "1/0", "-1/2", "a/b", "1/2/3", "１/２", "1/99999"]
)
def test_what_is_no_share(run: Run, text: str) -> None:
    done = run("validate", "--shard", text)
    assert done.code == 2
    assert "2/8" in done.err


def test_a_share_is_parsed() -> None:
    assert parse_shard("2/8") == Shard(2, 8)
    assert str(Shard(2, 8)) == "2/8"


def test_shares_of_a_folder(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in range(6):
        (tmp_path / f"{number}.yaml").write_text(TYPO, "utf-8")
    found = []
    for number in range(1, 21):
        done = run("validate", ".", "--format", "json", "--shard", f"{number}/20")
        files = [file["path"] for file in json.loads(done.out)["files"]]
        found += files
        assert done.code == (1 if files else 0)
        word = f"--shard {number}/20 に当たる評価書はありません（全体で 6 ファイル）\n"
        assert (done.err == word) is not bool(files)
    assert sorted(found) == [f"{number}.yaml" for number in range(6)]


def test_nothing_at_all_is_still_an_error(run: Run, tmp_path: Path) -> None:
    assert run("validate", tmp_path, "--shard", "1/2").code == 3


def test_a_share_makes_no_baseline(run: Run, tmp_path: Path) -> None:
    done = run("validate", tmp_path, "--shard", "1/2", "--write-baseline", "x.json")
    assert done.code == 2
    assert "--write-baseline" in done.err
