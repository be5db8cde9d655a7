"""Pictures from outside: made clean for publishing, and placed on cards."""

from __future__ import annotations

import warnings
import zlib
from functools import lru_cache
from io import BytesIO
from typing import Literal

from PIL import Image, ImageCms, ImageOps

from .layout import Picture

__all__ = ["PictureUnreadable", "clean_picture", "fitted_logo", "fitted_photo", "upright_size"]

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 50_000_000
QUALITY = 88
RESAMPLING = Image.Resampling.LANCZOS
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    IndexError,
    KeyError,
    OverflowError,
    zlib.error,
)
"""What Pillow's readers raise on files that are not what they begin as."""


class PictureUnreadable(Exception):
    """A file that is no picture we take: `reason` is `not-a-picture` or `too-large`."""

    def __init__(self, reason: Literal["not-a-picture", "too-large"]) -> None:
        super().__init__(reason)
        self.reason = reason


def clean_picture(content: bytes, file_type: Literal["png", "jpeg", "webp"], max_side: int) -> bytes:
    """The picture rebuilt from its pixels: upright, sRGB, at most `max_side` pixels a side, and nothing else.

    No metadata, comment, thumbnail or colour profile survives. Raises `PictureUnreadable` for what is
    no JPEG, PNG or WebP, or has more than 50 million pixels, which are counted before any is decoded.
    """
    picture = _decoded(content, max_side)
    picture.thumbnail((max_side, max_side), RESAMPLING)
    if file_type == "jpeg":
        picture = _on_ground(picture, "#ffffff")
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = BytesIO()
    if file_type == "jpeg":
        bare.save(out, "JPEG", quality=QUALITY)
    elif file_type == "webp":
        bare.save(out, "WEBP", quality=QUALITY)
    else:
        bare.save(out, "PNG", compress_level=6)
    return out.getvalue()


def check_picture(content: bytes) -> None:
    """Raise `PictureUnreadable` for what can't be a picture, or is too large, without decoding any of it."""
    try:
        _opened(content)
    except Image.DecompressionBombError:
        raise PictureUnreadable("too-large") from None
    except BROKEN:
        raise PictureUnreadable("not-a-picture") from None


def _opened(content: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        source = Image.open(BytesIO(content), formats=FORMATS)
    if source.width * source.height > MOST_PIXELS:
        raise PictureUnreadable("too-large")
    return source


def _decoded(content: bytes, side: int) -> Image.Image:
    """The picture as upright RGB or RGBA, decoded no finer than `side` needs."""
    try:
        source = _opened(content)
        source.draft("RGB", (side, side))
        source.load()
        return _srgb(ImageOps.exif_transpose(source))
    except Image.DecompressionBombError:
        raise PictureUnreadable("too-large") from None
    except BROKEN:
        raise PictureUnreadable("not-a-picture") from None


def _srgb(picture: Image.Image) -> Image.Image:
    """Eight bits a channel in sRGB: a phone's wider colours would look dull once their profile is gone."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    alpha = "A" in picture.getbands() or "transparency" in picture.info
    flat = picture.convert("RGBA" if alpha else "RGB")
    if not profile or picture.mode not in {"RGB", "RGBA"}:
        return flat
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        changed = ImageCms.profileToProfile(flat, source, ImageCms.createProfile("sRGB"), outputMode=flat.mode)
    except (ImageCms.PyCMSError, OSError):
        return flat
    return changed or flat


def _on_ground(picture: Image.Image, colour: str) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, colour)
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def upright_size(content: bytes) -> tuple[int, int]:
    """Width and height of an upright picture in pixels; raises `PictureUnreadable`."""
    return _kept(content).size


@lru_cache(maxsize=8)
def _kept(content: bytes) -> Image.Image:
    """A picture to be placed on the cards of a campaign, decoded once."""
    return _decoded(content, 2000)


def fitted_photo(picture: Picture) -> Image.Image:
    """A photo cropped to cover its box, with its focus as near to the middle of it as its edges allow, as RGB."""
    photo = _on_ground(_kept(picture.content), "#ffffff")
    wide, high = picture.box.width, picture.box.height
    share = min(photo.width / wide, photo.height / high)
    across, down = wide * share, high * share
    left = _start(photo.width, across, picture.focus[0] / 100)
    top = _start(photo.height, down, picture.focus[1] / 100)
    return photo.resize((wide, high), RESAMPLING, box=(left, top, left + across, top + down), reducing_gap=3)


def _start(whole: float, kept: float, focus: float) -> float:
    return min(max(whole * focus - kept / 2, 0.0), whole - kept)


@lru_cache(maxsize=32)
def fitted_logo(picture: Picture) -> Image.Image:
    """A logo scaled to its box and laid on its ground, as RGB."""
    small = _kept(picture.content).resize((picture.box.width, picture.box.height), RESAMPLING, reducing_gap=3)
    return _on_ground(small, picture.ground)
