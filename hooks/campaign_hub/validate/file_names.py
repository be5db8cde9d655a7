"""Names of files that not every computer and address takes: what to call the file instead."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["plain_name"]

WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "ł": "l"})
UNSEEN = ("C", "Z")
NAMES = "^[A-Za-z0-9][A-Za-z0-9._-]*"
"""How the patterns of fields begin that name a file beside a page."""


def plain_name(given: str, pattern: str) -> str | None:
    """`given` in plain small letters, digits and hyphens; None where `pattern` is not a file name's, or nothing helps.

    No name helps where a file lies elsewhere, or the letters that are wrong can't be seen.
    """
    unseen = any(unicodedata.category(letter).startswith(UNSEEN) for letter in given.replace(" ", ""))
    if unseen or re.search(r"[/\\]", given) or not pattern.startswith(NAMES):
        return None
    stem, point, ending = given.rpartition(".")
    name = f"{_plain(stem) or 'picture'}{point}{ending}" if point else _plain(given)
    return name if name != given and re.search(pattern, name) else None


def _plain(text: str) -> str:
    spelt = unicodedata.normalize("NFC", text).lower().translate(WRITTEN_OUT)
    letters = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", letters).strip("-")
