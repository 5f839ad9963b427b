"""Write the regular expressions as this Python compiles them: `pia_cli.core.precompiled`.

``python tools/precompile.py [FILE]``; the build runs it (``hatch_build.py``). It needs none of the
dependencies: what cannot be imported without them has no expression that a check waits for.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # the engine of re, which has no types
import argparse
import gc
import importlib
import marshal
import pkgutil
import re
import sys
from array import array
from pathlib import Path
from typing import Any
from unittest import mock

WITHOUT_REFERENCES = 2
"""The version of the format whose bytes rest on the values alone."""

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))  # of this tree, whatever is installed

import pia_cli
from pia_cli.cells.named_boxes import box_pattern
from pia_cli.core.pattern import Pattern
from pia_cli.core.precompiled import FILE, HERE, NUMBER
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.registry import FORMS


def patterns() -> list[Pattern]:
    """Every expression that a module declares and those of the form's boxes, by their texts."""
    for module in pkgutil.walk_packages(pia_cli.__path__, "pia_cli.", onerror=lambda _: None):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except ImportError:
                continue
    fields = [field for form in FORMS for field in form.tree.walk()]
    made = [box_pattern(field.kind) for field in fields if isinstance(field.kind, BoxesKind)]
    declared = [one for one in gc.get_objects() if isinstance(one, Pattern)]
    return sorted({*declared, *made}, key=lambda one: (one.pattern, int(one.flags)))


def compiled(pattern: str, flags: int) -> tuple[Any, ...]:
    """What `re` hands to its engine for an expression, but the text itself."""
    with mock.patch.object(_sre, "compile") as engine:
        re._compiler.compile(pattern, flags)  # type: ignore[attr-defined]  # private: re.compile but for its cache
    _, all_flags, code, *groups = engine.call_args.args
    return (int(all_flags), array(NUMBER, code).tobytes(), *groups)


def main() -> None:
    """Write the expressions of the whole program, by default where the program looks for them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    file: Path = parser.parse_args().file
    kept = {(one.pattern, int(one.flags)): compiled(one.pattern, one.flags) for one in patterns()}
    file.write_bytes(marshal.dumps((HERE, kept), WITHOUT_REFERENCES))


if __name__ == "__main__":
    main()
