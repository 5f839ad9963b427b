"""C003, C005, C009: the cover and Ⅰ against the rest of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import did_you_mean, fold, short
from pia_cli.core.wareki import DateError, day_of, parse_leading_date
from pia_cli.rules.bodies import below_prefecture
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.item_ids import AFFAIR_NAME, AFFAIR_TEXT, AGENCY, CHANGED_ON, FILE_NAME, TITLE
from pia_cli.rules.rule import Check, Finding, Rule

DECLARATION = "declaration"
NAMES = (TITLE, AFFAIR_NAME, AFFAIR_TEXT, FILE_NAME)
LISTED = "basics.files"
_PARTS = {"Ⅱ": FILE_NAME, "Ⅲ": "risks.name"}
MAX_SUGGESTIONS = 20
"""File names that get a suggestion, and the names suggested; a hostile file may have 50,000."""

_CHANGED = "# 変更箇所の最後の変更日は令和7年3月28日\n"

RULES = (
    Rule(
        "C003",
        "foreign-declaration",
        "宣言が、この評価書と別の機関や事務を名指ししている",
        Severity.WARNING,
        why=(
            "宣言は、どの機関がどの事務について宣言するかを述べるものです。"
            "別の評価書から写したときに、機関や事務の名が残ることがあります。"
            "事務の名は、評価書名、事務の名称、ファイル名と比べます。"
        ),
        basis="様式3 表紙",
        bad=(
            "評価書名: 国民健康保険に関する事務 重点項目評価書\n"
            "個人のプライバシー等の権利利益の保護の宣言: "
            "みなと市は、固定資産税の賦課における特定個人情報ファイルの取扱いが…宣言する。"
        ),
        good=(
            "評価書名: 国民健康保険に関する事務 重点項目評価書\n"
            "個人のプライバシー等の権利利益の保護の宣言: "
            "みなと市は、国民健康保険に関する事務における特定個人情報ファイルの取扱いが…宣言する。"
        ),
        reads=(DECLARATION, AGENCY, *NAMES),
    ),
    Rule(
        "C005",
        "changed-after-end",
        "終了した事務の評価書に、終了より後の変更がある",
        Severity.INFO,
        why=(
            "事務を終えた評価書は、評価書名に終了の日を付けて残すもので、その後は変わらないはずです。"
        ),
        basis="公表された評価書の例",
        bad=f"{_CHANGED}評価書名: 国民健康保険に関する事務 重点項目評価書【令和6年3月31日 終了】",
        good=f"{_CHANGED}評価書名: 国民健康保険に関する事務 重点項目評価書【令和7年3月31日 終了】",
        reads=(TITLE, CHANGED_ON),
        verified=False,
    ),
    Rule(
        "C009",
        "file-names",
        "特定個人情報ファイル名が、Ⅰ-3、Ⅱ、Ⅲでそろわない",
        Severity.ERROR,
        why=(
            "ⅡとⅢは、Ⅰ-3に挙げた特定個人情報ファイルごとに一つずつ書きます。"
            "名がそろわないと、どのファイルの記載か分かりません。"
        ),
        basis="様式3 Ⅰ-3、Ⅱ-1、Ⅲ-1",
        bad="特定個人情報ファイル名:\n  - 国民健康保険情報ファイル\n  - 保険税情報ファイル",
        good="特定個人情報ファイル名:\n  - 国民健康保険情報ファイル",
        reads=(LISTED, *_PARTS.values()),
    ),
)

_FILE = "特定個人情報ファイル"
_SUBJECT = Pattern(
    r"(?:^|[。\s])([^。、\s]{2,30})は、([^。、]{2,60}?)"
    rf"(?:における|において(?:は)?、?|に係る){_FILE}",
    needs=(_FILE,),
)
_MUNICIPALITY = Pattern("(?:.{1,5}郡(?=.{1,6}[町村]))?(.{1,8}?[市区町村])")
_BEFORE_NAME = "(?:^|[都道府県郡市区町村ぁ-んー「『（(・])"
_JOINT = ("旧", "組合", "連合", "機構", "共済", "団体", "協会", "企業", "広域")
"""What is named after several municipalities, or one that is no more."""
_SELF = frozenset(
    {
        "当",
        "本",
        *(f"{this}{body}" for this in "本当" for body in "市町村区"),
        "本県",
        "本都",
        "本府",
    }
)
_PLAIN = Pattern(
    "当該|これら|この|上記|下記|左記|次の|実施する|取り扱う|処理する|行う|定める|規定する|に関する|における|に係る|に基づく|及び|並びに|事務|業務|管理|情報|関係|関連|法律|法|等|の"
)
_AFFAIRS = {
    "国民健康保険": ("国民健康保険", "国保"),
    "介護保険": ("介護保険",),
    "後期高齢者医療": ("後期高齢", "高齢者の医療"),
    "国民年金": ("国民年金",),
    "個人住民税": ("住民税", *(f"{body}民税" for body in "市区町村都道府県")),
    "固定資産税": ("固定資産", "都市計画税"),
    "軽自動車税": ("軽自動車",),
    "住民基本台帳": ("住民基本台帳", "住基"),
    "児童手当": ("児童手当",),
    "児童扶養手当": ("児童扶養手当",),
    "生活保護": ("生活保護",),
    "予防接種": ("予防接種",),
}
"""Affairs that are assessed each for itself, so that one is never meant by the name of another."""
_ALL_TAXES = (*(f"{body}税" for body in "市区町村都道府県"), "地方税", "税務")
_TITLES = (TITLE, AFFAIR_NAME, FILE_NAME, LISTED)
_ENDED = Pattern("[【〔［（(]([^【】〔〕［］（）()終]{1,40})終了[】〕］）)]", needs=("終了",))
_WITH_THE_DAY = Pattern(
    r"\s{0,3}(?:をもって|を以て|限りで?|付け?で?|で|に)?[、\s]{0,3}"
    r"(?:(?:[本当]|当該)?事務[はがのを]?\s{0,3})?"
)
"""What may stand between the day and 終了; a 新規受付 that ended is not the 事務."""


def foreign_declaration(facts: Facts) -> Iterator[Finding]:
    """C003: only where the usual sentence names a body or an affair that occurs nowhere else."""
    declaration = facts.answer(DECLARATION)
    if not declaration or not _SUBJECT.may_match(declaration.text):
        return
    match = _SUBJECT.search(declaration.text)
    if not match:
        return
    body, affair = match.groups()
    agency = facts.text(AGENCY)
    if not _is_body(body.removesuffix("長"), agency):
        yield Finding(
            "C003",
            declaration.path,
            f"宣言が「{short(body)}」を名乗っていますが、評価実施機関は「{short(agency)}」です",
            "宣言の機関の名を確かめ、この評価書のものに直してください",
        )
        return
    if not _is_ours(facts, affair):
        yield Finding(
            "C003",
            declaration.path,
            f"宣言は「{short(affair)}」についてのもので、評価書名「{short(facts.text('title'))}」"
            "と合いません",
            "宣言の事務の名を確かめ、この評価書のものに直してください",
        )


def _is_body(body: str, agency: str) -> bool:
    """Whether the body may be the agency: of two municipalities, the same by its whole name.

    岡山市 and 郡山市 have two characters in common; so have 福島県 and a 広域連合 of 福島県,
    which are told by no more than that.
    """
    ours, theirs = _municipality(agency), _municipality(body)
    if body in _SELF or theirs in _SELF:
        return True
    if not ours or not theirs or any(word in body or word in agency for word in _JOINT):
        return _share(body, agency)
    return ours[:-1] == theirs[:-1] or _names(body, ours) or _names(agency, theirs)


def _municipality(text: str) -> str:
    """郡山市 of 福島県郡山市長, "" for 福島県知事."""
    match = _MUNICIPALITY.match(below_prefecture(text))
    return match[1] if match else ""


def _names(text: str, municipality: str) -> bool:
    """Whether a text has the name, and not as the end of another: 津市 in 大津市."""
    return re.search(_BEFORE_NAME + re.escape(municipality), text) is not None


def _is_ours(facts: Facts, affair: str) -> bool:
    """Whether the document may be about an affair.

    Where both name one that is assessed for itself, by that name: 住民税 shares characters with
    住民基本台帳, and 介護保険 with 国民健康保険. Otherwise by characters of the affair's own word.
    """
    answers = (answer for id_ in _TITLES for answer in facts.answers(id_))
    titles = "\n".join(each.text for one in answers for each in (one, *one.items))
    declared, ours = _named(fold(affair)), _named(fold(titles))
    taxes = any(name.endswith("税") for name in declared) or _has(fold(affair), _ALL_TAXES)
    if taxes and (_has(titles, _ALL_TAXES) or any(name.endswith("税") for name in ours)):
        return True
    if declared and ours:
        return not declared.isdisjoint(ours)
    subject = max(_PLAIN.split(fold(affair)), key=len)
    known = [fold(answer.text) for id_ in NAMES for answer in facts.answers(id_)]
    return len(subject) < 2 or any(_share(subject, text) for text in known)


def _named(text: str) -> set[str]:
    """The affairs that a text names."""
    return {name for name, words in _AFFAIRS.items() if _has(text, words)}


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def _share(word: str, text: str) -> bool:
    """Whether any two neighbouring characters of a word stand in a text."""
    return any(word[at : at + 2] in text for at in range(max(len(word) - 1, 1)))


def changed_after_end(facts: Facts) -> Iterator[Finding]:
    """C005: a change later than the day of 終了 in the title."""
    title = facts.answer(TITLE)
    match = _ENDED.search(title.text) if title and _ENDED.may_match(title.text) else None
    if not title or not match:
        return
    try:
        ended = parse_leading_date(match[1])
    except DateError:
        return
    if not _WITH_THE_DAY.fullmatch(ended.rest):
        return
    said = short(match[1].removesuffix(ended.rest).strip())
    for row in facts.answers(CHANGED_ON):
        changed = day_of(row.text)
        if changed and changed > ended.last:
            yield Finding(
                "C005",
                row.path,
                f"事務は「{said}」に終了しているのに、その後の変更の行があります",
                "終了の日か、この行の変更日を確かめてください",
                related=((title.path, "評価書名の終了の日"),),
            )


def file_names(facts: Facts) -> Iterator[Finding]:
    """C009: by name, whatever the order; full and half width are a matter of notation.

    A name that Ⅱ and Ⅲ have alike is reported in Ⅱ.
    """
    listed = facts.answer(LISTED)
    if not listed:
        return
    declared = {fold(name.text): name for name in listed.items}
    keys = {part: [fold(name.text) for name in facts.answers(id_)] for part, id_ in _PARTS.items()}
    said: set[str] = set()
    for part, id_ in _PARTS.items():
        seen: dict[str, Answer] = {}
        for key, name in zip(keys[part], facts.answers(id_), strict=True):
            if key not in said and key in seen:
                yield _twice(name, part, seen[key])
            elif key not in said and key not in declared:
                yield _undeclared(name, listed, len(said) < MAX_SUGGESTIONS)
            else:
                seen.setdefault(key, name)
                continue
            said.add(key)
    yield from _listed_twice(listed, {key for names in keys.values() for key in names} - said)
    for key, name in declared.items():
        missing = [
            part
            for part in _PARTS
            if key not in keys[part] and len(set(keys[part])) < len(declared)  # else misnamed
        ]
        if missing:
            where = "と".join(missing)
            yield Finding(
                "C009",
                name.path,
                f"Ⅰ-3の「{short(name.text)}」の記載が{where}にありません",
                f"{where}にこのファイルの記載を加えるか、Ⅰ-3の名を直してください",
            )


def _listed_twice(listed: Answer, sound: set[str]) -> Iterator[Finding]:
    """The names that Ⅰ-3 has again, where Ⅱ and Ⅲ have one of each: else it is told there."""
    seen: dict[str, Answer] = {}
    for name in listed.items:
        key = fold(name.text)
        if key in seen and key in sound:
            yield _twice(name, "Ⅰ-3", seen[key])
        seen.setdefault(key, name)


def _twice(name: Answer, part: str, first: Answer) -> Finding:
    return Finding(
        "C009",
        name.path,
        f"{part}に「{short(name.text)}」の記載が二つあります",
        "ファイルの名を確かめ、Ⅰ-3のファイルごとに一つずつ書いてください",
        related=((first.path, "最初の記載"),),
    )


def _undeclared(name: Answer, listed: Answer, is_suggested: bool) -> Finding:
    names = [item.text for item in listed.items[:MAX_SUGGESTIONS]]
    near = did_you_mean(name.text, names) if is_suggested else ""
    return Finding(
        "C009",
        name.path,
        f"「{short(name.text)}」はⅠ-3の特定個人情報ファイル名にありません" + near,
        "Ⅰ-3と同じ名にするか、Ⅰ-3に加えてください",
        related=((listed.path, f"Ⅰ-3は{'、'.join(f'「{short(each)}」' for each in names[:3])}"),),
    )


CHECKS = (
    Check("C003", foreign_declaration),
    Check("C005", changed_after_end),
    Check("C009", file_names),
)
