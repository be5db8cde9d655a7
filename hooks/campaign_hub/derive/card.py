"""A card before it is drawn: what it says, in what order of weight, and where it may go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["PREVIEW", "Card", "Part", "Role"]

PREVIEW = "opengraph"
"""The entry of `platforms.yml` that holds link previews: every campaign has it."""

Role = Literal["eyebrow", "lead", "figure", "text", "attribution", "action", "source", "tag", "organisation"]
"""What a text is for: `lead` is what the card says first, `figure` a big number, `source` small print."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a card in its role, and the brief's field it came from (for diagnostics)."""

    role: Role
    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One card of one campaign: drawn once for each shape, the same in all of them.

    `id` is `headline`, `action`, `message-<id>`, `figure-<id>` or `story-<story>`. `template` names the layout.
    `parts` are in the order of the template. `platforms` is every platform that may have it; `in_downloads`
    is whether others may pass it on; `listed` whether site search and feeds may show it. `photo` is a path
    below the repository, `alt` holds the card's own words.
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
