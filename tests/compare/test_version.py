"""A version of a document: its answers by the ids of the items."""

from __future__ import annotations

import pytest

from pia_cli.check.engine import check
from pia_cli.compare.notes import ONE_DOCUMENT
from pia_cli.compare.table import DATES
from pia_cli.compare.version import as_version
from pia_cli.forms.registry import FORMS, Form

ASKED = (*DATES, *ONE_DOCUMENT, "number", "title", "agency")
"""The items that the comparison and the pages ask for by their ids."""


@pytest.mark.parametrize("id_", sorted(set(ASKED)))
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_an_item_that_is_asked_for_is_in_each_form(form: Form, id_: str) -> None:
    keys = form.tree.keys_to(id_)
    text = "".join(f"{'  ' * depth}{key}:\n" for depth, key in enumerate(keys))
    data = f"様式: {form.kind}\n様式の版: {form.version}\n{text.rstrip()} 甲\n".encode()
    assert as_version("x", check(data, "x"), None).answer(id_) == "甲"
    assert as_version("x", check("様式:\n".encode(), "x"), form).answer(id_) == ""
