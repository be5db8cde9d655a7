"""Cards: a card's texts laid out for a shape, then drawn; pictures made clean. Pure: no clock, no disk, no chance.

`fonts`, `pixels`, `encoding` and `pictures` are the only modules that know Pillow. A card goes through
`laying_out` (what fits), `composition` (what a template is made of), `columns` (where texts stand), `fitting` (how
large) and `breaking` (where lines end) to a `Layout`, which `encoding.draw` turns into a file.
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
