"""Find the words of the lists in a text: all lists of a language in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from ..validate.word_lists import Advice, Entry, Wording

__all__ = ["Finder", "Found", "lowered"]

LETTER = re.compile(r"[\w-]")
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
    def exceptions(self) -> tuple[re.Pattern[str], ...]:
        return tuple(_phrase(lowered(each)) for each in self.entry.but_not)

    @property
    def shouted(self) -> bool:
        """Whether the form is in capitals, and so means only that."""
        return self.words.isupper()


class Finder:
    """Looks for every entry that holds for texts in `language`."""

    def __init__(self, wording: Wording, language: str) -> None:
        self._by_first: dict[str, list[_Form]] = defaultdict(list)
        self._links: dict[str, _Form] = {}
        for name, listed in wording.lists.items():
            for entry in listed.entries_for(language):
                advice = listed.sources.get(entry.source)
                if advice:
                    self._add(entry, advice, name)
        self._firsts = list(self._by_first)
        self._machine = AhoCorasick(self._firsts)

    def _add(self, entry: Entry, advice: Advice, name: str) -> None:
        for words in entry.avoid:
            form, split = _Form(words, entry, advice, name), lowered(words).split()
            # A button that says no more than `click here` says it in a text as well: told of once, there.
            if entry.where == "link":
                self._links[" ".join(split)] = form
            else:
                self._by_first[split[0]].append(form)

    def find_link(self, text: str, start: int) -> Iterator[Found]:
        """The entry that is about `text` as all that a link says, which begins at `start`."""
        form = self._links.get(" ".join(lowered(text).strip(" .:!»>→").split()))
        if form:
            yield Found(start, start + len(text), form.name, form)

    def find(self, text: str) -> Iterator[Found]:
        """What of the lists `text` holds, the longest form only where several begin at one letter."""
        lower = lowered(text)
        for which, start, end in self._machine.find_matches_as_indexes(lower, overlapping=True):
            if _inside_a_word(lower, start, end):
                continue
            for forms in self._at(which, text, lower, start).values():
                longest = max(forms, key=lambda found: found.end)
                if not _is_meant_otherwise(longest, lower):
                    yield longest

    def _at(self, which: int, text: str, lower: str, start: int) -> dict[str, list[Found]]:
        by_list: dict[str, list[Found]] = defaultdict(list)
        for form in self._by_first[self._firsts[which]]:
            found = form.pattern.match(text if form.shouted else lower, start)
            if found:
                by_list[form.name].append(Found(start, found.end(), form.name, form))
        return by_list


def lowered(text: str) -> str:
    """`text` in small letters, each letter where it was: those that become two are left."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower.replace("\u2019", "'")
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text).replace("\u2019", "'")


def _phrase(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])" + r"\s+".join(map(re.escape, words.split())) + r"(?![\w-])")


def _inside_a_word(lower: str, start: int, end: int) -> bool:
    return bool((start and LETTER.match(lower[start - 1])) or LETTER.match(lower[end : end + 1]))


def _is_meant_otherwise(found: Found, lower: str) -> bool:
    begin = max(0, found.start - REACH)
    around = lower[begin : found.end + REACH]
    hits = (each.span() for pattern in found.form.exceptions for each in pattern.finditer(around))
    return any(start < found.end - begin and end > found.start - begin for start, end in hits)
