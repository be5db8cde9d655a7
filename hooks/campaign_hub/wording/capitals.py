"""Short forms that nobody spells out, and words that shout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..diagnostics import Diagnostic, report
from ..validate.word_lists import Reading, for_language_and_wider
from .writing import Writing

__all__ = ["known_short_forms", "shouted_words", "unexplained_short_forms"]

UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de"
# What may stand before is looked at afterwards: a pattern that begins with letters is found far sooner.
SHORT_FORM = re.compile(rf"([{UPPER}]{{2,6}})(?:s|\u2019s|'s)?(?![\w&/])(?!-\w)")
SHOUTED = re.compile(rf"[{UPPER}]{{2,}}(?:[ ,'\u2019-]+[{UPPER}]{{2,}})*(?![\w&])")
BEFORE = frozenset("&./-_")
LONGEST_SHORT_FORM = 6
FEWEST_LETTERS = 7
"""Capitals in a row, over two words or more, that shout: `GP NHS` does not."""


def shouted_words(writing: Writing, known: frozenset[str]) -> Iterator[Diagnostic]:
    """Words in capitals throughout that are no short forms."""
    for start, end in _shouted(writing.plain, known):
        given = " ".join(writing.plain[start:end].split())
        yield report("words-shouted", writing.place(start), given=given)


def unexplained_short_forms(writings: Sequence[Writing], known: frozenset[str]) -> Iterator[Diagnostic]:
    """Each short form of a campaign that is neither known to everybody nor spelled out anywhere in it, once."""
    told = set(known)
    for writing in writings:
        shouted = [range(start, end) for start, end in _shouted(writing.plain, known)]
        for found in SHORT_FORM.finditer(writing.plain):
            short, start = found[1], found.start()
            if short in told or not _begins_a_word(writing.plain, found) or any(start in each for each in shouted):
                continue
            told.add(short)
            if not any(f"({short})" in each.text or f"{short} (" in each.text for each in writings):
                yield report("short-form-unexplained", writing.place(start), given=short)


def known_short_forms(reading: Reading | None, language: str) -> frozenset[str]:
    """The short forms that everybody knows who reads `language`."""
    listed = for_language_and_wider(reading.known_short_forms, language) if reading else ()
    return frozenset(short for some in listed for short in some)


def _begins_a_word(plain: str, found: re.Match[str]) -> bool:
    before = plain[found.start() - 1 : found.start()]
    return not (before.isalnum() or before in BEFORE)


def _shouted(plain: str, known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """From where to where words shout."""
    for found in SHOUTED.finditer(plain):
        if _begins_a_word(plain, found) and _shouts(found[0], known):
            yield found.span()


def _shouts(words: str, known: frozenset[str]) -> bool:
    unknown = [each for each in re.findall(rf"[{UPPER}]+", words) if each not in known]
    if len(unknown) < 2:
        return any(len(each) > LONGEST_SHORT_FORM for each in unknown)
    return sum(map(len, unknown)) >= FEWEST_LETTERS
