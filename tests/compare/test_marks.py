"""Words in front of what a cell of 変更箇所 copies: （追加）…, （変更前）…, ～（略）～."""

from __future__ import annotations

import json

import pytest

from compare.casefile import ROW, compared
from pia_cli.compare.committed.verify import verify

DOCUMENT = """\
様式: 重点項目評価書
様式の版: 令和6年10月
特定個人情報ファイルの概要:
- 特定個人情報ファイル名: 介護ファイル
  特定個人情報の入手・使用:
    使用目的: {name}
    使用方法: |-
      ①届出の受理
      ②資格の管理
      {lines}
評価実施手続:
  基礎項目評価:
    実施日: {date}
"""
USE, PURPOSE = "Ⅱ-3-⑤使用方法", "Ⅱ-3-③使用目的"
TRAINING = "③従業者の教育"


def found(
    item: str, before: str, after: str, old: tuple[str, str] = ("無", "")
) -> list[tuple[str, str]]:
    """The findings about one row of a document in which ③ was added or the name changed."""
    now = TRAINING if item == USE else ""
    names = ("無", "無") if item == USE else (old[0], old[1])
    versions = [
        DOCUMENT.format(name=names[0], lines="", date="令和7年4月1日"),
        DOCUMENT.format(name=names[1], lines=now, date="令和8年2月4日"),
    ]
    row = ROW.format(item=item, before=json.dumps(before), after=json.dumps(after))
    return [(one.code, one.item) for one in verify(compared(versions[0], versions[1] + row))]


@pytest.mark.parametrize(
    "after",
    [
        "（追加）③従業者の教育",
        "【追加】③従業者の教育",
        "[追記] ③従業者の教育",
        "追加：③従業者の教育",
        "次のとおり追加\n③従業者の教育",
        "以下を追加\n③従業者の教育",
        "以下のとおり追加する。\n③従業者の教育",
        "（新規追加）\n③従業者の教育",
        "（新）③従業者の教育",
        "（変更後）\n③従業者の教育",
        "①届出の受理\n～（略）～\n（追加）③従業者の教育",
        "①届出の受理 ～略～ ③従業者の教育",
        "③従業者の教育【追加】",
    ],
)
@pytest.mark.parametrize("before", ["－", "", "無", "（無）"])
def test_a_mark_in_front_is_no_text(before: str, after: str) -> None:
    assert found(USE, before, after) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("（変更前）\n②資格の管理", "（変更後）\n②資格の管理\n③従業者の教育"),
        ("【変更前】②資格の管理", "【変更後】②資格の管理\n③従業者の教育"),
        ("変更前：②資格の管理", "変更後：②資格の管理\n③従業者の教育"),
        ("（旧）②資格の管理", "（新）②資格の管理\n③従業者の教育"),
        ("①届出の受理\n～（略）～", "～（略）～\n③従業者の教育"),
    ],
)
def test_both_cells_may_have_a_mark(before: str, after: str) -> None:
    assert found(USE, before, after) == []


@pytest.mark.parametrize("after", ["（削る）", "削る", "（削除）", "（削除）資格の管理"])
def test_what_is_gone(after: str) -> None:
    assert found(PURPOSE, "資格の管理", after, ("資格の管理", "")) == []


def test_a_mark_before_a_text_that_is_not_there_is_one_finding() -> None:
    after = ("H003", "別添2-1 変更後の記載")
    assert found(USE, "－", "（追加）③職員の教育") == [after]
    assert found(USE, "②資格の管理", "（変更後）③職員の教育") == [after]


def test_none_is_an_answer_where_the_version_says_it() -> None:
    assert found(PURPOSE, "無", "給付", ("無", "給付")) == []
    assert found(PURPOSE, "無", "給付", ("資格の管理", "給付")) == [
        ("H002", "別添2-1 変更前の記載")
    ]
