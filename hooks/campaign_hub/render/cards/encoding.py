"""Writing drawn cards: text as indexed PNG, anything as JPEG, always the same bytes for the same pixels."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from struct import pack
from typing import Literal
from zlib import crc32

from PIL import Image
from PIL.PngImagePlugin import PngInfo
from zlib_ng.zlib_ng import compressobj

from .layout import Layout, Picture
from .metadata import XMP_KEY, international_text
from .palette import Palette
from .pictures import fitted_logo, fitted_photo
from .pixels import paint

__all__ = ["draw"]

LEVEL = 5
"""Of zlib-ng: a third of the time of the standard library's deflate for a tenth fewer bytes."""
PHOTO_LEVEL = 6
LOGO_COLOURS = 96
QUALITIES = (80, 70, 60, 50, 40)
"""Of JPEGs, the first that keeps to the bytes that a platform takes; text is clean at 80, seen at 400 %."""
SIGNATURE = b"\x89PNG\r\n\x1a\n"


def draw(layout: Layout, file_type: Literal["png", "jpeg"], most: int | None = None, xmp: bytes = b"") -> bytes:
    """The card as a file, the same bytes for the same layout in one environment.

    A card of text alone is an indexed PNG of at most 16 colours where they do, 256 otherwise. A JPEG has half
    the resolution for its colours, as platforms give it anyway; its quality is 80, or what it takes to keep to `most`
    bytes. What can't be made as small comes as small as it gets. `xmp` is put into the file.
    """
    canvas, palette = _painted(layout)
    photos = [picture for picture in layout.pictures if picture.kind == "photo"]
    if file_type == "png" and not photos:
        return _indexed(canvas, palette, xmp)
    full = canvas.convert("RGB")
    for photo in photos:
        full.paste(fitted_photo(photo), (photo.box.left, photo.box.top))
    if file_type == "jpeg":
        return _jpeg(full, most, xmp)
    out = BytesIO()
    facts = PngInfo()
    facts.add_itxt(XMP_KEY, xmp.decode())
    full.save(out, "PNG", compress_level=PHOTO_LEVEL, pnginfo=facts if xmp else None)
    return out.getvalue()


# A card that is wanted as PNG and as JPEG is painted once.
@lru_cache(maxsize=1)
def _painted(layout: Layout) -> tuple[Image.Image, Palette]:
    """The card without its photos, as a `P` picture, and its palette; not to be changed."""
    palette = Palette(layout)
    canvas = paint(layout, palette)
    for picture in layout.pictures:
        if picture.kind == "logo":
            _paste_logo(canvas, picture, palette)
    canvas.putpalette(palette.rgb())
    return canvas, palette


def _jpeg(full: Image.Image, most: int | None, xmp: bytes) -> bytes:
    """The best of `QUALITIES` that keeps to `most` bytes, or the last."""
    made = b""
    for quality in QUALITIES:
        out = BytesIO()
        full.save(out, "JPEG", quality=quality, subsampling="4:2:0", optimize=True, xmp=xmp or None)
        made = out.getvalue()
        if most is None or len(made) <= most:
            break
    return made


def _paste_logo(canvas: Image.Image, logo: Picture, palette: Palette) -> None:
    """Put a logo on the card in colours of its own, which join the palette."""
    few = fitted_logo(logo).quantize(LOGO_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    own = bytes(few.getpalette() or ())
    places = [palette.index("#" + own[at : at + 3].hex()) for at in range(0, len(own), 3)]
    indices = Image.frombytes("L", few.size, few.tobytes())
    canvas.paste(indices.point(places + [0] * (256 - len(places))), (logo.box.left, logo.box.top))


def _indexed(canvas: Image.Image, palette: Palette, xmp: bytes) -> bytes:
    """A PNG of palette indices, without row filters, which only help continuous tones.

    Each row begins with the number of its filter, 0: here the byte that fills up the row before it.
    """
    bits = palette.bits
    stride = -(-canvas.width * bits // 8) + 1
    rows = memoryview(canvas.tobytes("raw", "P;4" if bits == 4 else "P", stride, 1))
    packer = compressobj(LEVEL)
    pixels = packer.compress(b"\0") + packer.compress(rows[:-1]) + packer.flush()
    header = pack(">IIBBBBB", canvas.width, canvas.height, bits, 3, 0, 0, 0)
    chunks = {b"IHDR": header, b"iTXt": international_text(xmp), b"PLTE": palette.rgb(), b"IDAT": pixels, b"IEND": b""}
    return SIGNATURE + b"".join(_chunk(kind, content) for kind, content in chunks.items() if xmp or kind != b"iTXt")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + kind + content + pack(">I", crc32(kind + content))
