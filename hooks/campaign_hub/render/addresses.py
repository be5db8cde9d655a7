"""Whole addresses on the published site, and links that open a post in its app."""

from __future__ import annotations

from ..derive import Campaign, CardUse, FilledPost, Hub
from ..derive.links import share_link

__all__ = ["card_address", "card_of", "kit_address", "share_of", "site_address"]


def site_address(hub: Hub, path: str) -> str:
    """The whole address of a file or page at `path` below the site's root."""
    return hub.checked.hub.url.rstrip("/") + "/" + path


def kit_address(hub: Hub, campaign: Campaign, name: str = "") -> str:
    """The whole address of a campaign's kit page, or of the file `name` beside it."""
    return site_address(hub, f"{campaign.folder}/{name}")


def card_address(hub: Hub, use: CardUse) -> str:
    """The whole address of a picture on the published site."""
    return site_address(hub, use.picture.path)


def card_of(campaign: Campaign, post: FilledPost) -> CardUse | None:
    """The picture that goes with a post on its platform, or None where it has none there."""
    return campaign.card_use(post.card, post.platform) if post.card else None


def share_of(hub: Hub, campaign: Campaign, post: FilledPost) -> str | None:
    """A link that opens the platform with this post in it, or None where it has none or the post hangs on another."""
    if post.follows:
        return None
    platform = hub.checked.platforms.platforms[post.platform]
    use = card_of(campaign, post)
    return share_link(platform, text=post.text, url=post.link, media=card_address(hub, use) if use else None)
