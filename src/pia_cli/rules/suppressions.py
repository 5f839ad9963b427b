"""P: the comments that set findings aside (``# pia: ignore[…]``), made in `check.suppress`."""

from __future__ import annotations

from pia_cli.core.diagnostic import Severity
from pia_cli.rules.rule import Rule, Silence

_BASIS = "pia の抑制の注釈（docs/suppress.md）"


def _rule(
    code: str, slug: str, title: str, severity: Severity, why: str, bad: str, good: str
) -> Rule:
    return Rule(
        code,
        slug,
        title,
        severity,
        why=why,
        basis=_BASIS,
        bad=bad,
        good=good,
        silence=Silence.NEVER,
    )


RULES = (
    _rule(
        "P001",
        "suppression-without-reason",
        "抑制の理由がない",
        Severity.ERROR,
        "指摘を抑制してよいかは、理由が書かれていなければ後から読む人に分かりません。"
        "理由のない注釈は効きません。",
        "評価書番号: 12  # pia: ignore[F011]",
        "評価書番号: 12  # pia: ignore[F011] 番号は公表の時に決まる",
    ),
    _rule(
        "P002",
        "suppression-unknown-rule",
        "抑制する規則がない",
        Severity.ERROR,
        "書き誤ったコードの注釈は、何も抑制しません。",
        "評価書番号: 12  # pia: ignore[F911] 番号は公表の時に決まる",
        "評価書番号: 12  # pia: ignore[F011] 番号は公表の時に決まる",
    ),
    _rule(
        "P003",
        "suppression-unused",
        "抑制する指摘がない",
        Severity.WARNING,
        "要らなくなった注釈が残ると、次にその場所で見つかる本当の誤りを隠します。",
        "評価書番号: 12  # pia: ignore[F011] 番号は公表の時に決まる",
        "評価書番号: 12",
    ),
    _rule(
        "P004",
        "suppression-expired",
        "抑制の期限が過ぎている",
        Severity.WARNING,
        "期限を過ぎた注釈は効きません。指摘を直すか、期限を決め直します。",
        "評価書番号: 12  # pia: ignore[F011] until 令和5年3月31日 番号は公表の時に決まる",
        "評価書番号: 12",
    ),
    _rule(
        "P005",
        "suppression-malformed",
        "抑制の注釈の書き方が違う",
        Severity.ERROR,
        "「# pia:」で始まる注釈は pia への指示として読みます。読めない注釈は効きません。",
        "評価書番号: 12  # pia: ignore F011 番号は公表の時に決まる",
        "評価書番号: 12  # pia: ignore[F011] 番号は公表の時に決まる",
    ),
    _rule(
        "P006",
        "suppression-not-allowed",
        "この注釈では抑制できない規則",
        Severity.ERROR,
        "読めない YAML（Y）、抑制の誤り（P）と、公表してはならない個人番号、パスワードや鍵"
        "（S001、S003）は、"
        "まとめて抑制すると文書の危険を隠します。",
        "評価書番号: 12  # pia: ignore[Y010] 二つとも必要",
        "評価書番号: 12",
    ),
)
