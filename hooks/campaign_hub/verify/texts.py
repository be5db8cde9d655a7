"""All the words that a published file holds, whatever it is: unpacked, unescaped, without its markup."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

from .documents import Unreadable, document_texts
from .zones import POSTER, PREVIEW

__all__ = ["PICTURES", "Unreadable", "members_of", "texts_of"]

TAG = re.compile(r"<[^<>]*>")
TOKEN = re.compile(r"[^\s\"'<>]+")
FOLDED = re.compile(r"\r?\n[ \t]")
MOST_BYTES = 300_000_000
"""Bytes that one packed file may unpack to: more than any kit, less than a machine's memory."""
DRAWING_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB", b"pHYs"})
PICTURES = (".png", ".jpg", ".jpeg", ".webp")
PREVIEW_NAME = re.compile(
    r"""(?:name|property)\s*=\s*["']?(?:og:title|og:description|og:image|twitter:|description)""", re.IGNORECASE
)
ZLIB_START = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
POSTER_ADDRESS = re.compile(r"[^\s\"'<>]*/posters/[^\s\"'<>]*\.pdf")
OPAQUE = (".zip", ".gz", ".woff", ".woff2", ".ttf", ".otf", ".ico", ".mp3", ".mp4")


def members_of(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The file itself and, where it is packed, every file in it, however deep; raises Unreadable."""
    yield path, content
    try:
        if path.endswith(".zip"):
            yield from _unzipped(content)
        elif path.endswith(".gz"):
            with gzip.open(io.BytesIO(content)) as packed:
                yield from members_of(path.removesuffix(".gz"), packed.read(MOST_BYTES))
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, ValueError, RuntimeError) as error:
        raise Unreadable from error


def _unzipped(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
            raise Unreadable
        for member in archive.infolist():
            yield from members_of(member.filename, archive.read(member))


def texts_of(path: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The texts of one unpacked file, its name among them: which part of the file each is from, and what it says.

    The part is `PREVIEW` for what a page says to link previews, `POSTER` for the address of a poster, else empty.
    """
    yield "", path
    ending = "." + path.rpartition(".")[2].lower()
    if ending in PICTURES:
        yield from (("", text) for text in _picture_texts(content))
    elif ending == ".pdf":
        yield from (("", text) for text in document_texts(content))
    elif ending not in OPAQUE:
        text = content.decode("utf-8", "replace")
        if "/posters/" in text:
            yield from ((POSTER, address) for address in POSTER_ADDRESS.findall(text))
            text = POSTER_ADDRESS.sub("", text)
        if ending == ".html":
            tags = [tag for tag in TAG.findall(text) if _is_preview(tag)]
            yield from ((PREVIEW, html.unescape(tag)) for tag in tags)
            text = TAG.sub(lambda tag: "" if _is_preview(tag[0]) else tag[0], text) if tags else text
        read = {".json": _json_texts, ".ics": _calendar_texts}.get(ending, _markup_texts)
        yield from (("", each) for each in read(text))


def _is_preview(tag: str) -> bool:
    """Whether `tag` is one that link previews are made of."""
    return tag[:5].lower() == "<meta" and PREVIEW_NAME.search(tag) is not None


def _markup_texts(text: str) -> Iterator[str]:
    """What is read, without the tags that split words apart; what the tags say; and what addresses say in code."""
    tags = TAG.findall(text)
    yield html.unescape(TAG.sub("", text) if tags else text)
    if tags:
        yield html.unescape(" ".join(tags))
    if "%" in text:
        coded = (token for token in TOKEN.findall(text) if "%" in token)
        yield unquote(html.unescape(" ".join(coded)))


def _calendar_texts(text: str) -> Iterator[str]:
    yield FOLDED.sub("", text).replace("\\n", "\n").replace("\\", "")


def _json_texts(text: str) -> Iterator[str]:
    try:
        data = json.loads(text)
    except ValueError:
        yield from _markup_texts(text)
        return
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield from _markup_texts(value)
        elif isinstance(value, dict):
            yield from value
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _picture_texts(content: bytes) -> Iterator[str]:
    """What a picture's file says beside its pixels: any chunk that drawing does not need."""
    spoken = b" ".join(_png_extras(content) if content.startswith(b"\x89PNG") else _jpeg_extras(content))
    for encoding in ("utf-8", "latin-1", "utf-16-le", "utf-16-be"):
        yield from _markup_texts(spoken.decode(encoding, "replace"))


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
    """Segments before the picture data, and what follows its end; other formats count as one segment."""
    if not content.startswith(b"\xff\xd8"):
        yield content[:1_000_000]
        return
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        length = int.from_bytes(content[at + 2 : at + 4], "big")
        if content[at + 1] in (0xFE, *range(0xE1, 0xF0)):
            yield content[at + 4 : at + 2 + length]
        at += length + 2
    end = content.rfind(b"\xff\xd9")
    if end >= 0:
        yield content[end + 2 :]
