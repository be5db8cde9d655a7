"""Takes posts out that are paused: by a scenario that is active, or by their own campaign."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..validate.checked import Checked, CheckedPost
from ..validate.pauses import ALL, STORIES
from .hub import Campaign

__all__ = ["resumed", "without_paused"]


def without_paused(campaigns: Iterable[Campaign], checked: Checked) -> tuple[Campaign, ...]:
    """The campaigns with the posts that are paused taken aside."""
    named = {name for each in checked.readiness.scenarios if each.scenario.active for name in each.scenario.pause}
    plans = {brief.slug: {post.post.id: post for post in brief.posts} for brief in checked.briefs}
    slugs = [story.raw.slug for story in checked.stories]
    return tuple(_held(campaign, named, plans.get(campaign.slug, {}), slugs) for campaign in campaigns)


def resumed(campaign: Campaign) -> Campaign:
    """The campaign as it is without a pause: its posts may have gone out before that."""
    return replace(campaign, posts=(*campaign.posts, *campaign.paused), paused=())


def _held(campaign: Campaign, named: set[str], plan: dict[str, CheckedPost], stories: list[str]) -> Campaign:
    own = {*campaign.brief.pause} | ({ALL} if ALL in named or campaign.slug in named else set())
    own |= {STORIES} & named
    held = {
        post.id
        for post in campaign.posts
        if ALL in own
        or post.id in own
        or f"{campaign.slug}/{post.id}" in named
        or (STORIES in own and any(plan[post.id].tells_of(slug) for slug in stories))
    }
    if not held:
        return campaign
    aside = tuple(post for post in campaign.posts if post.id in held)
    return replace(campaign, posts=tuple(post for post in campaign.posts if post.id not in held), paused=aside)
