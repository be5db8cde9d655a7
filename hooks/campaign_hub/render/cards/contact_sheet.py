"""Many drawn cards in one picture, to be looked at together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from .fonts import Voice, draw_line, width
from .layout import Weight

__all__ = ["SheetRow", "contact_sheet"]

GROUND, INK = "#8c8c8c", "#101010"
MARGIN, GAP, TALL = 48, 32, 360
"""Pixels around the sheet, between pictures, and of each picture's height."""
NAME, NOTE = 30, 19
"""Letter sizes of a row's name and of the notes below its pictures."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One card: its name, and its pictures' files, each with what to write below it."""

    name: str
    pictures: tuple[tuple[str, bytes], ...]


def contact_sheet(rows: Sequence[SheetRow]) -> bytes:
    """All rows on a neutral ground as a PNG, one below the other, every picture equally high."""
    drawn = [[_small(content) for _, content in row.pictures] for row in rows]
    wide = max((sum(each.width + GAP for each in row) for row in drawn), default=0)
    step = NAME * 2 + TALL + NOTE * 2 + GAP
    sheet = Image.new("RGB", (wide - GAP + 2 * MARGIN, step * len(rows) - GAP + 2 * MARGIN), GROUND)
    for number, (row, pictures) in enumerate(zip(rows, drawn, strict=True)):
        _set_row(sheet, row, pictures, MARGIN + number * step)
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _small(content: bytes) -> Image.Image:
    whole = Image.open(BytesIO(content)).convert("RGB")
    return whole.resize((round(whole.width * TALL / whole.height), TALL), Image.Resampling.LANCZOS, reducing_gap=3)


def _set_row(sheet: Image.Image, row: SheetRow, pictures: list[Image.Image], top: int) -> None:
    _write(sheet, row.name, NAME, "bold", (MARGIN, top + NAME))
    x = MARGIN
    for (note, _), picture in zip(row.pictures, pictures, strict=True):
        sheet.paste(picture, (x, top + NAME * 2))
        _write(sheet, note, NOTE, "regular", (x, top + NAME * 2 + TALL + round(NOTE * 1.4)))
        x += picture.width + GAP


def _write(sheet: Image.Image, text: str, size: int, weight: Weight, at: tuple[int, int]) -> None:
    voice = Voice(weight, "en", "ltr")
    coverage = Image.new("L", (int(width(text, size, voice)) + size, size * 2))
    draw_line(coverage, text, size=size, voice=voice, at=(0, round(size * 1.3)))
    sheet.paste(INK, (at[0], at[1] - round(size * 1.3)), coverage)
