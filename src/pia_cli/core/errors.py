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
        self.message = _printable(message)
        self.hint = _printable(hint)
        super().__init__(self.message)


def _printable(text: str) -> str:
    """A text without the halves of characters by which Python names a file that is not UTF-8."""
    return "".join(
        f"\\u{{{ord(char):X}}}" if "\ud800" <= char <= "\udfff" else char for char in text
    )


class UsageError(PiaError):
    """The command line or the configuration asks for something impossible."""

    exit_code = ExitCode.USAGE


class JobError(PiaError):
    """The command could not do its job: unreadable, nothing to check, not written."""


class FindingsError(PiaError):
    """The documents have findings that the caller does not accept."""

    exit_code = ExitCode.FINDINGS
