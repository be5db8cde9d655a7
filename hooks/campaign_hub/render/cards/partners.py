"""Partners' logos at a card's foot, on a plate of paper so that they can be seen on any ground."""

from __future__ import annotations

from .layout import Box, Panel, Picture
from .pages import Copy, Page
from .pictures import upright_size
from .schemes import Scheme

__all__ = ["plate_height", "set_partners"]

HIGH, ALONE, PAD, APART = 56, 84, 18, 40
"""Height of a logo, and of one by itself, room around it and between two, on a card 1080 pixels square."""
WIDEST = 4.0
"""Width to height from which on a logo gets lower instead of wider."""


def plate_height(copy: Copy) -> int:
    """Height in pixels of the partners' row."""
    return copy.frame.px(_high(copy) + 2 * PAD)


def set_partners(page: Page, copy: Copy, scheme: Scheme, room: Box) -> None:
    """Set the logos side by side at the bottom of `room`, all lower where they would be too wide together."""
    paper = copy.colours.paper.ground
    pad, gap = copy.frame.px(PAD), copy.frame.px(APART)
    sizes = [_size(content, copy.frame.px(_high(copy))) for content in copy.partners]
    free = room.width - 2 * pad - gap * (len(sizes) - 1)
    share = min(1.0, free / sum(wide for wide, _ in sizes))
    sizes = [(max(1, int(wide * share)), max(1, int(high * share))) for wide, high in sizes]
    high = max(high for _, high in sizes)
    across = sum(wide for wide, _ in sizes) + gap * (len(sizes) - 1)
    inset = 0 if scheme.ground == paper else pad
    plate = Box(room.left, room.bottom - high - 2 * pad, room.left + across + 2 * inset, room.bottom)
    if inset:
        page.panels.append(Panel("rectangle", plate, paper, scheme.ground, copy.frame.px(14)))
    x = plate.left + inset
    for content, (wide, tall) in zip(copy.partners, sizes, strict=True):
        top = (plate.top + plate.bottom - tall) // 2
        page.pictures.append(Picture("logo", Box(x, top, x + wide, top + tall), content, paper))
        x += wide + gap


def _high(copy: Copy) -> int:
    return ALONE if len(copy.partners) == 1 else HIGH


def _size(content: bytes, high: int) -> tuple[int, int]:
    wide, tall = upright_size(content)
    ratio = wide / tall
    return (round(high * WIDEST), round(high * WIDEST / ratio)) if ratio > WIDEST else (round(high * ratio), high)
