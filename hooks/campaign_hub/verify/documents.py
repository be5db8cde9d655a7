"""All the words of a PDF: its pages, alt texts, notes, metadata and whatever is packed into it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import IndirectObject, StreamObject

from .members import Unreadable

__all__ = ["document_texts"]

BROKEN = (
    PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    MemoryError,
    NotImplementedError,
    OSError,
    zlib.error,
)
"""What the reader raises on files that are not what they begin as."""
MOST_OBJECTS = 100_000


def document_texts(content: bytes) -> tuple[str, ...]:
    """What each page of a PDF says, and every text and stream in it that is no font or picture; raises Unreadable."""
    try:
        reader = PdfReader(io.BytesIO(content))
        pages = tuple(page.extract_text() for page in reader.pages)
        objects = int(str(reader.trailer["/Size"]))
        if not pages or objects > MOST_OBJECTS:
            raise Unreadable
        return (*pages, *_texts_in(reader, objects))
    except BROKEN as error:
        raise Unreadable from error


def _texts_in(reader: PdfReader, objects: int) -> Iterator[str]:
    for number in range(1, objects):
        waiting: list[object] = [IndirectObject(number, 0, reader).get_object()]
        while waiting:
            value = waiting.pop()
            if isinstance(value, StreamObject) and "/Length1" not in value and value.get("/Subtype") != "/Image":
                # Without its empty bytes a text in UTF-16 can be read too.
                yield value.get_data().replace(b"\0", b"").decode("utf-8", "replace")
            if isinstance(value, dict):
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value
            elif isinstance(value, str):
                yield value
