"""The commands that docs/suppress.md and docs/config.md show are run, and their output compared."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from pia_cli.batch import cache, run
from pia_cli.batch.shard import Shard, parse_shard
from test_readme import ROOT, SESSION, output_of

PAGES = ("suppress.md", "config.md")


def checkout(top: Path, name: str) -> None:
    """The examples, and the page's first TOML as pia.toml."""
    shutil.copytree(ROOT / "examples", top / "examples")
    (top / ".git").mkdir()
    text = (ROOT / "docs" / name).read_text("utf-8")
    if toml := re.search(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        (top / "pia.toml").write_text(toml[1], "utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_shown_sessions_are_real(name: str, tmp_path: Path) -> None:
    checkout(tmp_path, name)
    blocks = SESSION.findall((ROOT / "docs" / name).read_text("utf-8"))
    assert blocks
    for block in blocks:
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            assert output_of(command, tmp_path) == shown, command


def test_the_options_of_scale_md_are_real() -> None:
    page = (ROOT / "docs" / "scale.md").read_text("utf-8")
    known = (ROOT / "docs" / "cli.md").read_text("utf-8")
    options = set(re.findall(r"--[a-z][a-z-]+", page))
    assert len(options) > 8
    assert not {option for option in options if f"{option} " not in known}
    assert "PIA_CACHE_DIR" in known


def test_the_figures_of_scale_md_are_those_of_the_program() -> None:
    page = (ROOT / "docs" / "scale.md").read_text("utf-8")
    assert f"{run.WORTH_FILES} ファイル未満又は合わせて {run.WORTH_BYTES // 1024} KiB 未満" in page
    most, kept = cache.MOST_BYTES // 2**20, cache.KEPT_BYTES // 2**20
    assert f"{most} MiB を超えると、古いものから {kept} MiB になるまで" in page
    assert f"{cache.MOST_DAYS} 日を過ぎたもの" in page


def test_the_workflow_of_scale_md_takes_every_share() -> None:
    page = (ROOT / "docs" / "scale.md").read_text("utf-8")
    (text,) = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    (job,) = YAML(typ="safe").load(text)["jobs"].values()
    numbers = job["strategy"]["matrix"]["shard"]
    command = job["steps"][-1]["run"]
    shares = [command.replace("${{ matrix.shard }}", str(number)).split()[5] for number in numbers]
    assert [parse_shard(share) for share in shares] == [Shard(n, 4) for n in (1, 2, 3, 4)]
