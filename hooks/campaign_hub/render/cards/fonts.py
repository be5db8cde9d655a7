"""The cards' fonts: opened once a size, measured in ems, with a second font for what the first lacks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import regex
from PIL import Image, ImageDraw, ImageFont, features

from .font_files import EAST_ASIAN_WEIGHTS, font_names, open_font, shaped_width
from .layout import Face, Weight

__all__ = [
    "Voice",
    "draw_line",
    "font_runs",
    "ink",
    "missing_glyphs",
    "missing_text_engine",
    "needs_text_engine",
    "width",
]

REFERENCE = 128
"""Size in pixels at which texts are measured."""
NOWHERE = "\U0010fffe"
"""A code point that no font has: its picture is the font's sign for a missing glyph."""
# Scripts that come out right letter by letter, without shaping or reordering.
UNSHAPED = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Common}\p{Inherited}]*")
PLAIN = regex.compile(r"[\p{Latin}\p{Greek}\p{Cyrillic}\p{Common}]*")
"""Scripts of which HarfBuzz makes the same whether Raqm asks it or we do, in a fifth of the time."""
INVISIBLE = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Cc}]")
CLUSTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Voice:
    """How a text is set: weight, and the language and direction that shaping depends on."""

    weight: Weight
    language: str
    direction: Literal["ltr", "rtl"]
    face: Face = "firago"

    @property
    def fonts(self) -> tuple[str, ...]:
        """The fonts to try, in their order."""
        return font_names(self.weight, self.face)


def needs_text_engine(text: str) -> bool:
    """Whether `text` has letters that come out wrong without shaping, and there is nothing to shape them with."""
    return missing_text_engine() is not None and UNSHAPED.fullmatch(text) is None


def _setting(voice: Voice) -> dict[str, Any]:
    """What shaping goes by; without its engine Pillow refuses to be told."""
    return {} if missing_text_engine() else {"direction": voice.direction, "language": voice.language}


@lru_cache(maxsize=1)
def missing_text_engine() -> str | None:
    """None if complex scripts can be set; else one sentence on how to mend it.

    Pillow's wheels carry Raqm, which turns itself off where the system has no FriBiDi library.
    """
    if features.check_feature("raqm"):
        return None
    return (
        "Cards need the Raqm text engine: install the FriBiDi library (Debian and Ubuntu: "
        "`apt install libfribidi0`, macOS: `brew install fribidi`) and Pillow from its official wheel."
    )


# Each open font holds its own copy of the file, 0.5 to 0.8 MB.
@lru_cache(maxsize=48)
def _font(name: str, size: int, language: str) -> ImageFont.FreeTypeFont:
    return open_font(name, size, ImageFont.Layout.BASIC if missing_text_engine() else ImageFont.Layout.RAQM, language)


@lru_cache(maxsize=12)
def _plain(name: str) -> ImageFont.FreeTypeFont:
    """The font without shaping, which would put a dotted circle under a lone mark."""
    return open_font(name, 20, ImageFont.Layout.BASIC)


def _shape(name: str, character: str) -> tuple[tuple[int, int], bytes]:
    mask = _plain(name).getmask(character)
    return mask.size, bytes(mask)


@lru_cache(maxsize=12)
def _sign_of_missing(name: str) -> tuple[tuple[int, int], bytes]:
    return _shape(name, NOWHERE)


@lru_cache(maxsize=8192)
def _has(name: str, character: str) -> bool:
    return INVISIBLE.match(character) is not None or _shape(name, character) != _sign_of_missing(name)


# The texts of one card are set in many shapes.
@lru_cache(maxsize=1024)
def missing_glyphs(text: str, voice: Voice) -> tuple[str, ...]:
    """The characters of `text` that no font of the face has, each once, in their order."""
    return tuple(dict.fromkeys(c for c in text if not any(_has(name, c) for name in voice.fonts)))


def font_runs(text: str, voice: Voice) -> tuple[tuple[str, str], ...]:
    """`text` as (font, piece) in writing order; a grapheme cluster is never divided between fonts."""
    return _runs(text, voice.fonts)


@lru_cache(maxsize=4096)
def _runs(text: str, fonts: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    if all(_has(fonts[0], c) for c in set(text)):
        return ((fonts[0], text),)
    runs: list[tuple[str, str]] = []
    for cluster in CLUSTER.findall(text):
        name = next((font for font in fonts if all(_has(font, c) for c in cluster)), fonts[1])
        if runs and (runs[-1][0] == name or cluster.isspace()):
            runs[-1] = (runs[-1][0], runs[-1][1] + cluster)
        else:
            runs.append((name, cluster))
    return tuple(runs)


def _is_plain(name: str, text: str, voice: Voice) -> bool:
    ours = name not in EAST_ASIAN_WEIGHTS and missing_text_engine() is None
    return ours and voice.direction == "ltr" and PLAIN.fullmatch(text) is not None


# Advances grow with the size exactly (Raqm shapes without hinting), so that one size is enough to know them all.
@lru_cache(maxsize=8192)
def _advance(name: str, text: str, voice: Voice) -> float:
    """Advance of `text` in one font, in ems."""
    if _is_plain(name, text, voice):
        return shaped_width(name, text, voice.language)
    font = _font(name, REFERENCE, voice.language)
    return font.getlength(text, **_setting(voice)) / REFERENCE


@lru_cache(maxsize=8192)
def em_width(text: str, voice: Voice) -> float:
    """Advance of `text` on one line in ems."""
    return sum(_advance(name, piece, voice) for name, piece in _runs(text, voice.fonts))


def width(text: str, size: int, voice: Voice) -> float:
    """Advance of `text` on one line in pixels."""
    return em_width(text, voice) * size


@lru_cache(maxsize=2048)
def ink(text: str, voice: Voice) -> tuple[float, float]:
    """How far the ink of `text` reaches above and below its baseline, in ems."""
    above = below = 0.0
    for name, piece in _runs(text, voice.fonts):
        # Letters without marks reach as far together as each does by itself.
        for part in set(piece) if PLAIN.fullmatch(piece) else (piece,):
            box = _box(name, part, voice)
            above, below = max(above, -box[1]), max(below, box[3])
    return above / REFERENCE, below / REFERENCE


@lru_cache(maxsize=2048)
def _box(name: str, text: str, voice: Voice) -> tuple[float, float, float, float]:
    return _font(name, REFERENCE, voice.language).getbbox(text, anchor="ls", **_setting(voice))


def draw_line(coverage: Image.Image, text: str, *, size: int, voice: Voice, at: tuple[int, int]) -> None:
    """Draw one line on an `L` picture of coverage, its left end and baseline at `at`."""
    pen = ImageDraw.Draw(coverage)
    runs = _runs(text, voice.fonts)
    x = float(at[0])
    for name, piece in reversed(runs) if voice.direction == "rtl" else runs:
        pen.text(
            (x, at[1]),
            piece,
            fill=255,
            font=_font(name, size, voice.language),
            anchor="ls",
            **_setting(voice),
        )
        x += _advance(name, piece, voice) * size if len(runs) > 1 else 0.0
