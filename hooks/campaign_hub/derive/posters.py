"""Which posters a campaign has: what its headline card says, or a story's, with the way to the campaign's page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..validate.organisation import Helpline
from ..validate.platforms import Shape, Sheet
from .card import Card, Part

__all__ = ["Invitation", "Poster", "plan_posters"]


@dataclass(frozen=True, slots=True)
class Invitation:
    """What every poster of a campaign asks people to do.

    `action` is the call to action, `directions` the words beside the code, `address` where it leads and
    `helplines` whom to call.
    """

    action: Part
    directions: str
    address: str
    helplines: tuple[Helpline, ...]

    @property
    def spoken_address(self) -> str:
        """The address as people type it."""
        return self.address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


@dataclass(frozen=True, slots=True)
class Poster:
    """One poster on one sheet of paper, and its path below the site's root; `title` is the file's own."""

    card: Card
    invitation: Invitation
    title: str
    sheet_name: str
    sheet: Sheet
    path: str

    @property
    def shape_name(self) -> str:
        """The sheet's id, as a picture has its shape's."""
        return self.sheet_name

    @property
    def shape(self) -> Shape:
        """The sheet in dots."""
        return self.sheet.shape


def plan_posters(
    cards: Iterable[Card], invitation: Invitation, title: str, sheets: Mapping[str, Sheet]
) -> tuple[Poster, ...]:
    """A poster on every sheet for each of `cards`, which may all be printed."""
    return tuple(
        Poster(_on_paper(card, invitation), invitation, title, name, sheet, _path(card, name))
        for card in cards
        for name, sheet in sheets.items()
    )


def _on_paper(card: Card, invitation: Invitation) -> Card:
    """The card as a poster says it, with what it asks for in its alt text; no platform has anything to do with it."""
    alt = f"{card.alt} {invitation.action.text}: {invitation.spoken_address}"
    return replace(card, alt=alt, platforms=(), photo=None)


def _path(card: Card, sheet: str) -> str:
    return f"campaigns/{card.campaign}/posters/{card.id}-{sheet}.pdf"
