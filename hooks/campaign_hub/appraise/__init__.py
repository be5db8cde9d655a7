"""appraise: whether checked briefs hold together on a day: objectives, coverage, evidence, approvals, review."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from ..diagnostics import Diagnostic, errors_of
from ..validate.checked import Checked, CheckedBrief
from .approvals import check_approvals
from .coverage import Coverage, check_coverage, cover
from .dates import check_dates, is_under_review
from .evidence import check_evidence
from .objectives import check_objectives
from .voices import check_voices

__all__ = ["Coverage", "appraise", "cover", "is_under_review"]


def appraise(checked: Checked, today: date) -> tuple[Checked, list[Diagnostic]]:
    """Look at every brief as a whole. One that can't count as approved is back in review, for the preview alone."""
    numbers = {helpline.number for helpline in checked.hub.helplines}
    found: list[Diagnostic] = []
    briefs: list[CheckedBrief] = []
    for brief in checked.briefs:
        told = list(_told_of(brief, checked, numbers, today))
        found += told
        briefs.append(_in_review(brief) if errors_of(told) else brief)
    return replace(checked, briefs=tuple(briefs)), found


def _told_of(brief: CheckedBrief, checked: Checked, numbers: Collection[str], today: date) -> Iterator[Diagnostic]:
    names = {name: platform.name for name, platform in checked.platforms.platforms.items()}
    yield from check_objectives(brief, today)
    yield from check_coverage(brief, cover(brief), checked.suitability, names)
    yield from check_evidence(brief, checked.hub.language, numbers, today)
    yield from check_approvals(brief, checked.hub.approvals, today)
    yield from check_dates(brief, checked.hub.review.grace_days, today)
    yield from check_voices(brief)


def _in_review(brief: CheckedBrief) -> CheckedBrief:
    if brief.brief.stage != "approved":
        return brief
    return replace(brief, brief=brief.brief.model_copy(update={"stage": "review"}))
