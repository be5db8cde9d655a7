"""What the organisation itself says in one file, each letter with a way back to its line and column."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, count
from operator import add
from typing import Literal

from ..diagnostics import Place
from .masks import masked

__all__ = ["Part", "Role", "SourceText", "Writing", "in_order"]

Role = Literal["title", "line", "action", "prose", "post"]
"""What a text is for: `title` stands over others, `action` is what a button says, `prose` is Markdown."""

QUOTED = {
    '"': re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL),
    "'": re.compile(r"'((?:[^']|'')*)'"),
}
BLOCK = re.compile(r"[|>][^\n]*\n((?:[ \t]*\n)*( +)[^\n]*(?:\n(?:\2[^\n]*|[ \t]*(?=\n|\Z)))*)")
ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)|''", re.DOTALL)
HEX = 16
GAP = "\n\n"
"""What parts of a file are joined with: no sentence and no quotation goes from one to the next."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a file: where its words begin and end in the file, what it is for, and whose it is.

    `field` is a brief's field or a post's; `post` the position of the post in its list, None for all else.
    """

    start: int
    end: int
    role: Role
    field: str
    post: int | None = None


class SourceText:
    """A file as it is stored, with its lines."""

    def __init__(self, path: str, text: str) -> None:
        self.path, self.text = path, text
        self._starts = [0, *map(add, accumulate(map(len, text.split("\n"))), count(1))]

    def place(self, offset: int) -> Place:
        """The line and column of the letter at `offset`."""
        line = bisect_right(self._starts, offset) - 1
        return Place(self.path, line + 1, offset - self._starts[line] + 1)

    def words_at(self, place: Place, value: str) -> tuple[int, int]:
        """From where to where the words of the YAML value stand that begins at `place` and reads `value`."""
        text, start = self.text, self._starts[place.line - 1] + place.column - 1
        mark = text[start : start + 1]
        if mark in QUOTED and (quoted := QUOTED[mark].match(text, start)):
            return quoted.span(1)
        if mark in ("|", ">") and (block := BLOCK.match(text, start)):
            return block.span(1)
        if text.startswith(value, start):
            return start, start + len(value)
        plain = re.compile(r"\s+".join(map(re.escape, value.split()))).match(text, start)
        return plain.span() if plain else (start, start)


@dataclass(frozen=True)
class Writing:
    """All parts of one file as one text, in the language that they are in.

    `names` are proper names, in which words mean what they are called and not what they say. `topics` are what the
    campaign is about that asks for care.
    """

    source: SourceText
    language: str
    parts: tuple[Part, ...]
    names: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()

    @cached_property
    def text(self) -> str:
        """The parts as written, joined; YAML's own marks blanked."""
        return GAP.join(self._slice(part) for part in self.parts)

    @cached_property
    def plain(self) -> str:
        """`text` without what is not the organisation's running words: quotations, addresses, names, tags and code."""
        return masked(self.text, self.names)

    @cached_property
    def _begins(self) -> list[int]:
        return [0, *accumulate(part.end - part.start + len(GAP) for part in self.parts)]

    def part_at(self, offset: int) -> Part:
        """The part in which the letter at `offset` of the joined text stands."""
        return self.parts[bisect_right(self._begins, offset) - 1]

    def place(self, offset: int) -> Place:
        """Where in the file the letter at `offset` of the joined text stands."""
        at = bisect_right(self._begins, offset) - 1
        return self.source.place(self.parts[at].start + offset - self._begins[at])

    def holds(self, part: Part, place: Place) -> bool:
        """Whether `place` lies in `part`."""
        return self.source.place(part.start) <= place <= self.source.place(part.end)

    def plain_of(self, at: int) -> tuple[int, str]:
        """Where the part numbered `at` begins in the joined text, and its running words."""
        begin, part = self._begins[at], self.parts[at]
        return begin, self.plain[begin : begin + part.end - part.start]

    def _slice(self, part: Part) -> str:
        words = self.source.text[part.start : part.end]
        if part.role == "prose" or ("\\" not in words and "''" not in words):
            return words
        return ESCAPE.sub(_unescaped, words)


def _unescaped(found: re.Match[str]) -> str:
    """What an escape stands for, as long as it is written."""
    written = found[0]
    kept = {'\\"': '"', "''": "'", "\\\\": "\\"}.get(written, " ")
    if len(written) > 2:
        kept = chr(int(written[2:], HEX))
    return kept.rjust(len(written))


def in_order(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts that hold words, as they stand in the file."""
    return tuple(sorted((part for part in parts if part.end > part.start), key=lambda part: part.start))
