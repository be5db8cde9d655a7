"""How hard a campaign's page is to read, by the formulas that there are for its language: an estimate, no more.

English: the Automated Readability Index (Smith and Senter 1967) and the index of Coleman and Liau (1975), which count
letters and need no list of syllables. Spanish: the scores of Szigriszt Pazos (1993, read by the INFLESZ scale) and
Fernandez Huerta (1959), whose syllables follow from the spelling. Other languages have none whose source was checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ..diagnostics import Diagnostic, report
from ..validate.word_lists import Reading, for_language
from .masks import BLANK
from .sentences import NO_WORDS, sentences_in
from .writing import Writing

__all__ = ["Estimate", "estimate", "hard_to_read"]

FEWEST_SENTENCES = 30
"""With fewer, a formula says too little: SMOG was made for 30, and the others waver more."""
YEARS_BEFORE_SCHOOL = 5
"""A US grade and five is the age of those who are in it."""
# Vowels that make a syllable in Spanish: a strong one, an accented weak one, or weak ones without a strong neighbour.
NUCLEUS = re.compile(
    "[aeo\u00e1\u00e9\u00f3]|[\u00ed\u00fa]"
    "|(?<![aeo\u00e1\u00e9\u00f3iu\u00fc])[iu\u00fc]+(?![aeo\u00e1\u00e9\u00f3\u00ed\u00fa])"
)


@dataclass(frozen=True, slots=True)
class Counts:
    """What formulas are made of."""

    letters: int
    syllables: int
    words: int
    sentences: int

    @property
    def words_a_sentence(self) -> float:
        return self.words / self.sentences


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the formulas give, from the lowest to the highest: reading ages in English, scores of ease in Spanish."""

    lowest: float
    highest: float


def estimate(writing: Writing) -> Estimate | None:
    """How hard `writing` is to read; None where it is too short, or no formula for its language is known."""
    formula = FORMULAS.get(writing.language.split("-", maxsplit=1)[0])
    if formula is None:
        return None
    counts = _counts(writing)
    return formula(counts) if counts.sentences >= FEWEST_SENTENCES else None


def hard_to_read(writing: Writing, reading: Reading) -> Iterator[Diagnostic]:
    """Whether even the kindest formula finds the page harder than the goal for its language."""
    goal = for_language(reading.goal, writing.language)
    found = estimate(writing) if goal else None
    if goal is None or found is None:
        return
    spanish = writing.language.startswith("es")
    if found.highest < goal.most if spanish else found.lowest > goal.most:
        kind = "an ease of {} to {} out of 100, and the goal is {} or more" if spanish else AGES
        said = kind.format(round(found.lowest), round(found.highest), goal.most)
        yield report("reading-hard", writing.place(0), said=said, source=reading.title_of(goal.source))


AGES = "a reading age of {} to {}, and the goal is {} or less"


def _english(counts: Counts) -> Estimate:
    a_word = counts.letters / counts.words
    automated = 4.71 * a_word + 0.5 * counts.words_a_sentence - 21.43
    coleman_liau = 5.88 * a_word - 29.6 / counts.words_a_sentence - 15.8
    ages = [max(0, each) + YEARS_BEFORE_SCHOOL for each in (automated, coleman_liau)]
    return Estimate(min(ages), max(ages))


def _spanish(counts: Counts) -> Estimate:
    a_word = counts.syllables / counts.words
    szigriszt = 206.835 - 62.3 * a_word - counts.words_a_sentence
    huerta = 206.84 - 60 * a_word - 1.02 * counts.words_a_sentence
    return Estimate(min(szigriszt, huerta), max(szigriszt, huerta))


FORMULAS: Mapping[str, Callable[[Counts], Estimate]] = {"en": _english, "es": _spanish}


def _counts(writing: Writing) -> Counts:
    """What there is to count; a heading or a button of one word is no sentence."""
    count = sum(" " in sentence.replace(BLANK, "").strip() for sentence in sentences_in(writing))
    words = writing.plain.replace(BLANK, " ").split()
    letters = sum(map(len, words)) - sum(map(writing.plain.count, NO_WORDS))
    syllables = 0
    if writing.language.startswith("es"):
        syllables = sum(max(1, len(NUCLEUS.findall(word.lower()))) for word in words)
    return Counts(letters, syllables, len(words), count)
