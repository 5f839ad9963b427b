"""様式3 Ⅰ 基本情報."""

from __future__ import annotations

from typing import Annotated

from pia_cli.forms.answers import Performed, SystemLinks, TargetPeople, Text
from pia_cli.forms.item import When, item
from pia_cli.forms.kinds import Entries
from pia_cli.forms.section import Section


class Affair(Section):
    """Ⅰ-1."""

    name: Annotated[Text, item("①", "事務の名称", example="介護保険事務")]
    description: Annotated[Text, item("②", "事務の内容")]
    people: Annotated[
        TargetPeople,
        item("③", "対象人数", note="全ての特定個人情報ファイルに記録される本人の数の総数"),
    ]


class System(Section):
    """Ⅰ-2, one of システム1 to システム20."""

    name: Annotated[Text, item("①", "システムの名称", verified=False)]
    function: Annotated[Text, item("②", "システムの機能", verified=False)]
    links: Annotated[SystemLinks, item("③", "他のシステムとの接続", verified=False)] = []


class NumberUse(Section):
    """Ⅰ-4."""

    basis: Annotated[
        Text, item("", "法令上の根拠", star=True, example="番号法第9条第1項 別表100の項")
    ]


class NetworkUse(Section):
    """Ⅰ-5."""

    performed: Annotated[Performed, item("①", "実施の有無", star=True)]
    basis: Annotated[
        Text | None,
        item("②", "法令上の根拠", star=True, when=When("performed", ("実施する",)), only=True),
    ] = None


class Department(Section):
    """Ⅰ-6 since 平成30年5月: the post of the head, without a name."""

    section: Annotated[Text, item("①", "部署")]
    head: Annotated[Text, item("②", "所属長の役職名", note="役職名だけを書き、氏名は書きません")]


class DepartmentH26(Section):
    """Ⅰ-6 of 平成26年4月."""

    section: Annotated[Text, item("①", "部署")]
    head: Annotated[Text, item("②", "所属長")]


class Basics(Section):
    """Ⅰ."""

    affair: Annotated[Affair, item("1", "特定個人情報ファイルを取り扱う事務")]
    systems: Annotated[
        list[System],
        Entries(minimum=1, slots=20),
        item(
            "2",
            "特定個人情報ファイルを取り扱う事務において使用するシステム",
            slot="システム{n}",
            identity=("name",),
            verified=False,
        ),
    ]
    files: Annotated[
        list[Text],
        Entries(minimum=1),
        item("3", "特定個人情報ファイル名"),
    ]
    number_use: Annotated[NumberUse, item("4", "個人番号の利用", star=True)]
    network: Annotated[
        NetworkUse, item("5", "情報提供ネットワークシステムによる情報連携", star=True)
    ]
    department: Annotated[Department, item("6", "評価実施機関における担当部署")]
    other_agencies: Annotated[
        Text | None,
        item("7", "他の評価実施機関", note="複数の機関が実施を義務付けられる場合に記入します"),
    ] = None


class BasicsH26(Basics):
    """Ⅰ of 平成26年4月."""

    department: Annotated[  # type: ignore[assignment]  # 平成26年4月だけ所属長の項目が違う
        DepartmentH26, item("6", "評価実施機関における担当部署")
    ]
