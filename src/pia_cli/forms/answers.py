"""The answer types and choice lists that several items share (様式3)."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pia_cli.forms.choices import TIMINGS, Box, BoxesKind, ChoiceKind
from pia_cli.forms.kinds import CountKind, DateKind, DateTextKind, FlagKind, TextKind

Text: TypeAlias = Annotated[str, TextKind()]
Date: TypeAlias = Annotated[str, DateKind()]
DateText: TypeAlias = Annotated[str, DateTextKind()]
Count: TypeAlias = Annotated[int, CountKind()]
Number: TypeAlias = Annotated[int, CountKind(positive=True)]
Flag: TypeAlias = Annotated[bool, FlagKind()]

Mark: TypeAlias = str | dict[str, str | int]
"""A marked box: its label, or its label with what is written beside it."""

WRITTEN = TextKind()

Performed: TypeAlias = Annotated[str, ChoiceKind(("実施する", "実施しない", "未定"))]

# 規則第4条・第6条のしきい値と一致するが、様式の一次資料では未確認。
TargetPeople: TypeAlias = Annotated[
    str,
    ChoiceKind(
        (
            "1,000人未満",
            "1,000人以上1万人未満",
            "1万人以上10万人未満",
            "10万人以上30万人未満",
            "30万人以上",
        ),
        unverified=True,
    ),
]

Subjects: TypeAlias = Annotated[
    str,
    ChoiceKind(
        (
            "1万人未満",
            "1万人以上10万人未満",
            "10万人以上100万人未満",
            "100万人以上1,000万人未満",
            "1,000万人以上",
        )
    ),
]

Staff: TypeAlias = Annotated[
    str,
    ChoiceKind(
        (
            "10人未満",
            "10人以上50人未満",
            "50人以上100人未満",
            "100人以上500人未満",
            "500人以上1,000人未満",
            "1,000人以上",
        )
    ),
]

Sufficiency: TypeAlias = Annotated[
    str, ChoiceKind(("特に力を入れている", "十分である", "課題が残されている"))
]

Effort: TypeAlias = Annotated[
    str, ChoiceKind(("特に力を入れて行っている", "十分に行っている", "十分に行っていない"))
]

RuleSet: TypeAlias = Annotated[str, ChoiceKind(("定めている", "定めていない"))]

NETWORK = "情報提供ネットワークシステム"
INSIDE = "庁内連携システム"

SystemLinks: TypeAlias = Annotated[
    list[Mark],
    BoxesKind(
        (
            Box(NETWORK),
            Box(INSIDE),
            Box("住民基本台帳ネットワークシステム"),
            Box("既存住民基本台帳システム"),
            Box("宛名システム等"),
            Box("税務システム"),
            Box("その他", WRITTEN),
        ),
        unverified=True,
    ),
]

FileKind: TypeAlias = Annotated[
    str, ChoiceKind(("システム用ファイル", "その他の電子ファイル(表計算ファイル等)"))
]

RecordedItems: TypeAlias = Annotated[
    str, ChoiceKind(("10項目未満", "10項目以上50項目未満", "50項目以上100項目未満", "100項目以上"))
]

Identification: TypeAlias = Annotated[
    list[Mark],
    BoxesKind((Box("個人番号"), Box("個人番号対応符号"), Box("その他識別情報(内部番号)"))),
]

Contact: TypeAlias = Annotated[
    list[Mark],
    BoxesKind(
        (
            Box("4情報(氏名、性別、生年月日、住所)"),
            Box("連絡先(電話番号等)"),
            Box("その他住民票関係情報"),
        )
    ),
]

Business: TypeAlias = Annotated[
    list[Mark],
    BoxesKind(
        (
            Box("国税関係情報"),
            Box("地方税関係情報"),
            Box("健康・医療関係情報"),
            Box("医療保険関係情報"),
            Box("児童福祉・子育て関係情報"),
            Box("障害者福祉関係情報"),
            Box("生活保護・社会福祉関係情報"),
            Box("介護・高齢者福祉関係情報"),
            Box("雇用・労働関係情報"),
            Box("年金関係情報"),
            Box("学校・教育関係情報"),
            Box("災害関係情報"),
            Box("その他", WRITTEN),
        )
    ),
]

Sources: TypeAlias = Annotated[
    list[Mark],
    BoxesKind(
        (
            Box("本人又は本人の代理人"),
            Box("評価実施機関内の他部署", WRITTEN),
            Box("行政機関・独立行政法人等", WRITTEN),
            Box("地方公共団体・地方独立行政法人", WRITTEN),
            Box("民間事業者", WRITTEN),
            Box("その他", WRITTEN),
        ),
        minimum=1,
    ),
]

Acquisition: TypeAlias = Annotated[
    list[Mark],
    BoxesKind(
        (
            Box("紙"),
            Box("電子記録媒体(フラッシュメモリを除く。)"),
            Box("フラッシュメモリ"),
            Box("電子メール"),
            Box("専用線"),
            Box(INSIDE),
            Box(NETWORK),
            Box("その他", WRITTEN),
        ),
        minimum=1,
    ),
]

PROVIDES = "提供を行っている"
TRANSFERS = "移転を行っている"

Sharing: TypeAlias = Annotated[
    list[Mark],
    BoxesKind(
        (Box(PROVIDES, CountKind()), Box(TRANSFERS, CountKind()), Box("行っていない")),
        minimum=1,
    ),
]

_MEDIA = (
    Box("専用線"),
    Box("電子メール"),
    Box("電子記録媒体(フラッシュメモリを除く。)"),
    Box("フラッシュメモリ"),
    Box("紙"),
    Box("その他", WRITTEN),
)

Provision: TypeAlias = Annotated[list[Mark], BoxesKind((Box(NETWORK), *_MEDIA), minimum=1)]

Transfer: TypeAlias = Annotated[list[Mark], BoxesKind((Box(INSIDE), *_MEDIA), minimum=1)]

Unconnected: TypeAlias = Annotated[list[Mark], BoxesKind((Box("入手"), Box("提供")))]

Audits: TypeAlias = Annotated[
    list[Mark], BoxesKind((Box("自己点検"), Box("内部監査"), Box("外部監査")))
]

# 公表された評価書には、1) を「特に力を入れている」と印刷したものがある。
SubcontractorCare: TypeAlias = Annotated[
    str,
    ChoiceKind(
        (
            "特に力を入れて行っている",
            "十分に行っている",
            "十分に行っていない",
            "再委託していない",
        ),
        accepted=("特に力を入れている",),
    ),
]

Threshold: TypeAlias = Annotated[
    str,
    ChoiceKind(
        (
            "基礎項目評価及び重点項目評価の実施が義務付けられる",
            "基礎項目評価の実施が義務付けられる(任意に重点項目評価を実施)",
            "特定個人情報保護評価の実施が義務付けられない(任意に重点項目評価を実施)",
        )
    ),
]

Timing: TypeAlias = Annotated[str, ChoiceKind(TIMINGS)]
