"""Posts as the kit page shows them: with their card, what to copy, and where a feed cuts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..derive import Campaign, FilledPost, Hub
from .addresses import share_of

__all__ = ["Piece", "pieces_of", "post_views"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a post's text: whether it is the link, and whether a feed hides it at first."""

    text: str
    is_link: bool
    is_hidden: bool


def post_views(
    hub: Hub, campaign: Campaign, pictures: Mapping[str, Any], further: Mapping[str, list[Any]]
) -> list[dict[str, Any]]:
    """Every post with what the page needs beside it.

    `pictures` are views of pictures by post id and platform, `further` those that come after in a carousel.
    """
    audiences = {each.id: each for each in campaign.brief.audiences}
    return [
        {
            "post": post,
            "key": f"{post.id}-{post.platform}",
            "audience": audiences.get(post.audience or ""),
            "pieces": pieces_of(post),
            "share": share_of(hub, campaign, post),
            "picture": pictures.get(f"{post.id}-{post.platform}"),
            "further": further.get(f"{post.id}-{post.platform}", []),
        }
        for post in campaign.posts
    ]


def pieces_of(post: FilledPost) -> list[Piece]:
    """The post's text in pieces that make it up again, parted around its link and at the feed's cut."""
    cut = len(post.seen) if post.seen and post.text.startswith(post.seen) else len(post.text)
    pieces, at = [], 0
    for number, words in enumerate(post.text.split(post.link) if post.link else [post.text]):
        if number:
            pieces += _cut(post.link, at, cut, is_link=True)
            at += len(post.link)
        pieces += _cut(words, at, cut, is_link=False)
        at += len(words)
    return pieces


def _cut(text: str, at: int, cut: int, *, is_link: bool) -> list[Piece]:
    """`text`, which begins at `at`, in two where the cut goes through it; a link stays whole."""
    if is_link or not at < cut < at + len(text):
        return [Piece(text, is_link=is_link, is_hidden=at >= cut)] if text else []
    seen, rest = text[: cut - at], text[cut - at :]
    return [Piece(seen, is_link=False, is_hidden=False), Piece(rest, is_link=False, is_hidden=True)]
