"""The brand's type for the pages: one small WOFF2 file for each weight and script that the hub's languages need."""

from __future__ import annotations

import hashlib
import io
from functools import cache
from importlib.metadata import version
from pathlib import Path

import pymupdf_fonts
import uharfbuzz
from fontTools.ttLib import TTFont

from ..validate.organisation import Brand
from .artifact import Artifact
from .card_cache import CardCache
from .cards import font_names
from .cards.layout import Face, Weight
from .typeface import SCRIPTS, FontFace, StandIn, Typeface

__all__ = ["web_fonts"]

FOLDER = "assets/fonts"
NAMED = "Hub Sans"
WEIGHTS: dict[Weight, str] = {"regular": "1 599", "bold": "600 1000"}
"""The CSS weights that each file stands for."""
ORDINARY = "abcdefghijklmnopqrstuvwxyz eeetaoinshr "
"""Letters about as often as in running text, to compare two fonts' widths by."""
STAND_INS: dict[Weight, tuple[float, tuple[str, ...]]] = {
    "regular": (18.507, ("Arial", "Helvetica", "Liberation Sans", "Arimo")),
    "bold": (20.172, ("Arial Bold", "Helvetica Bold", "Liberation Sans Bold", "Arimo Bold")),
}
"""What is shown until a file is there, with the width of `ORDINARY` in ems: the same in all four of a weight.

It is that of the PDF core font Helvetica, as fpdf2 has it; loading that for two numbers takes half a second.
"""


def web_fonts(brand: Brand, scripts: tuple[str, ...], cache: CardCache) -> tuple[list[Artifact], Typeface]:
    """The files with their licence, and what the pages have to say of them; made files are kept in `cache`."""
    face = brand.type
    artifacts: list[Artifact] = []
    faces: list[FontFace] = []
    licences: dict[str, None] = {}
    for script in scripts:
        for weight, range_ in WEIGHTS.items():
            name = _font_for(face, weight, script)
            if name is None:
                continue
            made = Artifact(f"{FOLDER}/hub-sans-{weight}-{script}.woff2", file=_made(name, weight, script, cache))
            artifacts.append(made)
            digest = hashlib.sha256(made.read()).hexdigest()[:8]
            faces.append(FontFace(f"{made.path}?v={digest}", range_, _as_css(script), script))
            licences[_licence(name)] = None
    artifacts.append(Artifact(f"{FOLDER}/LICENCE.txt", "\n\n".join(licences).encode() + b"\n"))
    return artifacts, Typeface(tuple(faces), tuple(_stand_in(face, weight) for weight in WEIGHTS))


@cache
def _content(name: str) -> bytes:
    return bytes(pymupdf_fonts.myfont(name))


@cache
def _letters(name: str) -> frozenset[int]:
    with TTFont(io.BytesIO(_content(name)), lazy=True) as font:
        return frozenset(font.getBestCmap())


def _font_for(face: Face, weight: Weight, script: str) -> str | None:
    """The first font of the face that has the script's letters; None where that is none of those that pages get."""
    wanted = {code for first, last in SCRIPTS[script] for code in range(first, last + 1)}
    # The East Asian font is far too large for a page: readers of those languages have one on their device.
    own = [name for name in font_names(weight, face) if not name.startswith("cjk")]
    shares = [(len(wanted & _letters(name)) / len(wanted), name) for name in own]
    return next((name for share, name in shares if share >= 0.4 * max(shares)[0] and share > 0), None)


def _made(name: str, weight: Weight, script: str, cache: CardCache) -> Path:
    versions = [f"{package} {version(package)}" for package in ("pymupdf-fonts", "uharfbuzz", "fonttools", "brotli")]
    inputs = f"{name} {weight} {script} {SCRIPTS[script]} {NAMED} {versions}"
    key = hashlib.sha256(inputs.encode()).hexdigest()
    return cache.file(key, "woff2") or cache.keep(key, "woff2", _subset(name, weight, script))


def _subset(name: str, weight: Weight, script: str) -> bytes:
    """The font with the letters of one script and all that shaping them takes, without hints, as WOFF2."""
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update({code for first, last in SCRIPTS[script] for code in range(first, last + 1)})
    wanted.flags |= uharfbuzz.SubsetFlags.NO_HINTING
    small = uharfbuzz.subset(uharfbuzz.Face(_content(name)), wanted).blob.data
    out = io.BytesIO()
    with TTFont(io.BytesIO(small), recalcTimestamp=False) as font:
        _rename(font, _content(name), weight)
        font.flavor = "woff2"
        font.save(out)
    return out.getvalue()


def _rename(font: TTFont, original: bytes, weight: Weight) -> None:
    """Call a part of a font by a name of its own, as licences with a reserved name ask; who made it stays in it."""
    with TTFont(io.BytesIO(original), lazy=True) as whole:
        told = {number: whole["name"].getDebugName(number) for number in (0, 13, 14)}
    style = weight.capitalize()
    own = {1: NAMED, 2: style, 3: f"{NAMED} {style}", 4: f"{NAMED} {style}", 6: f"{NAMED}-{style}".replace(" ", "")}
    font["name"].names = []
    for number, text in sorted((told | own).items()):
        if text:
            font["name"].setName(text, number, 3, 1, 0x409)


def _as_css(script: str) -> str:
    return ", ".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in SCRIPTS[script])


@cache
def _licence(name: str) -> str:
    """What the font file says of its makers and of its licence."""
    with TTFont(io.BytesIO(_content(name)), lazy=True) as font:
        names = font["name"]
        told = [names.getDebugName(number) for number in (1, 0, 13, 14)]
    return "\n".join(line for line in told if line)


@cache
def _stand_in(face: Face, weight: Weight) -> StandIn:
    with TTFont(io.BytesIO(_content(font_names(weight, face)[0])), lazy=True) as font:
        em, hhea = font["head"].unitsPerEm, font["hhea"]
        cmap, widths = font.getBestCmap(), font["hmtx"]
        own = sum(widths[cmap[ord(letter)]][0] for letter in ORDINARY) / em
        ascent, descent = hhea.ascent / em, -hhea.descent / em
    width, names = STAND_INS[weight]
    size = own / width
    return StandIn(
        names, WEIGHTS[weight], round(size * 100, 2), round(ascent / size * 100, 2), round(descent / size * 100, 2)
    )
