"""Names in commands that a message tells people to run."""

from __future__ import annotations

import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pia_cli.core.shell import shell_word


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("国保.yaml", "国保.yaml"),
        ("v1:下/国保.yaml", "v1:下/国保.yaml"),
        ("HEAD~1", "HEAD~1"),
        ("国保 案.yaml", "'国保 案.yaml'"),
        ("国保　案.yaml", "'国保　案.yaml'"),
        ("$HOME.yaml", "'$HOME.yaml'"),
        ("~x.yaml", "'~x.yaml'"),
        ("-x.yaml", "./-x.yaml"),
        ("- x.yaml", "'./- x.yaml'"),
        ("<stdin>", "-"),
    ],
)
def test_a_name_is_quoted_where_it_must_be(name: str, typed: str) -> None:
    assert shell_word(name) == typed


@given(st.text(min_size=1).filter(lambda name: "\0" not in name and name != "<stdin>"))
def test_a_shell_reads_it_as_the_name(name: str) -> None:
    (read,) = shlex.split(shell_word(name))
    assert read.removeprefix("./-" if name.startswith("-") else "") == name.removeprefix("-")
