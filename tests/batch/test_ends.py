"""How a run ends that others cut short: a full disk, and a reader who has enough."""

from __future__ import annotations

import errno
import tempfile
from concurrent.futures import Future
from typing import Any

import pytest

from pia_cli.batch.order import in_order
from pia_cli.batch.part import Part
from pia_cli.batch.pool import _There
from pia_cli.cli.findings import Output
from pia_cli.core.errors import JobError
from pia_cli.report import STREAMS
from pia_cli.report.model import FileResult, Layout, Report
from report.reports import REPORT


class _Full:
    """A temporary file on a full disk."""

    def writelines(self, lines: Any) -> None:
        list(lines)
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("format_", ["json", "sarif", "gitlab", "junit"])
def test_a_full_disk_for_what_waits_is_told(format_: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda *words, **details: _Full())
    output = Output(format_, None, "never", Layout())
    piece = STREAMS[format_].piece(Report(REPORT.files, REPORT.diagnostics), Layout())
    with pytest.raises(JobError, match="一時ファイルに書き込めません（空き容量がありません）"):
        output.add([piece])


def test_a_chunk_in_a_process_is_not_cancelled_by_who_leaves() -> None:
    """Python 3.11 fails in a thread where a pool breaks over cancelled futures."""
    part = Part(FileResult("a.yaml", "checked"))
    futures: list[Future[list[Part]]] = [Future(), Future()]
    futures[0].set_result([part])
    waiting = iter(futures)
    results = in_order(lambda _: _There(next(waiting)), [[1], [2]], 2)
    assert next(results) is part
    del results
    assert not futures[1].cancelled()
