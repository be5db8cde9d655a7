"""How many text messages a text needs: a phone sends short parts, and one odd letter makes all of them shorter."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["messages_for"]

# The GSM 7-bit default alphabet (3GPP TS 23.038, 6.2.1), and the letters that it reaches through an escape (6.2.1.1).
PLAIN = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
ESCAPED = frozenset("\f^{}\\[~]|€")
ALONE_PLAIN, PART_PLAIN = 160, 153
ALONE_WIDE, PART_WIDE = 70, 67


def messages_for(text: str) -> int:
    """How many text messages `text` needs: 160 letters, or 153 in each of several; 70 and 67 with other alphabets.

    Other alphabets go as UTF-16. A letter of two units is never parted between two messages. No text needs none.
    """
    if PLAIN.union(ESCAPED).issuperset(text):
        return _parts([2 if letter in ESCAPED else 1 for letter in text], ALONE_PLAIN, PART_PLAIN)
    return _parts([2 if ord(letter) > 0xFFFF else 1 for letter in text], ALONE_WIDE, PART_WIDE)


def _parts(units: Iterable[int], alone: int, part: int) -> int:
    """How many messages letters of so many units need, where one takes `alone` by itself and `part` as one of many."""
    units = tuple(units)
    if sum(units) <= alone:
        return 1 if units else 0
    parts, room = 1, part
    for unit in units:
        if unit > room:
            parts, room = parts + 1, part
        room -= unit
    return parts
