"""Lines that are headings within a text: <中間サーバーにおける措置>."""

from __future__ import annotations

import re

from pia_cli.core.pattern import Pattern

HEADING = Pattern(
    r"^[ \t　]*[<＜〈【≪《]+[ 　]?([^<>＜＞〈〉【】≪≫《》\n]{1,60})[>＞〉】≫》]+[ \t　]{0,9}$",
    re.MULTILINE,
    needs=tuple("<＜〈【≪《"),
)
