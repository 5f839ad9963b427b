"""C047–C049: 対象人数, 本人の数 and the result of しきい値判断 (`rules.threshold`)."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.wareki import day_of
from pia_cli.forms.bands import bands
from pia_cli.rules.answer import Answer
from pia_cli.rules.consistency.incident_texts import rules_out
from pia_cli.rules.facts import Facts
from pia_cli.rules.item_ids import ASSESSED, INCIDENT, INCIDENT_TEXT, SUBJECTS
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.threshold import (
    FULL_FROM,
    INPUTS,
    MANY_STAFF,
    PEOPLE,
    USERS,
    Figures,
    Requirement,
    required,
)

RESULT = "procedure.basic.threshold"

CLAIMED = {
    "基礎項目評価及び重点項目評価の実施が義務付けられる": Requirement.PRIORITY,
    "基礎項目評価の実施が義務付けられる(任意に重点項目評価を実施)": Requirement.BASIC,
    "特定個人情報保護評価の実施が義務付けられない(任意に重点項目評価を実施)": Requirement.NONE,
}
"""The choices of Ⅴ-1-② and the evaluation that each says is required."""

_AFFAIR = "基本情報:\n  特定個人情報ファイルを取り扱う事務:\n    対象人数: {}\n"
_PRIORITY, _BASIC, _ = CLAIMED
_SUBJECTS = "特定個人情報ファイルの概要:\n  - 基本情報:\n      対象となる本人の数: {}"

RULES = (
    Rule(
        "C047",
        "people-and-subjects",
        "対象人数とファイルの本人の数が合わない",
        Severity.ERROR,
        why=(
            "対象人数は、全ての特定個人情報ファイルに記録される本人の数の総数です。"
            "ファイルの本人の数より少なくはならず、ファイルが一つなら同じ範囲です。"
        ),
        basis="規則第4条、様式3 Ⅰ-1-③、Ⅱ-2-②",
        bad="対象となる本人の数: 100万人以上1,000万人未満 # Ⅰ-1-③は10万人以上30万人未満",
        good="対象となる本人の数: 10万人以上100万人未満 # Ⅰ-1-③は10万人以上30万人未満",
        reads=(PEOPLE, SUBJECTS),
    ),
    Rule(
        "C048",
        "threshold-result",
        "しきい値判断の結果が、記載した人数などと合わない",
        Severity.ERROR,
        why=(
            "結果は、対象人数、取扱者数が500人以上か、過去1年に特定個人情報の重大事故があったかで"
            "決まります。記載だけで決まらないときは、確かめることを情報として示します。"
            "Ⅲ-7-②の事故がどれも、実施日の1年より前か、"
            "「特定個人情報は含まれていない」と書かれていれば、示しません。"
        ),
        basis="規則第4条、第6条、第7条",
        bad=f"しきい値判断結果: {_BASIC} # 対象人数は10万人以上30万人未満",
        good=f"しきい値判断結果: {_PRIORITY} # 対象人数は10万人以上30万人未満",
        reads=(*INPUTS, INCIDENT_TEXT, ASSESSED, RESULT),
    ),
    Rule(
        "C049",
        "full-evaluation-required",
        "全項目評価が義務付けられるのに、重点項目評価書である",
        Severity.ERROR,
        why=(
            "対象人数が30万人以上のとき、又は10万人以上で取扱者が500人以上のときなどは、"
            "全項目評価書（様式4）が必要です。"
        ),
        basis="規則第7条、番号法第28条",
        bad=_AFFAIR.format("30万人以上") + _SUBJECTS.format("10万人以上100万人未満"),
        good=_AFFAIR.format("10万人以上30万人未満") + _SUBJECTS.format("10万人以上100万人未満"),
        reads=INPUTS,
    ),
)


def people_and_subjects(facts: Facts) -> Iterator[Finding]:
    """C047: of several files the largest counts, the total may be larger."""
    people, files = facts.answer(PEOPLE), facts.answers(SUBJECTS)
    known = [(bands(each.field)[each.text], each) for each in files if _is_band(each)]
    if not people or not _is_band(people) or not known or len(known) < len(files):
        return
    least, most = bands(people.field)[people.text]
    (start, end), largest = max(known, key=lambda one: one[0].least)
    if most is not None and start > most:
        found = "より多いです"
    elif len(known) == 1 and end is not None and least > end:
        found = "より少ないです"
    else:
        return
    yield Finding(
        "C047",
        largest.path,
        f"ファイルの本人の数「{largest.text}」が、対象人数「{people.text}」{found}",
        "Ⅰ-1-③対象人数とⅡ-2-②のどちらが正しいか確かめて直してください",
        related=((people.path, "Ⅰ-1-③対象人数"),),
    )


def _is_band(answer: Answer) -> bool:
    return answer.text in bands(answer.field)


def threshold_result(facts: Facts) -> Iterator[Finding]:
    """C048: the figures decide against the result, or (a note) leave it open."""
    result = facts.answer(RESULT)
    figures = facts.document.figures
    needed = required(figures)
    claimed = CLAIMED.get(result.text) if result else None
    if not result or claimed is None or not needed or needed == (Requirement.FULL,):
        return
    related = tuple(
        (answer.path, label)
        for id_, label in (
            (PEOPLE, "対象人数"),
            (USERS, "使用者数"),
            (INCIDENT, "過去3年以内の重大事故"),
        )
        for answer in facts.answers(id_)[:1]
    )
    if claimed not in needed:
        yield Finding(
            "C048",
            result.path,
            f"結果は「{claimed}」{_duty(claimed)}としていますが、記載した人数などからは"
            f"「{'」か「'.join(needed)}」です",
            "対象人数、取扱者数、重大事故の記載と、結果のどちらが正しいか確かめてください",
            related=related,
        )
    elif len(needed) > 1 and not (claimed is needed[0] and _is_quiet(facts)):
        what, hint = _undecided(figures)
        yield Finding(
            "C048",
            result.path,
            f"{what}だけでは、「{'」か「'.join(needed)}」かが決まりません",
            hint,
            related=related,
            severity=Severity.INFO,
        )


def _is_quiet(facts: Facts) -> bool:
    """Whether the texts of Ⅲ-7-② rule out what alone leaves the result open."""
    assessed = day_of(facts.text(ASSESSED))
    if assessed is None or facts.document.figures.undecided != ("incident",):
        return False
    texts = facts.answers(INCIDENT_TEXT)
    occurred = [each.text == "発生あり" for each in facts.answers(INCIDENT)]
    return len(texts) == len(occurred) and all(
        rules_out(text.raw, assessed)
        for text, has_occurred in zip(texts, occurred, strict=True)
        if has_occurred
    )


def _duty(claimed: Requirement) -> str:
    """What goes on behind the name of a result: that there is no duty is none."""
    return "" if claimed is Requirement.NONE else "の義務"


def _undecided(figures: Figures) -> tuple[str, str]:
    """What leaves the result open, 取扱者数 or 重大事故 or both, and what to do about it."""
    staff = f"取扱者数（{figures.staff_shown}）"
    many = f"取扱者数が{MANY_STAFF}人以上でないか"
    incident = "過去1年以内に特定個人情報の重大事故がないか"
    if figures.undecided == ("incident",):
        return "重大事故の記載", f"{incident}確かめてください（{staff}は{MANY_STAFF}人未満です）"
    if figures.undecided == ("staff",):
        return staff, f"{many}確かめてください（重大事故は「発生なし」です）"
    return f"{staff}と重大事故の記載", f"{many}、{incident}確かめてください"


def full_evaluation_required(facts: Facts) -> Iterator[Finding]:
    """C049: the figures decide on 全項目評価, which is another form."""
    people = facts.answer(PEOPLE)
    figures = facts.document.figures
    if people and required(figures) == (Requirement.FULL,):
        why = f"対象人数が「{people.text}」"
        if figures.people is not None and figures.people < FULL_FROM:
            why += f"で取扱者が{MANY_STAFF}人以上"
        yield Finding(
            "C049",
            people.path,
            f"{why}なので全項目評価が義務付けられますが、この文書は重点項目評価書です",
            "全項目評価書（様式4）を作成するか、対象人数と取扱者数を確かめてください",
            related=tuple((each.path, "使用者数") for each in facts.answers(USERS)),
        )


CHECKS = (
    Check("C047", people_and_subjects),
    Check("C048", threshold_result),
    Check("C049", full_evaluation_required),
)
