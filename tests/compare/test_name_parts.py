"""Parts of names of offices and companies: words of them, or cut out of one."""

from __future__ import annotations

import pytest

from pia_cli.compare.committed.name_parts import is_cut


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("課長", "生活福祉課長"),
        ("福祉課長", "生活福祉課長"),
        ("「福祉部」", "健康福祉部生活福祉課"),
        ("サービス株式会社", "うみべデータサービス株式会社"),
        ("うみべデータ", "うみべデータサービス株式会社"),
        ("日立", "株式会社日立製作所"),
    ],
)
def test_cut_out_of_a_word(cell: str, name: str) -> None:
    assert is_cut(cell, name)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("生活福祉課長", "生活福祉課長"),
        ("保険年金課長", "市民部次長兼保険年金課長"),
        ("市民部次長", "市民部次長兼保険年金課長"),
        ("生活福祉課", "健康福祉部生活福祉課"),
        ("健康福祉部", "健康福祉部 生活福祉課"),
        ("国保年金課", "国保年金課、税務課"),
        ("長寿介護課", "健康部長寿介護課"),
        ("デジタル推進室", "企画部デジタル推進室"),
        ("市民課長", "市民課長（戸籍担当）"),
        ("うみべデータサービス", "うみべデータサービス株式会社"),
        ("富士通", "富士通株式会社"),
        ("日立製作所", "株式会社日立製作所"),
        ("㈱日立製作所", "株式会社日立製作所 公共システム事業部"),
        ("富士通Japan株式会社", "富士通Japan株式会社福島公共ビジネス部"),
        ("東北支社", "日本電気株式会社 東北支社"),
        ("…課長", "生活福祉課長"),
        ("（略）課長", "生活福祉課長"),
        ("総務課", "生活福祉課"),
        ("", "生活福祉課"),
    ],
)
def test_no_part_or_one_of_whole_words(cell: str, name: str) -> None:
    assert not is_cut(cell, name)
