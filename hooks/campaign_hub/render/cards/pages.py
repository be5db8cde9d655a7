"""What a card is put together from: its copy, and the page on which texts, grounds and motifs are set."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from campaign_hub.derive.card import Card, Part, Role

from .columns import Column, Frame, block
from .direction import direction_of
from .fitting import Block
from .fonts import Voice
from .layout import Box, Face, Line, Motif, Panel, Pattern, Picture, Weight
from .schemes import Scheme, Schemes

__all__ = ["FOOT", "Copy", "Page", "motif", "with_core"]

FOOT: tuple[Role, ...] = ("source", "tag", "organisation")
"""What stands at the bottom of every card."""
ORDER: tuple[Role, ...] = (
    "eyebrow",
    "figure",
    "lead",
    "text",
    "step",
    "myth",
    "label",
    "attribution",
    "action",
    *FOOT,
)
"""The order in which a card's texts stand, whatever the template gives first."""
REACH = 0.7
"""How far a motif spreads, as a share of the card's shorter side."""
LEAST_CORE = 0.45
"""The smallest disc that still looks meant, as a share of the one that was wanted."""


@dataclass(frozen=True, slots=True)
class Copy:
    """What a card has to show in one shape, with the colours and sizes to show it in."""

    card: Card
    parts: tuple[Part, ...]
    frame: Frame
    colours: Schemes
    pattern: Pattern
    face: Face
    logo: bytes | None = None
    partners: tuple[bytes, ...] = ()

    def of(self, *roles: Role) -> tuple[Part, ...]:
        """The parts in these roles."""
        return tuple(part for part in self.parts if part.role in roles)

    def without(self, *roles: Role) -> tuple[Part, ...]:
        """The parts in other roles than these."""
        return tuple(part for part in self.parts if part.role not in roles)

    def blocks(self, parts: tuple[Part, ...], scheme: Scheme, **most: int) -> tuple[Block, ...]:
        """Parts as blocks on a ground, in reading order, below their labels; `most` gives roles other largest sizes."""
        ordered = sorted(parts, key=lambda part: ORDER.index(part.role))
        return tuple(
            self.block(each, scheme, most.get(each.role)) for part in ordered for each in (*_label(part), part)
        )

    def block(self, part: Part, scheme: Scheme, most: int | None = None) -> Block:
        """One part as a block on a ground."""
        return block(part, self.card, self.frame, scheme, self.face, most)

    def voice(self, weight: Weight, text: str) -> Voice:
        """How a text of the card is set."""
        return Voice(weight, self.card.language, direction_of(text, self.card.direction), self.face)


@dataclass(slots=True)
class Page:
    """A card while it is put together; `share` is how far its main text is above its floor, from 0 to 1."""

    ground: str
    share: float = 1.0
    lines: list[Line] = field(default_factory=list)
    grounds: list[Panel] = field(default_factory=list)
    motifs: list[Motif] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    def add(self, column: Column) -> None:
        """Put a column's lines and buttons on the page."""
        self.lines += column.lines
        self.panels += column.panels

    def fill(self, box: Box, scheme: Scheme) -> None:
        """Give a part of the page a ground of its own."""
        self.grounds.append(Panel("rectangle", box, scheme.ground, self.ground))


def _label(part: Part) -> tuple[Part, ...]:
    return (Part("label", part.label, part.field),) if part.label else ()


def motif(copy: Copy, scheme: Scheme, clip: Box, centre: tuple[int, int]) -> Motif:
    """The brand's pattern on a ground, without its disc."""
    reach = round(min(copy.frame.area.width, copy.frame.area.height) * REACH)
    return Motif(copy.pattern, clip, centre, reach, scheme.ground, scheme.tint, 0, scheme.mark)


def with_core(plain: Motif, page: Page, copy: Copy, wanted: int) -> Motif:
    """The motif with its disc, as large as wanted or as the texts and buttons around it leave room for."""
    gap = copy.frame.px(36)
    boxes = [*(line.box for line in page.lines), *(panel.box for panel in page.panels)]
    near = (int(_distance(box, plain.centre)) - gap for box in boxes if box.meets(plain.clip))
    radius = min([wanted, *near])
    return replace(plain, core=radius) if radius >= wanted * LEAST_CORE else plain


def _distance(box: Box, point: tuple[int, int]) -> float:
    x, y = point
    across = max(box.left - x, 0, x - box.right)
    down = max(box.top - y, 0, y - box.bottom)
    return float((across**2 + down**2) ** 0.5)
