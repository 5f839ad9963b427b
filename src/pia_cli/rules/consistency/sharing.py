"""C025–C027, C029, C030, C032: Ⅱ-5 提供・移転 against itself, Ⅱ-2 and Ⅲ-5."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold, narrow, short
from pia_cli.forms.answers import NETWORK, PROVIDES, TRANSFERS
from pia_cli.forms.choices import ChoiceKind
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.item_ids import ATTACHED, RECIPIENT_METHODS, RECIPIENTS, SHARED, SUBJECTS
from pia_cli.rules.rule import Check, Finding, Rule

TRANSFEREES = "files.disclosure.transferees"
GROUPS = ((PROVIDES, "提供", RECIPIENTS), (TRANSFERS, "移転", TRANSFEREES))
NONE = "risks.disclosing.none"
RISK = "risks.disclosing.risk"
NEITHER = "行っていない"

_BOTH = ("subjects", "scope", "name", "basis")
_READS = {name: tuple(f"{group}.{name}" for _, _, group in GROUPS) for name in _BOTH}
_ENTRY = (
    "特定個人情報ファイルの概要:\n  - 特定個人情報の提供・移転: # Ⅱ-2-②は10万人以上100万人未満\n"
)

RULES = (
    Rule(
        "C025",
        "sharing-and-none",
        "「行っていない」と、提供・移転の両方に印がある",
        Severity.ERROR,
        why="「行っていない」は、提供も移転も行っていないときの選択肢です。",
        basis="様式3 Ⅱ-5",
        bad="提供・移転の有無:\n  - 提供を行っている: 2\n  - 移転を行っている: 1\n  - 行っていない",
        good="提供・移転の有無:\n  - 提供を行っている: 2\n  - 移転を行っている: 1",
        reads=(SHARED,),
    ),
    Rule(
        "C026",
        "sharing-count",
        "提供・移転の件数が、記載した提供先・移転先の数と違う",
        Severity.WARNING,
        why=(
            "件数は提供先・移転先の数です。別紙に一覧があるときは、その行数と合うはずなので、"
            "確かめるための情報にとどめます。"
        ),
        basis="様式3 Ⅱ-5",
        bad=(
            "提供・移転の有無: # 提供先は2つ、移転先は1つ\n"
            "  - 提供を行っている: 3\n  - 移転を行っている: 1"
        ),
        good=(
            "提供・移転の有無: # 提供先は2つ、移転先は1つ\n"
            "  - 提供を行っている: 2\n  - 移転を行っている: 1"
        ),
        reads=(SHARED, RECIPIENTS, TRANSFEREES),
    ),
    Rule(
        "C027",
        "sharing-and-risk",
        "提供・移転の有無が、Ⅱ-5とⅢ-5で食い違う",
        Severity.WARNING,
        why=(
            "Ⅲ-5は、委託や情報提供ネットワークシステムを通じた提供を除く、提供と移転のリスク対策です。"
            "それを行うファイルにだけ書きます。"
        ),
        basis="様式3 Ⅱ-5、Ⅲ-5",
        bad="特定個人情報の提供・移転: # Ⅱ-5に移転先がある\n  提供・移転しない: true",
        good="特定個人情報の提供・移転: # Ⅱ-5に移転先がある\n  提供・移転しない: false",
        reads=(SHARED, RECIPIENTS, TRANSFEREES, NONE),
    ),
    Rule(
        "C029",
        "more-than-all",
        "提供・移転する本人の数が、ファイルの本人の数を超える",
        Severity.ERROR,
        why="提供先・移転先の④は、Ⅱ-2-②のファイルに記録された本人のうちの数です。",
        basis="様式3 Ⅱ-2-②、Ⅱ-5-④",
        bad=(
            f"{_ENTRY}      移転先:\n"
            "        - 移転する情報の対象となる本人の数: 100万人以上1,000万人未満"
        ),
        good=(
            f"{_ENTRY}      移転先:\n"
            f"        - 移転する情報の対象となる本人の数: 1万人以上10万人未満"
        ),
        reads=(SUBJECTS, *_READS["subjects"]),
    ),
    Rule(
        "C030",
        "same-persons-other-number",
        "本人の範囲は「2.③に同じ」なのに、本人の数が違う",
        Severity.WARNING,
        why="範囲が同じなら、対象となる本人の数も同じはずです。",
        basis="様式3 Ⅱ-2-②、Ⅱ-2-③、Ⅱ-5-④、Ⅱ-5-⑤",
        bad=(
            f"{_ENTRY}      移転先:\n"
            "        - 移転する情報の対象となる本人の数: 1万人以上10万人未満\n"
            "          移転する情報の対象となる本人の範囲: 2.③に同じ"
        ),
        good=(
            f"{_ENTRY}      移転先:\n"
            "        - 移転する情報の対象となる本人の数: 10万人以上100万人未満\n"
            "          移転する情報の対象となる本人の範囲: 2.③に同じ"
        ),
        reads=(SUBJECTS, *_READS["subjects"], *_READS["scope"]),
    ),
    Rule(
        "C032",
        "recipient-is-a-law",
        "提供先・移転先の欄に、者でなく法令の根拠がある",
        Severity.INFO,
        why="提供先・移転先は、情報を受け取る者の名です。法令上の根拠は①に書きます。",
        basis="様式3 Ⅱ-5",
        bad=(
            "移転先:\n  - 移転先: 番号法第9条第2項に基づく条例\n"
            "    法令上の根拠: 番号法第9条第2項に基づく条例"
        ),
        good=(
            "移転先:\n  - 移転先: 福祉部 介護保険課\n    法令上の根拠: 番号法第9条第2項に基づく条例"
        ),
        reads=(*_READS["name"], *_READS["basis"]),
    ),
)


def sharing_and_none(file: Facts) -> Iterator[Finding]:
    """C025: 行っていない marked beside 提供 or 移転."""
    performed = file.answer(SHARED)
    marks = performed.marks if performed else {}
    others = [mark for label, mark in marks.items() if label != NEITHER]
    if NEITHER in marks and others:
        yield Finding(
            "C025",
            marks[NEITHER].path,
            "「行っていない」と、提供や移転を行っていることの両方に印があります",
            "どちらが正しいか確かめ、一方を消してください",
            related=tuple((mark.path, "提供・移転の件数") for mark in others),
        )


def sharing_count(file: Facts) -> Iterator[Finding]:
    """C026: the list in a 別紙 is not counted, its form being free; the number is then a note."""
    performed = file.answer(SHARED)
    for label, word, group in GROUPS:
        listed = file.answer(group)
        if not performed or label not in performed.marks or not listed:
            continue
        count, entries = performed.marks[label], file.entries(group)
        if count.number is None or count.number == len(entries):
            continue
        refers = file.says(listed, "別紙")
        hint = f"件数を直すか、{word}先を加えるか消してください"
        if refers:
            hint = "別紙の一覧の数と合うことを確かめてください"
            if not file.answers(ATTACHED):
                hint = "別紙の一覧の数と合うことを確かめ、別紙も文書の「別紙」に書いてください"
        yield Finding(
            "C026",
            count.path,
            f"{word}の件数（{count.number}）と、記載されている{word}先の数（{len(entries)}）が違います"
            + ("（別紙の参照あり）" if refers else ""),
            hint,
            related=((listed.path, f"{word}先は{len(entries)}件"),),
            severity=Severity.INFO if refers else None,
        )


def _by_network(file: Facts) -> list[bool]:
    """Of each 提供先, whether it receives through the network alone."""
    return [set(each.marks) == {NETWORK} for each in file.answers(RECIPIENT_METHODS)]


def is_by_network_alone(file: Facts) -> bool:
    """Whether there is 提供 through the network and no other, of which none is left to a 別紙."""
    performed, by_network = file.answer(SHARED), _by_network(file)
    marks = performed.marks if performed else {}
    is_provision = set(marks) == {PROVIDES} and marks[PROVIDES].number == len(by_network)
    return is_provision and all(by_network)


def sharing_and_risk(file: Facts) -> Iterator[Finding]:
    """C027. Where the box is not marked, and nothing is written below it, F012 says so."""
    performed, none, risk = file.answer(SHARED), file.answer(NONE), file.answer(RISK)
    if not performed or not none or not performed.marks:
        return
    if not none.flag and not (risk and risk.written):
        return
    related = ((performed.path, "Ⅱ-5の提供・移転の有無"),)
    if none.flag and (TRANSFERS in performed.marks or not all(_by_network(file))):
        yield Finding(
            "C027",
            none.path,
            "Ⅱ-5で提供か移転を行っているのに、Ⅲ-5の「提供・移転しない」に印があります",
            "Ⅲ-5の印を外してリスク対策を書くか、Ⅱ-5を改めてください",
            related=related,
        )
    elif not none.flag and set(performed.marks) == {NEITHER}:
        yield Finding(
            "C027",
            none.path,
            f"Ⅱ-5は「{NEITHER}」なのに、Ⅲ-5の「提供・移転しない」に印がありません",
            "Ⅲ-5の「提供・移転しない」を true にするか、Ⅱ-5を改めてください",
            related=related,
        )
    elif not none.flag and is_by_network_alone(file):
        yield Finding(
            "C027",
            none.path,
            f"提供はどれも{NETWORK}だけなのに、Ⅲ-5の「提供・移転しない」に印がありません",
            f"{NETWORK}を通じた提供の対策はⅢ-6に書きます。Ⅲ-5の印を確かめてください",
            related=related,
            severity=Severity.INFO,
        )


def _compared(file: Facts) -> Iterator[tuple[Answer, Answer, Answer, int]]:
    """④ and ⑤ of each entry, Ⅱ-2-② and how many choices ④ lies above it."""
    whole = file.answer(SUBJECTS)
    most = _place(whole) if whole else None
    if whole is None or most is None:
        return
    for _, _, group in GROUPS:
        parts, scopes = (file.answers(f"{group}.{name}") for name in ("subjects", "scope"))
        for part, scope in zip(parts, scopes, strict=True):
            place = _place(part)
            if place is not None:
                yield part, scope, whole, place - most


def _place(answer: Answer) -> int | None:
    """Which of the choices it is."""
    kind = answer.field.kind
    choices = kind.choices if isinstance(kind, ChoiceKind) else ()
    return choices.index(answer.text) if answer.text in choices else None


def more_than_all(file: Facts) -> Iterator[Finding]:
    """C029: more people are provided or transferred than the file has."""
    for part, _, whole, above in _compared(file):
        if above > 0:
            yield Finding(
                "C029",
                part.path,
                f"「{part.text}」は、Ⅱ-2-②のファイルの本人の数「{whole.text}」を超えています",
                "どちらの数が正しいか確かめて直してください",
                related=((whole.path, "Ⅱ-2-②対象となる本人の数"),),
            )


_SAME_SCOPE = Pattern(
    r"(?:[上前]記の?)?[「『(]?(?:Ⅱ|II)?[-. の]?2[-. の]{0,2}(?:基本情報[」』]?[の ]?[「『]?)?"
    r"(?:③|\(3\)|3)[の ]?[「『(]?(?:対象となる本人の範囲)?[」』)]{0,2}(?:の範囲)?"
    r"(?:[にと]同じ|と同[様一]|と?同上)(?:とする|です|である)?。?"
)
_LONGEST_SCOPE = 100


def _is_whole(scope: str) -> bool:
    """Whether ⑤ says that the persons are those of Ⅱ-2-③, and nothing else."""
    is_short = "同" in scope and len(scope) <= _LONGEST_SCOPE
    return is_short and _SAME_SCOPE.fullmatch(narrow(scope)) is not None


def same_persons_other_number(file: Facts) -> Iterator[Finding]:
    """C030; a number above the whole is C029's."""
    for part, scope, whole, above in _compared(file):
        if above < 0 and _is_whole(scope.text):
            yield Finding(
                "C030",
                part.path,
                f"本人の範囲は「{scope.text}」なのに、本人の数「{part.text}」が"
                f"Ⅱ-2-②の「{whole.text}」と違います",
                "範囲が同じなら④を改め、違うなら⑤に範囲を書いてください",
                related=((whole.path, "Ⅱ-2-②対象となる本人の数"), (scope.path, "本人の範囲")),
            )


_REMARK = Pattern("[（(][^（）()]{0,40}[）)]")
_LAWS = ("法", "条例", "省令", "規則", "命令")
_LAW_ENDS = tuple("条項号表欄123456789")
_BODIES = frozenset("者課局部長")


def _is_law(name: str) -> bool:
    """Whether a name is a law reference and no body: 主務省令第2条の表（別紙1を参照）."""
    plain = _REMARK.sub("", name).strip() if "（" in name or "(" in name else name
    is_law = plain.endswith(_LAW_ENDS) and any(law in plain for law in _LAWS)
    return is_law and _BODIES.isdisjoint(plain)


_ELSEWHERE = ("別紙", "別添", "同上", "上記")


def _points(text: str) -> bool:
    """Whether a text says where to read it, and no law: 別紙1のとおり."""
    return any(word in text for word in _ELSEWHERE) and not any(law in text for law in _LAWS)


def recipient_is_a_law(file: Facts) -> Iterator[Finding]:
    """C032: a 提供先 or 移転先 that is a law, or the same text as its ①."""
    for _, word, group in GROUPS:
        names, bases = (file.answers(f"{group}.{part}") for part in ("name", "basis"))
        for name, basis in zip(names, bases, strict=True):
            if not name.text:
                continue
            is_same = fold(name.text) == fold(basis.text) and not _points(name.text)
            if is_same or _is_law(name.text):
                found = "①法令上の根拠と同じ記載です" if is_same else "法令の名と条項だけです"
                yield Finding(
                    "C032",
                    name.path,
                    f"{word}先「{short(name.text)}」が{found}",
                    f"情報を受け取る者（機関、部署、法令の「…に掲げる者」）を{word}先に書いてください",
                    related=((basis.path, "①法令上の根拠"),) if is_same else (),
                )


CHECKS = (
    Check("C025", sharing_and_none, per="files"),
    Check("C026", sharing_count, per="files"),
    Check("C027", sharing_and_risk, per="files"),
    Check("C029", more_than_all, per="files"),
    Check("C030", same_persons_other_number, per="files"),
    Check("C032", recipient_is_a_law, per="files"),
)
