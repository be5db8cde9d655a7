"""The brand's type as pages need it: which files there are, for which letters, and what stands in for them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from babel.core import get_global, parse_locale

from ..derive import Hub

__all__ = ["SCRIPTS", "FontFace", "StandIn", "Typeface", "script_of", "scripts_of"]

SCRIPTS: dict[str, tuple[tuple[int, int], ...]] = {
    "latin": (
        *((0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2BB, 0x2DC), (0x2002, 0x2044)),
        *((0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212)),
    ),
    "latin-more": ((0x100, 0x130), (0x132, 0x151), (0x154, 0x24F), (0x1E00, 0x1EFF)),
    "greek": ((0x370, 0x3FF),),
    "cyrillic": ((0x400, 0x52F),),
    "hebrew": ((0x590, 0x5FF), (0xFB1D, 0xFB4F)),
    "arabic": ((0x600, 0x6FF), (0x750, 0x77F), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    "devanagari": ((0x900, 0x97F),),
    "thai": ((0xE01, 0xE5B),),
    "georgian": ((0x10A0, 0x10FF),),
}
"""Blocks of Unicode by script: browsers load a file only for letters of its own blocks."""
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


def scripts_of(hub: Hub) -> tuple[str, ...]:
    """The scripts that the hub needs: Latin, and those of its languages."""
    stories = (story.language for story, _ in hub.stories.values())
    pages = (str(page.fields.data.get("language") or "") for page in hub.checked.pages if page.fields)
    languages = {hub.checked.hub.language, *(each.speech.language for each in hub.campaigns), *stories, *pages}
    wanted = {script_of(each) for each in languages}
    return tuple(script for script in SCRIPTS if script.startswith("latin") or script in wanted)
