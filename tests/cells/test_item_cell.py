"""The cells 項目 as officers fill them, on the real document and on one of two numbered files."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path as File

import pytest

from pia_cli.cells.item_cell import ItemCells
from pia_cli.cells.known_items import Places
from pia_cli.cells.pieces import whole_names
from pia_cli.core.text import narrow
from pia_cli.document.nodes import Mapping, text_at
from pia_cli.document.reader import parse
from pia_cli.forms.name_reader import Care
from pia_cli.forms.naming import Names
from pia_cli.forms.registry import CURRENT
from pia_cli.forms.tree import locate

EXAMPLE = File(__file__).parents[2] / "examples" / "koriyama_kaigo.yaml"
FORM = CURRENT.tree
FILES = """\
様式: 重点項目評価書
特定個人情報ファイルの概要:
  - 特定個人情報ファイル名: （１）住民基本台帳ファイル
    特定個人情報の入手・使用: {使用の主体: {使用部署: 甲, 使用者数: 10人未満}}
    特定個人情報ファイルの取扱いの委託: {委託事項: [{委託先名: 甲}]}
  - 特定個人情報ファイル名: （２）本人確認情報ファイル
    特定個人情報の入手・使用: {使用の主体: {使用部署: 甲, 使用者数: 10人未満}}
    特定個人情報ファイルの取扱いの委託: {委託事項: [{委託先名: 甲}]}
リスク対策:
  - 特定個人情報ファイル名: （２）本人確認情報ファイル
  - 特定個人情報ファイル名: （１）住民基本台帳ファイル
"""
USERS = "Ⅱ(ファイル2)-3-④使用部署"
BOTH = ("Ⅰ-6-①部署", "Ⅰ-6-②所属長の役職名")
CONTRACTORS = ("Ⅱ-4-委託事項1-③委託先名", "Ⅱ-4-委託事項2-③委託先名")
SHARED_OUT = (
    "Ⅱ-4-委託事項1-④再委託の有無",
    "Ⅱ-4-委託事項1-⑤再委託の許諾方法",
    "Ⅱ-4-委託事項1-⑥再委託事項",
)
SYSTEMS = ("Ⅰ-2-システム1-③他のシステムとの接続", "Ⅰ-2-システム2-①システムの名称")
MANY = (
    *(*BOTH, "Ⅱ-2-⑥事務担当部署", "Ⅱ-3-④使用の主体", *CONTRACTORS),
    *("Ⅱ-6 保管場所", "Ⅳ-1-①請求先", "Ⅳ-2-①連絡先"),
)
TWELVE = (*(*MANY, "Ⅱ-2-①ファイルの種類", "Ⅱ-2-②対象となる本人の数", "Ⅱ-2-⑤保有開始日"),)
CLAUSES = "委託契約書中の特定個人情報ファイルの取扱いに関する規定"
SHARED_CARE = "再委託先による特定個人情報ファイルの適切な取扱いの担保"
INCIDENT = "過去3年以内に、評価実施機関において、個人情報に関する重大事故が発生したか"
DECLARATION = "個人のプライバシー等の権利利益の保護の宣言"


@cache
def cells(text: str = "") -> ItemCells:
    root = parse((text or EXAMPLE.read_text("utf-8")).encode(), "x.yaml").root
    assert isinstance(root, Mapping)
    return ItemCells(Names(FORM, root))


def labels(read: ItemCells, cell: str) -> tuple[str, ...] | None:
    root, places = read.names.root, read.read(cell)
    assert root is not None
    if places is None:
        return None
    found = (locate(FORM, path, lambda at: text_at(root, at)) for path in places)
    return tuple(place.label for place in found if place)


@pytest.mark.parametrize("group", ["か゛", "ハ゜ート情報", "宛名か゛情報", "ｶﾞｽ情報"])
def test_a_sign_of_voice_does_not_part_a_name(group: str) -> None:
    records = f"特定個人情報ファイル記録項目: [{{区分: {group}, 項目: [氏名]}}]"
    records = f"様式: 重点項目評価書\n特定個人情報ファイルの概要:\n  - {records}\n"
    assert labels(cells(records), f"別添1-{group}") == (f"別添1-{group}",)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("（２）本人確認情報ファイル Ⅱ-3-④使用部署", (USERS,)),
        ("Ⅱ（２）本人確認情報ファイル ３．④使用の主体 使用部署", (USERS,)),
        ("Ⅱ-3-④使用部署（本人確認情報ファイル）", (USERS,)),
        ("Ⅱ-3-④使用部署【（２）本人確認情報ファイル】", (USERS,)),
        ("Ⅱ-3-④使用部署（２）", (USERS,)),
        ("Ⅱ-3-④使用部署（ファイル2）", (USERS,)),
        (
            "委託事項1③委託先名",
            ("Ⅱ-4-委託事項1-③委託先名", "Ⅱ(ファイル2)-4-委託事項1-③委託先名"),
        ),
        ("Ⅱ（２） ４．委託事項１ ③委託先名", ("Ⅱ(ファイル2)-4-委託事項1-③委託先名",)),
        (
            "本人確認情報ファイル Ⅱ-3-④使用部署、使用者数",
            (USERS, "Ⅱ(ファイル2)-3-④使用者数"),
        ),
        (
            "住民基本台帳ファイル及び本人確認情報ファイル Ⅱ-3-④使用部署",
            ("Ⅱ-3-④使用部署", USERS),
        ),
        ("Ⅱ-3-④使用部署", ("Ⅱ-3-④使用部署", USERS)),
        ("Ⅲ（２）本人確認情報ファイル 8．監査", ("Ⅲ-8 監査",)),
        (
            "Ⅱ（２）",
            ("Ⅱ-2 基本情報", "Ⅱ(ファイル2) 特定個人情報ファイルの概要"),
        ),
        ("（本人確認）Ⅱ-3-④使用部署", (USERS,)),
        ("Ⅱ-3-④使用部署（本人確認）", (USERS,)),
        ("（情報）Ⅱ-3-④使用部署", ("Ⅱ-3-④使用部署", USERS)),
        ("（９）本人確認情報ファイル Ⅱ-3-④使用部署", None),
        ("新本人確認情報ファイル Ⅱ-3-④使用部署", None),
        ("本人確認情報ファイル Ⅰ-6-①部署", None),
        ("本人確認情報ファイル", None),
    ],
)
def test_the_file_that_is_meant(cell: str, items: tuple[str, ...] | None) -> None:
    assert labels(cells(FILES), cell) == items


@pytest.mark.parametrize(
    ("cell", "item"),
    [
        ("Ⅱ-2-③対象となる本人の範囲 その必要性", "Ⅱ-2-③その必要性"),
        ("Ⅱ-2-④記録される項目 主な記録項目", "Ⅱ-2-④主な記録項目"),
        ("Ⅱ-2-④記録される項目 その妥当性", "Ⅱ-2-④その妥当性"),
        ("Ⅱ-3-⑤使用方法 情報の突合", "Ⅱ-3-⑤情報の突合"),
        ("Ⅱ-4 委託の有無 件数", "Ⅱ-4 件数"),
        ("Ⅱ-4 委託事項1 再委託 ④再委託の有無", "Ⅱ-4-委託事項1-④再委託の有無"),
        ("Ⅲ-3 リスク2 ユーザ認証の管理 具体的な管理方法", "Ⅲ-3-リスク2 具体的な管理方法"),
        (f"Ⅲ-4 {CLAUSES} 規定の内容", "Ⅲ-4 規定の内容"),
        (f"Ⅲ-4 {SHARED_CARE} 具体的な方法", "Ⅲ-4 具体的な方法"),
        (f"Ⅲ-7-②{INCIDENT} その内容", "Ⅲ-7-②その内容"),
    ],
)
def test_an_item_after_the_label_that_it_is_printed_in(cell: str, item: str) -> None:
    assert labels(cells(), cell) == (item,)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("Ⅰ-6-①部署、②所属長の役職名", BOTH),
        ("Ⅰ-6-①、②", BOTH),
        ("Ⅰ-6-①及び②", BOTH),
        ("Ⅰ-6-①②", BOTH),
        ("Ⅰ-6-①部署\n②所属長の役職名", BOTH),
        ("Ⅰ-6-①部署\nⅠ-6-②所属長の役職名", BOTH),
        ("Ⅰ-6-①部署 Ⅰ-6-②所属長の役職名", BOTH),
        ("Ⅰ-6-①部署\tⅠ-6-②所属長の役職名", BOTH),
        ("Ⅰ－６－①部署とⅠ－６－②所属長の役職名", BOTH),
        ("Ⅰ-2システム1-③、システム2-①", SYSTEMS),
        ("Ⅰ-2システム1-③・システム2-①", SYSTEMS),
        ("委託事項1、2の委託先", CONTRACTORS),
        ("Ⅱ-4-委託事項1、2", ("Ⅱ-4-委託事項1", "Ⅱ-4-委託事項2")),
        ("Ⅱ-4-委託事項1及び2の委託先名", CONTRACTORS),
        ("Ⅱ-4-各委託事項-③委託先名", CONTRACTORS),
        ("Ⅱ-4の全ての委託事項③", CONTRACTORS),
        ("、".join(MANY), MANY),
        ("、".join(TWELVE), TWELVE),
        ("Ⅱ-4 委託事項1、2 ③委託先名", CONTRACTORS),
        ("Ⅱ-4 委託事項1～2 ③委託先名", CONTRACTORS),
        ("Ⅱ-4 委託事項1③委託先名、委託事項2③委託先名", CONTRACTORS),
        ("Ⅱ-4 委託事項1 ③委託先名、 委託事項2", (CONTRACTORS[0], "Ⅱ-4-委託事項2")),
        ("Ⅱ-4 委託事項1～3", ("Ⅱ-4-委託事項1", "Ⅱ-4-委託事項2")),
        ("Ⅱ-2-④記録される項目、主な記録項目", ("Ⅱ-2-④記録される項目", "Ⅱ-2-④主な記録項目")),
        ("Ⅱ-4-委託事項1-④～⑥", SHARED_OUT),
        ("Ⅱ-4-委託事項1-④-⑥", SHARED_OUT),
        ("Ⅱ-4-委託事項1-④から⑥まで", SHARED_OUT),
        ("Ⅱ-4-委託事項1-④再委託の有無～⑥再委託事項", SHARED_OUT),
        ("Ⅱ-4-委託事項1-④⑤⑥再委託", SHARED_OUT),
        ("Ⅱ-4-委託事項1-④～⑥再委託", SHARED_OUT),
        ("Ⅱ-4-委託事項1 ④、⑤、⑥再委託", SHARED_OUT),
        ("Ⅱ-4-委託事項1-⑤～⑨", None),
        ("Ⅰ-6-②、③", None),
        ("Ⅰ-6-①部署 Ⅰ-6-②部署", None),
        ("Ⅰ-6-①部署 Ⅰ-9-②所属長の役職名", None),
        ("Ⅰ-6-①部署と所属長の役職名", None),
        ("委託事項1、2の取扱", None),
    ],
)
def test_several_items_of_one_cell(cell: str, items: tuple[str, ...] | None) -> None:
    assert labels(cells(), cell) == items


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("表紙 評価書名", ("評価書名",)),
        ("【表紙】評価書名", ("評価書名",)),
        ("宣言", (DECLARATION,)),
        ("Ⅱ-4 委託事項9（新規）", ()),
        ("Ⅱ-4 委託事項の追加", ("Ⅱ-4 委託事項",)),
        ("Ⅱ-4 委託事項2の削除", ("Ⅱ-4-委託事項2",)),
        ("Ⅱ-4 委託事項2（削る）", ("Ⅱ-4-委託事項2",)),
        ("Ⅱ-3-①入手元（他部署）", ("Ⅱ-3-①入手元",)),
        ("Ⅱ-3-②入手方法 その他", ("Ⅱ-3-②入手方法",)),
        ("Ⅱ-3-②情報提供ネットワーク", ("Ⅱ-3-②入手方法",)),
        ("（別紙１）提供先一覧", ()),
        ("Ⅱ.ファイルの概要 2.基本情報 ⑤保有開始日", ("Ⅱ-2-⑤保有開始日",)),
        ("Ⅱ4③委託事項1", (CONTRACTORS[0],)),
        ("Ⅱ-4-③委託先名（委託事項2）", (CONTRACTORS[1],)),
        ("Ⅱ-4 ③委託先名 委託事項2", (CONTRACTORS[1],)),
        ("Ⅱ-5-⑥（提供先1）", ("Ⅱ-5-提供先1-⑥提供方法",)),
        ("1-6-①部署", ("Ⅰ-6-①部署",)),
        ("Ⅲ リスク対策 全般", ("Ⅲ リスク対策",)),
        ("（介護）Ⅱ-4-委託事項2-③委託先名", (CONTRACTORS[1],)),
        ("【修正】Ⅱ-4-委託事項2-③委託先名", (CONTRACTORS[1],)),
        ("（2）Ⅱ-4-委託事項2-③委託先名", (CONTRACTORS[1],)),
        ("（介護）Ⅱ-4-委託事項9-③委託先名", ()),
        ("委託事項（2）③委託先名", (CONTRACTORS[1],)),
        ("委託事項２　③委託先名", (CONTRACTORS[1],)),
        ("委託事項1 ①", ("Ⅱ-4-委託事項1-①委託内容",)),
        ("提供先1⑥", ("Ⅱ-5-提供先1-⑥提供方法",)),
        ("Ⅱ-4 委託事項3(変更後:委託事項2) ③委託先名", (CONTRACTORS[1],)),
        ("Ⅱ-4-委託事項3（新2）-③委託先名", (CONTRACTORS[1],)),
        ("委託事項1（変更後は委託事項2）③委託先名", (CONTRACTORS[1],)),
        ("Ⅱ-4 委託事項3→委託事項2 ③委託先名", (CONTRACTORS[1],)),
        ("Ⅱ-4 委託事項2（旧委託事項3） ③委託先名", (CONTRACTORS[1],)),
        ("Ⅰ-6-①部署ほか", ("Ⅰ-6-①部署",)),
        ("Ⅰ-6-①部署の記載", ("Ⅰ-6-①部署",)),
        ("Ⅰ-6の①部署の記載内容", ("Ⅰ-6-①部署",)),
        ("Ⅱ-4 委託事項2の③", (CONTRACTORS[1],)),
        ("委託事項2 委託先名", (CONTRACTORS[1],)),
        ("各委託事項-③", CONTRACTORS),
        ("各委託事項③委託先名", CONTRACTORS),
        ("各委託事項の委託先名", CONTRACTORS),
        ("Ⅱ-4 各委託事項の委託先名", CONTRACTORS),
        ("全ての委託事項 ③委託先名", CONTRACTORS),
        ("すべての委託事項の③", CONTRACTORS),
        ("Ⅱ-5 提供・移転の件数", ("Ⅱ-5 提供・移転の有無",)),
        ("Ⅱ-5 移転件数", ("Ⅱ-5 提供・移転の有無",)),
        ("Ⅱ-5 提供の件数", ("Ⅱ-5 提供・移転の有無",)),
        ("Ⅱ-4 委託件数", ("Ⅱ-4 件数",)),
        ("Ⅱ－５ 件数", ("Ⅱ-5 提供・移転の有無",)),
        ("Ⅱ-5 提供・移転の有無（件数）", ("Ⅱ-5 提供・移転の有無",)),
        ("（別添１）記録項目 宛名情報", ("別添1-宛名情報",)),
        ("（別添１）特定個人情報ファイル記録項目 宛名情報", ("別添1-宛名情報",)),
        ("Ⅱ-4（2）委託の有無", ("Ⅱ-4 委託の有無",)),
        ("Ⅲ-3 リスク1 措置の内容", ("Ⅲ-3-リスク1 リスクに対する措置の内容",)),
        ("Ⅲ-4-リスク1 規定の内容", ("Ⅲ-4 規定の内容",)),
        ("Ⅲ-2 リスク１：目的外の入手が行われるリスク", ("Ⅲ-2 目的外の入手が行われるリスク",)),
        ("Ⅲ-7-リスク1 その他の措置の内容", ("Ⅲ-7 その他の措置の内容",)),
        ("Ⅲ-7 リスク1", ("Ⅲ-7 特定個人情報の保管・消去",)),
    ],
)
def test_words_around_a_name(cell: str, items: tuple[str, ...]) -> None:
    assert labels(cells(), cell) == items


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "I-5 ②所属長の役職名",
        "IV-① 請求先",
        "Ⅰ-5-①法令上の根拠",
        "Ⅱ-4-委託事項1-⑧委託先名",
        "Ⅱ-9-①入手元",
        "Ⅱ-2-③対象となる本人の範囲 その妥当性",
        "Ⅱ-2-③（その妥当性）",
        "（介護）Ⅰ-6-①所属長の役職名",
        "Ⅱ-4 委託事項3(2) ③委託先名",
        "委託事項2 ③所属長の役職名",
        "委託事項9 ③委託先名",
        "Ⅲ-3-リスク1 具体的な管理方法",
        "Ⅲ-4-リスク2 規定の内容",
        "Ⅲ-9-リスク1 具体的な方法",
        "Ⅰ-6 件数",
        "Ⅱ 件数",
        "Ⅰ-6 提供件数",
        "各委託事項 ③所属長の役職名",
        "全ての委託事項 の他",
        "（別添１）記録項目 ない情報",
        "あいうえお",
        "全般",
    ],
)
def test_what_names_another_item_than_its_number_is_none(cell: str) -> None:
    assert cells().read(cell) is None


def test_a_number_of_another_form_is_read_for_a_comparison_alone() -> None:
    names = cells().names
    assert cells().read("Ⅱ-6 ①保管場所") is None
    assert labels(ItemCells(names, Care.NUMBERED), "Ⅱ-6 ①保管場所") == ("Ⅱ-6 保管場所",)
    assert ItemCells(names, Care.NUMBERED).read("Ⅱ-4-委託事項1-⑧委託先名") is None


@pytest.mark.parametrize("cell", ["Ⅱ-5、" * 5000, "①" * 5000, "（" * 5000, "委託事項1、" * 900])
def test_a_long_cell(cell: str) -> None:
    cells().read(cell)


HOSTILE = (
    *("Ⅱ-4-③" + "（国保）" * 20 + "あ", "（国保）" * 20 + "Ⅱ-4", "あ" + "【変更】" * 20 + "あ"),
    *("Ⅱ-4（2）委託の有無" + "（以下略）" * 20, "（追加）①" * 25, "（2）" * 50 + "Ⅱ-4-③あ"),
    *("Ⅱ-4（追加）から①及び1、" * 12, "委託事項1、2（新規）提供先1~9（国保）" * 6),
    *("Ⅲ3（使用）リスク1（国保）（介護）（後期）（税）（追加）の措置", "再委託（国保）" * 20),
    "委託事項1~99" * 15 + "あ",
)


@pytest.mark.parametrize("cell", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("care", [Care.NESTED, Care.NUMBERED])
def test_what_is_in_brackets_is_not_left_out_in_every_order(
    cell: str, care: Care, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, whole, calls = ItemCells(cells().names, care), ItemCells._whole, Counter[str]()

    def counted(self: ItemCells, text: str) -> Places:
        calls[text] += 1
        assert calls.total() < 3_000
        return whole(self, text)

    monkeypatch.setattr(ItemCells, "_whole", counted)
    read.read(cell)


def test_many_words_in_brackets_are_read() -> None:
    words = "（国保）（介護）（後期）（税）（追加）（新規）（注1）（変更後）（以下略）（再掲）"
    assert labels(cells(), f"Ⅱ-4-委託事項1-③委託先名{words}") == (CONTRACTORS[0],)


def test_a_text_in_half_width_keeps_its_circles() -> None:
    assert narrow("Ⅱ－４，①〜") == "II-4、①~"


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Ⅰ-6-①部署、②所属長の役職名", []),
        ("Ⅰ-6-①部署、②所属長の役職名及びⅡ-2-⑥", ["Ⅰ-6-①部署、②所属長の役職名", "Ⅱ-2-⑥"]),
        ("表紙 評価書名、Ⅰ-1-①\nⅡ-1", ["Ⅰ-1-①", "Ⅱ-1"]),
        ("Ⅲ-4（Ⅱ-4、Ⅱ-5を含む）", []),
    ],
    ids=["one", "two", "not of the cover", "in brackets"],
)
def test_names_that_begin_with_a_part_are_told_apart(cell: str, names: list[str]) -> None:
    assert whole_names(cell) == names
