"""What the form prints a number behind: the entries of its lists, risks, and sheets of lists."""

from __future__ import annotations

ENTRIES = ("委託事項", "提供先", "移転先", "システム")
"""The entries of a list: 委託事項1."""
NUMBERED = (*ENTRIES, "リスク", "別紙")
ENTRY, ANY_NUMBERED = f"(?:{'|'.join(ENTRIES)})", f"(?:{'|'.join(NUMBERED)})"
"""The same in a pattern."""
