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
from dataclasses import dataclass
from urllib.parse import unquote

from .documents import Unreadable, document_texts
from .zones import POSTER, PREVIEW

__all__ = ["PICTURES", "Said", "UnknownKind", "Unreadable", "members_of", "texts_of"]

TAG = re.compile(r"<[^<>]*>")
TOKEN = re.compile(r"[^\s\"'<>]+")
FOLDED = re.compile(r"\r?\n[ \t]")
MOST_BYTES = 300_000_000
"""Bytes that one packed file may unpack to: more than any kit, less than a machine's memory."""
PNG = b"\x89PNG\r\n\x1a\n"
DRAWING_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"sRGB", b"pHYs"})
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".ico")
PREVIEW_NAME = re.compile(
    r"""(?:name|property)\s*=\s*["']?(?:og:title|og:description|og:image|twitter:|description)""", re.IGNORECASE
)
ZLIB_START = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
PACKED = (".zip", ".gz")
OPAQUE = (".woff", ".woff2", ".ttf", ".otf", ".mp3", ".mp4")
"""Files that say nothing in words, or nothing that can be read here: known by their digest alone."""
CODE = (".js", ".mjs", ".css", ".map", ".wasm")
WRITTEN = (".html", ".json", ".xml", ".txt", ".csv", ".ics", ".svg", ".md", ".webmanifest", ".vtt", ".srt", "")
KNOWN_KINDS = frozenset({*PICTURES, *PACKED, *OPAQUE, *CODE, *WRITTEN, ".pdf"})
SPOKEN_ATTRIBUTE = re.compile(
    r"""\b(?:alt|title|content|placeholder|label|value|summary|aria-\w+|data-\w[\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
"""Attributes whose values people read, hear or copy."""
POSTER_ADDRESS = re.compile(r"[^\s\"'<>]*/posters/[^\s\"'<>]*\.pdf")


class UnknownKind(Exception):
    """A file of a kind that nobody here knows how to look into: its ending."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a published file.

    `part` is `PREVIEW` for what a page says to link previews, `POSTER` for the address of a poster, else empty.
    `is_code` is whether it is meant for machines alone, and has words of its own.
    """

    text: str
    part: str = ""
    is_code: bool = False


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


def texts_of(path: str, content: bytes) -> Iterator[Said]:
    """The texts of one unpacked file, its name among them; raises UnknownKind and Unreadable."""
    yield Said(path)
    ending = _ending(path)
    if ending not in KNOWN_KINDS:
        raise UnknownKind(ending)
    if ending in PICTURES:
        yield from _picture_texts(content)
    elif ending == ".pdf":
        yield from map(Said, document_texts(content))
    elif ending in CODE:
        yield from (Said(said.text, is_code=True) for said in _markup_texts(content.decode("utf-8", "replace")))
    elif ending in WRITTEN:
        yield from _written_texts(ending, content.decode("utf-8", "replace"))


def _ending(path: str) -> str:
    name = path.rpartition("/")[2]
    return "." + name.rpartition(".")[2].lower() if "." in name[1:] else ""


def _written_texts(ending: str, text: str) -> Iterator[Said]:
    if "/posters/" in text:
        yield from (Said(address, POSTER) for address in POSTER_ADDRESS.findall(text))
        text = POSTER_ADDRESS.sub("", text)
    read = {".html": _page_texts, ".json": _json_texts, ".ics": _calendar_texts}.get(ending, _markup_texts)
    yield from read(text)


def _page_texts(text: str) -> Iterator[Said]:
    previews = [tag for tag in TAG.findall(text) if _is_preview(tag)]
    yield from (Said(html.unescape(tag), PREVIEW) for tag in previews)
    yield from _markup_texts(TAG.sub(lambda tag: "" if _is_preview(tag[0]) else tag[0], text) if previews else text)


def _is_preview(tag: str) -> bool:
    """Whether `tag` is one that link previews are made of."""
    return tag[:5].lower() == "<meta" and PREVIEW_NAME.search(tag) is not None


def _markup_texts(text: str) -> Iterator[Said]:
    """What is read, without the tags that split words apart; what the tags say; and what addresses say in code."""
    tags = TAG.findall(text)
    yield Said(html.unescape(TAG.sub("", text) if tags else text))
    if tags:
        joined = " ".join(tags)
        yield Said(html.unescape(joined), is_code=True)
        yield Said(html.unescape(" . ".join("".join(value) for value in SPOKEN_ATTRIBUTE.findall(joined))))
    if "%" in text:
        coded = (token for token in TOKEN.findall(text) if "%" in token)
        yield Said(unquote(html.unescape(" ".join(coded))))


def _calendar_texts(text: str) -> Iterator[Said]:
    yield Said(FOLDED.sub("", text).replace("\\n", "\n").replace("\\", ""))


def _json_texts(text: str) -> Iterator[Said]:
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
            yield from map(Said, value)
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _picture_texts(content: bytes) -> Iterator[Said]:
    """What a picture's file says beside its pixels: any chunk that drawing does not need."""
    spoken = b" ".join(_png_extras(content) if content.startswith(PNG) else _jpeg_extras(content))
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
