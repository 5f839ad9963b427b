"""Events to the node tree, with an explicit stack; refuses what an assessment may not use."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pia_cli.core.diagnostic import Diagnostic, Path, Related, Severity
from pia_cli.core.forbidden import FORBIDDEN
from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span
from pia_cli.core.text import short, without_halves
from pia_cli.document.decode import forbidden_character
from pia_cli.document.events import Event
from pia_cli.document.nodes import (
    MAX_DEPTH,
    MAX_NODES,
    Entry,
    Mapping,
    Node,
    Opaque,
    Scalar,
    Sequence,
)
from pia_cli.document.source import Source

_PROPERTY = Pattern(r"&[0-9A-Za-z_-]+|!\S*")
_GAP = Pattern(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_TOO_BIG = (
    "評価書の YAML だけを指定してください。機械が書き出したデータなら別のファイルにしてください"
)


class LimitExceededError(Exception):
    """Depth (Y020) or size (Y021) went over its cap; the finding is already recorded."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list being filled; a ``path`` of None means that it hangs on no path."""

    node: Mapping | Sequence
    path: Path | None
    start: int
    end: int
    flow: bool
    dropped_as_key: bool = False
    has_key: bool = False
    key: Scalar | None = None
    again: int | None = None
    """Which finding says that the first key of an entry of a list came again."""

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, Sequence)


@dataclass(slots=True)
class Builder:
    """Feed it the events of one document; read ``root`` and ``diagnostics`` afterwards."""

    source: Source
    diagnostics: list[Diagnostic] = field(default_factory=list)
    root: Node | None = None
    _stack: list[_Frame] = field(default_factory=list)
    _nodes: int = 0

    @property
    def opener(self) -> int | None:
        """Offset of the innermost open [ or {, if any."""
        flows = (frame.start for frame in reversed(self._stack) if frame.flow)
        return next(flows, None)

    def feed(self, event: Event) -> None:
        """Takes in one node event or end event. Raises LimitExceededError (Y020, Y021)."""
        if event.kind == "end":
            self._close(event)
            return
        self._count(event)
        path = self._next_path()
        start = self._properties(event, path) if event.marked else event.start
        if event.kind == "scalar":
            self._scalar(event, start, path)
        elif event.kind == "alias":
            self._alias(event, path)
        else:
            self._open(event, start, path)

    def count_empty_document(self, event: Event) -> None:
        """Counts a document without content. Raises LimitExceededError (Y021)."""
        self._count(event)

    def refuse(
        self,
        code: str,
        span: Span,
        message: str,
        hint: str,
        path: Path | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Records an error."""
        self.diagnostics.append(
            Diagnostic(
                code,
                Severity.ERROR,
                self.source.name,
                span,
                message,
                hint,
                path=path or (),
                related=related,
            )
        )

    def _count(self, event: Event) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            span = self.source.span(event.start, event.start)
            message = f"項目が多すぎます（上限は {MAX_NODES:,} 個）"
            self.refuse("Y021", span, message, _TOO_BIG)
            raise LimitExceededError
        if event.kind in ("mapping", "sequence") and len(self._stack) >= MAX_DEPTH:
            span = self.source.span(event.start, event.start)
            message = f"入れ子が深すぎます（上限は {MAX_DEPTH} 段）"
            hint = "[ や {、字下げが閉じられないまま続いていないか確かめてください"
            self.refuse("Y020", span, message, hint)
            raise LimitExceededError

    def _next_path(self) -> Path | None:
        """The path of the value to come; of its parent for a key."""
        if not self._stack:
            return ()
        frame = self._stack[-1]
        if frame.path is None:
            return None
        if isinstance(frame.node, Sequence):
            return (*frame.path, len(frame.node.items))
        if not frame.has_key:
            return frame.path
        return None if frame.key is None else (*frame.path, frame.key.value)

    def _properties(self, event: Event, path: Path | None) -> int:
        """Refuses the anchor and the tag in front of a value; returns where the value starts."""
        text, at = self.source.text, event.start
        for _ in range(2):
            match = _PROPERTY.match(text, at)
            if not match or at >= event.end:
                break
            span = self.source.span(at, match.end())
            if text[at] == "&":
                message = f"アンカー「{match.group()}」は使えません"
                hint = 'アンカーを消してください。「&」で始まる文は "…" で囲んでください'
                self.refuse("Y011", span, message, hint, path)
            else:
                message = f"タグ「{short(match.group())}」は使えません"
                hint = 'タグを消してください。「!」で始まる文は "…" で囲んでください'
                self.refuse("Y014", span, message, hint, path)
            gap = _GAP.match(text, match.end())
            at = gap.end() if gap else match.end()
        return at

    def _scalar(self, event: Event, start: int, path: Path | None) -> None:
        end = max(event.end, start)
        if event.style in ("|", ">"):
            end = start + len(self.source.text[start:end].rstrip())
        plain = not event.style
        if plain and not event.value:
            reach = event.start if self._stack and self._stack[-1].is_list else 0
            self._place(Scalar("", self._empty_span(event)), event, reach, path)
            return
        span = self.source.span(start, end)
        value = event.value
        if event.style == '"' and (bad := FORBIDDEN.search(value)):
            self.diagnostics.append(forbidden_character(self.source, span, bad.group()))
            value = without_halves(value)
        self._place(Scalar(value, span, plain), event, end, path)

    def _empty_span(self, event: Event) -> Span:
        """An empty value has the span of its key, or of the list mark in front of it."""
        frame = self._stack[-1] if self._stack else None
        if frame and frame.key:
            return frame.key.span
        at = event.start
        if frame and not frame.is_list and not event.marked:
            mark = self.source.text.find("?", frame.end, event.end + 1)
            return self.source.span(mark, mark + 1) if mark >= 0 else self.source.span(at, at)
        dash = frame is not None and frame.is_list and self.source.text[at - 1 : at] == "-"
        return self.source.span(at - 1 if dash else at, at)

    def _alias(self, event: Event, path: Path | None) -> None:
        span = self.source.span(event.start, event.end)
        name = self.source.text[event.start : event.end]
        message = f"エイリアス「{name}」は使えません"
        hint = '参照先の内容をここに書いてください。「*」で始まる文は "…" で囲んでください'
        self.refuse("Y012", span, message, hint, path)
        self._place(Opaque(span), event, event.end, path)

    def _open(self, event: Event, start: int, path: Path | None) -> None:
        span = self.source.span(start, start)
        node = Mapping(span) if event.kind == "mapping" else Sequence(span)
        is_key = self._expects_key()
        if is_key:
            message = "リストやまとまりをキーにすることはできません"
            self._drop_key(self.source.span(start, start + 1), message, path)
        else:
            self._attach(node)
        flow = self.source.text[start : start + 1] in ("[", "{") and event.end == start + 1
        below = None if is_key else path
        self._stack.append(_Frame(node, below, start, start, flow, is_key))

    def _close(self, event: Event) -> None:
        frame = self._stack.pop()
        end = event.end if frame.flow else frame.end
        frame.node.place = self.source.span(frame.start, end)
        self._done(end, was_key=frame.dropped_as_key)

    def _place(self, node: Scalar | Opaque, event: Event, end: int, path: Path | None) -> None:
        is_key = self._expects_key()
        if not is_key:
            self._attach(node)
        elif isinstance(node, Scalar):
            self._key(node, event, path)
        else:
            self._drop_key(None, "", path)
        self._done(end, was_key=is_key)

    def _expects_key(self) -> bool:
        if not self._stack:
            return False
        frame = self._stack[-1]
        return isinstance(frame.node, Mapping) and not frame.has_key

    def _attach(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        frame = self._stack[-1]
        if isinstance(frame.node, Sequence):
            frame.node.items.append(node)
        elif frame.key is not None:
            frame.node.entries[frame.key.value] = Entry(frame.key.place, node)

    def _done(self, end: int, *, was_key: bool) -> None:
        """Notes that a child ended: the parent reaches at least as far."""
        if not self._stack:
            return
        frame = self._stack[-1]
        frame.end = max(frame.end, end)
        frame.has_key = was_key
        if not was_key:
            frame.key = None

    def _key(self, key: Scalar, event: Event, path: Path | None) -> None:
        frame = self._stack[-1]
        if not key.value:
            self._drop_key(key.span, "キーが空です", path)
            return
        if key.plain and key.value == "<<":
            message = "マージキー「<<」は使えません"
            hint = "取り込みたい項目を、ここにそのまま書いてください"
            self.refuse("Y013", key.span, message, hint, path)
            self._drop_key(None, "", path)
            return
        assert isinstance(frame.node, Mapping)
        first = frame.node.entries.get(key.value)
        if first is None:
            frame.key = key
            return
        if self._is_lost_dash(frame, key, first):
            return
        self.refuse(
            "Y010",
            key.span,
            f"キー「{short(key.value)}」が重複しています（{first.key_span.line} 行目にもあります）",
            "どちらか一方を残してください。同じ種類の記載を並べるなら「- 」のリストにしてください",
            None if path is None else (*path, key.value),
            (Related(first.key_span, "最初の記載です（こちらを読みました）"),),
        )

    def _is_lost_dash(self, frame: _Frame, key: Scalar, first: Entry) -> bool:
        """Whether a key that comes again goes with the first key of the entry that did before.

        Then the finding of the first one tells of all: a copied entry lost the dash before it.
        """
        assert isinstance(frame.node, Mapping)
        parent = self._stack[-2] if len(self._stack) > 1 else None
        if frame.flow or parent is None or not parent.is_list:
            return False
        if first is next(iter(frame.node.entries.values())):
            frame.again = len(self.diagnostics)
            return False
        if frame.again is None:
            return False
        self.diagnostics[frame.again] = replace(
            self.diagnostics[frame.again],
            message="リストの次の組の頭に「- 」がありません（同じキーがもう一度並んでいます）",
            hint="この行の頭に「- 」を付け、上の組の「- 」と字下げをそろえてください",
        )
        return True

    def _drop_key(self, span: Span | None, message: str, path: Path | None) -> None:
        """Gives up the entry of a key that is no text; a span and message report it as Y017."""
        node = self._stack[-1].node
        assert isinstance(node, Mapping)
        node.partial = True
        if span is not None:
            hint = 'キーには項目の名前（文字）を書いてください。値であれば "…" で囲んでください'
            self.refuse("Y017", span, message, hint, path)
