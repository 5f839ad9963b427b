"""schemas/, docs/rules.md and docs/cli.md are what the declarations generate."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from jsonschema import Draft202012Validator

from pia_cli.forms.registry import FORMS
from pia_cli.forms.schema import json_schema
from pia_cli.render.generated import schema_drift, schema_name, schema_text

ROOT = Path(__file__).resolve().parents[1]


def test_nothing_has_drifted() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "generate.py"), "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_differs_is_written_in_one_pass(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in ("src/pia_cli/forms/compiled", "schemas", "docs"):
        (tmp_path / folder).mkdir(parents=True)
    tool = _tool()
    pages: list[str] = []
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "cli_markdown", partial(_page, pages))
    assert tool.main(["--check"]) == 1
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert tool.main([]) == 0
    assert len(pages) == 2
    told = capsys.readouterr().out.splitlines()
    assert told[: len(told) // 2] == told[len(told) // 2 :]
    assert sorted(told[: len(told) // 2]) == sorted(
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()
    )


def _page(made: list[str]) -> str:
    made.append("#")
    return made[0]


def _tool() -> ModuleType:
    """tools/generate.py as a module, whose names a test may replace."""
    spec = spec_from_file_location("generate", ROOT / "tools" / "generate.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_schema_drift_names_the_changed_and_the_missing_file(tmp_path: Path) -> None:
    first, second, third = FORMS
    for form in (first, second):
        (tmp_path / schema_name(form)).write_text(schema_text(form), "utf-8")
    assert schema_drift(tmp_path) == [schema_name(third)]
    (tmp_path / schema_name(first)).write_text("{}", "utf-8")
    assert schema_drift(tmp_path) == [schema_name(first), schema_name(third)]


def test_schemas_speak_japanese_and_explain_the_items() -> None:
    for form in FORMS:
        schema = json_schema(form)
        Draft202012Validator.check_schema(schema)
        for name, body in schema["$defs"].items():
            for key, shown in body.get("properties", {}).items():
                assert shown["title"].endswith(key), f"{name}.{key}"
    contract = json_schema(FORMS[-1])["$defs"]["Contract"]
    consent = contract["properties"]["再委託の許諾方法"]
    assert consent["description"] == "「再委託の有無」が「再委託する」の場合に記入します。"
    assert contract["properties"]["再委託の有無"]["enum"] == ["再委託する", "再委託しない"]
    assert len(contract["allOf"]) == 4  # if/then for needed and not applicable, twice
