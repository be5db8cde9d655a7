"""Leave out cards whose drawn words give a withheld story away: nobody can read pixels afterwards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from .derive import Campaign, Card, Hub
from .derive.card import Chart
from .diagnostics import Diagnostic, Place, report
from .mentions import Mentions

__all__ = ["leave_out_telling_cards"]


def leave_out_telling_cards(hub: Hub, mentions: Mentions) -> tuple[Hub, list[Diagnostic]]:
    """`hub` without the cards that say what a withheld story says, however their template puts it together."""
    found: list[Diagnostic] = []
    campaigns = tuple(_kept(campaign, mentions, found) for campaign in hub.campaigns)
    return (replace(hub, campaigns=campaigns) if found else hub), found


def _kept(campaign: Campaign, mentions: Mentions, found: list[Diagnostic]) -> Campaign:
    told: dict[str, set[Diagnostic]] = defaultdict(set)
    for card in (*campaign.cards, *(poster.card for poster in campaign.posters)):
        told[card.id] |= {*_told(card, mentions)}
    found += sorted({each for tellings in told.values() for each in tellings}, key=lambda each: each.message)
    return replace(
        campaign,
        cards=tuple(card for card in campaign.cards if not told[card.id]),
        uses=tuple(use for use in campaign.uses if not told[use.picture.card.id]),
        posters=tuple(each for each in campaign.posters if not told.get(each.card.id)),
        posts=tuple(
            replace(post, card=None, alt=None) if post.card and told.get(post.card) else post for post in campaign.posts
        ),
    )


def _words(card: Card) -> Iterator[str]:
    for part in card.parts:
        yield from (part.text, part.label)
    if isinstance(card.picture, Chart):
        yield from (bar.label for bar in card.picture.bars)
    yield card.alt


def _told(card: Card, mentions: Mentions) -> Iterator[Diagnostic]:
    for hit in sorted(mentions.of(" . ".join(_words(card)))):
        place = Place(f"campaign_assets/cards/{card.template}.yml")
        yield report("story-on-card", place, card=card.id, campaign=card.campaign, what=hit.what, story=hit.story)
