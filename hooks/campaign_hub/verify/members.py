"""Every file that a published file holds: packed ones, and pictures that a page carries inside itself."""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

__all__ = ["Unreadable", "members_of"]

MOST_BYTES = 300_000_000
"""Bytes that one packed file may unpack to: more than any kit, less than a machine's memory."""
DATA_URL = re.compile(rb"data:([\w/+.-]*)(?:;[\w=.+-]+)*;base64,([A-Za-z0-9+/=%\s]+)", re.IGNORECASE)
PACKED = (".zip", ".docx")
KINDS = {"jpeg": ".jpg", "png": ".png", "webp": ".webp", "gif": ".gif", "svg+xml": ".svg", "pdf": ".pdf"}


class Unreadable(Exception):
    """A file that can't be looked into."""


def members_of(path: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The file itself and every file in it, packed or as a data URL, however deep; raises Unreadable."""
    yield path, content
    ending = path.lower()
    try:
        if ending.endswith(PACKED):
            yield from _unzipped(content)
        elif ending.endswith(".gz"):
            with gzip.open(io.BytesIO(content)) as packed:
                yield from members_of(path[:-3], packed.read(MOST_BYTES))
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, ValueError, RuntimeError) as error:
        raise Unreadable from error
    if b";base64," in content:
        yield from _carried(content)


def _unzipped(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MOST_BYTES:
            raise Unreadable
        for member in archive.infolist():
            yield from members_of(member.filename, archive.read(member))


def _carried(content: bytes) -> Iterator[tuple[str, bytes]]:
    for kind, coded in DATA_URL.findall(content):
        compact = re.sub(rb"\s|%0[aAdD]", b"", coded).replace(b"%2B", b"+").replace(b"%2F", b"/").split(b"%")[0]
        try:
            carried = base64.b64decode(compact + b"=" * (-len(compact) % 4))
        except binascii.Error:
            continue
        named = kind.decode().rpartition("/")[2].lower()
        yield from members_of(f"carried{KINDS.get(named, '.txt' if 'font' not in kind.decode() else '.woff')}", carried)
