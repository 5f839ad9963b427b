"""Mistakes as real assessments have them, planted into a document that has none."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import words
from benchmarks.prose import Prose
from benchmarks.writing import Values

Plant = Callable[[Values, Prose], bool]
"""Puts the mistake into the values; False where this document has no place for it."""


@dataclass(frozen=True, slots=True)
class Defect:
    """A mistake and what pia says of it.

    ``schema`` tells whether the JSON Schema refuses it too. Of two defects with the same
    ``item`` a document gets one, so that neither hides the other.
    """

    name: str
    codes: frozenset[str]
    plant: Plant
    item: str
    schema: bool = False


def _file(values: Values) -> Values:
    found: Values = values["files"][0]
    return found


def _blank_reason(values: Values, prose: Prose) -> bool:
    _file(values)["basics"]["scope_reason"] = None
    return True


def _missing_date(values: Values, prose: Prose) -> bool:
    del values["procedure"]["basic"]["performed_on"]
    return True


def _own_choice(values: Values, prose: Prose) -> bool:
    _file(values)["use"]["users"]["number"] = f"約{prose.random.randint(12, 88)}人"
    return True


def _no_such_day(values: Values, prose: Prose) -> bool:
    values["procedure"]["basic"]["performed_on"] = "令和6年11月31日"
    return True


def _contract_count(values: Values, prose: Prose) -> bool:
    _file(values)["entrustment"]["count"] += 1
    return True


def _few_items(values: Values, prose: Prose) -> bool:
    _file(values)["basics"]["items"] = "10項目未満"
    return True


def _consent_for_none(values: Values, prose: Prose) -> bool:
    last = _file(values)["entrustment"]["contracts"][-1]
    if last["consent"]:
        return False
    last["consent"] = prose.sentence()
    return True


def _roman_letters(values: Values, prose: Prose) -> bool:
    for row in values["changes"]:
        for numeral, letters in (("Ⅲ", "III"), ("Ⅱ", "II"), ("Ⅰ", "I"), ("Ⅳ", "IV")):
            row["item"] = row["item"].replace(numeral, letters)
    return any("I" in row["item"] for row in values["changes"])


def _no_explanations(values: Values, prose: Prose) -> bool:
    rows = values["changes"]
    if not any(row["item"].startswith(("Ⅲ", "III")) for row in rows):
        return False  # H017 is about ※ items; those of Ⅲ are written here
    for row in rows:
        row["reason"] = None
    return True


def _doubled_records(values: Values, prose: Prose) -> bool:
    group = _file(values)["records"][-1]["items"]
    for name in prose.random.sample(group, prose.random.randint(3, min(15, len(group)))):
        group.append(name)
    return True


def _cut_off(values: Values, prose: Prose) -> bool:
    _file(values)["remarks"] = f"{prose.sentence()}{prose.pick(words.WHEN)}点検する特定個人"
    return True


def _dashes(values: Values, prose: Prose) -> bool:
    risk = values["risks"][0]
    for at, part in enumerate(("using", "keeping", "acquiring", "entrusting", "disclosing")):
        risk[part]["other"] = "—" if at < 2 else "-"
    risk["connecting"]["other"] = "—"
    return True


def _unknown_system(values: Values, prose: Prose) -> bool:
    name = f"{prose.pick(words.ITEM_ACTS)}徴収システム"
    values["risks"][0]["using"]["linking"]["measures"] = f"<{name}における措置>\n{prose.sentence()}"
    return True


def _no_audit(values: Values, prose: Prose) -> bool:
    values["risks"][0]["auditing"]["performed"] = []
    return True


def _transfer_count(values: Values, prose: Prose) -> bool:
    marks = _file(values)["disclosure"]["performed"]
    marks[1] = {"移転を行っている": prose.random.randint(3, 9)}
    return True


def _no_attachment(values: Values, prose: Prose) -> bool:
    _file(values)["remarks"] = f"{prose.sentence()}別紙{prose.random.randint(1, 4)}を参照。"
    return True


def _department(values: Values, prose: Prose) -> bool:
    basics = _file(values)["basics"]
    basics["section"] = basics["section"].partition("部")[2]
    return True


def _old_table(values: Values, prose: Prose) -> bool:
    values["risks"][0]["disclosing"]["risk"]["rule_text"] = (
        f"{prose.sentence()}番号法別表第二に定める事務に限って提供する。"
    )
    return True


def _from_then_on(values: Values, prose: Prose) -> bool:
    _file(values)["basics"]["kept_from"] = f"平成27年{prose.random.randint(10, 12)}月以降"
    return True


def _bracket(values: Values, prose: Prose) -> bool:
    _file(values)["use"]["purpose"] = f"{prose.aim()}({prose.pick(words.WHO)}による確認を含む。"
    return True


def _half_kana(values: Values, prose: Prose) -> bool:
    values["contacts"]["inquiries"]["handling"] = (
        f"{prose.sentence()}ﾏｲﾅﾝﾊﾞｰの記載の有無を確認する。"
    )
    return True


ERRORS = (
    Defect("blank_reason", frozenset({"F011"}), _blank_reason, "scope_reason", schema=True),
    Defect("missing_date", frozenset({"F010"}), _missing_date, "performed_on", schema=True),
    Defect("own_choice", frozenset({"F030"}), _own_choice, "users", schema=True),
    Defect("no_such_day", frozenset({"D001"}), _no_such_day, "performed_on"),
    Defect("contract_count", frozenset({"C018"}), _contract_count, "contracts"),
    Defect("few_items", frozenset({"C042"}), _few_items, "items"),
    Defect("consent_for_none", frozenset({"F013"}), _consent_for_none, "contracts", schema=True),
)
"""Each makes `pia validate` end with exit code 1."""

WARNINGS = (
    Defect("roman_letters", frozenset({"N007"}), _roman_letters, "changes.item"),
    Defect("no_explanations", frozenset({"H017", "H018"}), _no_explanations, "changes.reason"),
    Defect("doubled_records", frozenset({"C044"}), _doubled_records, "records"),
    Defect("cut_off", frozenset({"N005"}), _cut_off, "remarks"),
    Defect("dashes", frozenset({"N006"}), _dashes, "other"),
    Defect("unknown_system", frozenset({"N001"}), _unknown_system, "linking"),
    Defect("no_audit", frozenset({"C007"}), _no_audit, "auditing"),
    Defect("transfer_count", frozenset({"C026"}), _transfer_count, "sharing"),
    Defect("no_attachment", frozenset({"C031"}), _no_attachment, "remarks"),
    Defect("department", frozenset({"N002"}), _department, "section"),
    Defect("old_table", frozenset({"L002"}), _old_table, "rule_text"),
    Defect("from_then_on", frozenset({"D014"}), _from_then_on, "kept_from"),
    Defect("bracket", frozenset({"N021"}), _bracket, "purpose"),
    Defect("half_kana", frozenset({"N014"}), _half_kana, "handling"),
)
"""Findings that are warnings or infos."""


def choose_defects(choose: random.Random, error_share: float) -> list[Defect]:
    """Which defects a document gets: some warnings, and errors in a share of the documents."""
    chosen = choose.sample(WARNINGS, choose.randint(4, 12))
    if choose.random() < error_share:
        chosen += choose.sample(ERRORS, choose.randint(1, 3))
    return list({defect.item: defect for defect in chosen}.values())
