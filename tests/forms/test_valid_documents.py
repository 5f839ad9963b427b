"""Valid documents: written and read they are the same, and no rule of shape finds anything."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

from benchmarks.writing import document_text
from pia_cli.check.engine import check
from pia_cli.document.nodes import plain
from pia_cli.document.reader import parse
from pia_cli.forms.registry import Form

from .valid import as_read, valid_documents


@settings(
    max_examples=15,
    phases=(Phase.generate,),  # what fails shows itself; shrinking a whole form takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(valid_documents())
def test_a_valid_document_is_read_back_and_has_no_fault_of_shape(
    case: tuple[Form, dict[str, Any]],
) -> None:
    form, document = case
    text = document_text(document)
    root = parse(text.encode(), "x.yaml").root
    assert root is not None
    assert plain(root) == as_read(document)
    found = [
        f"{one.code} {one.item}: {one.message}"
        for one in check(text.encode(), "x.yaml").diagnostics
        if one.code[0] in "FY" and one.code != "F032"
    ]
    assert found == []
    assert form.version in text
