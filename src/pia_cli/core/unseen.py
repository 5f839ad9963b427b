"""Characters that show nothing, and blanks that only look like a plain space."""

from __future__ import annotations

from pia_cli.core.pattern import Pattern

ODD_SPACES = "\u00a0\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
"""Blanks that look like a plain space."""
BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""For ``[…]``: what changes the order in which letters are shown."""
UNSEEN = (
    f"{BIDI}\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0001-\U000e007f"
)
"""For ``[…]``: what shows nothing, but for the selectors."""
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""For ``[…]``: what picks the form of the 漢字 before it."""
INVISIBLE = Pattern(f"[{UNSEEN}]")
