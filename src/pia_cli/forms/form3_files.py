"""様式3 Ⅱ 特定個人情報ファイルの概要 and 別添1."""

from __future__ import annotations

from typing import Annotated

from pia_cli.forms.answers import (
    PROVIDES,
    TRANSFERS,
    Acquisition,
    Business,
    Contact,
    Count,
    DateText,
    FileKind,
    Identification,
    Provision,
    RecordedItems,
    Sharing,
    Sources,
    Staff,
    Subjects,
    Text,
    Transfer,
)
from pia_cli.forms.choices import ChoiceKind
from pia_cli.forms.item import When, item
from pia_cli.forms.kinds import Entries
from pia_cli.forms.section import Section

ENTRUSTED = When("performed", ("委託する",))
SUBCONTRACTING = "再委託"
SUBCONTRACTED = When("subcontracts", ("再委託する",))


class MainItems(Section):
    """Ⅱ-2-④ 主な記録項目, three groups of boxes."""

    identification: Annotated[Identification, item("", "識別情報", star=True)] = []
    contact: Annotated[Contact, item("", "連絡先等情報", star=True)] = []
    business: Annotated[Business, item("", "業務関係情報", star=True)] = []


class FileBasics(Section):
    """Ⅱ-2."""

    kind: Annotated[FileKind, item("①", "ファイルの種類", star=True)]
    subjects: Annotated[Subjects, item("②", "対象となる本人の数")]
    scope: Annotated[Text, item("③", "対象となる本人の範囲", star=True)]
    scope_reason: Annotated[Text, item("③", "その必要性")]
    items: Annotated[RecordedItems, item("④", "記録される項目")]
    main_items: Annotated[MainItems, item("④", "主な記録項目", star=True, some=True)]
    items_reason: Annotated[Text, item("④", "その妥当性")]
    all_items: Annotated[
        Annotated[str, ChoiceKind(("別添1を参照。",), unverified=True)] | None,
        item("④", "全ての記録項目"),
    ] = None
    kept_from: Annotated[DateText, item("⑤", "保有開始日", example="平成27年10月1日")]
    section: Annotated[Text, item("⑥", "事務担当部署")]


class Users(Section):
    """Ⅱ-3-④."""

    sections: Annotated[Text, item("", "使用部署")]
    number: Annotated[Staff, item("", "使用者数")]


class Use(Section):
    """Ⅱ-3."""

    sources: Annotated[Sources, item("①", "入手元", star=True)]
    methods: Annotated[Acquisition, item("②", "入手方法")]
    purpose: Annotated[Text, item("③", "使用目的", star=True)]
    users: Annotated[Users, item("④", "使用の主体")]
    usage: Annotated[Text, item("⑤", "使用方法")]
    matching: Annotated[
        Text, item("⑤", "情報の突合", note="突合を行わない場合は「―」などと書きます")
    ]
    used_from: Annotated[DateText, item("⑥", "使用開始日", example="平成28年1月1日")]


class Contract(Section):
    """Ⅱ-4, one of 委託事項1 to 委託事項20."""

    name: Annotated[Text, item("", "委託事項")]
    work: Annotated[Text, item("①", "委託内容")]
    staff: Annotated[Staff, item("②", "委託先における取扱者数")]
    contractor: Annotated[Text, item("③", "委託先名")]
    subcontracts: Annotated[
        Annotated[str, ChoiceKind(("再委託する", "再委託しない"))],
        item("④", "再委託の有無", star=True, group=SUBCONTRACTING),
    ]
    consent: Annotated[
        Text | None,
        item("⑤", "再委託の許諾方法", when=SUBCONTRACTED, only=True, group=SUBCONTRACTING),
    ] = None
    subcontracted: Annotated[
        Text | None, item("⑥", "再委託事項", when=SUBCONTRACTED, only=True, group=SUBCONTRACTING)
    ] = None


class Entrustment(Section):
    """Ⅱ-4."""

    performed: Annotated[
        Annotated[str, ChoiceKind(("委託する", "委託しない"))], item("", "委託の有無", star=True)
    ]
    count: Annotated[Count | None, item("", "件数", when=ENTRUSTED, only=True)] = None
    contracts: Annotated[
        list[Contract],
        Entries(slots=20),
        item(
            "",
            "委託事項",
            when=ENTRUSTED,
            only=True,
            slot="委託事項{n}",
            identity=("name",),
        ),
    ] = []


class Recipient(Section):
    """Ⅱ-5, one of 提供先1 to 提供先20."""

    name: Annotated[Text, item("", "提供先")]
    basis: Annotated[Text, item("①", "法令上の根拠")]
    purpose: Annotated[Text, item("②", "提供先における用途")]
    information: Annotated[Text, item("③", "提供する情報")]
    subjects: Annotated[Subjects, item("④", "提供する情報の対象となる本人の数")]
    scope: Annotated[Text, item("⑤", "提供する情報の対象となる本人の範囲")]
    methods: Annotated[Provision, item("⑥", "提供方法")]
    timing: Annotated[Text, item("⑦", "時期・頻度")]


class Transferee(Section):
    """Ⅱ-5, one of 移転先1 to 移転先20."""

    name: Annotated[Text, item("", "移転先")]
    basis: Annotated[Text, item("①", "法令上の根拠")]
    purpose: Annotated[Text, item("②", "移転先における用途")]
    information: Annotated[Text, item("③", "移転する情報")]
    subjects: Annotated[Subjects, item("④", "移転する情報の対象となる本人の数")]
    scope: Annotated[Text, item("⑤", "移転する情報の対象となる本人の範囲")]
    methods: Annotated[Transfer, item("⑥", "移転方法")]
    timing: Annotated[Text, item("⑦", "時期・頻度")]


class Disclosure(Section):
    """Ⅱ-5 (※ is not printed here in 様式3)."""

    performed: Annotated[Sharing, item("", "提供・移転の有無")]
    recipients: Annotated[
        list[Recipient],
        Entries(slots=20),
        item(
            "",
            "提供先",
            when=When("performed", (PROVIDES,)),
            only=True,
            slot="提供先{n}",
            identity=("name",),
        ),
    ] = []
    transferees: Annotated[
        list[Transferee],
        Entries(slots=20),
        item(
            "",
            "移転先",
            when=When("performed", (TRANSFERS,)),
            only=True,
            slot="移転先{n}",
            identity=("name",),
        ),
    ] = []


class Storage(Section):
    """Ⅱ-6."""

    place: Annotated[Text, item("", "保管場所", star=True)]


class RecordGroup(Section):
    """別添1, one 《区分》 with its numbered record items."""

    name: Annotated[Text, item("", "区分", verified=False)]
    items: Annotated[list[Text], Entries(minimum=1), item("", "項目", slot="{n}")]


class PersonalFile(Section):
    """Ⅱ with its 別添1, one per file of Ⅰ-3."""

    name: Annotated[Text, item("1", "特定個人情報ファイル名")]
    basics: Annotated[FileBasics, item("2", "基本情報")]
    use: Annotated[Use, item("3", "特定個人情報の入手・使用")]
    entrustment: Annotated[Entrustment, item("4", "特定個人情報ファイルの取扱いの委託")]
    disclosure: Annotated[
        Disclosure,
        item(
            "5",
            "特定個人情報の提供・移転",
            printed="特定個人情報の提供・移転(委託に伴うものを除く。)",
        ),
    ]
    storage: Annotated[Storage, item("6", "特定個人情報の保管・消去")]
    remarks: Annotated[Text | None, item("7", "備考")] = None
    records: Annotated[
        list[RecordGroup],
        Entries(minimum=1),
        item(
            "別添1",
            "特定個人情報ファイル記録項目",
            absolute=True,
            slot="{name}",
            identity=("name",),
        ),
    ]
