"""Which channel a published file belongs to, so that a story is found where its consent does not reach.

These are the rules of the contract's channels, read from the paths of the built site and not from how it was made.
"""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = ["PREVIEW", "is_cleared"]

PREVIEW = "link preview of "
"""What the name of a page's link preview begins with."""

OWN_CHANNELS = frozenset({"website", "link_preview", "kit", "print", "press"})
"""The channels that are no platform's."""
KIT_PAGE = re.compile(r"campaigns/[^/]+/kit/index\.html")
DOWNLOADS = re.compile(r"campaigns/[^/]+/kit/|calendar\.ics$")
CARDS = re.compile(r"campaigns/[^/]+/cards/")


def is_cleared(path: str, channels: Collection[str]) -> bool:
    """Whether a story cleared for `channels` may be in the published file `path`."""
    on_a_platform = not OWN_CHANNELS.issuperset(channels)
    if path.startswith(PREVIEW):
        return "link_preview" in channels
    if KIT_PAGE.match(path):
        return on_a_platform
    if DOWNLOADS.match(path):
        return "kit" in channels and on_a_platform
    if CARDS.match(path):
        return on_a_platform or "link_preview" in channels
    return "website" in channels
