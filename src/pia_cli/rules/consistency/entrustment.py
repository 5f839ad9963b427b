"""C018–C023: Ⅱ-4 委託 against itself and against Ⅲ-4."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.rules.facts import Facts
from pia_cli.rules.rule import Check, Finding, Rule

SECTION = "files.entrustment"
PERFORMED = "files.entrustment.performed"
COUNT = "files.entrustment.count"
CONTRACTS = "files.entrustment.contracts"
SUBCONTRACTS = "files.entrustment.contracts.subcontracts"
NONE = "risks.entrusting.none"
RISK = "risks.entrusting.risk"
CLAUSES = "risks.entrusting.risk.clauses"
CARE = "risks.entrusting.risk.subcontractors"

NO_SUBCONTRACTOR = "再委託していない"

RULES = (
    Rule(
        "C018",
        "contract-count",
        "委託の件数が、記載した委託事項の数と違う",
        Severity.ERROR,
        why="件数は委託事項の数です。委託を増減したときに、どちらかだけを改めたと考えられます。",
        basis="様式3 Ⅱ-4",
        bad=(
            "特定個人情報ファイルの取扱いの委託:\n  件数: 3\n  委託事項:\n"
            "    - 委託事項: システムの保守\n    - 委託事項: 届出書の入力"
        ),
        good=(
            "特定個人情報ファイルの取扱いの委託:\n  件数: 2\n  委託事項:\n"
            "    - 委託事項: システムの保守\n    - 委託事項: 届出書の入力"
        ),
        reads=(COUNT, CONTRACTS),
    ),
    Rule(
        "C019",
        "entrustment-and-risk",
        "委託の有無が、Ⅱ-4とⅢ-4で食い違う",
        Severity.ERROR,
        why="Ⅲ-4の「委託しない」は、Ⅱ-4で「委託しない」を選んだファイルにだけ印を付けます。",
        basis="様式3 Ⅱ-4、Ⅲ-4",
        bad="特定個人情報ファイルの取扱いの委託: # Ⅲ-4。Ⅱ-4は「委託する」\n  委託しない: true",
        good="特定個人情報ファイルの取扱いの委託: # Ⅲ-4。Ⅱ-4は「委託する」\n  委託しない: false",
        reads=(SECTION, NONE),
    ),
    Rule(
        "C020",
        "risk-of-no-entrustment",
        "委託しないのに、Ⅲ-4に委託先のリスク対策がある",
        Severity.WARNING,
        why=(
            "「委託しない」に印を付けたときは、Ⅲ-4の残りは空欄にします。"
            "委託をやめたときの消し忘れか、印の誤りと考えられます。"
        ),
        basis="様式3 Ⅲ-4",
        bad=(
            "特定個人情報ファイルの概要:\n"
            "  - 特定個人情報ファイルの取扱いの委託:\n"
            "      委託の有無: 委託しない\n      件数:\n      委託事項: []\n"
            "リスク対策:\n"
            "  - 特定個人情報ファイルの取扱いの委託:\n      委託しない: true\n"
            "      委託先における不正な使用等のリスク:\n"
            "        規定の内容: 秘密の保持を定めている。"
        ),
        good=(
            "特定個人情報ファイルの概要:\n"
            "  - 特定個人情報ファイルの取扱いの委託:\n"
            "      委託の有無: 委託しない\n      件数:\n      委託事項: []\n"
            "リスク対策:\n"
            "  - 特定個人情報ファイルの取扱いの委託:\n      委託しない: true\n"
            "      委託先における不正な使用等のリスク:"
        ),
        reads=(PERFORMED, NONE),
    ),
    Rule(
        "C022",
        "subcontract-and-risk",
        "再委託の有無が、Ⅱ-4とⅢ-4で食い違う",
        Severity.ERROR,
        why="Ⅲ-4の「再委託していない」は、どの委託事項も「再委託しない」ときの選択肢です。",
        basis="様式3 Ⅱ-4-④、Ⅲ-4（再委託の許諾は番号法第10条）",
        bad=(
            "委託先における不正な使用等のリスク: # Ⅱ-4の委託事項1は「再委託する」\n"
            "  再委託先による特定個人情報ファイルの適切な取扱いの担保: 再委託していない"
        ),
        good=(
            "委託先における不正な使用等のリスク: # Ⅱ-4の委託事項1は「再委託する」\n"
            "  再委託先による特定個人情報ファイルの適切な取扱いの担保: 十分に行っている"
        ),
        reads=(PERFORMED, COUNT, CONTRACTS, SUBCONTRACTS, NONE, CARE),
    ),
    Rule(
        "C023",
        "entrusted-without-clauses",
        "委託するのに、契約書に特定個人情報の取扱いの規定がない",
        Severity.WARNING,
        why=(
            "委託する者は、委託先で安全管理が図られるよう、必要かつ適切な監督をする義務があります。"
            "契約書の規定はその土台です。"
        ),
        basis="番号法第11条、様式3 Ⅲ-4",
        bad=(
            "委託先における不正な使用等のリスク:\n"
            "  委託契約書中の特定個人情報ファイルの取扱いに関する規定: 定めていない"
        ),
        good=(
            "委託先における不正な使用等のリスク:\n"
            "  委託契約書中の特定個人情報ファイルの取扱いに関する規定: 定めている"
        ),
        reads=(PERFORMED, CLAUSES),
    ),
)


def contract_count(file: Facts) -> Iterator[Finding]:
    """C018: the number of 委託 is not that of the 委託事項 written."""
    count, contracts = file.answer(COUNT), file.answer(CONTRACTS)
    written = len(file.entries(CONTRACTS))
    if not count or not contracts or count.number is None or count.number == written:
        return
    yield Finding(
        "C018",
        count.path,
        f"委託の件数（{count.number}）と、記載されている委託事項の数（{written}）が違います",
        "件数を直すか、委託事項を加えるか消してください",
        related=((contracts.path, f"委託事項は{written}件"),),
    )


def entrustment_and_risk(file: Facts) -> Iterator[Finding]:
    """C019: 委託しない in Ⅱ-4 if and only if the box of Ⅲ-4 is marked.

    Where the box is not, and nothing is written below it, F012 says so.
    """
    performed, none, risk = file.answer(PERFORMED), file.answer(NONE), file.answer(RISK)
    if not performed or not none or (performed.text == "委託しない") == none.flag:
        return
    if not none.flag and not (risk and risk.written):
        return
    box = "印があります" if none.flag else "印がありません"
    yield Finding(
        "C019",
        none.path,
        f"Ⅱ-4は「{performed.text}」なのに、Ⅲ-4の「委託しない」に{box}",
        "Ⅱ-4の委託の有無と、Ⅲ-4の「委託しない」のどちらが正しいか確かめて直してください",
        related=((performed.path, "Ⅱ-4の委託の有無"),),
    )


def risk_of_no_entrustment(file: Facts) -> Iterator[Finding]:
    """C020: measures below a marked 「委託しない」, the first of them."""
    none, risk = file.answer(NONE), file.answer(RISK)
    if not none or not risk or not none.flag or file.text(PERFORMED) != "委託しない":
        return
    for first in risk.written[:1]:
        yield Finding(
            "C020",
            first.path,
            "「委託しない」に印があるのに、委託先のリスク対策が書かれています",
            "委託していないなら消し、委託しているならⅡ-4とⅢ-4の「委託しない」を改めてください",
            related=((none.path, "「委託しない」の印"),),
        )


def subcontract_and_risk(file: Facts) -> Iterator[Finding]:
    """C022; where not every 委託事項 is written, an unwritten one may be 再委託する."""
    none, care = file.answer(NONE), file.answer(CARE)
    if not care or not care.text or file.text(PERFORMED) != "委託する" or (none and none.flag):
        return
    answers = file.answers(SUBCONTRACTS)
    handed_on = [answer for answer in answers if answer.text == "再委託する"]
    if handed_on and care.text == NO_SUBCONTRACTOR:
        yield Finding(
            "C022",
            care.path,
            "「再委託する」委託事項があるのに、Ⅲ-4は「再委託していない」です",
            "再委託先による取扱いの担保を選び直すか、Ⅱ-4の再委託の有無を改めてください",
            related=((handed_on[0].path, "「再委託する」の記載"),),
        )
    count = file.answer(COUNT)
    is_whole = answers and count and count.number == len(answers)
    if is_whole and not handed_on and care.text != NO_SUBCONTRACTOR:
        yield Finding(
            "C022",
            care.path,
            f"どの委託事項も「再委託しない」なのに、Ⅲ-4は「{care.text}」です",
            f"「{NO_SUBCONTRACTOR}」を選ぶか、Ⅱ-4の再委託の有無を改めてください",
            related=((answers[0].path, "Ⅱ-4の再委託の有無"),),
        )


def entrusted_without_clauses(file: Facts) -> Iterator[Finding]:
    """C023: 委託する, but the contract has no clauses on the files."""
    clauses = file.answer(CLAUSES)
    if clauses and clauses.text == "定めていない" and file.text(PERFORMED) == "委託する":
        yield Finding(
            "C023",
            clauses.path,
            "委託しているのに、特定個人情報ファイルの取扱いの規定を「定めていない」としています",
            "契約書の規定を確かめ、定めていれば選び直し、なければ定めてください",
            related=tuple((each.path, "Ⅱ-4の委託の有無") for each in file.answers(PERFORMED)),
        )


CHECKS = (
    Check("C018", contract_count, per="files"),
    Check("C019", entrustment_and_risk, per="files"),
    Check("C020", risk_of_no_entrustment, per="files"),
    Check("C022", subcontract_and_risk, per="files"),
    Check("C023", entrusted_without_clauses, per="files"),
)
