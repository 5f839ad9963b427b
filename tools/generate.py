"""Write what is generated from the declarations: the compiled forms, schemas/ and docs/.

Run ``python tools/generate.py`` after changing the form, a rule or an option;
a test runs it with ``--check``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pia_cli.cli.app import command_names
from pia_cli.forms.compiled import compiled_name, compiled_text
from pia_cli.forms.declared import MODELS, form_tree
from pia_cli.forms.registry import CURRENT, FORMS
from pia_cli.forms.versions import NAME, versions_text
from pia_cli.render.field_table import form_markdown
from pia_cli.render.generated import rules_markdown, schema_name, schema_text

ROOT = Path(__file__).resolve().parents[1]
HELP_WIDTH = "88"


def cli_markdown() -> str:
    """The help page of every command, as shown on a terminal of 88 columns."""
    pages = [
        "# コマンドの一覧\n\n"
        "この文書は各コマンドの `--help` から生成しています（`python tools/generate.py`）。\n"
    ]
    for command in ("", *command_names()):
        words = ["pia", *command.split(), "--help"]
        pages.append(f"\n## {' '.join(words[:-1])}\n\n```console\n$ {' '.join(words)}\n")
        pages.append(_help_page(words[1:]) + "```\n")
    return "".join(pages)


def _help_page(arguments: list[str]) -> str:
    environment = {
        **os.environ,
        "COLUMNS": HELP_WIDTH,
        "NO_COLOR": "1",
        "TERMINAL_WIDTH": HELP_WIDTH,
    }
    environment.pop("FORCE_COLOR", None)
    done = subprocess.run(
        [sys.executable, "-m", "pia_cli", *arguments],
        env=environment,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").split("\n")) + "\n"


def compiled() -> dict[Path, str]:
    """The compiled forms, which all else is generated from."""
    forms = ROOT / "src" / "pia_cli" / "forms"
    trees = {id_: form_tree(model) for id_, model in MODELS.items()}
    files = {forms / compiled_name(id_): compiled_text(tree) for id_, tree in trees.items()}
    files[forms / NAME] = versions_text(trees)
    return files


def generated() -> dict[Path, str]:
    """Every other generated file and its text."""
    files = {ROOT / "schemas" / schema_name(form): schema_text(form) for form in FORMS}
    files[ROOT / "docs" / "form3.md"] = form_markdown(CURRENT, FORMS[-2::-1])
    files[ROOT / "docs" / "rules.md"] = rules_markdown()
    files[ROOT / "docs" / "cli.md"] = cli_markdown()
    return files


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` only name those that differ."""
    only_checked = "--check" in arguments
    differing = False
    for texts in (compiled, generated):
        for path, text in texts().items():
            if path.is_file() and path.read_text("utf-8") == text:
                continue
            differing = True
            print(path.relative_to(ROOT))  # noqa: T201  # the tool's output
            if not only_checked:
                path.write_text(text, "utf-8")
    return 1 if differing and only_checked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
