"""Items by the names people write, most of them from a published 別添2."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path as File

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pia_cli.core.diagnostic import Path
from pia_cli.document.nodes import Mapping, Scalar, Sequence
from pia_cli.document.reader import parse
from pia_cli.forms.naming import is_item, resolve, suggest
from pia_cli.forms.registry import CURRENT
from pia_cli.render.outline import outline_of

ROOT = File(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "koriyama_kaigo.yaml"
TWO_FILES = ROOT / "tests" / "cases" / "positive" / "two_files.yaml"
HEAD = "様式: 重点項目評価書\n"
FORM = CURRENT.tree
FILE = "特定個人情報ファイルの概要"
SHARING = (FILE, 0, "特定個人情報の提供・移転")
RISK = ("リスク対策", 0, "情報提供ネットワークシステムとの接続", "不正な提供が行われるリスク")
BASIS = "法令上の根拠"
MOST_ENTRIES = 5
quick = settings(max_examples=60)


@cache
def example() -> Mapping:
    return read(EXAMPLE.read_text("utf-8"))


def read(text: str) -> Mapping:
    root = parse(text.encode(), "x.yaml").root
    assert root is not None
    return root


def logged_items() -> list[str]:
    rows = example().get("変更箇所")
    assert isinstance(rows, Sequence)
    items = [row.get("項目") for row in rows.items if isinstance(row, Mapping)]
    return [item.value for item in items if isinstance(item, Scalar)]


WRITTEN: tuple[tuple[str, Path], ...] = (
    ("I-1-②事務の内容", ("基本情報", "特定個人情報ファイルを取り扱う事務", "事務の内容")),
    ("II-5-移転先2", (*SHARING, "移転先", 1)),
    ("II-5 移転先2", (*SHARING, "移転先", 1)),
    ("I-5-②法令上の根拠", ("基本情報", "情報提供ネットワークシステムによる情報連携", BASIS)),
    ("I-5-② 法令上の根拠", ("基本情報", "情報提供ネットワークシステムによる情報連携", BASIS)),
    (
        "I-6-②所属長の役職名",
        ("基本情報", "評価実施機関における担当部署", "所属長の役職名"),
    ),
    ("I-6-②所属長", ("基本情報", "評価実施機関における担当部署", "所属長の役職名")),
    ("II-5-提供先", (*SHARING, "提供先")),
    ("II-5-②提供先における用途", (*SHARING, "提供先", 0, "提供先における用途")),
    (
        "I-2-システム2-①システムの名称",
        (
            "基本情報",
            "特定個人情報ファイルを取り扱う事務において使用するシステム",
            1,
            "システムの名称",
        ),
    ),
    ("I-4 法令上の根拠", ("基本情報", "個人番号の利用", BASIS)),
    ("II-3-① 入手元", (FILE, 0, "特定個人情報の入手・使用", "入手元")),
    (
        "II-3-④ 使用の主体 使用部署",
        (FILE, 0, "特定個人情報の入手・使用", "使用の主体", "使用部署"),
    ),
    (
        "II-4-委託事項1-③ 委託先名",
        (FILE, 0, "特定個人情報ファイルの取扱いの委託", "委託事項", 0, "委託先名"),
    ),
    ("II-5 提供先1 ①法令上の根拠", (*SHARING, "提供先", 0, BASIS)),
    ("II-5 移転先1 ①法令上の根拠", (*SHARING, "移転先", 0, BASIS)),
    ("(別添1)特定個人情報ファイル記録項目", (FILE, 0, "特定個人情報ファイル記録項目")),
    (
        "Ⅲ-6>リスク2 不正な提供が行われるリスク>リスクに対する措置の内容",
        (*RISK, "リスクに対する措置の内容"),
    ),
    ("特定個人情報の提供・移転(委託に伴うものを除く。)", SHARING),
    ("Ⅱ．５（※）", SHARING),
    ("提供先1", (*SHARING, "提供先", 0)),
    ("別添1(ファイル1)-認定情報", (FILE, 0, "特定個人情報ファイル記録項目", 2)),
)


@pytest.mark.parametrize(("text", "path"), WRITTEN)
def test_as_people_write(text: str, path: Path) -> None:
    assert resolve(FORM, example(), text) == (path,)


CUT = "Ⅲ-6>リスク2:不正な提供が行なわれるリスク>リスクへの"
MISTAKES = ("I-5 ②所属長の役職名", CUT, "IV-① 請求先")


def test_only_the_mistakes_of_the_real_log_are_no_items() -> None:
    unknown = [text for text in logged_items() if not is_item(FORM, example(), text)]
    assert tuple(unknown) == MISTAKES


@pytest.mark.parametrize(
    "text",
    [*MISTAKES, "I-11", "I-12", "Ⅳ-①", "Ⅰ-1 事務の内容", "①", "27", "リスク2", "Ⅵ", "", "※", "-"],
)
def test_what_is_no_item(text: str) -> None:
    assert resolve(FORM, example(), text) == ()
    assert not is_item(FORM, example(), text)


@pytest.mark.parametrize("file", [EXAMPLE, TWO_FILES], ids=lambda file: file.stem)
def test_every_printed_label_and_number(file: File) -> None:
    root = read(file.read_text("utf-8"))
    labels: defaultdict[str, list[Path]] = defaultdict(list)
    for part in outline_of(root, FORM):
        if any(isinstance(step, int) and step > MOST_ENTRIES for step in part.path):
            continue
        if not is_below(part.path, labels[part.label]):
            labels[part.label].append(part.path)
        number = "-".join(part.place.numbers)
        assert not number or is_below(part.path, resolve(FORM, root, number)), part.label
    for label, paths in labels.items():
        found = resolve(FORM, root, label)
        of_one_file = "(ファイル" in label or file == EXAMPLE
        assert list(found) == paths if of_one_file else set(found) >= set(paths), label


def is_below(path: Path, tops: Iterable[Path]) -> bool:
    return any(path[: len(top)] == top for top in tops)


def test_a_left_out_entry_is_every_entry() -> None:
    assert resolve(FORM, example(), "II-5-①法令上の根拠") == (
        (*SHARING, "提供先", 0, BASIS),
        (*SHARING, "移転先", 0, BASIS),
        (*SHARING, "移転先", 1, BASIS),
    )
    assert len(resolve(FORM, example(), "委託先名")) == 2
    assert len(resolve(FORM, example(), "別添2 変更日")) == len(logged_items())


def test_a_number_names_the_section_alone() -> None:
    assert resolve(FORM, example(), "Ⅰ-4") == (("基本情報", "個人番号の利用"),)
    assert len(resolve(FORM, example(), "Ⅱ-2-④")) == 4
    assert resolve(FORM, example(), "Ⅱ-2-4") == resolve(FORM, example(), "Ⅱ-2-④")


def test_a_number_without_a_file_names_every_file() -> None:
    root = read(TWO_FILES.read_text("utf-8"))
    assert resolve(FORM, root, "Ⅱ-6") == tuple(
        (FILE, i, "特定個人情報の保管・消去") for i in (0, 1)
    )
    assert resolve(FORM, root, "Ⅱ(ファイル2)-6") == ((FILE, 1, "特定個人情報の保管・消去"),)
    assert resolve(FORM, root, "別添1（ファイル2）") == ((FILE, 1, "特定個人情報ファイル記録項目"),)
    assert resolve(FORM, root, "Ⅱ(ファイル2)") == ((FILE, 1),)


@pytest.mark.parametrize("text", ["別紙1", "(別紙1)", "II-5別紙2", "Ⅱ-4-委託事項5", "別紙3 本文"])
def test_an_entry_that_the_document_lacks(text: str) -> None:
    assert resolve(FORM, example(), text) == ()
    assert is_item(FORM, example(), text)


def test_attachments_have_a_name_or_a_number() -> None:
    root = read(
        f"{HEAD}別紙:\n  - 名称: 別紙2\n    本文: x\n  - 名称: 別紙3(移転先)\n    本文: x\n"
    )
    assert resolve(FORM, root, "II-5別紙2") == resolve(FORM, root, "(別紙2)") == (("別紙", 0),)
    assert resolve(FORM, root, "別紙3（移転先）") == (("別紙", 1),)
    assert resolve(FORM, root, "別紙3 移転先 本文") == (("別紙", 1, "本文"),)
    assert resolve(FORM, root, "別紙1") == (("別紙", 0),)
    assert resolve(FORM, root, "Ⅱ-99別紙2") == ()


def test_the_exact_label_wins() -> None:
    records = f"{FILE}:\n  - 特定個人情報ファイル記録項目:\n"
    records += "".join(
        f"      - 区分: {name}\n        項目: [a, b]\n" for name in ("勤務先", "勤務先2")
    )
    path = (FILE, 0, "特定個人情報ファイル記録項目")
    root = read(HEAD + records)
    assert resolve(FORM, root, "別添1-勤務先-2") == ((*path, 0, "項目", 1),)
    assert resolve(FORM, root, "別添1-勤務先2") == ((*path, 1),)
    assert resolve(FORM, root, "別添1-勤務先-21") == ()


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I-5 ②所属長の役職名", "Ⅰ-6-②所属長の役職名"),
        ("IV-① 請求先", "Ⅳ-1-①請求先"),
        ("Ⅰ-1 事務の内容", "Ⅰ-1-②事務の内容"),
        ("Ⅳ-1-⑤", "Ⅳ-1-④個人情報ファイル簿への不記載等"),
        ("Ⅱ-6-①部署", "Ⅰ-6-①部署"),
        ("Ⅱ-4-委託事項1-②委託先名", "Ⅱ-4-委託事項1-③委託先名"),
        ("Ⅲ-11 その他", "Ⅲ-10 その他のリスク対策"),
        ("公表曰", "公表日"),
        ("別添1-認定情報-99", "別添1-認定情報-9"),
        ("", None),
        ("㍿" * 100, None),
    ],
)
def test_suggestions(text: str, label: str | None) -> None:
    assert suggest(FORM, example(), text) == label


def test_a_cut_label_gets_a_suggestion_of_the_same_risk() -> None:
    assert (suggest(FORM, example(), CUT) or "").startswith("Ⅲ-6-リスク2 ")


def test_a_text_longer_than_any_name() -> None:
    for text in ("Ⅱ-5-" * 2000, "別紙" * 5000, "① " * 5000, "あ" * 201):
        assert resolve(FORM, example(), text) == ()
        assert suggest(FORM, example(), text) is None


WORDS = ("Ⅱ", "5", "①", "提供先", "別紙", "別添1", "ファイル", "認定情報", "-", " ", BASIS)
texts = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
)
BROKEN = (
    "公表日: 1\n",
    f"{FILE}: x\n変更箇所: [a, [], ~]\n別紙: [[1], {{名称: [x]}}]\n",
    f"{FILE}:\n  - x\n  - 特定個人情報ファイル記録項目: [{{区分: }}, 1, {{項目: x}}]\n",
)


@quick
@given(texts, st.sampled_from([None, *map(read, BROKEN)]))
def test_any_text_in_any_document(text: str, root: Mapping | None) -> None:
    resolve(FORM, root, text)
    suggest(FORM, root, text)


@quick
@given(texts)
def test_any_text(text: str) -> None:
    found = resolve(FORM, example(), text)
    assert not found or is_item(FORM, example(), text)
