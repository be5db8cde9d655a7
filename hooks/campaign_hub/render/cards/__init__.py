"""Cards: a card's texts laid out for a shape, then drawn; pictures from outside made clean.

`laying_out` takes a card through `composition` (what a template is made of), `foot` and `columns` (where
texts stand), `fitting` (how large) and `breaking` (where lines end) to a `Layout`, and `encoding` turns that
into a file. All of it is pure: no clock, no disk, no chance. Only `fonts`, `pixels`, `motifs`, `encoding` and
`pictures` know Pillow.
"""

from __future__ import annotations

from .contrast import contrast
from .encoding import draw
from .fonts import missing_text_engine
from .laying_out import lay_out
from .layout import Layout, Misfit
from .pictures import PictureUnreadable, clean_picture

__all__ = [
    "Layout",
    "Misfit",
    "PictureUnreadable",
    "clean_picture",
    "contrast",
    "draw",
    "lay_out",
    "missing_text_engine",
]
