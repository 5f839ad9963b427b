"""The share of a run that one of several machines takes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pia_cli.check.collect import Input
from pia_cli.core.ci_path import ci_path
from pia_cli.core.errors import UsageError
from pia_cli.core.file_name import same_name
from pia_cli.core.text import visible


@dataclass(frozen=True, slots=True)
class Shard:
    """The ``number``-th (from 1) of ``total`` shares.

    A file belongs to one of them by its name as seen from the current folder and by nothing
    else, so that no other file moves when one is added.
    """

    number: int
    total: int

    def __str__(self) -> str:
        return f"{self.number}/{self.total}"

    def has(self, name: str) -> bool:
        """Whether a file of this name belongs to the share."""
        shown = same_name(ci_path(name))
        digest = hashlib.sha256(shown.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.total == self.number - 1

    def of(self, inputs: Iterable[Input]) -> tuple[Input, ...]:
        """The inputs that belong to the share, in their order."""
        return tuple(entry for entry in inputs if self.has(entry.name))


def parse_shard(text: str) -> Shard:
    """``2/8``. Raises UsageError for what is no share."""
    match = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        message = f"--shard に「{visible(text)}」は使えません"
        raise UsageError(message, "8 台に分けた 2 台目なら 2/8 のように書いてください")
    return Shard(int(match[1]), int(match[2]))
