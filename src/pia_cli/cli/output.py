"""Streams, colours and files of the commands."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from pia_cli.core.errors import JobError, UsageError
from pia_cli.core.reasons import reason
from pia_cli.core.text import did_you_mean, visible

if TYPE_CHECKING:
    from pia_cli.report.styled import Segment

DEFAULT_WIDTH = 100
"""Cells of an excerpt where there is no terminal."""

SEGMENTS_AT_ONCE = 200
"""Rich needs time that grows faster than the text."""

CHARACTERS_AT_ONCE = 4096
"""With PYTHONUNBUFFERED, Python forgets the rest of a write that a closed pipe cut short."""

_STANDARD_OUTPUT = tuple(map(Path, ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")))

_MOST_DIGITS = 1000
"""Python refuses to read a number of some thousand digits."""

COLORS = ("auto", "always", "never")


def prepare_streams() -> None:
    """Read and write UTF-8 whatever the locale says, and never fail on a strange character.

    A stream that the caller closed becomes one that leads nowhere; a terminal keeps the
    encoding of what is typed there.
    """
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115  # kept open to the end
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115  # kept open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    if isinstance(sys.stdin, io.TextIOWrapper) and not sys.stdin.isatty():
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")


def named_file(output: Path | None) -> Path | None:
    """The file an option names; None for standard output, also where it is called ``-``."""
    return None if output in _STANDARD_OUTPUT else output


def format_of(output: Path | None, suffixes: Mapping[str, str], default: str) -> str:
    """The format that the name of an output file stands for; ``default`` where it has no suffix.

    Raises UsageError for a suffix that stands for none.
    """
    suffix = output.suffix.lower() if output else ""
    if not suffix:
        return default
    if suffix in suffixes:
        return suffixes[suffix]
    raise UsageError(
        f"拡張子「{suffix}」からは出力の形式が決まりません: {output}",
        f"--format で形式を指定するか、次の拡張子にしてください: {', '.join(suffixes)}",
    )


def choice(value: str, option: str, allowed: Iterable[str]) -> str:
    """The value of an option that is one of ``allowed``. Raises UsageError with a suggestion."""
    legal = tuple(allowed)
    if value in legal:
        return value
    raise UsageError(
        f"{option} に「{value}」は使えません{did_you_mean(value, legal)}",
        f"使える値: {', '.join(legal)}",
    )


def whole_number(text: str, least: int, most: int) -> int | None:
    """The whole number that an option or an answer is; None for another text, or out of range."""
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        return None
    number = int(text)
    return number if least <= number <= most else None


def wants_color(mode: str, stream: TextIO) -> bool:
    """Whether to colour a stream: the option, else NO_COLOR, FORCE_COLOR, else a terminal."""
    if mode != "auto":
        return mode == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def terminal_width(stream: TextIO) -> int:
    """Display cells of a line of the stream, within reason."""
    if not stream.isatty() and not os.environ.get("COLUMNS"):
        return DEFAULT_WIDTH
    import shutil

    return max(40, shutil.get_terminal_size().columns)


def emit(text: str) -> None:
    """Write a result to stdout, now. Raises JobError where it cannot be written."""
    with _writing():
        for start in range(0, len(text), CHARACTERS_AT_ONCE):
            sys.stdout.write(text[start : start + CHARACTERS_AT_ONCE])


def emit_json(data: object) -> None:
    """Write plain data to stdout as indented JSON."""
    from pia_cli.report.json_ import json_text

    emit(json_text(data))


def emit_segments(segments: Iterable[Segment], color: bool) -> None:
    """Write styled segments to stdout, coloured or plain, as `emit` does."""
    from pia_cli.report.styled import to_plain, to_rich

    if not color:
        emit(to_plain(segments))
        return
    from rich.console import Console

    console = Console(
        file=sys.stdout,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        highlight=False,
    )
    rest = iter(segments)
    with _writing():
        while part := list(islice(rest, SEGMENTS_AT_ONCE)):
            console.print(to_rich(part), soft_wrap=True, end="")


@contextlib.contextmanager
def _writing() -> Iterator[None]:
    """What is written to stdout inside is out afterwards, or there is a JobError."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except SystemExit:  # Rich's way of telling a closed pipe
        raise BrokenPipeError from None
    except OSError as error:
        raise not_printed(error) from error


def not_printed(error: OSError) -> JobError:
    """The error for what stdout did not take; the rest of it goes nowhere."""
    _give_up(sys.stdout)
    return JobError(f"標準出力に書き込めません（{reason(error)}）")


def _give_up(stream: TextIO) -> None:
    """Send what is left in a stream's buffer nowhere: it would fail again at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say(message: str) -> None:
    """One line on stderr."""
    sys.stderr.write(f"{visible(message)}\n")


def write_file(
    path: Path,
    content: str | bytes | Iterable[str],
    *,
    inputs: Iterable[Path] = (),
    force: bool = False,
) -> None:
    """Write bytes, or a text as UTF-8, whole or not at all; a link keeps its target's place.

    A long text may come in parts.
    Raises UsageError where the output is one of the ``inputs``, JobError where it cannot be
    written or, without ``force``, is an assessment.
    """
    with file_written(path, content, inputs=inputs, force=force):
        pass


@contextlib.contextmanager
def file_written(
    path: Path,
    content: str | bytes | Iterable[str],
    *,
    inputs: Iterable[Path] = (),
    force: bool = False,
) -> Iterator[None]:
    """`write_file` around what must not happen unless the file can be written.

    The bytes lie beside their place before the body runs, and move there after it went well.
    """
    target = _target(path, inputs, force)
    parts = (content,) if isinstance(content, str | bytes) else content
    name = _prepared(path, target, parts)
    try:
        yield
        try:
            os.replace(name, target)
        except OSError as error:
            raise _not_written(path, error) from error
    finally:
        Path(name).unlink(missing_ok=True)


def check_writable(path: Path, inputs: Iterable[Path] = ()) -> None:
    """Raise what `write_file` would, before a person is asked for anything."""
    Path(_prepared(path, _target(path, inputs, force=False), ())).unlink()


def _target(path: Path, inputs: Iterable[Path], force: bool) -> Path:
    """The file that is to be written. Raises UsageError or JobError where it must not be."""
    refuse_inputs(path, inputs)
    try:
        status = _status(path)
    except OSError as error:
        raise _not_written(path, error) from error
    if status and not stat.S_ISREG(status.st_mode):
        raise JobError(f"{path} は通常のファイルでないため書き込めません")
    target = Path(os.path.realpath(path))
    if status and _is_closed(target, status):
        raise JobError(
            f"{path} は書込みが禁止されているため、書き換えません",
            "書き換えてよいファイルなら、書込みを許可してから、もう一度実行してください",
        )
    if not force and _is_assessment(target):
        raise JobError(
            f"{path} は評価書のようなので、上書きしません",
            "-o に別の名前を指定するか、要らないファイルなら先に削除してください",
        )
    return target


def _status(path: Path) -> os.stat_result | None:
    """What is in a place, None for nothing. Raises OSError where there can be no file."""
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _is_closed(target: Path, status: os.stat_result) -> bool:
    """Whether nobody may write the file, or not this user; root could, and so could a move."""
    try:
        os.close(os.open(target, os.O_WRONLY))
    except PermissionError:
        return True
    except OSError:  # a disk that is read-only: told with its reason where it is written
        return False
    return not status.st_mode & 0o222


def _prepared(path: Path, target: Path, parts: Iterable[str | bytes]) -> str:
    try:
        return _beside(target, parts)
    except OSError as error:
        raise _not_written(path, error) from error


def replace_unchanged(path: Path, before: bytes, after: bytes) -> None:
    """Put new bytes in the place of those that were read.

    Raises JobError where somebody else changed the file meanwhile, or it cannot be written.
    """
    from pia_cli.document.files import read_bytes

    if read_bytes(path) != before:
        raise JobError(
            f"{path} は読んだ後に変更されたため、書き換えていません", "もう一度実行してください"
        )
    write_file(path, after, force=True)


def refuse_inputs(path: Path, inputs: Iterable[Path]) -> None:
    """Raises UsageError where an output is one of the ``inputs``."""
    if any(_same(path, other) for other in inputs):
        raise UsageError(
            f"出力先 {path} は入力と同じファイルです", "別の名前を -o に指定してください"
        )


def _not_written(path: Path, error: OSError) -> JobError:
    return JobError(f"{path} に書き込めません（{reason(error)}）")


def _is_assessment(target: Path) -> bool:
    from pia_cli.document.files import looks_like_assessment, read_bytes

    try:
        return looks_like_assessment(read_bytes(target))
    except JobError:
        return False


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:
        return False


def replace_file(target: Path, data: bytes) -> None:
    """Put the data in a file beside the target and move it there in one step.

    A link is replaced itself. Raises OSError; the target is then as it was.
    """
    name = _beside(target, (data,))
    try:
        os.replace(name, target)
    finally:
        Path(name).unlink(missing_ok=True)


def _beside(target: Path, parts: Iterable[str | bytes]) -> str:
    """A new file in the target's folder with the content, and the target's mode and owner."""
    status = _status(target)
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".pia-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for part in parts:
                data = part.encode("utf-8", "backslashreplace") if isinstance(part, str) else part
                file.write(data)
        if status and hasattr(os, "chown"):
            with contextlib.suppress(OSError):  # only root gives files away
                os.chown(name, status.st_uid, status.st_gid)
        os.chmod(name, status.st_mode & 0o7777 if status else 0o666 & ~_umask())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
