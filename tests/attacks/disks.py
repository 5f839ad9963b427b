"""pia on a disk of its own: a small tmpfs that is full, has no room for a name, or is read-only.

The disk is mounted in a namespace of one process and goes away with it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from attacks.process import attacked, attacked_each
from cli.support import Done

SIZE = 64 * 1024

NOT_PERMITTED = 77

_MOUNT = f"""
import ctypes, os, sys
def mount(source, target, kind, flags, data):
    if libc.mount(source, target, kind, flags, data):
        sys.stderr.write(os.strerror(ctypes.get_errno()))
        sys.exit({NOT_PERMITTED})
libc = ctypes.CDLL(None, use_errno=True)
user, group = os.geteuid(), os.getegid()
if libc.unshare(0x00020000 | (0x10000000 if user else 0)):
    sys.stderr.write(os.strerror(ctypes.get_errno()))
    sys.exit({NOT_PERMITTED})
if user:
    for name, text in (("setgroups", "deny"), ("uid_map", f"0 {{user}} 1"),
                       ("gid_map", f"0 {{group}} 1")):
        with open(f"/proc/self/{{name}}", "w") as file:
            file.write(text)
mount(b"none", b"/", None, 0x4000 | 0x40000, None)
mount(b"tmpfs", b"disk", b"tmpfs", 0, b"size={SIZE},mode=755")
"""
"""In a mount namespace (of a user namespace, for who is not root) with a tmpfs at ``disk``."""

_ON_DISK = """
import atexit, shutil
shutil.copytree("before", "disk", dirs_exist_ok=True)
os.chdir("disk")
atexit.register(lambda: shutil.copytree(".", "../after"))
os.environ["PIA_CACHE_DIR"] = os.path.join(os.getcwd(), "cache")
"""

_FILL = """
with open("filler", "wb", buffering=0) as filler:
    try:
        while filler.write(bytes(4096)):
            pass
    except OSError:
        pass
    os.truncate("filler", os.path.getsize("filler") - {left})
"""

STATES = {
    "full": _FILL.format(left=0),
    "a-page-left": _FILL.format(left=4096),
    "no-room-for-a-name": """
used = os.statvfs(".").f_files - os.statvfs(".").f_ffree
mount(None, os.fsencode(os.getcwd()), None, 0x20, f"nr_inodes={used}".encode())
""",
    "read-only": "mount(None, os.fsencode(os.getcwd()), None, 0x20 | 0x1, None)",
}
"""What makes the disk one that cannot be written, in Python that runs in its folder."""


def why_not(folder: Path) -> str:
    """Why no disk can be mounted here; empty where it can."""
    (folder / "disk").mkdir()
    done = attacked("--version", cwd=folder, before=_MOUNT)
    (folder / "disk").rmdir()
    return (done.err or "killed") if done.code else ""


def on_disk(folder: Path, state: str, commands: Sequence[str], more: str = "") -> list[Done]:
    """Run pia on a disk in a state of STATES that holds the files of ``before`` in a folder.

    In any other state there is room. ``more`` is Python that runs before pia.

    All that is on the disk afterwards is then in ``after``, but the file that fills it.
    """
    (folder / "disk").mkdir()
    before = f"{_MOUNT}{_ON_DISK}{STATES.get(state, '')}{more}"
    told = attacked_each(*commands, cwd=folder, before=before)
    (folder / "after" / "filler").unlink(missing_ok=True)
    return told


def contents(folder: Path) -> dict[str, bytes]:
    """The files below a folder by their names in it."""
    return {
        os.path.relpath(os.path.join(here, name), folder): Path(here, name).read_bytes()
        for here, _, names in os.walk(folder)
        for name in names
    }


def fresh(folder: Path) -> Path:
    """The folder ``before``, empty, for the files that the disk is to hold."""
    for name in ("before", "after", "disk"):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / "before").mkdir()
    return folder / "before"
