"""The cache gives back what a check finds, or nothing."""

from __future__ import annotations

import os
import shutil
import stat
import zlib
from datetime import date
from importlib.util import find_spec, spec_from_file_location
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.support import EXAMPLE, ROOT, TYPO, Run, pia
from pia_cli import __version__
from pia_cli.batch import cache as caches
from pia_cli.batch import fingerprint as fingerprints
from pia_cli.batch.cache import Cache, cache_dir, entries, open_cache, sweep
from pia_cli.batch.fingerprint import fingerprint
from pia_cli.batch.stored import dumped, loaded
from pia_cli.check.engine import check
from pia_cli.check.stage import Stage
from pia_cli.check.verdict import Verdict, verdict
from pia_cli.config.identity import identities
from pia_cli.document.decode import MAX_BYTES

DAY = date(2026, 4, 1)
DOCUMENTS = sorted((ROOT / "tests" / "cases" / "negative").rglob("*.yaml"))[::9] + sorted(
    (ROOT / "examples").glob("*.yaml")
)
MY_NUMBER = "123456789018"


@pytest.fixture
def cache() -> Cache:
    found = open_cache()
    assert found
    return found


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five small documents, in the current folder."""
    top = tmp_path / "評価書"
    top.mkdir()
    for number in range(5):
        (top / f"{number}.yaml").write_text(f"{TYPO}# {number}\n", "utf-8")
    monkeypatch.chdir(top)
    return top


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are really checked, in this process."""
    names: list[str] = []

    def spy(data: bytes, name: str, *rest: object) -> object:
        names.append(name)
        return check(data, name, *rest)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr("pia_cli.check.engine.check", spy)
    return names


def judged(data: bytes, name: str, *, named: bool = True) -> Verdict:
    document = check(data, name, Stage.PUBLISHED, DAY)
    return verdict(document, identities(document) if named else None)


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_findings_come_back_as_they_were_under_any_name(path: Path, cache: Cache) -> None:
    data = path.read_bytes()
    found = judged(data, "a.yaml")
    assert found.named("二.yaml") == judged(data, "二.yaml")
    key = cache.key(data, Stage.PUBLISHED, DAY, True)
    assert cache.get(key, "a.yaml") is None
    if cache.put(key, found):
        assert cache.get(key, "a.yaml") == found
        assert cache.get(key, "二.yaml") == found.named("二.yaml")
    else:
        assert dumped(found) is None


@settings(max_examples=30)
@given(st.text(st.characters(codec="utf-8"), max_size=30), st.binary(max_size=40))
def test_any_text_comes_back(text: str, data: bytes) -> None:
    for content in (f'様式: 重点項目評価書\n"{text}\\ud800": {text}\n'.encode(), data):
        found = judged(content, "x")
        kept = dumped(found)
        assert kept is None or loaded(kept, "x") == found


def test_the_second_run_checks_only_what_changed(run: Run, many: Path, checked: list[str]) -> None:
    first = run("validate", ".", "-j", "1")
    assert checked == [f"{n}.yaml" for n in range(5)]
    (many / "2.yaml").write_text(f"{TYPO}# 新しい\n", "utf-8")
    (many / "9.yaml").write_text(f"{TYPO}# 4\n", "utf-8")  # as 4.yaml
    checked.clear()
    second = run("validate", ".", "-j", "1")
    assert checked == ["2.yaml"]
    assert second.out.count("9.yaml:") == second.out.count("4.yaml:") == first.out.count("4.yaml:")
    assert second == run("validate", ".", "-j", "1", "--no-cache")


@pytest.mark.parametrize("format_", ["text", "sarif", "gitlab", "json"])
def test_the_output_is_the_same_with_and_without(many: Path, format_: str) -> None:
    broken = (ROOT / "examples" / "broken.yaml").read_text("utf-8")
    (many / "broken.yaml").write_bytes(broken.replace("\n", "\r\n").encode("utf-8-sig"))
    (many / "old.yaml").write_bytes(broken.encode("cp932"))
    (many / "long.yaml").write_bytes(broken.encode() + b"#" * MAX_BYTES)
    words = ["validate", ".", "--format", format_, "--today", "2026-04-01"]
    runs = [pia(*words, "-j", n, cwd=many) for n in "131"] + [pia(*words, "--no-cache", cwd=many)]
    assert runs[0] == runs[1] == runs[2] == runs[3]
    assert len(list(entries())) == 8


@pytest.mark.parametrize(
    "words", [["--stage", "案"], ["--today", "2020-01-01"], ["--write-baseline", "b.json"]]
)
def test_what_findings_rest_on_is_part_of_the_key(
    run: Run, many: Path, checked: list[str], words: list[str]
) -> None:
    run("validate", ".", "-j", "1", "--today", "2026-04-01")
    checked.clear()
    run("validate", ".", "-j", "1", "--today", "2026-04-01", *words)
    assert len(checked) == 5


def test_the_configuration_is_not(run: Run, many: Path, checked: list[str]) -> None:
    run("validate", ".", "-j", "1")
    checked.clear()
    (many / "pia.toml").write_text('ignore = { F020 = "試験" }\nfail-on = "info"\n', "utf-8")
    done = run("validate", ".", "-j", "1", "--select", "F")
    assert not checked
    assert done == run("validate", ".", "-j", "1", "--select", "F", "--no-cache")


def test_a_baseline_works_on_kept_findings(run: Run, many: Path, checked: list[str]) -> None:
    run("validate", ".", "-j", "1", "--write-baseline", "b.json")
    before = (many / "b.json").read_bytes()
    checked.clear()
    run("validate", ".", "-j", "1", "--write-baseline", "b.json")
    assert not checked
    assert (many / "b.json").read_bytes() == before
    assert run("validate", ".", "-j", "1", "--baseline", "b.json").out == ""


def test_few_files_and_standard_input_are_not_kept(run: Run, many: Path) -> None:
    run("validate", "0.yaml", "1.yaml")
    assert not cache_dir().exists()
    run("validate", "-", "0.yaml", "1.yaml", "2.yaml", stdin=EXAMPLE.read_bytes())
    assert len(list(entries())) == 3
    run("cache", "clear")
    run("validate", ".", "--no-cache")
    assert not files(cache_dir())


def test_only_the_user_can_read_it(run: Run, many: Path) -> None:
    mask = os.umask(0)
    try:
        run("validate", ".")
    finally:
        os.umask(mask)
    folder = cache_dir() / caches.FOLDER
    for path in [folder, *folder.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600)


def test_a_folder_that_others_may_write_to_is_not_used(run: Run, many: Path) -> None:
    (cache_dir() / caches.FOLDER).mkdir(parents=True)
    assert "注意" not in run("cache", "info").out
    (cache_dir() / caches.FOLDER).chmod(0o777)
    run("validate", ".")
    assert not files(cache_dir())  # entries() would not read them
    assert "このフォルダは使いません" in run("cache", "info").out
    assert f"{caches.FOLDER} にほかの利用者も書き込めます" in run("cache", "info").out


def test_a_file_in_the_place_of_the_folder_is_told(run: Run, many: Path) -> None:
    shutil.rmtree(cache_dir(), ignore_errors=True)
    cache_dir().mkdir()
    (cache_dir() / caches.FOLDER).touch()
    done = run("cache", "info")
    assert done.code == 0
    assert f"使いません（{cache_dir() / caches.FOLDER} がフォルダではありません）" in done.out


def test_no_text_of_the_document_is_kept(cache: Cache) -> None:
    secret = "ここだけの記載です"
    found = judged(f"{TYPO}公表日: 令和6年4月1日\n評価書名: {secret}\n".encode(), "x", named=False)
    kept = dumped(found)
    assert kept
    assert secret not in loaded(kept, "x").__repr__()


@pytest.mark.parametrize("line", [f"{MY_NUMBER}: 1", f"評価書名: {MY_NUMBER}"])
def test_what_must_be_hidden_is_not_kept(line: str, cache: Cache) -> None:
    found = judged(f"{TYPO}{line}\n".encode(), "x")
    kept = dumped(found)
    assert kept is None or MY_NUMBER.encode() not in kept
    if MY_NUMBER in repr(found):
        assert not cache.put(cache.key(b"x", Stage.PUBLISHED, DAY, True), found)


def test_a_document_with_something_to_hide_is_checked_anew(
    run: Run, many: Path, checked: list[str]
) -> None:
    """Only its whole text tells what a line of an excerpt must not show."""
    text = f"{TYPO}# パスワード=Kaigo2024!\nKaigo2024!: 1\n"
    (many / "2.yaml").write_text(text, "utf-8")
    words = ("validate", ".", "-j", "1", "--format", "text")
    first = run(*words)
    checked.clear()
    assert run(*words) == first
    assert checked == ["2.yaml"]
    assert "Kaigo" not in first.out
    assert "2.yaml:5:1" in first.out


def broken(content: bytes) -> list[bytes]:
    """Contents that are no entry."""
    head, _, body = content.partition(b"\n")
    changed = zlib.compress(zlib.decompress(body).replace(b"F020", b"F021"))
    return [
        b"",
        content[:-1],
        content[: len(head)],
        content + b"x",
        content[:-9] + bytes([content[-9] ^ 1]) + content[-8:],
        head + b"\n" + changed,
        b"pia-cache/0 " + content[12:],
        os.urandom(200),
    ]


def test_what_is_broken_is_a_miss(run: Run, many: Path, checked: list[str]) -> None:
    expected = run("validate", ".", "-j", "1")
    (one, *_) = files(cache_dir())
    content = one.read_bytes()
    for bad in broken(content):
        one.write_bytes(bad)
        checked.clear()
        assert run("validate", ".", "-j", "1") == expected
        assert len(checked) == 1
        assert one.read_bytes() == content  # made anew


def test_an_entry_under_another_name_is_a_miss(run: Run, many: Path, checked: list[str]) -> None:
    expected = run("validate", ".", "-j", "1")
    one, two, *_ = files(cache_dir())
    one.write_bytes(two.read_bytes())
    checked.clear()
    assert run("validate", ".", "-j", "1") == expected
    assert len(checked) == 1


@pytest.mark.parametrize("kind", ["file", "dangling", "fifo", "folder", "file below"])
def test_a_cache_that_cannot_be_used_is_no_error(run: Run, many: Path, kind: str) -> None:
    expected = run("validate", ".", "--no-cache")
    top = cache_dir()
    if kind == "file":
        top.write_text("x")
    elif kind == "dangling":
        top.symlink_to("/nowhere/at/all")
    elif kind == "file below":
        assert run("validate", ".") == expected
        for folder in {one.parent for one in files(top)}:  # two entries may share one
            shutil.rmtree(folder)
            folder.write_text("x")
    else:
        assert run("validate", ".") == expected
        for one in files(top):
            one.unlink()
            if kind == "fifo":
                os.mkfifo(one)
            else:
                one.mkdir()
    assert run("validate", ".") == expected


def test_a_full_disk_is_no_error(run: Run, many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = run("validate", ".", "--no-cache")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(caches, "_write", full)
    assert run("validate", ".", "-j", "1") == expected


def test_runs_at_the_same_time(many: Path) -> None:
    expected = pia("validate", ".", "--no-cache", cwd=many)
    script = '"$@" > 1 2> 1e & "$@" > 2 2> 2e & "$@" > 3 2> 3e; wait; cat 1 1e 2 2e 3 3e'
    done = pia("validate", ".", "-j", "2", cwd=many, shell=script)
    assert done.out == (expected.out + expected.err) * 3


class TestTheFingerprint:
    def test_is_always_the_same(self) -> None:
        assert fingerprint() == fingerprint() is not None

    @pytest.fixture
    def package(self, tmp_path: Path) -> Path:
        (tmp_path / "rules").mkdir()
        (tmp_path / "rules" / "a.py").write_text("a = 1\n")
        (tmp_path / "b.py").write_text("b = 1\n")
        return tmp_path

    def test_changes_with_any_source(self, package: Path) -> None:
        later = package.stat().st_ctime + 1000
        found = {fingerprint(package, later)}
        (package / "b.py").write_text("b = 2\n")
        found.add(fingerprint(package, later))
        (package / "rules" / "a.py").rename(package / "rules" / "c.py")
        found.add(fingerprint(package, later))
        (package / "d.py").write_text("")
        found.add(fingerprint(package, later))
        (package / "rules" / "law.csv").write_text("data")
        found.add(fingerprint(package, later))
        (package / "__pycache__").mkdir()
        (package / "__pycache__" / "b.pyc").write_bytes(b"made of it")
        found.add(fingerprint(package, later))
        assert len(found) == 5
        assert None not in found

    def test_changes_with_versions(self, package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        later = package.stat().st_ctime + 1000
        before = fingerprint(package, later)
        monkeypatch.setattr("pia_cli.__version__", f"{__version__}.1")
        assert fingerprint(package, later) != before
        monkeypatch.undo()
        monkeypatch.setattr(fingerprints, "LIBRARIES", ("ruamel.yaml",))
        assert fingerprint(package, later) != before

    @pytest.mark.parametrize("library", fingerprints.LIBRARIES)
    def test_changes_with_a_library(
        self, package: Path, library: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        later = package.stat().st_ctime + 1000
        upgraded = package / "upgraded.py"
        upgraded.write_text("")
        before = fingerprint(package, later)
        found = spec_from_file_location(library, upgraded)
        monkeypatch.setattr(
            fingerprints, "find_spec", lambda name: found if name == library else find_spec(name)
        )
        assert fingerprint(package, later) != before

    def test_is_none_where_the_program_changed_since_its_start(self, package: Path) -> None:
        assert fingerprint(package, package.stat().st_ctime - 1000) is None

    def test_is_none_without_sources(self, tmp_path: Path) -> None:
        assert fingerprint(tmp_path, tmp_path.stat().st_ctime + 1000) is None


def test_another_program_finds_nothing(
    run: Run, many: Path, checked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run("validate", ".", "-j", "1")
    checked.clear()
    monkeypatch.setattr(caches, "fingerprint", lambda: "edited")
    run("validate", ".", "-j", "1")
    assert len(checked) == 5


class TestTheSize:
    @pytest.fixture
    def kept(self, cache: Cache) -> list[Path]:
        """Six entries of 100 bytes, the first is the oldest."""
        paths = []
        for age, letter in enumerate("fedcba"):
            path = cache.folder / f"{letter}0" / ("0" * 62)
            path.parent.mkdir()
            path.write_bytes(caches.HEAD.ljust(100, b"x"))
            os.utime(path, (1_000_000 + age, 1_000_000 + age))
            paths.append(path)
        return paths

    def test_old_entries_go(self, kept: list[Path]) -> None:
        sweep(1_000_003 + caches.MOST_DAYS * 86_400)
        assert [path.exists() for path in kept] == [False] * 3 + [True] * 3

    def test_the_oldest_go_where_there_are_too_many(
        self, kept: list[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(caches, "MOST_BYTES", 600)
        monkeypatch.setattr(caches, "KEPT_BYTES", 450)
        sweep(1_000_010)
        assert all(path.exists() for path in kept)
        monkeypatch.setattr(caches, "MOST_BYTES", 599)
        sweep(1_000_010)
        assert [path.exists() for path in kept] == [False] * 2 + [True] * 4

    def test_a_run_that_keeps_something_sweeps(
        self, run: Run, many: Path, kept: list[Path]
    ) -> None:
        run("validate", ".")
        assert not any(path.exists() for path in kept)
        assert len(list(entries())) == 5


def test_the_commands(run: Run, many: Path) -> None:
    assert run("cache", "dir").out == f"{cache_dir()}\n"
    assert "0 件、0.0 MiB" in run("cache", "info").out
    run("validate", ".")
    assert "5 件" in run("cache", "info").out
    (cache_dir() / "other.txt").write_text("not ours")
    done = run("cache", "clear")
    assert (done.code, done.out, done.err) == (0, "", "検査の結果 5 件を消しました\n")
    assert files(cache_dir()) == [cache_dir() / "other.txt"]
    assert run("cache", "clear").err == "検査の結果 0 件を消しました\n"


def test_a_folder_that_cannot_be_listed(run: Run) -> None:
    cache_dir().mkdir(parents=True)
    (cache_dir() / caches.FOLDER).write_text("x")
    assert "使いません" in run("cache", "info").out
    done = run("cache", "clear")
    assert done.code == 3
    assert str(cache_dir()) in done.err


class TestFilesOfOthers:
    """What pia did not write is never removed."""

    NAME = "0" * 62

    def written(self, folder: Path, name: str, content: bytes = b"a document") -> Path:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        return folder / name

    def test_behind_a_link_in_the_place_of_the_folder(self, run: Run, tmp_path: Path) -> None:
        mine = self.written(tmp_path / "home" / "ab", self.NAME, caches.HEAD)
        cache_dir().mkdir(parents=True)
        (cache_dir() / caches.FOLDER).symlink_to(tmp_path / "home")
        assert "0 件" in run("cache", "info").out
        done = run("cache", "clear")
        assert done.code == 3
        assert "何も消していません" in done.err
        assert "がフォルダではありません" in done.err
        sweep(9_999_999_999)
        assert mine.exists()

    def test_in_a_folder_that_others_may_write_to(self, run: Run, tmp_path: Path) -> None:
        mine = self.written(cache_dir() / caches.FOLDER / "ab", self.NAME, caches.HEAD)
        mine.parent.parent.chmod(0o777)
        assert run("cache", "clear").code == 3
        sweep(9_999_999_999)
        assert mine.exists()

    @pytest.mark.parametrize(
        ("folder", "name"), [("写真", NAME), ("ab", "a.jpg"), ("ab", "A" * 62), ("ab", "0" * 61)]
    )
    def test_beside_the_entries(self, run: Run, cache: Cache, folder: str, name: str) -> None:
        mine = self.written(cache.folder / folder, name)
        empty = cache.folder / "空"
        empty.mkdir()
        sweep(9_999_999_999)
        assert run("cache", "clear").err == "検査の結果 0 件を消しました\n"
        assert mine.exists()
        assert empty.exists()

    def test_behind_a_link_among_the_entries(self, run: Run, cache: Cache, tmp_path: Path) -> None:
        mine = self.written(tmp_path / "ab", self.NAME, caches.HEAD)
        (cache.folder / "ab").symlink_to(tmp_path / "ab")
        (cache.folder / "cd").mkdir()
        (cache.folder / "cd" / self.NAME).symlink_to(mine)
        sweep(9_999_999_999)
        run("cache", "clear")
        assert mine.exists()

    def test_what_a_run_left_half_written_is_its_own(self, run: Run, cache: Cache) -> None:
        for name in ("new-ab_1xyz9", self.NAME):
            self.written(cache.folder / "ab", name, caches.HEAD[:3])
        assert run("cache", "clear").err == "検査の結果 2 件を消しました\n"
        assert not cache.folder.exists()

    @pytest.mark.parametrize("content", [b"\0" * 100, b"", b"pia-cache/0 "])
    def test_what_is_broken_is_its_own(self, run: Run, cache: Cache, content: bytes) -> None:
        """As after a power failure; nobody else has files of such names there."""
        for folder in ("ab", "cd"):
            self.written(cache.folder / folder, self.NAME, content).chmod(0)
        assert "2 件" in run("cache", "info").out
        os.utime(cache.folder / "ab" / self.NAME, (1_000_000, 1_000_000))
        sweep()
        assert "1 件" in run("cache", "info").out
        assert run("cache", "clear").err == "検査の結果 1 件を消しました\n"
        assert not cache.folder.exists()


@pytest.mark.parametrize(
    ("place", "why", "hint"),
    [
        ("/dev/null", "フォルダではありません", "PIA_CACHE_DIR"),
        ("/dev/null/x", "フォルダでないものの下を指しています", "PIA_CACHE_DIR"),
        ("/" + "あ" * 100, "名前が長すぎます", "PIA_CACHE_DIR"),
    ],
)
def test_a_place_that_can_be_no_folder(
    run: Run, monkeypatch: pytest.MonkeyPatch, place: str, why: str, hint: str
) -> None:
    monkeypatch.setenv("PIA_CACHE_DIR", place)
    for word in ("info", "clear"):
        done = run("cache", word)
        assert done.code == 3
        first, second = done.err.splitlines()
        assert first.endswith(f"（{why}）")
        assert hint in second
        assert "権限" not in second


@pytest.mark.parametrize("place", ["~nobody-of-this-name/x", "d/" * 1200])
def test_a_strange_place_is_no_fault_of_pia(
    run: Run, many: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("PIA_CACHE_DIR", place)
    assert run("cache", "info").code == 0
    assert run("validate", ".").code == 1


def test_where_it_lies_without_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIA_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    monkeypatch.setenv("HOME", "/home/x")
    assert cache_dir().name == "pia"
