"""What ``pia threshold`` answers, for programs."""

from __future__ import annotations

from typing import Any

from pia_cli.rules.threshold import Figures
from pia_cli.rules.threshold_steps import results, steps


def threshold_data(figures: Figures) -> dict[str, Any]:
    """The figures, each question with its answer, and the evaluations that may be required."""
    return {
        "schema": "pia.threshold/1",
        "people_from": figures.people,
        "staff": list(figures.staff),
        "incident": figures.incident,
        "steps": [
            {"question": one.question, "answer": one.answer, "basis": one.basis}
            for one in steps(figures)
        ],
        "required": [
            {"evaluation": str(result), "basis": basis} for result, basis in results(figures)
        ],
    }
