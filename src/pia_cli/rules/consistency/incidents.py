"""C037 to C039: Ⅲ-7-② incidents, their measures, and what they ask of procedures."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import short
from pia_cli.core.wareki import day_of
from pia_cli.rules.consistency.incident_texts import incident_places, is_old, tells_incident
from pia_cli.rules.consistency.numbered import Numbering, numbering, numbers_anywhere
from pia_cli.rules.facts import Facts
from pia_cli.rules.item_ids import INCIDENT, INCIDENT_TEXT, PREVENTION, PUBLISHED
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import spot

PROCEDURES = "risks.keeping.leak.procedures"
AUDITS = "risks.auditing.performed"
TRAINING = "risks.training.performed"

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
        reads=(INCIDENT_TEXT, PREVENTION),
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
        reads=(PUBLISHED, INCIDENT, INCIDENT_TEXT),
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
)

_COMMON = Pattern("共通|いずれの|いずれも|両[件方]|双方|(?:全て|すべて)の(?:事故|事案)")
"""A measure against every incident."""
_TITLE = Pattern(
    "[ \u3000]{0,3}[^、。0-9０-９\n]{0,8}?"
    "(日時|年月日?|時期|[発覚生]日|概要|経緯|原因|経過|状況|対応|内容|件数|人数|場所|影響)"
    "[】）)〉＞>」]?(?=[ \u3000:：\n]|$|(?<=[】）)〉＞>」]))"
)
"""The head of a part of an incident, parted from its text: 発生日：, 【概要】.

Of several incidents each may have the same: 事案Aの概要："""


def incidents_and_measures(risks: Facts) -> Iterator[Finding]:
    """C037: numbers that start a line or the next sentence; ①②… and ①～③ stand for each.

    One is without its other only where the other text does not have it anywhere.
    """
    text, prevention = risks.answer(INCIDENT_TEXT), risks.answer(PREVENTION)
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
    return len(parts) > 1 and all(map(tells_incident, parts))


def _is_common(text: str, numbers: Numbering, number: int) -> bool:
    """Whether a measure says that it is one against several incidents: 「（①及び②に共通）」."""
    part = numbers.part(text, number)
    return bool(_COMMON.search(part) or numbers_anywhere(part, numbers.style) - {number})


def old_incident(risks: Facts) -> Iterator[Finding]:
    """C038: an incident is as new as its latest date; one without a date tells nothing."""
    text, published = risks.answer(INCIDENT_TEXT), day_of(risks.text(PUBLISHED))
    if not text or not published or risks.text(INCIDENT) != "発生あり":
        return
    found = list(incident_places(text.raw))
    old = [(start, end) for start, end in found if is_old(text.raw[start:end], published)]
    if not old:
        return
    yield Finding(
        "C038",
        text.path,
        f"「{short(text.raw[slice(*old[0])], 24)}」は、"
        f"公表日（{risks.text(PUBLISHED)}）の3年より前の事故です",
        "過去3年以内の事故がなければ「発生なし」を選んでください"
        if len(old) == len(found)
        else "過去3年より前の事故と、その再発防止策は消せます",
        related=tuple((each.path, "公表日") for each in risks.answers(PUBLISHED)),
        span=spot(risks, text, *old[0]),
    )


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


CHECKS = (
    Check("C037", incidents_and_measures, per="risks"),
    Check("C038", old_incident, per="risks"),
    Check("C039", incident_without_answer, per="risks"),
)
