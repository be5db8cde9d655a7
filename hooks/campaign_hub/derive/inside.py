"""What internal pages are made of: it is in the hub of a preview, and never in one that is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..appraise.preparedness import Preparation, has_spokesperson, preparations, tells_stories
from ..memory import Memory
from ..validate.checked import Checked
from ..validate.readiness_files import Readiness
from .spokespeople import Sheet

__all__ = ["Inside", "inside_of"]


@dataclass(frozen=True, slots=True)
class Inside:
    """What the organisation keeps to itself; `prepared` has what each campaign should have ready, by its slug.

    `sheets` are those of its spokespeople.
    """

    readiness: Readiness
    prepared: Mapping[str, tuple[Preparation, ...]]
    sheets: tuple[Sheet, ...] = ()


def inside_of(checked: Checked, sheets: tuple[Sheet, ...], memory: Memory) -> Inside:
    """All that a preview may show besides what is public: the very same as long as nothing of it was changed."""
    prepared = {
        brief.slug: memory.of(
            preparations,
            brief,
            checked.hub,
            checked.readiness,
            tells_stories(brief, checked),
            has_spokesperson(brief, checked),
        )
        for brief in checked.briefs
    }
    return memory.same("inside", Inside(checked.readiness, prepared, sheets))
