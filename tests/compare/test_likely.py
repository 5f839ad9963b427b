"""Explanations: offered for what looks so, never for what may mean something else."""

from __future__ import annotations

import pytest

from pia_cli.compare.change import Change, ChangeKind, Weight
from pia_cli.compare.likely import CLERICAL, LAW, LIGHTER, NEW_FORM, SECTION, explanations
from pia_cli.forms.choices import Box, BoxesKind, ChoiceKind
from pia_cli.forms.kinds import CountKind, FlagKind, Kind, TextKind

TEXT = TextKind()
BOXES = BoxesKind((Box("紙"), Box("評価実施機関内の他部署", TEXT), Box("その他", TEXT)))
REST = "本人からの申請を受け付け、内容を確認し、記録を残し、写しを渡すものとする。"


def change(
    before: str,
    after: str,
    kind: ChangeKind = ChangeKind.CHANGED,
    weight: Weight = Weight.SUBSTANCE,
    star: bool = True,
) -> Change:
    return Change(
        kind=kind,
        weight=weight,
        id="risks.other",
        item="Ⅲ-10",
        old_item="Ⅲ-10",
        section="Ⅲ",
        star=star,
        per_revision=False,
        before=before,
        after=after,
        old_value=before,
        new_value=after,
        old_path=("リスク対策", 0),
        new_path=("リスク対策", 0),
    )


def offered(before: str, after: str, kind: Kind | None = TEXT) -> tuple[str, ...]:
    return explanations(change(before, after), kind, False)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("番号法第19条第7号", "番号法第19条第8号"),
        ("番号法第9条別表第一 68項", "番号法第9条第1項 別表100の項"),
        ("番号法第9条第1項別表第一(別紙2を参照)", "番号法第9条第1項別表(別紙2を参照)"),
        ("番号法別表第二の93,94の項", "番号法第19条第8号に基づく主務省令第2条の表の131,132の項"),
        (
            f"番号法第19条第14号に基づき照会する。{REST}",
            f"番号法第19条第17号に基づき照会する。{REST}",
        ),
    ],
)
def test_law(before: str, after: str) -> None:
    assert offered(before, after) == (LAW,)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("番号法第9条により提供する。", "番号法第10条により提供しない。"),
        ("番号法第9条に基づき監視する。", "番号法第10条に基づき監視せず記録する。"),
        ("番号法第9条第1項 対象100人", "番号法第9条第1項 対象1000人"),
        ("番号法第9条第1項 対象1,000人", "番号法第9条第1項 対象2,000人"),
        ("番号法第9条により3年間保存する。", "番号法第9条により10年間保存する。"),
        ("番号法第9条により毎月5回点検", "番号法第9条により毎月1回点検"),
        ("番号法第9条に基づき毎日監視する", "番号法第9条に基づき適宜監視する"),
        ("番号法第9条に基づき毎日監視", "番号法第9条に基づき適宜監視"),
        ("番号法第9条第1項 別表100の項", "番号法第9条第1項 別表100の項、別表50の項"),
        ("番号法第19条第8号の表の2、3の項", "番号法第19条第8号の表の2、3、6の項"),
        ("番号法第9条 10項目", "番号法第9条 20項目"),
        ("番号法第9条", "条例による"),
        ("暗号化して保管する。", "保管する。"),
    ],
)
def test_not_law(before: str, after: str) -> None:
    assert LAW not in offered(before, after)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("社会福祉課", "生活支援課", TEXT),
        ("市民課、ソーシャルメディア推進課(電算室)", "市民課、DX戦略課(電算室)", TEXT),
        ("市民部\n税務部", "市民部\n財務部", TEXT),
        (
            "[○]評価実施機関内の他部署（市民課、社会福祉課）",
            "[○]評価実施機関内の他部署（市民課、生活支援課）",
            BOXES,
        ),
        ("町民生活課長", "住民課長", TEXT),
        ("市民部 市民課長、福祉部 高齢課長", "市民部 窓口課長、福祉部 高齢課長", TEXT),
    ],
)
def test_section(before: str, after: str, kind: Kind) -> None:
    assert offered(before, after, kind) == (SECTION,)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("市民課", "市民課、税務課", TEXT),
        ("市民課、税務課", "市民課", TEXT),
        ("市民課", "富士通株式会社", TEXT),
        ("市民課長", "市民部長", TEXT),
        ("市民課長", "市民課主幹", TEXT),
        ("市民課", "市民課長", TEXT),
        ("[　]評価実施機関内の他部署", "[○]評価実施機関内の他部署（市民課）", BOXES),
        ("[○]評価実施機関内の他部署（市民課）", "[　]評価実施機関内の他部署", BOXES),
        (
            "[○]評価実施機関内の他部署（福祉課）\n[　]その他",
            "[○]評価実施機関内の他部署（生活課）\n[○]その他（外部の課）",
            BOXES,
        ),
        ("入退室管理を総務課で行う。", "入退室管理を情報課で行う。", TEXT),
    ],
)
def test_not_section(before: str, after: str, kind: Kind) -> None:
    assert SECTION not in offered(before, after, kind)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"適正に行なう。{REST}", f"適正に行う。{REST}"),
        (f"資格お管理する。{REST}", f"資格を管理する。{REST}"),
        (f"資格を管理する{REST}", f"資格を管理する。{REST}"),
    ],
)
def test_clerical(before: str, after: str) -> None:
    assert offered(before, after) == (CLERICAL,)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("常時監視する。", "随時監視する。"),
        ("毎月、点検する。", "毎年、点検する。"),
        ("必ず確認する。", "随時確認する。"),
        ("職員以下が見る。", "職員以上が見る。"),
        ("委託する。", "委託しない。"),
        ("持ち出せる。", "持ち出せず。"),
        ("職員のみが見る。", "職員が見る。"),
        ("月末から保管する。", "月末まで保管する。"),
        ("甲又は乙が見る。", "甲及び乙が見る。"),
        ("可能とする。", "不能とする。"),
        ("3年保管する。", "5年保管する。"),
        ("許可を得る。", "許可を拒む。"),
        ("サーバに置く。", "ロッカに置く。"),
        ("問題がある。", "問題がない。"),
        ("異状なし。", "異状とす。"),
        ("甲を禁止する。", "甲を許可する。"),
        ("A案による。", "B案による。"),
    ],
)
def test_not_clerical(old: str, new: str) -> None:
    assert offered(f"{old}{REST}", f"{new}{REST}") == ()
    assert offered(f"{new}{REST}", f"{old}{REST}") == ()


def test_a_short_text_is_not_clerical() -> None:
    assert offered("行なう。", "行う。") == ()


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("市民課", "税務課", ChoiceKind(("市民課", "税務課"))),
        ("[　]委託しない課", "[○]委託しない課", FlagKind()),
        ("2", "3", CountKind()),
        ("", "税務課", TEXT),
        ("税務課", "", TEXT),
        ("[○]紙", "[　]紙", BOXES),
    ],
)
def test_nothing_is_offered(before: str, after: str, kind: Kind) -> None:
    assert offered(before, after, kind) == ()


@pytest.mark.parametrize(
    ("kind", "star", "expected"),
    [
        (ChangeKind.REMOVED, True, (LIGHTER,)),
        (ChangeKind.REMOVED, False, ()),
        (ChangeKind.ADDED, True, ()),
    ],
)
def test_entries(kind: ChangeKind, star: bool, expected: tuple[str, ...]) -> None:
    assert explanations(change("委託", "", kind, star=star), None, False) == expected


@pytest.mark.parametrize("weight", [Weight.NOTATION, Weight.ORDER])
def test_notation_needs_no_explanation(weight: Weight) -> None:
    assert explanations(change("市民課", "税務課", weight=weight), TEXT, True) == ()


def test_a_new_form() -> None:
    assert explanations(change("佐藤", "課長"), TEXT, True) == (NEW_FORM,)
    assert explanations(change("福祉課", "生活課"), TEXT, True) == (SECTION, NEW_FORM)
