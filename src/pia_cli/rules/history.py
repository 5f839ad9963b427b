"""H: 別添2 変更箇所 against what really changed since the version before (``pia diff --check``)."""

from __future__ import annotations

from pia_cli.core.diagnostic import Severity
from pia_cli.rules.rule import Rule

_TABLE = "様式3 別添2、規則第14条"
_ROW = """変更箇所:
  - 変更日: 令和8年2月4日
    項目: {item}
    変更前の記載: {before}
    変更後の記載: {after}
    提出時期: 事後"""
_NAME = "Ⅱ-4-委託事項1-③委託先名"


def _row(
    item: str = _NAME, before: str = "東システム株式会社", after: str = "西データ株式会社"
) -> str:
    return _ROW.format(item=item, before=before, after=after)


RULES = (
    Rule(
        "H001",
        "row-missing",
        "変わった項目の行が変更箇所にない",
        Severity.ERROR,
        "前の版から記載が変わったのに、変更箇所の表に行がありません。"
        "表を読む人には、何が変わったかが分かりません。",
        _TABLE,
        "変更箇所: []",
        _row(),
        versions=True,
    ),
    Rule(
        "H002",
        "before-differs",
        "変更前の記載が前の版の記載と違う",
        Severity.ERROR,
        "変更前の記載は、前の版に書かれていた文を写すものです。",
        _TABLE,
        _row(before="東システム会社"),
        _row(),
        versions=True,
    ),
    Rule(
        "H003",
        "after-differs",
        "変更後の記載が今の版の記載と違う",
        Severity.ERROR,
        "変更後の記載は、この版に書かれている文を写すものです。",
        _TABLE,
        _row(after="西データ会社"),
        _row(),
        versions=True,
    ),
    Rule(
        "H004",
        "nothing-changed",
        "変わっていない項目の行がある",
        Severity.ERROR,
        "行の項目は、前の版から変わっていません。項目の名か、本文のどちらかが誤っています。",
        _TABLE,
        _row(item="Ⅱ-4-委託事項2-③委託先名"),
        _row(),
        versions=True,
    ),
    Rule(
        "H005",
        "unknown-item",
        "行の項目が様式にない",
        Severity.ERROR,
        "項目は、様式に印刷された番号とラベルで書きます。番号が違うと、別の項目に読めます。",
        _TABLE,
        _row(item="Ⅱ-4-委託事項1-⑧委託先名"),
        _row(),
        versions=True,
    ),
    Rule(
        "H006",
        "row-lost",
        "前の版の行が消えたか、書き換えられた",
        Severity.WARNING,
        "変更箇所は、これまでの変更を積み重ねる表です。"
        "再実施のときに表を始め直す機関もあるため、警告にとどめます。",
        _TABLE,
        "（前の版にあった行が、この版の変更箇所にない）",
        "（前の版の行を残し、その後に新しい行を書く）",
        versions=True,
    ),
    Rule(
        "H007",
        "chain-broken",
        "変更前の記載が、同じ項目の前の行の変更後の記載とつながらない",
        Severity.WARNING,
        "前の行の変更後の記載が、次の行の変更前の記載になるはずです。"
        "つながらないときは、間の変更の行が抜けているか、どちらかの写し誤りです。",
        _TABLE,
        "（前の行の変更後の記載にない文が、次の行の変更前の記載にある）",
        "（前の行の変更後の記載を、次の行の変更前の記載に写す）",
        versions=True,
    ),
)
