"""One text in a room: the sizes it may have, and where its lines end and how high it is at each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil

from campaign_hub.derive.card import Role

from .breaking import balanced, count_lines, units
from .fonts import Voice, em_width, ink, width

__all__ = ["Block", "Fitted", "Setting", "setting"]

PAD, TAIL = 0.85, 1.25
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
class _Measured:
    """A text in ems: the widths of its units and of the spaces after them, its ink above and below."""

    texts: tuple[str, ...]
    widths: tuple[float, ...]
    spaces: tuple[float, ...]
    costs: tuple[float, ...]
    above: float
    below: float

    def joined(self, start: int, end: int) -> str:
        """The units from `start` to before `end` as one line."""
        parts = [
            self.texts[index] + (" " if self.spaces[index] and index < end - 1 else "") for index in range(start, end)
        ]
        return "".join(parts)


@lru_cache(maxsize=1024)
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


class Setting:
    """A block in a column `room` pixels wide; what is found out for a size is found out once."""

    def __init__(self, block: Block, room: int) -> None:
        self.block = block
        self.measured = _measure(block.text, block.voice)
        self._free = (room - block.indent) * SLACK
        self._beside = 2 * block.pad + block.tail
        self._room = room - block.indent
        # The block's leading, or more where the ink of two lines would touch.
        self._pitch = max(block.leading, self.measured.above + self.measured.below + 0.06)
        self._tall: dict[int, int | None] = {}
        self._ragged: dict[int, float] = {}
        self._ranges: dict[int, list[tuple[int, int]]] = {}
        self._fitted: dict[int, Fitted] = {}

    def limit(self, size: float) -> float:
        """Ems that a line may have."""
        return self._free / size - self._beside

    def line_room(self, size: int) -> float:
        """Pixels that a line may have, with nothing to spare."""
        return self._room - self._beside * size

    def size(self, share: float) -> int:
        """The size at `share` of the way from floor to most, or what its widest unit and its lines allow."""
        block = self.block
        return max(block.floor, min(round(block.floor + (block.most - block.floor) * share), self._largest))

    @cached_property
    def _largest(self) -> int:
        """The largest size at which the widest unit fits and the block keeps to the lines that it should have."""
        block = self.block
        size = min(block.most, int(self._free / (max(self.measured.widths) + self._beside)))
        while size > block.floor:
            lines = self.count(size)
            if lines is not None and lines <= block.lines:
                break
            size -= 2
        return size

    def count(self, size: int) -> int | None:
        """How many lines there are; None if one of the units is too wide for any."""
        return count_lines(self.measured.widths, self.measured.spaces, self.limit(size))

    def height(self, size: int) -> int | None:
        """Height in pixels; None if one of the units is too wide for a line."""
        if size not in self._tall:
            lines = self.count(size)
            above, below, pitch = self.heights(size)
            padding = 2 * round(self.block.pad * 0.6 * size)
            self._tall[size] = None if lines is None else above + below + pitch * (lines - 1) + padding
        return self._tall[size]

    def heights(self, size: int) -> tuple[int, int, int]:
        """Pixels above the first baseline, below the last, and from one to the next."""
        return ceil(self.measured.above * size), ceil(self.measured.below * size), ceil(self._pitch * size)

    def raggedness(self, size: int) -> float:
        """How uneven the lines are and how badly they break: 0 for a rectangle; a figure's may be uneven."""
        if size not in self._ragged:
            self._ragged[size] = _raggedness(self.measured, self._broken(size), figure=self.block.role == "figure")
        return self._ragged[size]

    def fitted(self, size: int) -> Fitted:
        """The block with its lines; only for a size at which every unit fits a line."""
        if size not in self._fitted:
            lines = tuple(self.measured.joined(start, end) for start, end in self._broken(size))
            widths = tuple(ceil(width(line, size, self.block.voice)) for line in lines)
            self._fitted[size] = Fitted(self.block, size, lines, widths, *self.heights(size))
        return self._fitted[size]

    def _broken(self, size: int) -> list[tuple[int, int]]:
        if size not in self._ranges:
            measured = self.measured
            self._ranges[size] = balanced(measured.widths, measured.spaces, measured.costs, self.limit(size))
        return self._ranges[size]


# While a card's parts are tried against one another, the same text stands in the same room again and again.
@lru_cache(maxsize=512)
def setting(block: Block, room: int) -> Setting:
    """`block` in a column `room` pixels wide."""
    return Setting(block, room)


def _raggedness(measured: _Measured, ranges: list[tuple[int, int]], *, figure: bool) -> float:
    if figure:
        return sum(max(measured.costs[end - 1], 0.0) for _, end in ranges[:-1])
    sums = [sum(measured.widths[a:b]) + sum(measured.spaces[a : b - 1]) for a, b in ranges]
    longest = max(sums)
    uneven = sum(((longest - one) / longest) ** 2 for one in sums) / len(sums)
    breaks = sum(measured.costs[end - 1] for _, end in ranges[:-1])
    stubs = sum(0.1 for one in sums if one < 0.42 * longest)
    start, end = ranges[-1]
    widow = end - start == 1 < start and sums[-1] < 0.9 * longest
    return uneven + 0.6 * breaks + stubs + (0.3 if widow else 0.0)
