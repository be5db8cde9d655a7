"""Contrast of colours as WCAG 2.2 defines it, and the nearest colour that has enough of it."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["TEXT", "contrast", "mix", "nearest_readable"]

TEXT = 4.5
"""Least contrast of text to its ground: WCAG 2.2, success criterion 1.4.3."""
LINEAR_BELOW = 0.04045
"""Where sRGB's curve begins (IEC 61966-2-1)."""
STEPS = 200
"""Mixes tried on the way to black and to white: finer than a screen shows."""


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


def nearest_readable(colour: str, ground: str) -> str:
    """The colour most like `colour`, made darker or lighter, that has a contrast of 4.5 to `ground`."""
    for step in range(STEPS + 1):
        for end in ("#000000", "#ffffff"):
            mixed = mix(colour, end, step / STEPS)
            if contrast(mixed, ground) >= TEXT:
                return mixed
    return max(("#000000", "#ffffff"), key=lambda end: contrast(end, ground))
