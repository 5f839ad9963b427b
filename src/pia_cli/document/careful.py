"""A text to the tree through the builder: everything that YAML itself has wrong is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pia_cli.core.diagnostic import Diagnostic
from pia_cli.core.pattern import Pattern
from pia_cli.core.span import START
from pia_cli.document.builder import Builder, LimitExceededError
from pia_cli.document.events import Engine, Event, SyntaxFaultError, c_parser, read_events
from pia_cli.document.nodes import Mapping, Node, Scalar
from pia_cli.document.slips import colon_hint
from pia_cli.document.source import Source
from pia_cli.document.syntax import describe

_DIRECTIVE = Pattern(r"(?:\A|(?<=[\r\n]))%[^\r\n]*")


REREAD_CHARACTERS = 128 * 1024
"""Longest text that is read again by the pure parser after an error of the C parser."""


def read_carefully(
    source: Source, engine: Engine | Literal["auto"]
) -> tuple[Mapping | None, tuple[Diagnostic, ...]]:
    """The tree, None where there is none to check, and the findings of reading it, sorted."""
    if engine == "auto":
        engine = "c" if c_parser() else "pure"
    root, found, fault = _read(source, engine)
    if fault and engine == "c" and len(source.text) <= REREAD_CHARACTERS:
        root, found, _ = _read(source, "pure")
    return root, found


def _read(source: Source, engine: Engine) -> tuple[Mapping | None, tuple[Diagnostic, ...], bool]:
    """The tree and the findings, and whether they end in a syntax error."""
    builder = Builder(source)
    root: Mapping | None = None
    fault = False
    try:
        _Stream(source, builder).read(engine)
        root = _top(builder)
    except SyntaxFaultError as error:
        builder.diagnostics.append(describe(error, source, builder.opener))
        fault = True
    except LimitExceededError:
        pass
    return root, tuple(sorted(builder.diagnostics, key=lambda found: found.sort_key)), fault


@dataclass(slots=True)
class _Stream:
    """Walks the documents of a stream; the first one with content goes to the builder.

    Empty documents are passed over, so a lone ``---`` at the end (or the top) and any
    ``...`` are fine.
    """

    source: Source
    builder: Builder
    _at: int = 0
    _done: bool = False

    def read(self, engine: Engine) -> None:
        """Feeds the first document. Raises SyntaxFaultError and LimitExceededError."""
        head: Event | None = None
        for event in read_events(self.source.text, engine):
            if event.kind == "document":
                self._directives(event)
                head = event
            elif event.kind == "document end":
                self._at = event.end
                self._done = self._done or self.builder.root is not None
            elif head is not None and _is_nothing(event):
                self.builder.count_empty_document(event)
                head = None
            elif self._done:
                self._second(head or event)
                return
            else:
                self.builder.feed(event)
                head = None

    def _directives(self, document: Event) -> None:
        for match in _DIRECTIVE.finditer(self.source.text, self._at, document.end):
            self.builder.refuse(
                "Y018",
                self.source.span(match.start(), match.end()),
                "「%」で始まる YAML への指示の行は使えません",
                "この行を消してください",
            )

    def _second(self, head: Event) -> None:
        self.builder.refuse(
            "Y015",
            self.source.span(head.end - 3, head.end),
            "1 つのファイルに複数の文書があります（最初の文書だけを読みました）",
            "2 つ目からの文書は別のファイルに分けるか、区切りの「---」の行を消してください",
        )


def _is_nothing(event: Event) -> bool:
    return event.kind == "scalar" and not (event.value or event.style or event.marked)


def _top(builder: Builder) -> Mapping | None:
    """The root if it is a mapping; else records Y001 or Y016."""
    root = builder.root
    if isinstance(root, Mapping):
        return root
    if root is None:
        builder.refuse(
            "Y001",
            START,
            "ファイルに内容がありません（空か、注釈だけです）",
            "評価書の内容を書いてください。ひな形は pia new で作れます",
        )
        return None
    builder.refuse(
        "Y016",
        root.span,
        "ファイルの最上位が「キー: 値」の並びではありません",
        _top_hint(root),
    )
    return None


def _top_hint(root: Node) -> str:
    meant = colon_hint(root.value) if isinstance(root, Scalar) else ""
    return meant or "「様式: 重点項目評価書」のように「キー: 値」の形で書いてください"
