"""A text as digests take it, so that what nobody can see makes no difference."""

from __future__ import annotations

import unicodedata

__all__ = ["settled"]


def settled(text: str) -> str:
    """`text` with composed letters, and without spaces at the ends of lines or empty lines around it."""
    return "\n".join(line.rstrip() for line in unicodedata.normalize("NFC", text).strip().split("\n"))
