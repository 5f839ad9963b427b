"""The Jinja2 environment of the shipped templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pia_cli.core.escape import escape, escape_line, escape_text
from pia_cli.core.resources import resource_dir

MARKDOWN_FILTERS: Mapping[str, Callable[[str], str]] = {
    "markdown": escape,
    "markdown_line": escape_line,
    "markdown_text": escape_text,
}
"""``markdown`` for the middle of a line, the others for where a block starts."""


def fill(name: str, **context: Any) -> str:
    """The text of a template in templates/, filled with plain data."""
    return _environment().get_template(name).render(**context)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(resource_dir("templates")),
        undefined=StrictUndefined,
        autoescape=_is_html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(MARKDOWN_FILTERS)
    return environment


def _is_html(name: str | None) -> bool:
    """Whether values are escaped; Markdown has filters, and YAML shows only declarations."""
    return name is not None and name.endswith(".html.j2")
