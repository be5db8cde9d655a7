"""Which pictures have to be drawn: every card once in each shape and file type that some platform takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from ..validate.platforms import Platform, Platforms, Shape
from .card import Card

__all__ = ["CardUse", "Picture", "plan_pictures"]

FileType = Literal["png", "jpeg"]


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing of a card: its shape, its file type and its path below the site's root."""

    card: Card
    shape_name: str
    shape: Shape
    file_type: FileType
    path: str


@dataclass(frozen=True, slots=True)
class CardUse:
    """A picture in one of a platform's formats; several uses can share a picture."""

    platform: str
    format: str
    picture: Picture


def plan_pictures(cards: Iterable[Card], platforms: Platforms) -> tuple[CardUse, ...]:
    """Every use of every card, in the order of cards and platforms; equal pictures are one and the same."""
    pictures: dict[str, Picture] = {}
    uses = []
    for card in cards:
        for name in card.platforms:
            platform = platforms.platforms[name]
            for each in platform.formats:
                picture = _picture(card, each.shape, platform, platforms.shapes)
                uses.append(CardUse(name, each.name, pictures.setdefault(picture.path, picture)))
    return tuple(uses)


def _picture(card: Card, shape: str, platform: Platform, shapes: Mapping[str, Shape]) -> Picture:
    # Flat text is smaller and cleaner as PNG; a photo is smaller as JPEG, which every platform takes.
    takes_png = "png" in platform.picture.types and card.photo is None
    file_type: FileType = "png" if takes_png else "jpeg"
    ending = "png" if takes_png else "jpg"
    path = f"campaigns/{card.campaign}/cards/{card.id}-{shape}.{ending}"
    return Picture(card, shape, shapes[shape], file_type, path)
