"""Texts in their roles' sizes, stacked in columns and set down on the card."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from campaign_hub.derive.card import Card, Part, Role
from campaign_hub.validate.platforms import Shape

from .direction import direction_of
from .fitting import Block, Fitted
from .fonts import Voice
from .layout import Box, Face, Line, Panel, Weight
from .schemes import Scheme

__all__ = ["Column", "Frame", "block", "frame", "height", "set_down"]

WIDE = 1.25
"""Width to height of the room for text from which a card is laid out in columns."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a role is set: sizes and the gap above it are for a card 1080 pixels wide."""

    weight: Weight
    floor: int
    most: int
    leading: float
    before: int


# Floors: a card 1080 pixels wide is seen about 390 wide on a phone, so that 40 is 14 there, and 26 is 9.
STYLES: dict[Role, Style] = {
    "eyebrow": Style("bold", 26, 38, 1.2, 20),
    "lead": Style("bold", 40, 170, 1.1, 34),
    "figure": Style("bold", 76, 560, 1.0, 24),
    "text": Style("regular", 40, 56, 1.3, 40),
    "myth": Style("regular", 34, 60, 1.25, 22),
    "step": Style("regular", 34, 64, 1.16, 28),
    "label": Style("bold", 28, 32, 1.1, 34),
    "attribution": Style("bold", 30, 44, 1.25, 40),
    "action": Style("bold", 40, 54, 1.2, 56),
    "source": Style("regular", 26, 30, 1.3, 30),
    "tag": Style("bold", 28, 38, 1.2, 26),
    "organisation": Style("bold", 28, 38, 1.2, 26),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """A card's measures in pixels: `area` is painted, `content` takes text.

    `scale` is its size compared to a card 1080 pixels square.
    """

    width: int
    height: int
    area: Box
    content: Box
    scale: float

    @property
    def wide(self) -> bool:
        """Whether the room for text is much wider than high."""
        return self.content.width > WIDE * self.content.height

    def px(self, length: float) -> int:
        """A length that is given for a card 1080 pixels square."""
        return round(length * self.scale)


STRONG: tuple[Role, ...] = ("eyebrow", "tag", "attribution")
"""Roles that are set in the ground's emphatic colour."""


def frame(shape: Shape, *, mirrored: bool) -> Frame:
    """The frame of a shape; `mirrored` exchanges left and right, for a layout that is mirrored in the end."""
    wide, high, safe = shape.width, shape.height, shape.safe_area
    left, right = (safe.right, safe.left) if mirrored else (safe.left, safe.right)
    mean = (wide * high) ** 0.5
    scale = (min(wide, high) * mean) ** 0.5 / 1080
    margin, pad = round(0.072 * mean), round(0.026 * mean)
    content = Box(
        max(margin, left + pad),
        max(margin, safe.top + pad),
        wide - max(margin, right + pad),
        high - max(margin, safe.bottom + pad),
    )
    return Frame(wide, high, Box(0, 0, wide, high), content, scale)


def block(part: Part, card: Card, frame: Frame, scheme: Scheme, face: Face, most: int | None = None) -> Block:
    """A part as a block in its role's style on a ground; `most` replaces the role's largest size."""
    style = STYLES[part.role]
    floor = -(-style.floor * frame.width // 1080)
    plain = Block(
        role=part.role,
        text=part.text,
        field=part.field,
        voice=Voice(style.weight, card.language, direction_of(part.text, card.direction), face),
        floor=floor,
        most=max(floor, frame.px(most or style.most)),
        ink=scheme.strong if part.role in STRONG else scheme.ink,
        ground=scheme.ground,
        leading=style.leading,
        before=frame.px(style.before),
    )
    if part.role == "label":
        return replace(plain, button=True, ink=scheme.on_fill, ground=scheme.fill, under=scheme.ground, lines=1)
    if part.role != "action":
        return plain
    return replace(plain, button=True, arrow=True, ink=scheme.on_fill, ground=scheme.fill, under=scheme.ground, lines=2)


@dataclass(frozen=True, slots=True)
class Column:
    """Blocks set down: their lines, their buttons, and the room they took."""

    lines: tuple[Line, ...]
    panels: tuple[Panel, ...]
    box: Box

    def moved(self, down: int) -> Column:
        """The same lines `down` pixels lower; for a column without buttons."""
        lines = tuple(replace(line, y=line.y + down, box=line.box.lower(down)) for line in self.lines)
        return Column(lines, self.panels, self.box.lower(down))


def height(fitted: tuple[Fitted, ...]) -> int:
    """Height in pixels of blocks stacked with their gaps."""
    return sum(one.height for one in fitted) + sum(one.block.before for one in fitted[1:])


def set_down(
    fitted: tuple[Fitted, ...],
    box: Box,
    anchor: Literal["top", "centre", "bottom"] = "top",
    *,
    end: bool = False,
    full: bool = False,
) -> Column:
    """Stack blocks in `box` at its start side, or with `end` at its end; with `full`, buttons fill it."""
    tall = height(fitted)
    spare = box.height - tall
    top = box.top + {"top": 0, "centre": spare // 2, "bottom": spare}[anchor]
    lines: list[Line] = []
    panels: list[Panel] = []
    y = top
    for index, one in enumerate(fitted):
        y += one.block.before if index else 0
        wide = box.width if full and one.block.arrow else _wide(one)
        x = box.right - wide if end else box.left + one.block.indent
        if one.block.button:
            panels += _button(one, Box(x, y, x + wide, y + one.height))
        lines += _lines(one, Box(x, y, x + wide, y + one.height), end=end)
        y += one.height
    return Column(tuple(lines), tuple(panels), Box(box.left, top, box.right, top + tall))


def _wide(one: Fitted) -> int:
    return max(one.widths) + round((2 * one.block.pad + one.block.tail) * one.size)


def _button(one: Fitted, box: Box) -> list[Panel]:
    block, size = one.block, one.size
    radius = min(box.height // 2, round(size * 0.95))
    shape = Panel("rectangle", box, block.ground, block.under, radius)
    if not block.arrow:
        return [shape]
    side = round(size * 0.66)
    right = box.right - round(block.pad * size)
    middle = (box.top + box.bottom) // 2
    arrow = Box(right - round(size * 0.85), middle - side // 2, right, middle - side // 2 + side)
    return [shape, Panel("arrow", arrow, block.ink, block.ground)]


def _lines(one: Fitted, box: Box, *, end: bool) -> list[Line]:
    block = one.block
    lines = []
    left = box.left + round(block.pad * one.size)
    baseline = box.top + one.padding + one.above
    for text, wide in zip(one.lines, one.widths, strict=True):
        x = box.right - round(block.pad * one.size) - wide if end and not block.button else left
        place = Box(x, baseline - one.above, x + wide, baseline + one.below)
        voice = block.voice
        lines.append(
            Line(block.role, text, x, baseline, one.size, place, voice.weight, block.ink, block.ground, voice.direction)
        )
        baseline += one.pitch
    return lines
