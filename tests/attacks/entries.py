"""What must hold for any bytes, for each of four ways into pia: load, validate, diff and fix.

Shared by the tests and by the fuzz target (``fuzz/fuzz_pia.py``), which only adds the bytes.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from xml.etree import ElementTree

from pia_cli.check.engine import CheckedDocument, check
from pia_cli.check.fix import fix
from pia_cli.check.limit import MAX_OF_A_CODE
from pia_cli.compare.committed.verify import verify
from pia_cli.compare.documents import compare
from pia_cli.compare.table import RowOptions, Table, table
from pia_cli.compare.version import read_versions
from pia_cli.compare.write import untold, with_rows
from pia_cli.core.diagnostic import Diagnostic, Path
from pia_cli.core.errors import JobError
from pia_cli.core.span import Span
from pia_cli.document.edit_page import exact_tree
from pia_cli.document.nodes import Mapping, Node, Scalar, Sequence
from pia_cli.document.reader import ParseResult, parse
from pia_cli.document.source import Source
from pia_cli.report import STREAMS
from pia_cli.report.changes import FORMATS as CHANGES
from pia_cli.report.changes.model import ChangesLayout
from pia_cli.report.model import FileResult, Layout, Report
from pia_cli.rules.fixes import FIXES

TODAY = date(2026, 4, 1)
BETWEEN = b"\n=====\n"
"""Between the old and the new version in the bytes of a comparison."""


def _clean(told: str) -> None:
    assert is_clean(told), "what is printed on a terminal or in a log holds a control character"


READERS: dict[str, Callable[[str], object]] = {
    **dict.fromkeys(("text", "concise", "github"), _clean),
    **dict.fromkeys(("json", "sarif", "gitlab"), json.loads),
    "junit": ElementTree.fromstring,
}
"""What reads back a format of findings; one that is not here is for people alone."""


def load(data: bytes) -> None:
    """Reading: both engines tell the same, and every place lies inside the text."""
    results = [parse(data, "x.yaml", engine=engine) for engine in ("c", "pure")]
    assert parse(data, "x.yaml").root == (results[0].root or results[1].root)
    for result in results:
        _sound_tree(result)
        sound_findings(result.diagnostics, result.source)
    if not any(result.diagnostics for result in results):
        assert results[0] == results[1], "the engines differ"


def validate(data: bytes) -> None:
    """Checking: findings in order, with places in the text, told by every reporter."""
    checked = check(data, "x.yaml", today=TODAY)
    sound_findings(checked.diagnostics, checked.source)
    assert list(checked.diagnostics) == sorted(checked.diagnostics, key=lambda one: one.sort_key)
    assert check(data, "x.yaml", today=TODAY) == checked, "a rerun differs"
    said = Counter(one.code for one in checked.diagnostics)
    assert max(said.values(), default=0) <= MAX_OF_A_CODE, "more is said than there is a bound for"
    sound_reports(report_of(checked))


def diff(data: bytes) -> None:
    """Comparing: nothing differs from itself, and what --write adds is then there."""
    old, mark, new = data.partition(BETWEEN)
    if not mark:
        new = old
    for one in {old, new}:
        same = _table(one, one)
        assert same is None or same.comparison.changes == (), "a document differs from itself"
    if (found := _table(old, new)) is not None:
        sound_table(found)
        verify(found.comparison)
        _sound_write(old, new, found)


def mend(data: bytes) -> None:
    """Fixing: a second run changes nothing, and only the values concerned change."""
    for wareki in (False, True):
        fixed = fix(data, "x.yaml", frozenset(FIXES), wareki=wareki, today=TODAY)
        again = fix(fixed.data, "x.yaml", frozenset(FIXES), wareki=wareki, today=TODAY)
        assert again.data == fixed.data, "a second run mends more"
        assert again.counts == {}
        if fixed.refused or not fixed.counts:
            assert fixed.data == data, "changed without a word"
        if fixed.data != data:
            only_values_changed(data, fixed.data)


ENTRIES: tuple[Callable[[bytes], None], ...] = (load, validate, diff, mend)
"""By the first byte of a corpus file, modulo their number: "0" is load, "3" is mend."""


def run(data: bytes) -> None:
    """The entry that the first byte names, with the bytes after it."""
    if data:
        ENTRIES[data[0] % len(ENTRIES)](data[1:])


def report_of(checked: CheckedDocument) -> Report:
    """The report on one document, as ``pia validate`` gives it to a format."""
    file = FileResult("x.yaml", "checked", checked.source)
    return Report((file,), checked.diagnostics, silenced=checked.silenced)


def sound_reports(report: Report) -> None:
    """Every format tells the report, and its reader takes what it tells."""
    for name, stream in STREAMS.items():
        told = stream.whole(report, Layout())
        told.encode("utf-8", "backslashreplace")
        if name in READERS:
            READERS[name](told)


def sound_table(found: Table) -> None:
    """Every format of ``pia diff`` tells the table, and the text is safe on a terminal."""
    for name, format_ in CHANGES.items():
        told = format_([found], ChangesLayout())
        told.encode("utf-8", "backslashreplace")
        if name == "text":
            assert is_clean(told), "text holds a control character"
        elif name == "json":
            json.loads(told)
        elif name == "csv":
            assert len(list(csv.reader(io.StringIO(told)))) == len(found.rows) + 1


def is_clean(text: str) -> bool:
    """Whether a text has no control or format characters but line ends."""
    unsafe = {unicodedata.category(char) for char in set(text) - {"\n"}}
    return not unsafe & {"Cc", "Cf", "Cs", "Zl", "Zp"}


def sound_findings(findings: Iterable[Diagnostic], source: Source | None) -> None:
    """Every finding has a code, words, and places that are inside the text."""
    for finding in findings:
        assert finding.code
        assert finding.message
        for span in (finding.span, *(other.span for other in finding.related)):
            assert_inside(span, source)


def assert_inside(span: Span, source: Source | None) -> None:
    """A span that starts before it ends, in lines and columns that the text has."""
    assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column), span
    if source is None:
        return
    for line, column in ((span.line, span.column), (span.end_line, span.end_column)):
        assert line <= len(source.starts), f"{span} is below the text"
        last = source.starts[line] if line < len(source.starts) else len(source.text)
        assert source.offset(line, column) <= last, f"{span} is past its line"


def values(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Every text value of a tree with its path."""
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from values(entry.value, (*path, key))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from values(item, (*path, index))
    elif isinstance(node, Scalar):
        yield path, node


def only_values_changed(before: bytes, after: bytes) -> None:
    """What stands around the values that changed is the same, byte for byte."""
    old, new = parse(before, ""), parse(after, "")
    assert old.source is not None
    assert new.source is not None
    assert old.root is not None
    assert new.root is not None
    left, right = dict(values(old.root)), dict(values(new.root))
    assert left.keys() == right.keys(), "a fix changed the tree"
    changed = [path for path in left if left[path].value != right[path].value]
    assert _around(old.source, (left[path] for path in changed)) == _around(
        new.source, (right[path] for path in changed)
    ), "a fix changed bytes outside its values"


def _around(source: Source, scalars: Iterable[Scalar]) -> list[str]:
    """The pieces of a text around some values, without blanks at the ends of lines.

    Those of a value's last line are the value's, but not in its span.
    """
    pieces, at = [], 0
    spans = sorted(one.span for one in scalars)
    for span in spans:
        pieces.append(source.text[at : source.offset(span.line, span.column)])
        at = source.offset(span.end_line, span.end_column)
    pieces.append(source.text[at:])
    return [pieces[0], *(piece.lstrip(" \t\u3000\xa0\u2003") for piece in pieces[1:])]


def _sound_tree(result: ParseResult) -> None:
    if result.root is None or result.source is None:
        assert result.diagnostics
        return
    stack: list[Node] = [result.root]
    while stack:
        node = stack.pop()
        assert_inside(node.span, result.source)
        if isinstance(node, Mapping):
            for entry in node.entries.values():
                assert_inside(entry.key_span, result.source)
                stack.append(entry.value)
        elif isinstance(node, Sequence):
            stack.extend(node.items)


def _table(old: bytes, new: bytes) -> Table | None:
    versions = read_versions(("old.yaml", old), ("new.yaml", new))
    if isinstance(versions, str):
        return None
    return table(compare(*versions), RowOptions(date="令和9年1月1日"))


def _sound_write(old: bytes, new: bytes, found: Table) -> None:
    """The rows that are missing are put in, nothing else changes, and none is missing then."""
    try:
        rows = untold(found)
        if not rows or not found.comparison.new.own_form:
            return
        written = with_rows(new, found.comparison, rows)
    except JobError:
        return
    before, after = parse(new, "").root, parse(written, "").root
    assert before is not None
    assert after is not None
    trees = exact_tree(before), exact_tree(after)
    log = "変更箇所"
    assert len(trees[1].pop(log)) == len(trees[0].pop(log, None) or []) + len(rows)
    assert trees[0] == trees[1], "--write changed more than the rows"
    again = _table(old, written)
    assert again is not None
    assert untold(again) == (), "--write would write its rows again"
