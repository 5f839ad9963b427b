"""A rule as people read it."""

from __future__ import annotations

from pia_cli.forms.registry import CURRENT
from pia_cli.forms.tree import outline
from pia_cli.rules.rule import Rule

EXAMPLE = " " * 4
"""What each line of an example begins with, and no other line."""


def rule_text(rule: Rule) -> str:
    """One rule for the terminal (``pia explain``)."""
    notes = (
        (rule.blank, "--stage 案 では情報"),
        (rule.versions, "pia diff --check だけが見る"),
        (rule.fixable, "pia fix で直せる"),
    )
    told = "、".join((rule.severity.japanese, *(note for is_so, note in notes if is_so)))
    unverified = "" if rule.verified else "（一次資料では未確認）"
    read = f"\n  読む項目: {'、'.join(reads(rule))}\n" if rule.reads else ""
    return (
        f"{rule.code} {rule.slug}（{told}）\n{rule.title}\n\n  {rule.why}\n\n"
        f"  根拠: {rule.basis}{unverified}\n{read}\n"
        f"  指摘される例:\n{_indented(rule.bad)}\n\n  正しい例:\n{_indented(rule.good)}\n"
    )


def reads(rule: Rule) -> list[str]:
    """The items that a rule rests on, as the form prints them."""
    labels = {place.field.id: place.label for place in outline(CURRENT.tree)}
    return [labels[id_] for id_ in rule.reads]


def _indented(text: str) -> str:
    return "\n".join(f"{EXAMPLE}{line}" if line else line for line in text.split("\n"))
