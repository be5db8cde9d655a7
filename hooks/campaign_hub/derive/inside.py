"""What internal pages are made of: it is in the hub of a preview, and never in one that is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..appraise.preparedness import Preparation, preparations, speaking_for, stories_of
from ..diagnostics import Diagnostic
from ..memory import Memory
from ..validate.checked import Checked
from ..validate.readiness_files import Readiness
from ..wording.inviting import Balance, balance_of
from .spokespeople import Sheet

__all__ = ["Inside", "inside_of"]


@dataclass(frozen=True, slots=True)
class Inside:
    """What the organisation keeps to itself, by campaigns' slugs where it is about campaigns.

    `prepared` is what each should have ready, `balance` whether it asks or only tells. `sheets` are those of its
    spokespeople. `agenda` is what is odd about the calendar.
    """

    readiness: Readiness
    prepared: Mapping[str, tuple[Preparation, ...]]
    balance: Mapping[str, Balance]
    sheets: tuple[Sheet, ...] = ()
    agenda: tuple[Diagnostic, ...] = ()


def inside_of(checked: Checked, sheets: tuple[Sheet, ...], memory: Memory) -> Inside:
    """All that a preview may show besides what is public: the very same as long as nothing of it was changed."""
    prepared = {
        brief.slug: memory.of(
            preparations,
            brief,
            checked.hub,
            checked.readiness,
            stories_of(brief, checked),
            speaking_for(brief, checked),
        )
        for brief in checked.briefs
    }
    settings = checked.settings(memory)
    balance = {brief.slug: memory.of(balance_of, brief, settings) for brief in checked.briefs}
    return memory.same("inside", Inside(checked.readiness.shown, prepared, balance, sheets))
