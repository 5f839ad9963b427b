"""L: as of which day an assessment is judged, and whose 別表 and 第19条 a text cites."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import check

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
PUBLISHED = "公表日: 令和7年3月28日"
NOTES = "    備考:\n"


def found(text: str, published: str = PUBLISHED, today: date | None = date(2025, 4, 1)) -> set[str]:
    document = BASE.replace(NOTES, f"{NOTES.rstrip()} {text}\n").replace(PUBLISHED, published)
    codes = {one.code for one in check(document.encode(), "x", today=today).diagnostics}
    return {code for code in codes if code.startswith("L")}


@pytest.mark.parametrize(
    ("published", "today", "expected"),
    [
        ("公表日: 令和6年5月26日", date(2025, 4, 1), set()),
        ("公表日: 令和6年5月27日", None, {"L002"}),
        ("公表日:", None, set()),
        ("公表日:", date(2024, 5, 26), set()),
        ("公表日:", date(2024, 5, 27), {"L002"}),
        ("公表日: 令和6年5月", date(2025, 4, 1), set()),
        ("公表日: 令和6年2月30日", date(2025, 4, 1), set()),
    ],
)
def test_the_day_of_publication_decides(
    published: str, today: date | None, expected: set[str]
) -> None:
    assert found("番号法別表第二による。", published, today) == expected


@pytest.mark.parametrize(
    "text",
    [
        "番号法第19条第7号の情報提供ネットワークシステムによる。",
        "番号法第19条7号に基づく情報照会",
        "番号利用法第１９条第７号（特定個人情報の提供の制限）",
        "番号法第19条第7号により照会する。",
        "番号法第十九条第七号により照会する。",
        "現在、番号法第19条第7号により主務省令第2条の表の事務で照会している。",
        "生活保護の廃止の照会は、番号法第19条第7号による。",
        "番号法第19条（特定個人情報の提供の制限）第7号",
        "番号法第19条(特定個人情報の提供の制限)第７号",
        "番号法 第19条 第7号により照会する。",
        "番号法第十九条　第七号により照会する。",
    ],
)
def test_item_7(text: str) -> None:
    assert found(text) == {"L001"}


@pytest.mark.parametrize(
    "text",
    [
        "番号法第19条第7号による。",
        "番号法第19条第7号、第8号の情報照会による。",
        "番号法第19条第7号・第8号の情報照会による。",
        "番号法第19条第17号の情報照会による。",
        "旧番号法第19条第7号の情報照会による。",
        "改正前の番号法第19条第7号の情報照会による。",
        "番号法第19条第7号（住民基本台帳法）と情報照会による。",
        "地方税法第19条第7号と情報照会による。",
        "番号法第19条（特定個人情報の提供の制限）第8号",
        "番号法第19条（改正前）第7号の情報照会による。",
        "番号法 第19条 第7号、第8号の情報照会による。",
        "地方税法 第19条 第7号と情報照会による。",
        "番号法及び条例第19条第7号の情報照会による。",
        "番号法第19条第7号（現第8号）及び旧別表第二に基づき照会する。",
        "番号法第十九条第七号（現在は第八号）に基づく情報照会",
        "番号法第19条第7号（令和3年9月1日以降は第8号）の情報照会",
        "番号法第19条第7号（令和3年改正前）の情報照会",
        "番号法第19条第7号を第8号に改め、情報照会の記載を直した。",
        "番号法第19条第7号→第8号（情報照会）",
        "番号法第19条第7号により、住民基本台帳ネットワークシステムに照会する。",
        "番号法第19条第7号による。情報は窓口に照会する。",
    ],
)
def test_another_item_7(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "番号法別表第１による。",
        "番号法第19条第8号及び別表第二",
        "マイナンバー法別表第2の第1欄",
        "番号法第19条8号別表2",
        "番号法第９条 別表１の１０の項",
        "番号法別表第一 項番30",
        "番号法別表1と別表2",
        "番号法別表1/別表2",
        "番号法第9条第1項 別表1 30の項",
        "番号法別表２の５６の２の項",
        "番号法別表2による。",
        "番号法別表第二の十の項",
        "番号法別表第一十の項",
        "番号法別表第二三十の項",
        "番号法別表第二、十の項",
        "番号法別表第二及び第十の項",
        "番号法別表1の2、3の項",
        "番号法第9条第1項別表第一30の項",
        "番号法別表第一３０の項",
        "番号法別表第二42、43の項",
        "番号法別表第二２、３の項",
        "番号法第9条第1項及び別表第一30",
    ],
)
def test_old_tables(text: str) -> None:
    assert found(text) == {"L002"}


@pytest.mark.parametrize(
    "text",
    [
        "番号法別表による。",
        "番号法別表第2の項",
        "番号法別表第24の項",
        "番号法別表第二十の項",
        "番号法別表第二十四の項により",
        "番号法別表第百三十一項",
        "番号法別表第十二の項",
        "番号法別表第一の項",
        "番号法別表2の項",
        "番号法別表２の２の項",
        "番号法別表1、2の項",
        "番号法別表1及び第2の項",
        "番号法別表1～2の項",
        "番号法別表1 の項",
        "番号法別表１　の項",
        "番号法別表1と2の項",
        "番号法別表1/2の項",
        "番号法別表１／２の項",
        "番号法別表24の項",
        "番号法第9条第2項に基づくみなと市条例別表2",
        "住民基本台帳法別表1の10の項",
        "番号法第9条第2項に基づくみなと市条例別表第2",
        "住民基本台帳法別表第二",
        "番号法及び住民基本台帳法別表第一",
        "旧番号法別表第二",
        "番号法旧別表第二",
        "番号法に基づく省令の別表第二",
        "別表第二",
        "番号法による。別表第二",
        "番号法別表第二の廃止に伴い改めた。",
        "番号法別表第二（現主務省令第2条の表）による。",
        "番号法別表第一（現在の別表）による。",
        "番号法別表第二（令和6年5月27日に廃止）による。",
        "番号法第9条第1項 別表の44の項（令和6年5月27日前は別表第一の30の項）",
        "番号法第9条第1項 別表の44の項（令和6年5月26日までは別表第一の30の項）",
    ],
)
def test_other_tables(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "番号法第19条第14号による。",
        "番号法第19条第14号による。照会リストにある。",
        "番号法第19条第17号の照会リスト",
        "特定個人情報保護委員会規則",
        "特定個人情報保護委員会告示",
        "特定個人情報保護委員会事務局",
        "旧行政機関個人情報保護法",
        "番号法第27条第1項の特定個人情報保護評価指針",
        "番号法第28条の特定個人情報保護評価",
        "個人情報の保護に関する法律施行条例",
        "旧みなと市個人情報保護条例（令和5年4月1日廃止）",
        "みなと市個人情報保護条例（平成17年条例第1号。令和5年廃止）",
        "廃止前のみなと市個人情報保護条例",
        "行政機関の保有する個人情報の保護に関する法律は廃止された。",
        "廃止された行政機関の保有する個人情報の保護に関する法律",
        "みなと市個人情報保護条例は令和5年4月1日に廃止し、法に移行した。",
        "みなと市個人情報保護条例（平成17年条例第1号）を廃止した。",
        "みなと市個人情報保護条例の廃止に伴い改めた。",
        "別表第二の命令（平成26年内閣府・総務省令第7号）は廃止された。",
        "みなと市議会個人情報保護条例",
        "平成25年法律第27号",
        "法律27号室",
    ],
)
def test_names_in_force(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "みなと市個人情報保護条例による。",
        "みなと市個人情報保護条例に基づき、廃止した台帳を消去する。",
        "行政機関の保有する個人情報の保護に関する法律は遵守する。台帳は廃止した。",
        "命令（平成26年内閣府・総務省令第7号）による。",
        *(
            f"平成{year}年内閣府・総務省令第{no}号"
            for year, no in (("２６", "７"), ("二十六", "七"))
        ),
        *(
            f"番号法第{article}条に規定する特定個人情報保護評価"
            for article in ("26", "２６", "二十六", "27", "２７", "二十七")
        ),
        "行政機関個人情報保護法による。",
        "独立行政法人等個人情報保護法による。",
        "独立行政法人等の保有する個人情報の保護に関する法律による。",
    ],
)
def test_names_no_longer_in_force(text: str) -> None:
    assert found(text) == {"L006"}


@pytest.mark.parametrize(
    "text",
    [
        "番号法（平成25年5月31日法律27号）による。",
        "平成26年総務省令85号",
        "平成26年内閣府・総務省令9号",
        "平成二十七年県条例三十二号",
        "平成27年3月20日条例32号",
    ],
)
def test_numbers_of_laws(text: str) -> None:
    assert found(text) == {"L007"}


@pytest.mark.parametrize(
    "text",
    [
        "平成25年5月31日法律第27号",
        "平成26年総務省令第85号",
        "令和6年4月から条例は3号の改正を経た。",
        "令和6年中の総務省令は3号まである。",
        "平成27年10月5日通知4号",
    ],
)
def test_no_numbers_of_laws(text: str) -> None:
    assert found(text) == set()


@pytest.mark.parametrize(
    ("basis", "expected"),
    [
        ("番号法第9条第1項 別表44の項", set()),
        ("番号法第9条第1項 別表24の項", set()),  # 保険税
        ("番号法第9条第1項 別表85、44の項", set()),
        ("番号法第9条第1項 別表1の項", set()),  # 健康保険 is in 国民健康保険
        ("番号法第9条第1項 別表98の項", set()),  # no single statute
        ("番号法第9条第1項 別表81の項", {"L004"}),
        ("番号法第9条第1項 別表63、64の項", {"L004"}),
    ],
)
def test_statute_of_the_affair(basis: str, expected: set[str]) -> None:
    text = BASE.replace("番号法第9条第1項 別表44の項", basis)
    codes = {one.code for one in check(text.encode(), "x").diagnostics}
    assert {code for code in codes if code.startswith("L")} == expected


@pytest.mark.parametrize(
    ("affair", "right", "wrong"),
    [
        ("後期高齢者医療に関する事務", "85", "81"),
        ("固定資産税の賦課に関する事務", "24", "81"),
        ("個人住民税の賦課に関する事務", "24", "81"),
        ("学校保健に関する事務", "40", "81"),
        ("障害者福祉に関する事務", "117", None),
        ("住民税非課税世帯に対する給付金の支給に関する事務", "117", None),
        ("住民税均等割非課税世帯への臨時給付に関する事務", "117", None),
        ("市町村民税非課税世帯等臨時特別給付金に関する事務", "117", None),
        ("市民税・県民税非課税世帯への支援に関する事務", "117", None),
        ("低所得世帯（市民税均等割のみ課税世帯）支援に関する事務", "117", None),
        ("住民税課税世帯への支援に関する事務", "117", None),
        ("定額減税補足給付金（個人住民税）に関する事務", "117", None),
        ("住民税情報を用いた保育料の算定に関する事務", "117", None),
        ("固定資産税課税情報の提供に関する事務", "117", None),
        ("市民税・県民税の賦課に関する事務", "24", "81"),
    ],
)
def test_affairs_that_are_not_called_after_their_statute(
    affair: str, right: str, wrong: str | None
) -> None:
    text = BASE.replace("国民健康保険", affair.removesuffix("に関する事務"))
    for number, expected in ((right, False), (wrong or "81", wrong is not None)):
        cited = text.replace("別表44の項", f"別表{number}の項")
        found = check(cited.encode(), "x").diagnostics
        codes = {one.code for one in found if one.item.startswith("Ⅰ-4")}
        assert ("L004" in codes) == expected


def test_the_right_one_of_equal_numbers_is_marked() -> None:
    basis = "番号法第9条第1項 別表44の項、番号法別表の144の項"
    text = BASE.replace("番号法第9条第1項 別表44の項", basis)
    (one,) = check(text.encode(), "x").diagnostics
    line = text.splitlines()[one.span.line - 1]
    assert one.code == "L003"
    assert line[: one.span.column - 1].endswith("番号法別表の")
    assert line[one.span.column - 1 : one.span.end_column - 1] == "144"


def test_many_findings_take_no_long() -> None:
    text = "番号法別表" + "200、" * 50_000 + "200の項"
    assert found(text) == {"L003"}


@pytest.mark.parametrize(
    "piece", ["特定個人情報保護委員会", "第27条", "平成1", "個人情報", "の", "番号法"]
)
def test_long_texts(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    assert "L002" not in found(f"番号法{text}")


def styles(text: str) -> list[tuple[str, str]]:
    """What L008 says of a basis, and the letters that it points at."""
    text = f"番号法第9条第1項 {text}"
    document = BASE.replace("番号法第9条第1項 別表44の項", text)
    assert document != BASE
    found = check(document.encode(), "x", today=date(2025, 4, 1)).diagnostics
    column = document.split("法令上の根拠: ")[0].rpartition("\n")[2] + "法令上の根拠: "
    return [
        (one.message, text[one.span.column - len(column) - 1 :][: len("44,45")])
        for one in found
        if one.code == "L008"
    ]


@pytest.mark.parametrize(
    ("text", "odd", "usual"),
    [
        ("別表44,45・46の項", "・", ","),
        ("別表44・45,46の項", ",", "・"),
        ("別表44,45・46・47の項", ",", "・"),
        ("別表44・45,46、47の項", "・", "、"),
    ],
)
def test_the_usual_mark_is_the_most_frequent_or_the_first(text: str, odd: str, usual: str) -> None:
    ((message, place),) = styles(text)
    assert message == f"項番が「{odd}」で区切られていますが、ほかの項番は「{usual}」です"
    assert place == text.removeprefix("別表")[: len("44,45")]


@pytest.mark.parametrize(
    ("basis", "is_old"),
    [
        ("番号法第19条第8号", True),  # receives through the network
        ("番号法第19条第1号", False),
        ("番号法第9条第2項に基づく条例", False),  # a 移転先
    ],
)
def test_a_table_without_its_law_is_of_number_law_on_the_network_alone(
    basis: str, is_old: bool
) -> None:
    document = BASE.replace(f"法令上の根拠: {basis}\n", "法令上の根拠: 別表第二の42の項\n")
    assert document != BASE
    codes = {one.code for one in check(document.encode(), "x", today=date(2025, 4, 1)).diagnostics}
    assert ("L002" in codes) is is_old


@pytest.mark.parametrize(
    "published", ["公表日: 令和7年2月30日", "公表日: 令和7年3月", "公表日: 近日"]
)
def test_nothing_is_judged_by_a_day_that_cannot_be_read(published: str) -> None:
    text = BASE.replace(NOTES, f"{NOTES.rstrip()} 番号法別表第二による。\n")
    text = text.replace(PUBLISHED, published)
    checked = check(text.encode(), "x", today=date(2025, 4, 1))
    assert {"L002", "L003", "L005", "L008", "D010", "D014"} <= checked.skipped
    assert not {"L002", "D014"} & {one.code for one in checked.diagnostics}


@pytest.mark.parametrize(
    ("old", "new", "is_old"),
    [
        (
            "法令上の根拠: 番号法第19条第8号\n",
            "法令上の根拠: 本評価書末尾の別表第二を参照\n",
            False,
        ),
        ("提供する情報: 医療保険給付の支給に関する情報", "提供する情報: 別表1に掲げる情報", False),
        (
            "提供する情報: 医療保険給付の支給に関する情報",
            "提供する情報: 別表第一に掲げる情報",
            False,
        ),
        (
            "提供先における用途: 生活保護の決定",
            "提供先における用途: 別表第二の26の項に掲げる生活保護の決定",
            True,
        ),
    ],
)
def test_tables_of_the_document_itself(old: str, new: str, is_old: bool) -> None:
    document = BASE.replace(old, new, 1)
    assert document != BASE
    codes = {one.code for one in check(document.encode(), "x", today=date(2025, 4, 1)).diagnostics}
    assert ("L002" in codes) is is_old


def test_the_statute_may_be_told_by_the_name_of_the_affair_alone() -> None:
    text = BASE.replace("評価書名: 国民健康保険に関する", "評価書名: 保険に関する", 1)
    text = text.replace("      国民健康保険法に基づき、次の", "      次の", 1)
    text = text.replace("番号法第9条第1項 別表44の項", "番号法第9条第1項 別表100の項", 1)
    (one,) = check(text.encode(), "x", today=date(2025, 4, 1)).diagnostics
    assert one.code == "L004"
    assert "国民健康保険法によると読めます" in one.message
