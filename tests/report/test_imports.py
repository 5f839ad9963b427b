"""Rich is loaded for coloured output only."""

from __future__ import annotations

import subprocess
import sys


def test_the_plain_formats_do_not_load_rich() -> None:
    code = (
        "import sys; from pia_cli.report import FORMATS; from pia_cli.report.model import *;"
        "[f(Report((), ()), Layout()) for f in FORMATS.values()]; sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
