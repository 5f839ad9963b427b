"""The characters that no document may hold, whether it is read or written."""

from __future__ import annotations

from pia_cli.core.pattern import Pattern

FORBIDDEN = Pattern(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ud800-\\udfff\\ufdd0-\\ufdef"
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
    + "]"
)
"""Characters no assessment may hold: controls, other line ends, BOMs, non-characters."""
