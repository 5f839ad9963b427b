"""The known forms and their versions. A new version is a class, a line here and in ``declared``."""

from __future__ import annotations

from dataclasses import dataclass

from pia_cli.core.lazy import lazy
from pia_cli.forms.compiled import load_tree
from pia_cli.forms.tree import FormField

KIND_KEY = "様式"
VERSION_KEY = "様式の版"


@dataclass(frozen=True)
class Form:
    """One version of one form; ``id`` names its declaration and its generated files."""

    id: str
    kind: str
    number: str
    version: str

    @lazy
    def tree(self) -> FormField:
        """The declaration as a tree."""
        return load_tree(self.id)


FORMS = (
    Form("form3-h26-4", "重点項目評価書", "様式3", "平成26年4月"),
    Form("form3-h30-5", "重点項目評価書", "様式3", "平成30年5月"),
    Form("form3-r6-10", "重点項目評価書", "様式3", "令和6年10月"),
)
"""Every form that can be checked, oldest first."""

CURRENT = FORMS[-1]

OTHER_KINDS = {"基礎項目評価書": "様式2", "全項目評価書": "様式4"}
"""Forms of 特定個人情報保護評価 that exist but cannot be checked yet."""


def form_of(tree: FormField) -> Form | None:
    """The form that a tree is of; none is read for it, as the one of a tree has been."""
    return next((form for form in FORMS if vars(form).get("tree") is tree), None)


def known_kinds() -> tuple[str, ...]:
    """The 様式 that can be checked."""
    return tuple(dict.fromkeys(form.kind for form in FORMS))


def known_versions(kind: str) -> tuple[str, ...]:
    """The versions of a 様式, oldest first."""
    return tuple(form.version for form in FORMS if form.kind == kind)


def find_form(kind: str, version: str) -> Form | None:
    """The form with this 様式 and 様式の版, or None."""
    return next((form for form in FORMS if (form.kind, form.version) == (kind, version)), None)
