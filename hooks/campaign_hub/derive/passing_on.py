"""What others may pass on of a campaign, and which files of the kit it goes into."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..validate.brief import Hashtag
from ..validate.platforms import Platform
from .hub import Campaign, Hub
from .posts import FilledPost

__all__ = ["ImportFile", "handed_on", "hashtags_for", "import_files", "packed_platforms", "platform_zip"]

ROLES = ("official", "topic", "community")


@dataclass(frozen=True, slots=True)
class ImportFile:
    """A table of posts that one scheduling tool imports for one platform: part `part` of `parts`, counted from 1."""

    scheduler: str
    platform: str
    part: int
    parts: int
    posts: tuple[FilledPost, ...]

    @property
    def name(self) -> str:
        """The file's name, with a number where there are several."""
        number = f"-{self.part}" if self.parts > 1 else ""
        return f"{self.scheduler}-{self.platform}{number}.csv"


def handed_on(campaign: Campaign, platform: str | None = None) -> tuple[FilledPost, ...]:
    """The posts that others may pass on, all or those of one platform."""
    return tuple(post for post in campaign.posts if post.in_downloads and platform in (None, post.platform))


def import_files(hub: Hub, campaign: Campaign, only: str | None = None) -> Iterator[ImportFile]:
    """The tables for each scheduling tool, for all platforms or `only` one, none longer than its tool takes.

    Threads are in none: a tool would post their parts beside each other.
    """
    for name, scheduler in hub.checked.schedulers.items():
        for platform in hub.checked.platforms.platforms:
            if platform in scheduler.platforms and only in (None, platform):
                single = tuple(post for post in handed_on(campaign, platform) if not post.parts)
                yield from _in_parts(name, platform, single, scheduler.rows)


def _in_parts(scheduler: str, platform: str, posts: tuple[FilledPost, ...], rows: int) -> Iterator[ImportFile]:
    parts = -(-len(posts) // rows)
    for part in range(parts):
        yield ImportFile(scheduler, platform, part + 1, parts, posts[part * rows : (part + 1) * rows])


def packed_platforms(hub: Hub, campaign: Campaign) -> tuple[str, ...]:
    """The platforms with a ZIP of their own: those that a card or a post may be passed on for."""
    if not hub.checked.hub.kit.zip_per_platform:
        return ()
    named = {
        use.platform
        for use in campaign.kit_uses
        if use.picture.card.in_downloads and use.platform in campaign.platforms
    }
    named |= {post.platform for post in handed_on(campaign)}
    return tuple(name for name in hub.checked.platforms.platforms if name in named)


def platform_zip(campaign: Campaign, platform: str) -> str:
    """The name of one platform's ZIP."""
    return f"{campaign.slug}-{platform}.zip"


def hashtags_for(campaign: Campaign, platform: Platform | None = None) -> tuple[Hashtag, ...]:
    """The hashtags, official ones first; for one platform, those that it takes and no more."""
    ranked = tuple(sorted(campaign.brief.hashtags, key=lambda tag: ROLES.index(tag.role)))
    if platform is None:
        return ranked
    rule = platform.hashtags
    if rule is None or not rule.recommended:
        return ()
    taken = [tag for tag in ranked if rule.longest is None or len(tag.tag) <= rule.longest]
    return tuple(taken[: rule.max])
