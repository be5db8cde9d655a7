"""A link and a card that other sites can put into their own pages: what the templates need to write them."""

from __future__ import annotations

from typing import Any

from ..derive import PREVIEW, Campaign, Hub
from .addresses import site_address

__all__ = ["badge_view"]


def badge_view(hub: Hub, campaign: Campaign) -> dict[str, Any]:
    """Where a badge of the campaign leads, and the picture of its card, or None where that was not drawn.

    Addresses are whole, because they stand on other sites; `path` is the picture's own below this site's root.
    """
    use = campaign.card_use("headline", PREVIEW)
    picture = (
        {
            "address": site_address(hub, use.picture.path),
            "path": use.picture.path,
            "width": use.picture.shape.width,
            "height": use.picture.shape.height,
            "alt": use.picture.card.alt,
        }
        if use
        else None
    )
    return {"address": site_address(hub, f"campaigns/{campaign.slug}/"), "picture": picture}
