"""Cards as kit pages show them: with their pictures, one for each shape and file type."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from ..derive import Campaign, Card, Picture
from .campaign_files import KitFiles

__all__ = ["card_views", "further_pictures", "post_pictures"]


def card_views(campaign: Campaign, kit: KitFiles) -> list[dict[str, Any]]:
    """Every card that the kit shows, with its pictures and the platforms that each is for."""
    shown = {use.picture.card.id for use in campaign.kit_uses}
    return [_card_view(campaign, kit, card) for card in campaign.cards if card.id in shown]


def post_pictures(campaign: Campaign, kit: KitFiles) -> dict[str, dict[str, Any] | None]:
    """The picture that goes with each post that has one, by the post's id and platform."""
    return {
        f"{post.id}-{post.platform}": _use_view(campaign, kit, post.card, post.platform)
        for post in campaign.posts
        if post.card
    }


def further_pictures(campaign: Campaign, kit: KitFiles) -> dict[str, list[dict[str, Any]]]:
    """The pictures that come after the first in each post's carousel, by the post's id and platform."""
    return {
        f"{post.id}-{post.platform}": [
            view for card in post.further if (view := _use_view(campaign, kit, card, post.platform))
        ]
        for post in campaign.posts
        if post.further
    }


def _use_view(campaign: Campaign, kit: KitFiles, card: str, platform: str) -> dict[str, Any] | None:
    use = campaign.card_use(card, platform)
    return _picture_view(use.picture, kit) if use and use.picture.path in kit.digests else None


def _picture_view(picture: Picture, kit: KitFiles) -> dict[str, Any]:
    return {
        "path": picture.path,
        "version": kit.digests[picture.path],
        "shape": picture.shape_name,
        "width": picture.shape.width,
        "height": picture.shape.height,
        "alt": picture.card.alt,
    }


def _card_view(campaign: Campaign, kit: KitFiles, card: Card) -> dict[str, Any]:
    uses = [use for use in campaign.kit_uses if use.picture.card.id == card.id and use.picture.path in kit.digests]
    platforms: dict[str, list[str]] = defaultdict(list)
    for use in uses:
        if use.platform not in platforms[use.picture.path]:
            platforms[use.picture.path].append(use.platform)
    pictures = {use.picture.path: use.picture for use in uses}
    views = [_picture_view(picture, kit) | {"platforms": platforms[path]} for path, picture in pictures.items()]
    return {"card": card, "pictures": views}
