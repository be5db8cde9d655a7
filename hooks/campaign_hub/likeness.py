"""Pictures that look the same: told by the run of light and dark in them, whatever their size, type and quality."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import PIL
from PIL import Image, ImageChops, ImageSequence

__all__ = ["PICTURES", "Likeness", "is_like", "likenesses_of", "turned_likenesses_of", "way_of_looking"]

Likeness = int
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".ico")
"""What files of pictures end with."""
SIDE = 16
FAR = 24
"""Bits of 256 by which a picture that was only scaled or packed again can differ; chance gives about 128."""
LEAST_DETAIL = 40
"""Bits that a likeness needs on either side to tell a picture by: a plain ground has none."""
PNG = b"\x89PNG\r\n\x1a\n"
INDEXED = 3
MOST_PIXELS = 60_000_000
MOST_FRAMES = 50
STEP = 2
"""Levels of 256 that make one place brighter than the one beside it: packing a plain ground makes fewer."""
GROUND = 24
"""Levels of 256 by which a plain ground can differ from its corner, through packing."""


@cache
def way_of_looking() -> str:
    """The digest, in hex, of how likenesses are found here: with another one, what was found before says nothing."""
    return hashlib.sha256(Path(__file__).read_bytes() + PIL.__version__.encode()).hexdigest()


def likenesses_of(content: bytes) -> frozenset[Likeness]:
    """Numbers of 256 bits that near-identical pictures share but for a few; none for what can't be told by them.

    One is of the whole picture; where that is mostly a plain ground, of what stands on it. Of a film of pictures, of
    each. A PNG of 16 colours or fewer is a drawing of flat areas, such as a card, and can't be told by them either.
    """
    return frozenset() if _is_flat(content) else frozenset(_likenesses(_greys(content)))


def turned_likenesses_of(content: bytes) -> frozenset[Likeness]:
    """The likenesses of a picture as it is, turned by quarters and mirrored; of drawings too."""
    greys = list(_greys(content))
    return frozenset(_likenesses([*greys, *(grey.transpose(way) for grey in greys for way in Image.Transpose)]))


def _is_flat(content: bytes) -> bool:
    return content[:8] == PNG and len(content) > 25 and content[24] <= 4 and content[25] == INDEXED


def _greys(content: bytes) -> list[Image.Image]:
    """The light and dark of each frame of a picture, on white where it can be seen through; none of no picture."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content))
            if picture.width * picture.height > MOST_PIXELS:
                return []
            picture.draft("L", (8 * SIDE, 8 * SIDE))
            return [_on_white(frame) for frame in islice(ImageSequence.Iterator(picture), MOST_FRAMES)]
    except (
        OSError,
        ValueError,
        SyntaxError,
        IndexError,
        TypeError,
        KeyError,
        OverflowError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return []


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("L")
    seen = picture.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(ground, seen).convert("L")


def _likenesses(greys: Iterable[Image.Image]) -> Iterator[Likeness]:
    for grey in greys:
        likeness = _likeness(grey)
        if likeness is None and (box := _without_ground(grey)):
            likeness = _likeness(grey.crop(box))
        if likeness is not None:
            yield likeness


def _without_ground(grey: Image.Image) -> tuple[int, int, int, int] | None:
    """The part of a picture that differs from its corner, or None for all or nothing of it."""
    ground = Image.new("L", grey.size, grey.getpixel((0, 0)))
    return ImageChops.difference(grey, ground).point(lambda apart: 255 if apart > GROUND else 0).getbbox()


def _likeness(grey: Image.Image) -> Likeness | None:
    rows = grey.resize((SIDE + 1, SIDE), Image.Resampling.BOX).tobytes()
    bits = 0
    for at in range(SIDE * (SIDE + 1)):
        if at % (SIDE + 1) != SIDE:
            bits = bits << 1 | (rows[at] + STEP < rows[at + 1])
    return bits if LEAST_DETAIL <= bits.bit_count() <= SIDE * SIDE - LEAST_DETAIL else None


def is_like(one: Likeness, other: Likeness) -> bool:
    """Whether two pictures look the same."""
    return (one ^ other).bit_count() <= FAR
