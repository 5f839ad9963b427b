"""What must be said about a comparison besides its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pia_cli.compare.documents import Comparison
from pia_cli.compare.labels import label_at
from pia_cli.compare.log import unread_places
from pia_cli.compare.version import Version
from pia_cli.core.text import short
from pia_cli.document.nodes import node_at
from pia_cli.forms.notation import notation_key
from pia_cli.forms.registry import KIND_KEY, VERSION_KEY, known_kinds

ONE_DOCUMENT = ("number", "basics.affair.name")
"""Items that all versions of a document share."""
_SHOWN = 5


def notes(comparison: Comparison) -> tuple[str, ...]:
    """Sentences about forms that differ, sides that are not in order, items left out."""
    return tuple(_notes(comparison))


def _notes(comparison: Comparison) -> Iterator[str]:
    old, new = comparison.old, comparison.new
    yield from _other_affair(old, new)
    if old.text(KIND_KEY) != new.text(KIND_KEY) or not (old.own_form and new.own_form):
        yield from _other_forms(old, new)
    elif old.form is not new.form:
        versions = f"{old.form.version} と {new.form.version}"
        yield f"様式の版が違います（{versions}）。同じ項目どうしを比べました"
    for side in (old, new):
        errors = side.document.errors
        if side.own_form and errors:
            yield f"{side.name} にエラーが {errors} 件あります。読めるところを比べました"
            yield from _unknown_keys(side)
    if comparison.unread:
        labels = _listed(comparison.unread)
        yield f"書き方の誤りのため比べていない項目があります: {labels}"
    places = [label_at(new, path) for path in unread_places(new)]
    if places:
        yield f"書き方の誤りのため読めないところが変更箇所にあります: {_listed(places)}"


def _unknown_keys(side: Version) -> Iterator[str]:
    """Keys that the form does not have and that look like none of its own: nothing under them
    is compared, so that an item may seem to be gone.
    """
    found = [
        f"「{short(str(one.path[-1]))}」（{one.span.line}行）"
        for one in side.document.diagnostics
        if one.code == "F020" and node_at(side.root, one.path) is not None
    ]
    if found:
        yield f"{side.name} の様式にないキーは比べていません: {_listed(found)}"


def _listed(names: Sequence[str]) -> str:
    more = f" ほか {len(names) - _SHOWN} 件" if len(names) > _SHOWN else ""
    return "、".join(names[:_SHOWN]) + more


def _other_affair(old: Version, new: Version) -> Iterator[str]:
    """Two documents that do not look like versions of one."""
    for id_ in ONE_DOCUMENT:
        left, right = old.answer(id_), new.answer(id_)
        if left and right and notation_key(left) != notation_key(right):
            yield (
                f"{new.form.tree.by_id[id_].key}が違います（「{short(left)}」と「{short(right)}」）。"
                "別の事務の評価書ではないか確かめてください"
            )


def _other_forms(old: Version, new: Version) -> Iterator[str]:
    for side in (old, new):
        if not side.own_form:
            yield (
                f"{side.name} {_no_own_form(side)}ため、"
                f"{side.form.number}（{side.form.version}）の項目として読めるところを比べました"
            )
    if old.own_form and new.own_form:
        yield f"様式が違います（{old.form_name} と {new.form_name}）。同じ項目どうしを比べました"


def _no_own_form(side: Version) -> str:
    """Why a document is not read by a form of its own."""
    kind = side.text(KIND_KEY)
    if not kind:
        return "に様式の記載がない"
    if kind in known_kinds() and not side.text(VERSION_KEY):
        return "に様式の版の記載がない"
    return f"の様式（{short(side.form_name)}）はこの版の pia が知らない"
