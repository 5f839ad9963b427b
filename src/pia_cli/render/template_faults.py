"""What Jinja2 and Python say in English of a template, in Japanese: which kind of fault it is."""

from __future__ import annotations

import re

_INNER = r"end(?:if|for|block|macro|call|filter|set|with|autoescape|raw)|elif|else"
"""The tags of Jinja2 that begin nothing."""

_SYNTAX = (
    (
        rf"Encountered unknown tag '({_INNER})'(?!.*nesting mistake)",
        "{{% {} %}} に対応する始まりのタグがありません",
    ),
    (
        rf"Encountered unknown tag '(?:{_INNER})'.* needs to be closed is '(.*?)'",
        "{{% {} %}} を閉じないうちに、ほかの {{% %}} が来ています",
    ),
    (r"Encountered unknown tag '(.*?)'", "「{}」というタグはありません"),
    (
        r"Unexpected end of template.* needs to be closed is '(.*?)'",
        "{{% {0} %}} が閉じていません。{{% end{0} %}} が要ります",
    ),
    (
        r"(?:unexpected|expected token).*end of template|Unexpected end of template"
        r"|got end of template",
        "{{ }} か {% %} が閉じないうちに、ひな形が終わっています",
    ),
    (r"Missing end of comment tag", "{# #} の注釈が閉じていません"),
    (r"Missing end of raw directive", "{% raw %} が閉じていません。{% endraw %} が要ります"),
    (r"Expected an expression|unexpected 'end of", "値や式があるはずの所にありません"),
    (
        r"expected token 'end of print statement'",
        "{{ }} の中の式が、途中で読めなくなっています",
    ),
    (
        r"expected token 'end of statement block'",
        "{% %} の中が、途中で読めなくなっています",
    ),
    (r"expected token 'name'|expected name or number", "名前があるはずの所にありません"),
    (r"expected token '(.*?)'", "「{}」があるはずの所にありません"),
    (r"""unexpected char (?:"'"|'"')""", "引用符が閉じていません"),
    (r"unexpected char '(.*?)' at", "式の中に書けない文字「{}」があります"),
    (r"unexpected '([)\]}])'", "「{}」がほかの括弧と対になっていません"),
    (r"unexpected '(.*?)'", "「{}」は、式のこの所には書けません"),
    (r"[Tt]ag name expected", "{% の後に、if や for などがありません"),
    (r"block '(.*?)' defined twice", "「{}」という {{% block %}} が二つあります"),
)
"""Patterns of what Jinja2 says of a template it cannot read, the first that fits counts."""

_KINDS: tuple[tuple[type[Exception], str, str], ...] = (
    (ZeroDivisionError, "", "0 で割っています"),
    (OverflowError, "", "数が大きすぎます"),
    (TypeError, "not callable", "呼び出せない値に ( ) を付けています"),
    (TypeError, "not iterable", "繰り返せない値を繰り返そうとしています"),
    (TypeError, "not subscriptable", "中のない値に [ ] を付けています"),
    (
        TypeError,
        r"argument|takes ",
        "フィルターや関数に渡す値の数、名前か種類が違います",
    ),
    (
        TypeError,
        r"operand|concatenate|not supported between",
        "文字と数のように種類の違う値を、計算や比較に使っています",
    ),
    (TypeError, "", "値の種類が、その使い方に合いません"),
    (AttributeError, "", "その値が持たないものを使っています"),
    (ValueError, "", "値が、その使い方に合いません"),
)
"""The errors of expressions, each with what its message holds."""


_MOST = 1_000
"""Characters of a message that are looked at: it may quote the template."""


def syntax_fault(message: str) -> str:
    """The kind of a fault in how a template is written; empty where Jinja2's words are new."""
    for pattern, told in _SYNTAX:
        if match := re.search(pattern, message[:_MOST], re.DOTALL):
            return told.format(*match.groups()) if match.groups() else told
    return ""


def run_fault(error: Exception) -> str:
    """The kind of an error that an expression raised; empty for one that is not common."""
    for kind, pattern, told in _KINDS:
        if isinstance(error, kind) and re.search(pattern, str(error)[:_MOST]):
            return told
    return ""
