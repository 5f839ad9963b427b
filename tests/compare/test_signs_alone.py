"""``--write`` and ``--check`` where what changed in a long text are signs that mean 空欄 or 略."""

from __future__ import annotations

import pytest

from compare.test_foreign_boxes import assert_written_once
from compare.test_write_laws import dumped

LONG = "".join(
    f"{number}番目の対策として、入退室を記録し、月に一度その記録を点検する。" for number in range(9)
)
CHANGES = (
    ("…", ""),
    ("（略）", ""),
    ("…", "（略）"),
    ("…。", "。"),
    ("なし。", "該当なし。"),
    ("-", "－。"),
    ("（略）…。", "…（略）。"),
    ("追加した。", ""),
    ("（略）鍵を掛ける。（略）", "（略）"),
)  # fmt: skip


def document(text: str) -> str:
    return dumped({"様式": "重点項目評価書", "様式の版": "令和6年10月", "特記事項": text})


@pytest.mark.parametrize(
    "where", ["{}{long}", "{long}{}", "{long}\n{}\n{long}"], ids=("head", "end", "middle")
)
@pytest.mark.parametrize(("one", "other"), CHANGES)
def test_signs_in_a_long_text_are_written_once(one: str, other: str, where: str) -> None:
    texts = [document(where.format(sign, long=LONG)) for sign in (one, other)]
    assert_written_once(*texts)
    assert_written_once(*reversed(texts))
