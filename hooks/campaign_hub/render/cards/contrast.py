"""The choice of readable colours for cards."""

from __future__ import annotations

from functools import lru_cache

from campaign_hub.validate.contrast import TEXT, contrast, mix

__all__ = ["contrast", "mix", "readable", "tint"]


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
