"""The brand's type as pages need it: which files there are, for which letters, and what stands in for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel.core import get_global, parse_locale

__all__ = ["FontFace", "StandIn", "Typeface", "script_of"]

ISO = {"Grek": "greek", "Cyrl": "cyrillic", "Hebr": "hebrew", "Arab": "arabic", "Deva": "devanagari"}
ISO |= {"Thai": "thai", "Geor": "georgian"}


@dataclass(frozen=True, slots=True)
class FontFace:
    """One file: its address below the site's root, the CSS weights and letters it is for, and its script."""

    path: str
    weight: str
    letters: str
    script: str


@dataclass(frozen=True, slots=True)
class StandIn:
    """A font of the reader's device, made as wide and as high as the brand's, in per cent."""

    names: tuple[str, ...]
    weight: str
    size: float
    ascent: float
    descent: float


@dataclass(frozen=True, slots=True)
class Typeface:
    """The brand's type as pages need it."""

    faces: tuple[FontFace, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()

    def main(self, language: str) -> FontFace | None:
        """The file that most words of a page in `language` are set in."""
        wanted = script_of(language) or "latin"
        return next((each for each in self.faces if each.script == wanted), None)


@cache
def script_of(language: str) -> str | None:
    """The script that a language is written in, where there is a block for it here."""
    parts = language.split("-")
    given = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), None)
    likely = get_global("likely_subtags").get(parts[0])
    return ISO.get(given or (parse_locale(likely)[2] if likely else None) or "")
