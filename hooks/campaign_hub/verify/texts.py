"""All the words that a published file holds, whatever it is: unpacked, unescaped, without its markup."""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from ..likeness import PICTURES
from ..load.assets import PUBLISHED_KINDS
from .picture_data import picture_texts
from .zones import POSTER, PREVIEW

__all__ = ["Said", "UnknownKind", "kind_of", "texts_of"]

TAG = re.compile(r"(<[^<>]*>)")
# These begin with a bracket outside of what may be in either case: patterns that do are found ten times as fast.
META = re.compile(r"<(?i:meta[^<>]*>)")
SCRIPT = re.compile(r"<(?i:(script|style)\b(?![^<>]*ld\+json)[^<>]*>.*?</\1\s*>)", re.DOTALL)
LINKED_DATA = re.compile(r"<(?i:script\b[^<>]*ld\+json[^<>]*>(.*?)</script\s*>)", re.DOTALL)
"""What a page says to search engines, whose letters may be written as codes."""
NOTE = re.compile(r"<sup\b[^<>]*>(?:<a\b[^<>]*>)?[^<>]*(?:</a>)?</sup>")
"""The number of a source, in the middle of what is read."""
TOKEN = re.compile(r"[^\s\"'<>]+")
FOLDED = re.compile(r"\r?\n[ \t]")
PREVIEW_NAME = re.compile(
    r"""(?:name|property)\s*=\s*["']?(?:og:title|og:description|og:image|twitter:|description)""", re.IGNORECASE
)
KNOWN_KINDS = PUBLISHED_KINDS | {".docx", ".rels"}
"""A Word file too, which the kit has: its parts are looked into. One that an editor adds to the theme is refused."""
CODE = (".js", ".mjs", ".css", ".map", ".wasm")
WRITTEN = (".html", ".json", ".xml", ".rels", ".txt", ".csv", ".ics", ".svg", ".md", ".webmanifest", ".vtt", ".srt", "")
SPOKEN_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:alt|title|content|placeholder|label|value|summary|aria-\w++|data-[\w-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
"""Attributes whose values people read, hear or copy."""
WORD_END = re.compile(r"</w:(?:p|tc)>|<w:(?:br|cr|tab|noBreakHyphen)\b[^<>]*>")
"""Where a word ends in the XML of a Word file, whose paragraphs are cut into runs anywhere in a word."""
# Only from the start of an address: from each of its letters would take the square of its length.
POSTER_ADDRESS = re.compile(r"(?<![^\s\"'<>])[^\s\"'<>]*/posters/[^\s\"'<>]*\.pdf")

ESCAPED = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
"""Letters as scripts and JSON may write them: by their number, or behind a stroke."""
CUE_TIMES = re.compile(r"\d[.,]\d{3}\s*-->\s*\d")
"""A line of captions that says when what follows is heard."""
SET = re.compile(r"\{[^{}\n]*\}")
"""How captions say where and in which letters they stand."""
LONGEST_LINE = 200
"""Letters of a text in a list that may be a line of something longer, as of captions."""
BLANK = "nNrtbfvh"
"""What stands for a space there, behind a stroke."""


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


def texts_of(path: str, content: bytes) -> Iterator[Said]:
    """The texts in one unpacked file, whose kind its path tells; raises UnknownKind and Unreadable."""
    ending = kind_of(path)
    if ending not in KNOWN_KINDS:
        raise UnknownKind(ending)
    if ending in PICTURES:
        # Other kinds of picture are read as they stand, and any bytes spell a short name somewhere.
        known = ending in (".png", ".jpg", ".jpeg", ".webp")
        texts = (said for text in picture_texts(content) for said in _markup_texts(text))
        yield from texts if known else (Said(said.text, is_code=True) for said in texts)
    elif ending == ".pdf":
        # The reader takes a twentieth of a second to load, which a check and a site without posters are spared.
        from .documents import document_texts  # noqa: PLC0415

        yield from map(Said, document_texts(content))
    elif ending in CODE:
        yield from (Said(said.text, is_code=True) for said in _markup_texts(_decoded(content)))
    elif ending in WRITTEN:
        yield from _written_texts(ending, _decoded(content))


def _decoded(content: bytes) -> str:
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return content.decode("utf-16" if wide else "utf-8", "replace")


def kind_of(path: str) -> str:
    """What decides how a file is read: its ending in small letters with the dot, empty where it has none."""
    name = path.rpartition("/")[2]
    return "." + name.rpartition(".")[2].lower() if "." in name[1:] else ""


def _written_texts(ending: str, text: str) -> Iterator[Said]:
    if "/posters/" in text:
        yield from (Said(address, POSTER) for address in POSTER_ADDRESS.findall(text))
        text = POSTER_ADDRESS.sub("", text)
    read = {".html": _page_texts, ".json": _json_texts, ".ics": _calendar_texts, ".xml": _part_texts}.get(
        ending, _markup_texts
    )
    yield from read(text)


def _page_texts(text: str) -> Iterator[Said]:
    scripts = [found[0] for found in SCRIPT.finditer(text)]
    for script in scripts:
        yield Said(script, is_code=True)
        yield from _escaped_texts(script)
    text = SCRIPT.sub(" ", text) if scripts else text
    for data in LINKED_DATA.findall(text):
        yield from _json_texts(data)
    if NOTE.search(text):
        yield Said(html.unescape(TAG.sub(" ", NOTE.sub(" ", text))))
    previews = [tag for tag in META.findall(text) if PREVIEW_NAME.search(tag)]
    yield from (Said(html.unescape(tag), PREVIEW) for tag in previews)
    yield from _markup_texts(META.sub(_without_preview, text) if previews else text)


def _without_preview(tag: re.Match[str]) -> str:
    return "" if PREVIEW_NAME.search(tag[0]) else tag[0]


def _markup_texts(text: str) -> Iterator[Said]:
    """What is read, its tags within words and between them; what the tags say; and what addresses say in code."""
    pieces = TAG.split(text) if "<" in text else [text]
    words, tags = pieces[::2], pieces[1::2]
    yield Said(html.unescape("".join(words)))
    if tags:
        yield Said(html.unescape(" ".join(words)))
        joined = " ".join(tags)
        yield Said(html.unescape(joined), is_code=True)
        yield Said(html.unescape(" . ".join("".join(value) for value in SPOKEN_ATTRIBUTE.findall(joined))))
    if "--" in text and ("-->" in text or "--&gt;" in text):
        yield from _heard_texts(html.unescape("".join(words)))
    if "%" in text:
        coded = (token for token in TOKEN.findall(text) if "%" in token)
        yield Said(unquote(html.unescape(" ".join(coded))))
    yield from _escaped_texts(text)


def _heard_texts(text: str) -> Iterator[Said]:
    """What captions say in one go, without their times and the names of their cues, which may be words of it too."""
    lines = text.splitlines()
    timed = [CUE_TIMES.search(line) is not None for line in lines]
    if any(timed):
        named = [then and not now for now, then in zip(timed, [*timed[1:], False], strict=True)]
        for dropped in (named, [each and lines[at].strip().isdigit() for at, each in enumerate(named)]):
            heard = (line for line, gone, time in zip(lines, dropped, timed, strict=True) if not (gone or time))
            yield Said(re.sub(r"\\[Nnh]", " ", SET.sub("", "\n".join(heard))))


def _escaped_texts(text: str) -> Iterator[Said]:
    """What `text` says in letters that are written as codes for a script, with and without tags among them."""
    if "\\" in text:
        said = html.unescape(ESCAPED.sub(_letter, html.unescape(text)))
        # Two halves of one letter come together, and half a letter alone is none.
        said = said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        yield Said(said, is_code=True)
        yield Said(TAG.sub(" ", said), is_code=True)


def _letter(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        return chr(int(code, 16)) if int(code, 16) <= sys.maxunicode else " "
    return " " if found[4] in BLANK else found[4]


def _part_texts(text: str) -> Iterator[Said]:
    """What any XML says, and, where it is part of a Word file, its paragraphs with their runs put together."""
    if WORD_END.search(text):
        yield Said(html.unescape(TAG.sub("", WORD_END.sub(" ", text))))
    yield from _markup_texts(text)


def _calendar_texts(text: str) -> Iterator[Said]:
    unfolded = FOLDED.sub("", text)
    yield from _markup_texts(unfolded.replace("\\n", "\n").replace("\\N", "\n").replace("\\", ""))


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
            yield from map(Said, _in_one(value))


def _in_one(values: list[Any]) -> Iterator[str]:
    """The short texts of a list one after the other, and those that its entries have under the same name."""
    entries = [value for value in values if isinstance(value, dict)]
    names = sorted({name for entry in entries for name in entry})
    for some in (values, *([entry.get(name) for entry in entries] for name in names)):
        lines = [each for each in some if isinstance(each, str)]
        if len(lines) > 1 and all(len(line) <= LONGEST_LINE for line in lines):
            yield " ".join(lines)
