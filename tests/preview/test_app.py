"""The pages of the preview: who may see them, and what they show."""

from __future__ import annotations

import asyncio
import re
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from cli.support import EXAMPLE, FUTURE, PAST, with_set_aside_error
from pia_cli.check.engine import CheckedDocument, check
from pia_cli.preview import snapshot as snapshots
from pia_cli.preview.app import preview_app
from pia_cli.preview.preview import Preview

TOKEN = "the-token"
HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"
HTML = "{{ 7*7 }}<img src=https://evil.example/x onerror=alert(1)>"


class Page:
    """A preview of one file and a browser that asks for it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.preview = Preview(path, path.name)
        app = preview_app(self.preview, TOKEN, 8000)
        self.client = TestClient(
            app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False
        )

    def shell(self) -> str:
        answer = self.client.get(f"/{TOKEN}/")
        assert answer.status_code == 200
        return answer.text

    def document(self) -> str:
        return self.client.get(f"/{TOKEN}/document").text

    def save(self, text: str | bytes) -> str:
        """The shell after a save."""
        self.path.write_bytes(text if isinstance(text, bytes) else text.encode())
        asyncio.run(self.preview.refresh())
        return self.shell()


@pytest.fixture
def page(tmp_path: Path) -> Page:
    path = tmp_path / "国保.yaml"
    path.write_bytes(EXAMPLE.read_bytes())
    return Page(path)


@pytest.mark.parametrize("path", ["/", "/document", "/wrong/", "/wrong/document", "/events", "//"])
def test_nothing_without_the_token(page: Page, path: str) -> None:
    answer = page.client.get(path)
    assert answer.status_code == 404
    assert "評価" not in answer.text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:8000", 200),
        ("evil.example", 403),
        ("evil.example:8000", 403),
        ("127.0.0.1", 403),
        ("127.0.0.1:80", 403),
        ("127.0.0.1.evil.example:8000", 403),
        ("", 403),
    ],
)
def test_the_host_must_be_this_machine(page: Page, host: str, status: int) -> None:
    for below in ("", "document"):
        answer = page.client.get(f"/{TOKEN}/{below}", headers={"Host": host})
        assert answer.status_code == status
        assert ("評価" in answer.text) is (status == 200)


def test_only_reading(page: Page) -> None:
    assert page.client.post(f"/{TOKEN}/").status_code == 405


def test_headers(page: Page) -> None:
    for path in ("/", f"/{TOKEN}/", f"/{TOKEN}/document"):
        headers = page.client.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Access-Control-Allow-Origin" not in headers


def test_only_the_shell_has_a_script_with_its_nonce(page: Page) -> None:
    nonces = set()
    for _ in range(2):
        answer = page.client.get(f"/{TOKEN}/")
        policy = answer.headers["Content-Security-Policy"]
        nonce = re.search(r"script-src 'nonce-([\w-]+)'", policy)
        assert nonce
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert re.findall(r"<script[^>]*>", answer.text) == [f'<script nonce="{nonce[1]}">']
        assert not re.search(r"\son\w+=|\sstyle=", answer.text.partition("<body")[2])
        nonces.add(nonce[1])
    assert len(nonces) == 2
    answer = page.client.get(f"/{TOKEN}/document")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert policy.endswith("sandbox allow-same-origin")
    assert "<script" not in answer.text
    assert '<iframe src="document?1" name="document"' in page.shell()
    assert 'sandbox="allow-same-origin"' in page.shell()


def test_no_external_address(page: Page) -> None:
    for text in (page.shell(), page.document()):
        addresses = re.findall(r'(?:src|href|action)="([^"]*)"|url\(([^)]*)\)', text)
        found = {address for pair in addresses for address in pair if address}
        assert all(re.match(r"#|document[#?]|data:,$", address) for address in found), found


def test_findings_with_their_places(page: Page) -> None:
    text = EXAMPLE.read_text("utf-8").replace("公表日: ", "公表日: 令和99年1月40日 #", 1)
    shell = page.save(text + "知らないキー: 1\n")
    assert '<h2 class="error">エラー 2</h2>' in shell
    assert shell.index(">エラー") < shell.index(">情報")
    assert shell.count("[D001]") == 1  # under its severity alone
    assert "対処: 暦にある日付に直してください" in shell
    assert "「知らないキー」というキーはここにはありません" in shell
    assert "1 ファイルを検査: エラー 2" in shell
    line = text.splitlines().index(next(x for x in text.splitlines() if "令和99年" in x)) + 1
    assert f'<span class="line">{line} 行 6 文字目</span>' in shell
    anchors = re.findall(r'data-anchor="([^"]+)"', shell)
    assert len(anchors) >= 6
    ids = set(re.findall(r' id="([^"]+)"', page.document()))
    assert set(anchors) <= ids


def test_the_findings_are_those_of_the_day_and_the_page_is_not(page: Page) -> None:
    shell = page.save(with_set_aside_error(PAST))
    document = page.document()
    assert "error[F043]" in shell
    assert "warning[P004]" in shell
    assert "1 ファイルを検査: エラー 1" in shell
    shell = page.save(with_set_aside_error(FUTURE))
    assert "F043" not in shell
    assert page.document() == document


def test_the_summary_says_what_is_left_out(page: Page) -> None:
    shell = page.save(f"{HEAD}知らないキー: 1 # pia: ignore[F020] 後で消す\n")
    assert re.search(r"1 ファイルを検査: エラー \d+（抑制 1、未実行の規則 \d+）", shell)


def test_an_item_of_an_entry_has_its_own_place(page: Page) -> None:
    text = EXAMPLE.read_text("utf-8")
    blank = re.sub(r"(?m)^( +委託先名:).*$", r"\1 ''", text, count=2)
    shell = page.save(blank)
    anchors = re.findall(r'data-anchor="([^"]+)">Ⅱ-4-委託事項\d-③委託先名', shell)
    assert len(set(anchors)) == 2


def test_a_row_of_the_changes_and_an_unknown_key_have_their_own_places(page: Page) -> None:
    text = EXAMPLE.read_text("utf-8")
    at = text.index("変更日:", text.index("変更日:", text.index("\n変更箇所:")) + 1)
    wrong = text[:at] + "変更日: 令和99年1月40日 #" + text[at:]
    shell = page.save(wrong + "知らないキー: 1\n")
    anchors = set(re.findall(r'data-anchor="([^"]+)"', shell))
    assert "changes-2" in anchors
    unknown = [one for one in anchors if one.startswith("unknown-")]
    assert len(unknown) == 1
    assert f'id="{unknown[0]}"' in page.document()


def test_no_findings(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "check", _without_findings)
    shell = page.save(EXAMPLE.read_bytes())
    assert shell.count("指摘はありません") == 2  # in the summary and in the list
    assert "<li " not in shell.partition("<body")[2]


def _without_findings(data: bytes, name: str, today: date | None = None) -> CheckedDocument:
    return check(data, name, today=today)._replace(diagnostics=(), skipped=frozenset())


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ("様式: [\n", "Y005"),
        ("評価書名: あ".encode("cp932"), "Y002"),
        ("", "Y001"),
        ("- 1\n", "Y"),
        (b"\x00\xff\xfe\x89PNG", "Y"),
    ],
)
def test_a_broken_document_shows_why_and_recovers(
    page: Page, broken: str | bytes, code: str
) -> None:
    good = page.document()
    shell = page.save(broken)
    assert f"error[{code}" in shell
    assert "最後に読めた古い版です" in shell
    assert 'src="document?1"' in shell
    assert page.document() == good
    mended = page.save(EXAMPLE.read_bytes())
    assert "古い版" not in mended
    assert 'src="document?1"' in mended  # the same page need not be loaded again
    assert 'data-revision="3"' in mended
    assert 'src="document?4"' in page.save(HEAD)


def test_a_document_broken_from_the_start(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("様式: [\n", "utf-8")
    page = Page(path)
    shell = page.shell()
    assert "error[Y005]" in shell
    assert "<iframe" not in shell
    assert page.client.get(f"/{TOKEN}/document").status_code == 404
    assert '<iframe src="document?2"' in page.save(HEAD)


def test_a_removed_file(page: Page) -> None:
    page.path.unlink()
    assert page.preview.is_outdated()
    asyncio.run(page.preview.refresh())
    assert not page.preview.is_outdated()
    shell = page.shell()
    assert f"ファイルが見つかりません: {page.path}" in shell
    assert "古い版" in shell
    page.path.mkdir()
    asyncio.run(page.preview.refresh())
    assert "ファイルではなくフォルダです" in page.shell()
    page.path.rmdir()
    assert "古い版" not in page.save(EXAMPLE.read_bytes())


def test_texts_of_the_document_are_data(page: Page) -> None:
    shell = page.save(f"{HEAD}'{HTML}': 1\n公表日: '{HTML}'\n")
    for text in (shell, page.document()):
        assert "&lt;img src=" in text
        assert "<img" not in text
        assert "{{ 7*7 }}" in text


def test_a_bug_is_told_in_the_browser(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> str:
        raise ValueError("secret\x1b[31m")

    monkeypatch.setitem(preview_app.__globals__, "fill", fail)  # another test loads it anew
    answer = page.client.get(f"/{TOKEN}/")
    assert answer.status_code == 500
    assert answer.text.startswith("pia の不具合です（ValueError: secret\\u{1B}")


def test_revisions_end_when_the_preview_does(page: Page) -> None:
    async def follow() -> list[int]:
        seen = []
        async for revision in page.preview.revisions():
            seen.append(revision)
            if revision == 1:
                await page.preview.refresh()
            else:
                page.preview.close()
        return seen

    assert asyncio.run(follow()) == [1, 2]


def test_one_reading_is_kept(page: Page) -> None:
    first = page.preview.snapshot
    second = snapshots.take(page.path, "x", date(2026, 4, 1), first)
    assert second.page is first.page
