"""How long a text is in each platform's own count.

The rules and their sources stand in `campaign_assets/platforms.yml` and in the docstrings below.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import regex
from twitter_text import parse_tweet

__all__ = ["COUNTS", "length_of"]

URL = regex.compile(r"https?://[^\s<>]+[^\s<>.,;:!?)\]'\"]")
MENTION = regex.compile(r"(?<![\w/])@(\w[\w.-]*)@[\w.-]+\w")
GRAPHEME = regex.compile(r"\X")
EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f?")


def _x_weighted(text: str) -> int:
    """X's weighted length: an address is 23, most letters 1, East Asian letters and emoji 2 (twitter-text v3)."""
    return int(parse_tweet(text).weightedLength)


def _bluesky(text: str) -> int:
    """Graphemes, with addresses as the official app shortens them: the host and 13 characters of a longer path."""
    return len(GRAPHEME.findall(URL.sub(lambda found: _shortened(found.group()), text)))


def _shortened(url: str) -> str:
    host, slash, path = url.split("://", 1)[1].removeprefix("www.").partition("/")
    way = slash + path if path else ""
    return host + (way if len(way) <= 15 else way[:13] + "...")


def _mastodon(text: str) -> int:
    """Graphemes, with an address as 23 and a mention without its server (Mastodon's documentation, Posting)."""
    text = MENTION.sub(r"@\1", URL.sub("x" * 23, text))
    return len(GRAPHEME.findall(text))


def _threads(text: str) -> int:
    """Characters, with an emoji as its UTF-8 bytes (Meta's Threads documentation, Posts)."""
    return len(text) + sum(len(found.encode()) - len(found) for found in EMOJI.findall(text))


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _utf8(text: str) -> int:
    return len(text.encode())


COUNTS: Mapping[str, Callable[[str], int]] = {
    "x_weighted": _x_weighted,
    "bluesky": _bluesky,
    "mastodon": _mastodon,
    "threads": _threads,
    "utf16": _utf16,
    "utf8": _utf8,
    "characters": len,
}
"""The ways of counting that `platforms.yml` can name."""


def length_of(text: str, counting: str) -> int:
    """The length of `text` by the way of counting called `counting`; KeyError if there is none."""
    return COUNTS[counting](text)
