"""The few colours of a card: those of its layout, and the steps between them that smooth edges."""

from __future__ import annotations

from functools import lru_cache

from .contrast import mix
from .layout import Layout

__all__ = ["Palette", "Ramp", "tables"]

Ramp = tuple[int, ...]
"""The indices of the colours from a ground to an ink."""

SMALL, LARGE = 16, 256
"""Colours that a PNG holds with 4 and with 8 bits a pixel."""


class Palette:
    """The colours of one layout in a fixed order, with a ramp for every pair of ground and ink."""

    def __init__(self, layout: Layout, *, most: int = SMALL) -> None:
        self.colours: list[str] = []
        self._ramps: dict[tuple[str, str], Ramp] = {}
        pairs = _pairs(layout)
        self.index(layout.ground)
        for colour in (colour for pair in pairs for colour in pair):
            self.index(colour)
        steps = _steps(pairs, most - len(self.colours))
        for pair, inner in steps.items():
            self._ramps[pair] = self._ramp(pair, inner)

    @property
    def bits(self) -> int:
        """Bits a pixel: 4 for up to 16 colours, else 8."""
        return 4 if len(self.colours) <= SMALL else 8

    def index(self, colour: str) -> int:
        """The index of a colour, which is added where it is new."""
        if colour not in self.colours:
            self.colours.append(colour)
        return self.colours.index(colour)

    def ramp(self, ground: str, ink: str) -> Ramp:
        """The indices from a ground to an ink that the layout has together."""
        return self._ramps[ground, ink]

    def rgb(self) -> bytes:
        """The colours as bytes, three each."""
        return b"".join(bytes.fromhex(colour[1:]) for colour in self.colours)

    def _ramp(self, pair: tuple[str, str], inner: int) -> Ramp:
        ground, ink = pair
        between = [self.index(mix(ground, ink, step / (inner + 1))) for step in range(1, inner + 1)]
        return (self.index(ground), *between, self.index(ink))


@lru_cache(maxsize=512)
def tables(ramp: Ramp) -> tuple[list[int], list[int]]:
    """For each coverage from 0 to 255 the index of its colour, and 255 where that is not the ground's."""
    top = len(ramp) - 1
    levels = [(coverage * top + 127) // 255 for coverage in range(256)]
    return [ramp[level] for level in levels], [255 if level else 0 for level in levels]


def _pairs(layout: Layout) -> dict[tuple[str, str], int]:
    """Each pair of ground and ink with the inner steps it should have: most for the largest text."""
    lead = max(layout.lines, key=lambda line: line.size * len(line.text), default=None)
    pairs: dict[tuple[str, str], int] = {}
    for line in layout.lines:
        pairs[line.ground, line.ink] = 2
    if lead:
        pairs[lead.ground, lead.ink] = 4
    for motif in layout.motifs:
        if motif.pattern != "none":
            pairs[motif.ground, motif.tint] = 1
        if motif.core:
            pairs.setdefault((motif.ground, motif.core_colour), 1)
    for panel in (*layout.grounds, *layout.panels):
        edged = panel.kind != "rectangle" or panel.radius
        pairs.setdefault((panel.ground, panel.colour), 1 if edged else 0)
    return pairs


def _steps(pairs: dict[tuple[str, str], int], room: int) -> dict[tuple[str, str], int]:
    """Inner steps for every pair: as wanted or a few less where 16 colours do, else more for all."""
    if sum(min(wanted, 2) for wanted in pairs.values()) > room:
        return {pair: wanted * 2 for pair, wanted in pairs.items()}
    steps = dict(pairs)
    while sum(steps.values()) > room:
        steps[max(steps, key=lambda pair: steps[pair])] -= 1
    while sum(steps.values()) < room and any(steps.values()):
        widest = max(steps, key=lambda pair: (pairs[pair] / (steps[pair] + 1), steps[pair]))
        steps[widest] += 1
    return steps
