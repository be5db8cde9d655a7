"""Captions: what is said in a video, cut into cues that can be read while they stand.

A cue has at most two lines of 37 letters, and a reader gets at least a second for 17 of them: lines of 37 letters and
160 to 180 words a minute are the BBC's (Subtitle Guidelines), 17 letters a second and cues of at most seven seconds
Netflix' (Timed Text Style Guide). Letters of full width, as in Chinese, count twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

import regex

from .language import Direction
from .number_order import in_order

__all__ = ["LINE", "LINES", "LONGEST_CUE", "PACE", "Cue", "cues_of", "seconds_to_read", "width_of"]

LINE = 37
LINES = 2
PACE = 17
LONGEST_CUE = 7000
"""Milliseconds after which a cue goes, also where nothing else is said."""
SENTENCE_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f\u061f\u06d4\u0964][\"'\u00bb\u201d\u2019)]*$")
CLAUSE_END = re.compile(r"[,;:\u2013\u2014\u060c\u061b\u3001\uff0c]$")
SPACES = re.compile(r"[^\S\u00a0]+")
"""White space that a line may end in: a no-break space holds a telephone number together."""
GRAPHEME = regex.compile(r"\X")
FULL_WIDTH = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
"""What no reader sees, and what makes a line run its own way although it begins with letters of another script."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands on the screen from `start` to before `end`, in milliseconds of the video, line by line."""

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """Letters that stay together, and whether a space stands before them."""

    text: str
    spaced: bool


def width_of(text: str) -> int:
    """How much room `text` takes: a letter of full width counts twice, a mark on another not at all."""
    return sum(2 if unicodedata.east_asian_width(each[0]) in "WF" else 1 for each in GRAPHEME.findall(text))


def seconds_to_read(text: str) -> int:
    """The whole seconds that `text` needs at least, to be read as it is said."""
    return -(-width_of(" ".join(text.split())) // PACE)


def cues_of(text: str, start: int, end: int, direction: Direction) -> Iterator[Cue]:
    """The cues of what is said from `start` to `end`: each as long as its share of the letters, none over another."""
    said = _Said(tuple(_words(in_order(text, direction))))
    blocks = said.blocks()
    whole = [0, *accumulate(max(1, said.width(*block)) for block in blocks)]
    times = [start + (end - start) * part // whole[-1] for part in whole] if blocks else []
    for block, (begins, ends) in zip(blocks, pairwise(times), strict=True):
        lines = tuple(_directed(line, direction) for line in said.lines(*block))
        yield Cue(begins, min(ends, begins + LONGEST_CUE), lines)


def _words(text: str) -> Iterator[_Word]:
    """What may stand at the begin of a line: words, letters of scripts without spaces, and parts of endless words."""
    for token in SPACES.split(text.strip()) if text.strip() else ():
        spaced = True
        for piece in _pieces(token):
            yield _Word(piece, spaced)
            spaced = False


def _pieces(token: str) -> Iterator[str]:
    piece = ""
    for letter in GRAPHEME.findall(token):
        breaks = FULL_WIDTH.match(letter) or (piece and FULL_WIDTH.match(piece[-1]) and letter.isalnum())
        if piece and (breaks or width_of(piece + letter) > LINE):
            yield piece
            piece = ""
        piece += letter
    if piece:
        yield piece


class _Said:
    """The words of a scene, and how much room any stretch of them takes."""

    def __init__(self, words: tuple[_Word, ...]) -> None:
        self._words = words
        self._upto = [0, *accumulate(width_of(word.text) + word.spaced for word in words)]
        self._breaks = [_break(word.text) for word in words]

    def width(self, first: int, last: int) -> int:
        """The room of the words from `first` to before `last` in one line."""
        return self._upto[last] - self._upto[first] - self._words[first].spaced

    def blocks(self) -> list[tuple[int, int]]:
        """Where each cue begins and ends: as few as hold all words, ending with sentences where they can."""
        best: list[tuple[float, int]] = [(0.0, 0)]
        for last in range(1, len(self._words) + 1):
            best.append(min((best[first][0] + self._cost(first, last), first) for first in self._starts(last)))
        ends = [len(self._words)] if self._words else []
        while ends and ends[0] > 0:
            ends.insert(0, best[ends[0]][1])
        return list(pairwise(ends))

    def _starts(self, last: int) -> Iterator[int]:
        """Every word at which a cue that ends before `last` may begin."""
        for first in range(last - 1, -1, -1):
            if not self._fits(first, last):
                return
            yield first

    def _fits(self, first: int, last: int) -> bool:
        return self.width(first, last) <= LINE or any(True for _ in self._halves(first, last))

    def _halves(self, first: int, last: int) -> Iterator[int]:
        """The words at which the second of two lines may begin."""
        for at in range(first + 1, last):
            if self.width(first, at) > LINE:
                return
            if self.width(at, last) <= LINE:
                yield at

    def _cost(self, first: int, last: int) -> float:
        """How much speaks against such a cue: each costs one, more where it cuts or joins sentences, or is short."""
        within = sum(0.3 for at in range(first, last - 1) if self._breaks[at] == 0)
        short = max(0.0, 1 - self.width(first, last) / LINE)
        return 1 + self._breaks[last - 1] * (last < len(self._words)) + within + short

    def lines(self, first: int, last: int) -> tuple[str, ...]:
        """The words in one line or, as evenly as their sense lets them be, in two."""
        if self.width(first, last) <= LINE:
            return (self._joined(first, last),)
        at = min(self._halves(first, last), key=lambda at: self._unevenness(first, at, last))
        return self._joined(first, at), self._joined(at, last)

    def _unevenness(self, first: int, at: int, last: int) -> float:
        return abs(self.width(first, at) - self.width(at, last)) + 30 * self._breaks[at - 1]

    def _joined(self, first: int, last: int) -> str:
        words = self._words[first:last]
        return "".join(f" {word.text}" if word.spaced and at else word.text for at, word in enumerate(words))


def _break(text: str) -> float:
    """How much speaks against a break after `text`."""
    if SENTENCE_END.search(text):
        return 0
    return 0.4 if CLAUSE_END.search(text) else 0.9


def _directed(line: str, direction: Direction) -> str:
    """The line, with a mark before it where its first letter would have it run the wrong way."""
    first = next((STRONG[kind] for each in line if (kind := unicodedata.bidirectional(each)) in STRONG), direction)
    return line if first == direction else MARKS[direction] + line
