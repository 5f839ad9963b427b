"""``pia render`` and ``pia verify``: where pages go, what is refused, what is recognised."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import Mock

import pytest

from cli.support import EXAMPLE, FUTURE, PAST, ROOT, TYPO, Run, with_set_aside_error
from compare.repository import Repo, needs_git, quiet_git

OLD = ROOT / "examples" / "koriyama_kaigo_r3.yaml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with 介護.yaml (good) and 下/国保.yaml (with errors), as the current folder."""
    quiet_git(monkeypatch, tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "介護.yaml").write_bytes(EXAMPLE.read_bytes())
    (tmp_path / "下").mkdir()
    (tmp_path / "下" / "国保.yaml").write_text(TYPO, "utf-8")
    (tmp_path / "設定.yaml").write_text("a: 1\n", "utf-8")
    return tmp_path


def pages(top: Path) -> list[str]:
    """The HTML files below a folder."""
    return sorted(path.relative_to(top).as_posix() for path in top.rglob("*.html"))


def test_html_goes_to_stdout_and_reruns_are_equal(run: Run, folder: Path) -> None:
    done = run("render", "介護.yaml")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("<!DOCTYPE html>")
    assert done.out == run("render", "-", stdin=EXAMPLE.read_bytes()).out
    assert "<script" not in done.out


@pytest.mark.parametrize(("name", "start"), [("頁.html", "<!DOCTYPE"), ("頁.md", "# 特定個人情報")])
def test_the_name_of_the_output_chooses_the_format(
    run: Run, folder: Path, name: str, start: str
) -> None:
    assert run("render", "介護.yaml", "-o", name).code == 0
    assert (folder / name).read_text("utf-8").startswith(start)
    assert run("render", "介護.yaml", "-o", name).code == 0  # its own output is no assessment


def test_another_ending_needs_the_format_or_a_template(run: Run, folder: Path) -> None:
    assert run("render", "介護.yaml", "--format", "markdown", "-o", "頁.txt").code == 0
    assert (folder / "頁.txt").read_text("utf-8").startswith("# 特定個人情報")
    (folder / "題.txt.j2").write_text("{{ page.title }}", "utf-8")
    assert run("render", "介護.yaml", "--template", "題.txt.j2", "-o", "題.txt").code == 0
    assert run("render", "介護.yaml", "-o", "頁").code == 0
    (folder / "公表.v2").mkdir()
    assert run("render", "介護.yaml", "-o", "公表.v2").code == 0
    assert run("render", "下", "-o", "令和8.2").code == 1, "a folder for several"


@pytest.mark.parametrize("name", ["公表.pdf", "公表.MD", "公表.html"])
@pytest.mark.parametrize("options", [[], ["--format", "pdf"]])
def test_no_folder_gets_the_name_of_a_page(
    run: Run, folder: Path, name: str, options: list[str]
) -> None:
    for paths in (["."], ["介護.yaml", "下/国保.yaml"]):
        done = run("render", *paths, "-o", name, *options)
        assert done.code == 2
        assert f"評価書が複数あるため、{name} という一つのファイルには書けません" in done.err
        assert "-o フォルダ" in done.err
        assert not (folder / name).exists()


def test_a_folder_named_like_a_page_is_taken_where_it_is_meant(run: Run, folder: Path) -> None:
    assert run("render", ".", "-o", "新.html/").code == 1, "国保.yaml has errors"
    assert pages(folder / "新.html") == ["index.html", "下/国保.html", "介護.html"]
    assert run("render", "介護.yaml", "-o", "新.html").code == 0
    (folder / "元.html").mkdir()
    assert run("render", ".", "-o", "元.html").code == 1, "国保.yaml has errors"
    assert (folder / "元.html" / "index.html").is_file()


def test_one_document_into_a_folder(run: Run, folder: Path) -> None:
    (folder / "公表").mkdir()
    assert run("render", "介護.yaml", "-o", "公表").code == 0
    assert (folder / "公表" / "介護.html").is_file()


def test_a_folder_gives_every_document_and_an_index(run: Run, folder: Path) -> None:
    done = run("render", ".", "-o", "公表用")
    assert done.code == 1, "国保.yaml has errors"
    written = sorted(
        path.relative_to(folder).as_posix() for path in folder.glob("公表用/**/*.html")
    )
    assert written == ["公表用/index.html", "公表用/下/国保.html", "公表用/介護.html"]
    index = (folder / "公表用" / "index.html").read_text("utf-8")
    assert "介護保険事務 重点項目評価書</a>" in index
    assert "エラー" in index
    assert "2 件の評価書と一覧を 公表用 に書き出しました" in done.err
    assert run("render", ".", "-o", "md", "--format", "markdown").code == 1
    assert "介護保険事務 重点項目評価書" in (folder / "md" / "index.md").read_text("utf-8")


def test_a_folder_may_be_rendered_beside_its_documents(run: Run, folder: Path) -> None:
    assert run("render", ".", "-o", ".").code == 1, "国保.yaml has errors"
    assert pages(folder) == ["index.html", "下/国保.html", "介護.html"]


def test_a_document_with_errors_has_gaps_and_a_banner(run: Run, folder: Path) -> None:
    done = run("render", "下/国保.yaml")
    assert done.code == 1
    assert "未記入" in done.out
    assert "エラーが" in done.out
    assert "未記入の箇所（" in done.err
    assert "エラーが" not in run("render", "介護.yaml").out


def test_only_what_is_marked_is_said_to_be(run: Run, folder: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    text = text.replace("公表日: 令和8年2月16日", "公表日: 令和8年2月30日", 1)
    (folder / "日付.yaml").write_text(text, "utf-8")
    done = run("render", "日付.yaml")
    assert done.code == 1
    assert "未記入" not in done.err + done.out
    assert done.out.count(">要確認<") == 1
    assert "**要確認**" in run("render", "--format", "markdown", "日付.yaml").out
    assert "要確認" not in run("render", "介護.yaml").out


def test_strict_refuses_a_document_with_errors(run: Run, folder: Path) -> None:
    done = run("render", "--strict", "下/国保.yaml", "-o", "頁.html")
    assert done.code == 1
    assert "書き出していません" in done.err
    assert not (folder / "頁.html").exists()
    done = run("render", "--strict", ".", "-o", "公表")
    assert done.code == 1
    assert [path.name for path in sorted(folder.glob("公表/**/*.html"))] == [
        "index.html",
        "介護.html",
    ]


def test_the_errors_are_those_of_the_day_and_the_page_is_not(run: Run, folder: Path) -> None:
    for name, until in (("前", PAST), ("後", FUTURE)):
        (folder / f"{name}.yaml").write_text(with_set_aside_error(until), "utf-8")
    past, future = (run("render", f"{name}.yaml") for name in "前後")
    assert (past.code, future.code, future.err) == (1, 0, "")
    assert "前.yaml にエラーが 1 件あります" in past.err
    assert past.out == future.out
    assert "エラーが" not in past.out


def test_the_hint_can_be_pasted(run: Run, folder: Path) -> None:
    text = with_set_aside_error(PAST)
    (folder / "国保 案.yaml").write_text(text, "utf-8")
    assert "pia validate '国保 案.yaml' で確かめてください" in run("render", "国保 案.yaml").err
    done = run("render", "-", stdin=text.encode())
    assert "pia validate - で確かめてください" in done.err


def test_strict_goes_by_the_errors_of_the_day(run: Run, folder: Path) -> None:
    for name, until in (("前", PAST), ("後", FUTURE)):
        (folder / f"{name}.yaml").write_text(with_set_aside_error(until), "utf-8")
    done = run("render", "--strict", "前.yaml", "-o", "頁.html")
    assert (done.code, "前.yaml にエラーが 1 件あるため" in done.err) == (1, True)
    assert run("render", "--strict", "前.yaml", "後.yaml", "-o", "公表").code == 1
    assert pages(folder) == ["公表/index.html", "公表/後.html"]


def test_verify_knows_a_page_on_every_day(run: Run, folder: Path) -> None:
    (folder / "前.yaml").write_text(with_set_aside_error(PAST), "utf-8")
    assert run("render", "前.yaml", "-o", "頁.html").code == 1
    assert run("verify", "頁.html", "前.yaml").code == 0


def test_a_draft_says_so(run: Run, folder: Path) -> None:
    assert 'class="draft"' in run("render", "--draft", "介護.yaml").out
    assert "（案）" in run("render", "--draft", "--format", "markdown", "介護.yaml").out


@needs_git
def test_changes_are_marked_since_a_file_or_a_revision(run: Run, folder: Path) -> None:
    assert "変更あり" not in run("render", "介護.yaml").out
    marked = run("render", "--changes", OLD, "介護.yaml").out
    assert "富士通株式会社" in marked
    repo = Repo(folder)
    repo.run("init", "-q")
    (folder / "介護.yaml").write_bytes(OLD.read_bytes())
    repo.commit("前の版")
    (folder / "介護.yaml").write_bytes(EXAMPLE.read_bytes())
    assert run("render", "--changes", "HEAD:介護.yaml", "介護.yaml").out == marked


def test_a_template_of_the_user(run: Run, folder: Path) -> None:
    (folder / "ひな形.txt.j2").write_text("{{ page.cover.title.text }}\n", "utf-8")
    done = run("render", "--template", "ひな形.txt.j2", "介護.yaml")
    assert (done.code, done.out) == (0, "介護保険事務 重点項目評価書\n")
    (folder / "ひな形.txt.j2").write_text("一行目\n{{ page.無い }}\n", "utf-8")
    done = run("render", "--template", "ひな形.txt.j2", "介護.yaml")
    assert done.code == 3
    assert "ひな形.txt.j2:2" in done.err
    assert "Traceback" not in done.err


def test_a_template_is_not_written_over(run: Run, folder: Path) -> None:
    template = folder / "介護.html"
    template.write_text("{{ page.title }}{{ page.footer.digest }}", "utf-8")
    before = template.read_bytes()
    for where in (("介護.yaml", "-o", "介護.html"), ("介護.yaml", "-o", "."), (".", "-o", ".")):
        done = run("render", "--template", "介護.html", *where)
        assert (done.code, "入力と同じファイルです" in done.err) == (2, True)
    assert template.read_bytes() == before
    assert pages(folder) == ["介護.html"]


@pytest.mark.parametrize("name", ["index.html", "介護.html", "下/国保.html"])
def test_a_folder_is_not_written_over_what_is_no_page(run: Run, folder: Path, name: str) -> None:
    (folder / name).write_text("<h1>市のサイト</h1>", "utf-8")
    done = run("render", ".", "-o", ".")
    assert done.code == 2
    assert f"{name} は pia のページではないようなので、上書きしません" in done.err
    assert pages(folder) == [name]
    assert (folder / name).read_text("utf-8") == "<h1>市のサイト</h1>"
    (folder / name).unlink()
    (folder / "設定.html").write_text("<h1>設定の説明</h1>", "utf-8")
    for format_ in ("html", "markdown"):
        assert run("render", ".", "-o", ".", "--format", format_).code == 1
        assert run("render", ".", "-o", ".", "--format", format_).code == 1, "its own pages"


def test_one_document_into_a_folder_spares_what_is_no_page(run: Run, folder: Path) -> None:
    (folder / "介護.html").write_text("<h1>市のサイト</h1>", "utf-8")
    assert run("render", "介護.yaml", "-o", ".").code == 2
    assert run("render", "介護.yaml", "-o", "介護.html").code == 0, "the user named it"


@pytest.mark.parametrize(("format_", "suffix"), [("html", "html"), ("markdown", "md")])
def test_a_name_that_is_not_utf_8(run: Run, folder: Path, format_: str, suffix: str) -> None:
    """The name of the page keeps the bytes, and what is written into the index is text."""
    try:
        Path(os.fsdecode(b"\xe4\xff.yaml")).write_text(TYPO, "utf-8")
    except OSError:
        pytest.skip("the file system only has UTF-8 names")
    done = run("render", ".", "--format", format_, "-o", "公表用")
    assert done.code == 1, done.err
    assert (folder / "公表用" / f"\udce4\udcff.{suffix}").exists()
    index = (folder / "公表用" / f"index.{suffix}").read_text("utf-8")
    assert f"%E4%FF.{suffix}" in index
    assert f"u{{DCE4}}\\u{{DCFF}}.{suffix}" in index.replace("\\\\", "\\")


def test_the_index_of_a_markdown_template_is_markdown(run: Run, folder: Path) -> None:
    (folder / "題.md.j2").write_text("# {{ page.title }} {{ page.footer.digest }}\n", "utf-8")
    assert run("render", ".", "-o", "公表", "--template", "題.md.j2").code == 1
    assert "](" in (folder / "公表" / "index.md").read_text("utf-8")
    assert not (folder / "公表" / "index.html").exists()
    assert run("render", ".", "-o", "公表", "--template", "題.md.j2").code == 1


def test_a_slash_at_the_end_makes_a_folder(run: Run, folder: Path) -> None:
    assert run("render", "介護.yaml", "-o", "公表/版.1/").code == 0
    assert pages(folder / "公表") == ["版.1/介護.html"]
    assert run("render", "--strict", "下/国保.yaml", "-o", "新/").code == 1
    assert not (folder / "新").exists()


BAD = [
    (("介護.yaml", "--format", "docx"), 2, "--format に「docx」は使えません"),
    (("介護.yaml", "-o", "介護.docx"), 2, "拡張子「.docx」からは出力の形式が決まりません"),
    (("介護.yaml", "-o", "a.pdf", "--template", "x"), 2, "--template は pdf に使えません"),
    (("介護.yaml", "--format", "pdf", "-o", "介護.yaml"), 2, "入力と同じファイルです"),
    (("介護.yaml", "--format", "pdf"), 2, "pdf は標準出力に書けません"),
    (("介護.yaml", "-o", "介護.yaml"), 2, "入力と同じファイルです"),
    (("介護.yaml", "-o", "頁.docx"), 2, "拡張子「.docx」からは出力の形式が決まりません"),
    (("介護.yaml", "--format", "html", "-o", "下/国保.yaml"), 2, "評価書のようなので"),
    (("介護.yaml", "下/国保.yaml"), 2, "書き込むフォルダが要ります"),
    ((".", "-o", "介護.yaml"), 2, "書き込むフォルダが要ります"),
    ((".", "--changes", "介護.yaml", "-o", "公表"), 2, "--changes は一つの評価書に使います"),
    (("-", "--changes", "-"), 2, "両方を標準入力にはできません"),
    (("介護.yaml", "--template", "無い.j2"), 3, "無い.j2"),
    (("介護.yaml", "--format", "pdf", "-o", "a.pdf", "--template", "x"), 2, "--template は pdf に"),
    (("無い.yaml",), 3, "ファイルが見つかりません"),
    (("介護.yaml", "-o", "無い/頁.html"), 3, "書き込めません"),
    (("介護.yaml", "-o", "設定.yaml/"), 3, "フォルダを作れません"),
    (("",), 2, "空の名前があります"),
    (("介護.yaml", "--changes", "無い.yaml"), 3, "ファイルが見つかりません"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "code", "message"), BAD, ids=lambda value: str(value)[:50])
def test_bad_input_is_refused_with_a_message(
    run: Run, folder: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    before = sorted(folder.rglob("*"))
    done = run("render", *words)
    assert done.code == code
    assert message in done.err
    assert "Traceback" not in done.err
    assert sorted(folder.rglob("*")) == before


def test_two_documents_of_one_name_are_not_written_over_each_other(run: Run, folder: Path) -> None:
    (folder / "下" / "介護.yaml").write_bytes(EXAMPLE.read_bytes())
    done = run("render", "介護.yaml", "下/介護.yaml", "-o", "公表")
    assert done.code == 2
    assert "ほかと重なります" in done.err


def test_each_file_of_a_folder_is_looked_at_a_few_times(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not once for each page: two thousand documents took half a minute."""
    calls = []
    for many in (8, 16, 24):
        top = tmp_path / str(many)
        top.mkdir()
        for at in range(many):
            (top / f"{at}.yaml").write_text(TYPO, "utf-8")
        with monkeypatch.context() as patched:
            counted = Mock(side_effect=os.stat)
            patched.setattr(os, "stat", counted)
            assert run("render", top, "-o", tmp_path / f"公表{many}").code == 1
        calls.append(counted.call_count)
    assert calls[2] - calls[1] <= calls[1] - calls[0] + 8


def test_a_broken_document_of_several_does_not_hide_the_others(run: Run, folder: Path) -> None:
    (folder / "壊れ.yaml").write_text("様式: [\n", "utf-8")
    done = run("render", ".", "-o", "公表")
    assert done.code == 3
    assert "評価書として読めません: 壊れ.yaml" in done.err
    assert (folder / "公表" / "介護.html").is_file()


@pytest.mark.parametrize("name", ["頁.html", "頁.md"])
def test_verify_knows_the_page_of_a_document(run: Run, folder: Path, name: str) -> None:
    run("render", "介護.yaml", "-o", name)
    done = run("verify", name, "介護.yaml")
    assert (done.code, done.out) == (0, f"一致します: {name} は 介護.yaml のページです\n")
    page = folder / name
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))
    assert run("verify", name, "介護.yaml").code == 0
    page.write_bytes(page.read_bytes().replace("富士通".encode(), "富士".encode(), 1))
    done = run("verify", name, "介護.yaml")
    assert done.code == 1
    assert "要約値は 介護.yaml と同じですが" in done.out


def test_verify_tells_apart_what_the_reader_refused(run: Run, folder: Path) -> None:
    for name, word in (("甲.yaml", "乙"), ("乙.yaml", "丙")):
        (folder / name).write_text(f"{TYPO}特記事項: 甲\n特記事項: {word}\n", "utf-8")
    done = run("render", "甲.yaml", "-o", "頁.html")
    assert done.code == 1
    assert "ページの表示にない記載があり得ます" in done.err
    assert run("verify", "頁.html", "甲.yaml").code == 0
    assert run("verify", "頁.html", "乙.yaml").code == 1


def test_verify_knows_drafts_and_marked_pages(run: Run, folder: Path) -> None:
    run("render", "--draft", "介護.yaml", "-o", "案.html")
    done = run("verify", "案.html", "介護.yaml")
    assert (done.code, "のページです（「案」の透かしがあります）" in done.out) == (0, True)
    run("render", "--changes", OLD, "介護.yaml", "-o", "印.html")
    done = run("verify", "印.html", "介護.yaml")
    assert done.code == 1
    assert "なら、--changes でその旧版を指定してください" in done.out
    assert run("verify", "印.html", "介護.yaml", "--changes", OLD).code == 0


def test_verify_tells_pages_of_other_content(run: Run, folder: Path) -> None:
    run("render", OLD, "-o", "前.html")
    done = run("verify", "前.html", "介護.yaml")
    assert done.code == 1
    assert "とは別の内容のページです" in done.out
    assert done.out.count("sha256:") == 2
    (folder / "他.html").write_text("<!DOCTYPE html>\n", "utf-8")
    done = run("verify", "他.html", "介護.yaml")
    assert done.code == 1
    assert "要約値がありません" in done.out
    assert run("verify", "無い.html", "介護.yaml").code == 3
    assert run("verify", "前.html", "設定.yaml").code == 1
