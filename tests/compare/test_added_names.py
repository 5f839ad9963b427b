"""Words for an entry that came: nearly its name, or something that may stand for it."""

from __future__ import annotations

import pytest

from pia_cli.compare.committed.added_names import is_of_another


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("こども部こども支援課を追加", "こども部こども家庭課"),
        ("移転先として、こども部こども支援課を追加", "こども部こども家庭課"),
        ("予防接種事務システム（ＰＭＨＨ）を新たに追加", "予防接種事務システム（PMH）"),
        ("国民健康保険データ出力業務を追加", "国民健康保険データ入力業務"),
    ],
)
def test_nearly_the_name_is_another_one(cell: str, name: str) -> None:
    assert is_of_another(cell, name)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("こども部こども家庭課を追加", "こども部 こども家庭課"),
        ("こども家庭課を追加", "こども部こども家庭課"),
        ("国保データ入力業務を追加", "国民健康保険データ入力業務"),
        ("新たな委託先として、国民健康保険データの入力業務を追加", "国民健康保険データ入力業務"),
        ("中間サーバを追加", "中間サーバー"),
        ("通知書の印刷を追加", "納税通知書の印刷・封入封緘業務"),
        ("レセプトの内容点検を追加", "診療報酬明細書点検業務"),
        ("マイナポータルを追加", "サービス検索・電子申請機能"),
        ("新規の委託を追加", "届出書の入力業務"),
        ("「こども支援課」を追加", "こども家庭課"),
        ("こども部こども支援課", "こども部こども家庭課"),
        ("こども部こども支援課を追加", ""),
    ],
)
def test_what_may_stand_for_the_name_is_none(cell: str, name: str) -> None:
    assert not is_of_another(cell, name)
