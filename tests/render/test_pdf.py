"""The page as PDF: its text, its pages, its bytes."""

from __future__ import annotations

import builtins
import os
import re
import shutil
import socket
import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pia_cli.check.engine import CheckedDocument, check
from pia_cli.core.errors import JobError
from pia_cli.document.nodes import plain
from pia_cli.render import pdf
from pia_cli.render.page import PageOptions, digest

EXAMPLES = Path(__file__).parents[2] / "examples"
NAMES = ("koriyama_kaigo", "koriyama_kaigo_r3")
TOOLS = shutil.which("pdftotext") and shutil.which("pdfinfo")

pytestmark = pytest.mark.skipif(
    not TOOLS and not os.environ.get("CI"), reason="poppler-utils is not installed"
)
pytest.importorskip("weasyprint") if not os.environ.get("CI") else None


@cache
def document(name: str) -> CheckedDocument:
    return check((EXAMPLES / f"{name}.yaml").read_bytes(), name)


@cache
def made(name: str, draft: bool = False) -> bytes:
    return pdf.render_pdf(document(name), PageOptions(draft))


def told(tool: str, data: bytes, *options: str) -> str:
    output = ["-"] if tool == "pdftotext" else []
    done = subprocess.run(
        [tool, *options, "-", *output], input=data, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8")


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from texts(below)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def is_held(text: str, shown: str) -> bool:
    """Whether a text stands there, whole or going on at another page (once)."""
    cuts = range(1, len(text))
    return text in shown or any(text[:at] in shown and text[at:] in shown for at in cuts)


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_the_document_can_be_selected(name: str) -> None:
    root = document(name).root
    assert root is not None
    shown = bare(told("pdftotext", made(name), "-raw"))
    wanted = [text for text in texts(plain(root)) if text != "false"]
    assert [text for text in wanted if not is_held(bare(text), shown)] == []


def test_no_word_that_the_page_does_not_show_is_copied_from_it() -> None:
    text = told("pdftotext", made(NAMES[0]))
    assert "選択なし" not in text
    assert "選択:" not in text
    assert "評価書番号と評価書名" not in text, "the caption of a table that needs none to be seen"
    read_out = told("pdfinfo", made(NAMES[0]), "-struct-text")
    assert re.search(r'"\[○\]"[^"]*" 紙"', read_out), "a box says itself whether it is marked"


def test_pages_are_numbered_a4_with_a_title_and_the_digest() -> None:
    facts = told("pdfinfo", made(NAMES[0]))
    assert "Page size:       595.276 x 841.89 pts (A4)" in facts
    assert "Title:           介護保険事務 重点項目評価書" in facts
    pages = int(re.findall(r"Pages:\s+(\d+)", facts)[0])
    assert pages > 10
    text = told("pdftotext", made(NAMES[0]), "-layout")
    assert f"2 / {pages}" in text
    assert "本文へ移動" not in text, "the navigation does not print"
    assert pdf.pdf_digest(made(NAMES[0])) == digest(document(NAMES[0]))
    assert pdf.pdf_digest(b"%PDF-1.7\nstream\nx") is None


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys, hashlib; from pathlib import Path\n"
        "from pia_cli.check.engine import check; from pia_cli.render.pdf import render_pdf\n"
        "data = render_pdf(check(Path(sys.argv[1]).read_bytes(), 'x'))\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    path = EXAMPLES / f"{NAMES[0]}.yaml"
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    import hashlib

    assert done.stdout.decode().strip() == hashlib.sha256(made(NAMES[0])).hexdigest()
    assert done.stderr == b""


def test_a_draft_says_so_on_its_pages() -> None:
    small = check("様式: 重点項目評価書\n様式の版: 令和6年10月\n".encode(), "x")
    text = told("pdftotext", pdf.render_pdf(small, PageOptions(draft=True)))
    assert text.count("案") >= text.count("\f")
    assert "未記入" in text


def test_the_pages_have_bookmarks_and_say_what_is_a_heading_or_a_table() -> None:
    data = made(NAMES[0])
    done = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-stdout", "-", "x"],
        input=data,
        capture_output=True,
        check=True,
    )
    marks = re.findall(r'<item page="(\d+)">(.*)</item>', done.stdout.decode("utf-8"))
    named = {name: int(page) for page, name in marks}
    assert named["Ⅰ 基本情報"] < named["Ⅱ 特定個人情報ファイルの概要"] < named["(別添2) 変更箇所"]
    assert "4. 特定個人情報ファイルの取扱いの委託" in named
    assert re.search(r"Tagged:\s+yes", told("pdfinfo", data))
    tags = told("pdfinfo", data, "-struct")
    assert all(re.search(rf"^\s*{tag}\b", tags, re.MULTILINE) for tag in ("H1", "H2", "TH", "TD"))
    assert any(b"/Lang (ja)" in part for part in pdf._streams(data)), "read out in Japanese"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "秘密.txt").write_text("秘密")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/a"
        page = (
            f"<link rel=stylesheet href={address}.css><style>@import '{address}.css';"
            f"body {{ background: url({address}.png) }}</style><img src={address}.png>"
            f"<link rel=attachment href={(tmp_path / '秘密.txt').as_uri()}>"
            f"<object data={tmp_path.as_uri()}/秘密.txt></object><p>本文"
        )
        monkeypatch.setattr(pdf, "render_html", lambda *_: page)
        data = pdf.render_pdf(document(NAMES[0]))
        listener.settimeout(0)
        with pytest.raises(BlockingIOError):
            listener.accept()
    assert told("pdftotext", data).strip() == "本文"
    assert not any("秘密".encode() in part for part in (data, *pdf._streams(data)))


def test_a_file_made_to_waste_memory_is_given_up() -> None:
    bomb = b"stream\n" + zlib.compress(bytes(32 * 1024**2)) + b"\nendstream\n"
    tracemalloc.start()
    try:
        assert pdf.pdf_digest(b"%PDF-1.7\n" + bomb * 40) is None
        assert tracemalloc.get_traced_memory()[1] < 160 * 1024**2
    finally:
        tracemalloc.stop()


def test_a_file_of_many_empty_streams_is_given_up() -> None:
    empty = b"stream\n" + zlib.compress(b"") + b"\nendstream\n"
    many = b"%PDF-1.7\n" + empty * (32 * 1024**2 // len(empty))
    assert pdf.pdf_digest(many) is None


@pytest.mark.parametrize(("error", "said"), [(ImportError, "WeasyPrint"), (OSError, "Pango")])
def test_a_missing_library_is_one_message(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], said: str
) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: Any) -> Any:
        if name == "weasyprint":
            raise error(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(JobError) as caught:
        pdf.render_pdf(document(NAMES[0]))
    assert said in caught.value.message
    assert "libpango-1.0-0" in caught.value.hint


def test_without_fonts_nothing_but_our_message_is_said(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pia_cli.__main__ import main\n"
        "sys.exit(main(['render', sys.argv[1], '-o', sys.argv[2]]))\n"
    )
    config = tmp_path / "fonts.conf"
    config.write_text("<fontconfig></fontconfig>")
    done = subprocess.run(
        [sys.executable, "-c", program, EXAMPLES / f"{NAMES[0]}.yaml", tmp_path / "頁.pdf"],
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        capture_output=True,
        check=False,
    )
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n")) == (3, 2), said
    assert "日本語のフォントがないため" in said


def test_a_missing_font_is_one_message(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "fc-list"
    fake.write_text("#!/bin/sh\nexit 0\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(JobError, match="日本語のフォント"):
        pdf.render_pdf(document(NAMES[0]))
