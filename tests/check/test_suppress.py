"""What a ``# pia: ignore[…]`` comment covers, and what it never hides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pia_cli.check.engine import CheckedDocument, check
from pia_cli.check.limit import MAX_OF_A_CODE
from pia_cli.core.diagnostic import Diagnostic
from pia_cli.document.comments import comments
from pia_cli.document.source import Source
from pia_cli.rules import registry
from pia_cli.rules.rule import Silence

BASE = (Path(__file__).parents[1] / "cases" / "positive" / "base.yaml").read_text("utf-8")
TODAY = date(2025, 4, 1)

FAULTY = BASE.replace("評価書番号: 12\n", "評価書番号:\n", 1)
"""F011 in line 3."""


def checked(text: str, today: date | None = TODAY) -> CheckedDocument:
    return check(text.encode(), "評価書.yaml", today=today)


def codes(text: str, today: date | None = TODAY) -> tuple[list[str], list[str]]:
    """The codes that stay, and those set aside."""
    document = checked(text, today)
    kept = [found.code for found in document.diagnostics]
    return kept, [one.diagnostic.code for one in document.silenced]


def with_line(comment: str) -> str:
    return FAULTY.replace("評価書番号:\n", comment, 1)


def test_the_faulty_document_has_one_finding() -> None:
    assert codes(FAULTY) == (["F011"], [])


@pytest.mark.parametrize(
    "comment",
    [
        "評価書番号: # pia: ignore[F011] 番号は公表の時に決まる\n",
        "# pia: ignore[F011] 番号は公表の時に決まる\n評価書番号:\n",
        "  # pia: ignore[F011] 字下げは問わない\n# 別の注釈\n評価書番号:\n",
        "評価書番号: # pia: ignore[F] 番号は公表の時に決まる\n",
        "評価書番号: # pia: ignore[f011] 番号は公表の時に決まる\n",
        "評価書番号: # pia: ignore[item-blank] 番号は公表の時に決まる\n",
        "評価書番号: #pia：ignore [ F011 ]: 番号は公表の時に決まる\n",
        "評価書番号: # pia: ignore[F011] until 2025-04-01 番号は公表の時に決まる\n",
    ],
)
def test_a_comment_with_a_reason_sets_the_finding_aside(comment: str) -> None:
    assert codes(with_line(comment)) == ([], ["F011"])


def test_a_comment_at_an_item_leaves_the_line_below_alone() -> None:
    text = BASE.replace("評価書番号: 12\n", "評価書番号: 12 # pia: ignore[N012] 確認済み\n", 1)
    text = text.replace("評価書名: 国民", "評価書名: 国\u200b民", 1)
    assert codes(text) == (["P003", "N012"], [])


def test_a_reason_behind_the_day_may_name_a_day_again() -> None:
    reason = "until 2027 の期限まで"
    text = with_line(f"評価書番号: # pia: ignore[F011] until 2027-03-31 {reason}\n")
    assert codes(text) == ([], ["F011"])
    assert checked(text).silenced[0].reason == reason


def test_the_reason_and_the_day_are_kept() -> None:
    text = with_line("評価書番号: # pia: ignore[F011] until 令和9年3月31日 番号は後で決まる\n")
    (one,) = checked(text).silenced
    assert (one.reason, one.until, one.span.line) == ("番号は後で決まる", date(2027, 3, 31), 3)


def test_after_its_day_the_finding_is_back() -> None:
    text = with_line("評価書番号: # pia: ignore[F011] until 2025-03-31 番号は後で決まる\n")
    assert codes(text) == (["F011", "P004"], [])
    assert codes(text, None) == ([], ["F011"])


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        ("評価書番号: # pia: ignore[F011]\n", ["F011", "P001"]),
        ("評価書番号: # pia: ignore[F999] 理由はある\n", ["F011", "P002"]),
        ("評価書番号: # pia: ignore[D001] 理由はある\n", ["F011", "P003"]),
        ("評価書番号: # pia: ignore F011 理由はある\n", ["F011", "P005"]),
        ("評価書番号: # pia: ignore[] 理由はある\n", ["F011", "P005"]),
        ("評価書番号: # pia: ignore[F011,] 理由はある\n", ["F011", "P005"]),
        ("評価書番号: # pia: ignore[F011 理由はある\n", ["F011", "P005"]),
        ("評価書番号: # pia: ignore[F011] until 理由はある\n", ["F011", "P005"]),
        ("評価書番号: # pia: ignore[F011] until\n", ["F011", "P005"]),
        ("評価書番号: # pia:\n", ["F011", "P005"]),
        ("評価書番号: # PIA:\tignore[F011] 理由はある\n", ["F011", "P005"]),
        ("評価書番号: # ＰＩＡ：　ｉｇｎｏｒｅ［F011］ 理由はある\n", ["F011", "P005"]),
    ],
)
def test_a_comment_at_fault_hides_nothing(comment: str, kept: list[str]) -> None:
    assert codes(with_line(comment)) == (kept, [])


@pytest.mark.parametrize(
    ("words", "idle", "column", "used"),
    [
        ("F, F011", "F011", 25, "F"),
        ("F011, F", "F", 28, "F011"),
    ],
)
def test_a_word_for_what_another_of_the_comment_sets_aside_is_told_so(
    words: str, idle: str, column: int, used: str
) -> None:
    text = with_line(f"評価書番号: # pia: ignore[{words}] 番号は公表の時に決まる\n")
    (found,) = checked(text).diagnostics
    assert (found.code, found.span.line, found.span.column) == ("P003", 3, column)
    says = f"「{idle}」で抑制する指摘は、この注釈の「{used}」が既に抑制しています"
    assert found.message == says


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("F011, F011", [(28, "「F011」がこの注釈に二度書かれています")]),
        (
            "F011, F, F011",
            [
                (28, "「F」で抑制する指摘は、この注釈の「F011」が既に抑制しています"),
                (31, "「F011」がこの注釈に二度書かれています"),
            ],
        ),
    ],
)
def test_a_word_that_a_comment_has_twice_is_told_so(
    words: str, found: list[tuple[int, str]]
) -> None:
    text = with_line(f"評価書番号: # pia: ignore[{words}] 番号は公表の時に決まる\n")
    assert [(one.span.column, one.message) for one in checked(text).diagnostics] == found


def test_one_of_several_words_may_be_unused() -> None:
    text = with_line("評価書番号: # pia: ignore[D001、F011] 番号は公表の時に決まる\n")
    (unused,) = checked(text).diagnostics
    assert unused.code == "P003"
    assert "「D001」" in unused.message
    start, end = unused.span.column - 1, unused.span.end_column - 1
    assert text.splitlines()[2][start:end] == "D001"


def test_a_comment_at_a_key_covers_everything_below() -> None:
    text = BASE.replace("基本情報:\n", "基本情報: # pia: ignore[F011] 作成中\n", 1)
    before, _, after = text.partition("    事務の名称: ")
    text = before + "    事務の名称:\n" + after.partition("\n")[2]
    assert codes(text) == ([], ["F011"])
    assert codes(text.replace("評価書番号: 12", "評価書番号:", 1)) == (["F011"], ["F011"])


def test_a_comment_at_a_list_mark_covers_the_entry_alone() -> None:
    first = BASE.index("- システムの名称")
    line = BASE[first:].partition("\n")[0]
    indent = " " * (first - BASE.rindex("\n", 0, first) - 1)
    entry = f"{indent}# pia: ignore[F020] 様式に無い欄\n{indent}- 知らない欄: 1\n{indent}  "
    text = BASE.replace(f"{indent}{line}", f"{entry}{line.removeprefix('- ')}", 1)
    assert codes(text) == ([], ["F020"])


@pytest.mark.parametrize("between", ["", "\n# 別の注釈\n"])
def test_a_comment_at_a_list_mark_alone_covers_the_entry(between: str) -> None:
    first = BASE.index("- システムの名称")
    line = BASE[first:].partition("\n")[0]
    indent = " " * (first - BASE.rindex("\n", 0, first) - 1)
    rest = f"{indent}  {line.removeprefix('- ')}\n{indent}  知らない欄: 1"
    text = BASE.replace(
        f"{indent}{line}", f"{indent}-  # pia: ignore[F020] 様式に無い欄\n{between}{rest}", 1
    )
    assert codes(text) == ([], ["F020"])


def test_a_comment_at_the_mark_of_an_empty_entry_covers_it_alone() -> None:
    text = BASE.replace(SYSTEMS, f"{SYSTEMS}    - # pia: ignore[F] 後で\n", 1)
    assert codes(text) == ([], ["F011"])
    text = text.replace("システムの名称", "知らない欄", 1)
    assert codes(text) == (["F010", "F020"], ["F011"])


def test_a_comment_of_the_whole_file_may_stand_at_the_start_of_the_document() -> None:
    comment = "# pia: ignore-file[F011] 作成中"
    assert codes(f"---  {comment}\n{FAULTY}") == ([], ["F011"])
    at_key = FAULTY.replace("\n", f"  {comment}\n", 1)
    assert codes(at_key) == (["P005", "F011"], [])


def test_a_comment_of_the_whole_file() -> None:
    text = f"# 様式3\n# pia: ignore-file[F011] 作成中\n{FAULTY}"
    assert codes(text) == ([], ["F011"])


def test_a_word_for_what_another_comment_sets_aside_is_told_so() -> None:
    text = f"# pia: ignore-file[F] 作成中\n# pia: ignore-file[F011] 作成中\n{FAULTY}"
    (idle,) = checked(text).diagnostics
    assert (idle.code, idle.span.line, idle.span.column) == ("P003", 2, 20)
    assert idle.message == "「F011」で抑制する指摘は、1 行目の注釈が既に抑制しています"


@pytest.mark.parametrize("comment", ["ignore[S]", "ignore-file[S]", "ignore[S、D001]"])
def test_a_word_too_short_for_a_grave_rule_is_told_so(comment: str) -> None:
    line = f"# pia: {comment} 例示\n"
    text = BASE.replace("評価書番号: 12\n", "評価書番号: 123456789018\n", 1)
    text = line + text if "file" in comment else text.replace("評価書番号", f"{line}評価書番号", 1)
    idle = next(one for one in checked(text).diagnostics if one.code == "P003")
    assert idle.message.startswith("「S」のこの注釈では、S001（")
    assert "のすぐ上の行に「# pia: ignore[S001] 理由」" in idle.hint
    assert "S001" in codes(text)[0]


def test_text_that_looks_like_a_comment_is_text() -> None:
    block = "特記事項: |-\n  # pia: ignore[F011] これは本文\n  # pia: 何か\n"
    quoted = "特記事項: '本文\n  # pia: ignore[F999] 続き'\n"
    for text in (block, quoted):
        assert codes(FAULTY.replace("特記事項:\n", text, 1)) == (["F011"], [])
        assert codes(BASE.replace("特記事項:\n", text, 1)) == ([], [])


def test_comments_are_told_from_text() -> None:
    text = (
        "# 上\na: |- # 頭\n  # 文\n  x\n# 後\nb: \"# 文\"  # 値\nc: '文\n  # 文\n  y' # 終\n"
        "d: e#文 # 平\nf: [a, # 中\n  b]\ng: # 空\nh:\n- # 印\n  k: v\n"
    )
    found = [comment.text[2:] for comment in comments(Source("x", text))]
    assert found == ["上", "頭", "後", "値", "終", "平", "中", "空", "印"]
    assert list(comments(Source("x", 'a: "# 文'))) == []


def test_what_yaml_refuses_cannot_be_set_aside() -> None:
    text = f"# pia: ignore-file[Y010] 二つとも必要\n{BASE}評価書番号: 13\n"
    assert codes(text) == (["P006", "Y010"], [])


@pytest.fixture
def careful(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """F011 as a rule that may be set aside at its own place alone."""
    rules = tuple(
        rule._replace(silence=Silence.HERE) if rule.code == "F011" else rule
        for rule in registry.RULES
    )
    monkeypatch.setattr(registry, "RULES", rules)
    registry.rules_by_code.cache_clear()
    yield
    registry.rules_by_code.cache_clear()


@pytest.mark.usefixtures("careful")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (with_line("評価書番号: # pia: ignore[F011] 確かめた\n"), ([], ["F011"])),
        (with_line("評価書番号: # pia: ignore[F] 確かめた\n"), (["F011", "P003"], [])),
        (f"# pia: ignore-file[F011] 確かめた\n{FAULTY}", (["P006", "F011"], [])),
        (f"# pia: ignore-file[F] 確かめた\n{FAULTY}", (["P003", "F011"], [])),
    ],
)
def test_a_grave_rule_is_set_aside_by_its_full_code_at_its_place(
    text: str, expected: tuple[list[str], list[str]]
) -> None:
    assert codes(text) == expected


@pytest.mark.usefixtures("careful")
def test_a_grave_rule_is_not_set_aside_from_above() -> None:
    text = BASE.replace("基本情報:\n", "基本情報: # pia: ignore[F011] 作成中\n", 1)
    before, _, after = text.partition("    事務の名称: ")
    assert codes(before + "    事務の名称:\n" + after.partition("\n")[2]) == (["P003", "F011"], [])


def test_nothing_is_called_unused_where_no_rule_ran() -> None:
    text = "# pia: ignore-file[F011] 作成中\n様式: 知らない様式\n"
    assert codes(text) == (["F002"], [])


def test_findings_over_the_bound_are_not_hidden() -> None:
    many = "".join(f"  - 知らない{number}: x\n" for number in range(MAX_OF_A_CODE + 5))
    text = f"# pia: ignore-file[F020] 取込み\n{BASE}知らない: \n{many}"
    keys = "".join(f"知らない{number}: x\n" for number in range(MAX_OF_A_CODE + 5))
    document = checked(text.replace(f"知らない: \n{many}", keys))
    assert document.omitted == 5
    assert document.silenced == ()


MANY = MAX_OF_A_CODE + 5
SYSTEMS = "  特定個人情報ファイルを取り扱う事務において使用するシステム:\n"


@pytest.mark.parametrize(
    ("code", "faulty"),
    [
        ("F010", BASE.replace("変更箇所:\n", "変更箇所:\n" + "  - 提出時期:\n" * MANY, 1)),
        ("F011", BASE.replace("変更箇所:\n", "変更箇所:\n" + "  -\n" * MANY, 1)),
        ("F040", BASE.replace("変更箇所:\n", "変更箇所:\n" + "  - 一行の文\n" * MANY, 1)),
        ("F041", BASE.replace(SYSTEMS, SYSTEMS + "    - 他のシステムとの接続: 無し\n" * MANY, 1)),
    ],
)
def test_faults_of_structure_over_the_bound_are_not_hidden(code: str, faulty: str) -> None:
    document = checked(f"# pia: ignore-file[{code}] 取込み\n{faulty}")
    found = [one.code for one in document.diagnostics]
    assert found.count(code) == MAX_OF_A_CODE
    assert document.silenced == ()
    assert code in document.crowded


def test_many_comments_take_bounded_work() -> None:
    stacked = "# pia: ignore[F011] x\n" * 20_000
    found, _ = codes(with_line(f"{stacked}評価書番号:\n"))
    words = checked(with_line(f"評価書番号: # pia: ignore[{'F011,' * 100_000}] x\n"))
    assert "P005" in found
    assert [one.code for one in words.diagnostics] == ["F011", "P005"]


@pytest.mark.parametrize(
    ("comment", "column", "says"),
    [
        ("別紙による pia: ignore[F011] 後で", 16, "注釈の途中に"),
        ("別紙による # pia: ignore[F011] 後で", 18, "注釈の途中に"),
        ("別紙による。pia: ignore F011 後で", 16, "注釈の途中に"),
        ("ＰＩＡ： ｉｇｎｏｒｅ［F011］ 後で", 10, "「# pia: 」で始まっていません"),
        ("ｐｉａ: ignore[F011] 後で", 10, "「# pia: 」で始まっていません"),
        ("PIA: ignore[F011] 後で", 10, "「# pia: 」で始まっていません"),
        ("pia: ｉｇｎｏｒｅ[F011] 後で", 8, "「ignore」のことですか？"),
        ("pia: ignore[D001] 甲 # pia: ignore[F011] 乙", 32, "抑制の指示が二つあります"),
        ("pia: ignore[F011] 甲。pia: ignore[D001] until 2027-03-31 乙", 30, "指示が二つあります"),
    ],
)
def test_slips_of_a_comment_are_told(comment: str, column: int, says: str) -> None:
    found = checked(with_line(f"評価書番号: # {comment}\n")).diagnostics
    assert sorted(one.code for one in found) == ["F011", "P005"]
    (slip,) = [one for one in found if one.code == "P005"]
    assert (slip.span.line, slip.span.column) == (3, column)
    assert says in slip.message


def test_the_hint_for_a_second_directive_tells_how_to_cite_one() -> None:
    def found(cited: str) -> tuple[Diagnostic, ...]:
        line = f"評価書番号: # pia: ignore[F011] docs の{cited}とは別\n"
        return tuple(checked(with_line(line)).diagnostics)

    (slip,) = [one for one in found("pia: ignore[D002]") if one.code == "P005"]
    assert "理由の中で指示の書き方に触れるだけなら「」か ` で囲んでください" in slip.hint
    assert found("「pia: ignore[D002]」") == found("`pia: ignore[D002]`") == ()


@pytest.mark.parametrize(
    "comment",
    [
        "pia で検査した。ignore はしない",
        "抑制は「# pia: ignore[F011] 理由」と書く",
        "抑制は「# pia: ignore[F011] 理由」や「# pia: ignore[D001] 理由」と書く",
        "`pia: ignore[F011]` の書き方は docs/suppress.md",
        "PIA（特定個人情報保護評価）: 別紙を見る",
        "この pia: の ignore は使わない",
        "utopia: ignore[F011]",
        "ＰＩＡの別紙",
    ],
)
def test_prose_about_pia_is_no_slip(comment: str) -> None:
    assert codes(with_line(f"評価書番号: # {comment}\n")) == (["F011"], [])


def test_a_comment_for_a_rule_of_two_versions_is_fine() -> None:
    text = BASE.replace("変更箇所:", "変更箇所: # pia: ignore[H001, H] 別の台帳に書く", 1)
    assert codes(text) == ([], [])
