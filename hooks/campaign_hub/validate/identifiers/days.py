"""Finds days and ages that single a person out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from babel import Locale, UnknownLocaleError
from babel.dates import get_month_names

from .passages import Hit

__all__ = ["ages", "telling_days"]

NUMERIC = re.compile(
    r"(?<!\w)(?<!\d[/.-])(?:(?P<first>\d{1,2})(?P<mark>[ ./-])(?P<second>\d{1,2})(?P=mark)(?:\d{4}|(?<! )\d{2})"
    r"|(?:19|20)\d\d(?P<sign>[./ -])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2}))(?![\w/-]|\.\d)"
)
BIRTH = re.compile(
    r"\b(?:born|birth(?!\s*(?:control|rate|plan))(?:day|date)?|d\.?o\.?b|nac(?:í|ió|ida|ido|imiento)|cumpleaños)\b",
    re.IGNORECASE,
)
CARE = re.compile(
    r"\b(?:admi(?:tted|ssion)|diagnos(?:ed|is|tic\w*)|diagnóstic\w*|discharged?|died|death|deceased|passed away"
    r"|ingres(?:é|ó|o|ada|ado)|dieron el alta|murió|falleci\w*|muerte)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?…][\"'”)]{0,3}\s+(?=[\"'“(¿¡]?[A-ZÀ-ÞŁŚŻ])|\n\s*\n")
SENTENCE = 200
"""Characters of a sentence before and after a day that are looked at."""
BIRTH_NEAR = 60
MOST_DAYS = 500
YEAR = re.compile(r"(?:19|20)\d\d")

TENS = r"(?:9\d|1[01]\d|12[0-5]|ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|a hundred(?: and \w+)?)"
NOT_A_GROUP = r"(?!\s*\+|\s+(?:years\s+(?:old\s+)?)?(?:and|or)\s+(?:over|older|above|more)|\s*(?:-|to)\s*\d)"
MAYBE_AGE = re.compile(r"9\d|1[0-2]\d|ninety|hundred", re.IGNORECASE)
SOMEBODY = (
    r"(?:s?he|who|(?:grand)?(?:mother|father|ma|pa|dad)|mum|gran|granny|nan|nana|wife|husband|partner|sister"
    r"|brother|aunt|uncle|cousin|friend|neighbour|patient)"
)
AGE = re.compile(
    rf"\b(?:age[d:]?\s+(?:of\s+)?{TENS}\b{NOT_A_GROUP}(?![.,]?\d|%)"
    rf"|{TENS}[- ]years?[- ](?:old|of age)\b{NOT_A_GROUP}"
    rf"|(?:I(?:'m| am| was)|{SOMEBODY}(?:'s| is| was)|turn(?:ed|s|ing)?)"
    rf"\s+(?:now\s+|already\s+|nearly\s+|almost\s+)?{TENS}"
    rf"(?=[.,;:!?)\"'\n]|\s+(?:and|now|but|next|this|when|years?\s+old)\b|$)(?!\.\d)"
    rf"|(?:9\d|1\d\d)(?:st|nd|rd|th)\s+birthday"
    rf"|(?:tengo|tiene|tenía|cumpl\w+)\s+{TENS}\s+años)",
    re.IGNORECASE,
)


def telling_days(text: str, language: str) -> Iterator[Hit]:
    """Full days (day, month and year) in one sentence with a word about birth, admission, diagnosis or death.

    HIPAA's Safe Harbor, 45 CFR 164.514(b)(2)(i)(C), takes out all of these; a birthday weighs more than the others,
    because with a place it is enough to find most people.
    """
    full_days = [*islice(_full_days(text, language), MOST_DAYS + 1)] if BIRTH.search(text) or CARE.search(text) else []
    if len(full_days) > MOST_DAYS:
        yield Hit("identifier-unchecked", *full_days[0].span())
        return
    for found in full_days:
        before, after = _sentence_around(text, found.start(), found.end())
        birth, care = _distance(BIRTH, before, after), _distance(CARE, before, after)
        if birth < min(care, BIRTH_NEAR):
            yield Hit("identifier-birth-date", found.start(), found.end())
        elif min(birth, care) < SENTENCE:
            yield Hit("identifier-date", found.start(), found.end())


def _full_days(text: str, language: str) -> Iterator[re.Match[str]]:
    for found in NUMERIC.finditer(text):
        parts = sorted(int(part) for part in (found["first"] or found["month"], found["second"] or found["day"]))
        if 1 <= parts[0] <= 12 and parts[1] <= 31:
            yield found
    yield from _worded(language).finditer(text)


@cache
def _worded(language: str) -> re.Pattern[str]:
    """A pattern for days with a month's name, in English and in `language`, by the names of CLDR."""
    names: set[str] = set()
    for code in ("en", language.replace("-", "_")):
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        for width in ("wide", "abbreviated"):
            names |= {name.strip(".") for name in get_month_names(width, locale=locale).values()}
    month = "(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r"|Sept)\b\.?"
    return re.compile(
        rf"\b\d{{1,2}}(?:st|nd|rd|th|º|\.)?\s+(?:of\s+|de\s+)?{month},?\s+(?:del?\s+)?(?:\d{{4}}|'\d\d)\b"
        rf"|\b{month}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b",
        re.IGNORECASE,
    )


def _sentence_around(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(start - SENTENCE, 0) : start]
    after = text[end : end + SENTENCE]
    began = max((stop.end() for stop in SENTENCE_END.finditer(before)), default=0)
    ends = SENTENCE_END.search(after)
    return before[began:], after[: ends.start()] if ends else after


def _distance(word: re.Pattern[str], before: str, after: str) -> int:
    """Characters between the day and the nearest `word` without another year between; SENTENCE if there is none."""
    between = [before[found.end() :] for found in word.finditer(before)]
    between += [after[: found.start()] for found in word.finditer(after)]
    return min((len(words) for words in between if not YEAR.search(words)), default=SENTENCE)


def ages(text: str) -> Iterator[Hit]:
    """Ages over 89, which Safe Harbor, 45 CFR 164.514(b)(2)(i)(C), puts into one group: few people reach them."""
    for found in AGE.finditer(text) if MAYBE_AGE.search(text) else ():
        yield Hit("identifier-age", found.start(), found.end())
