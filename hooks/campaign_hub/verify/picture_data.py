"""What the file of a picture says beside its pixels."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

__all__ = ["picture_texts"]

PNG = b"\x89PNG\r\n\x1a\n"
DRAWING_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB", b"pHYs"})
WEBP_DRAWING = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
ZLIB_START = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


def picture_texts(content: bytes) -> Iterator[str]:
    """What a picture's file says beside its pixels, in any encoding: every chunk that drawing does not need."""
    spoken = b" ".join(_extras(content))
    if spoken.strip():
        yield spoken.decode("utf-8", "replace")
    if not spoken.isascii():
        yield spoken.decode("latin-1")
    # Only in UTF-16 do letters have empty bytes between them.
    for encoding in ("utf-16-le", "utf-16-be") if b"\0" in spoken else ():
        yield spoken.decode(encoding, "replace")


def _extras(content: bytes) -> Iterator[bytes]:
    if content.startswith(PNG):
        yield from _png_extras(content)
    elif content.startswith(b"\xff\xd8"):
        yield from _jpeg_extras(content)
    elif content.startswith(b"RIFF"):
        yield from _webp_extras(content)
    else:
        yield content[:1_000_000]


def _png_extras(content: bytes) -> Iterator[bytes]:
    at = 8
    while at + 8 <= len(content):
        length, kind = struct.unpack(">I4s", content[at : at + 8])
        if kind not in DRAWING_CHUNKS:
            body = content[at + 8 : at + 8 + length]
            yield body
            yield _inflated(body)
        at += length + 12
    yield content[at:]


def _inflated(body: bytes) -> bytes:
    """The text of a compressed text chunk: a deflate stream somewhere after its key and language."""
    for start in ZLIB_START.finditer(body[:1000]):
        try:
            return zlib.decompressobj().decompress(body[start.start() :], 1_000_000)
        except zlib.error:
            continue
    return b""


def _jpeg_extras(content: bytes) -> Iterator[bytes]:
    """Segments before the picture data, but for colour profiles, and what follows its end."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        segment = content[at + 4 : at + 2 + length]
        if content[at + 1] in (0xFE, *range(0xE1, 0xF0)) and not segment.startswith(b"ICC_PROFILE"):
            yield segment
        at += length + 2
    end = content.rfind(b"\xff\xd9")
    if end >= 0:
        yield content[end + 2 :]


def _webp_extras(content: bytes) -> Iterator[bytes]:
    at = 12
    while at + 8 <= len(content):
        kind, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if kind not in WEBP_DRAWING:
            yield content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2
