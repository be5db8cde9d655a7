"""Leave out cards whose drawn words give a withheld story away: nobody can read pixels afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from .canaries import Canaries
from .derive import Campaign, Card, FilledPost, Hub
from .derive.card import Chart
from .derive.video import without_video
from .diagnostics import Diagnostic, Place, report
from .memory import Memory

__all__ = ["leave_out_telling_cards"]


def leave_out_telling_cards(hub: Hub, telling: Canaries, memory: Memory) -> tuple[Hub, list[Diagnostic]]:
    """`hub` without the cards that say what a withheld story says, however their template puts it together."""
    kept = [memory.of(_kept, campaign, telling) for campaign in hub.campaigns]
    found = [each for _, told in kept for each in told]
    return (replace(hub, campaigns=tuple(campaign for campaign, _ in kept)) if found else hub), found


def _kept(campaign: Campaign, telling: Canaries) -> tuple[Campaign, tuple[Diagnostic, ...]]:
    told: dict[str, set[Diagnostic]] = defaultdict(set)
    for card in (*campaign.cards, *_frames(campaign), *(poster.card for poster in campaign.posters)):
        told[card.id] |= {*_told(card, telling)}
    found = sorted({each for tellings in told.values() for each in tellings}, key=lambda each: each.message)
    return (_without(campaign, told) if found else campaign), tuple(found)


def _without(campaign: Campaign, told: Mapping[str, Collection[Diagnostic]]) -> Campaign:
    if any(told.get(card.id) for card in _frames(campaign)):
        campaign = without_video(campaign)
    return replace(
        campaign,
        cards=tuple(card for card in campaign.cards if not told.get(card.id)),
        uses=tuple(use for use in campaign.uses if not told.get(use.picture.card.id)),
        posters=tuple(each for each in campaign.posters if not told.get(each.card.id)),
        posts=tuple(_post_without(post, told) for post in campaign.posts),
    )


def _post_without(post: FilledPost, told: Mapping[str, Collection[Diagnostic]]) -> FilledPost:
    """The post without pictures where one of its cards tells: what is left of a carousel may make no sense."""
    shown = (*([post.card] if post.card else ()), *post.further)
    return replace(post, card=None, alt=None, further=()) if any(told.get(each) for each in shown) else post


def _frames(campaign: Campaign) -> list[Card]:
    """The cards that the frames of a campaign's video are of."""
    return [shot.frame.card for shot in campaign.video.shots if shot.frame] if campaign.video else []


def _words(card: Card) -> Iterator[str]:
    for part in card.parts:
        yield from (part.text, part.label)
    if isinstance(card.picture, Chart):
        yield from (bar.label for bar in card.picture.bars)
    yield card.alt


def _told(card: Card, telling: Canaries) -> Iterator[Diagnostic]:
    for hit in sorted(telling.in_text(" . ".join(_words(card)))):
        place = Place(f"campaign_assets/cards/{card.template}.yml")
        yield report("story-on-card", place, card=card.id, campaign=card.campaign, what=hit.what, story=hit.story)
