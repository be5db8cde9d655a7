"""Pictures that look the same: told by the run of light and dark in them, whatever their size, type and quality."""

from __future__ import annotations

import io
import warnings

from PIL import Image

__all__ = ["Likeness", "is_like", "likeness_of", "likenesses_of"]

Likeness = int
SIDE = 16
FAR = 24
"""Bits of 256 by which a picture that was only scaled or packed again can differ; chance gives about 128."""
LEAST_DETAIL = 40
"""Bits that a likeness needs on either side to tell a picture by: a plain ground has none."""
PNG = b"\x89PNG\r\n\x1a\n"
INDEXED = 3
MOST_PIXELS = 60_000_000


def likeness_of(content: bytes) -> Likeness | None:
    """A number of 256 bits that near-identical pictures share but for a few; None for what can't be told by it.

    A PNG of 16 colours or fewer is a drawing of flat areas, such as a card, and can't be told by it either.
    """
    grey = _grey(content)
    return None if grey is None else _likeness(grey)


def likenesses_of(content: bytes) -> frozenset[Likeness]:
    """The likeness of a picture as it is, turned by quarters and mirrored."""
    grey = _grey(content)
    if grey is None:
        return frozenset()
    turned = (grey, *(grey.transpose(way) for way in Image.Transpose))
    return frozenset(likeness for each in turned if (likeness := _likeness(each)) is not None)


def _grey(content: bytes) -> Image.Image | None:
    """The light and dark of a picture, small; None where it is flat, too large or no picture."""
    if len(content) < 30 or (content[:8] == PNG and content[24] <= 4 and content[25] == INDEXED):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content))
            if picture.width * picture.height > MOST_PIXELS:
                return None
            picture.draft("L", (8 * SIDE, 8 * SIDE))
            return picture.convert("L")
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
        return None


def _likeness(grey: Image.Image) -> Likeness | None:
    rows = grey.resize((SIDE + 1, SIDE), Image.Resampling.BOX).tobytes()
    bits = 0
    for at in range(SIDE * (SIDE + 1)):
        if at % (SIDE + 1) != SIDE:
            bits = bits << 1 | (rows[at] < rows[at + 1])
    return bits if LEAST_DETAIL <= bits.bit_count() <= SIDE * SIDE - LEAST_DETAIL else None


def is_like(one: Likeness, other: Likeness) -> bool:
    """Whether two pictures look the same."""
    return (one ^ other).bit_count() <= FAR
