"""The foot of every card: small print, tag, and the organisation with its logo or mark."""

from __future__ import annotations

from dataclasses import dataclass, replace

from campaign_hub.derive.card import Role

from .columns import height, set_down
from .fitting import Fitted, TooLong, fit
from .layout import Box, Line, Panel, Picture
from .pages import FOOT, Copy, Page
from .partners import plate_height, set_partners
from .pictures import upright_size
from .schemes import Scheme

__all__ = ["Foot", "measure_foot", "set_foot"]

CAPITAL = 0.69
"""Height of a capital letter in ems, in FiraGO."""
WHOLE = 0.9
"""Share of a card's width from which on a foot has all of it."""


@dataclass(frozen=True, slots=True)
class Foot:
    """The foot's texts, measured: `side` stands at the end of the organisation's row.

    `lift` is how far a logo reaches below the organisation's name, `plate` the room that partners' logos take
    above it all. All is in pixels.
    """

    main: tuple[Fitted, ...]
    side: tuple[Fitted, ...]
    logo: tuple[int, int]
    lift: int
    plate: int = 0

    @property
    def height(self) -> int:
        """Room from the top of the foot to its bottom."""
        return max(height(self.main) + self.lift, height(self.side), self.logo[1]) + self.plate


def measure_foot(copy: Copy, scheme: Scheme, room: int, *, row: bool = True) -> Foot | TooLong:
    """Fit the foot into `room` pixels of width.

    With `row`, organisation and tag share a row where both fit into it; else they are stacked.
    """
    frame, logo = copy.frame, _logo_size(copy)
    plate = plate_height(copy) + frame.px(28) if copy.partners else 0
    indent = logo[0] + frame.px(20) if logo[0] else frame.px(38)
    lift = max(0, (logo[1] - frame.px(38)) // 2)
    blocks = tuple(
        replace(one, indent=indent, before=one.before + lift) if one.role == "organisation" else one
        for one in copy.blocks(copy.of(*FOOT), scheme)
    )
    half = frame.content.height // 2
    if row:
        aside = _aside(copy, room)
        main = fit(tuple(one for one in blocks if one.role != aside), room=room, height=half)
        side = fit(tuple(one for one in blocks if one.role == aside), room=room, height=half)
        if not isinstance(main, TooLong) and not isinstance(side, TooLong):
            name = max((max(one.widths) for one in main[0] if one.block.role == "organisation"), default=0)
            other = max((max(one.widths) for one in side[0]), default=0)
            if not other or indent + name + frame.px(50) + other <= room:
                return Foot(main[0], side[0], logo, lift, plate)
    stack = fit(blocks, room=room, height=half)
    return stack if isinstance(stack, TooLong) else Foot(stack[0], (), logo, lift, plate)


def _aside(copy: Copy, room: int) -> Role:
    """What stands at the end of the organisation's row: the tag, or on a wide card without one the small print."""
    is_wide = copy.frame.wide and room > WHOLE * copy.frame.content.width
    return "source" if is_wide and not copy.of("tag") else "tag"


def _logo_size(copy: Copy) -> tuple[int, int]:
    if copy.logo is None:
        return 0, 0
    across, down = upright_size(copy.logo)
    high = copy.frame.px(72)
    wide = min(round(high * across / down), copy.frame.content.width // 3)
    return wide, max(1, round(wide * down / across))


def set_foot(page: Page, copy: Copy, foot: Foot, scheme: Scheme, room: Box) -> None:
    """Set the foot at the bottom of `room`."""
    main = set_down(foot.main, replace(room, bottom=room.bottom - foot.lift), "bottom")
    side = set_down(foot.side, room, "bottom", end=True)
    if main.lines and side.lines:
        side = side.moved(main.lines[-1].y - side.lines[-1].y)
    page.add(main)
    page.add(side)
    if copy.partners:
        top = min([room.bottom - foot.height + foot.plate, *(line.box.top for line in (*main.lines, *side.lines))])
        set_partners(page, copy, scheme, replace(room, bottom=top - copy.frame.px(28)))
    name = [line for line in main.lines if line.role == "organisation"]
    if name and copy.logo is None:
        page.panels.append(_dot(name[0], copy, scheme, room))
    elif name and copy.logo is not None:
        wide, high = foot.logo
        middle = (name[0].box.top + name[-1].box.bottom) // 2
        top = min(middle - high // 2, room.bottom - high)
        box = Box(room.left, top, room.left + wide, top + high)
        page.pictures.append(Picture("logo", box, copy.logo, scheme.ground))


def _dot(name: Line, copy: Copy, scheme: Scheme, room: Box) -> Panel:
    """The mark before a name without a logo, at half the height of its capitals."""
    side = copy.frame.px(24)
    top = name.y - round(name.size * CAPITAL / 2) - side // 2
    return Panel("disc", Box(room.left, top, room.left + side, top + side), scheme.mark, scheme.ground)
