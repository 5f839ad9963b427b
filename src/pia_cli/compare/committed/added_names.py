"""Words that say that an entry was added (こども家庭課を追加), against what the entry is called."""

from __future__ import annotations

from pia_cli.compare.committed.atoms import atoms
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold
from pia_cli.forms.notation import dice, pairs

_ADDED = Pattern(
    r"^\s{0,9}(?:[^「」\n]{1,20}として、?)?(?P<name>[^「」\n、。]{4,60}?)を(?:新たに)?追加",
    needs=("追加",),
)
_ALIKE = 0.65


def is_of_another(cell: str, name: str) -> bool:
    """Whether words say that something was added that is nearly called as an entry, and is not.

    A shorter name may stand for it, and a longer one; of words unlike it nothing is known.
    """
    said = _ADDED.match(cell) if _ADDED.may_match(cell) else None
    if said is None or not name:
        return False
    mine, other = ([atom.key for atom in atoms(text, {})] for text in (said["name"], name))
    if _has_in_order(mine, other) or _has_in_order(other, mine):
        return False
    return dice(pairs(fold(said["name"])), pairs(fold(name))) >= _ALIKE


def _has_in_order(short: list[str], long: list[str]) -> bool:
    left = iter(long)
    return all(key in left for key in short)
