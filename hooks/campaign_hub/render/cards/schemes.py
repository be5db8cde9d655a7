"""The brand's six colours, arranged by ground: what stands on it, and what it may be patterned with."""

from __future__ import annotations

from dataclasses import dataclass

from campaign_hub.derive.card import Ground
from campaign_hub.validate.organisation import Brand

from .contrast import contrast, mix, readable, tint

__all__ = ["Scheme", "Schemes", "schemes"]

SHAPE = 3.0
"""Least contrast of a button to its ground: WCAG 2.2, success criterion 1.4.11."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A ground and its colours: `ink` and `strong` have 4.5 to 1 on it and on `tint`, `on_fill` on `fill`."""

    ground: str
    ink: str
    strong: str
    tint: str
    mark: str
    fill: str
    on_fill: str


@dataclass(frozen=True, slots=True)
class Schemes:
    """The grounds that cards are made of."""

    primary: Scheme
    paper: Scheme
    warm: Scheme
    accent: Scheme

    def of(self, ground: Ground) -> Scheme:
        """The scheme of a ground as templates name it."""
        named = {"strong": self.primary, "light": self.paper, "warm": self.warm, "accent": self.accent}
        return named[ground]


def schemes(brand: Brand) -> Schemes:
    """Every ground of the brand; where two of its colours are hard to read, another of its inks is taken."""
    colours = brand.colours
    inks = (colours.ink, colours.on_primary, colours.paper, colours.primary)
    signal, warm = (colours.accent, colours.on_accent), mix(colours.paper, colours.accent, 0.2)
    return Schemes(
        primary=_scheme(colours.primary, (colours.on_primary, *inks), colours.accent, signal),
        paper=_scheme(colours.paper, inks, colours.primary, signal),
        warm=_scheme(warm, inks, colours.primary, signal),
        accent=_scheme(colours.accent, (colours.on_accent, *inks), colours.ink, (colours.paper, colours.ink)),
    )


def _scheme(ground: str, inks: tuple[str, ...], strong: str, signal: tuple[str, str]) -> Scheme:
    """Arrange a ground: `inks` in their order of preference, `signal` a strong colour and its ink."""
    ink = readable(ground, *inks)
    strong = readable(ground, strong, ink)
    mark, on_mark = signal
    dark = contrast(ground, "#ffffff") >= SHAPE
    over, most = ("#000000", 0.24) if dark else (mark, 0.36)
    fill, on_fill = (mark, on_mark) if contrast(mark, ground) >= SHAPE else (ink, ground)
    return Scheme(
        ground=ground,
        ink=ink,
        strong=strong,
        tint=tint(ground, over, most, (ink, strong)),
        mark=mark,
        fill=fill,
        on_fill=readable(fill, on_fill, *inks),
    )
