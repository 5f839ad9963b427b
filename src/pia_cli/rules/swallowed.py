"""F021: a key that stands too far to the right below a text, and so is a line of that text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span
from pia_cli.core.text import short
from pia_cli.document.nodes import Mapping, Scalar, node_at
from pia_cli.forms.tree import field_at
from pia_cli.rules.answer import LOG, Answer
from pia_cli.rules.facts import Document, Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import is_block, spot_in

RULES = (
    Rule(
        "F021",
        "swallowed-key",
        "キーが前の項目の文章の一部になっている",
        Severity.WARNING,
        why=(
            "「|-」の文章より深く、又は同じだけ字下げされた行は、キーの形でも文章の続きとして読まれます。"
            "その項目は空欄になり、前の項目に余分な文が載ります。"
            "文章の中で「キー: 」の形で始まる行のうち、"
            "同じ組か外側の組にまだないキーのものを見ます。"
            "必ず記入するキーなら、F010 や F012 がその行を指します。"
        ),
        basis="様式3 の構成",
        bad=(
            "具体的な管理方法: |-\n  利用者ごとにIDを定める。\n"
            "  その他の措置の内容: 操作の記録を確認する。"
        ),
        good=(
            "具体的な管理方法: |-\n  利用者ごとにIDを定める。\n"
            "その他の措置の内容: 操作の記録を確認する。"
        ),
    ),
)

_KEY = Pattern(r"^ *+([^ :\n][^:\n]{0,60}):(?= |$)", re.MULTILINE, needs=(":",))
_MISSING = frozenset({"F010", "F012"})


class Swallowed(NamedTuple):
    """A key in a text: the path that it should have, and where it stands.

    ``holder`` is the key of the text, ``beside`` one of the section that it should be in.
    """

    path: Path
    text: Answer
    span: Span | None
    holder: str
    beside: str

    @property
    def told(self) -> str:
        """How it is read."""
        return f"字下げが深いため「{self.holder}」の文章の一部として読まれています"

    @property
    def hint(self) -> str:
        """What to do."""
        return (
            f"「{self.path[-1]}」の字下げ（行頭の半角スペースの数）を「{self.beside}」とそろえ、"
            "続く行も同じだけ左に寄せてください"
        )


def swallowed(document: Document) -> dict[Path, Swallowed]:
    """The keys that stand in texts, and nowhere in the section around where they belong."""
    found: dict[Path, Swallowed] = {}
    for text in document.texts.holding(_KEY):
        for match in _KEY.finditer(text.raw):
            if not match.start() and not _is_below_sign(document, text):
                continue
            if (depth := _home(document, text, match[1])) is None:
                continue
            path = (*text.path[:depth], match[1])
            if path in found:
                continue
            span = spot_in(document.source, text.node, text.raw, match.start(1), match.end())
            holder = next(step for step in reversed(text.path) if isinstance(step, str))
            beside = short(str(text.path[depth]))
            found[path] = Swallowed(path, text, span, short(holder), beside)
    return found


def _is_below_sign(document: Document, text: Answer) -> bool:
    """Whether the first line of a text may be a key: not a value that stands behind its own."""
    return isinstance(text.node, Scalar) and is_block(document.source, text.node)


def _home(document: Document, text: Answer, key: str) -> int | None:
    """How deep in the path of a text the nearest section is that lacks a key of the form.

    The rows of 変更箇所 quote other items: there only the keys of the row are looked at.
    """
    depths = range(len(text.path) - 1, -1, -1)
    for depth in depths[:1] if text.field.part == LOG else depths:
        above = text.path[:depth]
        section = node_at(document.root, above)
        form = field_at(document.form, above)
        names = [step for step in above if isinstance(step, str)]
        if names[-1:] not in ([], [form.key]):  # an unknown key has the field above it
            continue
        if isinstance(section, Mapping) and key in form.by_key:
            return None if key in section.entries else depth
    return None


def explained(findings: Iterable[Finding], document: Document) -> Iterator[Finding]:
    """Findings of the shape; those of a key that is missing, at the text that has swallowed it."""
    found: dict[Path, Swallowed] | None = None
    for finding in findings:
        if finding.code in _MISSING and node_at(document.root, finding.path) is None:
            found = swallowed(document) if found is None else found
            if one := found.get(finding.path):
                message = f"{finding.message}。この行にありますが、{one.told}"
                finding = finding._replace(message=message, hint=one.hint, span=one.span)
        yield finding


def swallowed_key(facts: Facts) -> Iterator[Finding]:
    """F021, but for what `explained` tells already."""
    for one in swallowed(facts.document).values():
        if one.path not in facts.document.failed:
            yield Finding(
                "F021",
                one.text.path,
                f"この行の「{one.path[-1]}:」は、{one.told}",
                f"{one.hint}。文章なら「:」を全角にしてください",
                span=one.span,
            )


CHECKS = (Check("F021", swallowed_key),)
