"""appraise: whether checked briefs hold together on a day: objectives, coverage, evidence, sign-offs, results."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..diagnostics import Diagnostic, errors_of, report
from ..memory import Memory
from ..validate.checked import Checked, CheckedBrief
from ..validate.readiness_files import Readiness
from .approvals import check_approvals
from .coverage import Coverage, check_coverage, cover
from .dates import check_dates, is_under_review
from .evidence import check_evidence
from .objectives import check_objectives
from .observances import check_observance, look_ahead
from .preparedness import Speaking, check_preparedness, speaking_for, stories_of
from .readiness import check_readiness
from .results import check_results
from .spokespeople import check_spokespeople
from .voices import check_voices

__all__ = ["Coverage", "appraise", "cover", "is_under_review", "look_ahead"]


def appraise(checked: Checked, today: date, memory: Memory) -> tuple[Checked, list[Diagnostic]]:
    """Look at every brief as a whole. One that can't count as approved is back in review, for the preview alone."""
    settings, ready = checked.settings(memory), checked.readiness
    appraised = [
        memory.of(_appraised, brief, settings, ready, stories_of(brief, checked), speaking_for(brief, checked), today)
        for brief in checked.briefs
    ]
    found = [each for _, told in appraised for each in told]
    return replace(checked, briefs=tuple(brief for brief, _ in appraised)), [
        *found,
        *check_readiness(checked, today),
        *check_spokespeople(checked, today),
    ]


def _appraised(
    brief: CheckedBrief,
    settings: Checked,
    ready: Readiness,
    stories: frozenset[str],
    speaking: Speaking,
    today: date,
) -> tuple[CheckedBrief, tuple[Diagnostic, ...]]:
    prepared = check_preparedness(brief, settings.hub, ready, stories, speaking, today)
    told = (*_told_of(brief, settings, today), *prepared)
    return (_in_review(brief) if errors_of(told) else brief), told


def _told_of(brief: CheckedBrief, checked: Checked, today: date) -> Iterator[Diagnostic]:
    numbers = {helpline.number for helpline in checked.hub.helplines}
    names = {name: platform.name for name, platform in checked.platforms.platforms.items()}
    yield from check_objectives(brief, today)
    yield from check_coverage(brief, cover(brief), checked.suitability, names)
    yield from check_evidence(brief, checked.hub.language, numbers, today)
    yield from check_approvals(brief, checked.hub.approvals, today)
    yield from check_dates(brief, checked.hub.review.grace_days, today)
    if brief.brief.pause:
        yield report("campaign-paused", brief.place("pause"), held=", ".join(brief.brief.pause))
    yield from check_voices(brief)
    yield from check_results(brief, checked.analytics, today)
    yield from check_observance(brief, checked.observances, today)


def _in_review(brief: CheckedBrief) -> CheckedBrief:
    if brief.brief.stage != "approved":
        return brief
    return replace(brief, brief=brief.brief.model_copy(update={"stage": "review"}))
