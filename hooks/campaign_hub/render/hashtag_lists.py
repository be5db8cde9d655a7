"""The hashtags as a list to copy from."""

from __future__ import annotations

from ..derive import Campaign, Hub
from ..derive.passing_on import hashtags_for

__all__ = ["hashtags_text"]


def hashtags_text(hub: Hub, campaign: Campaign, platform: str | None = None) -> str:
    """The hashtags, one a line, official ones first; for one platform, at most as many as it takes."""
    known = hub.checked.platforms.platforms[platform] if platform else None
    return "".join(f"#{tag.tag}\n" for tag in hashtags_for(campaign, known))
