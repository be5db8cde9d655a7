"""The brand's patterns as pictures of how much of their tint each pixel has: rings, waves, dots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import hypot, pi, sin

from PIL import Image, ImageDraw

from .layout import Box, Motif, Pattern

__all__ = ["Piece", "levels_of", "motif_pieces"]

FINE = 2
"""Samples a pixel, each way: the tints are too faint for more to be seen."""
RINGS = ((1.0, 128), (0.8, 0), (0.72, 128), (0.52, 0), (0.44, 255))
"""Radius as a share of the reach and level of tint, from the outermost inwards."""
DOTS = 9
"""Dots from the centre to the reach."""
FLIPS = {
    (False, False): None,
    (True, False): Image.Transpose.FLIP_LEFT_RIGHT,
    (False, True): Image.Transpose.FLIP_TOP_BOTTOM,
    (True, True): Image.Transpose.ROTATE_180,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a pattern `width` x `height` pixels large, of which `part` is seen.

    A quarter of a round pattern has its centre at its left or right, up or down; waves run either way too.
    """

    pattern: Pattern
    width: int
    height: int
    left: bool
    up: bool
    part: tuple[int, int, int, int]


def motif_pieces(motif: Motif) -> Iterator[tuple[Piece, tuple[int, int]]]:
    """The motif in pieces, and where each lies on the card."""
    clip, (x, y), reach = motif.clip, motif.centre, motif.reach
    if motif.pattern == "waves":
        band = Box(clip.left, y - reach // 2, clip.right, y + reach // 2).within(clip)
        if band.width > 0 and band.height > 0:
            flipped, rising = x > (clip.left + clip.right) // 2, y >= clip.bottom
            whole = (0, 0, band.width, band.height)
            yield Piece("waves", band.width, band.height, flipped, rising, whole), (band.left, band.top)
        return
    for left in (False, True):
        for up in (False, True):
            quarter = Box(x - reach * left, y - reach * up, x + reach * (not left), y + reach * (not up))
            seen = quarter.within(clip)
            if seen.width > 0 and seen.height > 0:
                at = (seen.left - quarter.left, seen.top - quarter.top)
                part = (*at, at[0] + seen.width, at[1] + seen.height)
                yield Piece(motif.pattern, reach, reach, left, up, part), (seen.left, seen.top)


def levels_of(piece: Piece) -> Image.Image:
    """Levels of the tint from 0 to 255 in what is seen of a piece."""
    if piece.pattern == "waves":
        return _waves(piece.width, piece.height, flipped=piece.left, rising=piece.up)
    return _quarter(piece.pattern, piece.width, left=piece.left, up=piece.up).crop(piece.part)


# A quarter of 1080 x 0.7 pixels is half a megabyte; a campaign's shapes need about a dozen.
@lru_cache(maxsize=32)
def _quarter(pattern: str, reach: int, *, left: bool, up: bool) -> Image.Image:
    """A quarter of a round pattern, its centre in one corner: the lower right one, turned over as asked."""
    flip = FLIPS[left, up]
    if flip is not None:
        return _quarter(pattern, reach, left=False, up=False).transpose(flip)
    side = reach * FINE
    large = Image.new("L", (side, side))
    pen = ImageDraw.Draw(large)
    for radius, x, y, level in _rings(side) if pattern == "arcs" else _dots(side):
        pen.ellipse((x - radius, y - radius, x + radius - 1, y + radius - 1), level)
    return large.reduce(FINE)


def _rings(reach: int) -> Iterator[tuple[float, float, float, int]]:
    for share, level in RINGS:
        yield reach * share, 0, 0, level


def _dots(reach: int) -> Iterator[tuple[float, float, float, int]]:
    """Dots that shrink with their distance from the centre."""
    step = reach / DOTS
    for row in range(DOTS):
        for column in range(DOTS):
            x, y = (column + 0.5) * step, (row + 0.5) * step
            radius = step * 0.42 * (1.08 - hypot(x, y) / reach)
            if radius > 2 * FINE:
                yield radius, x, y, 255


@lru_cache(maxsize=16)
def _waves(width: int, height: int, *, flipped: bool, rising: bool) -> Image.Image:
    """Two swells over the whole width, from the bottom where `rising`, else hanging from the top."""
    wide, high = width * FINE, height * FINE
    large = Image.new("L", (wide, high))
    pen = ImageDraw.Draw(large)
    for crest, turn, level in ((0.3, 0.0, 128), (0.55, 0.2, 0), (0.63, 0.2, 255)):
        swell = [(x, high * (crest + 0.22 * sin(2 * pi * (0.75 * x / wide + turn)))) for x in range(0, wide + 8, 8)]
        pen.polygon([(0, high), *swell, (wide + 8, high)], level)
    small = large.reduce(FINE)
    flip = FLIPS[flipped, not rising]
    return small if flip is None else small.transpose(flip)
