"""Whether descriptions of pictures are as short as the platforms take them."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Place, report
from ..validate.checked import Checked, CheckedPost
from ..validate.platforms import Platform
from .hub import Campaign
from .places import place_of

__all__ = ["long_alts", "long_written_alts"]


def long_alts(checked: Checked, campaign: Campaign) -> Iterator[Diagnostic]:
    """The cards whose own words come to a longer description than some platform of theirs takes; each card once."""
    for card in campaign.cards:
        limits = [checked.platforms.platforms[name] for name in card.platforms]
        strictest = min((each for each in limits if _limit(each)), key=_limit, default=None)
        if strictest and len(card.alt) > _limit(strictest):
            place = place_of(campaign, card.parts[0].field)
            yield _report("card-alt-too-long", place, card.alt, strictest, card=card.id)


def long_written_alts(post: CheckedPost, platforms: list[Platform]) -> Iterator[Diagnostic]:
    """Each platform that takes no description as long as the one that an editor wrote for `post`."""
    for platform in platforms:
        if post.post.alt and _limit(platform) and len(post.post.alt) > _limit(platform):
            yield _report("post-alt-too-long", post.place("alt"), post.post.alt, platform)


def _limit(platform: Platform) -> int:
    return (platform.picture.alt if platform.picture else None) or 0


def _report(name: str, place: Place, alt: str, platform: Platform, **facts: str) -> Diagnostic:
    limit = _limit(platform)
    return report(name, place, platform=platform.name, length=len(alt), limit=limit, over=len(alt) - limit, **facts)
