"""A template of the user, from a path on the command line, in Jinja2's sandbox.

The sandbox keeps a template from Python's objects and from files outside its folder, and a
`Budget` keeps it from endless loops and output. It does not bound the memory of a template
that is written to waste it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    TemplateAssertionError,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError

from pia_cli.core.errors import JobError
from pia_cli.core.text import short, visible
from pia_cli.document.files import read_bytes
from pia_cli.render.sandbox import BudgetError, Sandbox
from pia_cli.render.template_faults import run_fault, syntax_fault

MAX_TEMPLATE = 4 * 1024 * 1024
"""Bytes of a template."""

_HINT = "使える値と書き方は docs/templates.md にあります"
_KNOWN = re.compile(r"No (filter|test) named '(.*)'")


class _OutsideError(Exception):
    """A template asks for a file that it may not read; the message is Japanese."""


def fill_user_template(path: Path, data: dict[str, Any]) -> str:
    """The text of a template, filled with plain data.

    Raises JobError where the file cannot be read, the template is wrong, fails, or makes more
    than the budget has; the message names template and line.
    """
    sources = _Sources(path)
    environment = Sandbox(sources)
    try:
        parts = environment.get_template(path.name).generate(**data)
        return "".join(map(environment.budget.write, parts))
    except TemplateSyntaxError as error:
        name = error.name or path.name
        raise _failed(name, error.lineno, _syntax(error)) from error
    except JobError:
        raise
    except Exception as error:  # whatever an expression of the template can raise
        name, line = sources.place(error, path.name)
        raise _failed(name, line, _reason(error)) from error


class _Sources(BaseLoader):
    """The files of the template's own folder, and where in them an error happened."""

    def __init__(self, path: Path) -> None:
        self.main = path
        self.folder = path.parent.resolve()
        self.names: dict[str, str] = {}

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """A template's text. Raises JobError where it is no UTF-8 text file."""
        path = self.main if template == self.main.name else self.inside(template)
        try:
            text = read_bytes(path, MAX_TEMPLATE + 1).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            hint = "エディタの「名前を付けて保存」で文字コードに UTF-8 を選び、保存し直してください"
            raise JobError(f"ひな形の文字コードが UTF-8 ではありません: {path}", hint) from error
        if len(text) > MAX_TEMPLATE:
            raise JobError(f"ひな形が大きすぎます: {path}")
        self.names[str(path)] = template
        return text, str(path), lambda: True

    def inside(self, name: str) -> Path:
        """A file in or below the folder, links followed. Raises _OutsideError."""
        try:
            path = (self.folder / name).resolve()
            if path.is_relative_to(self.folder) and path.is_file():
                return path
        except (OSError, ValueError, RuntimeError):
            pass
        raise _OutsideError(f"「{short(name)}」は、ひな形と同じフォルダにありません")

    def place(self, error: BaseException, default: str) -> tuple[str, int]:
        """The innermost template and line of an error; line 0 where it has none."""
        found, trace = (default, 0), error.__traceback__
        while trace is not None:
            name = self.names.get(trace.tb_frame.f_code.co_filename)
            if name is not None:
                found = (name, trace.tb_lineno)
            trace = trace.tb_next
        return found


def _syntax(error: TemplateSyntaxError) -> str:
    known = _KNOWN.match(error.message or "")
    if isinstance(error, TemplateAssertionError) and known:
        kind = {"filter": "フィルター", "test": "テスト"}[known[1]]
        return f"「{short(known[2])}」という{kind}はありません"
    what = syntax_fault(error.message or "")
    return f"ひな形の書き方の誤りです{what and f'。{what}'}（Jinja2: {error.message}）"


def _reason(error: Exception) -> str:
    """Why a template failed, in Japanese."""
    if isinstance(error, BudgetError | _OutsideError | UndefinedError | SecurityError):
        return str(error)
    if isinstance(error, TemplateNotFound):
        return f"「{short(str(error))}」というひな形はありません"
    if isinstance(error, RecursionError):
        return "入れ子が深すぎます"
    if isinstance(error, MemoryError):
        return "メモリが足りません"
    kind = "" if isinstance(error, TemplateError) else f"{type(error).__name__}: "
    what = run_fault(error)
    return f"実行できません{what and f'。{what}'}（{kind}{short(str(error), 200)}）"


def _failed(name: str, line: int, reason: str) -> JobError:
    place = f"{name}:{line}" if line else name
    return JobError(f"{visible(place)}: {visible(reason)}", _HINT)
