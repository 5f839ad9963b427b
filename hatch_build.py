"""The step of the build that keeps compiled regular expressions (``tools/precompile.py``)."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KEPT = "pia_cli/core/patterns.bin"


class PrecompiledPatterns(BuildHookInterface[Any]):
    """Into the wheel, or for an editable install into the tree, where git ignores the file.

    Without them pia is slower and otherwise the same: no build fails for want of them.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the files of the wheel are gathered."""
        self.folder = tempfile.TemporaryDirectory()
        made = Path(self.folder.name) / "patterns.bin"
        target = [] if version == "editable" else [made]
        tool = Path(self.root) / "tools" / "precompile.py"
        if subprocess.run([sys.executable, tool, *target], check=False).returncode:
            self.app.display_warning("The regular expressions will be compiled at each start.")
        elif target:
            build_data["force_include"][str(made)] = KEPT

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Called when the wheel is written."""
        self.folder.cleanup()
