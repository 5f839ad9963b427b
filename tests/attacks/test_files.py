"""Places that are no files, files that change, disks that are full, and death in the middle."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from attacks.documents import HEAD
from attacks.process import (
    KILLED_AT,
    KILLED_BY_SIZE,
    attacked,
    attacked_each,
    heed_permissions,
    only_files_up_to,
)

SLIP = f"{HEAD}評価書名: 国保\n公表日: 令和1年6月27日\n"
"""A document that ``pia fix`` mends."""
MENDED = SLIP.replace("令和1年", "令和元年")
NEWER = f"{HEAD}評価書名: 国民健康保険\n公表日: 令和8年2月16日\n"
"""A document that ``pia diff --write`` adds a row to."""

COMMANDS = (
    "validate {0}",
    "diff {0} {0}",
    "fix {0}",
    "render {0} -o o.html",
    "git textconv {0}",
)
WRITES = ("fix 国保.yaml", "diff --write 旧.yaml 国保.yaml --date 令和8年2月16日 -q")
OUTPUTS = ("render 旧.yaml -o 国保.html", "validate 旧.yaml --format json -o 国保.html")


NO_FILES = {
    "/dev/zero": "パイプや装置です",
    "pipe": "パイプや装置です",
    "link-to-pipe": "パイプや装置です",
    "link-to-itself": "ファイルを読めません: link-to-itself（シンボリックリンクが循環しています）",
    "nothing": "ファイルが見つかりません",
}
"""Names that lead to no regular file, and what is said of them."""


def test_what_is_no_file_is_said_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, leads_to in (("link-to-pipe", "pipe"), ("link-to-itself", "link-to-itself")):
        (tmp_path / name).symlink_to(leads_to)
    runs = [(name, command) for name in ("pipe", "/dev/zero") for command in COMMANDS[1:]]
    runs += [(name, COMMANDS[0]) for name in NO_FILES]
    told = attacked_each(*(command.format(name) for name, command in runs), cwd=tmp_path)
    for (name, command), done in zip(runs, told, strict=True):
        assert (done.code, done.out) == (3, ""), (command, name)
        assert NO_FILES[name] in done.err, (command, name)


def test_no_option_waits_on_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "国保.yaml").write_text(SLIP, "utf-8")
    commands = (
        "validate --config pipe 国保.yaml",
        "validate --baseline pipe 国保.yaml",
        "render --template pipe 国保.yaml",
        "render 国保.yaml -o pipe",
        "verify 国保.yaml pipe",
    )
    for command, done in zip(commands, attacked_each(*commands, cwd=tmp_path), strict=True):
        assert done.code in (2, 3), (command, done)
        assert "pipe" in done.err, command


LONG_NAME = f"{'あ' * 100}.yaml"
LONG_PATH = f"{'d/' * 2100}x.yaml"
"""A name and a path that are longer than the system takes."""

READS = (
    *(command for command in COMMANDS if not command.startswith("diff")),
    *("fix --diff {0}", "show {0} Ⅰ", "threshold {0}", "preview {0}", "verify {0} 国保.html"),
    *("verify 国保.yaml {0}", "diff 国保.yaml {0}", "render 国保.yaml --changes {0}"),
    *("render 国保.yaml --template {0}", "validate 国保.yaml --config {0}"),
    *("config --config {0}", "validate 国保.yaml --baseline {0}"),
)
CREATES = (
    *("validate 国保.yaml --write-baseline {0}", "validate 国保.yaml -f text -o {0}"),
    *("render 国保.yaml -f html -o {0}", "new -o {0}", "new --force -o {0}", "schema -o {0}"),
    *("diff 旧.yaml 国保.yaml -f text -o {0}", "diff 旧.yaml 国保.yaml --write -f text -o {0}"),
)


@pytest.mark.parametrize("name", [LONG_NAME, LONG_PATH], ids=["name", "path"])
def test_a_name_that_is_too_long_is_said(tmp_path: Path, name: str) -> None:
    prepared(tmp_path)
    before = contents(tmp_path)
    commands = [command.format(name).replace(" -f ", " --format ") for command in READS + CREATES]
    told = attacked_each(*commands, cwd=tmp_path)
    for command, done in zip(READS + CREATES, told, strict=True):
        assert done.code == (2 if "--config" in command or "--baseline" in command else 3), command
        verb = "に書き込めません" if command in CREATES else "ファイルを読めません"
        assert verb in done.err, (command, done)
        assert f"{name}（名前が長すぎます）" in done.err.replace(" に書き込めません", ""), command
    assert contents(tmp_path) == before


def test_folders_of_a_name_that_is_too_long_are_not_made(tmp_path: Path) -> None:
    prepared(tmp_path)
    before = contents(tmp_path)
    commands = ("render 国保.yaml -o {0}/", "render 旧.yaml 国保.yaml -o {0}")
    names = (LONG_NAME, LONG_PATH)
    runs = [command.format(name) for command in commands for name in names]
    for done in attacked_each(*runs, cwd=tmp_path):
        assert done.code == 3
        assert "フォルダを作れません" in done.err
        assert "（名前が長すぎます）" in done.err
    assert contents(tmp_path) == before


def nested(top: Path, levels: int) -> None:
    """A document below so many folders, whose path may be longer than the system takes."""
    top.mkdir()
    at = os.open(top, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    with open(os.open("x.yaml", os.O_WRONLY | os.O_CREAT, dir_fd=at), "w") as file:
        file.write(SLIP)
    os.close(at)


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder to nest in; pytest calls itself for each level when it clears away."""
    yield tmp_path
    subprocess.run(["rm", "-rf", "--", *tmp_path.iterdir()], check=True)


def test_a_folder_of_1200_levels(deep: Path) -> None:
    nested(deep / "深い", 1200)
    nested(deep / "[深い]", 1200)
    commands = (
        "validate 深い --format concise",
        "fix --diff 深い",
        "render 深い -o ページ",
        "validate **/x.yaml --format concise",
        "fix 深い -q",
    )
    validated, shown, rendered, globbed, mended = attacked_each(*commands, cwd=deep)
    name = f"深い/{'d/' * 1200}x.yaml"
    assert validated.code == 1
    assert validated.out.startswith(f"{name}:")
    assert shown.code == 0
    assert "+公表日: 令和元年6月27日" in shown.out
    assert rendered.code == 1, rendered.err
    assert (deep / "ページ" / ("d/" * 1200) / "x.html").read_bytes().startswith(b"<!")
    assert globbed.code == 1
    assert {line.split("/")[0] for line in globbed.out.splitlines()} == {"深い", "[深い]"}
    assert (mended.code, mended.err) == (0, "")
    assert (deep / name).read_text("utf-8") == MENDED


def test_a_folder_deeper_than_a_path_may_be(deep: Path) -> None:
    nested(deep / "深い", 2100)
    (deep / "深い" / "a.yaml").write_text(SLIP, "utf-8")
    commands = ("validate 深い --format concise", "fix --diff 深い", "render 深い -o ページ")
    for done in attacked_each(*commands, cwd=deep):
        assert done.code == 3
        assert "フォルダの中を読めません: 深い/d/d/" in done.err
        assert "（名前が長すぎます）" in done.err
        assert done.out or "1 件の評価書" in done.err  # the file above it is not left out


def test_a_pattern_of_1500_levels(tmp_path: Path) -> None:
    done = attacked("validate", f"{'*/' * 1500}x.yaml", cwd=tmp_path)
    assert done.code == 3
    assert "ワイルドカードの階層が多すぎます" in done.err


def test_a_long_chain_of_links_is_not_followed(tmp_path: Path) -> None:
    prepared(tmp_path)
    for number in range(1200):
        (tmp_path / f"{number + 1}.html").symlink_to(f"{number}.html")
    done = attacked("render", "国保.yaml", "-o", "1200.html", cwd=tmp_path)
    assert (done.code, done.out) == (3, "")
    assert "1200.html に書き込めません（シンボリックリンクが循環しています）" in done.err


GONE = "import os; os.mkdir('消える'); os.chdir('消える'); os.rmdir('../消える')"
"""Before pia: the current folder is deleted."""


def test_a_current_folder_that_is_deleted(tmp_path: Path) -> None:
    prepared(tmp_path)
    commands = (
        *("validate", "validate 国保.yaml", "validate *.yaml", "new -o a.yaml", "schema -o a.json"),
        *("render 国保.yaml", "fix 国保.yaml", "log 国保.yaml", "diff HEAD:国保.yaml 国保.yaml"),
        "git install",
    )
    for command, done in zip(
        commands, attacked_each(*commands, cwd=tmp_path, before=GONE), strict=True
    ):
        assert (done.code, done.out) == (3, ""), command
        first, *hint = done.err.splitlines()
        assert first == "pia: 今のフォルダは削除されています", command
        assert hint == ["  対処: cd でほかのフォルダに移ってください"], command


def test_an_absolute_path_needs_no_current_folder(tmp_path: Path) -> None:
    prepared(tmp_path)
    commands = {
        f"validate {tmp_path}/国保.yaml": 1,
        f"validate {tmp_path} --format github": 1,
        f"fix {tmp_path}/旧.yaml": 0,
        f"render {tmp_path}/国保.yaml -o {tmp_path}/新.html": 1,
        f"diff {tmp_path}/旧.yaml {tmp_path}/新.yaml": 0,
        f"new -o {tmp_path}/a.yaml": 0,
        "config": 0,
    }
    told = attacked_each(*commands, cwd=tmp_path, before=GONE)
    for (command, code), done in zip(commands.items(), told, strict=True):
        assert done.code == code, (command, done.err)


NO_MORE_FILES = """
import resource
from pia_cli.__main__ import main
import pia_cli.core.reasons, pia_cli.core.text
resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
"""
"""Before pia: it has but its three streams."""


def test_too_many_open_files_are_no_fault_of_pia(tmp_path: Path) -> None:
    prepared(tmp_path)
    done = attacked("validate", ".", cwd=tmp_path, before=NO_MORE_FILES)
    assert (done.code, done.out) == (3, "")
    assert "システムに断られたため、続けられません" in done.err
    assert "（開いているファイルが多すぎます）" in done.err
    assert "ulimit -n" in done.err


def test_an_endless_standard_input_is_cut() -> None:
    done = attacked("validate", "-", cwd=Path("/"), stdin=Path("/dev/zero"))
    assert done.code == 1
    assert "error[Y003]" in done.out


def test_a_sparse_file_of_a_gigabyte(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(SLIP, "utf-8")
    os.truncate(path, 1 << 30)
    commands = [command.format("x.yaml") for command in COMMANDS[:2]]
    validated, compared = attacked_each(*commands, cwd=tmp_path)
    assert validated.code == 1
    assert "error[Y003]" in validated.out
    assert (compared.code, compared.out) == (3, "")
    assert "読め" in compared.err
    assert path.stat().st_size == 1 << 30


def test_a_huge_file_in_the_place_of_the_output(tmp_path: Path) -> None:
    (tmp_path / "国保.yaml").write_text(SLIP, "utf-8")
    (tmp_path / "o.html").touch()
    os.truncate(tmp_path / "o.html", 1 << 30)
    done = attacked("render", "国保.yaml", "-o", "o.html", cwd=tmp_path)
    assert done.code == 1, done.err
    assert (tmp_path / "o.html").read_bytes().startswith(b"<!")


def test_a_folder_of_50_000_entries(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "1.yaml")
    (tmp_path / "2.yaml").write_text(SLIP, "utf-8")
    (tmp_path / "3.yaml").symlink_to("3.yaml")
    seed = tmp_path / "4.yaml"
    seed.write_text("a: 1\n", "utf-8")
    for number in range(5, 1000):
        os.link(seed, tmp_path / f"{number}.yaml")
    for number in range(1000, 50_000):
        os.link(seed, tmp_path / f"{number}.txt")
    done = attacked("validate", ".", "--format", "concise", cwd=tmp_path)
    assert done.code == 3
    assert {line.split(":")[0] for line in done.out.splitlines()} == {"2.yaml"}
    assert "パイプや装置です: 1.yaml" in done.err
    assert "ファイルを読めません: 3.yaml" in done.err
    assert "1 ファイルを検査" in done.err


HAPPENINGS = {
    "cut": "os.truncate(path, 10)",
    "deleted": "os.remove(path)",
    "grows": "os.truncate(path, 1 << 30)",
    "replaced": "open(path + '~', 'w').write('a: [\\n'); os.replace(path + '~', path)",
    "overwritten": "open(path, 'w').write('x' * 99)",
    "device-gone": "raise OSError(5, 'Input/output error')",
}

WHILE_READ = f"""
import os
read, happened = os.read, set()
def reading(handle, size):
    path = os.readlink(f"/proc/self/fd/{{handle}}")
    what = {HAPPENINGS!r}.get(os.path.basename(path).removesuffix(".yaml"))
    if what is None or path in happened:
        return read(handle, size)
    happened.add(path)
    first = read(handle, 40)
    exec(what)
    return first
os.read = reading
"""
"""Before pia: to each file, what it is named for happens after its first bytes were read."""


@pytest.mark.parametrize("command", ["validate", "fix"])
def test_a_file_that_changes_while_it_is_read(tmp_path: Path, command: str) -> None:
    for what in HAPPENINGS:
        (tmp_path / f"{what}.yaml").write_text(SLIP, "utf-8")
    commands = [f"{command} {what}.yaml" for what in HAPPENINGS]
    told = attacked_each(*commands, cwd=tmp_path, before=WHILE_READ)
    for what, done in zip(HAPPENINGS, told, strict=True):
        assert done.code in (0, 1, 3), what
        assert "Traceback" not in done.err
        assert done.out or done.err
        path = tmp_path / f"{what}.yaml"
        if what == "device-gone":
            assert (done.code, path.read_text("utf-8")) == (3, SLIP)
        elif command == "fix" and what in ("deleted", "grows", "replaced"):
            assert done.code == 3, what
            assert path.exists() is (what != "deleted")
    assert not [*tmp_path.glob(".pia-*")]


def prepared(folder: Path) -> None:
    """The files of WRITES and OUTPUTS: 旧.yaml, 新.yaml, 国保.yaml and 国保.html."""
    (folder / "旧.yaml").write_text(SLIP, "utf-8")
    (folder / "新.yaml").write_text(NEWER, "utf-8")
    (folder / "国保.yaml").write_text(NEWER.replace("令和8年2月16日", "令和1年6月27日"), "utf-8")
    (folder / "国保.html").write_text("前のページ", "utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


REASONS = {28: "空き容量がありません", 30: "読み取り専用です", 122: "割り当てられた容量"}

FAILING = f"""
import tempfile
numbers = {[*REASONS]}
def full(*_, **__):
    raise OSError(numbers.pop(0), 'x')
tempfile.mkstemp = full
"""


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    """The kernel cuts each write short after 20 bytes."""
    prepared(tmp_path)
    before = contents(tmp_path)
    for done in attacked_each(*WRITES, *OUTPUTS, cwd=tmp_path, setup=only_files_up_to(20)):
        assert done.code == 3
        assert "に書き込めません（大きさの制限を超えます）" in done.err
    assert contents(tmp_path) == before


def test_the_reason_is_told(tmp_path: Path) -> None:
    prepared(tmp_path)
    told = attacked_each(*[WRITES[0]] * len(REASONS), cwd=tmp_path, before=FAILING)
    for done, said in zip(told, REASONS.values(), strict=True):
        assert done.code == 3
        assert f"国保.yaml に書き込めません（{said}" in done.err


def test_a_full_standard_output(tmp_path: Path) -> None:
    prepared(tmp_path)
    to_full = "import os; os.dup2(os.open('/dev/full', os.O_WRONLY), 1)"
    commands = (
        "validate 旧.yaml",
        "--version",
        "--help",
        "validate --help",
        "git install --help",
        "",
    )
    for command in commands:
        done = attacked(*command.split(), cwd=tmp_path, before=to_full)
        said = "pia: 標準出力に書き込めません（空き容量がありません）\n"
        assert (done.code, done.err) == (3, said), command


def test_rows_that_were_written_before_the_table_could_not_be_shown(tmp_path: Path) -> None:
    prepared(tmp_path)
    to_full = "import os; os.dup2(os.open('/dev/full', os.O_WRONLY), 1)"
    command = ["diff", "--write", "-q", "旧.yaml", "国保.yaml"]
    done = attacked(*command, cwd=tmp_path, before=to_full)
    assert done.code == 3
    assert done.err == (
        "pia: 標準出力に書き込めません（空き容量がありません）\n"
        "  対処: 変更箇所には 1 行を書き足してあります。ファイルで確かめてください\n"
    )
    again = attacked(*command, cwd=tmp_path, before=to_full)
    assert "対処" not in again.err


def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    prepared(tmp_path)
    before = contents(tmp_path)
    tmp_path.chmod(0o555)
    try:
        told = attacked_each(*WRITES, *OUTPUTS, cwd=tmp_path, setup=heed_permissions)
    finally:
        tmp_path.chmod(0o755)
    for done in told:
        assert done.code == 3
        assert "に書き込めません（権限がありません）" in done.err
    assert contents(tmp_path) == before


@pytest.mark.parametrize("heeds", [True, False], ids=["user", "root"])
def test_a_file_that_may_not_be_written(tmp_path: Path, heeds: bool) -> None:
    """A version that somebody closed stays as it is, though its folder may be written."""
    prepared(tmp_path)
    (tmp_path / "国保.yaml").chmod(0o444)
    before = contents(tmp_path)
    told = attacked_each(*WRITES, cwd=tmp_path, setup=heed_permissions if heeds else lambda: None)
    for done in told:
        assert done.code == 3
        assert "国保.yaml は書き込みが禁止されているため、書き換えません" in done.err
    assert contents(tmp_path) == before


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="root alone gives files away")
def test_a_file_written_anew_keeps_its_owner(tmp_path: Path) -> None:
    prepared(tmp_path)
    os.chown(tmp_path / "国保.yaml", 65534, 65534)
    assert attacked(*WRITES[0].split(), cwd=tmp_path).code == 0
    status = (tmp_path / "国保.yaml").stat()
    assert (status.st_uid, status.st_gid) == (65534, 65534)


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    prepared(tmp_path)
    (tmp_path / "国保.yaml").chmod(0)
    done = attacked("validate", "国保.yaml", cwd=tmp_path, setup=heed_permissions)
    assert (done.code, done.out) == (3, "")
    assert "ファイルを読む権限がありません: 国保.yaml" in done.err


TARGETS = ((WRITES[0], "国保.yaml"), (WRITES[1], "国保.yaml"), (OUTPUTS[0], "国保.html"))


@pytest.mark.parametrize(("words", "target"), TARGETS)
def test_killed_at_any_step_the_file_is_the_old_or_the_new(
    tmp_path: Path, words: str, target: str
) -> None:
    """kill -9 at the first step on a file, at the second, and so on to the end."""
    prepared(tmp_path)
    old = (tmp_path / target).read_bytes()
    assert attacked(*words.split(), cwd=tmp_path).code in (0, 1)
    new = (tmp_path / target).read_bytes()
    assert new != old
    prepared(tmp_path)
    done = attacked(target, *words.split(), cwd=tmp_path, before=KILLED_AT)
    steps = [json.loads(line) for line in done.out.splitlines()]
    assert [code for code, _, _ in steps[:-1]] == [-9] * (len(steps) - 1)
    assert steps[-1][0] in (0, 1)
    assert len(steps) > 4
    assert {bytes.fromhex(now) for _, now, _ in steps} == {old, new}
    assert all(name.startswith(".pia-") for _, _, left in steps for name in left)
    assert steps[-1][2] == []


@pytest.mark.parametrize(("words", "target"), TARGETS)
def test_killed_in_the_middle_of_the_write(tmp_path: Path, words: str, target: str) -> None:
    prepared(tmp_path)
    before = contents(tmp_path)
    done = attacked(*words.split(), cwd=tmp_path, before=KILLED_BY_SIZE, setup=only_files_up_to(20))
    assert done.code == -25
    after = contents(tmp_path)
    assert {name: after[name] for name in before} == before
    (rest,) = after.keys() - before.keys()
    assert rest.startswith(".pia-")  # never taken for an assessment
    assert attacked(*words.split(), cwd=tmp_path).code in (0, 1)
    assert (tmp_path / target).read_bytes() != before[target]
