"""The items of a form as tables of Markdown (docs/form3.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pia_cli.forms.choices import Box, BoxesKind, ChoiceKind
from pia_cli.forms.item import condition_text
from pia_cli.forms.kinds import CountKind, Kind
from pia_cli.forms.registry import Form
from pia_cli.forms.tree import FormField, outline
from pia_cli.render.templates import fill


class ItemRow(NamedTuple):
    """An item as the table tells it; ``key`` is its YAML key.

    ``value`` is what is written there, "" for a group of items. ``notes`` are the label as
    printed, the condition and the note.
    """

    id: str
    number: str
    key: str
    star: bool
    value: str
    notes: tuple[str, ...]


class Difference(NamedTuple):
    """What a version of the form has otherwise than the table; ``missing`` it does not have."""

    form: Form
    rows: list[ItemRow]
    missing: list[ItemRow]


def form_markdown(form: Form, others: Iterable[Form]) -> str:
    """The items of a form version in its order, and what the other versions have otherwise."""
    rows = {row.id: row for row in item_rows(form.tree)}
    parts = [
        (rows[part.id], [rows[field.id] for field in part.walk() if field is not part])
        for part in form.tree.sections
    ]
    return fill(
        "form.md.j2",
        form=form,
        cover=[rows[field.id] for field in form.tree.children if not field.children],
        parts=parts,
        differences=[_difference(rows, other) for other in others],
    )


def item_rows(form: FormField) -> list[ItemRow]:
    """A row for each item of a form, in its order; those of 委託事項n once."""
    numbers = {place.field.id: "-".join(place.numbers) for place in outline(form)}
    return [_row(field, above, numbers) for field, above in _below(form)]


def kind_text(kind: Kind) -> str:
    """What an item takes: 文章, 選択肢: … / …, 複数選択: … / その他: 記入."""
    if isinstance(kind, BoxesKind):
        return f"複数選択: {' / '.join(map(_box, kind.boxes))}"
    if isinstance(kind, ChoiceKind):
        return f"選択肢: {' / '.join(kind.choices)}"
    if isinstance(kind, CountKind):
        return f"{1 if kind.positive else 0}以上の整数"
    return kind.name


def _box(box: Box) -> str:
    if box.fill is None:
        return box.label
    return f"{box.label}: {'件数' if isinstance(box.fill, CountKind) else '記入'}"


def _below(form: FormField) -> Iterator[tuple[FormField, FormField]]:
    """The fields below one, each with the one right above it."""
    for field in form.children:
        yield field, form
        yield from _below(field)


def _row(field: FormField, above: FormField, numbers: dict[str, str]) -> ItemRow:
    return ItemRow(
        field.id,
        numbers[field.id],
        field.key,
        field.item.star,
        kind_text(field.kind) if field.kind and not field.entries else _list_text(field),
        tuple(_notes(field, above)),
    )


def _list_text(field: FormField) -> str:
    if field.entries is None:
        return ""
    what = "「- 」からの組" if field.children else "「- 」の行"
    return f"{what}を{'一つ以上' if field.entries.minimum else 'いくつでも'}"


def _notes(field: FormField, above: FormField) -> Iterator[str]:
    item = field.item
    if item.printed:
        yield f"様式では「{item.printed}」"
    if item.when:
        labels = {child.name: child.key for child in above.children}
        need = "だけ記入" if item.only else "に記入"
        yield f"{condition_text(item.when, labels)}{need}"
    elif item.wanted:
        yield "空欄なら C007 が確かめます"
    elif field.nullable or _may_have_no_marks(field):
        yield "空欄可"
    if item.some:
        yield "下の項目のどれか一つは記入"
    if item.note:
        yield item.note
    if not item.verified:
        yield "未確認"
    elif isinstance(field.kind, BoxesKind | ChoiceKind) and field.kind.unverified:
        yield "選択肢は未確認"


def _may_have_no_marks(field: FormField) -> bool:
    return isinstance(field.kind, BoxesKind) and not field.kind.minimum


def _difference(rows: dict[str, ItemRow], other: Form) -> Difference:
    there = item_rows(other.tree)
    ids = {row.id for row in there}
    return Difference(
        other,
        [row for row in there if rows.get(row.id) != row],
        [row for row in rows.values() if row.id not in ids],
    )
