"""Sentences composed from parts, so that hardly one stands in two documents."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks import words

MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True)
class Prose:
    """A source of texts about one 事務 of one invented city; ``random`` decides everything."""

    random: random.Random
    city: str
    affair: words.Affair

    def fill(self, part: str) -> str:
        """A part with its number, city, people and work put in."""
        return part.format(
            n=self.random.randint(2, 99),
            city=self.city,
            people=self.affair.people,
            work=self.random.choice(self.affair.works),
        )

    def pick(self, parts: Sequence[str]) -> str:
        """One of the parts, filled."""
        return self.fill(self.random.choice(parts))

    def sentence(self) -> str:
        """Who does what with what, when and to what end."""
        thing = self.pick(words.OBJECT_OF) + self.pick(words.OBJECT_PART)
        action = thing + self.pick(words.DOES)
        if self.random.random() < 0.4:
            action += f"、{self.pick(words.OBJECT_OF)}{self.pick(words.OBJECT_PART)}" + self.pick(
                words.DOES
            )
        parts = [f"{self.pick(words.WHO)}は", self.pick(words.WHEN), action]
        if self.random.random() < 0.3:
            parts.insert(0, self.pick(words.AIM))
        return "、".join(parts) + f"、{self.pick(words.RESULT)}。"

    def aim(self) -> str:
        """A short reason, as the form's 目的 and 必要性 have it."""
        return f"{self.pick(words.AIM)}、{self.pick(words.OBJECT_OF)}の確認に用いる。"

    def text(self, sentences: int, headings: Sequence[str] = ()) -> str:
        """A text of that many sentences, plain, numbered, or numbered below headings."""
        if headings and sentences > 2:
            share = max(1, sentences // len(headings))
            blocks = [f"<{name}における措置>\n{self._numbered(share)}" for name in headings]
            return "\n\n".join(blocks)
        if sentences > 2 and self.random.random() < 0.7:
            return self._numbered(sentences)
        return "".join(self.sentence() for _ in range(sentences))

    def _numbered(self, sentences: int) -> str:
        if sentences == 1:
            return self.sentence()
        lines = [f"{mark}{self.sentence()}" for mark in MARKS[:sentences]]
        return "\n".join([*lines, *(f"・{self.sentence()}" for _ in range(sentences - len(lines)))])

    def record_items(self, count: int) -> list[str]:
        """Distinct names of record items for 別添1."""
        found: dict[str, None] = {}
        while len(found) < count:
            name = self.pick(words.ITEM_ACTS) + self.pick(words.ITEM_STAGES)
            name += self.pick(words.ITEM_NOUNS) + self.pick(words.ITEM_ENDS)
            if self.random.random() < 0.8:
                name = f"{self.pick(words.ITEM_OF)}-{name}"
            found[name] = None
        return list(found)

    def company(self) -> str:
        """An invented company."""
        start, end = self.pick(words.CITY_STARTS), self.pick(words.CITY_ENDS)
        return f"{start}{end}{self.pick(words.COMPANY_KINDS)}株式会社"

    def system(self) -> str:
        """An invented system."""
        return f"{self.pick(words.SYSTEM_WORDS)}{self.pick(words.SYSTEM_NOUNS)}システム"


def city_name(choose: random.Random) -> str:
    """An invented municipality."""
    front = choose.choice(("", "", "", "北", "南", "東", "新"))
    return (
        front
        + choose.choice(words.CITY_STARTS)
        + choose.choice(words.CITY_ENDS)
        + choose.choice(words.CITY_KINDS)
    )
