"""Takes posts out that are paused: by a scenario that is active, or by their own campaign."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..memory import Memory
from ..validate.checked import Checked, CheckedBrief
from ..validate.held_back import ALL, STORIES
from .hub import Campaign
from .video import filmed, without_video

__all__ = ["resumed", "without_paused"]


def without_paused(campaigns: Iterable[Campaign], checked: Checked, memory: Memory) -> Iterator[Campaign]:
    """The campaigns with the posts that are paused taken aside."""
    named = checked.readiness.held
    briefs = {brief.slug: brief for brief in checked.briefs}
    stories = tuple(story.raw.slug for story in checked.stories)
    for campaign in campaigns:
        touched = named or campaign.brief.pause
        yield memory.of(_held, campaign, briefs[campaign.slug], named, stories) if touched else campaign


def resumed(campaign: Campaign) -> Campaign:
    """The campaign and its partners' kits as they are without a pause: their posts may have gone out before that."""
    kits = tuple(resumed(kit) for kit in campaign.partner_kits)
    out = replace(campaign, posts=(*campaign.posts, *campaign.paused), paused=(), partner_kits=kits, paused_video=None)
    return filmed(out, campaign.paused_video)


def _held(campaign: Campaign, brief: CheckedBrief, named: frozenset[str], stories: tuple[str, ...]) -> Campaign:
    family = {campaign.slug, *_sources(brief)}
    own = {*campaign.brief.pause} | ({ALL} if ALL in named or family & named else set())
    own |= {STORIES} & named
    plan = {each.post.id: each for each in brief.posts}
    held = {
        post.planned
        for post in campaign.posts
        if ALL in own
        or post.planned in own
        or any(f"{slug}/{post.planned}" in named for slug in family)
        or (STORIES in own and any(plan[post.planned].tells_of(slug) for slug in stories))
    }
    if ALL in own or (STORIES in own and campaign.video and campaign.video.stories):
        campaign = replace(without_video(campaign), paused_video=campaign.video)
    if not held:
        return campaign
    aside = tuple(post for post in campaign.posts if post.planned in held)
    return replace(campaign, posts=tuple(post for post in campaign.posts if post.planned not in held), paused=aside)


def _sources(brief: CheckedBrief) -> set[str]:
    """Of which campaign it says to be a language version, also where that tie can't be relied on."""
    written = brief.page.fields.data.get("translation_of") if brief.page.fields else None
    return {written} if isinstance(written, str) else set()
