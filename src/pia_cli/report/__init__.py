"""Findings in the output formats.

A new format is one module with a ``Stream`` (what it writes of one file, and how that is put
together), and one line in ``STREAMS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pia_cli.report.model import Layout, Report
    from pia_cli.report.stream import Stream
    from pia_cli.report.styled import Segment

    Styled = Callable[[Report, Layout], list[Segment]]

T = TypeVar("T")


class Named(Mapping[str, T]):
    """What modules of a package define, by the name of the format.

    A module is loaded when it is asked for: a run writes one format, and has to load the rest
    of them no more than the rest of the commands.
    """

    def __init__(self, package: str, **places: str) -> None:
        self.places = {name: f"{package}.{place}" for name, place in places.items()}

    def __getitem__(self, name: str) -> T:
        module, _, defined = self.places[name].rpartition(".")
        found: T = getattr(import_module(module), defined)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.places)

    def __len__(self) -> int:
        return len(self.places)


BETWEEN: Mapping[str, str] = {"text": "\n", "concise": ""}
"""What the formats for people have between two files with findings."""

STREAMS: Named[Stream] = Named(
    __name__,
    text="text.TEXT",
    concise="concise.CONCISE",
    json="json_.JSON",
    sarif="sarif.SARIF",
    github="github.GITHUB",
    gitlab="gitlab.GITLAB",
    junit="junit.JUNIT",
    markdown="markdown.MARKDOWN",
)
"""The output formats by the name given to ``--format``."""

FOR_CI = frozenset({"sarif", "github", "gitlab", "junit", "markdown"})
"""The formats whose readers look for the files in the work tree, as `ci_path` names them."""

STYLED: Named[Styled] = Named(
    __name__, text="text.text_segments", concise="concise.concise_segments"
)
"""The formats that have colours on a terminal, for ``styled.to_rich``."""
