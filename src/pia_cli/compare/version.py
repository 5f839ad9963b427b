"""One side of a comparison: a document read with the form it is compared by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pia_cli.check.engine import CheckedDocument, check
from pia_cli.check.misspelt import read_keys
from pia_cli.core.errors import JobError
from pia_cli.document.files import looks_like_assessment
from pia_cli.document.nodes import Mapping, text_at
from pia_cli.forms.registry import CURRENT, KIND_KEY, VERSION_KEY, Form


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an assessment under the name shown to the user.

    ``root`` has misspelt keys read as the ones meant. ``own_form`` is False where the
    document's 様式 is not known and another form stands in for it.
    """

    name: str
    document: CheckedDocument
    root: Mapping
    form: Form
    own_form: bool

    def text(self, *path: str | int) -> str:
        """The text at a path, "" where there is none."""
        return text_at(self.root, path).strip()

    def answer(self, id_: str) -> str:
        """The text of an item of the form that is in no list, "" where there is none."""
        return self.text(*self.form.tree.keys_to(id_))

    @property
    def form_name(self) -> str:
        """様式 and 様式の版 as the document has them."""
        return " ".join(filter(None, (self.text(KIND_KEY), self.text(VERSION_KEY))))


def read_versions(
    old: tuple[str, bytes], new: tuple[str, bytes], today: date | None = None
) -> tuple[Version, Version] | str:
    """Both sides, from their names and bytes, or the name of the one that is no YAML mapping.

    A side whose form is unknown is read by the form of the other, else by the current one.
    Only their findings rest on ``today``.
    """
    before, after = (check(data, name, today=today) for name, data in (old, new))
    if before.root is None:
        return old[0]
    if after.root is None:
        return new[0]
    return as_version(old[0], before, after.form), as_version(new[0], after, before.form)


def refuse_others(*sides: tuple[str, bytes]) -> None:
    """Raise JobError for a side, by its name and bytes, that is YAML but no assessment."""
    for name, data in sides:
        if not looks_like_assessment(data):
            raise JobError(
                f"{name} には「様式」など表紙の項目がないため、評価書として比べられません",
                "評価書のファイルか、中身が失われていないかを確かめてください",
            )


def as_version(name: str, document: CheckedDocument, other: Form | None) -> Version:
    """A document as one side; ``other`` is the form of the other side, where it is known.

    A document whose form is unknown is read by ``other``, else by the current form. The
    document must have a root.
    """
    assert document.root is not None
    form = document.form or other or CURRENT
    root = read_keys(document.root, form.tree).root
    return Version(name, document, root, form, document.form is not None)
