"""A template of the user, from a path on the command line, in Jinja2's sandbox.

The sandbox keeps a template from Python's objects and from files outside its folder, and a
`_Budget` keeps it from endless loops and output. It does not bound the memory of a template
that is written to waste it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateAssertionError,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import do_format
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pia_cli.core.errors import JobError
from pia_cli.core.text import short, visible
from pia_cli.document.files import read_bytes
from pia_cli.render.template_faults import run_fault, syntax_fault
from pia_cli.render.templates import MARKDOWN_FILTERS

MARKED_UP = frozenset({".html", ".htm", ".xhtml", ".xml", ".svg"})
"""Endings of a template's name, ``.j2`` aside, with which values are escaped."""

MAX_TEMPLATE = 4 * 1024 * 1024
MAX_OUTPUT = 64 * 1024 * 1024
"""Bytes of a page, and characters of a text that a template builds."""

MAX_SHOWN = 4 * MAX_OUTPUT
"""Characters that all ``{{ }}`` of a template together show, those inside macros included."""

MAX_STEPS = 10_000_000
"""Rounds of loops and calls of one page."""

MAX_NUMBER = 1_000_000
"""The largest number that a filter or a function takes: widths and counts."""

_HINT = "使える値と書き方は docs/templates.md にあります"
_RANDOM = ("lipsum", "random")
_KNOWN = re.compile(r"No (filter|test) named '(.*)'")
_BUILDS = frozenset({"+", "*", "**", "%"})


class BudgetError(Exception):
    """A template does more than a page needs; the message is Japanese."""


class _OutsideError(Exception):
    """A template asks for a file that it may not read; the message is Japanese."""


def fill_user_template(path: Path, data: dict[str, Any]) -> str:
    """The text of a template, filled with plain data.

    Raises JobError where the file cannot be read, the template is wrong, fails, or makes more
    than `MAX_OUTPUT`; the message names template and line.
    """
    sources = _Sources(path)
    environment = _Sandbox(sources)
    try:
        return _text(environment.get_template(path.name), data)
    except TemplateSyntaxError as error:
        name = error.name or path.name
        raise _failed(name, error.lineno, _syntax(error)) from error
    except JobError:
        raise
    except Exception as error:  # whatever an expression of the template can raise
        name, line = sources.place(error, path.name)
        raise _failed(name, line, _reason(error)) from error


def _text(template: Template, data: dict[str, Any]) -> str:
    """The whole output. Raises BudgetError over the limit, JobError for what is no text."""
    parts, size = [], 0
    for part in template.generate(**data):
        try:
            size += len(part.encode())
        except UnicodeEncodeError as error:
            raise BudgetError("文字コードにない文字を書き出しています") from error
        if size > MAX_OUTPUT:
            raise BudgetError(f"出力が {MAX_OUTPUT // 1024**2} MiB を超えました")
        parts.append(part)
    return "".join(parts)


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


class _Budget:
    """What one page may still do."""

    def __init__(self) -> None:
        self.steps = 0
        self.shown = 0

    def step(self) -> None:
        """Count a round of a loop or a call."""
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise BudgetError(f"繰り返しが {MAX_STEPS:,} 回を超えました")

    def rounds(self, items: Iterable[Any]) -> Iterator[Any]:
        """The items of a loop, each counted."""
        for item in items:
            self.step()
            yield item

    def show(self, value: Any) -> Any:
        """Count what is about to be written."""
        self.shown += len(value if isinstance(value, str) else str(value))
        if self.shown > MAX_SHOWN:
            raise BudgetError(f"書き出す文字が {MAX_SHOWN:,} 字を超えました")
        return value


class _Missing(StrictUndefined):
    """A value that does not exist, named in Japanese."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = short(str(self._undefined_name))
        if self._undefined_exception is SecurityError:
            return f"「{name}」は、安全のため使えません"
        return f"「{name}」という値はありません"


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox with a budget, without chance, and with ``block.items`` for the key."""

    intercepted_binops = _BUILDS

    def __init__(self, loader: BaseLoader) -> None:
        self.budget = _Budget()
        super().__init__(
            loader=loader,
            undefined=_Missing,
            autoescape=is_marked_up,
            finalize=self.budget.show,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        self.filters.update(MARKDOWN_FILTERS)
        for name in _RANDOM:
            self.filters.pop(name, None)
            self.globals.pop(name, None)
        self.filters = {name: _bounded(filter_) for name, filter_ in self.filters.items()}
        self.filters |= {_ROUNDS: self.budget.rounds, _SHOWN: self.budget.show}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for loop in tree.find_all(nodes.For):
            loop.iter = _through(_ROUNDS, loop.iter)
        for joined in tree.find_all(nodes.Concat):
            joined.nodes = [_through(_SHOWN, part) for part in joined.nodes]
        return tree

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A key of plain data before a method of the same name."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """``"…".format``, without large widths."""
        safe = super().wrap_str_format(value)
        if safe is not None:
            _refuse_growth("%", value.__self__, None)
        return safe

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805  # names a template cannot take
        """A call, counted and with numbers of a sensible size."""
        __self.budget.step()
        _refuse_large((*args, *kwargs.values()))
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A result that can become large. Raises BudgetError where it would."""
        self.budget.step()
        _refuse_growth(operator, left, right)
        return super().call_binop(context, operator, left, right)


_ROUNDS, _SHOWN = "繰り返し", "表示"
"""The filters around what every loop goes through, and around what ``~`` joins."""

_WIDE = re.compile(r"[0-9]{6}|\*")
"""A width in a format that is out of measure, or that a number gives."""


def is_marked_up(name: str | None) -> bool:
    """Whether the values of a template are escaped for HTML and XML, by its name."""
    return Path((name or "").lower().removesuffix(".j2")).suffix in MARKED_UP


def _through(filter_: str, value: nodes.Node) -> nodes.Expr:
    return nodes.Filter(value, filter_, [], [], None, None, lineno=value.lineno)


def _bounded(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that takes no large numbers."""

    @wraps(filter_)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        _refuse_large((*args[1:], *kwargs.values()))
        if filter_ is do_format:
            _refuse_growth("%", args[0], None)
        return filter_(*args, **kwargs)

    return bounded


def _refuse_large(values: Iterable[Any]) -> None:
    if any(isinstance(value, int) and abs(value) > MAX_NUMBER for value in values):
        raise BudgetError(f"{MAX_NUMBER:,} より大きい数は渡せません")


def _refuse_growth(operator: str, left: Any, right: Any) -> None:
    """Whether an operation makes a text, list or number without measure."""
    sizes = [len(side) if hasattr(side, "__len__") else 0 for side in (left, right)]
    if operator == "+":
        large = sum(sizes) > MAX_OUTPUT
    elif operator == "*" and any(sizes):
        counts = [side for side in (left, right) if isinstance(side, int)]
        large = max(sizes) * max(counts, default=0) > MAX_OUTPUT
    elif operator == "%":
        large = isinstance(left, str) and bool(_WIDE.search(left))
    else:
        large = any(isinstance(side, int) and abs(side) > MAX_NUMBER for side in (left, right))
        large = large or (operator == "**" and isinstance(right, int) and right > 1_000)
    if large:
        raise BudgetError(f"「{operator}」の結果が大きすぎます")


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
