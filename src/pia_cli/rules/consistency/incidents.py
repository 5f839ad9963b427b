"""C037–C040: Ⅲ-7-② incidents and measures, and risks said to be open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.core.wareki import DateError, day_of, years_after
from pia_cli.core.written_dates import dates_by_name, dates_in_figures, written_date
from pia_cli.forms.tree import CIRCLED
from pia_cli.rules.facts import Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import spot

INCIDENT = "risks.keeping.leak.incident"
TEXT = "risks.keeping.leak.incident_text"
PREVENTION = "risks.keeping.leak.prevention"
PROCEDURES = "risks.keeping.leak.procedures"
AUDITS = "risks.auditing.performed"
TRAINING = "risks.training.performed"
PUBLISHED = "published"
OPEN = "課題が残されている"
RISKS = {
    "risks.acquiring.risk.enough": "risks.acquiring.other",
    "risks.using.linking.enough": "risks.using.other",
    "risks.using.unauthorized.enough": "risks.using.other",
    "risks.entrusting.risk.enough": "risks.entrusting.other",
    "risks.disclosing.risk.enough": "risks.disclosing.other",
    "risks.connecting.acquiring.enough": "risks.connecting.other",
    "risks.connecting.providing.enough": "risks.connecting.other",
    "risks.keeping.leak.enough": "risks.keeping.other",
}
"""Every 十分か, and where its section may say more."""

YEARS = 3
"""Ⅲ-7-② asks for the last three years."""

_LEAK = "特定個人情報の漏えい・滅失・毀損リスク:\n"
_ASKED = "過去3年以内に、評価実施機関において、個人情報に関する重大事故が発生したか"
_OCCURRED = f"{_LEAK}  {_ASKED}: 発生あり\n"
_OLD = (
    f"公表日: 令和7年3月28日\nリスク対策:\n  - 特定個人情報の保管・消去:\n      {_LEAK}"
    f"        {_ASKED}: 発生あり\n"
    "        その内容: {}、通知書を誤って送付した。\n"
    "        再発防止策の内容: 二人で確認する。"
)

RULES = (
    Rule(
        "C037",
        "incidents-and-measures",
        "事故の番号と再発防止策の番号が対応しない",
        Severity.WARNING,
        "番号を付けて書くときは、事故ごとに再発防止策を対応させます。"
        "事故を加えるか消したときの改め漏れと考えられます。",
        "様式3 Ⅲ-7-②",
        f"{_OCCURRED}  その内容: |-\n    ①令和5年9月、誤送付\n    ②令和6年3月、紛失\n"
        "  再発防止策の内容: |-\n    ①二人で確認する。\n    ②持ち出しを禁じる。\n"
        "    ③様式を見直した。",
        f"{_OCCURRED}  その内容: |-\n    ①令和5年9月、誤送付\n    ②令和6年3月、紛失\n"
        "  再発防止策の内容: |-\n    ①二人で確認する。\n    ②持ち出しを禁じる。",
        reads=(TEXT, PREVENTION),
    ),
    Rule(
        "C038",
        "old-incident",
        "過去3年より前の事故が書かれている",
        Severity.WARNING,
        "Ⅲ-7-②は過去3年以内の重大事故です。それより前の事故は消せます。"
        "どれも古ければ「発生なし」になります。",
        "様式3 Ⅲ-7-②",
        _OLD.format("令和2年6月"),
        _OLD.format("令和5年6月"),
        reads=(PUBLISHED, INCIDENT, TEXT),
    ),
    Rule(
        "C039",
        "incident-without-answer",
        "重大事故があったのに、手順、監査又は教育が十分でない",
        Severity.INFO,
        "重大事故が発生した機関では、手順の周知、監査、教育のいずれも見直されているはずです。",
        "様式3 Ⅲ-7、Ⅲ-8、Ⅲ-9（記載のつり合い）",
        f"{_OCCURRED}  事故発生時手順の策定・周知: 十分に行っていない\n"
        "  その内容: 令和5年6月、誤送付\n  再発防止策の内容: 二人で確認する。",
        f"{_OCCURRED}  事故発生時手順の策定・周知: 十分に行っている\n"
        "  その内容: 令和5年6月、誤送付\n  再発防止策の内容: 二人で確認する。",
        reads=(INCIDENT, PROCEDURES, AUDITS, TRAINING),
        verified=False,
    ),
    Rule(
        "C040",
        "open-without-words",
        "「課題が残されている」のに、課題の説明がない",
        Severity.INFO,
        "残された課題と今後の対応が書かれていないと、住民はリスクの大きさを判断できません。",
        "様式3 Ⅲ（リスクへの対策は十分か）",
        "目的外の入手が行われるリスク:\n  リスクに対する措置の内容: 窓口で本人確認を行う。\n"
        "  リスクへの対策は十分か: 課題が残されている",
        "目的外の入手が行われるリスク:\n"
        "  リスクに対する措置の内容: 窓口で本人確認を行う。郵送の確認の方法は検討中である。\n"
        "  リスクへの対策は十分か: 課題が残されている",
        reads=(*RISKS, *dict.fromkeys(RISKS.values()), "risks.other"),
        verified=False,
    ),
)

_MARKS = Pattern(
    "(?:(^)[ 　]*|(。)[ 　]{0,3})?"
    "([①-⑳](?:[①-⑳、,，・から～〜~\\-－ 　とや]|及び|並びに|又は){0,40})",
    re.MULTILINE,
)
_LINE = Pattern(r"\S(?:.*\S)?")
_BETWEEN = Pattern("[～〜~\\-－]|から")
_WORDS = Pattern("課題|今後|検討|予定|見直|改善|強化|残")


def incidents_and_measures(risks: Facts) -> Iterator[Finding]:
    """C037: numbers that start a line or the next sentence; ①②… and ①～③ stand for each.

    One is without its other only where the other text does not have it anywhere.
    """
    text, prevention = risks.answer(TEXT), risks.answer(PREVENTION)
    if not text or not prevention:
        return
    incidents, measures = _numbers(text.raw), _numbers(prevention.raw)
    if len(incidents) < 2 or not measures:
        return
    for where, of, numbers, other, others in (
        (prevention, "再発防止策", measures, "事故", incidents),
        (text, "事故", incidents, "再発防止策", measures),
    ):
        against = prevention if where is text else text
        beyond = [mark for mark in numbers if mark not in others]
        if beyond:
            beyond = [mark for mark in beyond if mark not in _anywhere(against.raw)]
        if beyond:
            found = "".join(beyond)
            yield Finding(
                "C037",
                where.path,
                f"{of}の{short(found)}に対応する{other}がありません"
                f"（事故は{len(incidents)}件、再発防止策は{len(measures)}件）",
                "事故と再発防止策を番号ごとに対応させてください",
                related=((against.path, f"{other}の記載"),),
                span=spot(risks, where, *numbers[beyond[0]]),
            )


Places = dict[str, tuple[int, int]]
"""Circled numbers in order, with the place of the first of each or of its range."""


def _numbers(text: str) -> Places:
    """The numbers that start a line, or a sentence as the next in turn (①…した。②…した。)."""
    found: Places = {}
    if not any(mark in text for mark in CIRCLED):
        return found
    turn = ""
    for match in _MARKS.finditer(text):
        line, stop, run = match.groups()
        if line is not None or (stop and run[0] == turn):
            for mark, place in _run(run, match.start(3)).items():
                found.setdefault(mark, place)
                turn = chr(ord(mark) + 1)
    return found


def _anywhere(text: str) -> set[str]:
    """The numbers that a text has at any place, as in 「（①、②とも）」."""
    return {mark for match in _MARKS.finditer(text) for mark in _run(match[3], 0)}


def _run(run: str, start: int) -> Places:
    """The numbers of ①、② or ①～③, which begins at a place of a text."""
    marks = [at for at, char in enumerate(run) if char in CIRCLED]
    if len(marks) == 2 and _BETWEEN.search(run):
        first, last = marks
        place = (start + first, start + last + 1)
        return {chr(code): place for code in range(ord(run[first]), ord(run[last]) + 1)}
    places: Places = {}
    for at in marks:
        places.setdefault(run[at], (start + at, start + at + 1))
    return places


def old_incident(risks: Facts) -> Iterator[Finding]:
    """C038: a line is as new as its latest date; lines without a date tell nothing."""
    text, published = risks.answer(TEXT), day_of(risks.text(PUBLISHED))
    if not text or not published or risks.text(INCIDENT) != "発生あり":
        return
    lines = list(_LINE.finditer(text.raw))
    old = [
        line
        for line in lines
        if (days := _days(line[0])) and years_after(max(days), YEARS) < published
    ]
    if not old:
        return
    yield Finding(
        "C038",
        text.path,
        f"「{short(old[0][0], 24)}」は、公表日（{risks.text(PUBLISHED)}）の3年より前の事故です",
        "過去3年以内の事故がなければ「発生なし」を選んでください"
        if len(old) == len(lines)
        else "過去3年より前の事故と、その再発防止策は消せます",
        related=tuple((each.path, "公表日") for each in risks.answers(PUBLISHED)),
        span=spot(risks, text, *old[0].span()),
    )


def _days(line: str) -> list[date]:
    """The dates of a line, of a month its last day; what is no date is left out."""
    found = []
    for match in (*dates_by_name(line), *dates_in_figures(line)):
        try:
            found.append(written_date(match).last)
        except DateError:
            continue
    return found


def incident_without_answer(risks: Facts) -> Iterator[Finding]:
    """C039."""
    incident, procedures = risks.answer(INCIDENT), risks.answer(PROCEDURES)
    if not incident or incident.text != "発生あり":
        return
    related = ((incident.path, "重大事故の発生"),)
    lacking = "十分に行っていない"
    if procedures and procedures.text == lacking:
        yield Finding(
            "C039",
            procedures.path,
            f"重大事故があったのに、事故発生時手順の策定・周知は「{lacking}」です",
            "事故の後に手順を見直していれば選び直し、いなければ見直しの予定を書いてください",
            related=related,
        )
    audits, training = risks.answer(AUDITS), risks.answer(TRAINING)
    if training and training.text == lacking and not (audits and audits.marks):
        yield Finding(
            "C039",
            training.path,
            f"重大事故があったのに、監査がなく、教育・啓発は「{lacking}」です",
            "実施しているものがあれば選び、なければ予定を書いてください",
            related=related,
        )


def open_without_words(risks: Facts) -> Iterator[Finding]:
    """C040: any word about what is left, or a text under その他, is an explanation."""
    if any(not each.is_blank for each in risks.answers("risks.other")):
        return
    for id_, other in RISKS.items():
        for enough in risks.answers(id_):
            if enough.text != OPEN or any(not each.is_blank for each in risks.answers(other)):
                continue
            around = risks.answers(id_.rpartition(".")[0])
            texts = [text for each in around for text in each.texts if text.path != enough.path]
            if not any(_WORDS.search(text.text) for text in texts):
                yield Finding(
                    "C040",
                    enough.path,
                    f"「{OPEN}」のに、どのような課題かが書かれていません",
                    "残された課題と今後の対応を、措置の内容か「その他のリスク…」に書いてください",
                )


CHECKS = (
    Check("C037", incidents_and_measures, per="risks"),
    Check("C038", old_incident, per="risks"),
    Check("C039", incident_without_answer, per="risks"),
    Check("C040", open_without_words, per="risks"),
)
