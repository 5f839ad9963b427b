"""What is wrong with a TOML text, in Japanese: tomllib's words, and what stands at the place."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_BEGUN = re.compile(r"""^[ \t]*([\w."'-]+)[ \t]*=[ \t]*[\[{]""")
_WIDE = {"“": '"', "”": '"', "‘": "'", "’": "'", "＝": "=", "、": ",", "，": ",", "［": "["}
_WIDE |= {"］": "]", "｛": "{", "｝": "}", "＃": "#", "\u3000": "半角の空白"}

_TEXT = 'fail-on = "warning" のように、文字は " で囲んでください'
_CLOSE = "閉じる ] を書き、値と値の間は , で区切ってください"

_SAYINGS = (
    ("Invalid value", "値が読めません", _TEXT),
    (
        "Cannot overwrite a value",
        "同じ設定が二度あります",
        "一つにまとめ、もう一つを消してください",
    ),
    ("Cannot declare", "同じ表が二度あります", "一つにまとめ、もう一つを消してください"),
    (
        "Expected '=' after a key",
        "キーの後に「=」がありません",
        '設定は fail-on = "warning"、表の見出しは [ignore] のように書いてください',
    ),
    (
        "Expected newline or end of document",
        "値の後に余分なものがあります",
        '一行に設定を一つ書き、" や ] が多すぎないか確かめてください',
    ),
    ("Unclosed array", "「[」が閉じられていません", _CLOSE),
    (
        "Unclosed inline table",
        "「{」が閉じられていません",
        "{ から } までを一行に書き、間は , で区切ってください",
    ),
    (
        "Invalid initial character for a key part",
        "ここにはキーを書きます",
        "{ } の最後の , を消し、} まで一行に書いてください",
    ),
    (
        "Unterminated string",
        "引用符が閉じられていません",
        '文字の終わりに、始めと同じ引用符（" や """）を書いてください',
    ),
    ('Expected "\'"', "「'」が閉じられていません", "文字の終わりに ' を書いてください"),
    (
        "Illegal character '\\n'",
        '「"」が閉じられていません',
        '文字の終わりに " を書いてください',
    ),
    (
        "Expected ']]'",
        "表の見出しに「]]」がありません",
        "見出しは [ignore] のように一重の [ ] で囲んでください",
    ),
    (
        "Expected ']'",
        "表の見出しに「]」がありません",
        "見出しは [ignore] のように [ ] で囲んでください",
    ),
    (
        "Invalid statement",
        "設定の行として読めません",
        '行は、英数字のキーか "…" で囲んだキーで始めてください',
    ),
    ("Illegal character", "使えない文字があります", "その文字を消してください"),
)
"""The start of what tomllib says, what it means, and what to do."""


@dataclass(frozen=True, slots=True)
class TomlFault:
    """The first fault of a text: its place (1-based), what it is, and what to do."""

    line: int
    column: int
    what: str
    hint: str


def toml_fault(text: str, told: str) -> TomlFault:
    """What ``told``, the message of a ``TOMLDecodeError`` about a text, means."""
    match = _AT.search(told)
    lines = text.splitlines() or [""]
    line, column = len(lines), len(lines[-1]) + 1
    if match and match[1]:
        line, column = int(match[1]), int(match[2])
    what, hint = next(
        ((what, hint) for start, what, hint in _SAYINGS if told.startswith(start)),
        ("文法の誤りがあります", _TEXT),
    )
    here = lines[line - 1][column - 1 : column] if line <= len(lines) else ""
    if here in _WIDE:
        what, hint = f"全角の「{here}」があります", f"{_WIDE[here]} に直してください"
    elif told.startswith("Unclosed") and (begun := _begun(lines[:line])):
        what += f"。{begun[0]} 行目の「{begun[1]}」から始まっています"
    return TomlFault(line, column, what, hint)


def _begun(lines: list[str]) -> tuple[int, str] | None:
    """The line and the key of the last setting that starts a list or a table."""
    for number in range(len(lines), 0, -1):
        if match := _BEGUN.match(lines[number - 1][:200]):
            return number, match[1]
    return None
