"""C037–C040: Ⅲ-7-② incidents and measures, and risks said to be open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.core.wareki import ANY_ERA, HEISEI, DateError, day_of, years_after
from pia_cli.core.written_dates import (
    dates_by_name,
    dates_in_figures,
    last_day,
    written_date,
    years_by_name,
)
from pia_cli.rules.consistency.numbered import Numbering, numbering, numbers_anywhere
from pia_cli.rules.facts import PUBLISHED, Facts
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import spot

INCIDENT = "risks.keeping.leak.incident"
TEXT = "risks.keeping.leak.incident_text"
PREVENTION = "risks.keeping.leak.prevention"
PROCEDURES = "risks.keeping.leak.procedures"
AUDITS = "risks.auditing.performed"
TRAINING = "risks.training.performed"
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
        why=(
            "番号を付けて書くときは、事故ごとに再発防止策を対応させます。"
            "事故を加えるか消したときの改め漏れと考えられます。"
        ),
        basis="様式3 Ⅲ-7-②",
        bad=(
            f"{_OCCURRED}  その内容: |-\n    ①令和5年9月、誤送付\n    ②令和6年3月、紛失\n"
            "  再発防止策の内容: |-\n    ①二人で確認する。\n    ②持ち出しを禁じる。\n"
            "    ③様式を見直した。"
        ),
        good=(
            f"{_OCCURRED}  その内容: |-\n    ①令和5年9月、誤送付\n    ②令和6年3月、紛失\n"
            "  再発防止策の内容: |-\n    ①二人で確認する。\n    ②持ち出しを禁じる。"
        ),
        reads=(TEXT, PREVENTION),
    ),
    Rule(
        "C038",
        "old-incident",
        "過去3年より前の事故が書かれている",
        Severity.WARNING,
        why=(
            "Ⅲ-7-②は過去3年以内の重大事故です。それより前の事故は消せます。"
            "どれも古ければ「発生なし」になります。"
            "「昨年度」「翌年」のように、いつかが文面だけでは決まらない記載のある事故は指摘しません。"
        ),
        basis="様式3 Ⅲ-7-②",
        bad=_OLD.format("令和2年6月"),
        good=_OLD.format("令和5年6月"),
        reads=(PUBLISHED, INCIDENT, TEXT),
    ),
    Rule(
        "C039",
        "incident-without-answer",
        "重大事故があったのに、手順、監査又は教育が十分でない",
        Severity.INFO,
        why="重大事故が発生した機関では、手順の周知、監査、教育のいずれも見直されているはずです。",
        basis="様式3 Ⅲ-7、Ⅲ-8、Ⅲ-9（記載のつり合い）",
        bad=(
            f"{_OCCURRED}  事故発生時手順の策定・周知: 十分に行っていない\n"
            "  その内容: 令和5年6月、誤送付\n  再発防止策の内容: 二人で確認する。"
        ),
        good=(
            f"{_OCCURRED}  事故発生時手順の策定・周知: 十分に行っている\n"
            "  その内容: 令和5年6月、誤送付\n  再発防止策の内容: 二人で確認する。"
        ),
        reads=(INCIDENT, PROCEDURES, AUDITS, TRAINING),
        verified=False,
    ),
    Rule(
        "C040",
        "open-without-words",
        "「課題が残されている」のに、課題の説明がない",
        Severity.INFO,
        why="残された課題と今後の対応が書かれていないと、住民はリスクの大きさを判断できません。",
        basis="様式3 Ⅲ（リスクへの対策は十分か）",
        bad=(
            "目的外の入手が行われるリスク:\n  リスクに対する措置の内容: 窓口で本人確認を行う。\n"
            "  リスクへの対策は十分か: 課題が残されている"
        ),
        good=(
            "目的外の入手が行われるリスク:\n"
            "  リスクに対する措置の内容: 窓口で本人確認を行う。郵送の確認の方法は検討中である。\n"
            "  リスクへの対策は十分か: 課題が残されている"
        ),
        reads=(*RISKS, *dict.fromkeys(RISKS.values()), "risks.other"),
        verified=False,
    ),
)

_LINE = Pattern(r"\S(?:.*\S)?")
_SENTENCE = Pattern(r"[^\s。][^。\n]*。?")
_COMMON = Pattern("共通|いずれの|いずれも|両[件方]|双方|(?:全て|すべて)の(?:事故|事案)")
"""A measure against every incident."""
_KINDS = "紛失|亡失|誤[送交配廃発投][^、。]{0,4}|盗難|漏えい|漏洩|流出|滅失|毀損"
_HAPPENED = Pattern(f"{_KINDS}|誤って|盗まれ|不正|(?:別|他)の[^、。\n]{{0,6}}?(?:世帯|人|者|方)")
_ENDS = Pattern(
    f"(?:{_KINDS})(?:を?し(?:た|ました)|が?あ(?:った|りました)|が?(?:発生し|生じ|起き)(?:た|ました))。?$"
)
_FOLLOWS = Pattern(
    "判明|発覚|発見|見つか|回収|公表|報告|処分|再発|申出|当該|同[年月日]|[そこ]の|これ|され|[上前]記"
)
"""What a sentence says that goes on about the incident before it."""
_HEADING = Pattern(
    "[ \u3000]{0,3}[^、。0-9０-９\n]{0,6}?"
    "(?:日時|年月日|[発覚生]日|概要|経緯|原因|経過|対応|内容|件数)"
)
"""What the parts of one incident are headed by."""
_TITLE = Pattern(
    "[ \u3000]{0,3}[^、。0-9０-９\n]{0,8}?"
    "(日時|年月日?|時期|[発覚生]日|概要|経緯|原因|経過|状況|対応|内容|件数|人数|場所|影響)"
    "[】）)〉＞>」]?(?=[ \u3000:：\n]|$|(?<=[】）)〉＞>」]))"
)
"""Such a heading that something parts from its text: 発生日：, 【概要】.

Of several incidents each may have the same: 事案Aの概要："""
_YEAR_AGAIN = Pattern(
    f"(?<=年)(?:[（(](?:{ANY_ERA}|西暦)?[0-9０-９元]{{1,4}}年[）)]|の(?=[0-9０-９]{{1,2}}月))"
    f"|(?<=[0-9０-９元])[（(](?:{ANY_ERA})?[0-9０-９元]{{1,4}}[）)](?=年)"
)
"""What may stand between a year and its month: 令和2年（2020年）6月, 令和2年の6月."""
_BEFORE_YEAR = Pattern(r"[①-⑳0-9０-９（）().．・\s]{0,8}")
_BEHIND_YEAR = Pattern("(?:に|中に?|頃に?|ごろに?|において)?、")
_RELATIVE = Pattern(
    "(?<!日)本年(?!金)|[今昨翌来去]年|翌々年|[今先昨本]月|昨日|先日|最近|このほど"
    "|[0-9０-９一二三四五数]年(?:余り?)?(?:後(?![半期])|前(?![半期後]))"
)
"""Days that are told from another one, or from the day of writing: nobody knows which."""
_YEAR_BEFORE = Pattern("前年|前月|当年度")
"""Such words where the text has no day; after one they tell what was before it."""
_WORDS = Pattern("課題|今後|検討|予定|見直|改善|強化|残")


def incidents_and_measures(risks: Facts) -> Iterator[Finding]:
    """C037: numbers that start a line or the next sentence; ①②… and ①～③ stand for each.

    One is without its other only where the other text does not have it anywhere.
    """
    text, prevention = risks.answer(TEXT), risks.answer(PREVENTION)
    if not text or not prevention:
        return
    incidents, measures = numbering(text.raw), numbering(prevention.raw)
    if incidents.style != measures.style or not _are_incidents(text.raw, incidents):
        return
    for where, of, numbers, against, other, others in (
        (prevention, "再発防止策", measures, text, "事故", incidents),
        (text, "事故", incidents, prevention, "再発防止策", measures),
    ):
        beyond = [number for number in numbers.places if number not in others.places]
        if beyond:
            mentioned = numbers_anywhere(against.raw, numbers.style)
            beyond = [number for number in beyond if number not in mentioned]
        if where is prevention:
            beyond = [number for number in beyond if not _is_common(where.raw, numbers, number)]
        if beyond:
            found = "".join(map(numbers.show, beyond))
            yield Finding(
                "C037",
                where.path,
                f"{of}の{short(found)}に対応する{other}がありません"
                f"（事故は{len(incidents.places)}件、再発防止策は{len(measures.places)}件）",
                "事故と再発防止策を番号ごとに対応させてください",
                related=((against.path, f"{other}の記載"),),
                span=spot(risks, where, *numbers.places[beyond[0]]),
            )


def _are_incidents(text: str, numbers: Numbering) -> bool:
    """Whether several incidents have the numbers; １．発生日時 ２．原因, ①概要 ②件数 are of one."""
    parts = [numbers.part(text, number) for number in numbers.places]
    if numbers.has_circles:
        return len(parts) > 1 and len({title[1] for title in map(_TITLE.match, parts) if title}) < 2
    return len(parts) > 1 and all(map(_tells_incident, parts))


def _tells_incident(part: str) -> bool:
    """Whether a part begins with an incident, and not with what came of one: …に回収した。"""
    first = _SENTENCE.search(part)
    return (
        first is not None
        and bool(_days(part))
        and not _HEADING.match(part)
        and _HAPPENED.search(first[0]) is not None
        and _FOLLOWS.search(first[0]) is None
    )


def _is_common(text: str, numbers: Numbering, number: int) -> bool:
    """Whether a measure says that it is one against several incidents: 「（①及び②に共通）」."""
    part = numbers.part(text, number)
    return bool(_COMMON.search(part) or numbers_anywhere(part, numbers.style) - {number})


def old_incident(risks: Facts) -> Iterator[Finding]:
    """C038: an incident is as new as its latest date; one without a date tells nothing."""
    text, published = risks.answer(TEXT), day_of(risks.text(PUBLISHED))
    if not text or not published or risks.text(INCIDENT) != "発生あり":
        return
    parts = list(_parts(text.raw))
    old = [(start, end) for start, end in parts if _is_old(text.raw[start:end], published)]
    if not old:
        return
    yield Finding(
        "C038",
        text.path,
        f"「{short(text.raw[slice(*old[0])], 24)}」は、"
        f"公表日（{risks.text(PUBLISHED)}）の3年より前の事故です",
        "過去3年以内の事故がなければ「発生なし」を選んでください"
        if len(old) == len(parts)
        else "過去3年より前の事故と、その再発防止策は消せます",
        related=tuple((each.path, "公表日") for each in risks.answers(PUBLISHED)),
        span=spot(risks, text, *old[0]),
    )


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """Where the incidents of a text stand: its lines, divided at ② and at another that begins."""
    numbered = {start for start, _ in numbering(text).places.values()}
    for line in _LINE.finditer(text):
        begin, has_happened = line.start(), False
        for sentence in _SENTENCE.finditer(text, line.start(), line.end()):
            at = sentence.start()
            if at > begin and (at in numbered or (has_happened and _is_another(sentence[0]))):
                yield begin, at
                begin, has_happened = at, False
            has_happened = has_happened or _HAPPENED.search(sentence[0]) is not None
        yield begin, line.end()


def _is_another(sentence: str) -> bool:
    """Whether a sentence behind an incident begins with a date and tells another one."""
    return (
        _ENDS.search(sentence) is not None
        and _FOLLOWS.search(sentence) is None
        and (any(match.start() == 0 for match in _dates(sentence)) or _opens_with_year(sentence))
    )


def _dates(text: str) -> tuple[re.Match[str], ...]:
    return (*dates_by_name(text), *dates_in_figures(text))


def _days(line: str) -> list[date]:
    """The dates of a line, of a month its last day; what is no date is left out.

    So are those before 平成: 昭和30年1月1日以前に生まれた者.
    """
    found = []
    for match in _dates(line):
        try:
            found.append(written_date(match).last)
        except DateError:
            continue
    return [day for day in found if day >= HEISEI.start]


def _is_old(incident: str, published: date) -> bool:
    """Whether an incident has a day, and is too old; most have a new one in plain words."""

    def is_past(day: date) -> bool:
        return years_after(day, YEARS) < published

    days = _days(incident)
    if not all(map(is_past, days)) or (not days and "年" not in incident):
        return False
    day = _latest(incident)
    return day is not None and is_past(day)


def _latest(incident: str) -> date | None:
    """The latest day that an incident tells, None where it tells none of its own.

    A year without a month is the day of an incident only where it opens it: not 平成28年に導入した
    システム. Anywhere else it may only make it newer. 昨年度 and 2年後 may be newer than any.
    """
    text = _YEAR_AGAIN.sub("", incident)
    days = _days(text)
    if _RELATIVE.search(text):
        return None
    if not days and (not _opens_with_year(text) or _YEAR_BEFORE.search(text)):
        return None
    return max((*days, *map(last_day, years_by_name(text))))


def _opens_with_year(text: str) -> bool:
    """Whether a text begins with a year, behind its number: ①令和元年に、…."""
    first = next(years_by_name(text), None)
    if first is None or not _BEFORE_YEAR.fullmatch(text, 0, first.start()):
        return False
    return last_day(first) >= HEISEI.start and _BEHIND_YEAR.match(text, first.end()) is not None


def incident_without_answer(risks: Facts) -> Iterator[Finding]:
    """C039: 発生あり beside procedures, or audits and training, that are not done enough."""
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
