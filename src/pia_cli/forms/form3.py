"""様式3 重点項目評価書 as a whole, one class per version."""

from __future__ import annotations

from typing import Annotated

from pia_cli.forms.answers import Date, Number, Text
from pia_cli.forms.choices import ChoiceKind
from pia_cli.forms.form3_basics import Basics, BasicsH26
from pia_cli.forms.form3_files import PersonalFile
from pia_cli.forms.form3_procedure import Attachment, ChangeRow, Contacts, Procedure
from pia_cli.forms.form3_risks import Risks
from pia_cli.forms.item import item
from pia_cli.forms.kinds import Entries
from pia_cli.forms.section import Section


class Form3(Section):
    """令和6年10月 様式3: cover, Ⅰ to Ⅴ, 別添1 (in Ⅱ), 別添2 and 別紙."""

    form: Annotated[Annotated[str, ChoiceKind(("重点項目評価書",))], item("", "様式")]
    version: Annotated[
        Annotated[str, ChoiceKind(("令和6年10月",))], item("", "様式の版", per_revision=True)
    ]
    number: Annotated[Number, item("", "評価書番号", example="24")]
    title: Annotated[Text, item("", "評価書名", example="介護保険事務 重点項目評価書")]
    declaration: Annotated[Text, item("", "個人のプライバシー等の権利利益の保護の宣言")]
    notes: Annotated[Text | None, item("", "特記事項", note="なければ空欄か「なし」")] = None
    agency: Annotated[Text, item("", "評価実施機関名", example="福島県郡山市長")]
    published: Annotated[Date, item("", "公表日", example="令和8年2月16日", per_revision=True)]
    basics: Annotated[Basics, item("Ⅰ", "基本情報")]
    files: Annotated[
        list[PersonalFile],
        Entries(minimum=1),
        item(
            "Ⅱ",
            "特定個人情報ファイルの概要",
            identity=("name",),
            note="Ⅰ-3 の特定個人情報ファイルごとに一つ",
        ),
    ]
    risks: Annotated[
        list[Risks],
        Entries(minimum=1),
        item(
            "Ⅲ",
            "リスク対策",
            star=True,
            printed="リスク対策 ※(7.②を除く。)",
            identity=("name",),
            note="Ⅰ-3 の特定個人情報ファイルごとに一つ",
        ),
    ]
    contacts: Annotated[Contacts, item("Ⅳ", "開示請求、問合せ")]
    procedure: Annotated[Procedure, item("Ⅴ", "評価実施手続")]
    changes: Annotated[
        list[ChangeRow],
        Entries(),
        item(
            "別添2",
            "変更箇所",
            slot="{n}",
            identity=("changed_on", "item"),
            note="古い順",
            log=True,
        ),
    ] = []
    attachments: Annotated[
        list[Attachment],
        Entries(),
        item(
            "", "別紙", slot="別紙{n}", identity=("name",), note="本文が参照する別紙1、別紙2 など"
        ),
    ] = []


class Form3H30(Form3):
    """平成30年5月 様式3: the same items."""

    version: Annotated[
        Annotated[str, ChoiceKind(("平成30年5月",))], item("", "様式の版", per_revision=True)
    ]


class Form3H26(Form3):
    """平成26年4月 様式3: 所属長 instead of 所属長の役職名."""

    version: Annotated[
        Annotated[str, ChoiceKind(("平成26年4月",))], item("", "様式の版", per_revision=True)
    ]
    basics: Annotated[BasicsH26, item("Ⅰ", "基本情報")]
