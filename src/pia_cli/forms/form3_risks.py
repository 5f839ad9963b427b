"""様式3 Ⅲ リスク対策 ※(7.②を除く。)."""

from __future__ import annotations

from typing import Annotated

from pia_cli.forms.answers import (
    Audits,
    Effort,
    Flag,
    RuleSet,
    SubcontractorCare,
    Sufficiency,
    Text,
    Unconnected,
)
from pia_cli.forms.choices import ChoiceKind
from pia_cli.forms.item import When, item
from pia_cli.forms.section import Section

OTHER_RISKS = "その他のリスク及びそのリスクに対する措置"
ENOUGH = "リスクへの対策は十分か"
MEASURES = "リスクに対する措置の内容"
OTHER_MEASURES = "その他の措置の内容"
SUBCONTRACTED = When("subcontractors", ("再委託していない",), unless=True)
OCCURRED = When("incident", ("発生あり",))


class Measures(Section):
    """A risk answered by one text."""

    measures: Annotated[Text, item("", MEASURES, star=True)]
    enough: Annotated[Sufficiency, item("", ENOUGH, star=True)]


class Acquiring(Section):
    """Ⅲ-2."""

    risk: Annotated[
        Measures,
        item(
            "",
            "目的外の入手が行われるリスク",
            star=True,
            printed="リスク：目的外の入手が行われるリスク",
        ),
    ]
    other: Annotated[
        Text | None,
        item(
            "",
            OTHER_RISKS,
            star=True,
            printed="特定個人情報の入手（情報提供ネットワークシステムを通じた入手を除く。）における"
            + OTHER_RISKS,
        ),
    ] = None


class Unauthorized(Section):
    """Ⅲ-3 リスク2."""

    authentication: Annotated[
        Annotated[str, ChoiceKind(("行っている", "行っていない"))],
        item("", "ユーザ認証の管理", star=True),
    ]
    method: Annotated[
        Text | None,
        item("", "具体的な管理方法", star=True, when=When("authentication", ("行っている",))),
    ] = None
    other: Annotated[Text | None, item("", OTHER_MEASURES, star=True)] = None
    enough: Annotated[Sufficiency, item("", ENOUGH, star=True)]


class Using(Section):
    """Ⅲ-3."""

    linking: Annotated[
        Measures,
        item(
            "リスク1",
            "目的を超えた紐付け、事務に必要のない情報との紐付けが行われるリスク",
            star=True,
        ),
    ]
    unauthorized: Annotated[
        Unauthorized,
        item(
            "リスク2",
            "権限のない者によって不正に使用されるリスク",
            star=True,
            printed="権限のない者（元職員、アクセス権限のない職員等）によって不正に使用されるリスク",
        ),
    ]
    other: Annotated[
        Text | None,
        item("", OTHER_RISKS, star=True, printed="特定個人情報の使用における" + OTHER_RISKS),
    ] = None


class ContractorMisuse(Section):
    """Ⅲ-4, the risk."""

    clauses: Annotated[
        RuleSet, item("", "委託契約書中の特定個人情報ファイルの取扱いに関する規定", star=True)
    ]
    clause_text: Annotated[
        Text | None, item("", "規定の内容", star=True, when=When("clauses", ("定めている",)))
    ] = None
    subcontractors: Annotated[
        SubcontractorCare,
        item("", "再委託先による特定個人情報ファイルの適切な取扱いの担保", star=True),
    ]
    method: Annotated[
        Text | None,
        item("", "具体的な方法", star=True, when=SUBCONTRACTED, verified=False),
    ] = None
    other: Annotated[Text | None, item("", OTHER_MEASURES, star=True)] = None
    enough: Annotated[Sufficiency, item("", ENOUGH, star=True)]


class Entrusting(Section):
    """Ⅲ-4."""

    none: Annotated[Flag | None, item("", "委託しない", star=True)] = None
    risk: Annotated[
        ContractorMisuse | None,
        item(
            "",
            "委託先における不正な使用等のリスク",
            star=True,
            printed="リスク：委託先における不正な使用等のリスク",
            when=When("none", (True,), unless=True),
        ),
    ] = None
    other: Annotated[
        Text | None,
        item(
            "",
            OTHER_RISKS,
            star=True,
            printed="特定個人情報ファイルの取扱いの委託における" + OTHER_RISKS,
        ),
    ] = None


class ImproperDisclosure(Section):
    """Ⅲ-5, the risk."""

    rules: Annotated[RuleSet, item("", "特定個人情報の提供・移転に関するルール", star=True)]
    rule_text: Annotated[
        Text | None,
        item(
            "",
            "ルールの内容及びルール遵守の確認方法",
            star=True,
            when=When("rules", ("定めている",)),
        ),
    ] = None
    other: Annotated[Text | None, item("", OTHER_MEASURES, star=True)] = None
    enough: Annotated[Sufficiency, item("", ENOUGH, star=True)]


class Disclosing(Section):
    """Ⅲ-5."""

    none: Annotated[Flag | None, item("", "提供・移転しない", star=True)] = None
    risk: Annotated[
        ImproperDisclosure | None,
        item(
            "",
            "不正な提供・移転が行われるリスク",
            star=True,
            printed="リスク：不正な提供・移転が行われるリスク",
            when=When("none", (True,), unless=True),
        ),
    ] = None
    other: Annotated[
        Text | None,
        item(
            "",
            OTHER_RISKS,
            star=True,
            printed="特定個人情報の提供・移転（委託や情報提供ネットワークシステムを通じた提供を除く。）における"
            + OTHER_RISKS,
        ),
    ] = None


class Connecting(Section):
    """Ⅲ-6."""

    none: Annotated[
        Unconnected,
        item("", "接続しない", star=True, printed="接続しない(入手) / 接続しない(提供)"),
    ] = []
    acquiring: Annotated[
        Measures | None,
        item(
            "リスク1",
            "目的外の入手が行われるリスク",
            star=True,
            when=When("none", ("入手",), unless=True),
        ),
    ] = None
    providing: Annotated[
        Measures | None,
        item(
            "リスク2",
            "不正な提供が行われるリスク",
            star=True,
            when=When("none", ("提供",), unless=True),
        ),
    ] = None
    other: Annotated[
        Text | None,
        item(
            "",
            OTHER_RISKS,
            star=True,
            printed="情報提供ネットワークシステムとの接続に伴う" + OTHER_RISKS,
        ),
    ] = None


class Leak(Section):
    """Ⅲ-7, the risk. ② and its two texts carry no ※."""

    procedures: Annotated[Effort, item("①", "事故発生時手順の策定・周知", star=True)]
    incident: Annotated[
        Annotated[str, ChoiceKind(("発生あり", "発生なし"))],
        item("②", "過去3年以内に、評価実施機関において、個人情報に関する重大事故が発生したか"),
    ]
    incident_text: Annotated[Text | None, item("②", "その内容", when=OCCURRED, only=True)] = None
    prevention: Annotated[Text | None, item("②", "再発防止策の内容", when=OCCURRED, only=True)] = (
        None
    )
    other: Annotated[Text | None, item("", OTHER_MEASURES, star=True)] = None
    enough: Annotated[Sufficiency, item("", ENOUGH, star=True)]


class Keeping(Section):
    """Ⅲ-7."""

    leak: Annotated[
        Leak,
        item(
            "",
            "特定個人情報の漏えい・滅失・毀損リスク",
            star=True,
            printed="リスク：特定個人情報の漏えい・滅失・毀損リスク",
        ),
    ]
    other: Annotated[
        Text | None,
        item("", OTHER_RISKS, star=True, printed="特定個人情報の保管・消去における" + OTHER_RISKS),
    ] = None


class Auditing(Section):
    """Ⅲ-8."""

    performed: Annotated[Audits, item("", "実施の有無", star=True, wanted=True)] = []


class Training(Section):
    """Ⅲ-9."""

    performed: Annotated[Effort, item("", "従業者に対する教育・啓発", star=True)]
    method: Annotated[
        Text | None,
        item(
            "",
            "具体的な方法",
            star=True,
            when=When("performed", ("特に力を入れて行っている", "十分に行っている")),
        ),
    ] = None


class Risks(Section):
    """Ⅲ, one per file of Ⅰ-3."""

    name: Annotated[Text, item("1", "特定個人情報ファイル名", star=True)]
    acquiring: Annotated[
        Acquiring,
        item(
            "2",
            "特定個人情報の入手",
            star=True,
            printed="特定個人情報の入手（情報提供ネットワークシステムを通じた入手を除く。）",
        ),
    ]
    using: Annotated[Using, item("3", "特定個人情報の使用", star=True)]
    entrusting: Annotated[Entrusting, item("4", "特定個人情報ファイルの取扱いの委託", star=True)]
    disclosing: Annotated[
        Disclosing,
        item(
            "5",
            "特定個人情報の提供・移転",
            star=True,
            printed=(
                "特定個人情報の提供・移転（委託や情報提供ネットワークシステムを通じた提供を除く。）"
            ),
        ),
    ]
    connecting: Annotated[Connecting, item("6", "情報提供ネットワークシステムとの接続", star=True)]
    keeping: Annotated[Keeping, item("7", "特定個人情報の保管・消去", star=True)]
    auditing: Annotated[Auditing, item("8", "監査", star=True)]
    training: Annotated[Training, item("9", "従業者に対する教育・啓発", star=True)]
    other: Annotated[Text | None, item("10", "その他のリスク対策", star=True)] = None
