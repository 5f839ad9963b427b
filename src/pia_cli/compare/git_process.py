"""Running git: the user's own, without its network, its locks and its translations."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from pia_cli.core.errors import JobError
from pia_cli.core.reasons import reason
from pia_cli.core.text import visible

_NO_GIT = "git をインストールし、コマンド検索パス (PATH) にあることを確かめてください"
_SEE_STATUS = "同じ場所で git status を実行し、git の案内に従ってください"
_OWN_ENVIRONMENT = {
    "LC_ALL": "C",  # the messages that are told apart below
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",  # nothing here uses the network
    "GIT_ALLOW_PROTOCOL": "",  # the same for a git that does not know the line above
}
_PATHSPECS = tuple(f"GIT_{kind}_PATHSPECS" for kind in ("LITERAL", "GLOB", "NOGLOB", "ICASE"))


def run_git(
    folder: Path, words: Sequence[str], stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run a git command to its end. Raises JobError where git cannot be run."""
    try:
        return subprocess.run(
            _command(words),
            cwd=folder,
            env=_environment(),
            input=stdin,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise _not_run(error) from error


def read_start(folder: Path, words: Sequence[str], limit: int) -> bytes:
    """The start of what a git command writes; the command ends there.

    Raises JobError where git cannot be run or fails before.
    """
    try:
        process = subprocess.Popen(
            _command(words),
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise _not_run(error) from error
    with process:
        assert process.stdout is not None
        data = process.stdout.read(limit)
        if len(data) == limit:
            process.kill()
            return data
        _, stderr = process.communicate()
    if process.returncode:
        raise failure(subprocess.CompletedProcess(words, process.returncode, data, stderr))
    return data


def _command(words: Sequence[str]) -> list[str | bytes]:
    """The words of a command line; on POSIX as UTF-8, which git stores, whatever the locale."""
    program = _program()
    return [program, *(words if os.name == "nt" else map(to_bytes, words))]


def _program() -> str:
    """The git of PATH, never one that lies in the current folder."""
    name = "git.exe" if os.name == "nt" else "git"
    for folder in os.get_exec_path():
        found = os.path.join(folder, name)
        if os.path.isabs(found) and os.path.isfile(found) and os.access(found, os.X_OK):
            return found
    raise JobError("git が見つかりません", _NO_GIT)


def _environment() -> dict[str, str]:
    """The user's environment; only what would change how paths and messages read is set."""
    own = {name: value for name, value in os.environ.items() if name not in _PATHSPECS}
    return own | _OWN_ENVIRONMENT


def _not_run(error: OSError) -> JobError:
    return JobError(f"git を実行できません（{reason(error, reading=True)}）", _NO_GIT)


def failure(done: subprocess.CompletedProcess[bytes]) -> JobError:
    """The error of a command that failed, with git's own first line."""
    lines = done.stderr.decode("utf-8", "replace").splitlines() or [f"exit {done.returncode}"]
    first = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0])
    return JobError(f"git が実行できないと答えました（{visible(first)}）", _SEE_STATUS)


def one_line(output: bytes) -> bytes:
    """One line of output without its end; a path may hold further line ends."""
    return output.removesuffix(b"\n").removesuffix(b"\r")


def as_stored(text: str) -> str:
    """A word of the command line or a file name as git stores it, whatever the locale."""
    try:
        return to_text(os.fsencode(text))
    except UnicodeEncodeError:
        return text


def to_text(data: bytes) -> str:
    """What git writes as text; other bytes than UTF-8 survive `to_bytes`."""
    return data.decode("utf-8", "surrogateescape")


def to_bytes(text: str) -> bytes:
    """A text as git wants it."""
    return text.encode("utf-8", "surrogateescape")
