"""schemas/, docs/rules.md and docs/cli.md are what the declarations generate."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
