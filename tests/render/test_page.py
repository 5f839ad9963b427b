"""What a template gets: plain data, safe to show, the same for the same document."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.documents import documents
from pia_cli.check.engine import CheckedDocument
from pia_cli.core.text import visible
from pia_cli.render.documents import FORMATS, render_html
from pia_cli.render.index import entry
from pia_cli.render.page import PageOptions, digest, page_data
from render.samples import EXAMPLES, HEAD, example, plain, put, read, texts


def digest_of(document: CheckedDocument) -> str:
    return digest(document)


def test_the_data_is_plain() -> None:
    page = page_data(example(), PageOptions(draft=True, older=example(1)))
    assert json.loads(json.dumps(page)) == page


def test_cover_and_footer() -> None:
    page = page_data(example())
    assert page["title"] == "特定個人情報保護評価書（重点項目評価書）"
    assert page["form"] == {
        "kind": "重点項目評価書",
        "number": "様式3",
        "version": "令和6年10月",
    }
    assert list(page["cover"]) == [
        "form", "version", "number", "title", "declaration", "notes", "agency", "published",
    ]  # fmt: skip
    assert page["footer"] == {
        "number": "24",
        "published": "令和8年2月16日",
        "form_version": "令和6年10月",
        "tool": page["footer"]["tool"],
        "digest": digest_of(example()),
    }
    assert (page["errors"], page["changes"], page["draft"]) == (0, None, False)


def test_a_document_with_errors() -> None:
    page = page_data(read(HEAD + "知らないキー: 1\n"))
    assert page["errors"] == 11
    assert {block["kind"] for block in page["cover"].values()} == {"text"}
    assert all(section["kind"] == "section" for section in page["sections"])


@pytest.mark.parametrize(
    ("head", "shown", "mark"),
    [
        ("様式: [甲, 乙]\n様式の版: 令和6年10月\n", "甲\n乙", "書き方の誤り"),
        ("様式: 甲\n様式の版: 令和6年10月\n", "甲", "要確認"),
        ("様式: 重点項目評価書\n様式の版: [{丙: null}, [丁]]\n", "丙\n\n丁", "書き方の誤り"),
    ],
)
def test_a_form_that_is_written_wrongly_stands_on_the_cover(
    head: str, shown: str, mark: str
) -> None:
    """What else is only in the words of the form that the page itself prints."""
    page = render_html(read(head + "評価書名: 題\n"))
    found = re.search(r'<h2 id="(form|version)">(.*?)</section>', page, re.DOTALL)
    assert found
    assert f'<span class="text">{shown}</span>' in found[2]
    assert f'<span class="gap">{mark}</span>' in found[2]
    assert '<h2 id="form">' not in render_html(example())
    assert '<h2 id="version">' not in render_html(example())


def test_a_version_of_the_form_that_changed_is_marked_on_the_cover() -> None:
    """The line that the page prints as the form does has no room for the mark."""
    data = plain(example())
    older = read({**data, "様式の版": "平成30年5月"})
    page = render_html(example(), PageOptions(older=older))
    found = re.search(r'<h2 id="version">(.*?)</section>', page, re.DOTALL)
    assert found
    assert "<summary>変更あり</summary>" in found[1]
    assert '変更前: <span class="text">平成30年5月</span>' in found[1]
    assert '<h2 id="form">' not in page
    assert '<h2 id="version">' not in render_html(example(), PageOptions(older=example()))


def test_the_footer_has_the_version_of_the_form_that_the_document_is_in() -> None:
    older = page_data(read({**plain(example()), "様式の版": "平成30年5月"}))
    assert older["footer"]["form_version"] == older["form"]["version"] == "平成30年5月"


def test_the_older_version_is_named() -> None:
    assert page_data(example(), PageOptions(older=example(1)))["changes"] == {
        "published": "令和3年9月1日"
    }


def test_what_programs_obey_becomes_visible() -> None:
    data = {**plain(example()), "特記事項": "甲\u202e乙\u200b\r\n丙\u00ad丁"}
    text = page_data(read(data))["cover"]["notes"]["text"]
    assert text == "甲\\u{202E}乙\\u{200B}\\u{0D}\n丙\\u{AD}丁"


FORBIDDEN_ONES = ["\u0000", "\u0007", "\u001b", "\u0085", "\u2028", "\ufeff", "\uffff"]


@pytest.mark.parametrize("char", FORBIDDEN_ONES)
@pytest.mark.parametrize("place", ["甲%s乙", "%s甲", "甲%s"])
def test_what_no_assessment_may_hold_is_shown_and_in_the_digest(char: str, place: str) -> None:
    document = read({**plain(example()), "特記事項": place % char})
    assert "Y004" in {found.code for found in document.diagnostics}
    wanted = place % f"\\u{{{ord(char):02X}}}"
    assert page_data(document)["cover"]["notes"]["text"] == wanted
    assert digest_of(document) != digest_of(read({**plain(example()), "特記事項": place % ""}))
    assert "\\u{" in FORMATS["html"](document, PageOptions())
    assert page_data(document)["partial"] is False


@pytest.mark.parametrize("char", ["\u3164", "\u115f", "\u034f", "\uffa0"])
def test_letters_that_show_nothing_become_visible(char: str) -> None:
    document = read({**plain(example()), "特記事項": f"甲{char}葛\U000e0100"})
    text = page_data(document)["cover"]["notes"]["text"]
    assert text == f"甲\\u{{{ord(char):02X}}}葛\U000e0100"


def test_the_digest_does_not_depend_on_the_style_of_yaml() -> None:
    block = f"{HEAD}評価書名: 介護保険\n特記事項: |-\n  甲\n  乙\n公表日:\n"
    flow = '{"公表日": "", "特記事項": "甲\\n乙", "評価書名": \'介護保険\','
    flow += "様式の版: '令和6年10月',\n # 注釈\n 様式: 重点項目評価書}\n"
    assert digest_of(read(block)) == digest_of(read(flow))
    assert digest_of(example()) == digest_of(read(plain(example())))


@settings(max_examples=12)
@given(st.data())
def test_the_digest_changes_with_any_text(data: st.DataObject) -> None:
    changed = plain(example())
    path, text = data.draw(st.sampled_from(list(texts(changed))))
    put(changed, path, f"{text}。")
    assert digest_of(read(changed)) != digest_of(example())


def test_the_digest_is_that_of_the_document_as_written() -> None:
    misspelt = read(HEAD + "公表曰: 令和8年2月16日\n")
    page = page_data(misspelt)
    assert page["footer"]["digest"] == digest_of(misspelt)
    assert page["footer"]["published"] == "令和8年2月16日"


REFUSED = [
    f"{HEAD}特記事項: 甲\n特記事項: %s\n",
    f"{HEAD}? [甲]\n: %s\n特記事項: 甲\n",
    f"{HEAD}特記事項: 甲\n? {{甲: %s}}\n: 甲\n",
    f"{HEAD}特記事項: 甲\n<<: %s\n",
    f"{HEAD}特記事項: 甲\n---\n特記事項: %s\n",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_the_reader_refused_is_in_the_digest_and_told(text: str) -> None:
    one, other = read(text % "乙"), read(text % "丙")
    assert digest_of(one) != digest_of(other)
    assert digest_of(one) == digest_of(read(text % "乙"))
    assert page_data(one)["partial"] is True
    for render in FORMATS.values():
        assert "表示にない記載があり得ます" in render(one, PageOptions())


def test_a_document_read_whole_is_not_partial() -> None:
    assert page_data(example())["partial"] is False
    assert page_data(read(HEAD + "知らないキー: 1\n"))["partial"] is False


PROGRAM = """
import hashlib, sys
from pathlib import Path
from pia_cli.check.engine import check
from pia_cli.render.documents import FORMATS, render_html
from pia_cli.render.page import PageOptions

new, old = (check(Path(name).read_bytes(), "x.yaml") for name in sys.argv[1:])
for render in FORMATS.values():
    print(hashlib.sha256(render(new, PageOptions(True, old)).encode()).hexdigest())
"""


def test_two_processes_give_the_same_bytes() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, *EXAMPLES],
            env={"PYTHONHASHSEED": seed, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    (only,) = printed
    assert len(only.split()) == len(FORMATS)


@pytest.mark.parametrize("format_", FORMATS)
@settings(max_examples=6)
@given(pair=st.tuples(documents(), documents()))
def test_any_two_documents_make_a_page(format_: str, pair: tuple[Any, Any]) -> None:
    new, old = map(read, pair)
    text = FORMATS[format_](new, PageOptions(draft=True, older=old))
    assert all(line == visible(line) for line in text.split("\n"))
    assert page_data(new)["footer"]["digest"] in text


def test_misspelt_keys_of_the_cover_are_read_beside_the_page_too() -> None:
    document = read(HEAD + "公表曰: 令和8年2月16日\n評価書番合: 24\n")
    assert (entry(document, "x.html").published, entry(document, "x.html").number) == (
        "令和8年2月16日",
        "24",
    )
    page = page_data(example(), PageOptions(older=document))
    assert page["changes"] == {"published": "令和8年2月16日"}
