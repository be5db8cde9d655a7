"""Which fonts there are and their files: what the packages bring, and the East Asian font where its extra is there."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import pymupdf_fonts
import uharfbuzz
from PIL import ImageFont

from .layout import Face, Weight

__all__ = ["EAST_ASIAN_WEIGHTS", "font_names", "font_subset", "open_font", "shaped_width"]

# FiraGO covers Latin, Greek, Cyrillic, Arabic, Hebrew, Devanagari and Thai; Noto Sans has more signs.
FIRAGO: dict[Weight, str] = {"regular": "figo", "bold": "figbo"}
NOTO: dict[Weight, str] = {"regular": "notos", "bold": "notosbo"}
UBUNTU: dict[Weight, str] = {"regular": "ubuntu", "bold": "ubuntubo"}
FONTS: dict[Face, tuple[dict[Weight, str], ...]] = {
    "firago": (FIRAGO, NOTO),
    "noto-sans": (NOTO, FIRAGO),
    "ubuntu": (UBUNTU, FIRAGO, NOTO),
}
"""The fonts of each face in their order: a character is set in the first that has it."""
EAST_ASIAN: dict[Weight, str] = {"regular": "cjk", "bold": "cjkbo"}
EAST_ASIAN_WEIGHTS = {"cjk": 400.0, "cjkbo": 700.0}
EAST_ASIAN_PACKAGE, EAST_ASIAN_FILE = "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc"
EAST_ASIAN_FACES = {"ja": 0, "ko": 1, "zh": 2, "zh-Hans": 2, "zh-Hant": 3, "zh-CN": 2, "zh-TW": 3, "zh-HK": 4}
"""The faces of that file: the same letter is drawn otherwise in each language."""


@lru_cache(maxsize=1)
def _east_asian_file() -> Path | None:
    found = find_spec(EAST_ASIAN_PACKAGE)
    return Path(found.origin).with_name(EAST_ASIAN_FILE) if found and found.origin else None


@cache
def font_names(weight: Weight, face: Face) -> tuple[str, ...]:
    """The fonts of a face in one weight, the one to prefer first."""
    own = tuple(font[weight] for font in FONTS[face])
    return (*own, EAST_ASIAN[weight]) if _east_asian_file() else own


def _face(name: str, language: str) -> int:
    if name not in EAST_ASIAN_WEIGHTS:
        return 0
    return EAST_ASIAN_FACES.get(language, EAST_ASIAN_FACES.get(language.split("-", maxsplit=1)[0], 0))


@lru_cache(maxsize=8)
def _content(name: str) -> bytes:
    return bytes(pymupdf_fonts.myfont(name))


def open_font(name: str, size: int, engine: ImageFont.Layout, language: str = "") -> ImageFont.FreeTypeFont:
    """The font opened at a size in pixels; the East Asian one in its language's face."""
    file = _east_asian_file()
    if name not in EAST_ASIAN_WEIGHTS or file is None:
        return ImageFont.truetype(BytesIO(_content(name)), size, layout_engine=engine)
    font = ImageFont.truetype(file, size, _face(name, language), layout_engine=engine)
    font.set_variation_by_axes([EAST_ASIAN_WEIGHTS[name]])
    return font


@lru_cache(maxsize=8)
def _shaper(name: str) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(_content(name)))


def shaped_width(name: str, text: str, language: str) -> float:
    """Advance of a text from left to right in one script, in ems."""
    font, buffer = _shaper(name), uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction, buffer.language = "ltr", language
    uharfbuzz.shape(font, buffer)
    return float(sum(place.x_advance for place in buffer.glyph_positions) / font.face.upem)


def font_subset(name: str, letters: str, language: str = "") -> bytes:
    """A font file with what it takes to set `letters`, to be put into a document."""
    file = _east_asian_file()
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update({ord(letter) for letter in letters})
    if name in EAST_ASIAN_WEIGHTS and file is not None:
        face = uharfbuzz.Face(file.read_bytes(), _face(name, language))
        wanted.pin_axis_location(face, "wght", EAST_ASIAN_WEIGHTS[name])
        # PDF knows no fonts whose outlines can vary.
        wanted.flags |= uharfbuzz.SubsetFlags.DOWNGRADE_CFF2
    else:
        face = uharfbuzz.Face(_content(name))
    return bytes(uharfbuzz.subset(face, wanted).blob.data)
