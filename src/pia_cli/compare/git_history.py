"""The commits that made the versions of a file, newest first, and the tags that mark them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pia_cli.compare.git import Repository, pathspec
from pia_cli.compare.git_log import LOG, Commit, read_log
from pia_cli.compare.git_process import to_text


def commits(repository: Repository, path: str) -> tuple[Commit, ...]:
    """The versions of a file, newest first, across renames: each follows from the next.

    Of a merge only the first parent's side is followed, so the merge itself is the version
    that brought what the branch did. A file that began as a copy begins there.
    """
    return _with_tags(_commits(repository, path), tags(repository))


def _commits(repository: Repository, path: str) -> list[Commit]:
    found: list[Commit] = []
    start = repository.resolve("HEAD")
    while start:
        log, start = read_log(_log(repository, path, start), path), ""
        for commit, status in log:
            found.append(commit)
            if status == "C":  # --follow would go on with the file that was copied
                path, start = commit.path, repository.parent(commit.hash)
                break
    return found


def _log(repository: Repository, path: str, commit: str) -> bytes:
    return repository.run(
        *("-c", "log.showRoot=true", *LOG, "--follow", "--name-status"),
        *("--first-parent", "-m", "--no-relative", "--no-ext-diff"),
        *(commit, "--", pathspec(path)),
    )


def tagged(repository: Repository, path: str) -> tuple[Commit, ...]:
    """The tagged commits in which a file exists, newest first, with its path in each.

    Only those that HEAD comes from, each before its parents: a clock may be wrong, and a tag on
    another branch is no version before this one. The paths looked for are those the file has
    had in the history.
    """
    paths = dict.fromkeys(found.path for found in _commits(repository, path) if found.path)
    line = to_text(repository.run("rev-list", "--topo-order", repository.resolve("HEAD"))).split()
    names = tags(repository)
    marked = [commit for commit in line if commit in names]
    held = repository.files_among([f"{commit}:{path}" for commit in marked for path in paths])
    places = ((commit, _first(commit, paths, held)) for commit in marked)
    at = {commit: path for commit, path in places if path}
    if not at:
        return ()
    hashes = "".join(f"{commit}\n" for commit in at)
    output = repository.run(*LOG, "--no-walk", "--stdin", stdin=hashes.encode())
    found = {commit.hash: commit for commit, _ in read_log(output, "")}
    return _with_tags((replace(found[hash_], path=path) for hash_, path in at.items()), names)


def tags(repository: Repository) -> dict[str, tuple[str, ...]]:
    """The names of the tags by the hash of the commit they mark, sorted by name."""
    columns = "%(objectname)%00%(*objectname)%00%(refname:strip=2)"
    output = repository.run("for-each-ref", "--sort=refname", f"--format={columns}", "refs/tags")
    found: dict[str, tuple[str, ...]] = {}
    for line in to_text(output).splitlines():
        own, peeled, name = line.split("\0")
        found[peeled or own] = (*found.get(peeled or own, ()), name)
    return found


def _with_tags(found: Iterable[Commit], names: Mapping[str, tuple[str, ...]]) -> tuple[Commit, ...]:
    return tuple(replace(commit, tags=names.get(commit.hash, ())) for commit in found)


def _first(commit: str, paths: Iterable[str], held: set[str]) -> str:
    return next((path for path in paths if f"{commit}:{path}" in held), "")
