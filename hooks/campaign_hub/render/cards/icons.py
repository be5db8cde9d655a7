"""A share as people in rows, some of whom stand out."""

from __future__ import annotations

from campaign_hub.derive.card import Icons

from .contrast import mix
from .layout import Box, Panel
from .pages import Copy
from .schemes import Scheme

__all__ = ["add_icons"]

SLIM = 0.43
"""Width of a person, as a share of the height."""
APART, BELOW = 1.36, 1.18
"""From one person to the next, and from one row to the next, in their widths and heights."""
TALLEST = 300
"""Height of a person, on a card 1080 pixels square, from which on they look like giants."""
UNEVEN = 0.8
"""What a larger size is worth where the last row is not full."""
FAINT = 0.24
"""How much of the strong colour the others have: enough to be counted."""


def add_icons(copy: Copy, icons: Icons, room: Box, scheme: Scheme) -> list[Panel]:
    """The people from the top of `room` on, as large as it lets them be."""
    columns, high = _arranged(icons.of, room, copy.frame.px(TALLEST))
    wide = round(high * SLIM)
    faint = mix(scheme.ground, scheme.ink, FAINT)
    panels = []
    for number in range(icons.of):
        row, column = divmod(number, columns)
        left, top = room.left + round(column * wide * APART), room.top + round(row * high * BELOW)
        colour = scheme.ink if number < icons.part else faint
        panels.append(Panel("person", Box(left, top, left + wide, top + high), colour, scheme.ground))
    return panels


def _arranged(count: int, room: Box, tallest: int) -> tuple[int, int]:
    """How many stand in a row, and how tall each is, so that they are largest and rows are full where they can be."""
    best = (0.0, count, 1)
    for columns in range(1, count + 1):
        rows = -(-count // columns)
        across = room.width / (columns * SLIM * APART)
        high = min(across, room.height / (rows * BELOW), tallest)
        worth = high * (UNEVEN if count % columns else 1)
        best = max(best, (worth, columns, int(high)))
    return best[1], max(best[2], 8)
