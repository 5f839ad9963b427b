"""Why the system refused a file, in Japanese."""

from __future__ import annotations

import codecs
import errno
import os
import sys

from pia_cli.core.errors import JobError

_REASONS = {
    errno.EACCES: "権限がありません",
    errno.EADDRNOTAVAIL: "この機械にないアドレスです",
    errno.EBADF: "閉じられています",
    errno.EBUSY: "ほかのプログラムが使っています",
    errno.EDQUOT: "割り当てられた容量を超えます",
    errno.EEXIST: "同じ名前のものが既にあります",
    errno.EFBIG: "大きさの制限を超えます",
    errno.EINVAL: "名前か指定が正しくありません",
    errno.EIO: "装置の読み書きに失敗しました",
    errno.EISDIR: "フォルダです",
    errno.ELOOP: "シンボリックリンクが循環しています",
    errno.EMFILE: "開いているファイルが多すぎます",
    errno.ENAMETOOLONG: "名前が長すぎます",
    errno.ENFILE: "開いているファイルが多すぎます",
    errno.ENODEV: "装置がありません",
    errno.ENOENT: "フォルダがありません",
    errno.ENOEXEC: "実行できる形式ではありません",
    errno.ENOMEM: "メモリが足りません",
    errno.ENOSPC: "空き容量がありません",
    errno.ENOTDIR: "フォルダでないものの下を指しています",
    errno.ENOTEMPTY: "フォルダが空ではありません",
    errno.ENXIO: "装置がありません",
    errno.EPERM: "許可されていません",
    errno.EROFS: "読み取り専用です",
    errno.ESTALE: "ほかの機械で消されたか、置き換えられました",
    errno.ETIMEDOUT: "応答がありません",
    errno.ETXTBSY: "実行中のプログラムです",
}

_HINTS = {
    errno.EMFILE: "同時に開けるファイルの数を ulimit -n で増やしてください",
}
"""What to do where it rests on the reason alone."""


def reason(error: OSError | ValueError, *, reading: bool = False) -> str:
    """Why the system refused; of a rare error its name (EPROTO).

    A ValueError is what Python says of a name that no file can have.
    """
    if isinstance(error, ValueError):
        return "名前に使えない文字が含まれています"
    if reading and error.errno == errno.ENOENT:
        return "ファイルがありません"
    number = error.errno or 0
    return _REASONS.get(number) or f"システムのエラー {errno.errorcode.get(number, number)}"


def absolute(path: str | os.PathLike[str]) -> str:
    """A path from the root. Raises JobError for a relative one where the current folder is gone."""
    try:
        return os.path.abspath(path)
    except FileNotFoundError as error:
        raise _no_folder() from error


def refused(error: OSError | UnicodeEncodeError) -> JobError | None:
    """The error for what the system refused anywhere; None where its reason is not known."""
    if isinstance(error, UnicodeEncodeError):
        return _not_of_the_locale(error)
    if error.errno == errno.ENOENT and error.filename is None and _is_gone():
        return _no_folder()
    if error.errno not in _REASONS:
        return None
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
    place = f": {name}" if name else ""
    message = f"システムに断られたため、続けられません{place}（{reason(error, reading=True)}）"
    return JobError(message, _HINTS.get(error.errno, ""))


def _not_of_the_locale(error: UnicodeEncodeError) -> JobError | None:
    """The error for a name in another encoding than that of the locale; None for other texts."""
    own = codecs.lookup(sys.getfilesystemencoding()).name
    if own == "utf-8" or codecs.lookup(error.encoding).name != own:
        return None
    return JobError(
        f"ファイルを読めません: {error.object}（{reason(error)}）",
        f"名前の文字コードが、環境の文字コード（{own}）と違います。"
        "UTF-8 の名前なら、LC_ALL=C.UTF-8 を付けて実行してください",
    )


def _is_gone() -> bool:
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _no_folder() -> JobError:
    return JobError("今のフォルダは削除されています", "cd でほかのフォルダに移ってください")
