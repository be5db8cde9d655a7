"""Colour contrast as WCAG 2.2 defines it, and the choice of readable colours."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["contrast", "mix", "readable", "tint"]

TEXT = 4.5
"""Least contrast of text to its ground: WCAG 2.2, success criterion 1.4.3."""
LINEAR_BELOW = 0.04045
"""Where sRGB's curve begins (IEC 61966-2-1)."""


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= LINEAR_BELOW else float(((share + 0.055) / 1.055) ** 2.4)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(maxsize=512)
def contrast(first: str, second: str) -> float:
    """Contrast of two `#rrggbb` colours, 1 to 21, in either order (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mix(ground: str, over: str, share: float) -> str:
    """`over` laid on `ground` with an opacity of `share` (0 to 1), as `#rrggbb`."""
    pairs = zip(_channels(ground), _channels(over), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable(ground: str, *candidates: str, least: float = TEXT) -> str:
    """The first candidate with a contrast of `least` on `ground`, else the one that has most.

    Black and white are tried after the candidates, so that the answer reaches 4.5 on every ground.
    """
    choices = (*candidates, "#ffffff", "#000000")
    for colour in choices:
        if contrast(ground, colour) >= least:
            return colour
    return max(choices, key=lambda colour: contrast(ground, colour))


@lru_cache(maxsize=512)
def tint(ground: str, over: str, most: float, inks: tuple[str, ...]) -> str:
    """The strongest mix of `over` into `ground`, at most `most`, on which all `inks` keep a contrast of 4.5.

    It is `ground` itself where no mix does.
    """
    for step in range(10, 0, -1):
        colour = mix(ground, over, most * step / 10)
        if all(contrast(colour, ink) >= TEXT for ink in inks):
            return colour
    return ground
