"""The internal page of the day: what to do in a quarter of an hour, and whether campaigns ask or only tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..canaries import INTERNAL_FOLDER
from ..derive import Campaign, FilledPost, Hub, Speech
from ..derive.agenda import comes_next
from ..derive.daily import Day, day_of, turn
from ..derive.inside import Inside
from .artifact import InternalPage
from .campaign_files import KitFiles
from .card_views import further_pictures, post_pictures
from .post_views import post_views
from .readiness_pages import TRIAGE, active_plans, triage_view
from .staffed_hours import span
from .views import shared

__all__ = ["CALENDAR", "coming_text", "daily_page"]

CALENDAR = f"{INTERNAL_FOLDER}daily.ics"


def daily_page(hub: Hub, inside: Inside, kits: Mapping[str, KitFiles] | None) -> InternalPage:
    """The page of the day that the hub is as of. Without `kits` it is for paper, and holds less of stories.

    A post that tells a story which is not for kits is named there and not said: paper can't be taken back.
    """
    speech = hub.speech
    day = day_of(hub.campaigns, hub.as_of.date())
    view = {
        "day": day,
        "today": speech.weekday(day.day),
        "steps": [(each.name, span(each.minutes, speech)) for each in day.steps],
        "posts": sorted(_due(hub, day, kits), key=lambda both: both[1]["post"].at),
        "held": [(campaign, _names(hub, some)) for campaign, some in day.held],
        "plans": active_plans(hub, inside.readiness),
        "paused": [each for each in hub.campaigns if each.paused],
        "triage": triage_view(hub, inside.readiness.triage, speech)["branches"] if inside.readiness.triage else [],
        "triage_path": TRIAGE,
        "check": turn(inside.agenda, day.day),
        "checks": len(inside.agenda),
        "coming": coming_text(hub, day, speech),
        "balance": [(each, inside.balance[each.slug]) for each in hub.campaigns if each.slug in inside.balance],
        "calendar": CALENDAR,
        "on_paper": kits is None,
    }
    return InternalPage(
        path=f"{INTERNAL_FOLDER}daily/index.md",
        title=speech("daily_title"),
        description=speech("daily_lead", day=speech.weekday(day.day)),
        language=speech.language,
        direction=speech.direction,
        template="pages/daily.html",
        view=shared(hub, speech) | view,
    )


def coming_text(hub: Hub, day: Day, speech: Speech) -> str | None:
    """What comes next in the calendar after all else, in words; None where nothing does."""
    coming = comes_next(hub.campaigns, day.day)
    if coming is None:
        return None
    what = speech(f"campaign_{coming.kind}", campaign=coming.campaign.brief.title)
    return speech("daily_coming", what=what, day=speech.day(coming.day))


def _due(hub: Hub, day: Day, kits: Mapping[str, KitFiles] | None) -> Iterator[tuple[Campaign, dict[str, Any]]]:
    """Each post of the day as the kit page shows it, and whether its text is `said`."""
    for campaign, posts in day.due:
        kit = kits[campaign.slug] if kits is not None else None
        pictures = (post_pictures(campaign, kit), further_pictures(campaign, kit)) if kit else ({}, {})
        for view in post_views(hub, campaign, *pictures):
            if view["post"] in posts:
                yield campaign, view | {"said": kits is not None or view["post"].in_downloads}


def _names(hub: Hub, posts: tuple[FilledPost, ...]) -> str:
    """Posts as people find them in a scheduling tool: each with its platform and its time."""
    return hub.speech.together(_name(hub, post) for post in posts if not post.follows)


def _name(hub: Hub, post: FilledPost) -> str:
    return f"{post.id} ({hub.checked.platforms.platforms[post.platform].name}, {hub.speech.clock(post.at)})"
