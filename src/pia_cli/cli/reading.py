"""Documents that a command shows: read, or refused with what to do."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pia_cli.core.errors import JobError

if TYPE_CHECKING:
    from pia_cli.check.engine import CheckedDocument


def read_document(data: bytes, name: str) -> CheckedDocument:
    """A checked document that has something to show. Raises JobError for one that has not."""
    from pia_cli.check.engine import check

    document = check(data, name)
    if document.root is None:
        raise unreadable(name)
    return document


def unreadable(name: str) -> JobError:
    """The error for what is no YAML document at all."""
    hint = "YAML で書かれた評価書か、確かめてください"
    if os.path.exists(name):
        hint = f"pia validate {name} で原因を表示します"
    return JobError(f"評価書として読めません: {name}", hint)
