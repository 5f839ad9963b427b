"""N001–N003: names of systems and departments, the same throughout the document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.span import Span
from pia_cli.core.text import fold, is_subsequence, short
from pia_cli.forms.answers import INSIDE, NETWORK
from pia_cli.rules.bodies import below_prefecture
from pia_cli.rules.facts import LOG, MAX_PLACES, Answer, Facts
from pia_cli.rules.item_ids import (
    AFTER,
    AGENCY,
    BEFORE,
    CHANGED_ON,
    DEPARTMENT,
    INCIDENT_TEXT,
    PREVENTION,
    SYSTEM_NAME,
    SYSTEMS,
)
from pia_cli.rules.notation.departments import Names, Renaming, places, renamings
from pia_cli.rules.notation.headings import HEADING
from pia_cli.rules.notation.whose import is_told_apart
from pia_cli.rules.rule import Check, Finding, Rule
from pia_cli.rules.spots import spot

FILE_SECTION = "files.basics.section"
USERS = "files.use.users.sections"
REASON = "changes.reason"

RULES = (
    Rule(
        "N001",
        "unlisted-system-heading",
        "見出しのシステムが、Ⅰ-2のシステムにない",
        Severity.WARNING,
        why=(
            "措置の見出しに挙げるシステムは、この事務で使うシステムのはずです。"
            "名称の変更が及んでいないか、別の事務の評価書から写したままと考えられます。"
        ),
        basis="様式3 Ⅰ-2、Ⅱ-6、Ⅲ",
        bad="リスクに対する措置の内容: |-\n  <徴収システムにおける措置>\n  操作の記録を取得する。",
        good=(
            "リスクに対する措置の内容: |-\n"
            "  <国民健康保険システムにおける措置>\n  操作の記録を取得する。"
        ),
        reads=(SYSTEMS, SYSTEM_NAME),
    ),
    Rule(
        "N002",
        "department-variants",
        "同じ部署の名の書き方が項目によって違う",
        Severity.INFO,
        why=(
            "同じ部署が、ある項目では上位の組織から、別の項目では略して書かれています。"
            "同じ部署かどうかを読む人が考えずに済むよう、そろえます。"
            "使用部署は、部署が一つのときだけ見ます（幾つも挙げるときは略すものです）。"
        ),
        basis="様式3 Ⅰ-6-①、Ⅱ-2-⑥、Ⅱ-3-④",
        bad="事務担当部署: 保険年金課 # Ⅰ-6-①は「市民部 保険年金課」",
        good="事務担当部署: 市民部 保険年金課",
        reads=(DEPARTMENT, FILE_SECTION, USERS),
    ),
    Rule(
        "N003",
        "old-department",
        "改組前の部署の名が残っている",
        Severity.WARNING,
        why=(
            "変更箇所に改組による部署名の変更があるのに、前の名が別の項目に残っています。"
            "「旧市民保険課」「市民保険課（現：保険年金課）」「県の市民保険課」のように、"
            "前の名や別の団体の部署と分かる記載と、Ⅰ-6-①にある名は指摘しません。"
            "課が別の部に移ったときは、前の部の下にその課がある記載だけを見ます。"
        ),
        basis="様式3 別添2、Ⅰ-6、Ⅱ-3",
        bad=(
            "（変更箇所で「組織改編のため」「市民保険課」から「保険年金課」に変えた後も、"
            "Ⅱ-3の使用部署に「市民保険課」とある）"
        ),
        good="（使用部署も「保険年金課」に改める）",
        reads=(LOG,),
    ),
)

_MEASURES = Pattern(r"(?:に(?:おける|係る|関する|ついて)|での?|の|　| )[^システム]{0,12}$")
_ANY_SYSTEM = Pattern(
    "(?:本|当該|各|他|上記|対象|既存|業務|庁内|関連|両|その他|標準|新|旧|現行|情報|基幹|個別)"
    "の?.{0,6}システム"
    "|(?:.{0,12}(?:使用|利用)する)?(?:そのほか|その他|他|別)の.{0,6}システム"
    "|.{0,12}(?:使用|利用)する(?:全ての|各|業務)?システム"
    "|(?:自|当|本)(?:庁|機関|市|町|村|区|県|社|組合)内?の?(?:各|業務)?システム"
)
"""Headings that name no system in particular."""
_OF_THE_STATE = frozenset(
    map(
        fold,
        (
            NETWORK,
            "住民基本台帳ネットワークシステム",
            "既存住民基本台帳システム",
            INSIDE,
            "マイナポータル申請管理システム",
            "申請管理システム",
            "電子申請システム",
        ),
    )
)
"""Systems that an assessment of any affair may speak of."""


def unlisted_system(facts: Facts) -> Iterator[Finding]:
    """N001: 様式3 Ⅰ-2 against the headings of Ⅱ-6 and Ⅲ."""
    names = [fold(name.text) for name in facts.answers(SYSTEM_NAME) if name.text]
    if not names:
        return
    prose = facts.document.prose
    headings = [
        (text, name, start)
        for text in prose.holding(HEADING)
        if text.field.id.startswith(("files.", "risks."))
        for name, start in _systems(text.raw)
        if not _is_known(fold(name), names)
    ]
    if not headings:
        return
    basics = "\n".join(fold(text.raw) for text in prose if text.field.id.startswith("basics."))
    for text, name, start in headings:
        if fold(name) in basics:
            continue
        yield Finding(
            "N001",
            text.path,
            f"見出しの「{short(name)}」が、Ⅰ-2のシステムにありません",
            _renamed(facts, name) or "システムの名を確かめ、見出しかⅠ-2を改めてください",
            span=spot(facts, text, start, start + len(name)),
        )


def _systems(text: str) -> Iterator[tuple[str, int]]:
    """The systems that headings name, and where."""
    for match in islice(HEADING.finditer(text), MAX_PLACES):
        name = _MEASURES.sub("", match[1].strip()) if "システム" in match[1] else ""
        if name.endswith("システム"):
            yield name, match.start(1) + match[1].index(name)


def _is_known(name: str, names: list[str]) -> bool:
    """Whether it is a system of Ⅰ-2, perhaps abbreviated, or one that any affair may use."""
    if name in _OF_THE_STATE or any(other in name or _abbreviates(name, other) for other in names):
        return True
    return _ANY_SYSTEM.fullmatch(name) is not None


def _abbreviates(name: str, other: str) -> bool:
    """国保システム for 国民健康保険システム: its characters in this order, from the first on."""
    return name[:1] == other[:1] and is_subsequence(name, other)


def _renamed(facts: Facts, name: str) -> str:
    """What the log says of a name that it replaced by another."""
    rows = [*zip(facts.rows, facts.answers(BEFORE), strict=True)][:MAX_PLACES]
    for row, before in reversed(rows):
        if name not in before.text[:200]:
            continue
        after = row.text(AFTER)
        if name not in after and "システム" in after[:200]:
            day = short(row.text(CHANGED_ON), 20)
            return (
                f"変更箇所の{day}の行で「{short(after)}」に改められています。見出しも改めてください"
            )
    return ""


_SEVERAL = (*"、，,・\n/／", "及び", "並びに", "各")


def department_variants(facts: Facts) -> Iterator[Finding]:
    """N002: one is the end of the other (様式3 Ⅰ-6-① with Ⅱ-2-⑥ and Ⅱ-3-④)."""
    section = facts.answer(DEPARTMENT)
    if not section or section.is_blank:
        return
    whole = fold(section.text)
    said: set[str] = set()
    users = (
        each for each in facts.answers(USERS) if not any(word in each.text for word in _SEVERAL)
    )
    for other in (*facts.answers(FILE_SECTION)[:MAX_PLACES], *islice(users, MAX_PLACES)):
        name = fold(other.text)
        short_one, long_one = sorted((name, whole), key=len)
        if name in said and other.field.id == USERS:
            continue
        if len(short_one) > 1 and short_one != long_one and long_one.endswith(short_one):
            said.add(name)
            yield Finding(
                "N002",
                other.path,
                f"部署の「{short(other.text)}」が、Ⅰ-6-①では「{short(section.text)}」です",
                "同じ部署なら、どちらかの書き方にそろえてください",
                related=((section.path, "Ⅰ-6-①の部署"),),
            )


_REORGANISATION = Pattern(
    "組織(?!的)|(?<!システム)(?<!年金)機構|改編|改組|改称|名称変更|名称の変更|課名|部名",
    needs=("組織", "機構", "改編", "改組", "改称", "名称変更", "名称の変更", "課名", "部名"),
)
_PAST = (
    INCIDENT_TEXT,
    PREVENTION,
    "procedure.",
    "attachments.",
)
"""Items that speak of what was: the department had its old name then."""


def old_department(facts: Facts) -> Iterator[Finding]:
    """N003: a 課 that one row renamed, still in a text of today (様式3 別添2)."""
    agency = _names_of(facts.text(AGENCY).removesuffix("長").removesuffix("知事"))
    old = _renamings(facts, agency)
    _forget(old, facts.text(DEPARTMENT)[:2000], agency)  # renamed back, and the row not written yet
    if not old:
        return
    for text in facts.document.prose:
        if not text.field.id.startswith(_PAST):
            for name, start, end in _old_names(text.raw, old, agency):
                yield _old_name(text, name, old[name], spot(facts, text, start, end))


def _names_of(agency: str) -> Names:
    """海野県しおかぜ市 and しおかぜ市, as its own texts say."""
    return tuple(filter(None, dict.fromkeys((agency, below_prefecture(agency)))))


def _old_name(text: Answer, name: str, row: _Row, span: Span | None) -> Finding:
    said = f"で「{row.renaming.new}」に改めた「{name}」が残っています"
    if row.renaming.is_mixed:
        said = f"の「{row.renaming.new}」が「{name}」と書かれています"
    return Finding(
        "N003",
        text.path,
        f"変更箇所の{row.day}の行{said}",
        "同じ部署なら今の名に改めてください。今もある別の部署なら、そのままで構いません",
        related=((row.before.path, "前の名の記載"),),
        span=span,
    )


class _Row(NamedTuple):
    """A renaming with 変更前の記載 and 変更日 of its row."""

    renaming: Renaming
    before: Answer
    day: str


def _old_names(text: str, old: dict[str, _Row], agency: Names) -> Iterator[tuple[str, int, int]]:
    """Where a text has an old name as if it were one of today."""
    for name, start, end in places(text, old, agency):
        if not is_told_apart(text, start, end, old[name].renaming.new, agency):
            yield name, start, end


def _forget(old: dict[str, _Row], text: str, agency: Names) -> None:
    """Drop the names that a text has as those of today, in all of their spellings."""
    names = {_joined(name) for name, _, _ in _old_names(text, old, agency)}
    for name in [name for name in old if _joined(name) in names]:
        del old[name]


def _joined(name: str) -> str:
    return "".join(name.split())


def _renamings(facts: Facts, agency: Names) -> dict[str, _Row]:
    """The renamings by their old names; not what a later row brought back."""
    found: dict[str, _Row] = {}
    if not any(_REORGANISATION.is_in(reason.text) for reason in facts.answers(REASON)):
        return found
    for row in facts.rows[:MAX_PLACES]:
        before, after = row.answer(BEFORE), row.answer(AFTER)
        if not before or not after:
            continue
        _forget(found, after.raw[:2000], agency)
        if _REORGANISATION.is_in(row.text(REASON)):
            day = short(row.text(CHANGED_ON), 20)
            for one in renamings(before.raw[:2000], after.raw[:2000], agency):
                found[one.old] = _Row(one, before, day)
    return found


CHECKS = (
    Check("N001", unlisted_system),
    Check("N002", department_variants),
    Check("N003", old_department),
)
