"""Why the system refused a file, in Japanese."""

from __future__ import annotations

import errno

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
    errno.ENOMEM: "メモリーが足りません",
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
