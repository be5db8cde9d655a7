"""Find the words of the lists in a text: all lists of a language in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from ..validate.word_lists import Advice, Entry, Wording

__all__ = ["Finder", "Found", "lowered"]

REACH = 80
"""Letters before and after a word in which a phrase of `but_not` may begin or end."""


@dataclass(frozen=True, slots=True)
class Found:
    """Words of an entry in a text, from one letter to another; `name` is the list's and the diagnostic's."""

    start: int
    end: int
    name: str
    form: _Form


@dataclass(frozen=True)
class _Form:
    """One form of an entry's words."""

    words: str
    entry: Entry
    advice: Advice
    name: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _phrase(self.words if self.shouted else lowered(self.words))

    @cached_property
    def _length(self) -> int:
        """How far the form may reach: line breaks and spaces of lists take room too."""
        return 2 * len(self.words) + 20

    def at(self, text: str, start: int, end: int) -> Found | None:
        """The form in `text`, if it has the word from `start` to `end`."""
        for found in self.pattern.finditer(text, max(0, start - self._length), end + self._length):
            if found.start() <= start and end <= found.end():
                return Found(*found.span(), self.name, self)
        return None

    @cached_property
    def exceptions(self) -> tuple[re.Pattern[str], ...]:
        return tuple(_phrase(lowered(each)) for each in self.entry.but_not)

    @property
    def shouted(self) -> bool:
        """Whether the form is in capitals, and so means only that."""
        return self.words.removesuffix("s").isupper()


class Finder:
    """Looks for every entry that holds for texts in `language`.

    The machine looks for the longest word of each form, because `the` of `the elderly` is everywhere.
    """

    def __init__(self, wording: Wording, language: str) -> None:
        self._by_word: dict[str, list[_Form]] = defaultdict(list)
        self._links: dict[str, _Form] = {}
        for name, listed in wording.lists.items():
            for entry in listed.entries_for(language):
                advice = listed.sources.get(entry.source)
                if advice:
                    self._add(entry, advice, name)
        self._words = list(self._by_word)
        self._machine = AhoCorasick(self._words)

    def _add(self, entry: Entry, advice: Advice, name: str) -> None:
        for words in entry.avoid:
            form, split = _Form(words, entry, advice, name), lowered(words).split()
            if entry.where == "link":
                self._links[" ".join(split)] = form
            else:
                self._by_word[max(split, key=len)].append(form)

    def find_link(self, text: str, start: int) -> Iterator[Found]:
        """The entry that is about `text` as all that a link says, which begins at `start`."""
        form = self._links.get(" ".join(lowered(text).strip(" .:!»>→").split()))
        if form:
            yield Found(start, start + len(text), form.name, form)

    def find(self, text: str) -> Iterator[Found]:
        """What of the lists `text` holds; of forms of one list that overlap, the longest."""
        lower = lowered(text)
        found: dict[tuple[str, int], Found] = {}
        for which, start, end in self._machine.find_matches_as_indexes(lower, overlapping=True):
            if _is_letter(lower[start - 1 : start]) or _is_letter(lower[end : end + 1]):
                continue
            for form in self._by_word[self._words[which]]:
                hit = form.at(text if form.shouted else lower, start, end)
                if hit and not _is_meant_otherwise(hit, lower):
                    found[hit.name, hit.start] = max(hit, found.get((hit.name, hit.start), hit), key=_length)
        yield from _longest(found.values())


def _length(found: Found) -> int:
    return found.end - found.start


def _longest(found: Iterable[Found]) -> Iterator[Found]:
    """Those that do not lie in another one of the same list."""
    reached: dict[str, int] = {}
    for each in sorted(found, key=lambda hit: (hit.start, -hit.end)):
        if each.end > reached.get(each.name, -1):
            reached[each.name] = each.end
            yield each


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter in ("-", "_")


def lowered(text: str) -> str:
    """`text` in small letters, each letter where it was: those that become two are left."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower.replace("\u2019", "'")
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text).replace("\u2019", "'")


def _phrase(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])" + r"\s+".join(map(re.escape, words.split())) + r"(?![\w-])")


def _is_meant_otherwise(found: Found, lower: str) -> bool:
    begin = max(0, found.start - REACH)
    around = lower[begin : found.end + REACH]
    hits = (each.span() for pattern in found.form.exceptions for each in pattern.finditer(around))
    return any(start < found.end - begin and end > found.start - begin for start, end in hits)
