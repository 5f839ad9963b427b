"""What is generated from the declarations and kept in the repository: schemas/ and docs/."""

from __future__ import annotations

import json
from pathlib import Path

from pia_cli.core.resources import resource_dir
from pia_cli.forms.registry import FORMS, Form
from pia_cli.forms.schema import json_schema
from pia_cli.render.templates import fill
from pia_cli.rules.explain import reads
from pia_cli.rules.registry import FAMILIES, RULES


def schema_name(form: Form) -> str:
    """The file of a form version in schemas/."""
    return f"{form.id}.schema.json"


def schema_text(form: Form) -> str:
    """The JSON Schema of a form version as it is kept in schemas/."""
    return json.dumps(json_schema(form), ensure_ascii=False, indent=2) + "\n"


def schema_drift(folder: Path | None = None) -> list[str]:
    """The files of schemas/ that are missing or differ from the declaration."""
    home = folder or resource_dir("schemas")
    return [
        schema_name(form) for form in FORMS if _read(home / schema_name(form)) != schema_text(form)
    ]


def _read(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except OSError:
        return None


def rules_markdown() -> str:
    """The rules as a Markdown document (docs/rules.md)."""
    families = [
        {
            "letter": letter,
            "title": title,
            "rules": [rule for rule in RULES if rule.code.startswith(letter)],
        }
        for letter, title in FAMILIES.items()
    ]
    return fill(
        "rules.md.j2",
        families=[family for family in families if family["rules"]],
        reads={rule.code: reads(rule) for rule in RULES},
    )
