"""Single values written as YAML."""

from __future__ import annotations

import json
import re

_PLAIN = re.compile(r"[^\W_][^\x00-\x1f\x7f-\x9f#:]*")
_NOT_TEXT = re.compile(r"null|true|false|yes|no|on|off|y|n|[0-9][-+.:,_0-9a-z]*", re.IGNORECASE)


def scalar_text(value: str) -> str:
    """A one-line text as a YAML scalar: plain where that is safe, else in double quotes.

    Numbers and dates stay plain: the form types its scalars, not YAML.
    """
    if value.isdigit() or re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return value
    safe = _PLAIN.fullmatch(value) and value == value.strip() and not _NOT_TEXT.fullmatch(value)
    return value if safe else json.dumps(value, ensure_ascii=False)
