"""The versions of a document in real repositories, and where its items changed last."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

from compare.casefile import compared
from compare.documents import TREE, canonical_section, documents, pairs
from compare.repository import Repo, needs_git, quiet_git
from pia_cli.check import engine
from pia_cli.compare import history as module
from pia_cli.compare.blame import Blame, blame
from pia_cli.compare.history import History, State, Step, history, steps
from pia_cli.compare.table import table
from pia_cli.core.errors import JobError
from pia_cli.forms.naming import resolve

BEFORE, PLACE = "評価書 一覧/介護.yaml", "評価書 一覧/介護保険.yaml"
BROKEN = "様式: 重点項目評価書\n評価書名: [\n"
PRINTING = ("通知書の印刷", "南印刷")
LENDING = ("システムの賃貸借", "東システム")
RUNNING = ("システムの運用", "西データ")


def document(
    published: str,
    contracts: Sequence[tuple[str, str]] = (LENDING, RUNNING),
    fields: Sequence[str] = ("氏名", "住所", "生年月日"),
    more: str = "",
) -> str:
    """An assessment with some 委託事項 (name, 委託先名) and some 記録項目."""
    lines = [
        "様式: 重点項目評価書",
        "様式の版: 令和6年10月",
        "評価書名: 介護保険事務",
        f"公表日: {published}",
        *([more] if more else []),
        "特定個人情報ファイルの概要:",
        "  - 特定個人情報ファイル名: 介護保険情報ファイル",
        "    特定個人情報ファイルの取扱いの委託:",
        "      委託の有無: 委託する",
        "      委託事項:",
    ]
    for name, vendor in contracts:
        lines += [f"        - 委託事項: {name}", f"          委託先名: {vendor}"]
    lines += ["    特定個人情報ファイル記録項目:", "      - 区分: 資格", "        項目:"]
    lines += [f"          - {field}" for field in fields]
    return "\n".join([*lines, ""])


def story(top: Path) -> Repo:
    """Three published versions; between them a broken one, a way back and another name.

    v2: another 委託先. v3: a 委託事項 and a 記録項目 in front, and 西データ in half width.
    """
    repo = Repo.create(top)
    repo.write(BEFORE, document("令和6年3月1日"))
    repo.commit("最初の公表", "2024-03-01T09:00:00+09:00")
    repo.tag("v1")
    second = document("令和7年3月1日", (("システムの賃貸借", "東システム株式会社"), RUNNING))
    repo.write(BEFORE, second)
    repo.commit("委託先の名称変更", "2025-03-01T09:00:00+09:00")
    repo.tag("v2", "注釈")
    repo.write(BEFORE, BROKEN)
    repo.commit("書きかけ", "2025-04-01T09:00:00+09:00")
    repo.write(BEFORE, second)
    repo.commit("元に戻す", "2025-04-02T09:00:00+09:00")
    repo.run("mv", BEFORE, PLACE)
    repo.commit("ファイル名を変更", "2025-04-03T09:00:00+09:00")
    contracts = (
        PRINTING,
        ("システムの賃貸借", "東システム株式会社"),
        ("システムの運用", "西ﾃﾞｰﾀ"),
    )
    repo.write(PLACE, document("令和8年3月1日", contracts, ("番号", "氏名", "住所", "生年月日")))
    repo.commit("印刷業務の委託を追加", "2026-03-01T09:00:00+09:00")
    repo.tag("v3")
    return repo


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quiet_git(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return story(tmp_path / "文書 庫")


def told(found: History) -> list[tuple[str, str, int | None]]:
    """Name, 公表日 or state, and the number of 実質 changes of every version."""
    return [
        (
            step.commit.subject if step.commit else step.name,
            step.published or step.state.value,
            len(table(step.comparison).rows) if step.comparison else None,
        )
        for step in steps(found)
    ]


def blamed(found: History, item: str, everything: bool = False) -> list[Blame]:
    """What `blame` says of an item by its name."""
    walk = list(steps(found))
    newest = next(step.version for step in walk if step.version)
    paths = resolve(newest.form.tree, newest.root, item)
    assert paths
    return blame(walk, paths, everything)


def origins(found: History, item: str, everything: bool = False) -> list[tuple[str, ...]]:
    """Item, version, before and after of every origin; then where the rest comes from."""
    result: list[tuple[str, ...]] = []
    for one in blamed(found, item, everything):
        result += [(each.item, each.step.name, each.before, each.after) for each in one.origins]
        result += [(one.item, one.unchanged.name)] if one.unchanged else []
    return result


@needs_git
def test_every_version_is_compared_with_the_one_before(repo: Repo) -> None:
    assert told(history(repo.top / PLACE)) == [
        ("印刷業務の委託を追加", "令和8年3月1日", 2),
        ("ファイル名を変更", "令和7年3月1日", 0),
        ("元に戻す", "令和7年3月1日", 0),
        ("書きかけ", "unreadable", None),
        ("委託先の名称変更", "令和7年3月1日", 1),
        ("最初の公表", "令和6年3月1日", None),
    ]


@needs_git
def test_tagged_versions_only(repo: Repo) -> None:
    found = history(repo.top / PLACE, only_tagged=True)
    assert [step.name for step in steps(found)] == ["v3", "v2", "v1"]
    assert [rows for _, _, rows in told(found)] == [2, 1, None]


@needs_git
def test_the_work_tree(repo: Repo) -> None:
    repo.write(PLACE, document("令和8年3月1日"))
    found = history(repo.top / PLACE)
    assert found.versions[0] is None
    assert told(found)[0] == ("作業中", "令和8年3月1日", 3)
    (repo.top / PLACE).unlink()
    assert told(history(repo.top / PLACE))[0] == ("作業中", "removed", None)
    repo.commit("廃止", "2026-04-01T09:00:00+09:00")
    assert told(history(repo.top / PLACE))[:2] == [
        ("廃止", "removed", None),
        ("印刷業務の委託を追加", "令和8年3月1日", 2),
    ]
    repo.write(PLACE, document("令和8年3月1日"))  # not known to git again
    assert told(history(repo.top / PLACE))[0] == ("作業中", "令和8年3月1日", 3)


@needs_git
def test_line_ends_that_git_may_convert_are_no_work(repo: Repo) -> None:
    text = (repo.top / PLACE).read_bytes()
    repo.write(PLACE, text.replace(b"\n", b"\r\n"))
    assert history(repo.top / PLACE).versions[0] is not None


@needs_git
@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", State.UNREADABLE),
        ("a: 1\n", State.UNREADABLE),
        (f"{document('令和9年3月1日')}評価書名: 二つ目\n", State.UNREADABLE),
        ("様式: 全項目評価書\n公表日: 令和9年3月1日\n", State.READ),
        (document("令和9年3月1日", more='特記事項: "甲\\x01"'), State.READ),
        (document("令和9年3月1日", more="特記事項: 甲\x01"), State.UNREADABLE),
    ],
)
def test_what_can_be_compared(repo: Repo, text: str, state: State) -> None:
    repo.write(PLACE, text)
    repo.commit("x", "2026-04-01T09:00:00+09:00")
    assert next(steps(history(repo.top / PLACE))).state is state


@needs_git
def test_what_a_duplicate_key_hides_is_not_lost(repo: Repo) -> None:
    repo.write(PLACE, f"{document('令和9年3月1日')}評価書名: 二つ目\n")
    repo.commit("重複", "2026-04-01T09:00:00+09:00")
    text = document("令和9年3月1日").replace("介護保険事務", "介護保険に関する事務")
    repo.write(PLACE, text)
    repo.commit("直す", "2026-04-02T09:00:00+09:00")
    found = origins(history(repo.top / PLACE), "評価書名")
    assert [each[2:] for each in found] == [("介護保険事務", "介護保険に関する事務")]


@needs_git
def test_each_version_is_read_once_and_late(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []

    def check(data: bytes, name: str) -> engine.CheckedDocument:
        read.append(data)
        return engine.check(data, name)

    monkeypatch.setattr(module, "check", check)
    walk = steps(history(repo.top / PLACE))
    next(walk)
    assert len(read) == 2
    list(walk)
    assert len(read) == 5  # of six, two with the same bytes
    read.clear()
    walk = steps(history(repo.top / PLACE))
    first = next(walk)
    assert first.version
    blame(chained(first, walk), [("公表日",)])
    assert len(read) == 2


def chained(first: Step, rest: Iterator[Step]) -> Iterator[Step]:
    yield first
    yield from rest


@needs_git
@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "Ⅱ-4-委託事項2-③",  # 委託事項1 when it changed
            [("Ⅱ-4-委託事項2-③委託先名", "v2", "東システム", "東システム株式会社")],
        ),
        ("Ⅱ-4-委託事項1-③", [("Ⅱ-4-委託事項1-③委託先名", "v3", "", "南印刷")]),
        ("Ⅱ-4-委託事項3-③", [("Ⅱ-4-委託事項3-③委託先名", "v1")]),
        ("公表日", [("公表日", "v3", "令和7年3月1日", "令和8年3月1日")]),
        ("評価書名", [("評価書名", "v1")]),
        ("別添1-資格-1", [("別添1-資格-1", "v3", "", "番号")]),
        ("別添1-資格-3", [("別添1-資格-3", "v1")]),  # 2 when it was alone
        ("別紙", [("別紙", "v1")]),
        (
            "Ⅱ-4-委託事項1",
            [("Ⅱ-4-委託事項1", "v3", "", "委託事項: 通知書の印刷\n③委託先名: 南印刷")],
        ),
        (
            "Ⅱ-4",
            [
                ("Ⅱ-4-委託事項1", "v3", "", "委託事項: 通知書の印刷\n③委託先名: 南印刷"),
                ("Ⅱ-4-委託事項2-③委託先名", "v2", "東システム", "東システム株式会社"),
                ("Ⅱ-4 特定個人情報ファイルの取扱いの委託", "v1"),
            ],
        ),
    ],
)
def test_where_an_item_changed_last(repo: Repo, item: str, expected: list[tuple[str, ...]]) -> None:
    assert origins(history(repo.top / PLACE), item) == expected


@needs_git
def test_a_numbered_text_in_a_part_that_moved(repo: Repo) -> None:
    text = (repo.top / PLACE).read_text("utf-8")
    part = "      - 区分: 資格"
    repo.write(PLACE, text.replace(part, f"      - 区分: 税\n        項目: [税額]\n{part}"))
    found = history(repo.top / PLACE)
    assert origins(found, "別添1-税-1") == [("別添1-税-1", "作業中", "", "税額")]
    assert origins(found, "別添1-資格-1") == [("別添1-資格-1", "v3", "", "番号")]
    assert origins(found, "別添1-資格-3") == [("別添1-資格-3", "v1")]


@needs_git
def test_the_label_of_then(repo: Repo) -> None:
    (one,) = blamed(history(repo.top / PLACE), "Ⅱ-4-委託事項2-③")
    assert [origin.then for origin in one.origins] == ["Ⅱ-4-委託事項1-③委託先名"]


@needs_git
def test_what_went_and_what_moved(repo: Repo) -> None:
    repo.write(PLACE, document("令和9年3月1日", (RUNNING, LENDING)))
    repo.commit("印刷の終了", "2027-03-01T09:00:00+09:00")
    repo.tag("v4")
    found = history(repo.top / PLACE)
    gone = ("Ⅱ-4-委託事項1", "v4", "委託事項: 通知書の印刷\n③委託先名: 南印刷", "")
    back = ("Ⅱ-4-委託事項2-③委託先名", "v4", "東システム株式会社", "東システム")
    rest = ("Ⅱ-4 特定個人情報ファイルの取扱いの委託", "v1")
    assert origins(found, "Ⅱ-4") == [gone, back, rest]
    order = "Ⅱ-4-委託事項2 システムの賃貸借\nⅡ-4-委託事項3 システムの運用"
    turned = "Ⅱ-4-委託事項1 システムの運用\nⅡ-4-委託事項2 システムの賃貸借"
    moved = ("Ⅱ-4 委託事項", "v4", order, turned)
    width = ("Ⅱ-4-委託事項1-③委託先名", "v4", "西ﾃﾞｰﾀ", "西データ")
    assert origins(found, "Ⅱ-4", everything=True) == [gone, moved, width, back, rest]


@needs_git
def test_notation_counts_only_when_asked(repo: Repo) -> None:
    text = document("令和8年3月1日").replace("介護保険事務", "介護保険 事務")
    repo.write(PLACE, text)
    found = history(repo.top / PLACE)
    assert origins(found, "評価書名") == [("評価書名", "v1")]
    assert origins(found, "評価書名", True) == [
        ("評価書名", "作業中", "介護保険事務", "介護保険 事務")
    ]


@needs_git
def test_an_item_that_was_not_readable_before(repo: Repo) -> None:
    repo.write(PLACE, document("令和8年3月1日", more="特記事項: {a: b}"))
    repo.commit("誤り", "2026-04-01T09:00:00+09:00")
    repo.write(PLACE, document("令和8年3月1日", more="特記事項: なし"))
    repo.commit("直す", "2026-04-02T09:00:00+09:00")
    (one,) = blamed(history(repo.top / PLACE), "特記事項")
    (origin,) = one.origins
    assert origin.step.commit
    assert (origin.change, origin.step.commit.subject) == (None, "直す")


@needs_git
def test_keys_that_differ_between_the_versions_of_the_form(tmp_path: Path) -> None:
    repo = Repo.create(tmp_path / "h26")
    text = (
        "様式: 重点項目評価書\n様式の版: {}\n評価書名: x\n基本情報:\n"
        "  評価実施機関における担当部署:\n    部署: 課\n    {}: {}\n"
    )
    for number, words in enumerate(
        (("平成26年4月", "所属長", "甲"), ("平成26年4月", "所属長", "乙"),
         ("令和6年10月", "所属長の役職名", "乙")), 1
    ):  # fmt: skip
        repo.write("a.yaml", text.format(*words))
        repo.commit("x", f"2026-04-0{number}T09:00:00+09:00")
        repo.tag(f"v{number}")
    (found,) = origins(history(repo.top / "a.yaml"), "所属長の役職名")
    assert found[1:] == ("v2", "甲", "乙")


@needs_git
def test_what_a_merge_brought(repo: Repo) -> None:
    repo.run("checkout", "-q", "-b", "枝")
    for number, published in enumerate(("令和9年3月1日", "令和9年4月1日"), 1):
        repo.write(PLACE, document(published))
        repo.commit("枝", f"2027-03-0{number}T09:00:00+09:00")
    repo.run("checkout", "-q", "main")
    repo.write("other.yaml", "a: 1\n")
    repo.commit("別の文書", "2027-03-03T09:00:00+09:00")
    date = {"GIT_COMMITTER_DATE": "2027-03-04T09:00:00+09:00"}
    repo.run("merge", "-q", "--no-ff", "-m", "併合", "枝", env=date)
    assert told(history(repo.top / PLACE))[:2] == [
        ("併合", "令和9年4月1日", 3),
        ("印刷業務の委託を追加", "令和8年3月1日", 2),
    ]


@needs_git
def test_failures(repo: Repo, tmp_path: Path) -> None:
    for file, said in (
        (tmp_path / "x.yaml", "git のリポジトリの中にありません"),
        (repo.top / "none.yaml", "ファイルも、git に記録された版もありません"),
        (repo.write("new.yaml", document("令和8年3月1日")), "git に記録された版がありません"),
    ):
        with pytest.raises(JobError, match=said):
            history(file)
    empty = Repo.create(tmp_path / "empty")
    with pytest.raises(JobError, match="まだコミットがありません"):
        history(empty.write("a.yaml", "a"))
    repo.commit("タグなし", "2026-04-01T09:00:00+09:00")
    with pytest.raises(JobError, match="タグの付いた版がありません"):
        history(repo.top / "new.yaml", only_tagged=True)


@needs_git
def test_a_shallow_clone(repo: Repo, tmp_path: Path) -> None:
    repo.run("clone", "-q", "--depth", "1", repo.top.as_uri(), tmp_path / "clone")
    found = history(tmp_path / "clone" / PLACE)
    assert (found.shallow, len(found.versions)) == (True, 1)
    assert not history(repo.top / PLACE).shallow


FEW = settings(max_examples=15, phases=[Phase.explicit, Phase.generate])


@FEW
@given(pairs(), documents())
def test_what_is_said_to_be_unchanged_is_so(
    some: tuple[dict[str, Any], dict[str, Any]], third: dict[str, Any]
) -> None:
    versions = [*some, {**third, **{key: some[0][key] for key in list(third)[::2]}}]
    texts = [json.dumps(one, ensure_ascii=False) for one in versions]
    older, newer = compared(*texts[:2]), compared(*texts[1:])
    walk = [
        Step(None, "", State.READ, newer.new, newer),
        Step(None, "", State.READ, older.new, older),
        Step(None, "", State.READ, older.old),
    ]
    first, *_, last = (canonical_section(one, TREE) for one in versions)
    for child in TREE.children:
        if child.item.log:
            continue
        (found,) = blame(walk, [(child.key,)], everything=True)
        if not found.origins:
            assert first[child.key] == last[child.key]
        for origin in found.origins:
            assert origin.change
            assert origin.before != origin.after
