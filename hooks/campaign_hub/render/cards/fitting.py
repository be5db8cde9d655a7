"""How large texts can be: blocks in a column, sized together so that they fill it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from campaign_hub.derive.card import Role

from .breaking import count_lines
from .layout import Misfit
from .setting import Block, Fitted, Setting, setting

__all__ = ["Block", "Fitted", "TooLong", "fit"]

STEPS = 24
"""Sizes tried between a block's floor and its most."""
SMALLER = 0.2
"""How much smaller than it could be a block may get for the sake of even lines."""


@dataclass(frozen=True, slots=True)
class TooLong:
    """That a column can't hold its blocks, and the text that would have to be shorter."""

    role: Role
    field: str
    excess: int

    def misfit(self) -> Misfit:
        """The same in the words of the cards' callers."""
        return Misfit(self.field or self.role, self.role, max(1, self.excess))


# A card's foot, and what stands beside a panel, are the same in most of the ways that are tried for it.
@lru_cache(maxsize=256)
def fit(blocks: tuple[Block, ...], *, room: int, height: int) -> tuple[tuple[Fitted, ...], float] | TooLong:
    """The blocks at the largest sizes at which they fit `room` x `height` pixels, and how far that is.

    All sizes move together between floor and most, so that what matters most stays largest. The second value
    is 0 at the floors and 1 at the most.
    """
    if not blocks:
        return (), 1.0
    column = [setting(block, room) for block in blocks]
    low, high = -1, STEPS + 1
    while high - low > 1:
        middle = (low + high) // 2
        found = _stack_height(column, middle / STEPS)
        low, high = (middle, high) if found is not None and found <= height else (low, middle)
    for step in _preferred(column, low):
        tall = _stack_height(column, step / STEPS)
        if tall is None or tall > height:
            continue
        fitted = tuple(one.fitted(one.size(step / STEPS)) for one in column)
        if all(max(each.widths) <= one.line_room(each.size) for one, each in zip(column, fitted, strict=True)):
            return fitted, step / STEPS
    return _too_long(column, height)


def _stack_height(column: list[Setting], share: float) -> int | None:
    total = 0
    for index, one in enumerate(column):
        height = one.height(one.size(share))
        if height is None:
            return None
        total += height + (one.block.before if index else 0)
    return total


def _preferred(column: list[Setting], most: int) -> list[int]:
    """The steps up to `most`, best first: the largest block may be smaller for the sake of even lines."""
    largest = max(column, key=lambda one: one.block.most)
    sizes = {step: largest.size(step / STEPS) for step in range(most, -1, -1)}
    worth = {}
    for step, size in sizes.items():
        loss = 1 - size / sizes[most]
        worth[step] = 0.9 * loss + largest.raggedness(size) if loss < SMALLER else 10 + loss
    return sorted(sizes, key=lambda step: (worth[step], -step))


def _too_long(column: list[Setting], height: int) -> TooLong:
    """Name the block with the widest piece too wide, else the tallest, and count what it has to lose."""
    for one in column:
        limit = one.limit(one.block.floor)
        for text, wide in zip(one.measured.texts, one.measured.widths, strict=True):
            if wide > limit:
                return _misfit(one.block, ceil(len(text) * (1 - max(limit, 0) / wide)))
    # A label is the hub's own word: what it stands before has to give way.
    own = [one for one in column if one.block.role != "label"] or column
    tallest = max(own, key=lambda one: one.height(one.block.floor) or 0)
    others = _stack_height(column, 0.0) or 0
    left = height - others + (tallest.height(tallest.block.floor) or 0)
    return _misfit(tallest.block, _excess(tallest, left))


def _misfit(block: Block, excess: int) -> TooLong:
    return TooLong(block.role, block.field, excess)


def _excess(one: Setting, height: int) -> int:
    """Characters to take from the end of a block's text, by whole units, until it fits at its floor."""
    block, measured = one.block, one.measured
    above, below, pitch = one.heights(block.floor)
    spare = height - above - below - 2 * round(block.pad * 0.6 * block.floor)
    allowed = spare // pitch + 1 if spare >= 0 else 0
    limit = one.limit(block.floor)
    for kept in range(len(measured.texts) - 1, 0, -1):
        lines = count_lines(measured.widths[:kept], measured.spaces[:kept], limit)
        if lines is not None and lines <= allowed:
            return len(block.text) - len(measured.joined(0, kept))
    return len(block.text)
