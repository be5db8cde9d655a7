"""How long a text is in each platform's own count.

The rules and their sources stand in `campaign_assets/platforms.yml` and in the docstrings below.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import Any
from urllib.parse import quote, urlsplit

import regex

from .emoji import EMOJI
from .text_messages import messages_for

__all__ = ["COUNTS", "bytes_of", "length_of"]

# Bluesky's own reading of an address in a text: it ends at a space, and one mark after it is not part of it.
BLUESKY_URL = regex.compile(r"(?<=^|[\s(])https?://\S+", regex.IGNORECASE)
MENTION = regex.compile(r"(?<![\w/])@(\w[\w.-]*)@[\w.-]+\w")
GRAPHEME = regex.compile(r"\X")
LINE_END = regex.compile(r"\r\n?")
# The ranges of twitter-text's configuration 3, without the two signs in them that it has as emoji: (c) and (r).
LIGHT_ON_X = regex.compile("[\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037--[\u00a9\u00ae]]", regex.VERSION1)
OLD_EMOJI = "\U0001f600"
URL_LENGTH = 23
REMEMBERED = 4096


def _x_weighted(text: str) -> int:
    """X's weighted length: an address is 23, most letters 1, East Asian letters and each emoji 2 (twitter-text v3).

    The library looks for emoji in a table of 2019, which takes it a millisecond a text: they are told here by Unicode's
    properties, and what is an address and what a letter weighs is the library's.
    """
    plain = LINE_END.sub("\n", unicodedata.normalize("NFC", EMOJI.sub(_as_one_letter, text)))
    addresses = {found["indices"][0]: found["url"] for found in _addresses_in(plain, bare=True)}
    rest, at = 0, 0
    for start, url in sorted(addresses.items()):
        if start >= at:
            rest += _weight(plain[at:start])
            at = start + len(url)
            rest += URL_LENGTH
    return rest + _weight(plain[at:])


def _addresses_in(text: str, *, bare: bool) -> list[dict[str, Any]]:
    """The addresses in `text` by twitter-text's rules, each with its place; with `bare` also those without http."""
    found: list[dict[str, Any]] = _library()(text, extract_urls_without_protocol=bare)
    return found


@cache
def _library() -> Callable[..., Any]:
    """What finds addresses in twitter-text; only a hub with posts to X or Mastodon loads it.

    The package as a whole takes most of a second to load, nearly all of it for a table of emoji that is not used here.
    So its modules are looked for in it without running the package itself, which stays to be imported by anybody.
    """
    name = "twitter_text"
    spec = None if name in sys.modules else find_spec(name)
    if spec:
        sys.modules[name] = module_from_spec(spec)
    try:
        finder: Callable[..., Any] = import_module(f"{name}.extract_urls").extract_urls_with_indices
    finally:
        if spec:
            sys.modules.pop(name, None)
    return finder


def _weight(text: str) -> int:
    return 2 * len(text) - len(LIGHT_ON_X.findall(text))


def _as_one_letter(found: regex.Match[str]) -> str:
    # A letter-like sign such as (c) is an emoji only where something makes it one.
    written = found.group()
    return written if len(written) == 1 else OLD_EMOJI


def _bluesky(text: str) -> int:
    return len(GRAPHEME.findall(_shown_on_bluesky(text)))


def _shown_on_bluesky(text: str) -> str:
    """The text as the official app sends it, with addresses shortened (`toShortUrl` in bluesky-social/social-app)."""
    return BLUESKY_URL.sub(lambda found: _shortened(found.group()), text)


def _shortened(written: str) -> str:
    """The host and 13 characters of a longer path, with what follows the address."""
    url = written[:-1] if written[-1] in ".,;:!?" else written
    url = url[:-1] if url.endswith(")") and "(" not in url else url
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2].lower().encode("idna").decode()
    except (UnicodeError, ValueError):
        return written
    way = quote(url.partition("://")[2][len(parts.netloc) :], safe="/?#[]@!$&'()*+,;=:%~-._")
    way = way.removeprefix("/") if way == "/" or way.startswith(("/?", "/#")) else way
    return host + (way if len(way) <= 15 else way[:13] + "...") + written[len(url) :]


def _mastodon(text: str) -> int:
    """Graphemes, with an address as 23 and a mention without its server (Mastodon's `StatusLengthValidator`).

    Mastodon finds addresses by twitter-text's rules, and only those with `http` or `https`.
    """
    return len(GRAPHEME.findall(MENTION.sub(r"@\1", _with_even_addresses(text))))


def _with_even_addresses(text: str) -> str:
    if "://" not in text:
        return text
    for found in reversed(_addresses_in(text, bare=False)):
        start, end = found["indices"]
        text = text[:start] + "x" * URL_LENGTH + text[end:]
    return text


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
    "sms": messages_for,
    "utf16": _utf16,
    "utf8": _utf8,
    "characters": len,
}
"""The ways of counting that `platforms.yml` can name."""


@lru_cache(maxsize=REMEMBERED)
def length_of(text: str, counting: str) -> int:
    """The length of `text` by the way of counting called `counting`; KeyError if there is none."""
    return COUNTS[counting](text)


def bytes_of(text: str, counting: str) -> int:
    """The UTF-8 bytes of `text` as the platform that counts so stores it."""
    return len((_shown_on_bluesky(text) if counting == "bluesky" else text).encode())
