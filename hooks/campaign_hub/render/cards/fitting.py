"""How large texts can be: blocks in a column, sized together so that they fill it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from campaign_hub.derive.card import Role

from .breaking import balanced, count_lines, units
from .fonts import Voice, em_width, ink, width
from .layout import Misfit

__all__ = ["Block", "Fitted", "TooLong", "fit"]

STEPS = 24
"""Sizes tried between a block's floor and its most."""
PAD, TAIL = 0.85, 1.25
SMALLER = 0.2
"""How much smaller than it could be a block may get for the sake of even lines."""
SLACK = 0.995
"""Share of a column's width that lines may fill: what is left covers hinting and kerning across spaces."""


@dataclass(frozen=True, slots=True)
class Block:
    """A text with the sizes it may have, in pixels, and its gap to the block above, in pixels.

    `indent` is kept free at its start side, in pixels. `lines` is how many lines it should not exceed while
    it can be smaller. A `button` is a filled shape in `ground`, with an `arrow` or not; `under` lies beneath it.
    """

    role: Role
    text: str
    field: str
    voice: Voice
    floor: int
    most: int
    ink: str
    ground: str
    leading: float
    before: int = 0
    indent: int = 0
    lines: int = 99
    button: bool = False
    arrow: bool = False
    under: str = ""

    @property
    def pad(self) -> float:
        """Ems between a button's side and its text; 0.6 of it above and below."""
        return PAD if self.button else 0.0

    @property
    def tail(self) -> float:
        """Ems that a button's arrow takes after its text."""
        return TAIL if self.arrow else 0.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A block at the size it got: its lines, and the heights in pixels that place them."""

    block: Block
    size: int
    lines: tuple[str, ...]
    widths: tuple[int, ...]
    above: int
    below: int
    pitch: int

    @property
    def padding(self) -> int:
        """Pixels between a button's top or bottom and its text."""
        return round(self.block.pad * 0.6 * self.size)

    @property
    def height(self) -> int:
        """Pixels from the top of the first line, or of its button, to the bottom of the last."""
        return self.above + self.below + self.pitch * (len(self.lines) - 1) + 2 * self.padding


@dataclass(frozen=True, slots=True)
class TooLong:
    """That a column can't hold its blocks, and the text that would have to be shorter."""

    role: Role
    field: str
    excess: int

    def misfit(self) -> Misfit:
        """The same in the words of the cards' callers."""
        return Misfit(self.field or self.role, self.role, max(1, self.excess))


@dataclass(frozen=True, slots=True)
class _Measured:
    """A text in ems: the widths of its units and of the spaces after them, its ink above and below."""

    texts: tuple[str, ...]
    widths: tuple[float, ...]
    spaces: tuple[float, ...]
    costs: tuple[float, ...]
    above: float
    below: float


@lru_cache(maxsize=512)
def _measure(text: str, voice: Voice) -> _Measured:
    found = units(text)
    space = em_width(" ", voice)
    above, below = ink(" ".join(unit.text for unit in found), voice)
    return _Measured(
        tuple(unit.text for unit in found),
        tuple(em_width(unit.text, voice) for unit in found),
        tuple(space if unit.space else 0.0 for unit in found),
        tuple(unit.cost for unit in found),
        max(above, 0.7),
        max(below, 0.02),
    )


def _limit(block: Block, size: float, room: int) -> float:
    return (room - block.indent) / size * SLACK - 2 * block.pad - block.tail


def _pitch(block: Block, measured: _Measured) -> float:
    """Ems from baseline to baseline: the block's leading, or more where the ink of two lines would touch."""
    return max(block.leading, measured.above + measured.below + 0.06)


def _height(block: Block, size: int, room: int) -> int | None:
    measured = _measure(block.text, block.voice)
    lines = count_lines(measured.widths, measured.spaces, _limit(block, size, room))
    if lines is None:
        return None
    above, below, pitch = _heights(block, measured, size)
    return above + below + pitch * (lines - 1) + 2 * round(block.pad * 0.6 * size)


def _heights(block: Block, measured: _Measured, size: int) -> tuple[int, int, int]:
    return ceil(measured.above * size), ceil(measured.below * size), ceil(_pitch(block, measured) * size)


def _size(block: Block, share: float, room: int) -> int:
    """The size at `share` of the way from floor to most, or what its widest unit and its lines allow."""
    wanted = round(block.floor + (block.most - block.floor) * share)
    return max(block.floor, min(wanted, _largest(block, room)))


@lru_cache(maxsize=1024)
def _largest(block: Block, room: int) -> int:
    """The largest size at which a block's widest unit fits and it keeps to the lines that it should have."""
    measured = _measure(block.text, block.voice)
    widest = max(measured.widths)
    size = min(block.most, int((room - block.indent) * SLACK / (widest + 2 * block.pad + block.tail)))
    while size > block.floor:
        lines = count_lines(measured.widths, measured.spaces, _limit(block, size, room))
        if lines is not None and lines <= block.lines:
            break
        size -= 2
    return size


def _stack_height(blocks: tuple[Block, ...], share: float, room: int) -> int | None:
    total = 0
    for index, block in enumerate(blocks):
        height = _height(block, _size(block, share, room), room)
        if height is None:
            return None
        total += height + (block.before if index else 0)
    return total


def fit(blocks: tuple[Block, ...], *, room: int, height: int) -> tuple[tuple[Fitted, ...], float] | TooLong:
    """The blocks at the largest sizes at which they fit `room` x `height` pixels, and how far that is.

    All sizes move together between floor and most, so that what matters most stays largest. The second value
    is 0 at the floors and 1 at the most.
    """
    if not blocks:
        return (), 1.0
    low, high = -1, STEPS + 1
    while high - low > 1:
        middle = (low + high) // 2
        found = _stack_height(blocks, middle / STEPS, room)
        low, high = (middle, high) if found is not None and found <= height else (low, middle)
    for step in _preferred(blocks, low, room):
        fitted = tuple(_set(block, _size(block, step / STEPS, room), room) for block in blocks)
        tall = _stack_height(blocks, step / STEPS, room)
        if tall is not None and tall <= height and all(max(one.widths) <= _line_room(one, room) for one in fitted):
            return fitted, step / STEPS
    return _too_long(blocks, room, height)


def _preferred(blocks: tuple[Block, ...], most: int, room: int) -> list[int]:
    """The steps up to `most`, best first: the largest block may be smaller for the sake of even lines."""
    largest = max(blocks, key=lambda block: block.most)
    sizes = {step: _size(largest, step / STEPS, room) for step in range(most, -1, -1)}
    worth = {}
    for step, size in sizes.items():
        loss = 1 - size / sizes[most]
        worth[step] = 0.9 * loss + _raggedness(largest, size, room) if loss < SMALLER else 10 + loss
    return sorted(sizes, key=lambda step: (worth[step], -step))


@lru_cache(maxsize=2048)
def _raggedness(block: Block, size: int, room: int) -> float:
    """How uneven a block's lines are and how badly they break: 0 for a rectangle; a figure's may be uneven."""
    measured = _measure(block.text, block.voice)
    ranges = balanced(measured.widths, measured.spaces, measured.costs, _limit(block, size, room))
    sums = [sum(measured.widths[a:b]) + sum(measured.spaces[a : b - 1]) for a, b in ranges]
    if block.role == "figure":
        return sum(max(measured.costs[end - 1], 0.0) for _, end in ranges[:-1])
    longest = max(sums)
    uneven = sum(((longest - one) / longest) ** 2 for one in sums) / len(sums)
    breaks = sum(measured.costs[end - 1] for _, end in ranges[:-1])
    stubs = sum(0.1 for one in sums if one < 0.42 * longest)
    start, end = ranges[-1]
    widow = end - start == 1 < start and sums[-1] < 0.9 * longest
    return uneven + 0.6 * breaks + stubs + (0.3 if widow else 0.0)


def _line_room(fitted: Fitted, room: int) -> float:
    return room - fitted.block.indent - (2 * fitted.block.pad + fitted.block.tail) * fitted.size


def _set(block: Block, size: int, room: int) -> Fitted:
    measured = _measure(block.text, block.voice)
    limit = _limit(block, size, room)
    ranges = balanced(measured.widths, measured.spaces, measured.costs, limit)
    lines = tuple(_joined(measured, start, end) for start, end in ranges)
    widths = tuple(ceil(width(line, size, block.voice)) for line in lines)
    return Fitted(block, size, lines, widths, *_heights(block, measured, size))


def _joined(measured: _Measured, start: int, end: int) -> str:
    parts = [
        measured.texts[index] + (" " if measured.spaces[index] and index < end - 1 else "")
        for index in range(start, end)
    ]
    return "".join(parts)


def _too_long(blocks: tuple[Block, ...], room: int, height: int) -> TooLong:
    """Name the block with the widest piece too wide, else the tallest, and count what it has to lose."""
    for block in blocks:
        measured = _measure(block.text, block.voice)
        limit = _limit(block, block.floor, room)
        for text, wide in zip(measured.texts, measured.widths, strict=True):
            if wide > limit:
                return _misfit(block, ceil(len(text) * (1 - max(limit, 0) / wide)))
    # A label is the hub's own word: what it stands before has to give way.
    own = [block for block in blocks if block.role != "label"] or list(blocks)
    tallest = max(own, key=lambda block: _height(block, block.floor, room) or 0)
    others = _stack_height(blocks, 0.0, room) or 0
    left = height - others + (_height(tallest, tallest.floor, room) or 0)
    return _misfit(tallest, _excess(tallest, room, left))


def _misfit(block: Block, excess: int) -> TooLong:
    return TooLong(block.role, block.field, excess)


def _excess(block: Block, room: int, height: int) -> int:
    """Characters to take from the end of a block's text, by whole units, until it fits at its floor."""
    measured = _measure(block.text, block.voice)
    above, below, pitch = _heights(block, measured, block.floor)
    spare = height - above - below - 2 * round(block.pad * 0.6 * block.floor)
    allowed = spare // pitch + 1 if spare >= 0 else 0
    limit = _limit(block, block.floor, room)
    for kept in range(len(measured.texts) - 1, 0, -1):
        lines = count_lines(measured.widths[:kept], measured.spaces[:kept], limit)
        if lines is not None and lines <= allowed:
            return len(block.text) - len(_joined(measured, 0, kept))
    return len(block.text)
