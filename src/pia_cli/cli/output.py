"""Streams and colours of the commands, and the values of their options."""

from __future__ import annotations

import contextlib
import io
import os
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

_WIDEST_LABEL = 8
"""Cells of 対象外: and the like; what is wider is the name of a file."""

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


def tell_locale() -> None:
    """A note on stderr where the locale has no Japanese: names of files and options are garbled.

    Python itself sees to it in the locale C, unless its UTF-8 mode was turned off by hand.
    """
    encoding = sys.getfilesystemencoding()
    try:
        "案".encode(encoding)
    except UnicodeError:
        say(
            f"注意: ロケールの文字コード（{encoding}）に日本語がないため、日本語のファイル名や"
            "オプションの値を正しく読めません。環境変数 PYTHONUTF8=1 を指定してください"
        )


def named_file(output: Path | None, *, or_folder: bool = False) -> Path | None:
    """The file an option names; None for standard output, also where it is called ``-``.

    Raises UsageError for an empty name, which a `Path` does not tell from the current folder:
    both are good only as a folder.
    """
    if output == Path() and not or_folder:
        raise UsageError("-o に指定された名前が空か「.」です", "ファイルの名前を書いてください")
    return None if output in _STANDARD_OUTPUT else output


def refuse_no_name(paths: Iterable[str]) -> None:
    """Raise UsageError where one of PATHS is empty."""
    if "" in paths:
        raise UsageError("PATHS に空の名前があります", "今のフォルダには . と書いてください")


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
    """Whether to colour a stream: the option, NO_COLOR, FORCE_COLOR, a terminal that can."""
    if mode != "auto":
        return mode == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


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


def is_read(stream: TextIO) -> bool:
    """Whether lines are parted for who reads them: in a terminal, or where COLUMNS says so."""
    return stream.isatty() or bool(os.environ.get("COLUMNS"))


def for_terminal(line: str, hang: int = 0, stream: TextIO | None = None) -> str:
    """A line as it is read on stdout, or another stream: parted in a terminal if it is too long.

    ``hang`` is by how many cells its later lines are indented further. A pipe gets it whole.
    """
    stream = stream or sys.stdout
    if not is_read(stream):
        return line
    from pia_cli.core.line_breaks import wrapped

    return "\n".join(wrapped(line, terminal_width(stream), hang))


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


def say(message: str, *, whole: bool = False) -> None:
    """One line on stderr, in a terminal parted where it is too long.

    ``whole`` is for one with a long command, which is to be copied.
    """
    line = visible(message)
    if is_read(sys.stderr) and not whole:
        line = for_terminal(line, _behind_label(line), sys.stderr)
    sys.stderr.write(f"{line}\n")


def _behind_label(line: str) -> int:
    """The cells of a 注意: or 抑制: at the start, below whose text the later lines stand."""
    from pia_cli.core.width import display_width

    label, colon, _ = line.lstrip().partition(": ")
    cells = display_width(label + colon)
    return cells if colon and cells <= _WIDEST_LABEL else 0
