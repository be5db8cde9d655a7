"""What to look at in the calendar: what is odd about it on the day, and what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from ..diagnostics import Diagnostic
from .hub import Campaign, Hub

__all__ = ["Coming", "comes_next", "with_agenda"]

OF_THE_CALENDAR = frozenset(
    {
        "consent-ends-soon",
        "consent-lapses-soon",
        "correction-ahead",
        "post-in-the-past",
        "post-outside-campaign",
        "post-outside-hours",
        "post-repeated",
        "post-time-skipped",
        "post-without-cover",
        "posts-at-once",
        "posts-crowded",
        "posts-gap",
        "posts-too-near",
        "readiness-overdue",
        "review-long-overdue",
        "review-overdue",
        "tag-check-old",
        "translation-behind",
    }
)
"""What is found in the content that is about days."""


class Coming(NamedTuple):
    """A day of a campaign that is still to come."""

    day: date
    kind: str
    campaign: Campaign


def with_agenda(hub: Hub, found: Iterable[Diagnostic]) -> Hub:
    """`hub`, a preview's, with what is odd about the calendar by what was `found`; any other hub as it is."""
    if hub.inside is None:
        return hub
    odd = {each for each in found if each.name in OF_THE_CALENDAR}
    agenda = tuple(sorted(odd, key=lambda each: (each.place, each.name, each.message)))
    return replace(hub, inside=replace(hub.inside, agenda=agenda))


def comes_next(campaigns: Iterable[Campaign], day: date) -> Coming | None:
    """The first day from `day` on that a campaign begins, ends or is due to be looked at again."""
    coming = [each for campaign in campaigns for each in _days(campaign) if each.day >= day]
    return min(coming, key=lambda each: (each.day, each.campaign.slug, each.kind), default=None)


def _days(campaign: Campaign) -> Iterator[Coming]:
    brief = campaign.brief
    yield Coming(brief.starts, "starts", campaign)
    yield Coming(brief.ends, "ends", campaign)
    if brief.review_due:
        yield Coming(brief.review_due, "review", campaign)
