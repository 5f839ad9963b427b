"""``pia log`` and ``pia blame`` in a real repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cli.support import ROOT, Run, cells, is_clean
from compare.repository import Repo, needs_git, quiet_git
from compare.test_history import BROKEN, PLACE, document, story

pytestmark = needs_git

NAME = "介護保険.yaml"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quiet_git(monkeypatch, tmp_path)


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """The story of a document; the current folder is the one it lies in."""
    repo = story(tmp_path / "文書 庫")
    monkeypatch.chdir((repo.top / PLACE).parent)
    return repo


def short(repo: Repo, revision: str) -> str:
    return repo.run("rev-parse", "--short", revision).strip()


def test_log(repo: Repo, run: Run) -> None:
    done = run("log", NAME)
    assert (done.code, done.err) == (0, "")
    named, back, broken = (short(repo, revision) for revision in ("v3~1", "v3~2", "v3~3"))
    assert done.out.splitlines() == [
        "版       コミット日  公表日          変更  表記のみ  順序  候補  内容",
        "v3       2026-03-01  令和8年3月1日      2         1     0     1  印刷業務の委託を追加",
        f"{named}  2025-04-03  令和7年3月1日      0         0     0     0  ファイル名を変更",
        f"{back}  2025-04-02  令和7年3月1日      0         0     0     0  元に戻す",
        f"{broken}  2025-04-01  （読めません）                              書きかけ",
        "v2       2025-03-01  令和7年3月1日      1         0     0     0  委託先の名称変更",
        "v1       2024-03-01  令和6年3月1日   初版                        最初の公表",
    ]


def test_days_are_shown_as_the_form_writes_them(repo: Repo, run: Run) -> None:
    repo.write(PLACE, document("2027-03-01"))
    assert "令和9年3月1日" in run("log", "-n", "1", NAME).out
    assert "作業中（公表日 令和9年3月1日）" in run("blame", NAME, "公表日").out
    data = json.loads(run("log", "-n", "1", "--format", "json", NAME).out)
    assert data["versions"][0]["published"] == "2027-03-01"


def test_log_in_a_narrow_terminal(repo: Repo, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write(PLACE, BROKEN)
    repo.commit(f"長い{'件名' * 50}", "2026-04-01T09:00:00+09:00")
    monkeypatch.setenv("COLUMNS", "60")
    lines = run("log", NAME).out.splitlines()
    assert max(map(cells, lines)) <= 60
    assert not any(line.endswith(" ") for line in lines)
    assert lines[:5] == [
        "版       コミット日  変更  表記のみ  順序  候補",
        f"{short(repo, 'HEAD')}  2026-04-01",
        f"  （読めません）  長い{'件名' * 9}…",
        "v3       2026-03-01     2         1     0     1",
        "  公表日 令和8年3月1日  印刷業務の委託を追加",
    ]


def test_log_where_some_columns_must_go(
    repo: Repo, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert run("log", "-n", "1", NAME).out.splitlines() == [
        "版  コミット日  公表日         変更  候補  内容",
        "v3  2026-03-01  令和8年3月1日     2     1  印刷業務の委託を追加",
    ]


def test_the_limit_may_have_zeros_before_it(repo: Repo, run: Run) -> None:
    assert run("log", "-n", "0000000002", NAME) == run("log", "-n", "2", NAME)


def test_log_of_tags_as_markdown(repo: Repo, run: Run) -> None:
    repo.run("tag", "a|b", "v2")
    repo.write(PLACE, document("令和9年3月1日"))
    assert run("log", "--tags", "--format", "markdown", NAME).out.splitlines() == [
        "| 版 | コミット日 | 公表日 | 変更 | 表記のみ | 順序 | 候補 | 内容 |",
        "| --- | --- | --- | --: | --: | --: | --: | --- |",
        "| 作業中 |  | 令和9年3月1日 | 3 | 1 | 0 | 1 | コミットしていない変更 |",
        "| v3 | 2026-03-01 | 令和8年3月1日 | 2 | 1 | 0 | 1 | 印刷業務の委託を追加 |",
        "| a\\|b、v2 | 2025-03-01 | 令和7年3月1日 | 1 | 0 | 0 | 0 | 委託先の名称変更 |",
        "| v1 | 2024-03-01 | 令和6年3月1日 | 初版 |  |  |  | 最初の公表 |",
    ]


def test_log_as_json(repo: Repo, run: Run) -> None:
    data = json.loads(run("log", "--format", "json", NAME).out)
    assert {name: data[name] for name in ("schema", "path", "shallow", "more")} == {
        "schema": "pia.log/1",
        "path": PLACE,
        "shallow": False,
        "more": False,
    }
    first, *_, oldest = data["versions"]
    assert first == {
        "hash": repo.run("rev-parse", "v3^0").strip(),
        "short": short(repo, "v3^0"),
        "date": "2026-03-01T09:00:00+09:00",
        "tags": ["v3"],
        "subject": "印刷業務の委託を追加",
        "path": PLACE,
        "published": "令和8年3月1日",
        "state": "read",
        "first": False,
        "counts": {"substance": 2, "notation": 1, "order": 0, "per_revision": 1},
        "candidates": ["Ⅱ-4-委託事項1"],
        "unread": [],
    }
    assert (oldest["first"], oldest["counts"], oldest["path"]) == (
        True,
        None,
        "評価書 一覧/介護.yaml",
    )
    assert [one["state"] for one in data["versions"]].count("unreadable") == 1


@pytest.mark.parametrize("state", ["committed", "changed", "removed", "broken", "shallow"])
def test_json_keeps_to_its_schemas(
    repo: Repo, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    if state == "changed":
        repo.write(PLACE, document("令和9年3月1日"))
    if state == "removed":
        (repo.top / PLACE).unlink()
    if state == "broken":
        repo.write(PLACE, BROKEN)
    if state == "shallow":
        repo.run("clone", "-q", "--depth", "1", repo.top.as_uri(), tmp_path / "clone")
        monkeypatch.chdir((tmp_path / "clone" / PLACE).parent)
    for words in (
        ("log", NAME),
        ("log", "-n", "2", NAME),
        ("log", "--tags", NAME),
        ("blame", NAME, "Ⅱ-4"),
        ("blame", "--all", NAME, "公表日"),
    ):
        done = run(*words, "--format", "json")
        if done.code == 0:
            schema = json.loads((ROOT / f"schemas/{words[0]}.schema.json").read_text("utf-8"))
            Draft202012Validator.check_schema(schema)
            Draft202012Validator(schema).validate(json.loads(done.out))
        else:
            assert (words[0], state) in {("blame", "removed"), ("blame", "broken")}


def test_a_limit_compares_the_last_line_too(repo: Repo, run: Run) -> None:
    done = run("log", "-n", "1", "--format", "json", NAME)
    data = json.loads(done.out)
    assert (len(data["versions"]), data["more"]) == (1, True)
    assert data["versions"][0]["counts"]["substance"] == 2
    assert len(run("log", "--limit", "100", NAME).out.splitlines()) == 7


def test_uncommitted_and_removed(repo: Repo, run: Run) -> None:
    assert "作業中" not in run("log", NAME).out
    (repo.top / PLACE).unlink()
    second = run("log", NAME).out.splitlines()[1]
    assert second.split() == ["作業中", "（削除）", "コミットしていない変更"]


def test_hostile_subjects(repo: Repo, run: Run) -> None:
    repo.write(PLACE, document("令和9年3月1日"))
    repo.commit("\x1b[31m赤 [bold]<b>|\u202e", "2027-03-01T09:00:00+09:00")
    for words in (("log", NAME), ("log", "--format", "markdown", NAME), ("blame", NAME, "公表日")):
        out = run(*words, *(() if "markdown" in words else ("--color", "never"))).out
        assert is_clean(out)
        assert "\\u{1B}" in out.replace("\\\\u", "\\u").replace("\\[", "[")
    for command in (("log", NAME), ("blame", NAME, "公表日")):
        out = run(*command, "--format", "json").out
        assert is_clean(out)
        assert '"\\u001b[31m赤 [bold]<b>|\\u202e"' in out


def test_colours(repo: Repo, run: Run) -> None:
    for words in (("log", NAME), ("blame", NAME, "Ⅱ-4")):
        assert "\x1b[" in run(*words, "--color", "always").out
        assert "\x1b[" not in run(*words).out


def test_a_shallow_clone(
    repo: Repo, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.run("clone", "-q", "--depth", "1", repo.top.as_uri(), tmp_path / "clone")
    monkeypatch.chdir(tmp_path / "clone")
    done = run("log", PLACE)
    assert done.code == 0
    assert "最古" in done.out
    assert "git fetch --unshallow" in done.err
    done = run("blame", PLACE, "評価書名")
    assert "取得した範囲で最も古い版" in done.out
    assert "git fetch --unshallow" in done.err


def test_blame(repo: Repo, run: Run) -> None:
    done = run("blame", NAME, "Ⅱ-4")
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        "Ⅱ-4-委託事項1 [追加]\n"
        "  v3 2026-03-01（公表日 令和8年3月1日） 印刷業務の委託を追加\n"
        "    + 委託事項: 通知書の印刷\n"
        "    + ③委託先名: 南印刷\n"
        "\n"
        "Ⅱ-4-委託事項2-③委託先名\n"
        "  v2 2025-03-01（公表日 令和7年3月1日） 委託先の名称変更\n"
        "  当時の項目: Ⅱ-4-委託事項1-③委託先名\n"
        "    - 東システム\n"
        "    + 東システム株式会社\n"
        "\n"
        "Ⅱ-4 特定個人情報ファイルの取扱いの委託 のほかの項目\n"
        "  最初の版 v1 2024-03-01（公表日 令和6年3月1日）から変わっていません\n"
    )


def test_blame_of_uncommitted_changes(repo: Repo, run: Run) -> None:
    text = (repo.top / PLACE).read_text("utf-8").replace("介護保険事務", "介護保険 業務")
    repo.write(PLACE, text.replace("南印刷", "南　印刷"))
    assert run("blame", NAME, "評価書名").out == (
        "評価書名\n"
        "  作業中（公表日 令和8年3月1日） コミットしていない変更\n"
        "    - 介護保険事務\n"
        "    + 介護保険 業務\n"
    )
    vendor = "Ⅱ-4-委託事項1-③"
    assert "v3 2026-03-01" in run("blame", NAME, vendor).out
    assert "委託先名 [表記のみ]\n  作業中" in run("blame", "--all", NAME, vendor).out


def test_blame_shows_of_a_long_text_what_differs(repo: Repo, run: Run) -> None:
    text = (repo.top / PLACE).read_text("utf-8")
    repo.write(PLACE, text.replace("介護保険事務", "資格を管理する。" * 30 + "給付を行う。"))
    repo.commit("長い文章")
    repo.write(PLACE, (repo.top / PLACE).read_text("utf-8").replace("給付を行う", "給付をする"))
    assert run("blame", NAME, "評価書名").out.endswith(
        "    - （略）給付を行う。\n    + （略）給付をする。\n"
    )


def test_blame_of_what_went(repo: Repo, run: Run) -> None:
    repo.write(PLACE, document("令和8年3月1日", ()))
    assert run("blame", NAME, "Ⅱ-4").out.count(" [削除]\n  作業中") == 3


def test_blame_that_ends_where_a_value_was_no_text(repo: Repo, run: Run) -> None:
    for number, note in enumerate(("{a: b}", "なし"), 1):
        repo.write(PLACE, document("令和8年3月1日", more=f"特記事項: {note}"))
        repo.commit("注", f"2026-04-0{number}T09:00:00+09:00")
    assert "ここから先はたどれません" in run("blame", NAME, "特記事項").out


def test_blame_behind_a_broken_first_version(tmp_path: Path, run: Run) -> None:
    repo = Repo.create(tmp_path / "x")
    file = repo.write("a.yaml", BROKEN)
    repo.commit("書きかけ", "2026-03-01T09:00:00+09:00")
    done = run("log", file)
    assert (done.code, done.out) == (3, "")
    assert "評価書として読める版がありません" in done.err
    repo.write("a.yaml", document("令和8年3月1日"))
    repo.commit("完成", "2026-03-02T09:00:00+09:00")
    assert "読める最も古い版" in run("blame", file, "評価書名").out


def test_blame_as_json(repo: Repo, run: Run) -> None:
    data = json.loads(run("blame", "--format", "json", NAME, "委託先名").out)
    assert (data["schema"], data["path"], data["shallow"]) == ("pia.blame/1", PLACE, False)
    assert [one["item"][:10] for one in data["items"]] == [f"Ⅱ-4-委託事項{n}-" for n in (1, 2, 3)]
    (origin,) = data["items"][1]["origins"]
    assert origin.pop("version")["tags"] == ["v2"]
    assert origin == {
        "item": "Ⅱ-4-委託事項2-③委託先名",
        "then": "Ⅱ-4-委託事項1-③委託先名",
        "kind": "changed",
        "weight": "substance",
        "before": "東システム",
        "after": "東システム株式会社",
    }
    assert data["items"][1]["unchanged"] is None
    assert data["items"][2]["unchanged"]["tags"] == ["v1"]


def test_from_the_top_and_from_elsewhere(
    repo: Repo, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run("log", NAME).out, run("blame", NAME, "Ⅱ-4").out
    monkeypatch.chdir(repo.top)
    assert (run("log", PLACE).out, run("blame", PLACE, "Ⅱ-4").out) == expected
    monkeypatch.chdir(repo.top.parent)
    assert run("log", repo.top / PLACE).out == expected[0]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("log", "-"), 2, "標準入力には履歴がありません"),
        (("log", ""), 2, "PATH が空です"),
        (("log", "."), 2, "PATH はフォルダです: ."),
        (("log", "none.yaml"), 3, "ファイルも、git に記録された版もありません"),
        (("log", "/"), 2, "PATH はフォルダです"),
        (("log", "/none.yaml"), 3, "git のリポジトリの中にありません"),
        (("log", "../new.yaml"), 3, "git に記録された版がありません"),
        (("log", "-n", "0", NAME), 2, "--limit に「0」は使えません"),
        (("log", "-n", "x", NAME), 2, "--limit に「x」は使えません"),
        (("log", "--format", "csv", NAME), 2, "--format に「csv」は使えません"),
        (("log", "--color", "x", NAME), 2, "--color に「x」は使えません"),
        (("log",), 2, "PATH を指定してください"),
        (("blame", NAME), 2, "ITEM を指定してください"),
        (("blame", "-", "公表日"), 2, "標準入力には履歴がありません"),
        (("blame", NAME, "公表曰"), 2, "この評価書にありません。「公表日」のことですか？"),
        (("blame", NAME, ""), 2, "この評価書にありません"),
        (("blame", NAME, "Ⅱ-4-委託事項9"), 2, "様式にはありますが、この評価書にはありません"),
        (("blame", NAME, "別添2"), 2, "変更の記録（別添2）のため、たどれません"),
        (("blame", "--format", "markdown", NAME, "公表日"), 2, "「markdown」は使えません"),
    ],
)
def test_errors(repo: Repo, run: Run, words: tuple[str, ...], code: int, said: str) -> None:
    repo.write("new.yaml", document("令和8年3月1日"))
    done = run(*words)
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert "対処: " in done.err


def test_files_that_cannot_be_blamed(repo: Repo, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.write(PLACE, BROKEN)
    done = run("blame", NAME, "公表日")
    assert (done.code, done.out) == (3, "")
    assert f"pia validate {NAME}" in done.err
    (repo.top / PLACE).unlink()
    assert "ファイルがありません" in run("blame", NAME, "公表日").err
    monkeypatch.setenv("PATH", "")
    for words in (("log", NAME), ("blame", NAME, "公表日")):
        done = run(*words)
        assert (done.code, done.out) == (3, "")
        assert "git が見つかりません" in done.err


def test_nothing_is_written(repo: Repo, run: Run) -> None:
    repo.write(PLACE, document("令和9年3月1日"))
    before = repo.run("status", "--porcelain"), (repo.top / ".git/index").read_bytes()
    assert run("log", NAME).code == run("blame", NAME, "Ⅱ").code == 0
    assert (repo.run("status", "--porcelain"), (repo.top / ".git/index").read_bytes()) == before
