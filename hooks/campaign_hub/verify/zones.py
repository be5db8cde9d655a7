"""Which channel a published file belongs to, so that a story is found where its consent does not reach.

These are the rules of the contract's channels, read from the paths of the built site and not from how it was made.
"""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = ["POSTER", "PREVIEW", "is_cleared"]

PREVIEW = "link preview of "
"""What the name of a page's link preview begins with."""

POSTER = "poster named in "
"""What the name of a file begins with where only the addresses of posters in it are meant."""

OWN_CHANNELS = frozenset({"website", "link_preview", "kit", "print", "press"})
"""The channels that are no platform's."""
KIT_PAGE = re.compile(r"campaigns/[^/]+/kit/index\.html")
DOWNLOADS = re.compile(r"campaigns/[^/]+/kit/|calendar\.ics$")
PLATFORM_ZIP = re.compile(r"campaigns/([^/]+)/kit/\1-(?!kit\.zip)([a-z0-9-]+)\.zip")
IMPORT_TABLE = re.compile(r"campaigns/[^/]+/kit/(?:[^/]+\.zip/[^/]+/)?(?!posts\.csv$)([a-z0-9-]+?)(?:-[0-9]+)?\.csv$")
POSTERS = re.compile(r"campaigns/[^/]+/(?:kit/[^/]+\.zip/[^/]+/)?posters/")
PARTNER = re.compile(r"campaigns/[^/]+/kit/partners/([^/]+)/")
CARDS = re.compile(r"campaigns/[^/]+/cards/")


def is_cleared(path: str, channels: Collection[str], recipients: Collection[str] = ()) -> bool:
    """Whether a story cleared for `channels` may be in the published file `path`, or in a file packed into it.

    The path of a packed file is the archive's path, a slash, and its own in the archive. A partner's kit is for the
    `recipients` that the people in the story named.
    """
    partner = PARTNER.search(path)
    return (partner is None or partner[1] in recipients) and _reaches(channels, path)


def _reaches(channels: Collection[str], path: str) -> bool:
    """Whether one of `channels` is that of the file at `path`, and none that it needs besides is missing."""
    on_a_platform = not OWN_CHANNELS.issuperset(channels)
    if path.startswith(PREVIEW):
        return "link_preview" in channels
    if path.startswith(POSTER) or POSTERS.match(path):
        return _may_be_printed(path.removeprefix(POSTER), channels)
    if KIT_PAGE.match(path):
        return on_a_platform
    if DOWNLOADS.match(path):
        return "kit" in channels and on_a_platform and _is_of_a_cleared_platform(path, channels)
    if CARDS.match(path):
        return on_a_platform or "link_preview" in channels
    return "website" in channels


def _is_of_a_cleared_platform(path: str, channels: Collection[str]) -> bool:
    """Whether a download that is for one platform alone is for one of `channels`; others are for all."""
    packed, table = PLATFORM_ZIP.match(path), IMPORT_TABLE.match(path)
    if packed and packed[2] not in channels:
        return False
    return table is None or any(table[1].endswith(f"-{channel}") for channel in channels)


def _may_be_printed(path: str, channels: Collection[str]) -> bool:
    """Whether a poster may be at `path`, or be named there: passed on only with `kit`."""
    passed_on = DOWNLOADS.match(path) and not KIT_PAGE.match(path)
    return "print" in channels and (not passed_on or "kit" in channels)
