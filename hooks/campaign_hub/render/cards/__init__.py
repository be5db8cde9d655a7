"""Cards: a card's texts laid out for a shape, then drawn; pictures from outside made clean.

`laying_out` takes a card through `composition` (what a template is made of), `foot` and `columns` (where
texts stand), `fitting` (how large) and `breaking` (where lines end) to a `Layout`, and `encoding` turns that
into a file. All of it is pure: no clock, no disk, no chance. Only `fonts`, `pixels`, `motifs`, `encoding` and
`pictures` know Pillow.
"""

from __future__ import annotations

from .contact_sheet import SheetRow, contact_sheet
from .contrast import contrast
from .encoding import draw
from .font_files import font_names, font_subset
from .fonts import Voice, font_runs, missing_text_engine
from .laying_out import lay_out
from .layout import Box, Face, Layout, Line, Misfit
from .metadata import xmp_of
from .pictures import PictureUnreadable, check_picture, clean_picture
from .poster import Sheet, draw_ground, lay_out_poster

__all__ = [
    "Box",
    "Face",
    "Layout",
    "Line",
    "Misfit",
    "PictureUnreadable",
    "Sheet",
    "SheetRow",
    "Voice",
    "check_picture",
    "clean_picture",
    "contact_sheet",
    "contrast",
    "draw",
    "draw_ground",
    "font_names",
    "font_runs",
    "font_subset",
    "lay_out",
    "lay_out_poster",
    "missing_text_engine",
    "xmp_of",
]
