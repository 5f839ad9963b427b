"""The pages that the browser opens; the draft has its changes marked, table is that of pia diff."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from pia_cli.check.engine import CheckedDocument, check
from pia_cli.render.documents import render_html
from pia_cli.render.page import PageOptions
from pia_cli.report.changes.html import format_html
from pia_cli.report.changes.model import ChangesLayout
from report.changes.support import real_table

EXAMPLES = Path(__file__).parents[2] / "examples"
SPARSE = "様式: 重点項目評価書\n様式の版: 令和6年10月\n評価書名: 試し\n知らない: 1\n"


def example(name: str = "koriyama_kaigo") -> CheckedDocument:
    return check((EXAMPLES / f"{name}.yaml").read_bytes(), name)


PAGES: Mapping[str, Callable[[], str]] = {
    "plain": lambda: render_html(example()),
    "older": lambda: render_html(example("koriyama_kaigo_r3")),
    "draft": lambda: render_html(
        example(), PageOptions(draft=True, older=example("koriyama_kaigo_r3"))
    ),
    "broken": lambda: render_html(example("broken")),
    "table": lambda: format_html([real_table()], ChangesLayout(why=True)),
    "sparse": lambda: render_html(check(SPARSE.encode(), "x")),
}
