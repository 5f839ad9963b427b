"""What an edit of a document changes, as ``pia fix --diff`` shows it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable

from pia_cli.core.sensitive import mask_of, sensitive
from pia_cli.core.text import visible


def diff_of(name: str, before: bytes, after: bytes) -> str:
    """The lines that differ, as ``diff -u`` shows them, without what must not be published.

    It is made to be read; `patch` can apply it as long as its lines are those of the file. Their
    ends are, and a name with spaces ends in a tab; but what must be hidden is masked, a tab or an
    unseen character shown as a terminal may have it, and a BOM in front of the first line is cut.
    """
    texts = [data.decode("utf-8-sig", "replace") for data in (before, after)]
    mask = mask_of(*map(sensitive, texts))
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in texts)
    lines = [*difflib.unified_diff(old, new, n=1)]
    if not lines:
        return ""
    shown = visible(mask(name)) + ("\t" if " " in name else "")
    return f"--- {shown}\n+++ {shown}\n" + "".join(_diff_line(line, mask) for line in lines[2:])


def _diff_line(line: str, mask: Callable[[str], str]) -> str:
    """A line of a diff with its end; one at the end of a file that has none is told as such."""
    text = line.rstrip("\r\n")
    end = line[len(text) :]
    if not end.endswith("\n"):
        end += "\n\\ No newline at end of file\n"
    # The sign in front would make a number part of something longer.
    return f"{line[:1]}{visible(mask(text[1:]))}{end}"
