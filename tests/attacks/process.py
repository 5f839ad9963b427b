"""pia as a process under attack: limits of memory, time and files set by the kernel."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from cli.support import Done, environment

MEMORY = 512 * 1024 * 1024
"""Bytes of address space: the interpreter and the libraries are in it, too."""

SECONDS = 60
"""Processor time, many times what any row needs: one that never ends is killed."""

_PR_CAPBSET_DROP = 24
_DAC_OVERRIDE, _DAC_READ_SEARCH = 1, 2


def attacked(
    *words: str | Path,
    cwd: Path,
    stdin: Path | None = None,
    before: str = "",
    setup: Callable[[], None] = lambda: None,
) -> Done:
    """Run pia within the limits, in a folder; ``before`` is Python that runs in it first."""
    # -P: as of an installed pia, no module is looked for in the folder
    code = f"{before}\nimport sys\nfrom pia_cli.__main__ import main\nsys.exit(main())"
    with open(stdin or os.devnull, "rb") as given:
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, *words],
            stdin=given,
            capture_output=True,
            env=environment(),
            cwd=cwd,
            check=False,
            preexec_fn=lambda: _limit(setup),
        )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


_EACH = """
import json, sys
from pia_cli.__main__ import main
for words in json.loads(sys.argv[1]):
    code = main(words)
    for stream in (sys.stdout, sys.stderr):
        stream.write(f"\\0{code}\\0")
        stream.flush()
sys.exit()
"""


def attacked_each(
    *commands: str,
    cwd: Path,
    before: str = "",
    setup: Callable[[], None] = lambda: None,
) -> list[Done]:
    """Run pia for each command line, one after the other in one process that loads it once.

    The limits are for all of them together. A command that ends the process fails the test, and
    what the process said before tells which one it was.
    """
    lines = json.dumps([command.split() for command in commands])
    done = attacked(lines, cwd=cwd, before=f"{before}\n{_EACH}", setup=setup)
    out, err = done.out.split("\0"), done.err.split("\0")
    assert (done.code, len(out), len(err)) == (0, *[2 * len(commands) + 1] * 2), done
    said = zip(out[1::2], out[:-1:2], err[:-1:2], strict=True)
    return [Done(int(code), *texts) for code, *texts in said]


def _limit(setup: Callable[[], None]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    setup()


def only_files_up_to(size: int) -> Callable[[], None]:
    """A limit on what can be written to one file: the kernel stops the write in its middle."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def heed_permissions() -> None:
    """Make the modes of files count for root, too: its right to pass over them is given up."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for right in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
            if libc.prctl(_PR_CAPBSET_DROP, right, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "prctl")


KILLED_BY_SIZE = f"import signal; signal.signal({int(signal.SIGXFSZ)}, signal.SIG_DFL)"
"""Before pia: a write over the limit kills the process there, as kill -9 would."""

KILLED_AT = """
import importlib, json, os, sys

target = sys.argv.pop(1)
for name in ("check.fix", "compare.write", "compare.table", "compare.sides", "render.page",
             "report.changes", "rules.registry", "cli.app"):
    importlib.import_module(f"pia_cli.{name}")
before = {name: open(name, "rb").read() for name in os.listdir()}

def restore():
    for name in os.listdir():
        os.remove(name)
    for name, data in before.items():
        with open(name, "wb") as file:
            file.write(data)

def die_at(moment):
    here, seen = os.getcwd(), []
    def hook(event, args):
        if event in ("open", "os.chmod", "os.rename", "os.remove", "tempfile.mkstemp"):
            if any(isinstance(one, str) and (one.startswith(here) or target in one)
                   for one in args):
                seen.append(event)
                if len(seen) == moment:
                    os.kill(os.getpid(), 9)
    sys.addaudithook(hook)

code = -9
for moment in range(1, 40):
    if code != -9:
        os._exit(0)
    restore()
    if not (child := os.fork()):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        die_at(moment)
        break
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    others = [name for name in os.listdir() if name not in before]
    line = json.dumps([code, open(target, "rb").read().hex(), others]) + "\\n"
    os.write(1, line.encode())
"""
"""Before pia, with the name of a file as a first word: pia is run in children of this process,
the first of which dies at its first step on a file of the folder, the second at its second, and
so on; a line of JSON for each: exit code, the file in hex, further files."""
