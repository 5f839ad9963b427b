"""What the form prints about an item, attached to its field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

STAR_NOTE = "※ 重要な変更の対象となり得る項目"


@dataclass(frozen=True, slots=True)
class When:
    """A condition on a sibling field, e.g. 「再委託の有無」が「再委託する」のとき.

    ``field`` is the Python name of a sibling. The condition holds when its choice is one
    of ``values``, when one of its boxes is checked, or when the flag has that value. With
    ``unless`` the sense is reversed. A sibling left blank counts as not chosen.
    """

    field: str
    values: tuple[str | bool, ...]
    unless: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One printed item.

    ``number`` is its printed number (Ⅱ, 4, ③, リスク1), ``label`` the label as it is used for
    the YAML key, ``printed`` the label with its remarks where it differs, ``star`` the ※.
    ``when`` tells when the item must be filled; with ``only`` it must be blank otherwise.
    ``slot`` names the entries of a list (委託事項{n}; {name} is the entry's identity) and
    ``identity`` the fields that tell its entries apart between two versions. ``absolute``
    starts a number of its own (別添1). ``group`` is the heading printed around several
    items (再委託). ``wanted``: a blank is legal but deserves a second look. ``some``: at least
    one of the fields below must be filled. ``verified`` is False where the declaration rests
    on no primary text; it then never makes an error.
    ``per_revision`` items change with every publication (公表日); ``log`` is 別添2, which
    tells the changes and is none itself.
    """

    number: str
    label: str
    star: bool = False
    printed: str = ""
    when: When | None = None
    only: bool = False
    slot: str = ""
    identity: tuple[str, ...] = ()
    absolute: bool = False
    group: str = ""
    wanted: bool = False
    some: bool = False
    verified: bool = True
    per_revision: bool = False
    log: bool = False
    note: str = ""
    example: str = field(default="", compare=False)

    @property
    def heading(self) -> str:
        """The label as printed, with its remark."""
        return self.printed or self.label


def item(number: str, label: str, **details: Any) -> Any:
    """Declare a field of the form: pydantic's alias is the label, the rest is an `Item`.

    Raises TypeError for a detail that `Item` does not have.
    """
    from pydantic import Field

    declared = Item(number, label, **details)
    info = Field(alias=label)
    info.metadata.append(declared)
    return info


def item_of(metadata: Sequence[object]) -> Item:
    """The `Item` among a field's metadata. Raises LookupError where none was declared."""
    for entry in metadata:
        if isinstance(entry, Item):
            return entry
    raise LookupError("a field of the form without item()")


def describe(declared: Item, labels: Mapping[str, str]) -> str:
    """The hover text of an item: heading, ※, condition and note, in Japanese.

    ``labels`` maps the Python names of the siblings to their labels.
    """
    lines = [declared.heading] if declared.printed else []
    if declared.when:
        lines.append(f"{condition_text(declared.when, labels)}に記入します。")
    if declared.note:
        lines.append(declared.note)
    if declared.star:
        lines.append(STAR_NOTE)
    return "\n".join(lines)


def condition_text(when: When, labels: Mapping[str, str]) -> str:
    """The condition in words: 「再委託の有無」が「再委託する」の場合."""
    label = labels[when.field]
    if when.values == (True,):
        return f"「{label}」に印がない場合" if when.unless else f"「{label}」に印がある場合"
    values = "又は".join(f"「{value}」" for value in when.values)
    return (
        f"「{label}」で{values}を選んでいない場合"
        if when.unless
        else f"「{label}」が{values}の場合"
    )
