"""C018: Ⅱ-4 委託 against itself and against Ⅲ-4."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.rules.facts import Facts
from pia_cli.rules.rule import Check, Finding, Rule

COUNT = "files.entrustment.count"
CONTRACTS = "files.entrustment.contracts"

RULES = (
    Rule(
        "C018",
        "contract-count",
        "委託の件数が、記載した委託事項の数と違う",
        Severity.ERROR,
        "件数は委託事項の数です。委託を増減したときに、どちらかだけを改めたと考えられます。",
        "様式3 Ⅱ-4",
        "特定個人情報ファイルの取扱いの委託:\n  件数: 3\n  委託事項:\n"
        "    - 委託事項: システムの保守\n    - 委託事項: 届出書の入力",
        "特定個人情報ファイルの取扱いの委託:\n  件数: 2\n  委託事項:\n"
        "    - 委託事項: システムの保守\n    - 委託事項: 届出書の入力",
        reads=(COUNT, CONTRACTS),
    ),
)


def contract_count(file: Facts) -> Iterator[Finding]:
    """C018."""
    count, contracts = file.answer(COUNT), file.answer(CONTRACTS)
    written = len(file.entries(CONTRACTS))
    if not count or not contracts or count.number is None or count.number == written:
        return
    if not count.number and not written:
        return
    yield Finding(
        "C018",
        count.path,
        f"委託の件数（{count.number}）と、記載されている委託事項の数（{written}）が違います",
        "件数を直すか、委託事項を加えるか消してください",
        related=((contracts.path, f"委託事項は{written}件"),),
    )


CHECKS = (Check("C018", contract_count, per="files"),)
