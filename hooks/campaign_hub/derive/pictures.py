"""Which pictures have to be drawn: every card once in each shape and file type that some platform takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..validate.platforms import Platform, Platforms, Shape
from .card import Card

__all__ = ["CardUse", "Picture", "picture_for", "plan_pictures"]

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
    strictest: dict[str, Picture] = {}
    uses = [
        (name, each.name, _planned(card, each.shape, platforms.platforms[name], platforms.shapes, strictest))
        for card in cards
        for name in card.platforms
        for each in platforms.platforms[name].formats
    ]
    return tuple(CardUse(platform, name, strictest[path]) for platform, name, path in uses)


def picture_for(card: Card, shape: str, platform: Platform, shapes: Mapping[str, Shape]) -> Picture:
    """The one picture of `card` in a shape, as `platform` takes it."""
    made: dict[str, Picture] = {}
    return made[_planned(card, shape, platform, shapes, made)]


def _planned(
    card: Card, shape: str, platform: Platform, shapes: Mapping[str, Shape], strictest: dict[str, Picture]
) -> str:
    """The path of a picture; `strictest` gets the picture, unless it has one there for as few bytes."""
    # Flat text is smaller and cleaner as PNG; a photo is smaller as JPEG, which every platform takes.
    limit = platform.picture
    if limit is None:
        raise ValueError(f"{platform.name} takes no pictures")
    file_type: FileType = "png" if "png" in limit.types and card.photo is None else "jpeg"
    path = f"campaigns/{card.campaign}/cards/{card.id}-{shape}.{'png' if file_type == 'png' else 'jpg'}"
    known = strictest.get(path)
    if known is None or limit.bytes < known.most_bytes:
        strictest[path] = Picture(card, shape, shapes[shape], file_type, path, limit.bytes)
    return path
