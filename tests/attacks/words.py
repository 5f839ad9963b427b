"""What assessments and their faults are made of: words of the form and tokens of YAML."""

from __future__ import annotations

from collections.abc import Iterator

from pia_cli.forms.choices import BoxesKind, ChoiceKind
from pia_cli.forms.registry import FORMS, KIND_KEY, VERSION_KEY

TOKENS = (
    *(": ", ":\n", "- ", "\n- ", "? ", "|\n", "|-\n", ">\n", ">-\n", "|+\n", "|2-\n", "#", " # "),
    *("[", "]", "{", "}", ", ", "'", '"', "''", '\\"', "\\u3042", "\\x00", "\\ud800", "~", "null"),
    *("&a ", "*a", "<<: ", "!!str ", "!t ", "---\n", "...\n", "%YAML 1.2\n", "\t", "\r\n", "\r"),
    *("\u2028", "\ufeff", "\u3000", "\u00a0", "\u200b", "\u202e", "\u3099", "\U00020bb7", "①", "Ⅱ"),
    *("\n=====\n", "# pia: ignore[", "# pia: ignore-file[", "C001] 理由", " until 2026-04-01"),
    *("令和1年4月1日", "令和8年2月16日", "2026-02-16", "１０人", "なし", "その他", "委託する: 2"),
    *("番号法第19条第8号", "別表第二の", "Ⅱ-4-委託事項1-③委託先名", "変更箇所:\n"),
)


def words() -> Iterator[str]:
    """The keys and choices of every form, then the tokens, each once."""
    for form in FORMS:
        yield f"{KIND_KEY}: {form.kind}\n{VERSION_KEY}: {form.version}\n"
        for field in form.tree.walk():
            if field.key:
                yield f"{field.key}:"
            if isinstance(field.kind, ChoiceKind | BoxesKind):
                yield from field.kind.choices
    yield from TOKENS
