"""``pia diff``: which versions, which rows, which format, which exit code."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from cli.support import EXAMPLE, FUTURE, PAST, ROOT, Done, Run, pia, with_set_aside_error
from compare.repository import Repo, needs_git, quiet_git

OLD = ROOT / "examples" / "koriyama_kaigo_r3.yaml"
HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"
ONE = f"{HEAD}公表日: 令和8年1月1日\n特記事項: 甲\n"
TWO = f"{HEAD}公表日: 令和8年2月1日\n特記事項: 乙\n"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    quiet_git(monkeypatch, tmp_path)


@pytest.fixture
def versions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with 旧.yaml and 新.yaml, as the current folder."""
    (tmp_path / "旧.yaml").write_text(ONE, "utf-8")
    (tmp_path / "新.yaml").write_text(TWO, "utf-8")
    (tmp_path / "旧2.yaml").write_text(ONE, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A repository with 国保.yaml committed once, changed in the work tree."""
    repo = Repo.create(tmp_path / "文書")
    repo.write("国保.yaml", ONE)
    repo.commit("初版")
    repo.tag("v1")
    repo.write("国保.yaml", TWO)
    monkeypatch.chdir(repo.top)
    return repo


def items(done: Done) -> list[str]:
    data = json.loads(done.out)
    return [row["item"] for document in data["documents"] for row in document["rows"]]


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_the_heads_have_the_days_as_the_form_writes_them(
    versions: Path, run: Run, format_: str
) -> None:
    (versions / "新.yaml").write_text(TWO.replace("令和8年2月1日", "2026-02-01"), "utf-8")
    done = run("diff", "旧.yaml", "新.yaml", "--format", format_)
    assert "新.yaml（公表日 令和8年2月1日）" in done.out
    data = json.loads(run("diff", "旧.yaml", "新.yaml", "--format", "json").out)
    assert data["documents"][0]["new"]["published"] == "2026-02-01"


def test_the_real_pair_gives_the_table(run: Run) -> None:
    done = run("diff", OLD, EXAMPLE)
    assert done.code == 0
    assert "Ⅱ-4-委託事項1-③委託先名  提出時期: 事後" in done.out
    assert "- 富士通株式会社" in done.out
    assert "変更箇所: 12 行" in done.out
    assert "様式の版が違います（平成30年5月 と 令和6年10月）" in done.err


def test_two_files_and_the_exit_code(run: Run, versions: Path) -> None:
    assert run("diff", "旧.yaml", "新.yaml").code == 0
    assert run("diff", "旧.yaml", "新.yaml", "--exit-code").code == 1
    assert run("diff", "旧.yaml", "旧.yaml", "--exit-code").code == 0


def test_standard_input_is_a_side(run: Run, versions: Path) -> None:
    done = run("diff", "-", "新.yaml", "--format", "json", stdin=ONE.encode())
    assert items(done) == ["特記事項"]
    done = run("diff", "旧.yaml", "-", "--format", "json", stdin=TWO.encode())
    assert items(done) == ["特記事項"]


@needs_git
def test_a_file_alone_is_compared_with_head(run: Run, repo: Repo) -> None:
    done = run("diff", "国保.yaml", "--format", "json")
    assert items(done) == ["特記事項"]
    assert json.loads(done.out)["documents"][0]["old"]["name"] == "HEAD:国保.yaml"


@needs_git
@pytest.mark.parametrize(
    "words", [("v1", "国保.yaml"), ("v1:国保.yaml", "国保.yaml"), ("HEAD", ".")]
)
def test_a_revision_is_compared_with_the_work_tree(
    run: Run, repo: Repo, words: tuple[str, str]
) -> None:
    assert items(run("diff", *words, "--format", "json")) == ["特記事項"]


@needs_git
def test_a_path_of_a_revision_may_be_relative_to_the_folder(
    run: Run, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.write("課/介護.yaml", ONE)
    repo.commit("介護")
    repo.write("課/介護.yaml", TWO)
    monkeypatch.chdir(repo.top / "課")
    done = run("diff", "HEAD:./介護.yaml", "介護.yaml", "--format", "json")
    assert items(done) == ["特記事項"]


@needs_git
def test_two_revisions(run: Run, repo: Repo) -> None:
    repo.commit("二版")
    assert items(run("diff", "v1:国保.yaml", "HEAD:国保.yaml", "--format", "json")) == ["特記事項"]


@needs_git
def test_a_folder_compares_what_differs_and_names_the_rest(run: Run, repo: Repo) -> None:
    repo.write("同じ.yaml", ONE)
    repo.write("消える.yaml", f"{ONE}評価書番号: 2\n")
    repo.commit("増やす")
    repo.write("国保.yaml", TWO.replace("乙", "丙"))
    repo.write("下/新しい.yaml", f"{HEAD}評価書番号: 1\n評価書名: 新しい事務\n")
    repo.write("他.yaml", "設定: 1\n")
    (repo.top / "消える.yaml").unlink()
    done = run("diff", ".", "--format", "json")
    assert items(done) == ["特記事項"]
    assert "下/新しい.yaml: HEAD にないため比べていません" in done.err
    assert "HEAD:消える.yaml: 作業フォルダにないため比べていません" in done.err
    assert "他.yaml" not in done.err


@needs_git
def test_a_link_of_a_folder_is_said_to_be_one(run: Run, repo: Repo) -> None:
    (repo.top / "公表.yaml").symlink_to("国保.yaml")
    repo.commit("公表")
    done = run("diff", ".")
    assert "公表.yaml: HEAD ではシンボリックリンクのため比べていません" in done.err


@needs_git
@pytest.mark.parametrize("link", ["最新", "../外の鎖"])
def test_a_link_to_a_folder_is_compared_as_the_folder(run: Run, repo: Repo, link: str) -> None:
    for text in (ONE, TWO):
        repo.write("評価書/国保.yaml", text)
        repo.commit("版")
    (repo.top / link).symlink_to(repo.top / "評価書")
    done = run("diff", "HEAD~1", link, "--format", "json")
    assert items(done) == ["特記事項"]
    assert "比べていません" not in done.err


@needs_git
def test_a_broken_document_of_several_does_not_hide_the_others(run: Run, repo: Repo) -> None:
    repo.write("介護.yaml", ONE)
    repo.commit("増やす")
    repo.write("介護.yaml", "様式: [\n")
    repo.write("国保.yaml", ONE)
    done = run("diff", ".", "--format", "json")
    assert done.code == 3
    assert items(done) == ["特記事項"]
    assert "評価書として読めません: 介護.yaml" in done.err


@needs_git
def test_index_and_work_tree_are_left_alone(run: Run, repo: Repo) -> None:
    before = {path: path.read_bytes() for path in repo.top.rglob("*") if path.is_file()}
    run("diff", "国保.yaml")
    run("diff", "v1", ".")
    run("diff", "--check", "国保.yaml")
    assert {path: path.read_bytes() for path in repo.top.rglob("*") if path.is_file()} == before


BAD = [
    (("-", "-"), 2, "両方を標準入力にはできません"),
    (("-",), 2, "比べる相手がありません"),
    (("HEAD:旧.yaml",), 2, "比べる相手がありません"),
    (("旧.yaml", "新.yaml", "旧.yaml"), 2, "比べる版が多すぎます"),
    (("", "新.yaml"), 2, "空の名前があります"),
    (("旧.yaml", "無い.yaml"), 3, "ファイルが見つかりません: 無い.yaml"),
    (("無い.yaml",), 3, "ファイルが見つかりません: 無い.yaml"),
    (("HEAD:旧.yaml", "新.yaml"), 3, "git のリポジトリの中にありません"),
    (("新.yaml",), 3, "git のリポジトリの中にありません"),
    (("旧.yaml", "新.yaml", "--format", "pdf"), 2, "--format に「pdf」は使えません"),
    (("旧.yaml", "新.yaml", "--format", "xlsx"), 2, "xlsx は標準出力に書けません"),
    (("旧.yaml", "新.yaml", "--section", "Ⅶ"), 2, "--section に「Ⅶ」は使えません"),
    (("旧.yaml", "新.yaml", "--section", ""), 2, "--section に「」は使えません"),
    (("旧.yaml", "新.yaml", "--section", "Ⅱ-4"), 2, "対処: --section Ⅱ と指定してください"),
    (("旧.yaml", "新.yaml", "--section", "II－4－①"), 2, "項目ではなく部で絞ります"),
    (("旧.yaml", "新.yaml", "-o", "表.docx"), 2, "拡張子「.docx」からは出力の形式が決まりません"),
    (("旧.yaml", "新.yaml", "--check", "-o", "a.csv"), 2, ".txt, .json, .sarif"),
    (("旧.yaml", "新.yaml", "-o", "旧2.yaml"), 2, "旧2.yaml は評価書のようなので、上書きしません"),
    (("旧.yaml", "新.yaml", "--check", "--format", "json", "-o", "旧2.yaml"), 2, "上書きしません"),
    (("旧.yaml", "新.yaml", "--date", "きのう"), 2, "--date: "),
    (("旧.yaml", "新.yaml", "--full", "--excerpt"), 2, "--full と --excerpt"),
    (("旧.yaml", "新.yaml", "--timing", "事後"), 2, "--timing は --reason と一緒に"),
    (("旧.yaml", "新.yaml", "--reason", "甲"), 2, "--reason は --timing と一緒に"),
    (("旧.yaml", "新.yaml", "--fail-on", "info"), 2, "--fail-on は --check と一緒に"),
    (("旧.yaml", "新.yaml", "--check", "--all"), 2, "--check と --all は一緒に使えません"),
    (("旧.yaml", "新.yaml", "--check", "--why"), 2, "--check と --why は一緒に使えません"),
    (("旧.yaml", "新.yaml", "--timing", "今", "--reason", "甲"), 2, "--timing に「今」は"),
    (("旧.yaml", "新.yaml", "--write", "--check"), 2, "--check と --write"),
    (("旧.yaml", "新.yaml", "--interactive"), 2, "--interactive は --write と一緒に"),
    (("旧.yaml", "新.yaml", "-o", "新.yaml"), 2, "入力と同じファイルです"),
    (("旧.yaml", "新.yaml", "--check", "--format", "html"), 2, "--format に「html」は使えません"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "message"), BAD, ids=lambda value: str(value)[:60])
def test_bad_input_is_refused_with_a_message(
    run: Run, versions: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    done = run("diff", *words)
    assert done.code == code
    assert message in done.err
    assert done.out == ""
    assert "Traceback" not in done.err


@needs_git
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("v9", "国保.yaml"), "「v9」というファイルもリビジョンもありません"),
        (("v9:国保.yaml", "国保.yaml"), "リビジョン「v9」はありません"),
        (("v1:介護.yaml", "国保.yaml"), "リビジョン「v1」に「介護.yaml」はありません"),
        (("新.yaml",), "リビジョン「HEAD」に「新.yaml」はありません"),
    ],
)
def test_what_git_does_not_have(run: Run, repo: Repo, words: tuple[str, ...], message: str) -> None:
    repo.write("新.yaml", TWO)
    done = run("diff", *words)
    assert done.code == 3
    assert message in done.err


@pytest.mark.parametrize("data", [b"\0\1\2\xff" * 50, b"", b"- a\n", "様式: 甲".encode("cp932")])
def test_a_side_that_is_no_document(run: Run, versions: Path, data: bytes) -> None:
    (versions / "旧.yaml").write_bytes(data)
    done = run("diff", "旧.yaml", "新.yaml")
    assert done.code == 3
    assert "評価書として読めません: 旧.yaml" in done.err


def test_notes_about_documents_that_are_not_versions_of_one(run: Run, versions: Path) -> None:
    affair = "基本情報:\n  特定個人情報ファイルを取り扱う事務:\n    事務の名称: {}\n"
    (versions / "旧.yaml").write_text(f"{ONE}評価書番号: 1\n{affair.format('介護')}", "utf-8")
    (versions / "新.yaml").write_text(f"{TWO}評価書番号: 2\n{affair.format('国保')}", "utf-8")
    done = run("diff", "旧.yaml", "新.yaml")
    assert done.code == 0
    assert "評価書番号が違います（「1」と「2」）" in done.err
    assert "事務の名称が違います（「介護」と「国保」）" in done.err
    assert "エラーが" in done.err
    assert run("diff", "-q", "旧.yaml", "新.yaml").err == ""


def test_the_errors_of_a_side_are_those_of_the_day(run: Run, versions: Path) -> None:
    for name, until in (("旧", PAST), ("新", FUTURE)):
        (versions / f"{name}.yaml").write_text(with_set_aside_error(until), "utf-8")
    err = run("diff", "旧.yaml", "新.yaml").err
    assert "旧.yaml にエラーが 1 件あります" in err
    assert "新.yaml にエラーが" not in err


def test_notes_about_other_forms(run: Run, versions: Path) -> None:
    (versions / "旧.yaml").write_text("様式: 全項目評価書\n様式の版: 令和6年10月\n特記事項: 甲\n")
    done = run("diff", "旧.yaml", "新.yaml")
    assert done.code == 0
    assert "旧.yaml の様式（全項目評価書 令和6年10月）はこの版の pia が知らないため" in done.err
    (versions / "旧.yaml").write_text(f"{HEAD}評価書名: [甲]\n")
    done = run("diff", "旧.yaml", "新.yaml")
    assert "書き方の誤りのため比べていない項目があります: 評価書名" in done.err


def test_rows_are_filtered_and_widened(run: Run) -> None:
    def rows(*options: str) -> list[str]:
        return items(run("diff", OLD, EXAMPLE, "--format", "json", *options))

    assert len(rows()) == 12
    assert len(rows("--all")) == 15
    assert rows("--section", "別添1") == ["別添1-認定情報"]
    assert rows("--section", "II") == [item for item in rows() if item.startswith("Ⅱ")]
    starred = ["Ⅰ-4 法令上の根拠", "Ⅰ-5-②法令上の根拠", "Ⅱ-3-①入手元"]
    assert rows("--only-starred") == starred
    assert rows("--section", "表紙", "--all") == ["様式の版", "公表日"]


def test_date_timing_and_reason_go_into_the_rows(run: Run) -> None:
    def rows(*options: str) -> list[dict[str, str]]:
        done = run("diff", OLD, EXAMPLE, "--format", "csv", *options)
        return list(csv.DictReader(io.StringIO(done.out.removeprefix("\ufeff"))))

    plain = {row["項目"]: row for row in rows()}
    assert plain["Ⅰ-4 法令上の根拠"]["提出時期"] == ""
    assert plain["Ⅱ-4-委託事項1-③委託先名"]["提出時期"] == "事後"
    assert plain["Ⅱ-4-委託事項1-③委託先名"]["変更日"] == "令和8年2月4日"
    given = rows("--date", "2026-03-01", "--timing", "事後", "--reason", "条ずれのため")
    by_item = {row["項目"]: row for row in given}
    assert by_item["Ⅰ-4 法令上の根拠"]["提出時期に係る説明"] == "条ずれのため"
    assert by_item["Ⅱ-4-委託事項1-③委託先名"]["提出時期に係る説明"] == ""
    assert {row["変更日"] for row in given} == {"令和8年3月1日"}


def test_long_texts_are_excerpted_unless_asked_for_whole(run: Run, versions: Path) -> None:
    text = "".join(f"{number}番目の措置を行う。" for number in range(40))
    (versions / "旧.yaml").write_text(f"{HEAD}特記事項: {text}\n", "utf-8")
    (versions / "新.yaml").write_text(
        f"{HEAD}特記事項: {text.replace('7番目の', '第七の')}\n", "utf-8"
    )

    def after(*options: str) -> str:
        done = run("diff", "旧.yaml", "新.yaml", "--format", "json", *options)
        shown: str = json.loads(done.out)["documents"][0]["rows"][0]["after"]
        return shown

    assert after().startswith("（略）第七の措置を行う。（略）")
    assert after() == after("--excerpt")
    assert len(after("--full")) > len(text) - 10


def test_why_gives_ground_and_explanations(run: Run) -> None:
    done = run("diff", OLD, EXAMPLE, "--why")
    assert "規則第11条" in done.out
    assert "法令の改正に伴う条項の移動等の形式的な変更であるため" in done.out
    assert "規則第11条）に当たる場合" not in run("diff", OLD, EXAMPLE).out


@pytest.mark.parametrize("suffix", ["html", "md", "csv", "xlsx", "json", "yaml"])
def test_the_name_of_the_output_chooses_the_format(run: Run, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"変更箇所.{suffix}"
    assert run("diff", OLD, EXAMPLE, "-o", target).code == 0
    starts = {"html": b"<!DOCTYPE", "md": b"#", "csv": b"\xef\xbb\xbf", "xlsx": b"PK", "json": b"{"}
    assert target.read_bytes().startswith(starts.get(suffix, b""))


@pytest.mark.parametrize("suffix", ["html", "md", "csv", "xlsx", "json", "yaml", "yml", "txt", ""])
def test_an_own_output_may_be_written_again(run: Run, versions: Path, suffix: str) -> None:
    target = versions / f"変更箇所.{suffix}".rstrip(".")
    for _ in range(2):
        assert run("diff", "旧.yaml", "新.yaml", "-o", target).code == 0


def test_an_unknown_suffix_is_fine_with_a_format(run: Run, versions: Path) -> None:
    assert run("diff", "旧.yaml", "新.yaml", "--format", "text", "-o", "表.docx").code == 0
    assert "特記事項" in (versions / "表.docx").read_text("utf-8")


def test_the_name_of_a_report_chooses_its_format(run: Run, versions: Path) -> None:
    run("diff", "--check", "旧.yaml", "新.yaml", "-o", "結果.json")
    assert json.loads((versions / "結果.json").read_text("utf-8"))["schema"] == "pia.report/1"


def test_standard_output_by_its_name(run: Run, versions: Path) -> None:
    shown = run("diff", "旧.yaml", "新.yaml")
    assert run("diff", "旧.yaml", "新.yaml", "-o", "/dev/stdout") == shown


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_quiet_hides_the_summary(run: Run, format_: str) -> None:
    loud = run("diff", OLD, EXAMPLE, "--format", format_).out
    quiet = run("diff", OLD, EXAMPLE, "--format", format_, "-q").out
    assert "変更箇所: 12 行" in loud
    assert "この後の手続" in loud
    assert "変更箇所: 12 行" not in quiet
    assert "この後の手続" not in quiet
    assert "富士通株式会社" in quiet
    assert not quiet.endswith("\n\n")


def test_the_star_is_shown_to_people_only(run: Run) -> None:
    for format_, shown in (("markdown", True), ("html", True), ("csv", False), ("yaml", False)):
        done = run("diff", OLD, EXAMPLE, "-q", "--format", format_)
        assert ("Ⅰ-4 法令上の根拠 ※" in done.out) is shown, format_
        assert "Ⅱ-4-委託事項1-③委託先名 ※" not in done.out


@needs_git
@pytest.mark.parametrize("words", [("v1", "main"), ("v1",), ("v1", "main", "国保.yaml")])
def test_revisions_without_a_document(run: Run, repo: Repo, words: tuple[str, ...]) -> None:
    done = run("diff", *words)
    assert done.code == 2
    assert "はリビジョンです。比べる評価書をパスで指定してください" in done.err
    if len(words) > 1:
        assert f"pia diff v1:{'国保' if words[2:] else '評価書'}.yaml main:" in done.err
    else:
        assert "対処: pia diff v1 評価書.yaml（作業フォルダと）" in done.err


@needs_git
def test_formats_of_one_document_refuse_several(run: Run, repo: Repo) -> None:
    repo.write("介護.yaml", ONE)
    repo.commit("増やす")
    repo.write("介護.yaml", TWO)
    repo.write("国保.yaml", TWO.replace("乙", "丙"))
    done = run("diff", ".", "--format", "csv")
    assert done.code == 2
    assert "csv に書けるのは一つの評価書です（2 件あります）" in done.err
    assert run("diff", ".", "--format", "html").code == 0


def contents(repo: Repo) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in repo.top.rglob("*") if path.is_file()}


RENAMED = "注意: {} は v1 の 国保.yaml から改名されたものとして比べます"


@needs_git
@pytest.mark.parametrize("how", ["untracked", "staged", "committed"])
@pytest.mark.parametrize("word", ["新/国保事務.yaml", "."])
def test_a_renamed_file_is_compared_with_its_old_name(
    run: Run, repo: Repo, how: str, word: str
) -> None:
    repo.write("新/国保事務.yaml", TWO)
    (repo.top / "国保.yaml").unlink()
    if how == "staged":
        repo.run("add", "-A")
    if how == "committed":
        repo.commit("改名")
    before = contents(repo)
    done = run("diff", "v1", word, "--format", "json")
    assert items(done) == ["特記事項"]
    assert json.loads(done.out)["documents"][0]["old"]["name"] == "v1:国保.yaml"
    assert RENAMED.format("新/国保事務.yaml") in done.err
    assert "ないため" not in done.err
    assert run("diff", "--check", "v1", word).code == 1
    assert run("diff", "-q", "v1", word).err == ""
    assert contents(repo) == before


@needs_git
def test_a_file_is_renamed_where_its_names_say_so(run: Run, repo: Repo) -> None:
    names = "評価書番号: {}\n評価書名: {}\n"
    repo.write("国保.yaml", ONE + names.format(1, "国保"))
    repo.write("介護.yaml", ONE + names.format(2, "介護"))
    repo.commit("番号")
    repo.run("mv", "国保.yaml", "a.yaml")
    repo.run("mv", "介護.yaml", "b.yaml")
    repo.write("a.yaml", TWO + names.format("２", "介護"))
    repo.write("b.yaml", TWO + names.format("１", "国保"))
    done = run("diff", ".")
    assert "a.yaml は HEAD の 介護.yaml から改名" in done.err
    assert "b.yaml は HEAD の 国保.yaml から改名" in done.err
    repo.write("a.yaml", TWO + names.format("3", "年金"))
    done = run("diff", ".")
    assert "a.yaml: HEAD にないため比べていません" in done.err
    assert "HEAD:介護.yaml: 作業フォルダにないため比べていません" in done.err


@needs_git
def test_a_new_file_is_no_renamed_one(run: Run, repo: Repo) -> None:
    repo.write("写し.yaml", ONE)
    done = run("diff", "v1", "写し.yaml")
    assert done.code == 3
    assert "リビジョン「v1」に「写し.yaml」はありません" in done.err
    repo.write("写し2.yaml", ONE)
    (repo.top / "国保.yaml").unlink()
    done = run("diff", "v1", ".")  # either may be the old one
    assert done.code == 3
    assert "写し.yaml: v1 にないため比べていません" in done.err


@needs_git
@pytest.mark.parametrize("options", [(), ("--check",), ("--check", "-q")])
def test_nothing_to_compare_is_a_failure(run: Run, repo: Repo, options: tuple[str, ...]) -> None:
    (repo.top / "空").mkdir()
    done = run("diff", *options, "HEAD", "空")
    assert (done.code, done.out) == (3, "")
    assert "比べる評価書が見つかりません" in done.err


@needs_git
def test_nothing_changed_is_said(run: Run, repo: Repo) -> None:
    repo.write("国保.yaml", ONE)
    done = run("diff", ".")
    assert (done.code, done.out) == (0, "")
    assert "変更はありません（1 件の評価書を調べました）" in done.err
    assert run("diff", "-q", ".").err == ""
    done = run("diff", "--check", "HEAD", ".")
    assert (done.code, done.err) == (0, "変更はありません（1 件の評価書を調べました）\n")
    assert json.loads(run("diff", ".", "--format", "json").out)["documents"] == []


@needs_git
@pytest.mark.parametrize("data", ["", "設定: 1\n", "<<<<<<< HEAD\n", "\0\1"])
def test_a_destroyed_document_is_told(run: Run, repo: Repo, data: str) -> None:
    repo.write("国保.yaml", data)
    repo.write("他.yaml", "a: 1\n")
    for word in (".", "国保.yaml"):
        done = run("diff", word)
        assert (done.code, done.out) == (3, "")
        assert "国保.yaml" in done.err
        assert "評価書として" in done.err
    done = run("diff", "--check", "HEAD", ".", "--format", "json")
    assert done.code == 3
    (file,) = json.loads(done.out)["files"]
    assert (file["path"], file["status"]) == ("国保.yaml", "unreadable")


def test_what_is_no_assessment_is_not_compared(run: Run, versions: Path) -> None:
    (versions / "新.yaml").write_text("a: 1\n", "utf-8")
    for words in (("旧.yaml", "新.yaml"), ("新.yaml", "旧.yaml")):
        done = run("diff", *words)
        assert (done.code, done.out) == (3, "")
        assert "新.yaml には「様式」など表紙の項目がないため" in done.err
    (versions / "新.yaml").write_text("評価書名: 国保\n", "utf-8")
    done = run("diff", "旧.yaml", "新.yaml")
    assert "新.yaml に様式の記載がないため、" in done.err


def test_a_closed_pipe_ends_silently_as_everywhere() -> None:
    script = '"$@" 2>&1 | true; exit ${PIPESTATUS[0]}'
    for words in (("diff", OLD, EXAMPLE, "--full"), ("validate", EXAMPLE, "--format", "json")):
        done = pia(*words, shell=script, cwd=ROOT)
        assert (done.code, done.out, done.err) == (3, "", "")


@needs_git
def test_no_command_that_the_repository_names_is_run(run: Run, repo: Repo) -> None:
    """Its configuration is as little to be trusted as its files: fsmonitor, filters, gpg."""
    (repo.top / "国保.yaml").rename(repo.top / "介護.yaml")
    repo.commit("改名")
    repo.write("介護.yaml", TWO.replace("乙", "丙"))
    evil = repo.write("evil.sh", f"#!/bin/sh\ntouch '{repo.top.parent}/ran'\ncat\n")
    evil.chmod(0o755)
    for name in ("diff.external", "diff.x.command", "diff.x.textconv", "core.sshCommand"):
        repo.run("config", name, str(evil))
    for name in ("filter.x.clean", "filter.x.smudge", "filter.x.process", "core.pager"):
        repo.run("config", name, str(evil))
    for name in ("core.fsmonitor", "gpg.program", "interactive.diffFilter", "merge.x.driver"):
        repo.run("config", name, str(evil))
    repo.run("config", "log.showSignature", "true")
    attributes = repo.top / ".git" / "info" / "attributes"
    attributes.parent.mkdir(exist_ok=True)
    attributes.write_text("*.yaml diff=x filter=x merge=x\n", "utf-8")
    for words in (
        *("diff v1 .", "diff v1 介護.yaml", "diff --check v1 .", "diff v1:国保.yaml 介護.yaml"),
        *("log 介護.yaml", "log --tags 介護.yaml", "blame 介護.yaml 特記事項"),
    ):
        assert run(*words.split()).code in (0, 1), words
    assert not (repo.top.parent / "ran").exists()


@needs_git
@pytest.mark.parametrize("words", ["HEAD^ .", "v1 国保.yaml", "v1:国保.yaml 国保.yaml"])
def test_a_revision_that_a_shallow_clone_lacks(
    run: Run, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    repo.commit("次の版")
    repo.run("clone", "-q", "--depth", "1", repo.top.as_uri(), tmp_path / "clone")
    monkeypatch.chdir(tmp_path / "clone")
    done = run("diff", "--check", *words.split())
    assert done.code == 3
    assert "浅いクローン" in done.err
    assert "git fetch --unshallow --tags" in done.err
    assert "fetch-depth: 0" in done.err
    repo.run("fetch", "-q", "--unshallow", "--tags", cwd=tmp_path / "clone")
    assert run("diff", *words.split()).code == 0
    assert "浅い" not in run("diff", "v9", ".").err
