"""A template of the user: what it gets, what it may not do, and what its errors say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from pia_cli.core.errors import JobError
from pia_cli.render import sandbox, user_template
from pia_cli.render.page import PageOptions, page_data
from pia_cli.render.user_template import fill_user_template
from render.samples import HEAD, ROOT, example, read, walk

DOCS = (ROOT / "docs" / "templates.md").read_text("utf-8")
DATA: dict[str, Any] = {
    "page": {"text": "*<b>*", "items": ["甲", "乙"], "list": ["a", "b"], "none": None}
}


def filled(folder: Path, text: str, name: str = "様式.txt.j2") -> str:
    (folder / name).write_text(text, "utf-8")
    return fill_user_template(folder / name, DATA)


def message(folder: Path, text: str, name: str = "様式.txt.j2") -> str:
    with pytest.raises(JobError) as caught:
        filled(folder, text, name)
    return caught.value.message


def test_values_loops_and_whole_lines(tmp_path: Path) -> None:
    line = "- {{ item }}（{{ loop.index }}/{{ loop.length }}）"
    text = f"{{% for item in page.items %}}\n{line}\n{{% endfor %}}\n"
    assert filled(tmp_path, text) == "- 甲（1/2）\n- 乙（2/2）\n"
    assert filled(tmp_path, "{{ page.text ~ page['list'][0] }}") == "*<b>*a"
    assert filled(tmp_path, "{{ '{:>3}'.format(1) }}{{ '%02d' % 3 }}") == "  103"


@pytest.mark.parametrize("name", ["a.html", "a.HTML.j2", "a.htm", "a.xml.j2"])
def test_html_and_xml_are_escaped(tmp_path: Path, name: str) -> None:
    assert filled(tmp_path, "{{ page.text }}", name) == "*&lt;b&gt;*"


@pytest.mark.parametrize("name", ["a.md.j2", "a.txt", "html"])
def test_other_formats_have_filters(tmp_path: Path, name: str) -> None:
    text = "{{ page.text }} {{ page.text | markdown }} {{ '- a' | markdown_line }}"
    assert filled(tmp_path, text, name) == "*<b>* \\*&lt;b&gt;\\* \\- a"


def test_other_files_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "部品").mkdir()
    (tmp_path / "部品" / "見出し.txt").write_text("見出し {{ page.items[0] }}\n", "utf-8")
    assert filled(tmp_path, "{% include '部品/見出し.txt' %}") == "見出し 甲\n"
    (tmp_path / "部品.txt").write_text("一\n二{{ page.ない }}\n", "utf-8")
    assert (
        message(tmp_path, "{% include '部品.txt' %}") == "部品.txt:2: 「ない」という値はありません"
    )


def test_no_file_outside_the_folder(tmp_path: Path) -> None:
    inner = tmp_path / "内"
    inner.mkdir()
    (tmp_path / "外.txt").write_text("秘密", "utf-8")
    (inner / "鎖.txt").symlink_to(tmp_path / "外.txt")
    for name in ("../外.txt", str(tmp_path / "外.txt"), "鎖.txt", "ない.txt", "", "a\\0b"):
        for tag in ("include", "import", "extends"):
            text = f"\n{{% {tag} '{name}' {'as x ' if tag == 'import' else ''}%}}"
            assert re.match(r"様式\.txt\.j2:2: 「.*」は、ひな形と同じ", message(inner, text))


ERRORS = [
    ("一\n{{ page.ない }}", 2, "「ない」という値はありません"),
    ("{{ ない }}", 1, "「ない」という値はありません"),
    ("{{ page.none.x }}", 1, "「x」という値はありません"),
    ("一\n二\n{% for %}", 3, "ひな形の書き方の誤りです。値や式があるはずの所に"),
    ("{{ page", 1, "ひな形の書き方の誤りです。{{ }} か {% %} が閉じないうちに"),
    ("{{ page.list | }}", 1, "ひな形の書き方の誤りです。名前があるはずの所に"),
    ("{{ page list }}", 1, "ひな形の書き方の誤りです。{{ }} の中の式が、途中で"),
    ("{{ (page }}", 1, "ひな形の書き方の誤りです。「}」がほかの括弧と対になっていません"),
    ("{{ 'page }}", 1, "ひな形の書き方の誤りです。引用符が閉じていません"),
    ("{{ page ! }}", 1, "ひな形の書き方の誤りです。式の中に書けない文字「!」"),
    ("{% もし page %}", 1, "ひな形の書き方の誤りです。「もし」というタグはありません"),
    ("{% if page %}", 1, "ひな形の書き方の誤りです。{% if %} が閉じていません。{% endif %} が要"),
    ("{% endif %}", 1, "ひな形の書き方の誤りです。{% endif %} に対応する始まりのタグがありません"),
    ("{% else %}", 1, "ひな形の書き方の誤りです。{% else %} に対応する始まりのタグがありません"),
    ("{% elseif page %}", 1, "ひな形の書き方の誤りです。「elseif」というタグはありません"),
    ("{% endfr %}", 1, "ひな形の書き方の誤りです。「endfr」というタグはありません"),
    (
        "{% if page %}{% elseif page %}{% endif %}",
        1,
        "ひな形の書き方の誤りです。「elseif」というタグはありません",
    ),
    ("{{ *page }}", 1, "ひな形の書き方の誤りです。「*」は、式のこの所には書けません"),
    ("{{ {% }}", 1, "ひな形の書き方の誤りです。「%」は、式のこの所には書けません"),
    (
        "{% for x in [] %}{% if x %}{% endfor %}",
        1,
        "ひな形の書き方の誤りです。{% if %} を閉じないうちに、ほかの {% %} が来ています",
    ),
    ("{% for page %}{% endfor %}", 1, "ひな形の書き方の誤りです。「in」があるはずの所に"),
    ("{% if page page %}{% endif %}", 1, "ひな形の書き方の誤りです。{% %} の中が、途中で"),
    ("{% %}", 1, "ひな形の書き方の誤りです。{% の後に、if や for などがありません"),
    ("{% include %}", 1, "ひな形の書き方の誤りです。値や式があるはずの所にありません"),
    ("{{ page.text() }}", 1, "実行できません。呼び出せない値に ( ) を付けています（TypeError: "),
    ("{% for x in 1 %}{% endfor %}", 1, "実行できません。繰り返せない値を"),
    ("{{ 'a' | replace }}", 1, "実行できません。フィルターや関数に渡す値の数、"),
    ("{{ 1 | ない }}", 1, "「ない」というフィルターはありません"),
    ("{{ 1 is ない }}", 1, "「ない」というテストはありません"),
    ("\n{{ 1 / 0 }}", 2, "実行できません。0 で割っています（ZeroDivisionError: "),
    ("{{ 'a' < 1 }}", 1, "実行できません。文字と数のように種類の違う値を、"),
    ("{{ page.__class__ }}", 1, "「__class__」は、安全のため使えません"),
    ("{{ ''.__class__.__mro__ }}", 1, "「__class__」は、安全のため使えません"),
    ("{{ (page.text | attr('__class__')) }}", 1, "「__class__」は、安全のため使えません"),
    ("{% set _ = page['items'].append(1) %}", 1, "「append」は、安全のため使えません"),
    ("{{ lipsum() }}", 1, "「lipsum」という値はありません"),
    ("{{ [1, 2] | random }}", 1, "「random」というフィルターはありません"),
    ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 1, "入れ子が深すぎます"),
    ("{{ 'x' * 10 ** 9 }}", 1, "「*」の結果が大きすぎます"),
    ("{{ 9 ** 9 ** 9 }}", 1, "「**」の結果が大きすぎます"),
    ("{{ '%999999999d' % 1 }}", 1, "「%」の結果が大きすぎます"),
    ("{{ '%999999999d' | format(1) }}", 1, "「%」の結果が大きすぎます"),
    ("{{ '{:999999999}'.format(1) }}", 1, "「%」の結果が大きすぎます"),
    ("{{ 'a' | center(999999999) }}", 1, "1,000,000 より大きい数は渡せません"),
    ("{{ 'a'.ljust(999999999) }}", 1, "1,000,000 より大きい数は渡せません"),
    ("{{ range(10 ** 6) | list }}", 1, "実行できません。数が大きすぎます（OverflowError: "),
    ("{{ '\\ud800' }}", 0, "文字コードにない文字を書き出しています"),
]


@pytest.mark.parametrize(("text", "line", "reason"), ERRORS)
def test_an_error_names_template_and_line(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    place = f"様式.txt.j2:{line}: " if line else "様式.txt.j2: "
    assert message(tmp_path, text).startswith(place + reason)


DOUBLING = "{%% set n = namespace(x='x') %%}{%% for i in range(60) %%}%s{%% endfor %%}"
ENDLESS = [
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "{% for a in page.list recursive %}{% if loop.depth < 40 %}{{ loop(page.list) }}{% endif %}"
    "{% endfor %}",
    DOUBLING % "{% set n.x = n.x ~ n.x %}",
    DOUBLING % "{% set n.x = n.x + n.x %}",
    DOUBLING % "{% set n.x %}{{ n.x }}{{ n.x }}{% endset %}",
    "{% for a in range(9999) %}0123456789{% endfor %}",
]


@pytest.mark.parametrize("text", ENDLESS)
def test_no_template_runs_or_writes_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(sandbox, "MAX_STEPS", 20_000)
    monkeypatch.setattr(sandbox, "MAX_OUTPUT", 50_000)
    monkeypatch.setattr(sandbox, "MAX_SHOWN", 200_000)
    assert re.search("超えました|大きすぎます", message(tmp_path, text))


def test_files_that_are_no_template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sjis.txt").write_bytes("様式".encode("cp932"))
    monkeypatch.setattr(user_template, "MAX_TEMPLATE", 100)
    (tmp_path / "大.txt").write_text("x" * 101, "utf-8")
    for name, reason in [
        ("ない.txt", "ファイルが見つかりません"),
        (".", "ファイルではなくフォルダです"),
        ("sjis.txt", "ひな形の文字コードが UTF-8 ではありません"),
        ("大.txt", "ひな形が大きすぎます"),
    ]:
        with pytest.raises(JobError, match=reason):
            fill_user_template(tmp_path / name, DATA)


def test_the_example_of_the_docs(tmp_path: Path) -> None:
    found = re.search(r"```jinja\n(.*?)```", DOCS, re.DOTALL)
    assert found
    path = tmp_path / "一覧.md.j2"
    path.write_text(found[1], "utf-8")
    page = page_data(example(), PageOptions(draft=True, older=example(1)))
    text = fill_user_template(path, {"page": page})
    assert text.startswith(
        "# 介護保険事務 重点項目評価書（案）\n\n- **様式**\n  - 重点項目評価書\n"
    )
    assert "- **Ⅱ-3-①入手元** ※（変更あり）\n  - [x] 評価実施機関内の他部署: 市民課、" in text
    assert "\n  - 個人番号\n" in text
    assert text.endswith(f"\n24 令和8年2月16日 {page['footer']['digest']}\n")
    assert text.count("\n  - 10万人以上30万人未満\n") == 1
    assert "[x] 10万人以上30万人未満" not in text, "a choice is its text, told once"
    gaps = fill_user_template(path, {"page": page_data(read(HEAD))})
    assert "- **公表日**\n  - **未記入**\n" in gaps


def test_the_docs_name_every_key() -> None:
    page = page_data(example(), PageOptions(older=example(1)))
    documented = set(re.findall(r"`(\w+)`", DOCS))
    block = page["cover"]["title"]
    options = page["sections"][0]["children"][0]["children"][2]["options"][0]
    keys = {*page, *page["form"], *page["cover"], *page["footer"], *page["changes"]}
    keys |= {*block, *options}
    keys |= {one["kind"] for section in page["sections"] for one in walk(section)}
    assert keys <= documented
