"""The Jinja2 environment of the shipped templates."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pia_cli.core.resources import resource_dir


def fill(name: str, **context: Any) -> str:
    """The text of a template in templates/, filled with plain data."""
    return _environment().get_template(name).render(**context)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(resource_dir("templates")),
        undefined=StrictUndefined,
        autoescape=_is_html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _is_html(name: str | None) -> bool:
    """Whether values are escaped; those of YAML and Markdown are the program's own declarations."""
    return name is not None and name.endswith(".html.j2")
