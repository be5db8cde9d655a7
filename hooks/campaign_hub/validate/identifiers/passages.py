"""What a story says, passage by passage, each with a way back from a letter to its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import PurePosixPath

from ...diagnostics import Place
from ...load import RawStory

__all__ = ["FIELDS", "LOOKED_AT", "Hit", "Passage", "passages_of", "without_addresses"]

FIELDS = {
    "title": "The title",
    "shown_name": "The name shown",
    "quote": "The quotation",
    "photo_alt": "The photo's description",
    "photo_credit": "The photo's credit",
    "content_note": "The content note",
}
ADDRESS = re.compile(r"\bhttps?://[^\s<>()\[\]\"']+", re.IGNORECASE)
# Letters that are copied in from word processors and web pages and would hide a number from a plain pattern.
LOOKS_LIKE = str.maketrans(
    dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\uff0d", "-")
    | {"\u2019": "'", "\uff20": "@", "\uff0b": "+"}
    | {chr(zero + digit): str(digit) for zero in (0xFF10, 0x0660, 0x06F0, 0x0966, 0x09E6) for digit in range(10)}
)
HIDDEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")

LOOKED_AT = 150_000
"""Characters of one passage that are looked through, more than an hour of captions."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found in a passage: a diagnostic's name and where in the passage's text it stands."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a story: what an editor calls it, and its letters made plain.

    `place` gives the place in the file of what stands from one position of `text` to another.
    """

    what: str
    text: str
    place: Callable[[int, int], Place]


def without_addresses(text: str) -> str:
    """`text` with web addresses blanked out, as long as before: the digits in them are no telephone numbers."""
    return ADDRESS.sub(lambda found: "\0" * len(found[0]), text)


def passages_of(raw: RawStory) -> Iterator[Passage]:
    """The fields that people will read, the text, the captions, and the names of folder and files."""
    page = raw.page
    file = _Lines(page.path, raw.text)
    for field, what in FIELDS.items():
        words = page.fields.data.get(field) if page.fields else None
        words = getattr(words, "written", words)
        if page.fields and isinstance(words, str):
            yield _plain(what, words, _in_field(file, page.fields.place(field), words))
    yield _plain("The text", page.body, _Lines(page.path, page.body, page.body_line).place)
    for media in raw.media:
        name = PurePosixPath(media.path)
        # At the folder, because the file's path would put into the log what its name gives away.
        yield _name(f"The name of a {name.suffix} file", name.stem, _folder(raw))
    for writing in raw.besides:
        yield _plain("The caption file", writing.spoken, _Lines(writing.path, writing.spoken).place)
    yield _name("The folder's name", raw.slug, _folder(raw))


def _folder(raw: RawStory) -> str:
    return raw.page.path.removesuffix("/index.md")


def _name(what: str, name: str, folder: str) -> Passage:
    return _plain(what, re.sub("[_-]", " ", name), lambda _start, _end: Place(folder))


def _plain(what: str, words: str, place: Callable[[int, int], Place]) -> Passage:
    """The passage with look-alike spaces, hyphens and digits made plain and hidden letters taken out."""
    if words.isascii() or len(words) > LOOKED_AT:
        return Passage(what, words, place)
    text = words.translate(LOOKS_LIKE)
    if not HIDDEN.search(text):
        return Passage(what, text, place)
    kept = [at for at, letter in enumerate(text) if not HIDDEN.match(letter)]

    def place_in_words(start: int, end: int) -> Place:
        return place(kept[start], kept[end - 1] + 1)

    return Passage(what, "".join(text[at] for at in kept), place_in_words)


class _Lines:
    """Finds the line and column of letters in `words`, which stand in the file from the start of `first_line`."""

    def __init__(self, path: str, words: str, first_line: int = 1) -> None:
        self.path, self.words, self.first_line = path, words, first_line
        self.starts = [0, *accumulate(len(line) + 1 for line in words.split("\n"))]

    def place(self, start: int, _end: int) -> Place:
        line = bisect_right(self.starts, start) - 1
        return Place(self.path, self.first_line + line, start - self.starts[line] + 1)

    def position(self, place: Place) -> int:
        return self.starts[place.line - self.first_line] + place.column - 1


def _in_field(file: _Lines, field: Place, words: str) -> Callable[[int, int], Place]:
    """Places in a field: of the same words in the file, or of the field where quoting wrote them in another way."""
    begin = file.position(field)

    def place(start: int, end: int) -> Place:
        # A long text may be broken over lines where YAML has a space.
        written = re.compile(r"\s+".join(map(re.escape, words[start:end].split())))
        nth = len(written.findall(words, 0, start))
        found = [each.start() for each in written.finditer(file.words, begin, begin + 2 * len(words) + 200)]
        return file.place(found[nth], 0) if nth < len(found) else field

    return place
