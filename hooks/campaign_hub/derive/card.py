"""A card before it is drawn: what it says, in what order of weight, and where it may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..validate.templates import Ground, Role

__all__ = ["PREVIEW", "Bar", "Card", "Chart", "Ground", "Icons", "Part", "Role"]

PREVIEW = "opengraph"
"""The entry of `platforms.yml` that holds link previews: every campaign has it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a card in its role, and the brief's field it came from (for diagnostics).

    `label` stands before it: a step's number, or what it is. An `optional` part may be left out for want of room.
    """

    role: Role
    text: str
    field: str = ""
    label: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Icons:
    """A share as people: `part` of `of` stand out."""

    part: int
    of: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of a chart: its label, the value as it is shown, its length from 0 to 1, and if it stands out."""

    label: str
    value: str
    share: float
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Values as bars, or in their order as a line; `field` is the brief's field that names the table."""

    kind: Literal["bars", "line"]
    bars: tuple[Bar, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One card of one campaign: drawn once for each shape, the same in all of them.

    `id` is `headline`, `action`, `message-<id>`, `figure-<id>`, `story-<story>` or an extra card's own. `parts` are in
    the template's order, what matters most first. `platforms` is every platform that may have it; `in_downloads`
    is whether others may pass it on; `listed` whether site search and feeds may show it. `photo` and `logos` are paths
    below the repository, `focus` says in percent what of the photo has to stay, `credit` whose it is. `alt` holds the
    card's own words.
    """

    id: str
    template: str
    campaign: str
    language: str
    direction: Literal["ltr", "rtl"]
    parts: tuple[Part, ...]
    alt: str
    platforms: tuple[str, ...]
    photo: str | None = None
    story: str | None = None
    in_downloads: bool = True
    listed: bool = True
    ground: Ground = "light"
    picture: Icons | Chart | None = None
    focus: tuple[int, ...] = (50, 40)
    credit: str | None = None
    logos: tuple[str, ...] = ()
