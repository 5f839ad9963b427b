"""Questions on stderr, answers from stdin."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from pia_cli.cli.output import say, whole_number
from pia_cli.core.errors import JobError


def ask(prompt: str) -> str:
    """A line from stdin. Raises JobError where there is none: the answers are incomplete."""
    line = ""
    try:
        sys.stderr.write(prompt)
        sys.stderr.flush()
        line = sys.stdin.readline() if sys.stdin else ""
    finally:
        if not line:  # the prompt's line is still open
            sys.stderr.write("\n")
    if not line:
        raise JobError("質問の途中で入力が終わりました。何も書き込んでいません")
    return line.strip()


def say_choices(texts: Sequence[str]) -> None:
    """The choices, numbered."""
    for number, text in enumerate(texts, 1):
        say(f"  {number}) {text}")


def chosen(answer: str, texts: Sequence[str]) -> str | None:
    """The choice that a number stands for, None where the answer is no such number."""
    number = whole_number(answer, 1, len(texts))
    return texts[number - 1] if number else None
