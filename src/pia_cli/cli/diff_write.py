"""``pia diff --write``: the rows into the new version's file."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.ask import ask, chosen, say_choices
from pia_cli.cli.comparing import say_date
from pia_cli.cli.files import check_writable, replace_unchanged
from pia_cli.cli.output import say
from pia_cli.core.errors import JobError, UsageError
from pia_cli.core.shell import shell_word
from pia_cli.core.text import BLANK

if TYPE_CHECKING:
    from pia_cli.compare.sides import Side, Sides
    from pia_cli.compare.table import Row, Table


@dataclass(frozen=True, slots=True)
class Appended:
    """What is to be written: the table of the missing rows, and the file with them.

    ``present`` counts the rows that 変更箇所 has already.
    """

    side: Side
    table: Table
    data: bytes
    present: int

    def write(self, quiet: bool) -> None:
        """Put the rows into the file. Raises JobError where somebody else changed it meanwhile."""
        if self.table.rows:
            assert self.side.path is not None
            replace_unchanged(self.side.path, self.side.data, self.data)
        if not quiet:
            self._tell()

    @property
    def done(self) -> str:
        """What is to be said where the table cannot be shown after rows were written."""
        count = len(self.table.rows)
        said = f"変更箇所には {count} 行を書き足してあります。ファイルで確かめてください"
        return said if count else ""

    def _tell(self) -> None:
        rows, name = self.table.rows, self.side.name
        if not rows:
            say(f"{name}: 変更箇所に書き足す行はありません")
            return
        say_date(self.table)
        open_rows = sum(not row.timing for row in rows)
        say(f"{name}: 変更箇所に {len(rows)} 行を書き足しました")
        if open_rows:
            say(
                f"※の {open_rows} 行は提出時期が空欄です。重要な変更に当たるかを判断して、"
                "提出時期と説明を書いてください"
            )


def to_append(
    found: Sides, tables: list[Table], interactive: bool, output: Path | None
) -> Appended:
    """What is not there yet, asked about where ``interactive``; nothing is written.

    Raises UsageError where there is no single file to write to, JobError where it cannot be
    done without changing anything else.
    """
    from pia_cli.compare.write import untold, with_rows

    side, table = _target(found, tables), tables[0]
    if output is not None and os.path.exists(output) and output.samefile(side.path or output):
        raise UsageError(f"-o に {output} は使えません", "--write は新版そのものに書き足します")
    if output is not None:
        check_writable(output)
    rows = untold(table)
    if interactive:
        rows = tuple(_decided(row) if row.judgement.is_candidate else row for row in rows)
    data = with_rows(side.data, table.comparison, rows) if rows else side.data
    present = len(table.rows) - len(rows)
    return Appended(side, replace(table, rows=rows), data, present)


def _target(found: Sides, tables: list[Table]) -> Side:
    """The one file that rows go into."""
    if len(tables) != 1:
        raise UsageError(
            f"--write で書き足せるのは一つの評価書です（{len(tables)} 件あります）",
            "評価書のファイルを一つだけ指定してください",
        )
    side = found.pairs[0].new
    if side.path is None:
        raise UsageError(f"{side.name} には書き足せません", "新版はファイルで指定してください")
    if not tables[0].comparison.new.own_form:
        raise JobError(
            f"{side.name} の様式を知らないため、書き足せません",
            f"pia validate {shell_word(side.name)} で確かめてください",
        )
    if not all(row.date for row in tables[0].rows):
        raise UsageError(
            f"{side.name} のⅤ-1-①にも公表日にも日付がありません",
            "--date で変更日を指定してください",
        )
    return side


def _decided(row: Row) -> Row:
    """A row with ※ with the 提出時期 and 説明 that a person gives; Enter leaves them 空欄."""
    from pia_cli.compare.table import decided
    from pia_cli.forms.choices import TIMINGS

    say("")
    say(f"※ {row.item}")
    for name, text in (("変更前", row.before), ("変更後", row.after)):
        first, *more = text.splitlines() or [BLANK]
        say(f"  {name}: {first}")
        for line in more:
            say(f"          {line}")
    say(f"  {row.judgement.ground}")
    say_choices(TIMINGS)
    while True:
        answer = ask(f"提出時期（1〜2。提案: {row.judgement.proposal}。空のままなら後で決める）: ")
        timing = answer if answer in ("", *TIMINGS) else chosen(answer, TIMINGS)
        if timing is not None:
            break
        say("1 か 2 を入力してください")
    return decided(row, timing, _reason(row)) if timing else row


def _reason(row: Row) -> str:
    from pia_cli.core.forbidden import FORBIDDEN

    offers = row.judgement.explanations
    say_choices(offers)
    numbers = "1" if len(offers) == 1 else f"1〜{len(offers)}"
    wanted = (
        f"（{numbers} 又は文章。空のままなら後で書く）" if offers else "（空のままなら後で書く）"
    )
    while True:
        answer = ask(f"提出時期に係る説明{wanted}: ")
        if not FORBIDDEN.search(answer):
            return chosen(answer, offers) or answer
        say("使えない文字が含まれています。書き直してください")
