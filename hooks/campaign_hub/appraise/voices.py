"""Whose voices a campaign's allies bring, and whose are missing."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, report
from ..validate.brief import Audience, Brief
from ..validate.checked import CheckedBrief

__all__ = ["check_voices", "missing_voices"]


def missing_voices(brief: Brief) -> tuple[Audience, ...]:
    """The audiences that none of the allies speaks for."""
    heard = {name for ally in brief.allies for name in ally.speaks_for}
    return tuple(audience for audience in brief.audiences if audience.id not in heard)


def check_voices(checked: CheckedBrief) -> Iterator[Diagnostic]:
    """A thought for an editor who has listed allies; a brief without any is not asked for them."""
    brief = checked.brief
    if not brief.allies:
        return
    if missing := missing_voices(brief):
        names = " or ".join(audience.name for audience in missing)
        yield report("allies-voices-missing", checked.place("allies"), audiences=names)
    if not any(ally.sees_it_differently for ally in brief.allies):
        yield report("allies-all-agree", checked.place("allies"))
