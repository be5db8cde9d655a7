"""What internal pages are made of: it is in the hub of a preview, and never in one that is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..appraise.preparedness import Preparation, preparations, tells_stories
from ..memory import Memory
from ..validate.checked import Checked
from ..validate.readiness_files import Readiness

__all__ = ["Inside", "inside_of"]


@dataclass(frozen=True, slots=True)
class Inside:
    """What the organisation keeps to itself; `prepared` has what each campaign should have ready, by its slug."""

    readiness: Readiness
    prepared: Mapping[str, tuple[Preparation, ...]]


def inside_of(checked: Checked, memory: Memory) -> Inside:
    """All that a preview may show besides what is public: the very same as long as nothing of it was changed."""
    prepared = {
        brief.slug: memory.of(preparations, brief, checked.hub, checked.readiness, tells_stories(brief, checked))
        for brief in checked.briefs
    }
    return memory.same("inside", Inside(checked.readiness.shown, prepared))
