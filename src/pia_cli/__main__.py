"""The command ``pia``: runs the program and turns every failure into a message and a code."""

from __future__ import annotations

import atexit
import contextlib
import gc
import sys
from collections.abc import Sequence

from pia_cli import __version__
from pia_cli.core.errors import ExitCode, PiaError

RARELY = 100_000
"""Objects between two searches for cycles: documents and rules have none to be freed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``pia`` with arguments (default: the command line) and return its exit code."""
    args = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in args
    try:
        return _run([argument for argument in args if argument != "--debug"])
    except PiaError as error:
        return _fail(error.message, error.hint, error.exit_code)
    except KeyboardInterrupt:
        return _fail("中断しました", "", ExitCode.INTERRUPTED)
    except BrokenPipeError:
        return _silent(ExitCode.FAILED)
    except Exception as error:
        if debug:
            import traceback

            traceback.print_exc()
        if isinstance(error, OSError | UnicodeEncodeError) and (known := _refused(error)):
            return _fail(known.message, known.hint, known.exit_code)
        what = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}".removesuffix(": ")
        more = "" if debug else "。同じコマンドに --debug を付けると詳しい内容を表示します"
        return _fail(f"pia の不具合です（{what}）{more}", "", ExitCode.FAILED)


def _run(args: list[str]) -> int:
    if args in (["--version"], ["-V"]):  # without the cost of the command line library
        try:
            print(f"pia {__version__}", flush=True)  # noqa: T201  # the one line of --version
        except BrokenPipeError:
            raise
        except OSError as error:
            from pia_cli.cli.output import not_printed

            raise not_printed(error) from error
        return ExitCode.OK
    gc.set_threshold(RARELY)
    atexit.register(gc.freeze)  # else what lives is searched again and again as the program ends
    from pia_cli.cli.output import prepare_streams, tell_locale

    prepare_streams()
    if args[:1] != ["git"]:  # git calls it for every file of a diff
        tell_locale()
    from pia_cli.cli.app import run

    return run(args)


def _refused(error: OSError | UnicodeEncodeError) -> PiaError | None:
    from pia_cli.core.reasons import refused

    return refused(error)


def _fail(message: str, hint: str, code: ExitCode) -> int:
    from pia_cli.core.text import visible

    lines = [f"pia: {visible(message)}", *([f"  対処: {visible(hint)}"] if hint else [])]
    try:
        sys.stderr.write("\n".join(lines) + "\n")
        sys.stderr.flush()
    except OSError:  # nobody listens
        _silent(code)
    return code


def _silent(code: ExitCode) -> int:
    """Keep the interpreter from complaining about closed pipes at its own exit."""
    import os

    devnull = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            os.dup2(devnull, stream.fileno())
    return code


if __name__ == "__main__":
    sys.exit(main())
