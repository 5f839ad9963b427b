"""A 個人番号 or a password, wherever it stands in a document, is shown by no finding."""

from __future__ import annotations

import json
import re
import string
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from attacks.entries import TODAY, report_of
from cli.support import Run
from compare.casefile import compared
from pia_cli.check.engine import check
from pia_cli.compare.committed.verify import verify
from pia_cli.core.my_numbers import check_digit
from pia_cli.core.sensitive import masked
from pia_cli.report import STREAMS
from pia_cli.report.model import FileResult, Layout, Report

CASES = Path(__file__).parents[1] / "cases"
BASE = (CASES / "positive" / "base.yaml").read_text("utf-8")
FEW = settings(
    max_examples=40,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.function_scoped_fixture,
        HealthCheck.filter_too_much,
    ],
)
TOLD = 6
"""Characters of a number or a password that tell something of it."""
_HASH = re.compile("[0-9a-f]{64}")


class Hidden(NamedTuple):
    """What must not be shown, and the words around it by which it is known."""

    text: str
    around: str

    @property
    def words(self) -> str:
        return self.around.format(self.text)

    def is_told(self, output: str) -> bool:
        """Whether an output shows a part of it, in whatever width and groups."""
        shown, text = (
            unicodedata.normalize("NFKC", one.replace("\u200b", "").replace("\\u{200B}", ""))
            for one in (output, self.text)
        )
        if text.replace("-", "").replace(" ", "").isdecimal():
            shown, text = (re.sub("(?<=[0-9])[ -](?=[0-9])", "", one) for one in (shown, text))
        pieces = (text[at : at + TOLD] for at in range(len(text) - TOLD + 1))
        return any(piece in shown for piece in pieces)


LIKELY = ("{}", "記載例 {} である。", "台帳 {}", "「{}」を用いる")


@st.composite
def numbers(draw: st.DrawFn) -> Hidden:
    """A number with its check digit, in groups or not, in half or full width."""
    digits = "".join(draw(st.lists(st.sampled_from("0123456789"), min_size=11, max_size=11)))
    digits += str(check_digit(digits))
    joint = draw(st.sampled_from(("", " ", "-", "　", "－", "\u00a0", "\u2009", "\u200b")))
    text = joint.join((digits[:4], digits[4:8], digits[8:]))
    if draw(st.booleans()):
        text = text.translate({ord("0") + at: ord("０") + at for at in range(10)})
    around = draw(st.sampled_from((*LIKELY, "{}円", "第{}号", "文書番号:{}")))
    return Hidden(text, around)


@st.composite
def passwords(draw: st.DrawFn) -> Hidden:
    """A password after its name."""
    letters = draw(st.text(st.sampled_from("QZJKVqzjkv"), min_size=4, max_size=9))
    text = letters + draw(st.sampled_from(("2024!", "9#", "-77", "@1")))
    around = draw(st.sampled_from(AROUND))
    if draw(st.booleans()):
        text, around = (one.translate(_WIDE) for one in (text, around))
    return Hidden(text, around)


_WIDE = {code: code + 0xFEE0 for code in map(ord, "!#-@=" + string.ascii_letters + string.digits)}


AROUND = (
    *("パスワード={}", "初期パスワードは {} とする。", "token: {}", "パスワード={} 内線1234"),
    *("パスワード：{}（保守用）", "パスワード「{}」でログインする", "ID kaigo01 パスワード {}"),
)


SECRETS = numbers() | passwords()
BEFORE = ("", "あ" * 20, "宛名" * 14, "資格の管理、" * 6, "a" * 34 + " ")
"""What puts the secret where a quoted text is cut."""


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _as_value(line: str, words: str) -> list[str]:
    """As the value of a key, or as an entry of a list."""
    head, mark, value = line.partition(": ")
    if mark and not value.startswith("|"):
        return [f"{head}: {_quoted(words)}"]
    head, mark, _ = line.partition("- ")
    return [f"{head}- {_quoted(words)}" if mark and ": " not in line else line]


def _after_value(line: str, words: str) -> list[str]:
    _, mark, value = line.partition(": ")
    plain = not mark or not value.startswith(("|", '"'))
    return [f"{line} {words}" if plain and not line.endswith(":") and ": " not in words else line]


def _beside(line: str) -> str:
    """The indent at which a line takes a key or an entry beside it."""
    return line[: len(line) - len(line.lstrip(" "))]


def _as_key(line: str, words: str) -> list[str]:
    return [f"{_beside(line)}{_quoted(words)}: 1", line]


def _as_key_twice(line: str, words: str) -> list[str]:
    return [*_as_key(line, words)[:1], *_as_key(line, words)]


def _as_key_of_value(line: str, words: str) -> list[str]:
    """A list or text written as a key and its value."""
    return [f"{line[: len(line) - len(line.lstrip('- '))]}{_quoted(words)}: 1"]


def _as_entry(line: str, words: str) -> list[str]:
    return [f"{_beside(line)}- {_quoted(words)}", line]


def _as_comment(line: str, words: str) -> list[str]:
    return [f"{line} # {words}", f"# {words}"]


def _as_reason(line: str, words: str) -> list[str]:
    return [f"{line} # pia: ignore[F,N,C] {words}", f"# pia: ignore[S001] {words}"]


def _as_slips(line: str, words: str) -> list[str]:
    """Comments that were meant to set something aside."""
    return [f"# pia: {words}", f"# pia: ignore[{words}", f"# pia: ignore[N] until {words}", line]


def _as_code(line: str, words: str) -> list[str]:
    return [f"# pia: ignore[「{words}」] 理由", line]


def _as_anchor(line: str, words: str) -> list[str]:
    head, mark, value = line.partition(": ")
    return [f"{head}: !{words.replace(' ', '')} {value}" if mark else line]


def _as_row(line: str, words: str) -> list[str]:
    """A row of 変更箇所, before those that are there."""
    if line != "変更箇所:":
        return [line]
    cells = ("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明")
    return [
        line,
        *(f"  {'-' if not at else ' '} {key}: {_quoted(words)}" for at, key in enumerate(cells)),
    ]


WAYS = (
    *(_as_value, _after_value, _as_key, _as_key_twice, _as_key_of_value, _as_entry),
    *(_as_comment, _as_reason, _as_slips, _as_code, _as_anchor, _as_row),
)
LINES = BASE.splitlines()
LOG = LINES.index("変更箇所:")


@st.composite
def hiding(draw: st.DrawFn) -> tuple[str, tuple[Hidden, ...]]:
    """A document with some secrets in it, all of which are known by their shape.

    Where one stands a second time, nothing else tells what it is.
    """
    hidden = draw(st.lists(SECRETS, min_size=1, max_size=3))
    places: dict[int, list[str]] = {}
    for one in hidden:
        way = draw(st.sampled_from(WAYS))
        at = LOG if way is _as_row else draw(st.integers(2, len(LINES) - 1))
        places[at] = way(LINES[at], draw(st.sampled_from(BEFORE)) + one.words)
    text = _with(places)
    assume(not any(one.is_told(masked(text)) for one in hidden))
    if hidden[0].text not in text:  # the way took it for no place
        return text, tuple(hidden)
    again = draw(st.sampled_from(AGAIN))
    at = draw(st.integers(2, len(LINES) - 1).filter(lambda at: at not in places))
    return _with({**places, at: again(LINES[at], hidden[0].text)}), tuple(hidden)


AGAIN = (_as_value, _after_value, _as_entry, _as_comment, _as_reason)


def _with(places: dict[int, list[str]]) -> str:
    lines = [line for at, old in enumerate(LINES) for line in places.get(at, [old])]
    return "\n".join(lines) + "\n"


def reports(report: Report) -> Iterator[tuple[str, str]]:
    """A report in every format, without the hashes that may hold any digits."""
    for name, stream in STREAMS.items():
        yield name, _HASH.sub("", stream.whole(report, Layout()))


def assert_hidden(output: str, hidden: tuple[Hidden, ...], name: str) -> None:
    for one in hidden:
        assert not one.is_told(output), f"{name} shows {one}"


@FEW
@given(hiding())
def test_no_format_of_validate_shows_it(case: tuple[str, tuple[Hidden, ...]]) -> None:
    text, hidden = case
    for name, output in reports(report_of(check(text.encode(), "x.yaml", today=TODAY))):
        assert_hidden(output, hidden, name)


@FEW
@given(hiding(), st.booleans())
def test_no_format_of_diff_check_shows_it(case: tuple[str, tuple[Hidden, ...]], gone: bool) -> None:
    """Where it is written into the new version, and where it is taken out of the old one."""
    text, hidden = case
    if check(text.encode(), "x").root is None:
        return
    comparison = compared(text, BASE) if gone else compared(BASE, text)
    file = FileResult("new.yaml", "checked", comparison.new.document.source)
    for name, output in reports(Report((file,), verify(comparison))):
        assert_hidden(output, hidden, name)


@settings(FEW, max_examples=10)
@given(hiding())
def test_no_command_shows_it(
    run: Run, tmp_path: Path, case: tuple[str, tuple[Hidden, ...]]
) -> None:
    """What the commands say beside the reports, too: notes, errors, what is left to mend."""
    text, hidden = case
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(BASE, "utf-8")
    new.write_text(text.replace("令和7年3月28日", "令和1年6月28日"), "utf-8")
    for words in (
        ("validate", "--no-cache", "--show-suppressed", new),
        ("diff", "--check", "--show-suppressed", old, new),
        ("diff", "--check", new, old),
        ("fix", "--diff", new),
        ("fix", "--wareki", new),
    ):
        done = run(*words)
        assert "不具合" not in done.err
        assert_hidden(done.out + done.err, hidden, str(words[0]))
