"""Whether a row calls an entry that came or went (給与計算業務を追加) what it is not.

People shorten names and put others for them. Only one that shares next to no letter with the
entry is of another one.
"""

from __future__ import annotations

from itertools import pairwise

from pia_cli.core.pattern import KANJI, Pattern
from pia_cli.core.text import fold
from pia_cli.forms.quoting import CAME, GONE, Written
from pia_cli.forms.values import flat

_TASK, _FILE = ("業務", "作業"), "ファイル"
_DONE = f"(?:新規|新規に|新たに)?(?:{CAME}|{GONE})"
_NAMED = Pattern(
    rf"(?P<name>(?:{KANJI}|[ァ-ヺーの・]){{2,40}}?(?:{'|'.join(_TASK)}|{_FILE}))"
    rf"(?:[(（]{_DONE}[)）]|[のを]?{_DONE}(?:する|し(?:た|ました))?)。?",
    needs=(*_TASK, _FILE),
)
"""A cell that is nothing but a name, and that it came or went."""
_OF_ANY = Pattern(
    "[ァ-ヺ]|委託|対象|新規|当該|該当|関連|一部|一括|個別|追加|変更|全部|全て|上記|下記|別途|必要"
    "|外部|外注|標準|共通|運用|保守|処理|支援|補助|管理|実施|事務|窓口|移行|臨時|定型|付随|附帯|周辺"
)
"""Words that may be of whatever is done; 片仮名 may be another word for it."""
_OF_ANY_FILE = Pattern(
    "情報|特定|個人|番号|電子|台帳|記録|管理|データ|対象|新規|当該|該当|追加|関連|変更|既存|全て"
)
_LETTERS_FOR_ONE = 6  # letters of a name of which one may stand in any text
_COMPANY = Pattern("(?:株式|有限)?会社")
_FEWEST_OF_TASK, _FEWEST_OF_FILE = 4, 2  # letters that say what is done, or kept


def is_another(text: str, entry: Written) -> bool:
    """Whether a cell calls an entry by a name that nothing of it is like."""
    told = _NAMED.fullmatch(text.strip()) if _NAMED.may_match(text) else None
    if told is None or entry.field is None or not isinstance(entry.value, dict):
        return False
    name = told["name"]
    if not name.endswith(_FILE):
        says = name[:-2].replace("の", "")
        whole = _COMPANY.sub("", "".join(flat(entry.value)))
        is_any = _OF_ANY.is_in(says) or len(says) < _FEWEST_OF_TASK
    else:
        says = _OF_ANY_FILE.sub("", name.removesuffix(_FILE).replace("の", ""))
        called = [entry.field.by_name[one].key for one in entry.field.item.identity]
        whole = "".join(text for key in called for text in flat(entry.value.get(key, "")))
        is_any = len(says) < _FEWEST_OF_FILE or not whole.endswith(_FILE)
    return not is_any and _is_strange(fold(says), fold(whole))


def _is_strange(name: str, text: str) -> bool:
    """Whether a text has no two letters of a name together, and of a short one none at all."""
    letters, together = set(name), (one + other for one, other in pairwise(name))
    shared = len(letters.intersection(text))
    return shared * _LETTERS_FOR_ONE <= len(letters) and not any(pair in text for pair in together)
