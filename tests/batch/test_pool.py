"""`pia validate` in processes: the same output, and a clean end however it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.support import EXAMPLE, ROOT, TYPO, environment, pia
from pia_cli.batch.run import WORTH_BYTES, WORTH_FILES, is_much, usable_processors
from pia_cli.check.collect import collect
from pia_cli.report import STREAMS

KNOWN = "変更箇所:\n  - 変更日: 令和1年6月27日\n"
SUPPRESSED = "# pia: ignore-file[F020] 試験のため\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Eleven files of every kind; nine of them are documents."""
    top = tmp_path / "評価書"
    top.mkdir()
    for number in range(6):
        (top / f"{number}.yaml").write_text(TYPO + KNOWN * (number % 2), "utf-8")
    (top / "6.yaml").write_text(SUPPRESSED + TYPO, "utf-8")
    (top / "7.yaml").write_bytes((ROOT / "examples" / "broken.yaml").read_bytes())
    (top / "8.yaml").write_bytes(TYPO.encode("cp932"))
    (top / "9.yaml").write_text("jobs: 1\n", "utf-8")
    (top / "gone.yaml").symlink_to("nowhere")
    return top


@pytest.mark.parametrize("format_", STREAMS)
def test_the_output_does_not_depend_on_the_number_of_processes(folder: Path, format_: str) -> None:
    words = ["validate", ".", "--format", format_, "--show-suppressed", "-v"]
    one, more = (pia(*words, "--jobs", number, cwd=folder) for number in ("1", "40"))
    assert one.code == 3  # gone.yaml
    assert "6.yaml" in one.out + one.err
    assert one.out
    assert one == more


def test_colours_and_files_do_not_depend_on_it_either(folder: Path, tmp_path: Path) -> None:
    colored = [pia("validate", ".", "--color", "always", "-j", n, cwd=folder) for n in "13"]
    assert colored[0] == colored[1]
    assert "\x1b[" in colored[0].out
    plain = pia("validate", ".", cwd=folder)
    done = pia("validate", ".", "-j", "3", "-o", tmp_path / "結果.txt", cwd=folder)
    assert (done.code, done.out) == (3, "")
    assert (tmp_path / "結果.txt").read_text("utf-8") == plain.out


def test_a_baseline_does_not_depend_on_it(folder: Path) -> None:
    (folder / "gone.yaml").unlink()
    (folder / "8.yaml").unlink()
    made = []
    for jobs in "13":
        done = pia("validate", ".", "--write-baseline", f"{jobs}.json", "-j", jobs, cwd=folder)
        assert (done.code, done.out) == (0, "")
        made.append((folder / f"{jobs}.json").read_bytes())
    assert made[0] == made[1]
    (folder / "0.yaml").unlink()
    (folder / "1.yaml").write_text(TYPO, "utf-8")
    used = [pia("validate", ".", "--baseline", "1.json", "-j", n, cwd=folder) for n in "13"]
    assert used[0] == used[1]
    assert "もうありません" in used[0].err
    assert "既知" in used[0].err


def test_standard_input_is_read_in_the_parent(folder: Path) -> None:
    words = ["validate", "-", ".", "--format", "json"]
    found = [pia(*words, "-j", n, cwd=folder, stdin=TYPO.encode()) for n in "14"]
    assert found[0] == found[1]
    files = json.loads(found[0].out)["files"]
    assert {"path": "<stdin>", "status": "checked"} in files


def test_few_or_small_files_need_no_processes(tmp_path: Path) -> None:
    code = (
        "import sys; from pia_cli.__main__ import main; main(sys.argv[1:]);"
        "sys.exit(' '.join({'multiprocessing', 'concurrent.futures'} & {*sys.modules}))"
    )
    for number in range(WORTH_FILES + 1):
        (tmp_path / f"{number}.yaml").write_text(TYPO, "utf-8")
    for words in ([EXAMPLE], [tmp_path], ["-j", "1", tmp_path]):
        done = subprocess.run(
            [sys.executable, "-c", code, "validate", *words], capture_output=True, check=False
        )
        assert done.stderr.decode().splitlines()[1:] in ([], [""])
    assert not is_much(collect([str(tmp_path)]))
    (tmp_path / "0.yaml").write_bytes(b" " * WORTH_BYTES)
    assert is_much(collect([str(tmp_path)]))
    assert not is_much(collect([str(tmp_path / "0.yaml")]))
    assert usable_processors() == len(os.sched_getaffinity(0))


@pytest.mark.parametrize("jobs", ["0", "-1", "x", "1025"])
def test_a_wrong_number_of_processes(folder: Path, jobs: str) -> None:
    done = pia("validate", "--jobs", jobs, folder)
    assert (done.code, done.out) == (2, "")
    assert "--jobs" in done.err


def started(folder: Path, work: str) -> subprocess.Popen[str]:
    """pia in two processes that do something else than to check."""
    code = (
        "import os, signal, sys\n"
        "from pia_cli.__main__ import main\n"
        "from pia_cli.batch import pool\n"
        f"def work(job, entry):\n    {work}\n"
        "pool.work = work\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, "validate", str(folder), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment(),
        start_new_session=True,
    )


WAITING = "os.write(1, b'ready\\n'); signal.pause()"


@pytest.mark.skipif(sys.platform != "linux", reason="the processes are not forked")
class TestAnEnd:
    def test_by_a_process_that_dies(self, folder: Path) -> None:
        process = started(folder, "os.kill(os.getpid(), signal.SIGKILL)")
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (3, "")
        assert err.startswith("pia: 検査のプロセスが途中で終了したため、検査を中止しました\n")
        assert "--jobs 1" in err
        assert err.count("\n") == 2

    def test_by_an_interrupt(self, folder: Path) -> None:
        process = started(folder, WAITING)
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (130, "pia: 中断しました\n")
        with pytest.raises(ProcessLookupError):  # nobody is left
            os.killpg(process.pid, 0)

    def test_by_the_death_of_pia_itself(self, folder: Path) -> None:
        process = started(folder, WAITING)
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        process.kill()
        process.communicate(timeout=60)  # returns when the last process that has the pipe is gone
        assert process.returncode == -signal.SIGKILL

    def test_by_a_bug(self, folder: Path) -> None:
        process = started(folder, "raise ValueError('x')")
        _, err = process.communicate(timeout=60)
        assert process.returncode == 3
        assert "pia の不具合です（ValueError: x）" in err
        assert "Traceback" not in err
