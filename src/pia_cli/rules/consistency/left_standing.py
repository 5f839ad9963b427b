"""C052: measures below a marked 「提供・移転しない」 or 「接続しない」 (「委託しない」: C020)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pia_cli.core.diagnostic import Severity
from pia_cli.core.pattern import Pattern
from pia_cli.forms.answers import NETWORK
from pia_cli.forms.kinds import TextKind
from pia_cli.rules.consistency import network, sharing
from pia_cli.rules.consistency.citations import INQUIRY, PROVISION, parts_of
from pia_cli.rules.facts import Answer, Facts
from pia_cli.rules.item_ids import NETWORK_BASIS, SHARED
from pia_cli.rules.rule import Check, Finding, Rule

_SHARED = (
    "特定個人情報ファイルの概要:\n"
    "  - 特定個人情報の提供・移転:\n      提供・移転の有無: [行っていない]\n"
    "リスク対策:\n  - 特定個人情報の提供・移転:\n      提供・移転しない: true\n"
    "      不正な提供・移転が行われるリスク:"
)

RULES = (
    Rule(
        "C052",
        "measures-against-nothing",
        "「しない」に印があるのに、Ⅲ-5かⅢ-6にリスク対策がある",
        Severity.WARNING,
        why=(
            "「提供・移転しない」「接続しない」に印を付けたときは、その対策の欄を空欄にします。"
            "やめたときの消し忘れか、印の誤りと考えられます。"
            "情報提供ネットワークシステムを通じた提供の対策は、Ⅲ-5でなくⅢ-6に書きます。"
            "「提供しないため、対策を要しない」のように、しないことを述べる記載は指摘しません。"
            "提供が全てそれを通じたものなら、「Ⅲ-6に記載する」のような参照だけの記載も指摘しません。"
        ),
        basis="様式3 Ⅲ-5、Ⅲ-6",
        bad=f"{_SHARED}\n        その他の措置の内容: 提供の記録を残す。",
        good=_SHARED,
        reads=(SHARED, sharing.NONE, network.UNCONNECTED),
    ),
)

_NOT_DONE = Pattern(
    "(?:[しわい]ない|ません)(?:ため|ので|もの|こと(?:から|により|と)|[、）)]|$)"
    "|予定(?:[はがも]|等は)?(?:ない|ありません|なし|無し)|(?:なし|無し|未接続|対象外)$"
    "|該当(?:なし|無し|しない|せず|する.{0,15}(?:ない|ありません|なし))"
)
_POINTS_TO_NETWORK = Pattern(
    r"(?:(?:^|[、「はが])|Ⅲ[-－ー.．の\s]?)[6６][.．]?\s?(?:情報提供ネットワークシステムとの接続)?」?"
    "(?:[にと]同じ|と同様|の(?:とお|通)り|を?参照|に(?:記載|記述))(?:の(?:とお|通)り|のこと)?"
    "(?:する|した|してある|している|されている)?(?:とする|である|です)?$"
    "|ネットワークシステム[^。\n]{0,15}提供"
    "(?:(?:のみ|だけ)(?:を行(?:う|っている)|とする|である|です)?"
    "|に限(?:る|られる|定(?:する|している|される)))$"
)
"""A sentence of Ⅲ-5 that is no measure, where all 提供 goes through the network."""
_TITLE = Pattern("[ \u3000]{0,3}[＜<《≪【〈][^＜<《≪【〈＞>》≫】〉\n]{1,30}[＞>》≫】〉]\\s{0,9}")


def measures_against_nothing(file: Facts) -> Iterator[Finding]:
    """C052, once for each of the two sections."""
    yield from _without_sharing(file)
    yield from _without_connection(file)


def _without_sharing(file: Facts) -> Iterator[Finding]:
    """Ⅲ-5; where Ⅱ-5 tells of any but through the network, C027 looks.

    提供先 with faults of their own count as others; those below 「行っていない」 are F013's.
    """
    performed, none = file.answer(SHARED), file.answer(sharing.NONE)
    risk = file.answer(sharing.RISK)
    if not performed or not none or not none.flag or not risk:
        return
    label = "提供・移転しない"
    if set(performed.marks) == {sharing.NEITHER}:
        hint = (
            "提供も移転もしていないなら消し、"
            "しているならⅡ-5とⅢ-5の「提供・移転しない」を改めてください"
        )
        yield from _told([(label, risk)], none, hint)
    elif sharing.is_by_network_alone(file):
        hint = (
            f"{NETWORK}を通じた提供の対策ならⅢ-6に移し、"
            "ほかの提供や移転もあるならⅡ-5とⅢ-5の「提供・移転しない」を改めてください"
        )
        yield from _told([(label, risk)], none, hint, _points_to_network)


def _without_connection(file: Facts) -> Iterator[Finding]:
    """Ⅲ-6; a mark against Ⅰ-5-①, Ⅰ-5-② or a use of the network is C011's, C012's or C016's."""
    boxes, basis = file.answer(network.UNCONNECTED), file.answer(NETWORK_BASIS)
    if not boxes:
        return
    is_performed = file.text(network.PERFORMED) == "実施する"
    is_unconnected = len(boxes.marks) == len(network.CONNECTED)
    if is_performed == is_unconnected or (is_unconnected and network.uses(file)):
        return
    parts = parts_of(basis.raw) if basis and is_performed else {}
    sides = zip(network.CONNECTED.items(), (INQUIRY, PROVISION), strict=True)
    unconnected = [
        (f"接続しない({side})", risk)
        for (side, id_), part in sides
        if side in boxes.marks and part not in parts and (risk := file.answer(id_))
    ]
    yield from _told(
        unconnected,
        boxes,
        "接続していないなら消し、しているならⅠ-5とⅢ-6の「接続しない」を改めてください",
    )


def _told(
    risks: list[tuple[str, Answer]],
    none: Answer,
    hint: str,
    is_no_measure: Callable[[str], bool] = lambda text: False,
) -> Iterator[Finding]:
    """One finding for a section, at the first measure that is told."""
    for label, risk in risks:
        for text in risk.written:
            said = text.text if isinstance(text.field.kind, TextKind) else ""
            if said and not _says_not_done(said) and not is_no_measure(said):
                yield Finding(
                    "C052",
                    text.path,
                    f"「{label}」に印があるのに、リスク対策が書かれています",
                    hint,
                    related=((none.path, f"「{label}」の印"),),
                )
                return


def _says_not_done(text: str) -> bool:
    """Whether a text begins by saying that there is nothing to take measures against."""
    title = _TITLE.match(text)
    first, *_ = re.split("[\n。]", text[title.end() :] if title else text, maxsplit=1)
    return _NOT_DONE.is_in(first)


def _points_to_network(text: str) -> bool:
    """Whether each sentence says that all goes through the network, or that Ⅲ-6 tells of it."""
    sentences = filter(None, map(str.strip, re.split("[\n。]", text)))
    return all(map(_POINTS_TO_NETWORK.search, sentences))


CHECKS = (Check("C052", measures_against_nothing, per="files"),)
