"""Rows of 変更箇所 that name a file which neither version has."""

from __future__ import annotations

import pytest

from compare.casefile import compared
from pia_cli.compare.committed.verify import verify

DOCUMENT = """\
様式: 重点項目評価書
様式の版: 令和6年10月
特定個人情報ファイルの概要:
- 特定個人情報ファイル名: 住民基本台帳ファイル
  特定個人情報の入手・使用:
    使用目的: {purpose}
{other}
評価実施手続:
  基礎項目評価:
    実施日: {day}
"""
OTHER = """\
- 特定個人情報ファイル名: 本人確認情報ファイル
  特定個人情報の入手・使用:
    使用目的: 住民登録の事務は、宛名管理ファイルを用いる。"""
ROW = """\
変更箇所:
- 変更日: 令和8年2月4日
  項目: {item}
  変更前の記載: 届出の処理
  変更後の記載: 届出の処理及び交付
  提出時期: 事前
"""


def found(item: str, other: str = OTHER) -> list[tuple[str, int, int]]:
    old = DOCUMENT.format(purpose="届出の処理", day="令和7年4月1日", other=other)
    new = DOCUMENT.format(purpose="届出の処理及び交付", day="令和8年2月4日", other=other)
    told = verify(compared(old, new + ROW.format(item=item)))
    return [(each.code, each.span.line, each.span.column) for each in told]


@pytest.mark.parametrize(
    "item",
    [
        "Ⅱ-3-③使用目的（軽自動車税ファイル）",
        "Ⅱ（住民票ファイル）-3-③使用目的",
        "Ⅱ 特定個人情報ファイルの概要 3.-③使用目的「附票ファイル」",
    ],
)
def test_file_of_neither_version_is_found(item: str) -> None:
    assert found(item) == [("H004", 15, 7)]


@pytest.mark.parametrize(
    "item",
    [
        "Ⅱ-3-③使用目的（住民ファイル）",
        "Ⅱ-3-③使用目的（住民基本台帳関係情報ファイル）",
        "Ⅱ-3-③使用目的（全ファイル）",
        "Ⅱ-3-③使用目的（両ファイル）",
        "Ⅱ-3-③使用目的（２つのファイル）",
        "Ⅱ-3-③使用目的（宛名管理ファイル）",
    ],
)
def test_file_by_another_name_is_not(item: str) -> None:
    assert found(item) == []


def test_one_file_need_not_be_named() -> None:
    assert found("Ⅱ-3-③使用目的（軽自動車税ファイル）", other="") == []
