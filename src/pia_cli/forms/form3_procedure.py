"""様式3 Ⅳ, Ⅴ, 別添2 and 別紙."""

from __future__ import annotations

from typing import Annotated

from pia_cli.forms.answers import Date, DateText, Text, Threshold, Timing
from pia_cli.forms.item import item
from pia_cli.forms.section import Section


class Requests(Section):
    """Ⅳ-1."""

    place: Annotated[Text, item("①", "請求先")]
    method: Annotated[Text, item("②", "請求方法")]
    special: Annotated[Text | None, item("③", "法令による特別の手続")] = None
    unlisted: Annotated[Text | None, item("④", "個人情報ファイル簿への不記載等")] = None


class Inquiries(Section):
    """Ⅳ-2."""

    contact: Annotated[Text, item("①", "連絡先")]
    handling: Annotated[Text, item("②", "対応方法")]


class Contacts(Section):
    """Ⅳ."""

    requests: Annotated[Requests, item("1", "特定個人情報の開示・訂正・利用停止請求")]
    inquiries: Annotated[Inquiries, item("2", "特定個人情報ファイルの取扱いに関する問合せ")]


class BasicAssessment(Section):
    """Ⅴ-1."""

    performed_on: Annotated[Date, item("①", "実施日", per_revision=True)]
    threshold: Annotated[Threshold, item("②", "しきい値判断結果")]


class Hearing(Section):
    """Ⅴ-2 【任意】."""

    method: Annotated[Text | None, item("①", "方法")] = None
    period: Annotated[Text | None, item("②", "実施日・期間")] = None
    opinions: Annotated[Text | None, item("③", "主な意見の内容")] = None


class Review(Section):
    """Ⅴ-3 【任意】."""

    performed_on: Annotated[DateText | None, item("①", "実施日")] = None
    method: Annotated[Text | None, item("②", "方法")] = None
    result: Annotated[Text | None, item("③", "結果")] = None


class Procedure(Section):
    """Ⅴ."""

    basic: Annotated[BasicAssessment, item("1", "基礎項目評価")]
    hearing: Annotated[
        Hearing | None,
        item(
            "2",
            "国民・住民等からの意見の聴取",
            printed="国民・住民等からの意見の聴取【任意】",
        ),
    ] = None
    review: Annotated[Review | None, item("3", "第三者点検", printed="第三者点検【任意】")] = None


class ChangeRow(Section):
    """別添2, one row."""

    changed_on: Annotated[Date, item("", "変更日")]
    item: Annotated[Text, item("", "項目", example="Ⅱ-4-委託事項1-③委託先名")]
    before: Annotated[Text | None, item("", "変更前の記載")] = None
    after: Annotated[Text | None, item("", "変更後の記載")] = None
    timing: Annotated[Timing, item("", "提出時期")]
    reason: Annotated[Text | None, item("", "提出時期に係る説明")] = None


class Attachment(Section):
    """別紙, the local practice for long lists of 提供先・移転先."""

    name: Annotated[Text, item("", "名称", example="別紙1")]
    text: Annotated[Text, item("", "本文")]
