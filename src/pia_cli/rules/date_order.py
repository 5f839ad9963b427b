"""D010 to D017: dates against each other, against the law's own, and against today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from pia_cli.core.diagnostic import Path, Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.wareki import DateError, ParsedDate, parse_leading_date, to_wareki, years_after
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.item_ids import ASSESSED, CHANGED_ON, FILE_NAME, PUBLISHED, TITLE
from pia_cli.rules.rule import Check, Finding, Rule

KEPT, USED = "files.basics.kept_from", "files.use.used_from"

NOTIFIED = date(2015, 10, 1)
"""個人番号の通知 began on 平成27年10月5日; documents name the month."""
IN_USE = date(2016, 1, 1)
"""利用の開始, 平成28年1月1日."""
FIRST_RULES = date(2014, 1, 1)
"""The 規則 is one of 平成26年: no assessment is older."""
YEARS = 5

RULES = (
    Rule(
        "D010",
        "performed-after-publication",
        "基礎項目評価の実施日が公表日より後になっている",
        Severity.ERROR,
        why="公表するのは実施した評価の結果なので、実施日は公表日以前の日です。",
        basis="様式3 Ⅴ-1-①、規則第5条、第6条",
        bad="基礎項目評価:\n  実施日: 令和7年3月31日 # 公表日は令和7年3月28日",
        good="基礎項目評価:\n  実施日: 令和7年3月14日 # 公表日は令和7年3月28日",
        reads=(PUBLISHED, ASSESSED),
    ),
    Rule(
        "D011",
        "used-before-kept",
        "使用開始日が保有開始日より前になっている",
        Severity.WARNING,
        why=(
            "保有していない特定個人情報ファイルを使用することはできません。どちらかの書き誤りと考えられます。"
        ),
        basis="様式3 Ⅱ-2-⑤、Ⅱ-3-⑥",
        bad="（保有開始日が平成29年4月1日、使用開始日が平成28年1月1日）",
        good="（保有開始日も使用開始日も平成29年4月1日）",
        reads=(KEPT, USED),
    ),
    Rule(
        "D012",
        "number-not-in-use",
        "個人番号の利用が始まる前の使用開始日",
        Severity.WARNING,
        why=(
            "個人番号の利用は平成28年1月1日に始まりました。"
            "番号の付番と通知に使う住民基本台帳の事務は、その準備の時から使うことがあるので、見ません。"
        ),
        basis="番号法附則第1条",
        bad="特定個人情報の入手・使用:\n  使用開始日: 平成27年12月1日",
        good="特定個人情報の入手・使用:\n  使用開始日: 平成28年1月1日",
        reads=(USED,),
    ),
    Rule(
        "D013",
        "number-not-notified",
        "個人番号の通知が始まる前の保有開始日",
        Severity.WARNING,
        why=(
            "特定個人情報ファイルは個人番号を含むファイルです。"
            "個人番号は平成27年10月に通知が始まりました。システムの導入の日とは違います。"
        ),
        basis="番号法第2条（特定個人情報ファイル）、附則第1条",
        bad="保有開始日: 平成20年4月1日",
        good="保有開始日: 平成27年10月5日",
        reads=(KEPT,),
    ),
    Rule(
        "D014",
        "open-start",
        "過ぎた開始日が「以降」「予定」のままになっている",
        Severity.INFO,
        why="始める前に書いた記載が残っています。始めた後の評価書には、始めた日を書きます。",
        basis="様式3 Ⅱ-2-⑤、Ⅱ-3-⑥",
        bad="保有開始日: 平成27年10月以降",
        good="保有開始日: 平成27年10月5日",
        reads=(PUBLISHED, KEPT, USED),
    ),
    Rule(
        "D015",
        "before-assessments",
        "特定個人情報保護評価が始まる前の日付",
        Severity.WARNING,
        why=(
            "特定個人情報保護評価に関する規則は平成26年の規則です。元号か年の書き誤りと考えられます。"
        ),
        basis="特定個人情報保護評価に関する規則（平成26年特定個人情報保護委員会規則第1号）",
        bad="基礎項目評価:\n  実施日: 平成7年2月14日",
        good="基礎項目評価:\n  実施日: 令和7年2月14日",
        reads=(PUBLISHED, ASSESSED, CHANGED_ON),
    ),
    Rule(
        "D016",
        "in-the-future",
        "公表日が先の日付になっている",
        Severity.WARNING,
        why=(
            "公表した評価書の公表日は、今日までの日です。"
            "公表の前の文書は --stage 案 で確かめると、参考の指摘になります。"
        ),
        basis="様式3 表紙",
        bad="公表日: 令和17年3月28日",
        good="公表日: 令和7年3月28日",
        blank=True,
        reads=(PUBLISHED,),
    ),
    Rule(
        "D017",
        "five-years-over",
        "公表から5年を過ぎている",
        Severity.WARNING,
        why="公表した評価書は、5年を経過する前に評価を再び実施するよう努めることとされています。",
        basis="規則第15条",
        bad="（今日から5年より前の公表日）",
        good="（今日まで5年以内の公表日）",
        reads=(PUBLISHED,),
    ),
)

_OPEN = Pattern(
    r"[\s（(]{0,9}(?:以降|以後|頃|ごろ|を?予定|見込|(?:より|から)[^（(。\n]{0,40}(?:予定|見込))",
    needs=("以降", "以後", "頃", "ごろ", "予定", "見込"),
)
"""Not 平成28年1月4日から, which is that day."""
_UNTIL = ("以前", "まで", "より前")
_FIRST_USERS = ("住民基本台帳", "住基", "本人確認情報", "送付先情報", "通知カード")
_ENDED = "終了"


class _Day(NamedTuple):
    """A date item with the date at its beginning."""

    answer: Answer
    date: ParsedDate

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.answer.path

    @property
    def shown(self) -> str:
        """「実施日（令和7年2月14日）」."""
        return f"{self.answer.field.key}（{self.answer.text[:30]}）"

    @property
    def is_open(self) -> bool:
        """Whether it says 以降 or 予定: the day itself is not known."""
        return _OPEN.may_match(self.date.rest) and _OPEN.match(self.date.rest) is not None


def _days(facts: Facts, *ids: str) -> Iterator[_Day]:
    """The items that begin with a date that exists."""
    for answer in (answer for id_ in ids for answer in facts.answers(id_)):
        try:
            yield _Day(answer, parse_leading_date(answer.text))
        except DateError:
            continue


def _day(facts: Facts, id_: str) -> _Day | None:
    return next(_days(facts, id_), None)


def performed_after_publication(facts: Facts) -> Iterator[Finding]:
    """D010: performed after 公表日, each by the day or the month that it gives."""
    published, performed = _day(facts, PUBLISHED), _day(facts, ASSESSED)
    if published and performed and performed.date.first > published.date.last:
        yield Finding(
            "D010",
            performed.path,
            f"{performed.shown}が、{published.shown}より後です",
            "実施日か公表日を直してください",
            related=((published.path, "公表日です"),),
        )


def used_before_kept(file: Facts) -> Iterator[Finding]:
    """D011: used before it is kept, where neither 以降 nor 以前 leaves the day open."""
    kept, used = _day(file, KEPT), _day(file, USED)
    if not kept or not used or used.date.last >= kept.date.first:
        return
    if not used.is_open and not any(word in kept.date.rest for word in _UNTIL):
        yield Finding(
            "D011",
            used.path,
            f"{used.shown}が、{kept.shown}より前です",
            "使用開始日か保有開始日を直してください",
            related=((kept.path, "保有開始日です"),),
        )


def number_not_in_use(facts: Facts) -> Iterator[Finding]:
    """D012. The numbers were made ready and sent out with the files of 住民基本台帳 before."""
    if _notifies(facts):
        return
    for used in _days(facts, USED):
        if used.date.last < IN_USE and not used.is_open:
            yield Finding(
                "D012",
                used.path,
                f"{used.shown}が、個人番号の利用が始まった平成28年1月1日より前です",
                "個人番号を含むファイルとして使い始めた日を書いてください",
            )


def number_not_notified(facts: Facts) -> Iterator[Finding]:
    """D013. Files of 住民基本台帳 were made ready in the months before."""
    if _notifies(facts):
        return
    for kept in _days(facts, KEPT):
        if kept.date.last < NOTIFIED and not kept.is_open:
            yield Finding(
                "D013",
                kept.path,
                f"{kept.shown}が、個人番号の通知が始まった平成27年10月より前です",
                "個人番号を含むファイルとして持ち始めた日を書いてください",
            )


def _notifies(facts: Facts) -> bool:
    """Whether the 事務 is one of those that gave out the numbers."""
    names = (facts.text(TITLE), *(file.text for file in facts.answers(FILE_NAME)))
    return any(word in name for name in names for word in _FIRST_USERS)


def open_start(facts: Facts) -> Iterator[Finding]:
    """D014: a start before 公表日 that is still 以降 or 予定."""
    published = _day(facts, PUBLISHED)
    for start in _days(facts, KEPT, USED):
        if published and start.is_open and start.date.last < published.date.first:
            yield Finding(
                "D014",
                start.path,
                f"{start.shown}は、{published.shown}より前なのに、日が決まっていない書き方です",
                "始めた日が分かれば、その日を書いてください",
            )


def before_assessments(facts: Facts) -> Iterator[Finding]:
    """D015: a day before there were any assessments."""
    for day in _days(facts, PUBLISHED, ASSESSED, CHANGED_ON):
        if day.date.last < FIRST_RULES:
            yield Finding(
                "D015",
                day.path,
                f"{day.shown}が、特定個人情報保護評価の始まった平成26年より前です",
                "元号と年を確かめてください",
            )


def in_the_future(facts: Facts) -> Iterator[Finding]:
    """D016: a 公表日 after the day of the check."""
    for day in _days(facts, PUBLISHED):
        if facts.today and day.date.first > facts.today:
            yield Finding(
                "D016",
                day.path,
                f"{day.shown}が、今日（{to_wareki(facts.today)}）より先の日付です",
                "日付を確かめてください。公表の前の文書は --stage 案 で確かめられます",
            )


def five_years_over(facts: Facts) -> Iterator[Finding]:
    """D017. The last evaluation is no later than the last publication."""
    published = _day(facts, PUBLISHED)
    if not published or not facts.today or _ENDED in facts.text(TITLE):
        return
    last = published.date.last
    if years_after(last, YEARS) < facts.today and last >= FIRST_RULES:
        yield Finding(
            "D017",
            published.path,
            f"{published.shown}から5年を過ぎています（今日は{to_wareki(facts.today)}）",
            "評価の再実施を検討してください。事務を終えたのなら、評価書名に終了と書いてください",
        )


CHECKS = (
    Check("D010", performed_after_publication),
    Check("D011", used_before_kept, per="files"),
    Check("D012", number_not_in_use),
    Check("D013", number_not_notified),
    Check("D014", open_start),
    Check("D015", before_assessments),
    Check("D016", in_the_future),
    Check("D017", five_years_over),
)
