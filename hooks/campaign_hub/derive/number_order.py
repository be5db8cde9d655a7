"""Telephone numbers in texts that run from right to left: without help their groups of digits would change places."""

from __future__ import annotations

import re

from .language import Direction

__all__ = ["in_order"]

BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")


def in_order(text: str, direction: Direction) -> str:
    """`text` with no-break spaces between digits where it runs from right to left.

    A plain space ends a number there and the next group stands to its left; a no-break space is part of it
    (UAX #9, rule W4, bidirectional class CS).
    """
    return BETWEEN_DIGITS.sub("\u00a0", text) if direction == "rtl" else text
