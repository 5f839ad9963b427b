"""What the tests of the command line share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pia_cli.core.text import visible
from pia_cli.core.width import display_width

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "koriyama_kaigo.yaml"
TYPO = "様式: 重点項目評価書\n様式の版: 令和6年10月\n知らないキー: 1\n"
"""A document with an error F020 among others."""


PAST, FUTURE = "2020-01-01", "2999-01-01"
"""Days that come before and after every run of the tests."""


def with_set_aside_error(until: str) -> str:
    """The example with the error F043, which a comment sets aside until a day."""
    text = EXAMPLE.read_text("utf-8")
    comment = f"# pia: ignore[F043] until {until} 番号は後で決まる"
    return text.replace("評価書番号: 24\n", f"評価書番号: 二十四 {comment}\n", 1)


@dataclass(frozen=True)
class Done:
    """What a run of pia ended with."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]
"""Run pia in this process: ``run("validate", path, stdin=b"...")``."""


def pia(
    *words: str | bytes | Path,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    shell: str = "",
) -> Done:
    """Run pia as a process, or a shell script in which ``pia`` is ``"$@"``."""
    program: Sequence[str | bytes | Path] = [sys.executable, "-m", "pia_cli", *words]
    if shell:
        program = ["bash", "-c", shell, "bash", *program]
    done = subprocess.run(
        program, input=stdin, capture_output=True, env=environment(env), cwd=cwd, check=False
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without what changes colours and widths, and with ``extra``."""
    dropped = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PYTHONIOENCODING"}
    return {name: value for name, value in os.environ.items() if name not in dropped} | dict(
        extra or {}
    )


def cells(line: str) -> int:
    """Display cells of a line of output."""
    return display_width(visible(line))


def is_clean(text: str) -> bool:
    """Whether a text has no control characters but line ends."""
    return all(char.isprintable() or char == "\n" for char in text)
