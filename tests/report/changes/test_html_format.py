"""The HTML format, read back by an HTML parser."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given, settings

from pia_cli.core.escape import safe
from pia_cli.report.changes.html import format_html
from pia_cli.report.changes.model import COLUMNS, ChangesLayout
from report.changes.support import (
    ANY_TEXT,
    HOSTILE_TABLE,
    change,
    real_table,
    row,
    table_of,
    texts_table,
)

LAYOUT = ChangesLayout()
OUR_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "article", "h1", "h2", "dl", "dt"),
    *("dd", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "del", "ins", "span"),
    *("section", "ul", "li", "strong", "p"),
}


class Page(HTMLParser):
    """The tags of a page, and the texts of its table's cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.marked: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "td" in self.open or "th" in self.open:
            self.rows[-1][-1] += data
        if self.open[-1:] in (["del"], ["ins"]):
            self.marked.append((self.open[-1], data))


def test_the_real_pair() -> None:
    html = format_html([real_table()], ChangesLayout(why=True))
    page = Page(html)
    assert page.open == []
    assert tuple(page.rows[0]) == COLUMNS
    assert [cells[1] for cells in page.rows[1:]] == [
        f"{one.item}{' ※' * one.judgement.is_candidate}" for one in real_table().rows
    ]
    assert page.rows[3][2:5] == [
        "番号法第9条別表第一 68項",
        "番号法第9条第1項 別表100の項",
        "（要判断。提案: 事前）",
    ]
    assert ("del", "社会福祉課") in page.marked
    assert ("ins", "生活支援課") in page.marked
    assert "<h1>介護保険事務 重点項目評価書 変更箇所</h1>" in html
    assert "提出時期の根拠" in html
    assert "提出時期の根拠" not in format_html([real_table()], LAYOUT)


def test_the_page_is_safe_and_accessible() -> None:
    html = format_html([real_table(), HOSTILE_TABLE], ChangesLayout(why=True))
    page = Page(html)
    assert {tag for tag, _ in page.tags} <= OUR_TAGS
    for tag, attributes in page.tags:
        assert not {"src", "href", "style", "onclick"} & attributes.keys()
        assert tag != "th" or attributes["scope"] in ("col", "row")
    assert ("html", {"lang": "ja"}) in page.tags
    policy = next(one for _, one in page.tags if one.get("http-equiv"))
    assert str(policy["content"]).startswith("default-src 'none'; ")
    assert "url(" not in html
    assert "@import" not in html
    assert "A4 landscape" in html
    assert "prefers-color-scheme: dark" in html
    assert html.count("<caption>") == 2


def test_hostile_text_is_text() -> None:
    html = format_html([HOSTILE_TABLE], ChangesLayout(why=True))
    page = Page(html)
    assert len(page.rows) == len(HOSTILE_TABLE.rows) + 1
    for cells, one in zip(page.rows[1:], HOSTILE_TABLE.rows, strict=True):
        assert cells[2] == safe(one.before)
        assert cells[5] == safe(one.reason)
    assert "49" not in page.rows[HOSTILE_TABLE.rows.index(HOSTILE_TABLE.rows[-3]) + 1][2]


def test_blank_cells_and_empty_tables() -> None:
    page = Page(format_html([table_of(row(change("", "乙")))], LAYOUT))
    assert page.rows[1][2:4] == ["（空欄）", "乙"]
    assert page.rows[1][5] == ""
    empty = format_html([table_of()], ChangesLayout(why=True))
    assert Page(empty).rows == []
    assert "実質的な変更はありません" in empty
    assert Page(format_html([], LAYOUT)).rows == []


@settings(max_examples=60)
@given(ANY_TEXT, ANY_TEXT)
def test_any_text_comes_back(before: str, after: str) -> None:
    page = Page(format_html([table_of(row(change(before, after)))], LAYOUT))
    assert page.rows[1][2:4] == [safe(before) or "（空欄）", safe(after) or "（空欄）"]
    again = format_html([texts_table(before)], LAYOUT)
    assert again == format_html([texts_table(before)], LAYOUT)
