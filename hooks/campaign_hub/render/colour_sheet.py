"""The style sheet of the brand's colours."""

from __future__ import annotations

from collections.abc import Mapping

from ..derive.site_colours import site_colours
from ..validate.organisation import Brand
from .artifact import Artifact

__all__ = ["colour_sheet"]


def colour_sheet(brand: Brand) -> Artifact:
    """Every colour of the pages as a custom property, for light pages, dark ones, and paper, which is light."""
    colours = site_colours(brand.colours)
    light = _rule("body[data-md-color-scheme]", colours.light)
    dark = _rule('body[data-md-color-scheme="slate"]', colours.dark)
    return Artifact("assets/colours.css", f"{light}@media screen {{\n{dark}}}\n".encode())


def _rule(selector: str, colours: Mapping[str, str]) -> str:
    lines = "".join(f"  --hub-{name}: {colour};\n" for name, colour in colours.items())
    return f"{selector} {{\n{lines}}}\n"
