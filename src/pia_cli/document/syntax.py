"""Syntax errors (Y005): what the parser says, told to the person who types the file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pia_cli.core.diagnostic import Diagnostic, Related, Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span
from pia_cli.document.events import SyntaxFaultError
from pia_cli.document.slips import MAX_LOOK, Lines, Told, Trouble, find_slip
from pia_cli.document.source import Source

_QUOTE = '値に「: 」や「 #」、先頭に記号を含むときは、値の全体を "…" で囲んでください'
_INDENT = "同じ階層の項目は、字下げ（行頭の半角スペースの数）をそろえてください"


@dataclass(frozen=True, slots=True)
class _Fault:
    """A fault with the text around it; ``opener`` is the innermost open bracket."""

    text: str
    line: str
    before: str
    at: int
    context: str
    context_at: int
    opener: int | None

    @property
    def char(self) -> str:
        return self.text[self.at : self.at + 1].strip("\r\n")

    @property
    def at_end(self) -> bool:
        return not self.text[self.at :].strip()

    @property
    def starts_line(self) -> bool:
        return not self.before.strip()


def describe(fault: SyntaxFaultError, source: Source, opener: int | None) -> Diagnostic:
    """The Y005 finding for a fault; ``opener`` is the offset of the innermost open [ or {."""
    words = f"{fault.context}: {fault.problem}"
    place = source.span(fault.at, fault.at)
    line = source.line(place.line)
    view = _Fault(
        source.text,
        line,
        line[: place.column - 1],
        fault.at,
        fault.context,
        fault.at if fault.context_at is None else fault.context_at,
        opener,
    )
    tell = next(tell for pattern, tell in _TELLERS if pattern.search(words))
    start = source.span(view.context_at, view.context_at).line
    slip = find_slip(Lines(source, _TROUBLES.get(tell, Trouble.OTHER), place.line, start))
    told = slip or tell(view)
    related: tuple[Related, ...] = ()
    if told.related_at is not None and told.related_at != told.at:
        related = (Related(_mark(source, told.related_at), told.related),)
    return Diagnostic(
        "Y005",
        Severity.ERROR,
        source.name,
        _mark(source, told.at),
        told.message,
        told.hint,
        related=related,
    )


def _mark(source: Source, at: int) -> Span:
    """The span of one character; empty at a line end."""
    return source.span(at, at + 1 if source.text[at : at + 1].strip("\r\n") else at)


def _tab(fault: _Fault) -> Told:
    where = (
        "字下げにタブ文字が使われています" if fault.starts_line else "ここにタブ文字は書けません"
    )
    return Told(fault.at, where, "タブ文字を半角スペースに置き換えてください")


def _open_quote(fault: _Fault) -> Told:
    quote = fault.text[fault.context_at]
    inner = '\\"' if quote == '"' else "''"
    return Told(
        fault.context_at,
        f"{quote} で始まる値が閉じられていません",
        f"値の終わりに {quote} を付けてください。値の中の {quote} は {inner} と書きます",
    )


def _escape(fault: _Fault) -> Told:
    slash = fault.text.rfind("\\", fault.context_at, fault.at)
    at = fault.at if slash < 0 else slash
    return Told(
        at,
        f'"…" の中に、読めない「{fault.text[at : at + 2].strip()}」があります',
        "「\\」そのものを書くときは「\\\\」と重ねるか、値の全体を '…' で囲んでください",
        fault.context_at,
        'この " から始まる値の中です',
    )


def _reserved(fault: _Fault) -> Told:
    if fault.char == "\t":
        return _tab(fault)
    return Told(fault.at, f"引用符なしの値を「{fault.char}」で始めることはできません", _QUOTE)


def _sign(fault: _Fault) -> Told:
    char = fault.text[fault.context_at : fault.context_at + 1]
    return Told(
        fault.context_at,
        f"引用符なしの値を「{char}」で始めることはできません（YAML の特別な記号とみなされます）",
        _QUOTE,
    )


def _directive(fault: _Fault) -> Told:
    at = fault.text.rfind("%", 0, fault.at + 1)
    return Told(
        max(at, 0),
        "「%」で始まる行が読めません（YAML への指示の行とみなされます）",
        'この行を消すか、文であれば値の全体を "…" で囲んでください',
    )


def _block_head(fault: _Fault) -> Told:
    sign = fault.text[fault.context_at : fault.context_at + 1]
    return Told(
        fault.at,
        f"「{sign}」と同じ行に本文は書けません",
        f"本文は次の行から字下げして書いてください。「{sign}」が文の一部なら、"
        '値の全体を "…" で囲んでください',
        fault.context_at,
        f"この「{sign}」から複数行の値が始まります",
    )


def _value_mark(fault: _Fault) -> Told:
    if ": " in fault.before or fault.before.rstrip().endswith(('"', "'")):
        return Told(fault.at, "値の中に「:」があり、どこまでがキーか決まりません", _QUOTE)
    return Told(
        fault.at,
        "この位置にキーと「:」は書けません（前の行の値の続きとみなされます）",
        f"{_INDENT}。複数行の文は「|-」で始めてください",
    )


def _list_mark(fault: _Fault) -> Told:
    return Told(
        fault.at,
        "この位置に「- 」は書けません",
        f"リストは次の行から、字下げをそろえて書いてください。{_QUOTE}",
    )


def _key_mark(fault: _Fault) -> Told:
    return Told(fault.at, "この位置に「? 」は書けません", _QUOTE)


def _no_colon(fault: _Fault) -> Told:
    line = re.split(r"[\r\n]", fault.text[fault.context_at : fault.context_at + 2000], maxsplit=1)[
        0
    ]
    if line[:1] in "\"'":
        hint = "引用符の閉じ忘れがないか確かめ、「キー: 値」の形に書いてください"
    else:
        hint = "「キー: 値」の形に書いてください。前の行の続きの文なら、字下げしてください"
    return Told(fault.context_at, "キーのあとに「:」がありません", hint)


def _bracket(fault: _Fault) -> Told:
    opener = fault.context_at if fault.opener is None else fault.opener
    left = fault.text[opener : opener + 1]
    right = {"[": "]", "{": "}"}.get(left, "] か }")
    if fault.at_end:
        hint = f"{left} に対応する {right} を書いてください"
        return Told(opener, f"{left} が閉じられていません", hint)
    hint = f"値のあいだに「,」を、終わりに {right} を書いてください。{_QUOTE}"
    if re.search(r"[\r\n]", fault.text[opener : fault.at]):
        message = f"{left} が閉じられていないか、「,」が抜けています"
        return Told(opener, message, hint, fault.at, "ここで読めなくなりました")
    message = f"{left} の中で「{fault.char}」が読めません（「,」か {right} が必要です）"
    return Told(fault.at, message, hint, opener, f"ここで {left} が開かれています")


def _flow_colon(fault: _Fault) -> Told:
    return Told(fault.at, "[ ] や { } の中の「:」が読めません", _QUOTE)


_PRINTED_BOX = Pattern(r"\[[^\[\]]?\][ \u3000]*$")


def _misplaced(fault: _Fault) -> Told:
    if fault.char and fault.char in "]},":
        return Told(
            fault.at, f"ここに「{fault.char}」は書けません", f"余分なら消してください。{_QUOTE}"
        )
    if fault.char == ":" and fault.starts_line:
        return Told(
            fault.at, "「:」の前にキーがありません", "「:」の前に項目のラベルを書いてください"
        )
    if box := _PRINTED_BOX.search(fault.before[-MAX_LOOK:]):
        return Told(
            fault.at - len(box[0]),
            f"様式に印刷された「{box[0].strip()}」の印は書きません（YAML のリストとみなされます）",
            "選んだものの文字だけを書いてください。複数選べる項目なら、"
            "次の行から「- 」で始まる行に一つずつ書きます",
        )
    if fault.char and not fault.starts_line and not re.fullmatch(r"[\s-]*", fault.before):
        return Told(
            fault.at,
            f"値が終わったあとに余分な「{fault.char}」があります",
            "引用符や括弧で始まる値のあとには何も書けません。"
            '値の全体を "…" で囲み、中の " は \\" と書いてください',
        )
    return Told(
        fault.at,
        "字下げが前の行と合いません",
        _INDENT,
        fault.context_at if "block" in fault.context else None,
        "この字下げに続く行として読んでいます",
    )


def _unknown(fault: _Fault) -> Told:
    return Told(fault.at, "YAML として読めません", f"{_INDENT}。{_QUOTE}")


_TELLERS: tuple[tuple[Pattern, Callable[[_Fault], Told]], ...] = tuple(
    (Pattern(pattern), tell)
    for pattern, tell in (
        (r"tab character", _tab),
        (r"quoted scalar: found unexpected (end|document)", _open_quote),
        (r"quoted scalar: .*(escape|hexdecimal)", _escape),
        (r"directive|incompatible YAML document|duplicate tag handle", _directive),
        (r"cannot start any token", _reserved),
        (r"an (alias|anchor):|an? tag:|undefined tag handle", _sign),
        (r"block scalar:.*(equal to 0|comment or)", _block_head),
        (r"mapping values are not allowed", _value_mark),
        (r"sequence entries are not allowed", _list_mark),
        (r"mapping keys are not allowed", _key_mark),
        (r"could not find expected ':'", _no_colon),
        (r"found unexpected ':'", _flow_colon),
        (r"while parsing a flow", _bracket),
        (r"block (end|node)|expected (key|'-')|a block|<document start>|non-comment", _misplaced),
        (r"", _unknown),
    )
)
"""Parser's words to a teller, first match first; both engines' words are covered."""

_TROUBLES: dict[Callable[[_Fault], Told], Trouble] = {
    _value_mark: Trouble.READ_ON,
    _no_colon: Trouble.NO_COLON,
    _misplaced: Trouble.MISPLACED,
}
