"""The words of a ``# pia:`` comment: which rules it sets aside, until when and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pia_cli.check.places import shown
from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.pattern import Pattern
from pia_cli.core.silenced import may_set_aside
from pia_cli.core.span import Span
from pia_cli.core.text import did_you_mean, short
from pia_cli.core.wareki import DateError, parse_date
from pia_cli.document.comments import Comment, comments
from pia_cli.document.source import Source
from pia_cli.rules.registry import LIST_HINT, matching, no_such_rule, rules_by_code
from pia_cli.rules.rule import Rule, Silence

MAX_WORDS = 100
"""Rules that one comment may name."""

HERE = "ignore"
FILE = "ignore-file"

_MARK = Pattern(r"#+[ \t\u3000]*pia[ \t\u3000]*[:：][ \t\u3000]*")
_SLIP = Pattern(
    r"(?<![0-9A-Za-z_\-./])pia *+"
    r"(?::? *+ignore(?:-file)? *\[|: *ignore(?:-file)? *[【(「]?[A-Z][0-9]{3})",
    re.IGNORECASE,
)
"""What was meant for such a comment: without its colon, in capitals, in full width, or not at
the start. In the text as `_half` writes it."""
_ASIDE = ("「", "『", '"', "'", "`", "“")
"""Before an instruction that is only quoted: a comment that explains how to write one."""
_HALF = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: " ", 9: " "}
_LATE = Pattern(r"(?<![A-Za-z])(?:until|expires?)(?![A-Za-z])|まで[ \t\u3000]*[0-9]", re.IGNORECASE)
"""A term that stands where nobody reads it."""
_VERB = Pattern(r"[A-Za-z_-]*")
_UNTIL = Pattern(r"until(?:[ \t\u3000]+(\S+))?(?=\s|$)")
_SPACE = " \t\u3000"
_LEAD = _SPACE + ":：-—–、,，"
_EXAMPLE = "「# pia: ignore[F011] 理由」の形で書いてください"


@dataclass(frozen=True, slots=True)
class Word:
    """What stands between the brackets for some rules, and where."""

    text: str
    span: Span
    rules: tuple[Rule, ...]

    def names(self, code: str) -> bool:
        """Whether the word sets a rule aside; one that is not safe to must be named in full."""
        rule = rules_by_code()[code]
        if rule not in self.rules or rule.silence is Silence.NEVER:
            return False
        return rule.silence is Silence.ANYWHERE or len(self.rules) == 1


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment that sets findings aside. ``whole`` is for the whole file."""

    comment: Comment
    whole: bool
    words: tuple[Word, ...]
    reason: str
    until: date | None = None


class _MalformedError(Exception):
    def __init__(self, code: str, span: Span, message: str, hint: str) -> None:
        super().__init__(message)
        self.parts = (code, span, message, hint)


def directives(source: Source) -> Iterator[Directive | Diagnostic]:
    """Every ``# pia:`` comment of a text, or the finding that says why it has no effect."""
    if not may_set_aside(source.text):
        return
    for comment in comments(source):
        mark = _MARK.match(comment.text)
        if mark:
            try:
                yield _Parser(comment, mark.end()).read()
            except _MalformedError as error:
                yield own_finding(source, *error.parts)
        elif slip := _slip(comment.text):
            yield own_finding(source, "P005", _part(comment, *slip.span()), *_off(slip))


def _half(text: str) -> str:
    """The text in half width where there is one, of the same length."""
    return text.translate(_HALF)


def _slip(text: str, start: int = 0) -> re.Match[str] | None:
    """An instruction that nobody reads, but for one that is quoted."""
    for slip in _SLIP.finditer(_half(text), start):
        if not text[: slip.start()].rstrip(f"#{_SPACE}").endswith(_ASIDE):
            return slip
    return None


def _off(slip: re.Match[str]) -> tuple[str, str]:
    """What is wrong with a slip, and what to do."""
    if slip.string[: slip.start()].strip("# "):
        message = "抑制の注釈が、注釈の途中に書かれています。この注釈は効きません"
        hint = "注釈を「# pia: ignore[F011] 理由」で始め、ほかの文は理由の中に書いてください"
        return message, hint
    return "抑制の注釈が「# pia: 」で始まっていません。この注釈は効きません", _EXAMPLE


def _part(comment: Comment, start: int, end: int) -> Span:
    """The span of a part of a comment."""
    line, column = comment.span.line, comment.span.column
    return Span(line, column + start, line, column + end)


def own_finding(source: Source, code: str, span: Span, message: str, hint: str) -> Diagnostic:
    """A finding about a comment itself."""
    severity = rules_by_code()[code].severity
    return shown(Diagnostic(code, severity, source.name, span, message, hint), source.mask)


@dataclass
class _Parser:
    """Reads a comment from left to right; the first fault ends it."""

    comment: Comment
    at: int

    def read(self) -> Directive:
        whole = self.verb()
        words = tuple(self.words(whole))
        until = self.until()
        reason = self.comment.text[self.at :].strip(_LEAD)
        if not any(char.isalnum() for char in reason):
            codes = ", ".join(word.text for word in words)
            raise _MalformedError(
                "P001",
                self.comment.span,
                "抑制の理由がありません。この注釈は効きません",
                f"「[{codes}]」の後に、指摘をそのままにしてよい理由を書いてください",
            )
        if second := _slip(self.comment.text, self.at):
            raise _MalformedError(
                "P005",
                _part(self.comment, *second.span()),
                "一つの注釈に抑制の指示が二つあります。この注釈は効きません",
                "「# pia: ignore[D001, F011] 理由」のように並べるか、別の行の注釈に分けてください。"
                "理由の中で指示の書き方に触れるだけなら「」か ` で囲んでください",
            )
        if until is None and _LATE.search(reason):
            raise _MalformedError(
                "P005",
                self.comment.span,
                "期限が理由の中に書かれています。この注釈は効きません",
                "「]」のすぐ後に「until 2027-03-31」と書き、その後に理由を書いてください",
            )
        return Directive(self.comment, whole, words, reason, until)

    def verb(self) -> bool:
        """Whether the comment is for the whole file."""
        match = _VERB.match(self.comment.text, self.at)
        verb = match[0] if match else ""
        if verb not in (HERE, FILE):
            shown = short(self.comment.text[self.at :].split("[")[0].strip() or "pia:")
            written = _VERB.match(_half(self.comment.text), self.at)
            near = did_you_mean(written[0], (HERE, FILE)) if written and written[0] else ""
            raise self.malformed(f"「{shown}」という指示はありません{near}")
        self.at += len(verb)
        return verb == FILE

    def words(self, whole: bool) -> Iterator[Word]:
        """The rules between the brackets."""
        text = self.comment.text
        while text[self.at : self.at + 1] in tuple(_SPACE):
            self.at += 1
        if text[self.at : self.at + 1] != "[":
            wide = text[self.at : self.at + 1] in ("［", "【", "(", "（", "「")
            sign = f"。「{text[self.at]}」を半角の [ ] に直してください" if wide else ""
            raise self.malformed(f"抑制する規則が [ ] の中に書かれていません{sign}")
        end = text.find("]", self.at)
        if end < 0:
            raise self.malformed("抑制する規則の後に「]」がありません")
        names = re.split("[,、，]", text[self.at + 1 : end])
        if len(names) > MAX_WORDS:
            raise self.malformed(f"規則が多すぎます（上限は {MAX_WORDS} 個）")
        start = self.at + 1
        for name in names:
            yield self.word(name, start, whole)
            start += len(name) + 1
        self.at = end + 1

    def word(self, text: str, start: int, whole: bool) -> Word:
        name = text.strip()
        start += len(text) - len(text.lstrip())
        span = _part(self.comment, start, start + len(name)) if name else self.comment.span
        if not name:
            raise self.malformed("抑制する規則が空です")
        rules = matching(name)
        if not rules:
            raise _MalformedError("P002", span, no_such_rule(name), LIST_HINT)
        word = Word(name, span, rules)
        if not any(word.names(rule.code) for rule in rules) or (whole and _is_here(rules)):
            raise _MalformedError("P006", span, *_not_allowed(name, rules, whole))
        return word

    def until(self) -> date | None:
        text = self.comment.text
        self.at += len(text[self.at :]) - len(text[self.at :].lstrip(_LEAD))
        match = _UNTIL.match(text, self.at)
        if not match:
            return None
        hint = "「until 2027-03-31」又は「until 令和9年3月31日」の後に理由を書いてください"
        span = _part(self.comment, *match.span())
        try:
            day = parse_date(match[1] or "").last
        except DateError as error:
            why = f"期限が読めません。{error}" if match[1] else "until の後に期限がありません"
            raise _MalformedError("P005", span, why, hint) from None
        self.at = match.end()
        return day

    def malformed(self, message: str) -> _MalformedError:
        return _MalformedError("P005", self.comment.span, message, _EXAMPLE)


def _is_here(rules: tuple[Rule, ...]) -> bool:
    return all(rule.silence is Silence.HERE for rule in rules)


def _not_allowed(name: str, rules: tuple[Rule, ...], whole: bool) -> tuple[str, str]:
    """Why a word sets nothing aside, and what to do."""
    here = [rule for rule in rules if rule.silence is Silence.HERE]
    if here and (whole or len(rules) > 1):
        code = here[0].code
        message = f"「{name}」（{here[0].title}）は、まとめて抑制できません"
        return message, f"その記載のすぐ上の行に「# pia: ignore[{code}] 理由」と書いてください"
    message = f"「{name}」（{rules[0].title}{'など' if len(rules) > 1 else ''}）は抑制できません"
    return message, "指摘された箇所を直し、この注釈を消してください"
