"""Jinja2's sandbox with a budget: no endless loops, no output without measure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.filters import do_format
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pia_cli.core.text import short
from pia_cli.render.templates import MARKDOWN_FILTERS

MARKED_UP = frozenset({".html", ".htm", ".xhtml", ".xml", ".svg"})
"""Endings of a template's name, ``.j2`` aside, with which values are escaped."""

MAX_OUTPUT = 64 * 1024 * 1024
"""Bytes of a page, and characters of a text that a template builds."""

MAX_SHOWN = 4 * MAX_OUTPUT
"""Characters that all ``{{ }}`` of a template together show, those inside macros included."""

MAX_STEPS = 10_000_000
"""Rounds of loops and calls of one page."""

MAX_NUMBER = 1_000_000
"""The largest number that a filter or a function takes: widths and counts."""

_RANDOM = ("lipsum", "random")
_BUILDS = frozenset({"+", "*", "**", "%"})

_ROUNDS, _SHOWN = "繰り返し", "表示"
"""The filters around what every loop goes through, and around what ``~`` joins."""

_WIDE = re.compile(r"[0-9]{6}|\*")
"""A width in a format that is out of measure, or that a number gives."""


class BudgetError(Exception):
    """A template does more than a page needs; the message is Japanese."""


class Budget:
    """What one page has done. Every step over a limit raises BudgetError."""

    def __init__(self) -> None:
        self.steps = 0
        self.shown = 0
        self.written = 0

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

    def write(self, part: str) -> str:
        """Count the bytes of a part of the page."""
        try:
            self.written += len(part.encode())
        except UnicodeEncodeError as error:
            raise BudgetError("文字コードにない文字を書き出しています") from error
        if self.written > MAX_OUTPUT:
            raise BudgetError(f"出力が {MAX_OUTPUT // 1024**2} MiB を超えました")
        return part


class _Missing(StrictUndefined):
    """A value that does not exist, named in Japanese."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = short(str(self._undefined_name))
        if self._undefined_exception is SecurityError:
            return f"「{name}」は、安全のため使えません"
        return f"「{name}」という値はありません"


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox with a budget, without chance, and with ``block.items`` for the key."""

    intercepted_binops = _BUILDS

    def __init__(self, loader: BaseLoader) -> None:
        self.budget = Budget()
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
