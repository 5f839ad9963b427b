"""Where a Japanese text may go on in the next line (禁則)."""

from __future__ import annotations

from pia_cli.core.pattern import Pattern

_OPEN = r"[（「『【(\[<＜]"
_CLOSE = r"[、。，．）」』】)\]>＞…ー・:：ぁぃぅぇぉっゃゅょァィゥェォッャュョ年月日条項号人]"

STRETCH = Pattern(rf" +|{_OPEN}{{0,8}}(?:[!-~]+|[^ ]){_CLOSE}{{0,8}}")
"""What stays on one line: a word, or a character with the 、。 that belong to it; or blanks."""
