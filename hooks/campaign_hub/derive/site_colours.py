"""The colours of the pages, worked out from the brand's six so that whatever is read can be read.

Each text colour has a contrast of 4.5 on every ground that it stands on, each edge of a control 3 (WCAG 2.2, success
criteria 1.4.3 and 1.4.11), in light and in dark. A test holds that for any brand that `check` accepts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..validate.contrast import TEXT, contrast, mix
from ..validate.organisation import Colours

__all__ = ["EDGE", "EDGES", "TEXTS", "SiteColours", "site_colours"]

EDGE = 3.0
"""Least contrast of a control's edge to its ground: WCAG 2.2, success criterion 1.4.11."""
WHITE, BLACK = "#ffffff", "#000000"
STEPS = 50
CLEAR = 6.5
"""Contrast of links on dark pages, where 4.5 looks dull."""
DARK = 17.5
"""Contrast of white to the ground of a dark page, at least."""
FAITHFUL = 0.45
"""How much of a brand colour may go before what is left is no longer the brand's."""
PALE = 0.75
"""The same on a dark page, where a colour stays the brand's for longer as it gets paler."""
BRIGHT = 5.5
"""Contrast to black from which on a strong ground dazzles on a dark page."""

GROUNDS = ("ground", "raised", "sunk", "warm")
TEXTS: Mapping[str, tuple[str, ...]] = {
    "text": GROUNDS,
    "muted": GROUNDS,
    "link": GROUNDS,
    "on-hero": ("hero", "hero-tint", "hero-deep"),
    "on-banner": ("banner", "banner-tint", "banner-deep"),
    "on-accent": ("accent", "accent-tint", "accent-deep"),
    "on-button": ("button",),
    "on-hero-button": ("hero-button",),
    "on-banner-button": ("banner-button",),
}
"""Each colour of text, and every ground that it stands on."""
EDGES: Mapping[str, tuple[str, ...]] = {
    "edge": GROUNDS,
    "focus": GROUNDS,
    "button": ("ground", "raised"),
    "hero-button": ("hero",),
    "banner-button": ("banner",),
}
"""Each colour that shows where a control is, and every ground around it."""


@dataclass(frozen=True, slots=True)
class SiteColours:
    """Named colours as `#rrggbb` for a light and for a dark page, the same names in both."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


def site_colours(brand: Colours) -> SiteColours:
    """All colours of the pages. A brand whose paper is darker than its ink keeps its dark look on dark pages alone."""
    dark, light = sorted((brand.paper, brand.ink), key=_lightness)
    return SiteColours(_light(brand, light, dark), _dark(brand, light, dark))


def _light(brand: Colours, paper: str, ink: str) -> dict[str, str]:
    grounds = {
        "ground": paper,
        "raised": mix(paper, WHITE, 0.7),
        "sunk": mix(mix(paper, WHITE, 0.6), brand.primary, 0.085),
        "warm": _tinted(paper, brand.accent, 17),
    }
    return grounds | _inks(brand, ink, paper, grounds.values()) | _strong(brand, (paper, grounds["raised"]))


def _dark(brand: Colours, paper: str, ink: str) -> dict[str, str]:
    ground = _darkened(ink)
    grounds = {
        "ground": ground,
        "raised": mix(ground, WHITE, 0.075),
        "sunk": mix(ground, WHITE, 0.035),
        "warm": _tinted(ground, brand.accent, 9),
    }
    inks = _inks(brand, mix(paper, ground, 0.06), ground, grounds.values())
    text = inks["text"]
    strong = _strong(brand, (ground, grounds["raised"]))
    if contrast(brand.primary, BLACK) >= BRIGHT:
        strong |= _calm("hero", brand.primary, brand.accent, text)
    return grounds | inks | strong | _calm("banner", brand.accent, brand.accent, text)


def _inks(brand: Colours, text: str, paper: str, grounds: Iterable[str]) -> dict[str, str]:
    """What is written and drawn on a page's own grounds."""
    on = tuple(grounds)
    text = _moved(text, on, TEXT) or _furthest(on)
    is_light = _furthest(on) == BLACK
    link, most = (TEXT, FAITHFUL) if is_light else (CLEAR, PALE)
    edge = _moved(mix(text, paper, 0.45), on, EDGE, text) or text
    return {
        "text": text,
        "muted": _moved(mix(text, paper, 0.24), on, TEXT, text) or text,
        "link": _moved(brand.primary, on, link, most=most) or text,
        "line": mix(paper, text, 0.17),
        "edge": edge,
        "focus": text,
    }


def _strong(brand: Colours, around: tuple[str, ...]) -> dict[str, str]:
    """The grounds that are the brand's own strong colours, and buttons on them and on the page."""
    button, on_button = next(
        (pair for pair in _pairs(brand) if all(contrast(pair[0], ground) >= EDGE for ground in around)),
        (_furthest(around), around[0]),
    )
    return {
        **_panel("hero", brand.primary, brand.on_primary),
        **_button("hero", brand.accent, brand.on_accent, brand.primary, brand.on_primary),
        "hero-core": brand.accent,
        **_panel("banner", brand.accent, brand.on_accent),
        **_button("banner", brand.primary, brand.on_primary, brand.accent, brand.on_accent),
        "banner-core": brand.primary,
        **_panel("accent", brand.accent, brand.on_accent),
        "button": button,
        "on-button": on_button,
    }


def _pairs(brand: Colours) -> tuple[tuple[str, str], ...]:
    return (brand.primary, brand.on_primary), (brand.accent, brand.on_accent)


def _panel(name: str, ground: str, ink: str) -> dict[str, str]:
    """A strong ground with its ink, and two tints for its pattern: away from the ink, which stays readable on them."""
    away = BLACK if _lightness(ink) > _lightness(ground) else WHITE
    return {
        name: ground,
        f"on-{name}": ink,
        f"{name}-tint": mix(ground, away, 0.14),
        f"{name}-deep": mix(ground, away, 0.28),
    }


def _button(name: str, fill: str, on_fill: str, ground: str, ink: str) -> dict[str, str]:
    """A button on a strong ground: filled with `fill` where that stands out, else with the ground's own ink."""
    seen = contrast(fill, ground) >= EDGE
    return {f"{name}-button": fill if seen else ink, f"on-{name}-button": on_fill if seen else ground}


def _calm(name: str, hue: str, core: str, text: str) -> dict[str, str]:
    """A strong ground for dark pages from a colour that is too bright for one."""
    calm = _tinted(BLACK, hue, 27, text)
    return {
        **_panel(name, calm, text),
        f"{name}-button": text,
        f"on-{name}-button": calm,
        f"{name}-core": core,
    }


def _moved(colour: str, grounds: tuple[str, ...], least: float, end: str | None = None, most: float = 1) -> str | None:
    """`colour`, moved no further towards `end` than it needs to reach `least` on all grounds; None beyond `most`.

    Without `end` it goes to black on light grounds and to white on dark ones.
    """
    end = end or _furthest(grounds)
    for step in range(STEPS + 1):
        mixed = mix(colour, end, step / STEPS)
        if all(contrast(mixed, ground) >= least for ground in grounds):
            return mixed if step / STEPS <= most else None
    return None


def _tinted(ground: str, hue: str, most: int, ink: str | None = None) -> str:
    """`ground` with at most `most` per cent of a hue, and no more than leaves `ink`, or black or white, readable."""
    ink = ink or _furthest([ground])
    return next(mixed for share in range(most, -1, -1) if contrast(mixed := mix(ground, hue, share / 100), ink) >= TEXT)


def _furthest(grounds: Iterable[str]) -> str:
    """Black or white, whichever stands out more from all the grounds."""
    on = tuple(grounds)
    return max((BLACK, WHITE), key=lambda end: min(contrast(end, ground) for ground in on))


def _darkened(colour: str) -> str:
    """A dark ground of the colour's hue: as dark as `DARK` asks, however light the colour is."""
    return next(
        mixed for step in range(STEPS + 1) if contrast(mixed := mix(colour, BLACK, step / STEPS), WHITE) >= DARK
    )


def _lightness(colour: str) -> float:
    return contrast(colour, BLACK)
