"""C037 on numbers within a line; C038 on the last day of the three years and the day before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pia_cli.check.engine import check

POSITIVE = Path(__file__).parents[1] / "cases" / "positive"
INCIDENTS = (POSITIVE / "incidents.yaml").read_text("utf-8")
BASE = (POSITIVE / "base.yaml").read_text("utf-8")
FIRST = "①令和4年6月、"
PUBLISHED = "公表日: 令和7年3月28日"


@pytest.mark.parametrize(
    ("published", "day", "is_old"),
    [
        ("令和7年3月28日", "令和4年3月28日", False),
        ("令和7年3月28日", "令和4年3月27日", True),
        ("令和7年3月28日", "令和4年3月", False),
        ("令和7年3月28日", "令和4年2月", True),
        ("令和5年2月28日", "令和2年2月29日", False),
        ("令和5年3月1日", "令和2年2月29日", True),
    ],
)
def test_three_years_before_publication(published: str, day: str, is_old: bool) -> None:
    text = INCIDENTS.replace(PUBLISHED, f"公表日: {published}").replace(FIRST, f"①{day}、")
    codes = {one.code for one in check(text.encode(), "x").diagnostics}
    assert ("C038" in codes) == is_old


@pytest.mark.parametrize(
    ("day", "is_old"),
    [
        ("R3.11.7", True),
        ("Ｒ３．１１．７", True),
        ("H30.4.1", True),
        ("R元.10.1", True),
        ("R3/11/7", True),
        ("R3年11月7日", True),
        ("令和3.11.7", True),
        ("令和 3年 11月 7日", True),
        ("R3.11", True),
        ("R4.3.27", True),
        ("R4.3.28", False),
        ("R4.3", False),
        ("H30.4.1からR6.3.31まで", False),
        ("令和元年5月からR6.3まで", False),
        ("H30.4.31", False),
        ("R3.11.7.1", False),
        ("ver3R3.11.7", False),
        ("R3-11-7", False),
        ("2021年7月", True),
        ("2021年 7月 1日", True),
        ("2021/7/1", True),
        ("２０２１．７．１", True),
        ("2021-07-01", True),
        ("2024/7/1", False),
        ("2021.7", False),
    ],
)
def test_days_with_the_letter_of_the_era(day: str, is_old: bool) -> None:
    text = INCIDENTS.replace(FIRST, f"①{day}、")
    codes = {one.code for one in check(text.encode(), "x").diagnostics}
    assert ("C038" in codes) == is_old


@pytest.mark.parametrize(
    ("start", "is_old"),
    [
        ("①令和元年に、", True),
        ("①平成30年、", True),
        ("①2020年、", True),
        ("① 令和2年度、", True),
        ("①令和２年中に、", True),
        ("①R2年度において、", True),
        ("①平成31年度、", True),
        ("①令和2年の6月、", True),
        ("①令和2年（2020年）6月、", True),
        ("①令和2年(2020年)6月10日に、", True),
        ("①2020（令和2）年6月、", True),
        ("①2020年（令和2年）、", True),
        ("①令和3年、", True),
        ("①令和3年度、", False),
        ("①令和4年、", False),
        ("①令和6年（2024年）6月、", False),
        ("①令和2年から使用しているシステムの誤りにより、", False),
        ("①平成28年に導入したシステムから、", False),
        ("①令和2年度分の課税台帳について、", False),
        ("①令和2年6月から令和5年にかけて、", False),
        ("①令和2年、職員が持ち帰り、令和6年度に、", False),
        ("①平成0年、", False),
        ("①令和2年間、", False),
        ("①令和元年に、委託した業者が、昨年度、", False),
        ("①平成28年に、導入したシステムにおいて、先月、", False),
        ("①令和元年に、委託した業者が、前年度、", False),
        ("①令和元年6月に契約した業者が、翌々年、", False),
        ("①令和元年6月1日、委託した業者が、本年2月、", False),
        ("①平成30年に、導入したシステムが、5年後、", False),
        ("①令和元年に、委託した業者が、同年、", True),
        ("①令和元年に、日本年金機構へ、", True),
        ("①令和2年6月、前年度の課税台帳について、", True),
        ("①令和2年前半に、令和元年度分について、", False),
    ],
)
def test_years_and_months_behind_a_second_year(start: str, is_old: bool) -> None:
    text = INCIDENTS.replace(FIRST, start)
    codes = {one.code for one in check(text.encode(), "x").diagnostics}
    assert ("C038" in codes) == is_old


def test_without_an_incident_the_procedures_may_be_lacking() -> None:
    done = "事故発生時手順の策定・周知: 十分に行っている\n"
    assert BASE.count(done) == 1
    text = BASE.replace(done, "事故発生時手順の策定・周知: 十分に行っていない\n")
    assert check(text.encode(), "x").diagnostics == ()


FIRST_LINE = "①令和4年6月、通知書を別の世帯に送付した。"
LAST_LINE = "②令和6年11月、申請書を入れた封筒を紛失した。"
MEASURES = ("①封入を二人で確認する。", "②申請書を施錠できる鞄で運ぶ。")


def _measures(text: str, incidents: str = "") -> list[str]:
    """What C037 says of other measures, or other incidents, than the ones of the document."""
    first, last = MEASURES
    indent = INCIDENTS.split(first)[0].rpartition("\n")[2]
    written = text.replace("\n", f"\n{indent}")
    document = INCIDENTS.replace(f"{first}\n{indent}{last}", written)
    if incidents:
        document = document.replace(f"{FIRST_LINE}\n{indent}{LAST_LINE}", incidents)
    assert document != INCIDENTS
    found = check(document.encode(), "x").diagnostics
    return [one.message for one in found if one.code == "C037"]


@pytest.mark.parametrize(
    "text",
    [
        "①二重確認を徹底した。②持出しを禁止した。",
        "①二重確認を徹底した。 ②持出しを禁止した。",
        "①及び②について、二重確認を徹底した。",
        "①と②について、二重確認を徹底した。",
        "①②とも二重確認を徹底した。",
        "①～②二重確認を徹底した。",
        "①二重確認を徹底した（②も同じ。）。",
        "①二重確認を徹底した。③を参照。\n②持出しを禁止した。",
        "次のとおり。①二重確認を徹底した。②持出しを禁止した。",
    ],
)
def test_measures_within_a_line(text: str) -> None:
    assert _measures(text) == []


@pytest.mark.parametrize(
    ("text", "beyond"),
    [
        (
            "①二重確認を徹底した。②持出しを禁止した。③様式を見直した。",
            "再発防止策の③に対応する事故がありません（事故は2件、再発防止策は3件）",
        ),
        (
            "①二重確認を徹底した。",
            "事故の②に対応する再発防止策がありません（事故は2件、再発防止策は1件）",
        ),
    ],
)
def test_a_number_without_the_other(text: str, beyond: str) -> None:
    assert _measures(text) == [beyond]


def test_incidents_within_a_line() -> None:
    line = f"{FIRST_LINE}{LAST_LINE}"
    both = "".join(MEASURES)
    assert _measures(both, line) == []
    assert _measures(MEASURES[0], line) == [
        "事故の②に対応する再発防止策がありません（事故は2件、再発防止策は1件）"
    ]


LINES = "".join(
    f"{mark}令和6年{month}月、通知書を別の世帯に送付した。" for month, mark in enumerate("①②③④⑤", 1)
)


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("①～③、⑤ 宛名を二人で確認する。\n④ 鞄を施錠する。", ""),
        ("①、③～⑤ 宛名を二人で確認する。\n② 鞄を施錠する。", ""),
        ("①、③から⑤まで 宛名を二人で確認する。\n② 鞄を施錠する。", ""),
        ("①～②、④～⑤ 宛名を二人で確認する。\n③ 鞄を施錠する。", ""),
        ("①～③、⑤ 宛名を二人で確認する。", "④"),
        ("①、④～⑤ 宛名を二人で確認する。", "②③"),
    ],
)
def test_a_range_beside_other_numbers(text: str, others: str) -> None:
    found = [one.partition("に対応")[0] for one in _measures(text, LINES)]
    assert found == ([f"事故の{others}"] if others else [])


def _old(text: str) -> list[tuple[str, int]]:
    """What C038 says of the incidents of the document, with the column."""
    indent = INCIDENTS.split(FIRST_LINE)[0].rpartition("\n")[2]
    document = INCIDENTS.replace(f"{FIRST_LINE}\n{indent}{LAST_LINE}", text)
    assert document != INCIDENTS
    found = check(document.encode(), "x").diagnostics
    return [(one.message.split("」")[0], one.span.column) for one in found if one.code == "C038"]


@pytest.mark.parametrize(
    ("text", "told", "column"),
    [
        ("令和3年2月、名簿を紛失した。令和6年8月、誤送付した。",
         "「令和3年2月、名簿を紛失した。", 11),
        ("令和6年8月、誤送付した。2021年2月、名簿を紛失した。",
         "「2021年2月、名簿を紛失した。", 24),
        ("①令和3年2月、名簿の扱いを誤った。②令和6年8月、通知を送った。",
         "「①令和3年2月、名簿の扱いを誤った。", 11),
        ("（１）令和3年2月の件。（２）令和6年8月の件。", "「（１）令和3年2月の件。", 11),
        ("令和6年8月、誤送付した。平成30年に、名簿を紛失した。",
         "「平成30年に、名簿を紛失した。", 24),
        ("令和3年2月、別の者に送った。令和6年8月、誤送付した。",
         "「令和3年2月、別の者に送った。", 11),
        ("令和6年8月、誤送付した。封筒の誤りである。2021年2月、名簿を紛失した。",
         "「2021年2月、名簿を紛失した。", 33),
    ],
)  # fmt: skip
def test_an_old_incident_before_another_on_its_line(text: str, told: str, column: int) -> None:
    assert _old(text) == [(told, column)]


@pytest.mark.parametrize(
    "text",
    [
        "令和3年2月、設定を誤った。令和6年8月、漏えいが判明した。",
        "令和3年2月、名簿を紛失した。令和6年8月に発見した。",
        "令和3年2月、誤って交付した。令和6年8月、問合せにより誤交付が分かった。",
        "令和3年2月、職員が名簿を持ち出した。令和6年8月、持ち出された名簿が流出した。",
        "令和3年2月に契約した委託先が、令和6年8月、名簿を紛失した。",
        "令和3年2月、旧システムを廃止した。令和6年8月、名簿を紛失した。",
        "令和6年8月、名簿を紛失した。令和3年2月に作成したものである。",
        "昭和30年1月1日以前に生まれた者の名簿",
        "対象：大正15年4月1日から1955年1月1日までに生まれた者",
    ],
)
def test_one_incident_of_several_sentences(text: str) -> None:
    assert _old(text) == []


@pytest.mark.parametrize(
    ("marks", "shown"),
    [
        (("１．", "２．"), "2．"),
        (("1. ", "2. "), "2．"),
        (("（1）", "（2）"), "（2）"),
        (("(１)", "(２)"), "（2）"),
    ],
)
def test_numbers_in_other_marks(marks: tuple[str, str], shown: str) -> None:
    first, last = marks
    indent = INCIDENTS.split(FIRST_LINE)[0].rpartition("\n")[2]
    incidents = f"{first}{FIRST_LINE[1:]}\n{indent}{last}{LAST_LINE[1:]}"
    assert _measures(f"{first}二人で確認する。\n{last}施錠する。", incidents) == []
    assert _measures(f"{first}及び{last}について、二人で確認する。", incidents) == []
    assert _measures("".join(MEASURES), incidents) == []
    assert _measures(f"{first}二人で確認する。", incidents) == [
        f"事故の{shown}に対応する再発防止策がありません（事故は2件、再発防止策は1件）"
    ]


@pytest.mark.parametrize(
    "parts",
    [
        ("１．令和5年9月、通知書を誤送付した。", "２．原因", "宛名の印字の誤り"),
        ("１．発生日時：令和5年9月1日", "２．発覚日：令和5年9月2日"),
        ("１．令和6年5月10日に誤送付した。", "２．令和6年5月12日に回収した。"),
        ("１．令和6年5月10日、誤送付した。", "２．令和6年5月12日、誤送付が判明した。"),
        ("１．令和6年5月1日転入者 3名", "２．令和6年5月2日転出者 2名"),
        *(
            (
                f"１．{heading}：令和6年5月1日、紛失した。",
                f"２．{heading}：令和6年6月1日、紛失した。",
            )
            for heading in ("日時", "年月日", "発覚日", "概要", "経緯", "原因", "対応", "内容")
        ),
    ],
)
def test_headings_are_no_incidents(parts: tuple[str, ...]) -> None:
    indent = INCIDENTS.split(FIRST_LINE)[0].rpartition("\n")[2]
    assert _measures("１．二人で確認する。", f"\n{indent}".join(parts)) == []


@pytest.mark.parametrize(
    "parts",
    [
        ("①発生日：令和6年4月3日", "②概要：封筒への誤封入により、誤送付した。", "③件数：120件"),
        ("①発生年月：令和6年4月", "②事故の内容：委託先のサーバーへの不正アクセス", "③原因：放置"),
        ("①発生日時　令和6年4月3日", "②概要　通知書を誤送付した。", "③発生場所　市役所"),
        ("①【発生日】令和6年4月3日", "②【概要】通知書を誤送付した。", "③【件数】3件"),
    ],
)
def test_circles_on_the_parts_of_one_incident(parts: tuple[str, ...]) -> None:
    indent = INCIDENTS.split(FIRST_LINE)[0].rpartition("\n")[2]
    assert _measures("①二人で確認する。\n②研修を行う。", f"\n{indent}".join(parts)) == []


@pytest.mark.parametrize(
    "parts",
    [
        ("①発生日：令和6年4月3日、誤送付した。", "②発生日：令和6年5月1日、紛失した。"),
        ("①令和6年4月、誤った内容の通知書を送付した。", "②令和6年5月、申請書の件数を誤った。"),
        ("①誤った内容で通知した。", "②届出の件数を誤った。"),
        ("①【誤送付の概要】令和6年4月、誤送付した。", "②【紛失の概要】令和6年5月、紛失した。"),
        ("①市民課の内容：通知書の誤送付", "②税務課の内容：申請書の紛失"),
    ],
)
def test_circles_on_incidents(parts: tuple[str, ...]) -> None:
    indent = INCIDENTS.split(FIRST_LINE)[0].rpartition("\n")[2]
    assert _measures("①二人で確認する。", f"\n{indent}".join(parts)) == [
        "事故の②に対応する再発防止策がありません（事故は2件、再発防止策は1件）"
    ]


def test_incidents_that_tell_what_came_of_them() -> None:
    indent = INCIDENTS.split(FIRST_LINE)[0].rpartition("\n")[2]
    first = "１．令和6年5月10日、通知書を誤送付した。翌日に回収した。"
    last = "２．令和6年6月10日、名簿を紛失した。同日に公表した。"
    assert _measures("１．二人で確認する。", f"{first}\n{indent}{last}") == [
        "事故の2．に対応する再発防止策がありません（事故は2件、再発防止策は1件）"
    ]


@pytest.mark.parametrize(
    "common",
    [
        "③研修を行う（①及び②に共通）。",
        "③共通：研修を行う。",
        "③いずれの事故についても、研修を行う。",
        "③全ての職員に研修を行う（①、②とも）。",
    ],
)
def test_a_measure_against_all(common: str) -> None:
    assert _measures(f"①二重確認を徹底した。\n②持出しを禁止した。\n{common}") == []


def test_what_another_measure_shares() -> None:
    text = "①二重確認を徹底した（②に共通）。\n②持出しを禁止した。\n③様式を見直した。"
    assert _measures(text) == [
        "再発防止策の③に対応する事故がありません（事故は2件、再発防止策は3件）"
    ]


NONE = "発生なし\n        その内容:\n        再発防止策の内容:\n"
OCCURRED = "発生あり\n        その内容: {}\n        再発防止策の内容: 二人で確かめる。\n"


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("令和6年9月、通知書を誤って送付した。", True),
        ("令和5年11月、通知書を誤って送付した。", False),
        ("令和5年11月、通知書を誤って送付した。令和6年12月に公表した。", True),
        ("昨年度、通知書を誤って送付した。", True),
        ("令和6年9月、名簿を紛失した。特定個人情報は含まれていない。", False),
        ("令和6年9月、名簿を紛失した。特定個人情報は含まれておりません。", False),
        ("令和6年9月、誤送付。また9月に誤送信した。後者に特定個人情報は含まれない。", True),
        ("令和6年9月、紛失した。特定個人情報は含まれていない、とは言い切れない。", True),
        ("令和6年9月、名簿を紛失した。なお、特定個人情報を含んでいない。", False),
        ("令和6年9月、名簿を紛失した。なお、個人番号を含んでいない。", True),
        ("令和6年9月、特定個人情報を本人でない者に渡した。", True),
        ("令和6年9月、特定個人情報を含む名簿を職員でない者に渡した。", True),
        ("令和6年9月、特定個人情報を関係者ではない者に送付した。", True),
        ("令和6年9月、特定個人情報150人分の漏えいではないかとの通報があった。", True),
        ("令和6年9月、特定個人情報の媒体が保管庫にないことが判明した。", True),
        ("令和6年9月、紛失した。特定個人情報が含まれていないか調査中である。", True),
        (
            "令和6年9月、紛失した。特定個人情報が含まれていないかを確認したところ、"
            "120人分が含まれていた。",
            True,
        ),
        (
            "令和6年9月、漏えいした。うち30人分に個人番号は含まれていないが、"
            "残りには含まれていた。",
            True,
        ),
        ("令和6年9月、漏えいした。うち30人分には、特定個人情報は含まれていない。", True),
        (
            "令和6年9月、漏えいした。特定個人情報は含まれていない、とした説明を改める。"
            "特定個人情報が150人分あった。",
            True,
        ),
        ("令和6年9月、漏えいした。特定個人情報は含まれていないが、通知した。", True),
        ("令和6年9月、名簿を紛失した。特定個人情報を含む。", True),
        ("①令和6年9月、紛失。特定個人情報は含まれない。②令和6年10月、誤送付", True),
        ("①令和6年9月、紛失。特定個人情報は含まれない。②令和5年10月、誤送付", False),
        (
            "令和6年9月、誤交付した（特定個人情報は含まれていない）。\n"
            "令和6年10月、名簿150人分を漏えいした。",
            True,
        ),
        (
            "令和6年9月、誤交付した（特定個人情報は含まれていない）。\n"
            "令和6年10月、漏えいした。特定個人情報は含まれていなかった。",
            False,
        ),
        ("令和6年9月、紛失した。\nなお、特定個人情報は含まれていません。", False),
        ("令和5年11月、紛失した。\n特定個人情報の入った端末の所在不明", True),
    ],
)
def test_the_incidents_that_leave_the_result_open(text: str, is_open: bool) -> None:
    """C048: しきい値判断 asks for those of 特定個人情報 in the year before it."""
    assert NONE in BASE
    found = check(
        BASE.replace(NONE, OCCURRED.format(json.dumps(text, ensure_ascii=False))).encode(), "x"
    ).diagnostics
    assert ("C048" in {one.code for one in found}) == is_open
