"""C042–C046: 別添1 記録項目 against itself and Ⅱ-2-④."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.core.text import fold_each, short
from pia_cli.forms.bands import bands
from pia_cli.forms.choices import BoxesKind
from pia_cli.forms.numbered import own_numbers, without_numbers
from pia_cli.rules.answer import Answer, Texts
from pia_cli.rules.facts import Facts
from pia_cli.rules.item_ids import RECORD_ITEMS
from pia_cli.rules.rule import Check, Finding, Rule

BAND = "files.basics.items"
RECORDS = "files.records"
MAIN_ITEMS = "files.basics.main_items"
IDENTIFICATION = "files.basics.main_items.identification"
CONTACT = "files.basics.main_items.contact"
BUSINESS = "files.basics.main_items.business"
NUMBER, SYMBOL = "個人番号", "個人番号対応符号"

_TAX = ("国税関係情報", "地方税関係情報")
_HEALTH = (
    "健康・医療関係情報",
    "医療保険関係情報",
    "障害者福祉関係情報",
    "介護・高齢者福祉関係情報",
)
CATEGORIES: dict[tuple[str, ...], tuple[str, ...]] = {
    ("電話番号", "携帯番号", "FAX番号", "ファクシミリ", "メールアドレス"): ("連絡先(電話番号等)",),
    ("所得税", "国税"): _TAX,
    ("市町村民税", "市民税", "県民税", "住民税", "固定資産税", "軽自動車税"): _TAX,
    ("傷病名", "既往歴"): _HEALTH,
    ("予防接種", "健診結果"): (
        "健康・医療関係情報",
        "児童福祉・子育て関係情報",
        "医療保険関係情報",
    ),
    ("障害者手帳", "療育手帳", "障害支援区分"): (
        "障害者福祉関係情報",
        "生活保護・社会福祉関係情報",
    ),
    ("生活保護",): ("生活保護・社会福祉関係情報",),
    ("要介護", "要支援", "介護認定"): (
        "介護・高齢者福祉関係情報",
        "障害者福祉関係情報",
        "医療保険関係情報",
    ),
    ("基礎年金番号", "年金証書"): ("年金関係情報",),
}
"""Words of record items, and the boxes of 主な記録項目 of which one at least is to be marked.

Words that the records of any 事務 have (診療年月, 課税区分, 保護開始) speak for none.
"""

_FILE = "特定個人情報ファイルの概要:\n  - "
_GROUP = "特定個人情報ファイル記録項目:\n  - 区分: 資格情報\n    項目: "
_COUNTED = (
    f"{_FILE}基本情報:\n      記録される項目: {{}}\n"
    "    特定個人情報ファイル記録項目:\n      - 項目: [個人番号, 氏名, 生年月日, 性別, 住所]\n"
    "      - 項目: [個人番号, 記号, 番号, 取得日, 喪失日, 口座]"
)

RULES = (
    Rule(
        "C042",
        "record-count",
        "記録される項目の数が、別添1の項目の数と違う",
        Severity.ERROR,
        why=(
            "Ⅱ-2-④は、別添1に挙げた全ての記録項目の数です。"
            "「・」「、」「及び」「等」でまとめた記載や「1.氏名 2.住所」のように続けた記載には、"
            "幾つもの項目があり得ます。"
            "それが一つでもあれば、選んだ数に足りないことは指摘しません。"
        ),
        basis="様式3 Ⅱ-2-④、別添1",
        bad=_COUNTED.format("100項目以上"),
        good=_COUNTED.format("10項目以上50項目未満"),
        reads=(BAND, RECORDS),
    ),
    Rule(
        "C043",
        "record-numbers",
        "別添1の番号が続いていない",
        Severity.WARNING,
        why=(
            "番号が飛ぶか重なるときは、項目の抜けか写し誤りが疑われます。"
            "番号は、区分ごとに1から付けても、前の区分から続けてもかまいません。"
            "「1　個人番号」のように空白で区切った番号は、区分の全ての項目にあるときだけ読み、"
            "「1 回目接種日」のように数えるものが続くときは番号とみません。"
        ),
        basis="様式3 別添1",
        bad=f"{_GROUP}[1.個人番号, 2.氏名, 4.住所]",
        good=f"{_GROUP}[1.個人番号, 2.氏名, 3.住所]",
        reads=(RECORD_ITEMS,),
    ),
    Rule(
        "C044",
        "record-twice",
        "同じ区分に同じ記録項目が二つある",
        Severity.WARNING,
        why="写し誤りで、あるべき別の項目が抜けていることがあります。",
        basis="様式3 別添1",
        bad=f"{_GROUP}[個人番号, 氏名, 住所, 氏名]",
        good=f"{_GROUP}[個人番号, 氏名, 住所, 世帯主氏名]",
        reads=(RECORD_ITEMS,),
    ),
    Rule(
        "C045",
        "number-not-recorded",
        "個人番号の記録が、主な記録項目と別添1で食い違う",
        Severity.ERROR,
        why=(
            "特定個人情報ファイルは、個人番号か、それに代わる符号を含むファイルです。"
            "主な記録項目の印と別添1の両方に現れるはずです。"
        ),
        basis="番号法第2条（特定個人情報ファイル）、様式3 Ⅱ-2-④、別添1",
        bad="識別情報: [その他識別情報(内部番号)] # 別添1に「個人番号」がある",
        good="識別情報: [個人番号, その他識別情報(内部番号)] # 別添1に「個人番号」がある",
        reads=(MAIN_ITEMS, RECORDS),
    ),
    Rule(
        "C046",
        "category-of-records",
        "別添1にある種類の情報が、主な記録項目に選ばれていない",
        Severity.INFO,
        why="別添1の項目の名から推し量るもので、印が要るかどうかは項目の内容によります。",
        basis="様式3 Ⅱ-2-④、別添1",
        bad=(
            f"{_FILE}基本情報:\n      主な記録項目:\n"
            "        連絡先等情報: [4情報(氏名、性別、生年月日、住所)]\n"
            "    特定個人情報ファイル記録項目:\n"
            "      - 項目: [個人番号, 氏名, 生年月日, 性別, 住所, 自宅電話番号]\n"
            "      - 区分: 資格情報"
        ),
        good=(
            f"{_FILE}基本情報:\n      主な記録項目:\n"
            "        連絡先等情報: [4情報(氏名、性別、生年月日、住所), 連絡先(電話番号等)]\n"
            "    特定個人情報ファイル記録項目:\n"
            "      - 項目: [個人番号, 氏名, 生年月日, 性別, 住所, 自宅電話番号]\n"
            "      - 区分: 資格情報"
        ),
        reads=(MAIN_ITEMS, RECORDS),
        verified=False,
    ),
)

_ONE = (
    "[^のにをと各及又並若（(]{0,20}"
    "(?:コード|番号|記号|符号|区分|種別|名称?|額|[年月]?日|年度?|月|数|率|フラグ|有無|住所|所在地|[事理]由)"
    "[0-9０-９]{0,3}(?:[（(]|$)"
)
"""The rest of a name that ends as that of a single item."""
_SEVERAL = Pattern(
    "[、,，､・･/／\n～〜~各]|など|ほか|別紙|参照|一式|及び|又は|並びに|若しくは"
    "|および|または|ならびに|もしくは"
    f"|(?<![均平高中初同対])等(?![級割親分])(?!{_ONE})|その他(?!{_ONE})"
    "|その他.{0,30}(?:情報|事項|項目|データ|もの)"
    r"|[^\s.．)）][ \t\u3000]{1,9}[(（]?\d{1,3}[.．)）]|[①-⑳][^\s①-⑳]{1,40}[ \t\u3000]{1,9}[①-⑳]"
    r"|(?:[^\s.．)）]{1,40}[ \t\u3000]{1,9}){4}[^\s]"
)
"""口座情報等, その他の情報 and 1.氏名 2.住所 as it prints; 均等割額, 医療機関等コード,
その他内線番号 and 送付先住所 漢字 外字数 are one item each.

When in doubt an item stands for several: C042 is an error.
"""
_PERSONAL_NUMBER = ("個人番号", "マイナンバー", "共通番号")
_REFERENCES = ("別紙", "参照", "別ファイル")
_OTHERS = ("個人番号対応符号", "個人番号カード", "マイナンバーカード", "所得税法", "生活保護法")
"""Names that hold a word of a record item and mean something else."""
_OF_OFFICE = Pattern(
    "(?:市区?町村|場所|機関|事業所|施設|[支役]所|[課局庁署]|窓口|学校|病院|銀行|[本支]店)"
    "の?[ \u3000]?(?:代表)?(?:電話番号|FAX番号|ファクシミリ|メールアドレス)",
    needs=("電話番号", "FAX番号", "ファクシミリ", "メールアドレス"),
)
"""市町村電話番号, カード送付場所電話番号: no 連絡先 of 本人."""


def _speaks(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text has one of some words, and not as a part of another name."""
    for other in _OTHERS:
        text = text.replace(other, " ")
    if _OF_OFFICE.may_match(text):
        text = _OF_OFFICE.sub(" ", text)
    return any(word in text for word in words)


def _first(items: Texts, words: tuple[str, ...]) -> int | None:
    """The index of the first item that speaks of something."""
    speaking = (index for index in items.indexes(words) if _speaks(items.raw[index], words))
    return next(speaking, None)


def record_count(file: Facts) -> Iterator[Finding]:
    """C042: an item that stands for several makes the sum a lower bound."""
    band, items = file.answer(BAND), file.items(RECORD_ITEMS).raw
    held = bands(band.field).get(band.text) if band else None
    if not band or not held or not items:
        return
    least, most = held
    is_more = most is not None and len(items) > most
    if not is_more and (
        len(items) >= least or any(_SEVERAL.search(item.strip()) for item in items)
    ):
        return
    records = file.answers(RECORDS)
    yield Finding(
        "C042",
        band.path,
        f"「{band.text}」なのに、別添1の記録項目は{len(items)}件です",
        "別添1の項目を数え直し、当てはまる選択肢に改めてください",
        related=tuple((each.path, f"別添1は{len(items)}件") for each in records[:1]),
    )


def record_numbers(file: Facts) -> Iterator[Finding]:
    """C043: only in a group where every item is written with its number.

    Where a group began anew, those behind it do not go on.
    """
    starts = {1}
    count = 0
    are_numbered = begin_anew = False
    for group in file.answers(RECORD_ITEMS):
        numbers = own_numbers([*map(str.strip, group.lines)])
        if told := _break(numbers, starts):
            place, message, hint = told
            yield Finding("C043", group.items[place].path, message, hint)
        count += len(group.lines)
        begin_anew = begin_anew or (are_numbered and numbers[:1] == [1])
        are_numbered = are_numbered or bool(numbers)
        starts = {1} if begin_anew else {1, count + 1, *(number + 1 for number in numbers[-1:])}


def _break(numbers: Sequence[int], starts: set[int]) -> tuple[int, str, str] | None:
    """Where the numbers of a group do not go on, with a message and a hint."""
    missing = "抜けた項目や重なった項目がないか確かめ、番号を"
    if numbers and numbers[0] not in starts:
        first = "か".join(map(str, sorted(starts)))
        return 0, f"1番目の記録項目の番号が{numbers[0]}です", f"{missing}{first}から続けてください"
    for place, (before, number) in enumerate(pairwise(numbers), 1):
        if number != before + 1:
            message = f"{place + 1}番目の記録項目の番号が{number}です（前は{before}）"
            return place, message, f"{missing}{before + 1}から続けてください"
    return None


def record_twice(file: Facts) -> Iterator[Finding]:
    """C044: the same item twice in one group, whatever its number and notation."""
    for group in file.answers(RECORD_ITEMS):
        names = fold_each(without_numbers([*map(str.strip, group.lines)]))
        first: dict[str, int] = {}
        for place, key in enumerate(names if len(set(names)) < len(names) else ()):
            if key in first:
                item = group.items[place]
                yield Finding(
                    "C044",
                    item.path,
                    f"{place + 1}番目の「{short(item.text)}」は、{first[key] + 1}番目と同じです",
                    "別の項目の写し誤りでないか確かめ、重複なら消してください",
                    related=((group.items[first[key]].path, "最初の記載"),),
                )
            first.setdefault(key, place)


def number_not_recorded(file: Facts) -> Iterator[Finding]:
    """C045: 個人番号 in 主な記録項目 or 別添1 alone, or neither it nor 符号 in either."""
    boxes, items = file.answer(IDENTIFICATION), file.items(RECORD_ITEMS)
    main = file.answer(MAIN_ITEMS)
    if not main or not items.raw:
        return
    marks = boxes.marks if boxes else {}
    place = boxes.path if boxes and boxes.node else main.path
    index = _first(items, _PERSONAL_NUMBER)
    if index is not None and NUMBER not in marks:
        recorded = items.answers[index]
        yield Finding(
            "C045",
            place,
            f"別添1に「{short(recorded.text)}」があるのに、主な記録項目の「{NUMBER}」に印がありません",
            f"識別情報の「{NUMBER}」を加えるか、別添1を改めてください",
            related=((recorded.path, "別添1の記載"),),
        )
    elif NUMBER in marks and index is None and not items.having(_REFERENCES):
        yield Finding(
            "C045",
            marks[NUMBER].path,
            f"「{NUMBER}」に印があるのに、別添1の記録項目に{NUMBER}がありません",
            f"別添1に{NUMBER}を加えるか、印を改めてください",
            related=tuple((each.path, "別添1") for each in file.answers(RECORDS)),
        )
    elif not marks.keys() & {NUMBER, SYMBOL} and index is None and not items.having(("符号",)):
        yield Finding(
            "C045",
            place,
            f"主な記録項目にも別添1にも、{NUMBER}や{SYMBOL}がありません",
            f"特定個人情報ファイルなら「{NUMBER}」か「{SYMBOL}」を選び、別添1に書いてください",
        )


def category_of_records(file: Facts) -> Iterator[Finding]:
    """C046: one finding for each kind of words; その他 may be a box of the same words."""
    items = file.items(RECORD_ITEMS)
    for id_ in (CONTACT, BUSINESS):
        boxes = file.answer(id_)
        kind = boxes.field.kind if boxes else None
        if boxes is None or not isinstance(kind, BoxesKind):
            continue
        written = " ".join(mark.text for mark in boxes.marks.values())
        for words, labels in CATEGORIES.items():
            if labels[0] not in kind.choices or any(label in boxes.marks for label in labels):
                continue
            index = _first(items, words)
            if index is not None and not _speaks(written, words):
                yield _unmarked(boxes, items.answers[index], labels)


def _unmarked(boxes: Answer, speaking: Answer, labels: tuple[str, ...]) -> Finding:
    named = "".join(f"「{label}」" for label in labels)
    either = "のどれにも" if len(labels) > 1 else "に"
    return Finding(
        "C046",
        boxes.path,
        f"別添1に「{short(speaking.text)}」がありますが、{named}{either}印がありません",
        "どの種類に当たる項目か確かめ、当たるものを選んでください",
        related=((speaking.path, "別添1の記載"),),
    )


CHECKS = (
    Check("C042", record_count, per="files"),
    Check("C043", record_numbers, per="files"),
    Check("C044", record_twice, per="files"),
    Check("C045", number_not_recorded, per="files"),
    Check("C046", category_of_records, per="files"),
)
