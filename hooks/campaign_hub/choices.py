"""What an editor chooses from, for the models of files and for `new`, which does without them: they load slowly."""

from __future__ import annotations

from typing import Literal

__all__ = ["GivenBy", "ScenarioKind"]

ScenarioKind = Literal[
    "story-withdrawn",
    "story-recognised",
    "story-death",
    "story-reshared",
    "suicide-risk",
    "misinformation",
    "wrong-fact",
    "data-breach",
    "partner",
    "account",
    "event",
    "other",
]
"""What a scenario is about: what may happen to people who told a story, to facts, and to the organisation."""
GivenBy = Literal["self", "guardian", "guardian_and_child", "representative"]
"""Who gives a person's consent."""
