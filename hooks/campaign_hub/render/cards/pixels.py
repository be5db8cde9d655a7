"""Painting a layout as palette indices: grounds, motif, panels, pictures, text."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from PIL import Image, ImageDraw

from .fonts import Voice, draw_line
from .layout import Box, Layout, Line, Motif, Panel
from .motifs import Piece, levels_of, motif_pieces
from .palette import Palette, Ramp, tables

__all__ = ["paint"]

FINE = 4
"""Samples a pixel, each way, that smooth the edges of shapes."""
SMALL = 48
"""Size in pixels up to which a text may be one that many cards have: names, tags, labels."""
TURNED = ("arrow", "quote")
"""Shapes that look another way on a card from right to left."""


Stamp = tuple[Image.Image, Image.Image]
"""Indices of a ramp, and where they are to be set."""
Written = tuple[str, int, Voice, tuple[int, int]]
"""A text, its size, how it is set, and where its left end and baseline are."""


def paint(layout: Layout, palette: Palette) -> Image.Image:
    """The card without its pictures as an `L` picture of indices into `palette`."""
    canvas = Image.new("L", (layout.width, layout.height), palette.index(layout.ground))
    for panel in layout.grounds:
        _panel(canvas, panel, palette)
    for motif in layout.motifs:
        if motif.pattern != "none":
            ramp = palette.ramp(motif.ground, motif.tint)
            for piece, at in motif_pieces(motif):
                _set(canvas, _tinted(piece, ramp), at)
        if motif.core:
            _core(canvas, motif, palette)
    for panel in layout.panels:
        _panel(canvas, panel, palette)
    for _, lines in groupby(layout.lines, key=lambda line: (line.role, line.ground, line.ink)):
        _lines(canvas, tuple(lines), layout, palette)
    return canvas


def _stamp(coverage: Image.Image, ramp: Ramp) -> Stamp:
    """The indices of a ramp where there is coverage, and nothing elsewhere."""
    indices, covered = tables(ramp)
    return coverage.point(indices), coverage.point(covered, "1")


def _set(canvas: Image.Image, stamp: Stamp, at: tuple[int, int]) -> None:
    canvas.paste(stamp[0], at, stamp[1])


# A motif is the same on most cards of one template in one shape.
@lru_cache(maxsize=24)
def _tinted(piece: Piece, ramp: Ramp) -> Stamp:
    return _stamp(levels_of(piece), ramp)


@lru_cache(maxsize=64)
def _shaped(kind: str, width: int, height: int, ramp: Ramp, *, flipped: bool = False) -> Stamp:
    drawn = {"disc": _disc, "person": _person, "arrow": _arrow, "quote": _quote_mark}[kind](width, height)
    return _stamp(drawn.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if flipped else drawn, ramp)


def _lines(canvas: Image.Image, lines: tuple[Line, ...], layout: Layout, palette: Palette) -> None:
    """Lines of one block: their coverage is drawn together, and coloured once."""
    first = lines[0]
    bleed = first.size // 6
    left, top = min(line.box.left for line in lines) - bleed, first.box.top - bleed
    right, bottom = max(line.box.right for line in lines) + bleed, lines[-1].box.bottom + bleed
    written = tuple(
        (
            line.text,
            line.size,
            Voice(line.weight, layout.language, line.direction, layout.face),
            (line.x - left, line.y - top),
        )
        for line in lines
    )
    write = _written_before if first.size <= SMALL else _written
    coverage = write((right - left, bottom - top), written)
    _set(canvas, _stamp(coverage, palette.ramp(first.ground, first.ink)), (left, top))


def _written(size: tuple[int, int], texts: tuple[Written, ...]) -> Image.Image:
    coverage = Image.new("L", size)
    for text, letters, voice, at in texts:
        draw_line(coverage, text, size=letters, voice=voice, at=at)
    return coverage


# What stands at the foot is the same on all cards of a campaign in one shape.
_written_before = lru_cache(maxsize=96)(_written)


def _panel(canvas: Image.Image, panel: Panel, palette: Palette) -> None:
    box = panel.box
    if panel.kind == "rectangle":
        _rectangle(canvas, panel, palette)
        return
    ramp = palette.ramp(panel.ground, panel.colour)
    if panel.kind == "stroke":
        stamp = _stamp(_stroke(panel), ramp)
    else:
        flipped = panel.flipped and panel.kind in TURNED
        stamp = _shaped(panel.kind, box.width, box.height, ramp, flipped=flipped)
    _set(canvas, stamp, (box.left, box.top))


def _rectangle(canvas: Image.Image, panel: Panel, palette: Palette) -> None:
    box, radius, index = panel.box, panel.radius, palette.index(panel.colour)
    pen = ImageDraw.Draw(canvas)
    if not radius:
        pen.rectangle((box.left, box.top, box.right - 1, box.bottom - 1), index)
        return
    if box.width > 2 * radius:
        pen.rectangle((box.left + radius, box.top, box.right - radius - 1, box.bottom - 1), index)
    if box.height > 2 * radius:
        pen.rectangle((box.left, box.top + radius, box.right - 1, box.bottom - radius - 1), index)
    colours, mask = _shaped("disc", 2 * radius, 2 * radius, palette.ramp(panel.ground, panel.colour))
    for x, left in ((box.left, 0), (box.right - radius, radius)):
        for y, top in ((box.top, 0), (box.bottom - radius, radius)):
            corner = (left, top, left + radius, top + radius)
            canvas.paste(colours.crop(corner), (x, y), mask.crop(corner))


def _disc(width: int, height: int) -> Image.Image:
    wide, high = width * FINE, height * FINE
    mask = Image.new("L", (wide, high))
    ImageDraw.Draw(mask).ellipse((0, 0, wide - 1, high - 1), 255)
    return mask.reduce(FINE)


def _arrow(width: int, height: int) -> Image.Image:
    """An arrow to the right."""
    wide, high = width * FINE, height * FINE
    stroke = round(high * 0.19)
    mask = Image.new("L", (wide, high))
    pen = ImageDraw.Draw(mask)
    half, edge = high // 2, stroke // 2 + 1
    tip = wide - edge
    pen.line((edge, half, tip, half), 255, stroke)
    pen.line((tip - half + edge, edge, tip, half, tip - half + edge, high - edge), 255, stroke, joint="curve")
    for x, y in ((edge, half), (tip, half), (tip - half + edge, edge), (tip - half + edge, high - edge)):
        pen.ellipse((x - edge + 1, y - edge + 1, x + edge - 1, y + edge - 1), 255)
    return mask.reduce(FINE)


def _person(width: int, height: int) -> Image.Image:
    """A person as a pictogram has it: a head, and round shoulders above a straight body."""
    wide, high = width * FINE, height * FINE
    mask = Image.new("L", (wide, high))
    pen = ImageDraw.Draw(mask)
    head, middle = round(high * 0.29), wide / 2
    pen.ellipse((middle - head / 2, 0, middle + head / 2, head), 255)
    top = round(high * 0.335)
    pen.rounded_rectangle((0, top, wide - 1, high - 1), round(wide * 0.16), 255, corners=(False, False, True, True))
    pen.rectangle((0, top, wide - 1, top + wide * 0.5), 0)
    pen.rounded_rectangle(
        (0, top, wide - 1, top + wide * 0.9), round(wide * 0.42), 255, corners=(True, True, False, False)
    )
    return mask.reduce(FINE)


def _stroke(panel: Panel) -> Image.Image:
    """A line through all its points, round at its ends and joints."""
    box, wide = panel.box, 2 * panel.radius * FINE
    mask = Image.new("L", (box.width * FINE, box.height * FINE))
    pen = ImageDraw.Draw(mask)
    points = [((x - box.left) * FINE, (y - box.top) * FINE) for x, y in panel.points]
    pen.line(points, 255, wide, joint="curve")
    for x, y in points:
        pen.ellipse((x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2), 255)
    return mask.reduce(FINE)


def _quote_mark(width: int, height: int) -> Image.Image:
    """Two marks like a 66: discs, their tails cut from larger ones."""
    wide, high = width * FINE, height * FINE
    mask = Image.new("L", (wide, high))
    pen = ImageDraw.Draw(mask)
    each = round(wide * 0.46)
    for left in (0, wide - each):
        pen.pieslice((left, 0, left + 2 * each, 2 * (high - each // 2)), 180, 270, 255)
        pen.ellipse((left + round(each * 0.42), -round(high * 0.02), left + 2 * each, 2 * (high - each)), 0)
        pen.ellipse((left, high - each, left + each - 1, high - 1), 255)
        pen.rectangle((left + each, 0, left + 2 * each, high), 0)
    return mask.reduce(FINE)


def _core(canvas: Image.Image, motif: Motif, palette: Palette) -> None:
    x, y = motif.centre
    place = Box(x - motif.core, y - motif.core, x + motif.core, y + motif.core)
    seen = place.within(motif.clip)
    part = (seen.left - place.left, seen.top - place.top, seen.right - place.left, seen.bottom - place.top)
    ramp = palette.ramp(motif.ground, motif.core_colour)
    colours, mask = _shaped("disc", 2 * motif.core, 2 * motif.core, ramp)
    canvas.paste(colours.crop(part), (seen.left, seen.top), mask.crop(part))
