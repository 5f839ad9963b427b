"""Versions of files out of real repositories."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from compare.repository import GIT, Repo, needs_git, quiet_git
from pia_cli.compare import git_process
from pia_cli.compare.git import Repository, repository
from pia_cli.compare.git_history import commits, tagged, tags
from pia_cli.compare.revision import split_revision
from pia_cli.core.errors import JobError
from pia_cli.document.decode import MAX_BYTES

pytestmark = needs_git

PLACE = "評価書 一覧/国保 令和8年.yaml"
LONG = "".join(f"行{number}: 本文\n" for number in range(30))


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quiet_git(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Two versions of one file, the first tagged v1."""
    repo = Repo.create(tmp_path / "文書 庫")
    repo.write(PLACE, "様式: 1\n")
    repo.write("a.yaml", "a\n")
    repo.commit("最初の版", "2025-04-01T09:00:00+09:00")
    repo.tag("v1")
    repo.write(PLACE, "様式: 2\r\n")
    repo.commit("次の版", "2026-04-01T09:00:00+09:00")
    return repo


@pytest.fixture
def seen(repo: Repo) -> Repository:
    return repository(repo.top)


@contextmanager
def refused(message: str, hint: str = "") -> Iterator[None]:
    """What is inside raises JobError with these words, and no control characters."""
    with pytest.raises(JobError) as caught:
        yield
    assert message in caught.value.message
    assert hint in caught.value.hint
    assert caught.value.message.isprintable()


def state(repo: Repo) -> dict[str, tuple[int, bytes]]:
    """Every file of the work tree and of .git, with its time and content."""
    return {
        str(path.relative_to(repo.top)): (path.stat().st_mtime_ns, path.read_bytes())
        for path in sorted(repo.top.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("near", ["", "評価書 一覧", PLACE, "none/none/x.yaml", ".git"])
def test_the_repository_near_a_path(repo: Repo, near: str) -> None:
    found = repository(repo.top / near)
    assert found.top == (repo.top / near if near == ".git" else repo.top)
    assert found.resolve("HEAD") == repo.run("rev-parse", "HEAD").strip()


def test_the_repository_of_the_current_folder(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo.top / "評価書 一覧")
    assert repository(Path()).prefix() == "評価書 一覧/"
    assert repository(Path("x.yaml")).top == repo.top


def test_no_repository(tmp_path: Path) -> None:
    with refused(f"git のリポジトリの中にありません: {tmp_path}", "git init"):
        repository(tmp_path)


@pytest.mark.parametrize("path", ["", "."])
def test_no_git(repo: Repo, seen: Repository, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.chdir(repo.top)
    shutil.copy("/bin/true", repo.top / "git")  # a git in the current folder is not taken
    monkeypatch.setenv("PATH", path)
    with refused("git が見つかりません", "PATH"):
        repository(Path())
    with refused("git が見つかりません"):
        seen.blob("HEAD", "a.yaml")


def test_a_git_that_does_not_start(
    tmp_path: Path, seen: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "git").write_bytes(b"\x7fELF nonsense")
    (tmp_path / "bin" / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    with refused("git を実行できません"):
        seen.resolve("HEAD")
    with refused("git を実行できません"):
        git_process.read_start(tmp_path, ("version",), 1)


def test_a_git_that_fails_says_why(repo: Repo, seen: Repository) -> None:
    (repo.top / ".git" / "config").write_text("[core]\n\tx\x1b[31m = \n[\n", "utf-8")
    with refused("git が実行できないと答えました（fatal: bad config line 2", "git status"):
        repository(repo.top)
    with refused("fatal: bad config line"):
        seen.blob("HEAD", "a.yaml")


def test_another_owner(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with refused("fatal: detected dubious ownership in repository", "git の案内"):
        repository(repo.top)


def test_a_damaged_object(repo: Repo, seen: Repository) -> None:
    name = repo.run("rev-parse", "HEAD:a.yaml").strip()
    target = repo.top / ".git" / "objects" / name[:2] / name[2:]
    target.chmod(0o644)
    target.write_bytes(b"nonsense")
    with refused("git が実行できないと答えました（"):
        seen.blob("HEAD", "a.yaml")


def test_resolve(repo: Repo, seen: Repository) -> None:
    repo.tag("署名付き", "注釈")
    head = repo.run("rev-parse", "HEAD").strip()
    names = ["HEAD", "main", "署名付き", head, head[:10], "@", ":/次の", "HEAD@{0}", "v1^0~0^{}"]
    for name in names:
        expected = repo.run("rev-parse", name if name[0] == ":" else f"{name}^{{commit}}").strip()
        assert seen.resolve(name) == expected
        assert seen.is_revision(name)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            "none",
            "a.yaml",
            "-",
            "--all",
            "-h",
            "--batch",
            "HEAD:a.yaml",
            "HEAD^{tree}",
            "v1..main",
        ),
        *("HEAD\n", "HEAD\nmain", "HEAD\0", "f" * 40, "\udc95", "国 保", "--end-of-options"),
    ],
)
def test_what_is_no_revision(seen: Repository, name: str) -> None:
    told = name.replace("\udc95", "\\u{DC95}")
    assert not seen.is_revision(name)
    with pytest.raises(JobError, match="はありません") as caught:
        seen.resolve(name)
    assert f"リビジョン「{told}」" in caught.value.message
    with pytest.raises(JobError, match="リビジョン「"):
        seen.blob(name, "a.yaml")


def test_an_ambiguous_name(repo: Repo, seen: Repository) -> None:
    head = repo.run("rev-parse", "HEAD").strip()
    start = blob_like(repo, head[:4])
    assert seen.resolve(start) == head  # the only commit of that name
    start = blob_like(repo, blob_like(repo, "abcd"), 1)
    assert seen.is_revision(start)
    with refused(f"リビジョン「{start}」に当てはまるものが複数あります", "長く"):
        seen.resolve(start)


def blob_like(repo: Repo, start: str, first: int = 0) -> str:
    """Store a blob whose hash starts with these four digits; ``first`` tells two blobs apart."""
    for number in count():
        text = f"{first} {number}".encode()
        if hashlib.sha1(b"blob %d\0%b" % (len(text), text)).hexdigest().startswith(start):
            repo.run("hash-object", "-w", "--stdin", stdin=text)
            return start
    raise AssertionError


def test_no_commit_yet(tmp_path: Path) -> None:
    empty = repository(Repo.create(tmp_path / "empty").top)
    with refused("まだコミットがありません"):
        empty.blob("HEAD", "a.yaml")
    with refused("まだコミットがありません"):
        commits(empty, "a.yaml")
    assert tags(empty) == {}


def test_blob(seen: Repository) -> None:
    assert seen.blob("HEAD", PLACE) == "様式: 2\r\n".encode()
    assert seen.blob("HEAD~1", PLACE) == seen.blob("v1", PLACE) == "様式: 1\n".encode()
    assert seen.blob("HEAD", unicodedata.normalize("NFD", PLACE)) == "様式: 2\r\n".encode()


@pytest.mark.parametrize(
    "path", ["*", ":a", "-x", "--", ":(top)a", "a\\b", 'q"', "x\ty", "\udc95]"]
)
def test_strange_names(repo: Repo, seen: Repository, path: str) -> None:
    try:
        repo.write(path, path.encode("utf-8", "surrogateescape"))
    except OSError:
        pytest.skip("the file system has no such names")
    repo.commit("x")
    assert seen.blob("HEAD", path) == path.encode("utf-8", "surrogateescape")
    assert path in seen.files("HEAD")
    assert [found.path for found in commits(seen, path)] == [path]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("none.yaml", "最上位"),
        ("a.yaml/x", "最上位"),
        ("評価書 一覧\\国保 令和8年.yaml", f"HEAD:{PLACE}"),
        *((path, "") for path in ("*.yaml", "../a.yaml", "/a.yaml", "./a.yaml", "x/../a.yaml")),
        *((path, "") for path in (":(glob)*", "/", "a\0b", "a\nb", "-r", "\udc95")),
    ],
)
def test_a_path_that_is_not_in_a_revision(seen: Repository, path: str, hint: str) -> None:
    with pytest.raises(JobError) as caught:
        seen.blob("HEAD", path)
    told = path.replace("\udc95", "\\u{DC95}")
    assert caught.value.message == f"リビジョン「HEAD」に「{told}」はありません"
    assert hint in caught.value.hint


def test_a_path_from_the_current_folder(repo: Repo) -> None:
    seen = repository(repo.top / "評価書 一覧")
    with refused("はありません", "main:./国保 令和8年.yaml と書きます"):
        seen.blob("main", "国保 令和8年.yaml")
    assert seen.blob("main", PLACE)


def test_what_is_no_file(repo: Repo, seen: Repository) -> None:
    os.symlink("a.yaml", repo.top / "link.yaml")
    commit = repo.run("rev-parse", "HEAD").strip()
    repo.commit("x")
    repo.run("update-index", "--add", "--cacheinfo", f"160000,{commit},sub")
    repo.run("commit", "-q", "-m", "sub")
    for path, kind in (
        ("link.yaml", "シンボリックリンク"),
        ("sub", "サブモジュール"),
        ("評価書 一覧", "フォルダ"),
        ("評価書 一覧/", "フォルダ"),
        ("", "フォルダ"),
    ):
        with refused(f"ファイルではなく{kind}です: HEAD:{path}"):
            seen.blob("HEAD", path)
    assert list(seen.files("HEAD")) == ["a.yaml", PLACE]


def test_a_huge_blob_is_cut(repo: Repo, seen: Repository) -> None:
    repo.write("big.yaml", b"x" * (MAX_BYTES + 5_000_000))
    repo.write("just.yaml", b"x" * (MAX_BYTES + 1))
    repo.commit("big")
    assert len(seen.blob("HEAD", "big.yaml")) == MAX_BYTES + 1
    assert len(seen.blob("HEAD", "just.yaml")) == MAX_BYTES + 1


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("HEAD:a.yaml", ("HEAD", "a.yaml")),
        ("HEAD:", ("HEAD", "")),
        ("v1:a:b.yaml", ("v1", "a:b.yaml")),
        ("main@{2026-04-01 09:00:00}:a.yaml", ("main@{2026-04-01 09:00:00}", "a.yaml")),
        ("HEAD^{/直す: 国保}:a.yaml", ("HEAD^{/直す: 国保}", "a.yaml")),
        ("C:a.yaml", ("C", "a.yaml")),
        ("-x:a", ("-x", "a")),
        *(
            (word, None)
            for word in ("a.yaml", "", "-", ":a.yaml", ":/fix", "C:\\a", "c:/a", "{a:b")
        ),
    ],
)
def test_split_revision(word: str, parts: tuple[str, str] | None) -> None:
    assert split_revision(word) == parts


def test_split_from_a_folder(repo: Repo) -> None:
    seen = repository(repo.top / "評価書 一覧")
    assert seen.split("v1:a.yaml") == ("v1", "a.yaml")
    assert seen.split("v1:./国保 令和8年.yaml") == ("v1", PLACE)
    assert seen.split("v1:../a.yaml") == ("v1", "a.yaml")
    assert seen.split("v1:./x/../../a.yaml") == ("v1", "a.yaml")
    assert seen.split("a.yaml") is None
    assert seen.split("v1:./..x") == ("v1", "評価書 一覧/..x")
    assert seen.split("v1:../..x") == ("v1", "..x")
    with refused("「v1:../../a.yaml」はリポジトリの外を指しています"):
        seen.split("v1:../../a.yaml")


def test_relative(repo: Repo, seen: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    os.symlink("a.yaml", repo.top / "link.yaml")
    os.symlink("評価書 一覧", repo.top / "dir")
    assert seen.relative(repo.top / PLACE) == PLACE
    assert seen.relative(repo.top / "link.yaml") == "link.yaml"
    assert seen.relative(repo.top / "dir" / "x") == "評価書 一覧/x"
    assert seen.relative(repo.top) == "."
    monkeypatch.chdir(repo.top / "dir")
    assert seen.relative(Path("x.yaml")) == "評価書 一覧/x.yaml"
    assert seen.relative(Path("../a.yaml")) == "a.yaml"
    assert seen.relative(Path("..")) == "."
    with refused(f"（{repo.top}）の中にありません: ../../x"):
        seen.relative(Path("../../x"))


def test_files(repo: Repo, seen: Repository) -> None:
    repo.write("評価書 一覧/下/b.yaml", "b")
    repo.commit("x")
    below = ("評価書 一覧/下/b.yaml", PLACE)
    assert list(seen.files("HEAD")) == ["a.yaml", *below]
    for folder in ("評価書 一覧", "評価書 一覧/"):
        assert tuple(seen.files("HEAD", folder)) == below
    assert list(seen.files("v1", "評価書 一覧")) == [PLACE]
    assert list(repository(repo.top / "評価書 一覧").files("v1")) == ["a.yaml", PLACE]
    assert seen.files("HEAD", "a.yaml") == seen.files("HEAD", "none") == {}


@pytest.fixture
def moved(repo: Repo) -> Repo:
    """A file that was changed, renamed, changed on a branch, removed and written again."""
    repo.write("古い.yaml", LONG)
    repo.commit("作成\n\n本文", "2026-04-02T09:00:00+09:00")
    repo.tag("t1", "注釈")
    repo.write("新/しい.yaml", LONG + "x: 1\n")
    (repo.top / "古い.yaml").unlink()
    repo.commit("改名: \x1b[31m赤", "2026-04-03T09:00:00+09:00")
    repo.run("checkout", "-q", "-b", "枝")
    repo.write("新/しい.yaml", LONG + "x: 2\n")
    repo.commit("枝で変更", "2026-04-04T09:00:00+09:00")
    repo.run("checkout", "-q", "main")
    repo.write("other.yaml", "o\n")
    repo.commit("別の文書", "2026-04-05T09:00:00+09:00")
    date = {"GIT_COMMITTER_DATE": "2026-04-06T09:00:00+09:00"}
    repo.run("merge", "-q", "--no-ff", "-m", "併合", "枝", env=date)
    repo.tag("t2")
    repo.tag("令和8年4月")
    (repo.top / "新/しい.yaml").unlink()
    repo.commit("廃止", "2026-04-07T09:00:00+09:00")
    repo.tag("none")
    return repo


def test_commits(moved: Repo) -> None:
    for folder in ("", "新", "評価書 一覧"):
        (moved.top / "新").mkdir(exist_ok=True)
        found = commits(repository(moved.top / folder), "新/しい.yaml")
        assert [(one.subject, one.path, one.tags) for one in found] == [
            ("廃止", "", ("none",)),
            ("併合", "新/しい.yaml", ("t2", "令和8年4月")),
            ("改名: \x1b[31m赤", "新/しい.yaml", ()),
            ("作成", "古い.yaml", ("t1",)),
        ]
    assert found[-1].date == "2026-04-02T09:00:00+09:00"
    assert found[-1].hash == moved.run("rev-parse", "t1^0").strip()
    assert found[-1].hash.startswith(found[-1].short)
    assert len(found[-1].short) < len(found[-1].hash)
    for one in found[1:]:
        assert repository(moved.top).blob(one.hash, one.path).startswith("行0".encode())


def test_commits_of_no_file(moved: Repo) -> None:
    assert commits(repository(moved.top), "none.yaml") == ()


def test_a_rename_on_a_branch(repo: Repo) -> None:
    repo.write("古い.yaml", LONG)
    repo.commit("作成", "2026-04-02T09:00:00+09:00")
    repo.run("checkout", "-q", "-b", "枝")
    repo.run("mv", "古い.yaml", "新しい.yaml")
    repo.commit("改名", "2026-04-03T09:00:00+09:00")
    repo.run("checkout", "-q", "main")
    repo.write("a.yaml", "b\n")
    repo.commit("別の文書", "2026-04-04T09:00:00+09:00")
    repo.run("merge", "-q", "--no-ff", "-m", "併合", "枝")
    found = commits(repository(repo.top), "新しい.yaml")
    assert [(one.subject, one.path) for one in found] == [
        ("併合", "新しい.yaml"),
        ("作成", "古い.yaml"),
    ]


def test_a_copy_is_a_new_file(repo: Repo) -> None:
    repo.write("元.yaml", LONG)
    repo.commit("元", "2026-04-02T09:00:00+09:00")
    for number, subject in enumerate(("写し", "戻す"), 3):
        repo.write("写し.yaml", f"{LONG}x: 1\n")
        repo.commit(subject, f"2026-04-0{number}T09:00:00+09:00")
        (repo.top / "写し.yaml").unlink()
        repo.commit("消す", f"2026-04-0{number}T10:00:00+09:00")
    found = commits(repository(repo.top), "写し.yaml")
    assert [one.subject for one in found] == ["消す", "戻す", "消す", "写し"]


def test_a_commit_without_a_message(repo: Repo, seen: Repository) -> None:
    repo.write("a.yaml", "b\n")
    repo.run("commit", "-qa", "--allow-empty-message", "-m", "")
    assert [(one.subject, one.path) for one in commits(seen, "a.yaml")] == [
        ("", "a.yaml"),
        ("最初の版", "a.yaml"),
    ]


def test_commits_whatever_the_settings(moved: Repo) -> None:
    seen = repository(moved.top)
    before = commits(seen, "新/しい.yaml"), tagged(seen, "新/しい.yaml")
    for setting in (
        *("log.showRoot=false", "log.showSignature=true", "color.ui=always", "diff.relative=true"),
        *("diff.renames=copies", "core.quotePath=true", "log.decorate=full", "log.date=relative"),
        *("diff.noprefix=true", "format.pretty=oneline", "diff.external=false", "log.follow=true"),
        *("i18n.logOutputEncoding=EUC-JP", "format.notes=true", "column.ui=always"),
        *("tag.sort=-refname", "diff.statGraphWidth=1", "core.pager=false", "log.diffMerges=m"),
    ):
        moved.run("config", *setting.split("=", 1))
    seen = repository(moved.top / "評価書 一覧")
    assert (commits(seen, "新/しい.yaml"), tagged(seen, "新/しい.yaml")) == before


def test_tagged_in_the_order_of_history_whatever_the_clock(tmp_path: Path) -> None:
    """And no tag of another branch, which is no version before this one."""
    repo = Repo.create(tmp_path / "文書")
    for number, day in enumerate((1, 9, 9, 4), 1):
        repo.write("a.yaml", f"版: {number}\n")
        repo.commit(f"v{number}", f"2026-01-0{day}T00:00:00+09:00")
        repo.run("tag", f"v{number}")
    repo.run("checkout", "-q", "-b", "枝", "v1")
    repo.write("a.yaml", "枝: 1\n")
    repo.commit("枝", "2026-01-05T00:00:00+09:00")
    repo.run("tag", "枝の版")
    repo.run("checkout", "-q", "-")
    found = tagged(repository(repo.top), "a.yaml")
    assert [one.tags for one in found] == [("v4",), ("v3",), ("v2",), ("v1",)]


def test_tagged(moved: Repo) -> None:
    seen = repository(moved.top)
    assert [(one.subject, one.path, one.tags) for one in tagged(seen, "新/しい.yaml")] == [
        ("併合", "新/しい.yaml", ("t2", "令和8年4月")),
        ("作成", "古い.yaml", ("t1",)),
    ]
    assert [one.tags for one in tagged(seen, "a.yaml")] == [
        ("none",),
        ("t2", "令和8年4月"),
        ("t1",),
        ("v1",),
    ]
    assert tagged(seen, "none.yaml") == ()


def test_the_tags_are_read_once(moved: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    run = Repository.run

    def counted(self: Repository, *words: str, **given: Any) -> bytes:
        said.append(words[0])
        return run(self, *words, **given)

    monkeypatch.setattr(Repository, "run", counted)
    assert len(tagged(repository(moved.top), "新/しい.yaml")) == 2
    assert said.count("for-each-ref") == 1


def test_tags_of_what_is_no_commit(repo: Repo, seen: Repository) -> None:
    repo.tag("blob", revision="HEAD:a.yaml")
    repo.tag("tree", "注釈", revision="HEAD^{tree}")
    assert [one.tags for one in tagged(seen, "a.yaml")] == [("v1",)]
    assert not seen.is_revision("blob")
    assert not seen.is_revision("tree")


@pytest.mark.parametrize("options", [["--depth", "1"], ["--bare"]])
def test_shallow_and_bare(repo: Repo, tmp_path: Path, options: list[str]) -> None:
    repo.run("clone", "-q", *options, repo.top.as_uri(), tmp_path / "clone")
    seen = repository(tmp_path / "clone")
    assert seen.bare == (options == ["--bare"])
    assert seen.top == tmp_path / "clone"
    assert seen.blob("HEAD", PLACE) == "様式: 2\r\n".encode()
    assert seen.split("HEAD:./a.yaml") == ("HEAD", "a.yaml")
    assert commits(seen, PLACE)[0].subject == "次の版"


def test_a_bare_repository_has_no_work_tree(repo: Repo, tmp_path: Path) -> None:
    repo.run("clone", "-q", "--bare", repo.top, tmp_path / "x.git")
    with refused("の中にありません"):
        repository(tmp_path / "x.git").relative(tmp_path / "x.git" / "a.yaml")


def test_hashes_of_64_digits(tmp_path: Path) -> None:
    repo = Repo.create(tmp_path / "sha256", "--object-format=sha256")
    repo.write("a.yaml", "a\n")
    commit = repo.commit("x")
    assert len(commit) == 64
    assert repository(repo.top).blob(commit, "a.yaml") == b"a\n"


def test_a_linked_work_tree_and_git_dir(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.run("worktree", "add", "-q", "--detach", tmp_path / "linked", "v1")
    seen = repository(tmp_path / "linked")
    assert (seen.top, seen.blob("HEAD", PLACE)) == (tmp_path / "linked", "様式: 1\n".encode())
    monkeypatch.setenv("GIT_DIR", str(repo.top / ".git"))
    assert repository(tmp_path).blob("HEAD", PLACE) == "様式: 2\r\n".encode()
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "none"))
    with refused("git のリポジトリの中にありません"):
        repository(tmp_path)


@pytest.mark.parametrize("work_tree", ["", "."])
@pytest.mark.parametrize("absolute", [False, True])
def test_a_git_dir_is_read_from_the_current_folder(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, absolute: bool, work_tree: str
) -> None:
    """As git has it in hooks and aliases: without a work tree named, it is that folder."""
    monkeypatch.chdir(repo.top)
    monkeypatch.setenv("GIT_DIR", str(repo.top / ".git") if absolute else ".git")
    if work_tree:
        monkeypatch.setenv("GIT_WORK_TREE", work_tree)
    for near in (PLACE, "評価書 一覧", "."):
        seen = repository(Path(near))
        assert seen.top == repo.top
        assert seen.relative(Path(PLACE)) == PLACE
        assert seen.blob("v1", PLACE) == "様式: 1\n".encode()


def test_a_bare_git_dir_in_its_hook(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.run("clone", "-q", "--bare", repo.top, tmp_path / "bare.git")
    monkeypatch.chdir(tmp_path / "bare.git")
    monkeypatch.setenv("GIT_DIR", ".")
    assert repository(Path.cwd()).bare
    assert repository(Path.cwd()).blob("v1", PLACE) == "様式: 1\n".encode()


def test_nothing_is_touched(moved: Repo) -> None:
    moved.write("a.yaml", "changed\n")
    os.utime(moved.top / "other.yaml", (1, 1))  # git status would refresh the index
    before = state(moved)
    seen = repository(moved.top)
    seen.blob("HEAD", PLACE)
    commits(seen, "新/しい.yaml")
    tagged(seen, "a.yaml")
    seen.files("HEAD")
    seen.relative(moved.top / PLACE)
    assert state(moved) == before


@pytest.mark.parametrize("how", ["GIT_NO_LAZY_FETCH", "GIT_ALLOW_PROTOCOL"])
def test_a_missing_object_is_not_fetched(
    repo: Repo, seen: Repository, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """A repository may say that a program of its own has what is missing: each way is enough."""
    repo.write(PLACE, "様式: 1\n様式の版: 1\n")
    repo.commit("間違い")
    blob = repo.run("rev-parse", f"HEAD:{PLACE}").strip()
    (repo.top / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for name, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::touch {repo.top.parent / 'fetched'}",
        "protocol.ext.allow": "always",
    }.items():
        repo.run("config", name, value)
    own = git_process._OWN_ENVIRONMENT
    monkeypatch.setattr(git_process, "_OWN_ENVIRONMENT", {"LC_ALL": "C", how: own[how]})
    with refused("git が実行できないと答えました"):
        seen.blob("HEAD", PLACE)
    assert not (repo.top.parent / "fetched").exists()
    monkeypatch.setattr(git_process, "_OWN_ENVIRONMENT", {"LC_ALL": "C"})
    with refused("git が実行できないと答えました"):
        seen.blob("HEAD", PLACE)
    assert (repo.top.parent / "fetched").exists()  # what would happen without either


@pytest.mark.parametrize("env", [{"LANG": "ja_JP.UTF-8"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}])
def test_any_locale(repo: Repo, env: dict[str, str]) -> None:
    code = (
        "import sys, pathlib; from pia_cli.compare.git import repository;"
        "seen = repository(pathlib.Path(sys.argv[1]));"
        "rev, path = seen.split(sys.argv[2]);"
        "same = seen.relative(pathlib.Path(sys.argv[1]) / sys.argv[3]) == path;"
        "sys.stdout.buffer.write(seen.blob(rev, path) * same)"
    )
    words = [sys.executable, "-c", code, str(repo.top), f"v1:{PLACE}", PLACE]
    done = subprocess.run(words, env={**os.environ, **env}, capture_output=True, check=True)
    assert done.stdout == "様式: 1\n".encode()


@pytest.mark.parametrize("front", ["", "."])
def test_the_git_of_the_path(repo: Repo, monkeypatch: pytest.MonkeyPatch, front: str) -> None:
    monkeypatch.chdir(repo.top)
    shutil.copy("/bin/true", repo.top / "git")
    monkeypatch.setenv("PATH", f"{front}{os.pathsep}{os.environ['PATH']}")
    assert git_process._program() == GIT
