"""Passwords, known by the name that stands before them on their line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase, digits
from typing import NamedTuple

from pia_cli.core.pattern import Pattern
from pia_cli.core.unseen import ODD_SPACES

_KIND = "パスワードなど"
_PIN_KIND = "暗証番号"


class Secret(NamedTuple):
    """A secret in a text: what it is, and where the part to hide stands."""

    kind: str
    start: int
    end: int


WIDE_NAMES = ("パス", "暗証番号", "Ｐ", "ｐ")
"""How names begin after which a secret may have no six letters of ASCII in a row."""

_NAME_PARTS = (
    *("pass", "pw", "secret", "key", "token", "パス", "暗証番号", "ｐａｓｓ", "ｐｗ"),
    *("キー", "鍵", "トークン", "シークレット"),
)
"""What a line has, in small letters, that has one of the names."""
_NARROW = {wide: wide - 0xFEE0 for wide in map(ord, "！＃＄％＆＊＋－＝？＠＾＿")} | {
    ord(first) + at: ord(first) + at - 0xFEE0
    for first, count in (("０", 10), ("Ａ", 26), ("ａ", 26))
    for at in range(count)
}
"""Full width as a password has it; brackets, points and colons stay signs of the sentence."""
_PLAIN = _NARROW | dict.fromkeys(map(ord, ODD_SPACES), " ")

_KEY_NAME = (
    "(?:(?i:API)|アクセス|シークレット|認証|秘密|暗号化?|共通)[ _-]?(?:キー|鍵)"
    "|トークン|シークレット|(?<![0-9A-Za-z])(?i:token)"
)
"""What documents also explain by the name of a product or a method: トークン：OTP-C200."""
_NAME = (
    "(?:(?<![0-9A-Za-z])(?i:pass(?:word|wd|phrase)?|pwd?|secret|api[_ -]?key|access[_ -]?key|"
    "secret[_ -]?key)|(?<!ワンタイム)パスワード|パスフレーズ|パスコード|暗証番号"
    f"|(?P<key>{_KEY_NAME}))"
)
_GLOSS = "(?:[（(][^（）()\r\n]{1,20}[）)])?"
_BLANKS = "[ \t\u3000]{0,3}"
_VALUE = "(?P<value>[!#-&(-~]{6,128})"
_ENDING = (
    "と(?:する|した|し(?:[てた、]|$))|です|でした|であ[るり]|だ[。った]|に(?:変更|初期化|統一|設定|固定|する|した)"
    "|[。」』)）\r]|$"
)
"""「パスワードは kaigo2024! とする」; what is said of passwords otherwise has no such ending."""
_NAMED = Pattern(
    f"{_NAME}{_GLOSS}[\"'」』]?{_BLANKS}(?P<mark>[:=：]){_BLANKS}[\"'「『]?{_VALUE}"
    "(?=[ \t\"'」』、。，）)]{0,3}(?:$|[\r\n#])|[\"'」』、。，）]|(?P<more>[ \t\u3000（(]))",
    re.MULTILINE,
)
_TOLD = Pattern(
    f"{_NAME}{_GLOSS}(?:は、?|を|が|[:=：]){_BLANKS}{_VALUE}{_BLANKS}(?:{_ENDING})",
    re.MULTILINE,
)
_QUOTED = Pattern(
    f"{_NAME}{_GLOSS}(?:は、?|を|が|に)?{_BLANKS}[\"'「『]{_VALUE}[\"'」』]{_BLANKS}"
    f"(?:{_ENDING}|で(?:ログ|サイン|アクセス|入|接続|認証|開)"
    "|を(?:入力|設定|発行|使(?:用して|用する|う|って)|用い[てる]))",
    re.MULTILINE,
)
_PAIR = Pattern(
    "(?:(?<![0-9A-Za-z])(?i:ID|user)|ユーザ[ー名]{0,2}|アカウント)[ \u3000:：=]{1,3}[!-~]{2,64}"
    f"[ \u3000、,/]{{1,3}}{_NAME}{_GLOSS}[ \u3000]{{1,3}}{_VALUE}(?=[ \t\r\u3000、。，）)」』]|$)",
    re.MULTILINE,
)
"""「ID kaigo01 パスワード kaigo01pw」: what stands after the name of the user is no prose."""
_AT_FIRST = f"(?:(?:初期|既定)(?:値|設定)?{_BLANKS}[:=：は]{_BLANKS})?"
_BARE = Pattern(
    f"{_NAME}{_GLOSS}(?:{_BLANKS}[\"'「『（(]{_AT_FIRST}|[ \t\u3000]{{1,3}}){_VALUE}[\"'」』）)]?"
)
"""「パスワード（Midori#2024）と顔認証」: only a value that can be nothing else."""
_NAME_ABOVE = Pattern(
    f"{_NAME}{_GLOSS}[\"'」』]?{_BLANKS}[:=：]{_BLANKS}(?:[|>][+-]?)?[ \t\u3000\r]{{0,3}}\\Z",
)
_ABOVE_ENDS = (*":=：＝|>", "|-", "|+", ">-", ">+")
_ALONE = Pattern(
    f"[ \t\u3000#・-]{{0,60}}(?![#-])[\"'「『]?(?:(?P<pin>[0-9]{{4,6}})|{_VALUE})"
    "[\"'」』、。]{0,2}[ \t\u3000\r]{0,3}\\Z"
)
"""A line that is nothing but a value, below a line that ends with 「パスワード：」."""
_LOOK_ABOVE = 80
_LOOK_BELOW = 200
_AS_EXAMPLE = Pattern(
    "[ \u3000]?(?:等|など|のよう|の例|といった|[はを][^、。\r\n]{0,12}(?:ない|禁|避))"
)
_PIN_NAMES = ("暗証番号", "パスコード")
_PIN = Pattern(
    f"(?:{'|'.join(_PIN_NAMES)}){_GLOSS}[\"'」』]?(?:[:=：]{_BLANKS}[\"'「『]?(?P<value>[0-9]{{4,6}})"
    "(?=[\"'」』、。，）)（(\r]|$|[ \t\u3000](?![ \t\u3000]{0,3}[年月日桁文字回人件度]))"
    f"|(?:は、?|が){_BLANKS}[\"'「『]?(?P<told>[0-9]{{4,6}})[\"'」』]?{_BLANKS}(?:{_ENDING})"
    "|[ \u3000「（(]{0,2}(?!1234|0000|1111|9999)(?P<bare>[0-9]{4,6})(?=[、。，」』）)\r]|$))",
    re.MULTILINE,
    needs=_PIN_NAMES,
)
_RUN = Pattern("[!#-&(-~]{6}")
"""Without it no value can stand on a line but a 暗証番号."""
_PROSE = Pattern("[ \t\u3000]{0,3}(?:[ぁ-ん]|以[上下]|文字|桁|方式|認証|準拠|形式|規格)")
"""What goes on like this after 「パスワード：KeePass2 」 tells of passwords in general."""

_PLACEHOLDER = Pattern(r"\*{3}|[xX]{4}|\$[{(]|<|\{\{|://|%[A-Za-z_]|(?i:example|dummy|sample)")
_STANDARD = Pattern(
    "(?:(?i:SHA|AES|RSA|DES|MD5|SAML|TLS|SSL|HMAC|FIDO|TOTP|HOTP|ISO|JIS|NIST|UTF|RFC|FIPS)"
    "(?![a-uw-z])|(?i:OAuth|OpenID|PBKDF|Active|Windows|Base64|ASCII|bcrypt|scrypt|Argon|LGWAN|"
    "Microsoft|Office))[^!@#$%^&?~]*$"
)
"""The name of a method or a product, which may go on with v1.3; Isogo2024! goes on as a word."""
_CHARACTERS = Pattern("[Aa]-[Zz]|0-9|^[0-9]+-[a-z]+$|PKCS#")
"""What a password may consist of (A-Z, 8-character), and the name of a format."""
_DIGIT_OR_SIGN = Pattern("[0-9!@#$%^&*+=?~]")
_SURE = Pattern(
    "(?=[^0-9]{0,128}[0-9])(?=[^A-Za-z]{0,128}[A-Za-z])"
    "[!-~]{0,128}(?:[!#$%^?]|\\*(?![0-9])|@(?!.{0,128}\\.))"
)
"""Letters, a digit and a sign that no product, no range (KEY01~KEY04) and no address has."""
_PART = Pattern("[0-9A-Za-z]{8,128}")
_UUID = Pattern("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_SWITCH = Pattern("(?<=[0-9])[A-Za-z]|(?<=[A-Za-z])[0-9]|(?<=[a-z])[A-Z]")
"""Where letters and digits, or small and large ones, meet: YubiKey5C has three."""
_KEY_LENGTH = 16
"""What keys have in one part at least: iPadAir5M1 has as many turns, but is short."""
_LONG = 27
"""From here on a part needs no more turns: by then no word of camelCase has them."""
_HASH_LENGTH, _HASH_TURNS = 32, 6
"""A part in small letters and digits alone (or large ones) that no name of a thing has."""
_KINDS = str.maketrans(
    dict.fromkeys(ascii_lowercase, "a")
    | dict.fromkeys(ascii_uppercase, "A")
    | dict.fromkeys(digits, "0")
)
_CAPITALS = Pattern("A{4,128}")
"""ARCACLAVIS is a word, though chance seldom gives two capitals in a row."""
_POINTS = {"aa": 6, "Aa": 3, "AA": -3, "A0": -3, "a0": -5, "aA": -12, "00": 13, "0A": -5, "0a": -14}
"""How much likelier a name has a pair of characters than chance (ten times the logarithm)."""
_BY_CHANCE = -5
_SHORT, _BY_CHANCE_IF_SHORT = 20, -15
"""Up to here a name of an odd spelling weighs as much as chance: eMAFFIDgBizIDPrime."""
_PREFIX = Pattern(
    "(?:glpat-|sk[-_]|hvs[.]|npm_|SG[.]|eyJ)(?=[A-Za-z_.-]{0,128}[0-9])[0-9A-Za-z_.-]{16}"
)
"""How the tokens of some services begin."""
_SMALL_OR_SIGN = Pattern("[a-z!@#$%^&*?~]")


def passwords(line: str, offset: int = 0) -> Iterator[Secret]:
    """The passwords of a line after their names, by their places in the text it is from."""
    folded = line.casefold()
    if not any(part in folded for part in _NAME_PARTS):
        return
    for kind, (start, end) in _found(line.translate(_PLAIN)):
        yield Secret(kind, offset + start, offset + end)


def password_below(text: str, start: int, end: int) -> Iterator[Secret]:
    """The password that a line of a text consists of, where the line above it ends with a name."""
    above = text[max(0, start - _LOOK_ABOVE) : max(0, start - 1)].rpartition("\n")[2]
    if end - start > _LOOK_BELOW or not above.rstrip().endswith(_ABOVE_ENDS):
        return
    alone = _ALONE.match(text[start:end].translate(_PLAIN))
    named = _NAME_ABOVE.search(above.translate(_PLAIN)) if alone else None
    if not alone or not named:
        return
    first, last = alone.span(alone.lastgroup or 0)
    if alone["pin"]:
        if named[0].startswith(_PIN_NAMES):
            yield Secret(_PIN_KIND, start + first, start + last)
    elif _may_be_below(named, alone["value"]):
        yield Secret(_KIND, start + first, start + last)


def _found(line: str) -> Iterator[tuple[str, tuple[int, int]]]:
    for match in _PIN.finditer(line) if _PIN.may_match(line) else ():
        yield _PIN_KIND, match.span(match.lastgroup or 0)
    if not _RUN.search(line):
        return
    for match in _NAMED.finditer(line):
        if _may_be(match) and (match["more"] is None or _goes_on(line, match)):
            yield _KIND, match.span("value")
    for told in (_TOLD, _QUOTED, _PAIR):
        for match in told.finditer(line):
            if _may_be(match) and _DIGIT_OR_SIGN.search(match["value"]):
                yield _KIND, match.span("value")
    for match in _BARE.finditer(line):
        is_sure = _is_sure(match["value"]) and _may_be(match)
        if is_sure and not _AS_EXAMPLE.match(line, match.end()):
            yield _KIND, match.span("value")


def _may_be(named: re.Match[str]) -> bool:
    """Whether a value is a secret: behind the name of a key, one that looks like nothing else."""
    return _is_secret(named["value"]) and (named["key"] is None or _is_key(named["value"]))


def _may_be_below(named: re.Match[str], value: str) -> bool:
    """Whether the value below a name is a secret: there words and products stand, too."""
    if not _is_secret(value):
        return False
    return _is_key(value) if named["key"] else _is_sure(value) or _is_random(value, 8)


def _is_sure(value: str) -> bool:
    return len(value) >= 8 and _SURE.match(value) is not None


def _is_key(value: str) -> bool:
    """Whether a value is a key and no list of products or methods: KEY#1/KEY#2, 100%RSA4096."""
    return (
        ("!" in value and _is_sure(value))
        or _is_random(value, _KEY_LENGTH)
        or _is_by_chance(value)
        or any(pattern.match(value) for pattern in (_UUID, _PREFIX))
    )


def _is_random(value: str, least: int) -> bool:
    """Whether a part of a value, between its signs, has letters and digits in turns as by chance.

    Each part by itself, since a list of names has as many turns: YubiKey5C/YubiKey5Ci.
    """
    for part in _PART.findall(value):
        turns = len(_SWITCH.findall(part)) if len(part) >= least else 0
        if turns >= 4 and 3 * turns > min(len(part), _LONG):
            return True
        if turns >= _HASH_TURNS and len(part) >= _HASH_LENGTH and not _is_mixed(part):
            return True
    return False


def _is_by_chance(value: str) -> bool:
    """Whether the parts of a value together look less like names than like chance.

    A key in Base64 is cut by its own signs, into parts that are too short each by itself; but
    "/" alone parts a list of names: iPadAir5M1/iPhoneSE3.
    """
    is_list = "/" in value and not set(value) & {"+", "="}
    return any(map(_is_piece_by_chance, value.split("/") if is_list else [value]))


def _is_piece_by_chance(piece: str) -> bool:
    """Parts in small letters or capitals alone tell nothing here: CF-SV1RFCKS, CF-LV9RDCKS."""
    parts = [part for part in _PART.findall(piece) if _is_mixed(part)]
    length = sum(map(len, parts))
    kinds = (_CAPITALS.sub("A", part.translate(_KINDS)) for part in parts)
    points = sum(_POINTS[a + b] for part in kinds for a, b in pairwise(part))
    most = _BY_CHANCE_IF_SHORT if length <= _SHORT else _BY_CHANCE
    return length >= _KEY_LENGTH and points < most


def _is_mixed(part: str) -> bool:
    return not part.islower() and not part.isupper() and not part.isdigit()


def _is_secret(value: str) -> bool:
    """Not a word, the name of a method or a place to fill in: letters and something else."""
    has_letters = any(char.isalpha() for char in value)
    is_word = not has_letters or (value.isalpha() and not _is_by_chance(value))
    varied = len(set(value)) >= 4
    others = (_PLACEHOLDER.search, _STANDARD.match, _CHARACTERS.search)
    return not is_word and varied and not any(other(value) for other in others)


def _goes_on(line: str, named: re.Match[str]) -> bool:
    """Whether a value is a secret though more stands on its line: 「PW:kaigo01pw 保守用」.

    After a colon that may be prose, so more is asked: 「パスワード：2FA/MFA（併用）」.
    """
    value = named["value"]
    if not _DIGIT_OR_SIGN.search(value):
        return False
    is_prose = _PROSE.match(line, named.end()) or not _SMALL_OR_SIGN.search(value)
    return named["mark"] == "=" or not is_prose
