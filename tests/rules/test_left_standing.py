"""C052: what may stand below a marked 「接続しない」, and what was left standing."""

from __future__ import annotations

from pathlib import Path

import pytest

from pia_cli.check.engine import check
from pia_cli.forms.answers import NETWORK

POSITIVE = Path(__file__).parents[1] / "cases" / "positive"
BASE = (POSITIVE / "base.yaml").read_text("utf-8")
NO_NETWORK = (POSITIVE / "no_entrustment.yaml").read_text("utf-8")
BOTH = "      接続しない: [入手, 提供]\n"


def found(text: str) -> list[str]:
    """What C052 says of a document."""
    return [one.message for one in check(text.encode(), "x").diagnostics if one.code == "C052"]


@pytest.mark.parametrize(
    "measures",
    [
        "",
        "－",
        "該当なし",
        "情報連携を行わないため、対策を要しない。",
        "情報提供ネットワークシステムに接続していない。",
        "接続しないので、該当するリスクはない。",
        "情報提供ネットワークシステムには接続していません。",
        "情報連携は行いません。",
        "接続なし",
        "情報連携の予定はない。",
        "情報連携を行わないものとする。",
        "未接続",
        "＜本市における措置＞ 接続しない。",
    ],
)
def test_words_that_say_there_is_none(measures: str) -> None:
    risk = f"      目的外の入手が行われるリスク:\n        リスクに対する措置の内容: {measures}\n"
    assert found(NO_NETWORK.replace(BOTH, BOTH + risk)) == []


@pytest.mark.parametrize(
    "measures",
    ["法令に該当する場合のみ照会する。", "目的外の照会をしないこと。", "照会者を記録する。"],
)
def test_measures(measures: str) -> None:
    risk = f"      目的外の入手が行われるリスク:\n        リスクに対する措置の内容: {measures}\n"
    assert len(found(NO_NETWORK.replace(BOTH, BOTH + risk))) == 1


def test_both_sides_are_one_finding() -> None:
    risks = "".join(
        f"      {name}:\n        リスクに対する措置の内容: 記録を残す。\n"
        for name in ("目的外の入手が行われるリスク", "不正な提供が行われるリスク")
    )
    assert len(found(NO_NETWORK.replace(BOTH, BOTH + risks))) == 1


def test_a_mark_against_the_legal_ground_is_not_said_twice() -> None:
    text = BASE.replace("接続しない: []", "接続しない: [入手]")
    assert text != BASE
    assert found(text) == []
    headings = ("      <情報照会>\n", "      <情報提供>\n")
    for heading in headings:
        text = text.replace(heading, "")
    assert found(text) == ["「接続しない(入手)」に印があるのに、リスク対策が書かれています"]
    assert found(text.replace("[入手]", "[入手, 提供]")) == []
    assert found(text.replace("実施の有無: 実施する", "実施の有無: 実施しない", 1)) == []


def by_network(measures: str) -> list[str]:
    """What C052 says where all 提供 goes through the network, and nothing but this is in Ⅲ-5."""
    transfers, storage = (
        BASE.index("      移転先:\n"),
        BASE.index("    特定個人情報の保管・消去:\n"),
    )
    assert transfers < storage
    text = BASE[:transfers] + BASE[storage:]
    for old, new in (
        ("        - 移転を行っている: 1\n", ""),
        ("            - 専用線\n            - その他: 電子申請\n", f"            - {NETWORK}\n"),
        ("提供・移転しない: false", "提供・移転しない: true"),
        ("提供及び移転の記録を保存し、毎月確認する。", measures),
    ):
        assert old in text
        text = text.replace(old, new)
    return found(text)


@pytest.mark.parametrize(
    "measures",
    [
        "Ⅲ-6に記載する。",
        "Ⅲ６に記載のとおり",
        "Ⅲ-6を参照",
        "「6.情報提供ネットワークシステムとの接続」に記載",
        "情報提供ネットワークシステムによる提供はⅢ-6に記載のとおり。",
        "情報提供ネットワークシステムを通じた提供のみのため、Ⅲ-6を参照。",
        "情報提供ネットワークシステムを使用した提供に限る。",
        "情報提供ネットワークシステムを使用した提供のみである。Ⅲ-6のとおりとする。",
    ],
)
def test_what_only_points_to_the_section_of_the_network(measures: str) -> None:
    assert by_network(measures) == []


@pytest.mark.parametrize(
    "measures",
    [
        "Ⅲ-6に記載の措置に加え、提供の記録を残す。",
        "Ⅲ-6を参照。提供の記録を残す。",
        "情報提供ネットワークシステムを使用した提供のみのため、記録を残す。",
        "規則第6に記載のとおり記録を残す。",
        "権限のある職員による提供のみ",
        "提供の記録を残す。",
    ],
)
def test_measures_beside_what_points_there(measures: str) -> None:
    assert len(by_network(measures)) == 1
