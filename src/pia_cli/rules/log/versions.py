"""H: 別添2 変更箇所 against what really changed since the version before (``pia diff --check``)."""

from __future__ import annotations

from pia_cli.core.diagnostic import Severity
from pia_cli.rules.log.examples import DISCONNECTED, TABLE, WHY_CONNECTED, log
from pia_cli.rules.rule import Rule

RULES = (
    Rule(
        "H001",
        "row-missing",
        "変わった項目の行が変更箇所にない",
        Severity.ERROR,
        why=(
            "前の版から記載が変わったのに、変更箇所の表に行がありません。"
            "表を読む人には、何が変わったかが分かりません。"
        ),
        basis=TABLE,
        bad="変更箇所: []",
        good=log(),
        versions=True,
    ),
    Rule(
        "H002",
        "before-differs",
        "変更前の記載が前の版の記載と違う",
        Severity.ERROR,
        why="変更前の記載は、前の版に書かれていた文を写すものです。",
        basis=TABLE,
        bad=log(before="東システム会社"),
        good=log(),
        versions=True,
    ),
    Rule(
        "H003",
        "after-differs",
        "変更後の記載が今の版の記載と違う",
        Severity.ERROR,
        why="変更後の記載は、この版に書かれている文を写すものです。",
        basis=TABLE,
        bad=log(after="みなとシステム会社"),
        good=log(),
        versions=True,
    ),
    Rule(
        "H004",
        "nothing-changed",
        "変わっていない項目の行がある",
        Severity.ERROR,
        why="行の項目は、前の版から変わっていません。項目の名か、本文のどちらかが誤っています。",
        basis=TABLE,
        bad=log(item="Ⅱ-4-委託事項2-③委託先名"),
        good=log(),
        versions=True,
    ),
    Rule(
        "H005",
        "unknown-item",
        "行の項目が様式にない",
        Severity.ERROR,
        why="項目は、様式に印刷された番号とラベルで書きます。番号が違うと、別の項目に読めます。",
        basis=TABLE,
        bad=log(item="Ⅱ-4-委託事項1-⑧委託先名"),
        good=log(),
        versions=True,
    ),
    Rule(
        "H006",
        "row-lost",
        "前の版の行が消えたか、書き換えられた",
        Severity.WARNING,
        why=(
            "変更箇所は、これまでの変更を積み重ねる表です。"
            "再実施のときに表を始め直す機関もあるため、警告にとどめます。"
        ),
        basis=TABLE,
        bad="（前の版にあった行が、この版の変更箇所にない）",
        good="（前の版の行を残し、その後に新しい行を書く）",
        versions=True,
    ),
    Rule(
        "H007",
        "chain-broken",
        DISCONNECTED,
        Severity.WARNING,
        why=WHY_CONNECTED,
        basis=TABLE,
        bad="（前の行の変更後の記載にない文が、次の行の変更前の記載にある）",
        good="（前の行の変更後の記載を、次の行の変更前の記載に写す）",
        versions=True,
    ),
)
