"""Which entry of the old list is which entry of the new one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

SIMILAR = 0.5
"""Likeness from which two entries of different names are taken for the same."""

MAX_PAIRS = 2_500
"""Pairs of leftovers that are looked at; with more of them, names alone decide."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Index pairs (old, new) in the order of the new list, and what is left over."""

    pairs: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]

    @property
    def reordered(self) -> bool:
        """Whether the entries that stayed stand in another order."""
        old_order = [old for old, _ in self.pairs]
        return old_order != sorted(old_order)


def match_entries(
    old_keys: Sequence[Hashable],
    new_keys: Sequence[Hashable],
    likeness: Callable[[int, int], float],
) -> Matches:
    """Match by identity key, then the leftovers by likeness (0 to 1); never by place.

    The keys are the declared identities; of entries that share one the likest match, equally
    like ones in order. Swapping the lists mirrors the result, provided that ``likeness`` is
    symmetric.
    """
    partner = _by_key(old_keys, new_keys, likeness)
    taken = set(partner.values())
    left = [index for index in range(len(old_keys)) if index not in taken]
    free = [index for index in range(len(new_keys)) if index not in partner]
    if len(left) * len(free) <= MAX_PAIRS:
        partner |= _by_likeness(left, free, likeness, SIMILAR)
    taken = set(partner.values())
    return Matches(
        tuple((partner[new], new) for new in sorted(partner)),
        tuple(old for old in left if old not in taken),
        tuple(new for new in free if new not in partner),
    )


def _by_key(
    old_keys: Sequence[Hashable],
    new_keys: Sequence[Hashable],
    likeness: Callable[[int, int], float],
) -> dict[int, int]:
    """New index → old index for equal keys."""
    old, new = _grouped(old_keys), _grouped(new_keys)
    shared = [(old[key], new[key]) for key in new if key in old]
    pairs = sum(len(left) * len(free) for left, free in shared if len(left) + len(free) > 2)
    partner: dict[int, int] = {}
    for left, free in shared:
        if len(left) + len(free) == 2 or pairs > MAX_PAIRS:
            partner.update(zip(free, left, strict=False))
        else:
            partner.update(_of_one_name(left, free, likeness))
    return partner


def _grouped(keys: Sequence[Hashable]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for index, key in enumerate(keys):
        groups.setdefault(key, []).append(index)
    return groups


def _of_one_name(
    left: Sequence[int], free: Sequence[int], likeness: Callable[[int, int], float]
) -> dict[int, int]:
    """New index → old index of entries that share a name, as many as there can be."""
    found = _by_likeness(
        range(len(left)), range(len(free)), lambda old, new: likeness(left[old], free[new]), 0.0
    )
    return {free[new]: left[old] for new, old in found.items()}


def _by_likeness(
    left: Sequence[int],
    free: Sequence[int],
    likeness: Callable[[int, int], float],
    least: float,
) -> dict[int, int]:
    """New index → old index, the likest first; of equally like ones the nearest."""
    candidates = sorted(
        ((likeness(old, new), old, new) for old in left for new in free),
        key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1] + pair[2]),
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for score, old, new in candidates:
        if score >= least and old not in taken and new not in partner:
            partner[new] = old
            taken.add(old)
    return partner
