"""What a person mistypes is told on the line where it is to be mended, with both engines."""

from __future__ import annotations

import pytest

from pia_cli.document.events import Engine

from .test_reader import both, read, tell

READ_ON = "前の行の値の続き"
LEVELS = "字下げが前の行と合いません"

SLIPS: tuple[tuple[str, str, str], ...] = (
    ("ア:\n  あ:字\n  い: 1\n", "2:4-2:5", "「:」に空白が続いていません"),
    ("あ:字\nい: 1\n", "1:2-1:3", "「:」に空白が続いていません"),
    ("ア:\n  - あ:字\n    い: |-\n      x\n", "2:6-2:7", "「:」に空白が続いていません"),
    ("あ: 1\nい:|-\n  字\n  字\nう: 1\n", "2:2-2:3", "「:」に空白が続いていません"),
    ("あ: 1\nい:2025/1/9\nう: 1\n", "2:2-2:3", "「:」に空白が続いていません"),
    ("あ: 1\nい：|-\n  字\n  字\nう: 1\n", "2:2-2:3", "全角"),
    ("# c\nあ；字\nい: 1\n", "2:1-2:2 < 3:1-3:2", "キーのあとに「:」がない"),
    ("ア:\n  あ 字\n  い: 1\n", "2:3-2:4 < 3:3-3:4", "キーのあとに「:」がない"),
    ("ア:\n  あ: []\n    - 字\n", "2:6-2:7 < 3:5-3:6", "空のリスト"),
    ("ア:\n  あ: [] # 注\n  # c\n  - 字\n", "2:6-2:7 < 4:3-4:4", "空のリスト"),
    ("ア:\n  - 字\n  -字\n", "3:3-3:4", "「- 」で始まっていません"),
    ("ア:\n  - 字\n  ・字\nイ: 1\n", "3:3-3:4", "「- 」で始まっていません"),
    ("ア:\n  - あ: 1\n    い: 1\n  －あ: 2\n    い: 2\n", "4:3-4:4", "「－」で始まっています"),
    ("ア:\n  ー あ: 1\n    い: 1\n", "2:3-2:4", "「ー」で始まっています"),
    ("あ: [○]字\n", "1:4-1:5", "「[○]」の印"),
    ("あ: [ ] 字\n", "1:4-1:5", "「[ ]」の印"),
    ("あ:\n  字\n  #2 字\n  字\nい: 1\n", "3:3-3:4 < 4:3-4:4", "「#」で始まる行"),
    ("ア:\n  あ: |-\n    字\n  # 字\n    字\n", "4:3-4:4 < 5:5-5:6", "「#」で始まる行"),
    (
        "あ: |-\n  字\n　字\n  字\nい: 1\n",
        "3:1-3:2",
        "字下げに全角",
    ),
    ("ア:\n  あ: |-\n      字\n    字\n    字\n", "3:7-3:8 < 4:5-4:6", "最初の行が"),
    ("ア:\n  あ: |-\n      字\n    字\n      字\n", "4:5-4:6 < 3:7-3:8", "途中の行が"),
    ("ア:\n  あ: |-\n      字\n\n      字\n    字\n", "6:5-6:6 < 3:7-3:8", "途中の行が"),
    ("あ: |-\n  字\n...\n  字\n", "3:1-3:2", "「...」の行"),
)

OTHERS: tuple[tuple[str, str], ...] = (
    ("ア:\n  あ: |-\n    注：字\n い: 1\n", LEVELS),
    ("ア:\n  あ: |-\n    10:30から\n  い:\n  う: 1\n え: 1\n", LEVELS),
    ("ア:\n  あ: |-\n    　字\n い: 1\n", LEVELS),
    ("あ: 字\n  10:30から\n  い: 1\n", READ_ON),
    ("あ: 字\n  http://x\n  い: 1\n", READ_ON),
    ("あ: 字\n  い:字\n    う: 1\n", READ_ON),
    ("ア:\n  あ: []\n - い\n", LEVELS),
    ("ア:\n  あ: 1\n  # c\n い: 1\n", LEVELS),
    ("ア:\n  あ: |-\n    字\n   い: 1\n", LEVELS),
)


@both
@pytest.mark.parametrize(("text", "place", "words"), SLIPS)
def test_a_slip_is_told_where_it_is(text: str, place: str, words: str, engine: Engine) -> None:
    (found,) = read(text, engine).diagnostics
    assert tell(found) == f"Y005 {place}"
    assert words in found.message
    assert found.hint


@both
@pytest.mark.parametrize(("text", "words"), OTHERS)
def test_what_looks_like_a_slip_is_not_told(text: str, words: str, engine: Engine) -> None:
    (found,) = read(text, engine).diagnostics
    assert words in found.message


@both
def test_a_copied_entry_without_its_dash_is_told_once(engine: Engine) -> None:
    (found,) = read("a:\n  - b: 1\n    c: 1\n    b: 2\n    c: 2\n", engine).diagnostics
    assert "頭に「- 」がありません" in found.message
    (found,) = read("a:\n  - b: 1\n    c: 1\n    b: 2\n", engine).diagnostics
    assert "重複" in found.message
