"""Hold the brand's colours to what can be read."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, report
from ..load import Located
from .contrast import TEXT, contrast, nearest_readable
from .organisation import Brand

__all__ = ["check_brand"]

PAIRS = (("ink", "paper"), ("on_primary", "primary"), ("on_accent", "accent"))
"""Each text colour and the ground that it is meant for."""


def check_brand(brand: Brand, located: Located) -> Iterator[Diagnostic]:
    """Each text colour that is too near to its ground, and the nearest one that is not."""
    for name, ground_name in PAIRS:
        colour, ground = getattr(brand.colours, name), getattr(brand.colours, ground_name)
        if contrast(colour, ground) < TEXT:
            facts = {"colour": name, "ground": ground_name, "ratio": f"{int(contrast(colour, ground) * 10) / 10}"}
            better = nearest_readable(colour, ground)
            yield report("colour-too-near", located.place("colours", name), better=better, **facts)
