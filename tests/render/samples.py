"""Documents that the tests of the pages are made of."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pia_cli.check.engine import CheckedDocument, check
from pia_cli.core.diagnostic import Path as Place
from pia_cli.core.forbidden import FORBIDDEN
from pia_cli.forms.values import data_of
from pia_cli.render.page import PLAIN, PageOptions, page_data

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = tuple(ROOT / "examples" / f"koriyama_kaigo{year}.yaml" for year in ("", "_r3"))
HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"


def example(number: int = 0) -> CheckedDocument:
    """The newer example (0) or the older one (1), checked."""
    return check(EXAMPLES[number].read_bytes(), EXAMPLES[number].name)


def plain(document: CheckedDocument) -> dict[str, Any]:
    """A document as data that a test may change."""
    assert document.root is not None
    data = data_of(document.root)
    assert isinstance(data, dict)
    return json.loads(json.dumps(data))  # type: ignore[no-any-return]  # a dict as it went in


def written(data: Any) -> bytes:
    """Data as YAML, with escapes for what no file may hold as it is."""
    text = json.dumps(data, ensure_ascii=False)
    return FORBIDDEN.sub(lambda found: f"\\U{ord(found[0]):08x}", text).encode()


def read(data: Any) -> CheckedDocument:
    """Data, YAML text or bytes as a checked document."""
    content = data.encode() if isinstance(data, str) else data
    return check(content if isinstance(content, bytes) else written(data), "評価書.yaml")


def texts(data: Any, path: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every text of data that is not blank, with its path."""
    if isinstance(data, str):
        if data.strip():
            yield path, data
        return
    if isinstance(data, bool | int):
        return
    for step, below in data.items() if isinstance(data, dict) else enumerate(data):
        yield from texts(below, (*path, step))


def put(data: Any, path: Place, text: str) -> None:
    """Replace the text at a path."""
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = text


def blocks(document: CheckedDocument, options: PageOptions = PLAIN) -> dict[str, dict[str, Any]]:
    """All blocks of a page by their ids, which must be unique."""
    page = page_data(document, options)
    found: dict[str, dict[str, Any]] = {}
    for top in (*page["cover"].values(), *page["sections"]):
        for block in walk(top):
            assert block["id"] not in found, block["id"]
            found[block["id"]] = block
    return found


def walk(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A block and all below."""
    yield block
    for child in block["children"]:
        yield from walk(child)


def told(block: dict[str, Any]) -> list[str]:
    """Every text of the document that a block itself shows."""
    options = [text for option in block["options"] for text in (option["label"], option["text"])]
    cells = [cell for row in block["cells"] for cell in row]
    return [block["text"], block["name"], *block["items"], *options, *cells]
