"""How alike two entries of a list are, where their names differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import fsum

from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence
from pia_cli.forms.kinds import TextKind
from pia_cli.forms.notation import dice, notation_key, pairs
from pia_cli.forms.tree import FormField

CHOICE_WEIGHT = 0.25
"""Weight of an answer out of few (再委託しない, 10人未満), which unlike entries share too."""

LONGEST = 2000
"""Characters of a text that are looked at."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An entry's answers: for each item its weight and the pairs of letters in it."""

    answers: dict[str, tuple[float, Counter[str]]]

    def likeness(self, other: Profile) -> float:
        """From 0 (nothing in common) to 1 (the same), over the items that either one fills."""
        weights, shares = [], []
        for id_ in self.answers.keys() | other.answers.keys():
            weight, mine = self.answers.get(id_) or other.answers[id_]
            theirs = other.answers[id_][1] if id_ in other.answers else Counter()
            mine = mine if id_ in self.answers else Counter()
            weights.append(weight)
            shares.append(weight * dice(mine, theirs))
        total = fsum(weights)  # the same sum in whichever order the set gives the items
        return fsum(shares) / total if total else 0.0


def profile(entry: Node, field: FormField) -> Profile:
    """The profile of an entry of a list."""
    answers: dict[str, tuple[float, Counter[str]]] = {}
    pending = [(entry, field)]
    while pending:
        node, place = pending.pop()
        if isinstance(node, Mapping):
            below = ((node.get(child.key), child) for child in place.children)
            pending += [(value, child) for value, child in below if value is not None]
            continue
        text = "\n".join(_texts(node))[:LONGEST]
        if text.strip():
            weight = 1.0 if isinstance(place.kind, TextKind) else CHOICE_WEIGHT
            answers[place.id] = (weight, pairs(notation_key(text)))
    return Profile(answers)


def _texts(node: Node) -> list[str]:
    if isinstance(node, Scalar):
        return [node.value]
    if isinstance(node, Sequence):
        return [text for item in node.items for text in _texts(item)]
    if not isinstance(node, Mapping):
        return []
    filled = ((key, text) for key, box in node.entries.items() for text in _texts(box.value))
    return [f"{key}{text}" for key, text in filled]
