"""Documents that a command shows, and their history: read, or refused with what to do."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pia_cli.cli.output import say
from pia_cli.core.errors import JobError, UsageError
from pia_cli.core.shell import shell_word
from pia_cli.core.stdin import STDIN
from pia_cli.core.text import is_it

if TYPE_CHECKING:
    from pia_cli.check.engine import CheckedDocument
    from pia_cli.compare.history import History
    from pia_cli.document.nodes import Mapping
    from pia_cli.forms.tree import FormField


def read_document(data: bytes, name: str, today: date | None = None) -> CheckedDocument:
    """A checked document that has something to show. Raises JobError for one that has not.

    Only with ``today`` its findings are those of ``pia validate``. A page is made without:
    it is the same on every day, and `pia verify` can make it again.
    """
    from pia_cli.check.engine import check

    document = check(data, name, today=today)
    if document.root is None:
        raise unreadable(name)
    return document


def read_assessment(
    word: str, today: date | None = None
) -> tuple[CheckedDocument, Mapping, FormField]:
    """The document that a word of the command line names, its tree, and that of its form.

    Raises JobError for what cannot be read or is of no known form.
    """
    from pia_cli.check.collect import named_input
    from pia_cli.check.run import read_input

    entry = named_input(word)
    document = read_document(read_input(entry), entry.name, today)
    if document.root is None or document.form is None:
        raise unreadable(entry.name)
    return document, document.root, document.form.tree


def unknown_item(item: str, form: FormField, root: Mapping) -> UsageError:
    """The error for an ITEM that a document has not."""
    from pia_cli.forms.naming import is_item, suggest

    if is_item(form, root, item):
        return UsageError(
            f"「{item}」は様式にはありますが、この評価書にはありません",
            "評価書にある項目は pia show で表示します",
        )
    return UsageError(
        f"「{item}」という項目はこの評価書にありません{is_it(suggest(form, root, item))}",
        "Ⅱ-4、Ⅱ-5-提供先1-⑥、公表日 のように、印刷された番号かラベルを指定してください",
    )


def unreadable(name: str) -> JobError:
    """The error for what is no YAML document at all."""
    hint = "YAML で書かれた評価書か、確かめてください"
    if os.path.exists(name):
        hint = f"pia validate {shell_word(name)} で原因を表示します"
    return JobError(f"評価書として読めません: {name}", hint)


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
    from pia_cli.compare.git import SHALLOW

    if found.shallow:
        say(
            f"注意: {SHALLOW}のため、これより古い版があり得ます。"
            "git fetch --unshallow で全てを取得できます"
        )
