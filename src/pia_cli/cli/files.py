"""Files that the commands write: whole or not at all, and never over an assessment unasked."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from pia_cli.core.errors import JobError, UsageError
from pia_cli.core.reasons import reason


def write_file(
    path: Path,
    content: str | bytes | Iterable[str],
    *,
    inputs: Iterable[Path] = (),
    force: bool = False,
) -> None:
    """Write bytes, or a text as UTF-8, whole or not at all; a link keeps its target's place.

    A long text may come in parts.
    Raises UsageError where the output is one of the ``inputs``, JobError where it cannot be
    written or, without ``force``, is an assessment.
    """
    with file_written(path, content, inputs=inputs, force=force):
        pass


@contextlib.contextmanager
def file_written(
    path: Path,
    content: str | bytes | Iterable[str],
    *,
    inputs: Iterable[Path] = (),
    force: bool = False,
) -> Iterator[None]:
    """`write_file` around what must not happen unless the file can be written.

    The bytes lie beside their place before the body runs, and move there after it went well.
    """
    target = _target(path, inputs, force)
    parts = (content,) if isinstance(content, str | bytes) else content
    name = _prepared(path, target, parts)
    try:
        yield
        try:
            os.replace(name, target)
        except OSError as error:
            raise _not_written(path, error) from error
    finally:
        Path(name).unlink(missing_ok=True)


def check_writable(path: Path) -> None:
    """Raise what `write_file` would, before a person is asked for anything."""
    Path(_prepared(path, _target(path, (), force=False), ())).unlink()


def _target(path: Path, inputs: Iterable[Path], force: bool) -> Path:
    """The file that is to be written. Raises UsageError or JobError where it must not be."""
    refuse_inputs((path,), inputs)
    try:
        status = _status(path)
    except OSError as error:
        raise _not_written(path, error) from error
    if status and not stat.S_ISREG(status.st_mode):
        raise JobError(f"{path} は通常のファイルでないため書き込めません")
    target = Path(os.path.realpath(path))
    if status and _is_closed(target, status):
        raise JobError(
            f"{path} は書き込みが禁止されているため、書き換えません",
            "書き換えてよいファイルなら、書き込みを許可してから、もう一度実行してください",
        )
    if not force and _is_assessment(target):
        raise UsageError(
            f"{path} は評価書のようなので、上書きしません",
            "-o に別の名前を指定するか、要らないファイルなら先に削除してください",
        )
    return target


def _status(path: Path) -> os.stat_result | None:
    """What is in a place, None for nothing. Raises OSError where there can be no file."""
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _is_closed(target: Path, status: os.stat_result) -> bool:
    """Whether nobody may write the file, or not this user; root could, and so could a move."""
    try:
        os.close(os.open(target, os.O_WRONLY))
    except PermissionError:
        return True
    except OSError:  # a disk that is read-only: told with its reason where it is written
        return False
    return not status.st_mode & 0o222


def _prepared(path: Path, target: Path, parts: Iterable[str | bytes]) -> str:
    try:
        return _beside(target, parts)
    except OSError as error:
        raise _not_written(path, error) from error


def replace_unchanged(path: Path, before: bytes, after: bytes) -> None:
    """Put new bytes in the place of those that were read.

    Raises JobError where somebody else changed the file meanwhile, or it cannot be written.
    """
    from pia_cli.document.files import read_bytes

    if read_bytes(path) != before:
        raise JobError(
            f"{path} は読んだ後に変更されたため、書き換えていません", "もう一度実行してください"
        )
    write_file(path, after, force=True)


def refuse_inputs(paths: Iterable[Path], inputs: Iterable[Path], what: str = "入力") -> None:
    """Raises UsageError where an output is one of the ``inputs``, or of other files, ``what``."""
    sources = set(filter(None, map(_identity, inputs)))
    for path in paths:
        if _identity(path) in sources:
            raise UsageError(
                f"出力先 {path} は{what}と同じファイルです", "別の名前を -o に指定してください"
            )


def _not_written(path: Path, error: OSError) -> JobError:
    return JobError(f"{path} に書き込めません（{reason(error)}）")


def _is_assessment(target: Path) -> bool:
    from pia_cli.document.files import looks_like_assessment, read_bytes

    try:
        return looks_like_assessment(read_bytes(target))
    except JobError:
        return False


def _identity(path: Path) -> tuple[int, int] | str | None:
    """What a file is by whatever name, as ``samefile`` compares it; its place where none is yet.

    None where there can be none, as at the end of too many links.
    """
    try:
        status = os.stat(path)
    except FileNotFoundError:
        return os.path.realpath(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def replace_file(target: Path, data: bytes) -> None:
    """Put the data in a file beside the target and move it there in one step.

    A link is replaced itself. Raises OSError; the target is then as it was.
    """
    name = _beside(target, (data,))
    try:
        os.replace(name, target)
    finally:
        Path(name).unlink(missing_ok=True)


def _beside(target: Path, parts: Iterable[str | bytes]) -> str:
    """A new file in the target's folder with the content, and the target's mode and owner."""
    status = _status(target)
    import tempfile

    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".pia-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            for part in parts:
                data = part.encode("utf-8", "backslashreplace") if isinstance(part, str) else part
                file.write(data)
        if status and hasattr(os, "chown"):
            with contextlib.suppress(OSError):  # only root gives files away
                os.chown(name, status.st_uid, status.st_gid)
        os.chmod(name, status.st_mode & 0o7777 if status else 0o666 & ~_umask())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
