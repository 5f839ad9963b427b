"""Documents that were made to hurt, each no larger than it must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, product
from string import ascii_letters, digits

from pia_cli.document.decode import MAX_BYTES

HEAD = "様式: 重点項目評価書\n様式の版: 令和6年10月\n"
MILLION = 1_000_000


def block(text: str) -> str:
    """A document with a text in 特記事項."""
    return f"{HEAD}特記事項: |-\n  {text}\n"


def alias_bomb() -> str:
    """Twelve lines that stand for 10^12 texts."""
    rows = [f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]\n" for n in range(1, 12)]
    return f"{HEAD}x0: &x0 [{', '.join('a' * 10)}]\n{''.join(rows)}"


def incidents(text: str) -> str:
    """A document with an old incident, on its line with more, in Ⅲ-7-②."""
    return (
        f"{HEAD}公表日: 令和7年3月28日\nリスク対策:\n  - 特定個人情報の保管・消去:\n"
        "      特定個人情報の漏えい・滅失・毀損リスク:\n"
        "        過去3年以内に、評価実施機関において、個人情報に関する重大事故が発生したか: "
        "発生あり\n"
        f"        その内容: 令和2年6月、{text}\n"
    )


def names() -> Iterator[str]:
    """Different keys, the shortest first."""
    for length in count(1):
        yield from map("".join, product(ascii_letters + digits, repeat=length))


def full(start: str, key: Callable[[str], str], end: str = "") -> str:
    """A document of just the bytes that are read, with as many keys as fit."""
    room = MAX_BYTES - len(f"{start}{end}".encode())
    pieces: list[str] = []
    for piece in map(key, names()):
        room -= len(piece)
        if room < 0:
            break
        pieces.append(piece)
    return f"{start}{''.join(pieces)}{end}"


@cache
def many_keys() -> dict[str, tuple[str, str]]:
    """As many keys as fit into the bytes that are read, in one mapping and nested."""
    below = "".join(f"{' ' * depth}a:\n" for depth in range(1, 20))
    return {
        "740,000-keys": (full(HEAD, lambda name: f"{name}:\n"), "Y021"),
        "888,000-in-braces": (full(f"{HEAD}a: {{", lambda name: f"{name},", "}\n"), "Y021"),
        "493,000-in-json": (full('{"a": 1', lambda name: f',"{name}":1', "}"), "Y021"),
        "2,000,000-of-one-name": (full(f"{HEAD}a: {{", lambda _: "a,", "}\n"), "Y010"),
        "333,000-nested": (full(HEAD, lambda name: f"{name}:\n{below}"), "Y021"),
    }


REFUSED: dict[str, tuple[str | bytes, str]] = {
    "brackets": (f"{HEAD}a: {'[' * MILLION}", "Y020"),
    "closed-brackets": (f"{HEAD}a: {'[' * MILLION}{']' * MILLION}", "Y020"),
    "braces": (f"{HEAD}a: {'{' * MILLION}", "Y020"),
    "list-marks": (f"{HEAD}a:\n  {'- ' * MILLION}", "Y020"),
    "key-marks": (f"{HEAD}{'? ' * MILLION}", "Y020"),
    "indents": (HEAD + "".join(f"{' ' * n}a:\n" for n in range(2000)), "Y020"),
    "keys-11-MB": (HEAD + "".join(f"k{n}: 1\n" for n in range(MILLION)), "Y003"),
    "documents": (HEAD + "---\n" * 100_001, "Y021"),
    "no-utf-8": (HEAD.encode() + b"\xff" * (4 * MILLION), "Y002"),
    "open-quote": (f'{HEAD}a: "{"x" * (4 * MILLION)}', "Y005"),
    "colons": (f"{HEAD}{'a: ' * 200_000}", "Y005"),
    "directives": (f"{HEAD}{'%TAG ! x' * 9}\n" + "%TAG ! x\n" * 200_000, "Y005"),
    "nul": (f"{HEAD}a: x\0y\n", "Y004"),
    "surrogate-bytes": (f"{HEAD}a: ".encode() + b"\xed\xa0\x80\n", "Y002"),
}
"""Bytes that have no tree, with the code that says so."""

READ: dict[str, tuple[str, str]] = {
    "alias-bomb": (alias_bomb(), "Y012"),
    "anchors": (HEAD + "公表日: &a\n" * 5000, "Y011"),
    "surrogate-escape": (f'{HEAD}特記事項: "\\ud800"\n', "Y004"),
    "integer": (f"{HEAD}評価書番号: {'9' * MILLION}\n", "F"),
    "count": (
        f"{HEAD}特定個人情報ファイルの概要:\n  - 特定個人情報ファイルの取扱いの委託:\n"
        f"      委託の有無:\n        委託する: {'9' * 100_000}\n",
        "F",
    ),
    "duplicate-keys": (HEAD + "公表日: 1\n" * 5000, "Y010"),
    "foreign-keys": (HEAD + "".join(f"k{n}: 1\n" for n in range(5000)), "F020"),
    "comments": (HEAD + "# pia: ignore[F] x\n" * 20_000, "P005"),
    "log-rows": (HEAD + "変更箇所:\n" + "  - 項目: Ⅱ-4-③\n    変更日: 令和1年4月1日\n" * 1000, "F"),
    "brackets-in-rows": (
        HEAD + "変更箇所:\n" + "".join(f"  - 項目: Ⅱ-4{'（国保）' * n}あ\n" for n in range(4, 44)),
        "F",
    ),
    "passwords": (block("password=" * 15_000), "F"),
    "groups-of-digits": (block("1234-" * 30_000), "F"),
    "digits-apart": (block("1 " * 50_000), "F"),
    "citations": (block("番号法別表第二の" + "62、" * 20_000), "L"),
    "combining-marks": (block("あ" + "\u0301\u0323" * 30_000), "F"),
    "invisible": (block("\u200b届" * 20_000), "N012"),
    "double-points": (block("。、" * 20_000), "N"),
    "katakana": (block("サ一バの口グ" * 8000), "N016"),
    "incidents": (incidents("あ。" * 200_000 + "紛失した。" * 80_000), "C038"),
    "blank-lines": (HEAD + "\n" * 100_000, "F"),
}
"""Documents that are read and checked whole, with a code (or its letter) that is found."""


def listed(line: Callable[[int], str], number: int) -> str:
    """A document with a list in 別添1."""
    items = "".join(f"          - {line(n)}\n" for n in range(number))
    head = "特定個人情報ファイルの概要:\n  - 特定個人情報ファイル記録項目:\n      - 項目:\n"
    return f"{HEAD}{head}{items}"


def lined(line: Callable[[int], str], number: int) -> str:
    """A document with a text of many lines in 特記事項."""
    return block("\n  ".join(map(line, range(number))))


CHANGED: dict[str, tuple[str, str]] = {
    "items": (listed(lambda n: f"項目{n % 7}", 70_000), listed(lambda n: "項目", 70_000)),
    "all-items": (listed(lambda n: f"項目{n}", 50_000), listed(lambda n: f"事項{n}", 50_000)),
    "lines": (lined(lambda n: f"甲の記載{n}", 50_000), lined(lambda n: f"乙に改める{n}", 50_000)),
    "laws": (lined(lambda n: f"法第{n}条", 50_000), lined(lambda n: f"法第{n + 1}条", 50_000)),
    "digits": (lined(lambda n: "1" * 400_000, 1), lined(lambda n: "1" * (800_000 >> n), 2)),
    "twice": (lined(lambda n: f"甲{n}", 140_000), lined(lambda n: f"甲{n % 140_000}", 280_000)),
}
"""Two versions in which nearly every line is another, or one line or all of them came twice."""
