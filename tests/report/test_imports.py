"""Rich is loaded for coloured output only."""

from __future__ import annotations

import subprocess
import sys


def test_the_plain_formats_do_not_load_rich() -> None:
    code = (
        "import sys; from pia_cli.report import STREAMS; from pia_cli.report.model import *;"
        "[s.whole(Report((), ()), Layout()) for s in STREAMS.values()];"
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
