"""Exit codes and the errors that end a command with a message."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command tells its caller ; docs in README.md, "exit code"."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    FAILED = 3
    INTERRUPTED = 130


class PiaError(Exception):
    """Ends the command with a Japanese message, a hint and an exit code."""

    exit_code = ExitCode.FAILED

    def __init__(self, message: str, hint: str = "") -> None:
        from pia_cli.core.text import without_halves  # --version has nothing to say of errors

        self.message = without_halves(message)
        self.hint = without_halves(hint)
        super().__init__(self.message)


class UsageError(PiaError):
    """The command line or the configuration asks for something impossible."""

    exit_code = ExitCode.USAGE


class JobError(PiaError):
    """The command could not do its job: unreadable, nothing to check, not written."""


class FindingsError(PiaError):
    """The documents have findings that the caller does not accept."""

    exit_code = ExitCode.FINDINGS
