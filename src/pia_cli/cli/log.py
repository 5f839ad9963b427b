"""``pia log``: the history of one document in git, a line for each version."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pia_cli.cli.output import (
    COLORS,
    choice,
    emit,
    emit_json,
    emit_segments,
    say,
    terminal_width,
    wants_color,
    whole_number,
)
from pia_cli.core.errors import ExitCode, JobError, UsageError
from pia_cli.core.stdin import STDIN
from pia_cli.core.text import crop, display_width

if TYPE_CHECKING:
    from pia_cli.compare.history import History, Step
    from pia_cli.report.styled import Segment, Style

FORMATS = ("text", "markdown", "json")

SCHEMA_ID = "pia.log/1"
"""Described by schemas/log.schema.json."""

UNREADABLE, REMOVED = "（読めません）", "（削除）"
"""What stands in place of 公表日 where a version cannot be compared."""

FIRST, OLDEST = "初版", "最古"
"""What stands in place of the number of changes; the second where older versions may exist."""

UNCOMMITTED = "コミットしていない変更"
"""What the work tree has for a subject."""

TITLES: tuple[str, ...] = ("版", "コミット日", "公表日", "変更", "表記のみ", "順序", "候補", "内容")
NUMBERS = ("変更", "表記のみ", "順序", "候補")
BRIEF: tuple[str, ...] = ("版", "コミット日", "公表日", "変更", "候補")
"""The columns beside 内容 where there is no room for all."""

NARROW = ("版", "コミット日", "変更", "表記のみ", "順序", "候補")
"""The columns where there is room for 内容 only on a second line, with 公表日."""

_GAP = "  "
_MOST = 20  # cells of a column
_LEAST = 20  # cells of a subject on the line of its version


def register(app: typer.Typer, cls: type[typer.core.TyperCommand]) -> None:
    """Add the command to the program."""
    app.command(
        "log",
        cls=cls,
        epilog=(
            "pia log examples/koriyama_kaigo.yaml\n"
            "pia log --tags examples/koriyama_kaigo.yaml\n"
            "pia log -n 5 --format json examples/koriyama_kaigo.yaml"
        ),
    )(log)


def log(
    path: Annotated[
        str, typer.Argument(metavar="PATH", help="git で管理している評価書のファイル。")
    ],
    tags: Annotated[bool, typer.Option("--tags", help="タグの付いた版だけを表示します。")] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="形式", help="出力の形式: text, markdown, json。")
    ] = "text",
    limit: Annotated[
        str | None,
        typer.Option("--limit", "-n", metavar="件数", help="新しいものからこの件数だけ。"),
    ] = None,
    color: Annotated[
        str, typer.Option("--color", metavar="色", help="色付け: auto, always, never。")
    ] = "auto",
) -> int:
    """評価書の履歴を、版ごとの変更の件数とともに表示します。

    変更は、前の版から内容の変わった項目の数です（公表日などは数えません）。
    候補は、そのうち重要な変更に当たり得る項目（※）の数です。
    """
    from pia_cli.compare.history import steps

    choice(format_, "--format", FORMATS)
    choice(color, "--color", COLORS)
    most = _count(limit)
    found = open_history(path, tags)
    lines = [_line(step, found.shallow) for step in islice(steps(found), most)]
    more = len(lines) < len(found.versions)
    if not more and not any(line.counts or line.first for line in lines):
        raise JobError(
            f"評価書として読める版がありません: {path}", "YAML の評価書か確かめてください"
        )
    if format_ == "json":
        emit_json(_data(found, lines, more))
    elif format_ == "markdown":
        emit(_markdown(lines))
    else:
        emit_segments(_segments(lines, terminal_width(sys.stdout)), wants_color(color, sys.stdout))
    say_shallow(found)
    return ExitCode.OK


def open_history(path: str, tags: bool = False) -> History:
    """The history of a file named on the command line. Raises UsageError for what is no file."""
    from pia_cli.compare.history import history

    hint = "git で管理している評価書のファイルを 1 つ指定してください"
    if path in ("", STDIN):
        raise UsageError("PATH が空です" if not path else "標準入力には履歴がありません", hint)
    if os.path.isdir(path):
        raise UsageError(f"PATH はフォルダです: {path}", hint)
    return history(Path(path), tags)


def say_shallow(found: History) -> None:
    """Warn where git may have been given only the newest versions."""
    if found.shallow:
        say(
            "注意: 一部だけを取得したリポジトリ（浅いクローン）のため、"
            "これより古い版があり得ます。git fetch --unshallow で全てを取得できます"
        )


def version_data(step: Step) -> dict[str, Any]:
    """A version for JSON; the commit's own are null for the work tree."""
    commit = step.commit
    return {
        "hash": commit.hash if commit else None,
        "short": commit.short if commit else None,
        "date": commit.date if commit else None,
        "tags": list(commit.tags) if commit else [],
        "subject": commit.subject if commit else None,
        "path": step.path,
        "published": step.published,
    }


def _count(limit: str | None) -> int | None:
    if limit is None:
        return None
    number = whole_number(limit, 1, sys.maxsize)
    if number is None:
        raise UsageError(f"--limit に「{limit}」は使えません", "1 以上の数を指定してください")
    return number


@dataclass(frozen=True, slots=True)
class _Line:
    """A version as it is shown. ``counts``: 変更, 表記のみ, 順序, 改訂のたび, in this order."""

    name: str
    date: str
    published: str
    subject: str
    state: str
    first: str
    counts: tuple[int, ...]
    candidates: tuple[str, ...]
    unread: tuple[str, ...]
    version: dict[str, Any]

    @property
    def cells(self) -> dict[str, str]:
        """The cells by the title of their column."""
        numbers = (
            (*map(str, (*self.counts[:3], len(self.candidates))),) if self.counts else ("",) * 4
        )
        texts = (self.name, self.date, self.shown_state or self.published)
        cells = dict(zip(TITLES, (*texts, *numbers, self.subject), strict=True))
        return cells | {"変更": self.first or cells["変更"]}

    @property
    def about(self) -> str:
        """What a narrow table has on the second line."""
        published = f"公表日 {self.published}" if self.published else ""
        return _GAP.join(filter(None, (self.shown_state or published, self.subject)))

    @property
    def shown_state(self) -> str:
        return {"unreadable": UNREADABLE, "removed": REMOVED}.get(self.state, "")


def _line(step: Step, shallow: bool) -> _Line:
    from pia_cli.compare.table import table

    counts: tuple[int, ...] = ()
    candidates: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    if step.comparison:
        rows = table(step.comparison)
        kinds = (rows.rows, rows.notation, rows.order, rows.per_revision)
        counts = tuple(map(len, kinds))
        candidates = tuple(row.item for row in rows.candidates)
        unread = step.comparison.unread
    is_first = step.version is not None and step.comparison is None
    return _Line(
        step.name,
        step.date,
        step.published,
        step.commit.subject if step.commit else UNCOMMITTED,
        step.state.value,
        (OLDEST if shallow else FIRST) if is_first else "",
        counts,
        candidates,
        unread,
        version_data(step),
    )


def _data(found: History, lines: Sequence[_Line], more: bool) -> dict[str, Any]:
    return {
        "schema": SCHEMA_ID,
        "path": found.path,
        "shallow": found.shallow,
        "more": more,
        "versions": [_line_data(line) for line in lines],
    }


def _line_data(line: _Line) -> dict[str, Any]:
    names = ("substance", "notation", "order", "per_revision")
    return {
        **line.version,
        "state": line.state,
        "first": bool(line.first),
        "counts": dict(zip(names, line.counts, strict=True)) if line.counts else None,
        "candidates": list(line.candidates),
        "unread": list(line.unread),
    }


def _markdown(lines: Sequence[_Line]) -> str:
    from pia_cli.render.escape import escape

    rows = [TITLES, ["--:" if title in NUMBERS else "---" for title in TITLES]]
    rows += [[escape(text) for text in line.cells.values()] for line in lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _segments(lines: Sequence[_Line], width: int) -> Iterator[Segment]:
    """A table; where it is too wide, 公表日 and 内容 have a line of their own below."""
    from pia_cli.report.styled import Style

    rows = [
        {title: crop(text, 0, _MOST).shown for title, text in line.cells.items()} for line in lines
    ]
    widths = {
        title: max(display_width(row[title]) for row in ({title: title}, *rows))
        for title in TITLES[:-1]
    }
    for titles in (TITLES[:-1], BRIEF):
        left = width - sum(widths[title] + len(_GAP) for title in titles)
        if left >= _LEAST:
            break
    else:
        titles, left = NARROW, 0
    shown = (*titles, TITLES[-1]) if left else titles
    yield Style.GUTTER, "".join(text for _, text in _cells({t: t for t in TITLES}, shown, widths))
    for line, row in zip(lines, rows, strict=True):
        if left:
            row[TITLES[-1]] = crop(line.subject, 0, left).shown
        yield from _cells(row, shown, widths)
        if not left:
            yield Style.PLAIN, f"{_GAP}{crop(line.about, 0, width - len(_GAP)).shown}\n"


def _cells(row: dict[str, str], titles: Sequence[str], widths: dict[str, int]) -> Iterator[Segment]:
    """A row on one line, numbers to the right, without blanks at its end."""
    from pia_cli.report.styled import Style

    last = max(at for at, title in enumerate(titles) if row[title])
    for at, title in enumerate(titles[: last + 1]):
        text = row[title]
        space = " " * (widths.get(title, 0) - display_width(text))
        before, after = (space, "") if title in NUMBERS else ("", space if at < last else "")
        yield Style.PLAIN, (_GAP if at else "") + before
        yield _style(title, text), text
        yield Style.PLAIN, after
    yield Style.PLAIN, "\n"


def _style(title: str, text: str) -> Style:
    from pia_cli.report.styled import Style

    if text in (UNREADABLE, REMOVED):
        return Style.ERROR
    if title == "候補" and text not in ("", "0"):
        return Style.WARNING
    return Style.PLACE if title == "版" else Style.PLAIN
