"""提出時期 of a change: what the rules propose, on what ground. A person decides."""

from __future__ import annotations

from dataclasses import dataclass

from pia_cli.compare.change import Change, Weight
from pia_cli.compare.likely import explanations
from pia_cli.forms.choices import AFTER, BEFORE
from pia_cli.forms.kinds import Kind

STARRED = (
    "様式で※の付いた項目の変更です。重要な変更（規則第11条）に当たる場合は、"
    "変更の前に評価を再実施して提出・公表します（規則第6条）"
)
PLAIN = (
    "様式で※の付いていない項目の変更です。変更の後、速やかに修正して提出・公表します（規則第14条）"
)
SAME = "書き方だけの違いです。表に載せるかは任意です"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is proposed for 提出時期.

    ``is_candidate``: the change may be a 重要な変更. ``proposal`` is one of `TIMINGS`, ``ground``
    why; ``explanations`` are texts for 提出時期に係る説明 that the change looks like, often none.
    """

    is_candidate: bool
    proposal: str
    ground: str
    explanations: tuple[str, ...]


def judge(change: Change, kind: Kind | None, new_form: bool = False) -> Judgement:
    """The proposal for one change (規則第6条・第11条・第14条; 様式3 ※).

    ``kind`` and ``new_form`` as in `explanations`.
    """
    if change.weight is not Weight.SUBSTANCE:
        return Judgement(False, AFTER, SAME, ())
    offered = explanations(change, kind, new_form)
    if change.star:
        return Judgement(True, BEFORE, STARRED, offered)
    return Judgement(False, AFTER, PLAIN, offered)
