"""Painting a layout as palette indices: grounds, motif, panels, pictures, text."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from PIL import Image, ImageDraw

from .fonts import Voice, draw_line
from .layout import Box, Layout, Line, Motif, Panel
from .motifs import motif_levels
from .palette import Palette

__all__ = ["paint"]

FINE = 4
"""Samples a pixel, each way, that smooth the edges of shapes."""


def paint(layout: Layout, palette: Palette) -> Image.Image:
    """The card without its pictures as an `L` picture of indices into `palette`."""
    canvas = Image.new("L", (layout.width, layout.height), palette.index(layout.ground))
    for panel in layout.grounds:
        _panel(canvas, panel, palette)
    for motif in layout.motifs:
        if motif.pattern != "none":
            for levels, at in motif_levels(motif):
                _stamp(canvas, levels, at, palette.tables(motif.ground, motif.tint))
        if motif.core:
            _core(canvas, motif, palette)
    for panel in layout.panels:
        _panel(canvas, panel, palette)
    for _, lines in groupby(layout.lines, key=lambda line: (line.role, line.ground, line.ink)):
        _lines(canvas, tuple(lines), layout, palette)
    return canvas


def _stamp(
    canvas: Image.Image, coverage: Image.Image, at: tuple[int, int], tables: tuple[list[int], list[int]]
) -> None:
    """Set the indices of a ramp where there is coverage, and leave the canvas as it is elsewhere."""
    indices, covered = tables
    canvas.paste(coverage.point(indices), at, coverage.point(covered))


def _lines(canvas: Image.Image, lines: tuple[Line, ...], layout: Layout, palette: Palette) -> None:
    """Lines of one block: their coverage is drawn together, and coloured once."""
    first = lines[0]
    bleed = first.size // 6
    left, top = min(line.box.left for line in lines) - bleed, first.box.top - bleed
    right, bottom = max(line.box.right for line in lines) + bleed, lines[-1].box.bottom + bleed
    coverage = Image.new("L", (right - left, bottom - top))
    for line in lines:
        voice = Voice(line.weight, layout.language, line.direction, layout.face)
        draw_line(coverage, line.text, size=line.size, voice=voice, at=(line.x - left, line.y - top))
    _stamp(canvas, coverage, (left, top), palette.tables(first.ground, first.ink))


def _panel(canvas: Image.Image, panel: Panel, palette: Palette) -> None:
    box = panel.box
    tables = palette.tables(panel.ground, panel.colour)
    if panel.kind == "rectangle":
        _rectangle(canvas, panel, palette)
    elif panel.kind == "disc":
        _stamp(canvas, _disc(box.width), (box.left, box.top), tables)
    elif panel.kind == "person":
        _stamp(canvas, _person(box.width, box.height), (box.left, box.top), tables)
    elif panel.kind == "stroke":
        _stamp(canvas, _stroke(panel), (box.left, box.top), tables)
    elif panel.kind == "arrow":
        _stamp(canvas, _arrow(box.width, box.height, flipped=panel.flipped), (box.left, box.top), tables)
    elif panel.kind == "quote":
        _quote(canvas, panel, palette)


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
    indices, covered = palette.tables(panel.ground, panel.colour)
    disc = _disc(2 * radius)
    colours, mask = disc.point(indices), disc.point(covered)
    for x, left in ((box.left, 0), (box.right - radius, radius)):
        for y, top in ((box.top, 0), (box.bottom - radius, radius)):
            corner = (left, top, left + radius, top + radius)
            canvas.paste(colours.crop(corner), (x, y), mask.crop(corner))


@lru_cache(maxsize=64)
def _disc(diameter: int) -> Image.Image:
    side = diameter * FINE
    mask = Image.new("L", (side, side))
    ImageDraw.Draw(mask).ellipse((0, 0, side - 1, side - 1), 255)
    return mask.reduce(FINE)


@lru_cache(maxsize=64)
def _arrow(width: int, height: int, *, flipped: bool) -> Image.Image:
    """An arrow to the right, or to the left where `flipped`."""
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
    small = mask.reduce(FINE)
    return small.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if flipped else small


@lru_cache(maxsize=32)
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


def _quote(canvas: Image.Image, panel: Panel, palette: Palette) -> None:
    """Two marks like a 66, or a 99 where `flipped`: discs, their tails cut from larger ones."""
    box = panel.box
    coverage = _quote_mark(box.width, box.height)
    if panel.flipped:
        coverage = coverage.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    _stamp(canvas, coverage, (box.left, box.top), palette.tables(panel.ground, panel.colour))


@lru_cache(maxsize=32)
def _quote_mark(width: int, height: int) -> Image.Image:
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
    tables = palette.tables(motif.ground, motif.core_colour)
    _stamp(canvas, _disc(2 * motif.core).crop(part), (seen.left, seen.top), tables)
