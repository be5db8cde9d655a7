"""Which pictures have to be drawn: every card once in each shape and file type that some platform takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ..validate.platforms import Platform, Platforms, Shape
from .card import Card

__all__ = ["CardUse", "Picture", "plan_pictures"]

FileType = Literal["png", "jpeg"]


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing of a card: its shape, its file type and its path below the site's root.

    `most_bytes` is what the strictest of the platforms that it is for takes.
    """

    card: Card
    shape_name: str
    shape: Shape
    file_type: FileType
    path: str
    most_bytes: int


@dataclass(frozen=True, slots=True)
class CardUse:
    """A picture in one of a platform's formats; several uses can share a picture."""

    platform: str
    format: str
    picture: Picture


def plan_pictures(cards: Iterable[Card], platforms: Platforms) -> tuple[CardUse, ...]:
    """Every use of every card, in the order of cards and platforms; equal pictures are one and the same."""
    uses = [
        CardUse(name, each.name, _picture(card, each.shape, platforms.platforms[name], platforms.shapes))
        for card in cards
        for name in card.platforms
        for each in platforms.platforms[name].formats
    ]
    strictest: dict[str, Picture] = {}
    for use in uses:
        known = strictest.setdefault(use.picture.path, use.picture)
        if use.picture.most_bytes < known.most_bytes:
            strictest[use.picture.path] = use.picture
    return tuple(replace(use, picture=strictest[use.picture.path]) for use in uses)


def _picture(card: Card, shape: str, platform: Platform, shapes: Mapping[str, Shape]) -> Picture:
    # Flat text is smaller and cleaner as PNG; a photo is smaller as JPEG, which every platform takes.
    limit = platform.picture
    if limit is None:
        raise ValueError(f"{platform.name} takes no pictures")
    takes_png = "png" in limit.types and card.photo is None
    file_type: FileType = "png" if takes_png else "jpeg"
    ending = "png" if takes_png else "jpg"
    path = f"campaigns/{card.campaign}/cards/{card.id}-{shape}.{ending}"
    return Picture(card, shape, shapes[shape], file_type, path, limit.bytes)
