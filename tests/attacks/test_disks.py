"""Real disks that are full or read-only: nothing is lost, nothing is left, and the reason told.

`test_files` has the same without a disk of one's own, where none may be mounted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from attacks.disks import STATES, contents, fresh, on_disk, why_not
from attacks.test_files import SLIP, prepared

PAGE = 4096  # what a tmpfs gives out at a time
LONG = "".join(f"# {number}: これは注釈の行です\n" for number in range(PAGE // 20))
"""Comments that make a document longer than what is left in the state ``a-page-left``."""

REASONS = {"no-room-for-a-name": "空き容量がありません", "read-only": "読み取り専用です"}
"""Why a state does not let write, where it is not that the disk is full."""

WRITES = {
    "fix 国保.yaml": "国保.yaml",
    "diff --write 旧.yaml 国保.yaml --date 令和8年2月16日 -q": "国保.yaml",
    "render 旧.yaml -o 国保.html": "国保.html",
    "render 旧.yaml -o 新しいページ.html": "新しいページ.html",
    "validate 旧.yaml --format json -o 国保.html": "国保.html",
    "new -o 白紙.yaml": "白紙.yaml",
    "schema -o 国保.html": "国保.html",
}
"""What writes more than a page, and where."""

SMALL_WRITES = {
    "validate 旧.yaml --write-baseline 既知.json": "既知.json",
    "validate 旧.yaml --write-baseline 新しい既知.json": "新しい既知.json",
    "render 旧.yaml -o 国保.md": "国保.md",
    "diff 旧.yaml 国保.yaml -o 表.csv": "表.csv",
    "render 旧.yaml 国保.yaml -o ページ": "ページ",
}
"""What writes less than a page, or fails at its folder first."""


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    if why := why_not(tmp_path):
        pytest.skip(f"no tmpfs may be mounted here: {why}")
    return tmp_path


def filled(folder: Path) -> None:
    """The documents, each longer than a page, a page and a baseline."""
    prepared(folder)
    for one in folder.glob("*.yaml"):
        one.write_text(one.read_text("utf-8") + LONG, "utf-8")
    (folder / "既知.json").write_text('{"schema": "pia.baseline/1", "files": {}}\n', "utf-8")


@pytest.mark.parametrize("state", STATES)
def test_nothing_is_lost_on_a_disk_that_cannot_be_written(disk: Path, state: str) -> None:
    filled(fresh(disk))
    before = contents(disk / "before")
    writes = WRITES if state == "a-page-left" else WRITES | SMALL_WRITES
    for (command, target), done in zip(
        writes.items(), on_disk(disk, state, [*writes]), strict=True
    ):
        assert (done.code, done.out) == (3, ""), (command, done)
        why = REASONS.get(state, "空き容量がありません")
        assert target in done.err, (command, done)
        assert done.err.endswith(f"（{why}）\n"), (command, done)
    assert contents(disk / "after") == before


LISTED = "validate . --format concise"
"""Four files: fewer are not kept."""


YAML = {"旧.yaml", "新.yaml", "国保.yaml", "0.yaml"}


def several(folder: Path) -> None:
    prepared(folder)
    (folder / "0.yaml").write_text(f"{SLIP}# 0\n", "utf-8")


@pytest.mark.parametrize("state", STATES)
def test_a_cache_without_room_is_none(disk: Path, state: str) -> None:
    """The same is found, and nothing of an entry is kept that is not whole."""
    several(fresh(disk))
    before = contents(disk / "before")
    cached, again, without = on_disk(disk, state, [LISTED, LISTED, f"{LISTED} --no-cache"])
    assert without.code == 1
    assert "[F" in without.out
    assert cached == again == without
    after = contents(disk / "after")
    kept = [name for name in after if name.startswith("cache/")]
    assert {name: after[name] for name in after if name not in kept} == before
    assert [name for name in kept if "new-" in name] == []
    assert len(kept) == (1 if state == "a-page-left" else 0)  # an entry takes a page


def test_a_cache_with_room_is_used(disk: Path) -> None:
    """What the test above would see if the disk were not full."""
    several(fresh(disk))
    on_disk(disk, "room", [LISTED])
    after = contents(disk / "after")
    assert sum(name.startswith("cache/") for name in after) == len(after.keys() & YAML) == 4


WAITING_HERE = """
os.environ["TMPDIR"] = os.getcwd()
import pia_cli.report.stream
pia_cli.report.stream.IN_MEMORY = 1000
"""


def test_what_waits_for_the_end_of_a_run_finds_no_room(disk: Path) -> None:
    """A long report waits in a temporary file before it goes to its place."""
    several(fresh(disk))
    before = contents(disk / "before")
    command = f"{LISTED} --no-cache -o ../報告.txt"
    (done,) = on_disk(disk, "a-page-left", [command], more=WAITING_HERE)
    assert (done.code, done.out) == (3, "")
    assert "結果を一時ファイルに書き込めません（空き容量がありません）" in done.err
    assert "TMPDIR" in done.err
    assert contents(disk / "after") == before
    assert not (disk / "報告.txt").exists()
