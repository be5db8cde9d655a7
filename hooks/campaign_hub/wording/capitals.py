"""Short forms that nobody spells out, and words that shout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..diagnostics import Diagnostic, report
from ..validate.word_lists import Reading, for_language_and_wider
from .writing import Writing

__all__ = ["shouted_words", "unexplained_short_forms"]

UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de"
SHORT_FORM = re.compile(rf"(?<![\w&./-])([{UPPER}]{{2,6}})(?:s|\u2019s|'s)?(?![\w&/])(?!-\w)")
SHOUTED = re.compile(rf"(?<![\w&.-])[{UPPER}]{{2,}}(?:[ ,'\u2019-]+[{UPPER}]{{2,}})*(?![\w&])")
LONGEST_SHORT_FORM = 6
FEWEST_LETTERS = 8
"""Capitals in a row, over two words or more, that shout: `GP NHS` does not."""


def shouted_words(writing: Writing, known: frozenset[str]) -> Iterator[Diagnostic]:
    """Words in capitals throughout that are no short forms."""
    for found in SHOUTED.finditer(writing.plain):
        if _shouts(found[0], known):
            yield report("words-shouted", writing.place(found.start()), given=" ".join(found[0].split()))


def unexplained_short_forms(writings: Sequence[Writing], known: frozenset[str]) -> Iterator[Diagnostic]:
    """Each short form of a campaign that is neither known to everybody nor spelled out anywhere in it, once."""
    told: set[str] = set()
    for writing in writings:
        for found in SHORT_FORM.finditer(writing.plain):
            short = found[1]
            if short in known or short in told or _is_shouted(writing.plain, found, known):
                continue
            told.add(short)
            if not any(f"({short})" in each.text or f"{short} (" in each.text for each in writings):
                yield report("short-form-unexplained", writing.place(found.start()), given=short)


def known_short_forms(reading: Reading | None, language: str) -> frozenset[str]:
    """The short forms that everybody knows who reads `language`."""
    listed = for_language_and_wider(reading.known_short_forms, language) if reading else ()
    return frozenset(short for some in listed for short in some)


def _is_shouted(plain: str, found: re.Match[str], known: frozenset[str]) -> bool:
    around = SHOUTED.match(plain, found.start()) or SHOUTED.search(plain, max(0, found.start() - 200), found.end())
    return around is not None and _shouts(around[0], known)


def _shouts(words: str, known: frozenset[str]) -> bool:
    unknown = [each for each in re.findall(rf"[{UPPER}]+", words) if each not in known]
    if len(unknown) < 2:
        return any(len(each) > LONGEST_SHORT_FORM for each in unknown)
    return sum(map(len, unknown)) >= FEWEST_LETTERS
