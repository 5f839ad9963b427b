"""S001 and S003: what must never be published, anywhere in the file, comments included."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pia_cli.core.diagnostic import Severity
from pia_cli.rules.facts import MAX_PLACES, Facts
from pia_cli.rules.rule import Check, Finding, Rule, Silence
from pia_cli.rules.spots import Holders

RULES = (
    Rule(
        "S001",
        "my-number",
        "個人番号の可能性がある12桁の数字がある",
        Severity.ERROR,
        why=(
            "12桁の数字の最後の桁が、個人番号の検査用数字に合っています。評価書は公表されます。"
            "注釈や変更箇所に書いた個人番号も、版の履歴に残ります。"
            "13桁の法人番号、電話番号、文書番号などは見ません。"
        ),
        basis="検査用数字の算式（平成26年総務省令第85号第5条）、番号法第19条（提供の制限）",
        bad="備考: 記載例 123456789018",
        good="備考: 記載例 ************",
        silence=Silence.HERE,
    ),
    Rule(
        "S003",
        "secret",
        "パスワードや鍵が書かれている",
        Severity.ERROR,
        why=(
            "公表する文書とその履歴に、システムに入るための文字列を書いてはいけません。"
            "「パスワード=…」のほか、「パスワードは…とする」のような文も見ます。「パスワード：」の次の行は、"
            "その行が値だけで、記号の混じる値や英字と数字が不規則に並ぶ値など、明らかなものだけを見つけます。"
            "APIキー、トークン、秘密鍵などは、値が製品や方式の名の並びでないことが明らかなときだけです。"
            "暗証番号は「暗証番号：」などの後か、次の行にそれだけがある、4桁から6桁の数字です。"
        ),
        basis="番号法第12条（個人番号利用事務実施者等の責務）、安全管理措置",
        bad="備考: 保守用のパスワード=Kaigo2024!",
        good="備考: 保守用のパスワードは別に管理する。",
        silence=Silence.HERE,
    ),
)


def my_number(facts: Facts) -> Iterator[Finding]:
    """S001. The message must not repeat the number."""
    holders = Holders(facts)
    likely = ((one.start, one.end) for one in facts.source.sensitive.numbers if one.is_likely)
    for start, end in islice(likely, MAX_PLACES):
        yield Finding(
            "S001",
            holders.at(start) or (),
            "個人番号の検査用数字に合う12桁の数字（****-****-****）があります",
            "個人番号なら、この文書と版の履歴の全てから消し、取扱いの責任者に知らせてください。"
            "ほかの番号なら、何の番号かを直前に書いてください（例: 文書番号）",
            span=facts.source.span(start, end),
        )


def secret(facts: Facts) -> Iterator[Finding]:
    """S003. The message must not repeat the secret."""
    holders = Holders(facts)
    for found in islice(facts.source.sensitive.secrets, MAX_PLACES):
        yield Finding(
            "S003",
            holders.at(found.start) or (),
            f"{found.kind}と読める文字列があります",
            "この文書から消し、その文字列を使えないように変更してください。版の履歴にも残っています",
            span=facts.source.span(found.start, found.end),
        )


CHECKS = (Check("S001", my_number), Check("S003", secret))
