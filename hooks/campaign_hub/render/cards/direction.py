"""Which way a text runs, whatever the card around it does."""

from __future__ import annotations

from typing import Literal

import regex

__all__ = ["direction_of", "numbers_in_order"]

RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
LEFT_TO_RIGHT = regex.compile(r"\p{Bidi_Class=L}")
BETWEEN_DIGITS = regex.compile(r"(?<=\p{Nd}) (?=\p{Nd})")


def direction_of(text: str, card: Literal["ltr", "rtl"]) -> Literal["ltr", "rtl"]:
    """The way a text runs: its card's, unless it has letters of the other way alone, or no letters at all.

    A telephone number in an Arabic card would else have its groups of digits exchanged, and an English name its full
    stop before it.
    """
    if card == "rtl":
        return "rtl" if RIGHT_TO_LEFT.search(text) else "ltr"
    return "rtl" if RIGHT_TO_LEFT.search(text) and not LEFT_TO_RIGHT.search(text) else "ltr"


def numbers_in_order(text: str) -> str:
    """`text` with no-break spaces within rows of digits, where it runs from right to left.

    To the bidirectional algorithm (UAX #9, rule W4) they are part of a number, and spaces are not: the groups of a
    telephone number would change places.
    """
    return BETWEEN_DIGITS.sub("\u00a0", text) if RIGHT_TO_LEFT.search(text) else text
