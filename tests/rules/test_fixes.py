"""What fixable rules write: the finding is gone, a second run changes nothing."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pia_cli.check import fix as fix_module
from pia_cli.check.engine import CheckedDocument, check
from pia_cli.check.fix import WAREKI, fix
from pia_cli.rules.fixes import FIXES
from pia_cli.rules.registry import RULES

ROOT = Path(__file__).parents[2]
BASE = (ROOT / "tests" / "cases" / "positive" / "base.yaml").read_text("utf-8")
EXAMPLE = (ROOT / "examples" / "koriyama_kaigo.yaml").read_bytes()
TODAY = date(2025, 4, 1)
TEXT = "届出の内容を確認し、資格の得喪及び給付の決定を行う。"
USE = f"使用方法: {TEXT}"
ROW = "  - 変更日: 令和6年3月29日\n"
BLOCK = "        ①資格の管理\n        ②給付の管理\n"


def mended(text: str, codes: frozenset[str] = frozenset(FIXES), *, wareki: bool = False) -> str:
    return fix(text.encode(), "x.yaml", codes, wareki=wareki, today=TODAY).data.decode()


def test_fixable_rules_are_those_with_a_fixer() -> None:
    assert {rule.code for rule in RULES if rule.fixable} == set(FIXES)


CASES = [
    ("F045", "公表日: 令和7年3月28日", "公表日: 令和７年 3月28日", "公表日: 令和７年3月28日"),
    ("F045", "公表日: 令和7年3月28日", '公表日: " 令和7年3月28日　"', '公表日: "令和7年3月28日"'),
    ("F045", "変更日: 令和6年3月29日", "変更日: R6.3.29", "変更日: 令和6年3月29日"),
    ("F045", "変更日: 令和6年3月29日", "変更日: Ｒ６／３／２９", "変更日: 令和6年3月29日"),
    ("F045", "変更日: 令和6年3月29日", "変更日: 2024年 3月 29日", "変更日: 令和6年3月29日"),
    ("F045", "変更日: 令和6年3月29日", "変更日: 令和 1年6月 27日", "変更日: 令和元年6月27日"),
    ("F045", "公表日: 令和7年3月28日", "公表日: 令和7年3月28", "公表日: 令和7年3月28日"),
    ("D002", "保有開始日: 平成27年10月5日", "保有開始日: 平成27年 10月 5日",
     "保有開始日: 平成27年10月5日"),
    ("D002", "保有開始日: 平成27年10月5日", "保有開始日: 平成 27年　10月以降、 順次",
     "保有開始日: 平成27年10月以降、 順次"),
    ("D002", "保有開始日: 平成27年10月5日", "保有開始日: H27.10.5（番号の通知の開始）",
     "保有開始日: 平成27年10月5日（番号の通知の開始）"),
    ("D003", "変更日: 令和6年3月29日", "変更日: 令和1年6月27日", "変更日: 令和元年6月27日"),
    ("D003", "変更日: 令和6年3月29日", '変更日: "平成１年6月27日"', '変更日: "平成元年6月27日"'),
    ("D003", "公表日: 令和7年3月28日", "公表日: 令和01年5月1日", "公表日: 令和元年5月1日"),
    ("D003", "公表日: 令和7年3月28日", "公表日: 令和０１年05月01日", "公表日: 令和元年5月1日"),
    ("D003", USE, f"{USE}令和01年度と平成０１年", f"{USE}令和元年度と平成元年"),
    ("D003", "保有開始日: 平成27年10月5日", "保有開始日: 令和01年10月以降、順次",
     "保有開始日: 令和元年10月以降、順次"),
    ("D003", "保有開始日: 平成27年10月5日", "保有開始日: 令和1年10月以降、令和1年",
     "保有開始日: 令和元年10月以降、令和1年"),
    ("D003", USE, f"{USE}令和1年度と平成１年、令和11年", f"{USE}令和元年度と平成元年、令和11年"),
    ("F031", "使用者数: 10人以上50人未満", "使用者数: １０人以上 ５０人未満",
     "使用者数: 10人以上50人未満"),
    ("F031", "        - 専用線\n", "        - ' 専用線'\n", "        - '専用線'\n"),
    ("F031", "提出時期: 事前", '提出時期: "事前　"', '提出時期: "事前"'),
    ("N012", USE, f"{USE}\u202e届\u200b出", f"{USE}届出"),
    ("N012", "変更前の記載: 国民健康保険課長", "変更前の記載: 国民\u00ad健康保険課長",
     "変更前の記載: 国民健康保険課長"),
    ("N013", USE, f"{USE}本⼈の⼾籍、⿊字、⾭い⽤紙", f"{USE}本人の戸籍、黒字、青い用紙"),
    ("N013", USE, f"{USE}課⻑、⻄館、⺠生、⻘字、⻩色、⻭科、⽉曜",
     f"{USE}課長、西館、民生、青字、黄色、歯科、月曜"),
    ("N014", USE, f"{USE}ｼｽﾃﾑのﾊﾞｯｸｱｯﾌﾟ、あﾞ", f"{USE}システムのバックアップ、あ゛"),
    ("N015", USE, f"{USE}みなと㍿、㋿6年、㌢", f"{USE}みなと株式会社、令和6年、センチ"),
    ("N016", USE, f"{USE}サ一バの口グ、デー夕と工ラー", f"{USE}サーバのログ、データとエラー"),
    ("N018", USE, f"{USE}届出、、請求、。確認。。。。、。", f"{USE}届出、請求。確認。"),
    ("N022", USE, f"{USE}届出\u3000\u00a0\u2003\u3000", f"{USE}届出"),
    ("N022", USE, f'使用方法: "{TEXT}\t "', f'使用方法: "{TEXT}"'),
    ("N022", BLOCK, "        ①資格の管理 \u3000\n\n        ②給付の管理  \n",
     "        ①資格の管理\n\n        ②給付の管理\n"),
    ("N024", BLOCK, "        ➀資格の管理\n        ➁給付の管理\n", BLOCK),
    ("N025", USE, f"{USE}毎月1０日、１2３件、aＢc、１２、ＡＢ",
     f"{USE}毎月10日、123件、aBc、１２、ＡＢ"),
    ("N025", USE, f"{USE}1００，０００人、１，000,0００円、1,23０、５，９",
     f"{USE}100,000人、1,000,000円、1,230、５，９"),
    ("N028", USE, f"{USE}届出\u00a0\u2003確認", f"{USE}届出  確認"),
    ("N028", BLOCK, "        ①資格の\u2009管理\n        ②給付の\u00a0管理\n",
     "        ①資格の 管理\n        ②給付の 管理\n"),
    ("N029", USE, f"{USE}届出か\u3099ハ\u309aスワード、う\u3099", f"{USE}届出がパスワード、ゔ"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "sound", "wrong", "right"), CASES)
def test_fix(code: str, sound: str, wrong: str, right: str) -> None:
    before = BASE.replace(sound, wrong, 1)
    assert before != BASE
    codes = [one.code for one in check(before.encode(), "x.yaml", today=TODAY).diagnostics]
    assert code in codes
    after = mended(before)
    assert after == before.replace(wrong, right, 1)
    assert mended(after) == after
    left = [one.code for one in check(after.encode(), "x.yaml", today=TODAY).diagnostics]
    assert code not in left


def test_an_address_is_not_rewritten() -> None:
    """It would lead elsewhere: a person has to say which it is."""
    address = "https://example.jp/1０/Ａb?ｃd=１2,3４5"
    before = BASE.replace(USE, f"{USE}（{address}）毎月1０日、{address} を参照", 1)
    result = fix(before.encode(), "x.yaml", frozenset(FIXES), today=TODAY)
    assert result.data.decode() == before.replace("毎月1０日", "毎月10日")
    (left,) = {one.why for one in result.left}
    assert left == "正しい形が一つに決まりません。手で直してください"


@pytest.mark.parametrize(
    ("sound", "wrong"),
    [
        ("公表日: 令和7年3月28日", "公表日: 令和7年3月"),
        ("公表日: 令和7年3月28日", "公表日: R7.3.28頃"),
        ("公表日: 令和7年3月28日", "公表日: 28/3/2025"),
        ("公表日: 令和7年3月28日", "公表日: 7.3.28"),
        ("公表日: 令和7年3月28日", "公表日: R7.2.29"),
        ("公表日: 令和7年3月28日", "公表日: 令和7年 2月 29日"),
        ("公表日: 令和7年3月28日", "公表日: H31.5.1"),
        ("保有開始日: 平成27年10月5日", "保有開始日: 番号の通知の開始日（H27.10.5）"),
        ("保有開始日: 平成27年10月5日", "保有開始日: H27.10.5.1"),
    ],
)
def test_a_date_with_no_or_several_readings_is_left(sound: str, wrong: str) -> None:
    before = BASE.replace(sound, wrong, 1)
    result = fix(before.encode(), "x.yaml", frozenset(FIXES), today=TODAY)
    assert (result.data.decode(), result.counts) == (before, {})
    assert {one.why for one in result.left} == {"正しい形が一つに決まりません。手で直してください"}


def test_every_fixer_has_a_case() -> None:
    assert {code for code, *_ in CASES} == set(FIXES)


def test_several_fixers_mend_one_text() -> None:
    """What one fixer lays bare (サ一バ, か and its mark) another mends; one may be refused."""
    slips = "サ\u200b一バ、\u200b、か\u200b\u3099ｶﾞ\u00a0本⼈1０。。\u3000"
    before = BASE.replace(USE, USE + slips, 1)
    result = fix(before.encode(), "x.yaml", frozenset(FIXES), today=TODAY)
    assert result.data.decode() == BASE.replace(USE, f"{USE}サーバ、がガ 本人10。", 1)
    codes = ("N012", "N013", "N014", "N016", "N018", "N022", "N025", "N028", "N029")
    assert (tuple(result.counts), result.left) == (codes, ())
    before = BASE.replace(USE, f"{USE}本⼈\u00a0#届出", 1)  # a plain space would begin a comment
    result = fix(before.encode(), "x.yaml", frozenset(FIXES), today=TODAY)
    assert result.data.decode() == before.replace("⼈", "人")
    assert (result.counts, len(result.left)) == ({"N013": 1}, 1)


def test_more_findings_than_are_shown_are_mended() -> None:
    before = BASE.replace(USE, USE + "\u200b届" * 30, 1).replace("①資格", "\u200b①資格", 1)
    assert "\u200b" not in mended(before)


@pytest.mark.parametrize(
    ("sound", "wrong", "why"),
    [
        (USE, f"# 注\u200b釈\n      {USE}", "項目の値の外（注釈など）"),
        (USE, f'使用方法: "{TEXT}\\u00a0届出"', "引用符の中で \\ を使って"),
        (USE, f"使用方法: >-\n        {TEXT}本⼈の\n        届出", "折り返すブロック（>）"),
        (USE, f"使用方法: {TEXT}\n        本⼈の届出", "複数の行に折り返して"),
        (BLOCK, f"        \u00a0資格\n{BLOCK}", "YAML として別の値になります"),
    ],
)
def test_what_cannot_be_mended_is_left_with_the_reason(sound: str, wrong: str, why: str) -> None:
    before = BASE.replace(sound, wrong, 1)
    result = fix(before.encode(), "x.yaml", frozenset(FIXES), today=TODAY)
    assert (result.data.decode(), result.counts, len(result.left)) == (before, {}, 1)
    assert why in result.left[0].why


def test_a_value_below_a_wrong_key_waits_for_the_key() -> None:
    text = BASE.replace("目的外の入手が行われるリスク", "目的外の 入手が行われるリスク", 1)
    head, key, rest = text.partition("目的外の 入手が行われるリスク")
    before = head + key + rest.replace("対策は十分か: 十分である", "対策は十分か: 十分で ある", 1)
    result = fix(before.encode(), "x.yaml", frozenset(FIXES), today=TODAY)
    assert [one.finding.code for one in result.left] == ["F031"]
    assert "キー「目的外の 入手が行われるリスク」が様式にありません" in result.left[0].why


@pytest.mark.parametrize("number", [1, 7, 40])
def test_a_file_is_checked_again_only_while_something_was_mended(
    monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """However many edits fail, and whatever is over the bound of one round."""
    runs = 0

    def counted(*words: Any, **options: Any) -> CheckedDocument:
        nonlocal runs
        runs += 1
        return check(*words, **options)

    monkeypatch.setattr(fix_module, "check", counted)
    row = '  - 変更日: "\\u4ee4和1年6月27日"\n    項目: Ⅱ-4\n'
    rows = row * number
    start = BASE.index(ROW)
    text = BASE[:start] + rows + BASE[start:]
    result = fix(text.encode(), "x.yaml", frozenset({"D003"}), today=TODAY)
    assert (runs, result.counts, len(result.left)) == (1, {}, number)
    text = text.replace("\\u4ee4", "令")
    result = fix(text.encode(), "x.yaml", frozenset({"D003"}), today=TODAY)
    assert (runs, result.counts, result.left) == (3, {"D003": number}, ())


PARTS = (
    *("届", "出", "サ", "バ", "か", "は", "う", "が", "ー", "一", "口", "グ", "1", "０", "a", "Ｂ"),
    *("\u200b", "\u202e", "\u00ad", "\u3099", "\u309a", "⼈", "⼾", "ｶ", "ﾞ", "ﾟ", "ｰ", "㍿", "㍻"),
    *("サ一バ", "デー夕", "。", "、", " ", "\u3000", "\u00a0", "\u2003", "➀", "②", "※"),
)
"""What slips are made of, and what they border on."""
PLACES = (
    (USE, f"{USE}{{}}\n"),
    ("情報の突合: 届出書の内容と宛名情報とを突合する。", '情報の突合: "届{}"\n'),
    (
        "その必要性: 被保険者の資格を正確に把握し、保険給付を適正に行うため。",
        "その必要性: '届{}'\n",
    ),
    (BLOCK[:-1], "        届{}\n\n        {}\n        届{}\n"),
    ("変更前の記載: 国民健康保険課長", "変更前の記載: 届{}\n"),
)
BASE_LINES = frozenset(BASE.split("\n"))


def scrambled(seed: int) -> str:
    """The base document with random texts, plain, quoted and block."""
    rng, text = random.Random(seed), BASE
    for sound, form in PLACES:
        assert text.count(f"{sound}\n") == 1, sound
        words = ["".join(rng.choices(PARTS, k=rng.randint(0, 12))) for _ in range(3)]
        text = text.replace(f"{sound}\n", form.format(*words))
    return text


@pytest.mark.parametrize("seed", range(60))
def test_random_texts_are_mended_whole(seed: int) -> None:
    before = scrambled(seed)
    result = fix(before.encode(), "x.yaml", frozenset(FIXES), today=TODAY)
    after = result.data.decode()
    assert result.left == ()
    assert mended(after) == after
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    assert [one for one, other in pairs if one in BASE_LINES and one != other] == []


def test_only_the_codes_asked_for() -> None:
    text = EXAMPLE.decode()
    assert mended(text, frozenset({"F031"})) == text


def test_iso_dates_on_request_alone() -> None:
    path = ROOT / "tests" / "cases" / "positive" / "iso_dates.yaml"
    text = path.read_text("utf-8")
    assert mended(text) == text
    result = fix(text.encode(), "x.yaml", (), wareki=True, today=TODAY)
    assert result.counts[WAREKI] > 3
    assert [line for line in result.data.decode().splitlines() if "日: 20" in line] == []
    assert fix(result.data, "x.yaml", (), wareki=True, today=TODAY).data == result.data


def test_only_the_values_concerned_change() -> None:
    result = fix(EXAMPLE, "x.yaml", frozenset(FIXES), today=TODAY)
    pairs = zip(EXAMPLE.splitlines(), result.data.splitlines(), strict=True)
    changed = [(one.decode(), other.decode()) for one, other in pairs if one != other]
    assert changed == [("  - 変更日: 令和1年6月27日", "  - 変更日: 令和元年6月27日")] * 5
    assert (result.counts, len(result.left)) == ({"D003": 5}, 0)


def test_what_the_file_spells_otherwise_is_left_and_counted() -> None:
    text = BASE.replace("変更日: 令和6年3月29日", '変更日: "\\u4ee4和1年6月27日"', 1)
    result = fix(text.encode(), "x.yaml", frozenset(FIXES), today=TODAY)
    assert (result.data.decode(), result.counts, len(result.left)) == (text, {}, 1)


@pytest.mark.parametrize("data", [b"", b"[", b"\xff", b"a: 1\na: 2\n", b"- 1\n"])
def test_what_is_no_document_stays(data: bytes) -> None:
    assert fix(data, "x.yaml", frozenset(FIXES), wareki=True, today=TODAY).data == data
