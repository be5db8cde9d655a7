"""The numbers that a text states as facts, told from telephone numbers, days, times, names and lists."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from fractions import Fraction
from functools import cache

from babel import Locale, UnknownLocaleError

__all__ = ["Claim", "claims_in", "states_number"]

Claim = Fraction
"""A number as its value: `1 in 4`, `25 %` and `25 per cent` are one."""

DIGIT = re.compile(r"\d")
OTHER_DIGIT = re.compile(r"[^\D0-9]")
LONGEST = 60
"""Letters of a number that count: no fact has more, and no computer reads millions of them in time."""
MARKS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)[^\s@]{1,64}@[^\s@]+|\{[^{}\s]*\}|[#@]\w+")
TELEPHONE = (
    r"(?<![\w.,])(?:\+\d|\(?0\d)(?:[ \u00a0().-]{0,2}\d){5,}(?!\w)"
    r"|(?<![\w.,])(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\w)"
    # The European numbers of social value, 116 and three digits, and what is dialled in an emergency.
    r"|(?<![\w.,])116[ \u00a0]?\d{3}(?!\w)|(?<![\w.,])(?:999|112|111|911|988|3114)(?![\w%]|[.,]\d|\s*%)"
    r"|\b(?i:call|ring|dial|phone|text|tel|telephone|llam[aeo]r?|marca|marque|tel[eé]fono|t[eé]l[eé]phone|appele[zr]"
    r"|compose[zr])(?:\s+(?i:us|on|to|at|al|el|le|au|the|free|now|nhs))*[\s.:]+\d[\d \u00a0-]*"
)
TIME = (
    r"\b\d{1,2}[:h]\d{2}\b|\b\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]m\b|[ap]\.\s?m\.)|\b24/7\b"
    r"|\b[5-7] (?:days|nights) a week\b|\b[5-7] d\u00edas (?:a|de) la semana\b|\b[5-7] ?j(?:ours)? ?(?:sur|/) ?[5-7]\b"
    r"|\b24[- ](?:hours?|horas|heures|h)\b|\b24 ساعة"
)
DAY = r"\d{1,2}(?:st|nd|rd|th|er|º)?"
NUMERIC_DAY = r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
YEAR_CUE = (
    r"(?i:in|since|by|from|of|to|until|during|between|and|winter|summer|spring|autumn|year|en|desde|hasta|de|del|año|y"
    r"|depuis|et|entre|في|منذ|عام|سنة|و)"
)
YEAR = rf"\b{YEAR_CUE}\s+(?:19|20)\d\d(?:[-\u2013/]\d{{2,4}})?(?!\d|[.,]\d|\s*%)"
# A number that is part of a name: COVID-19, B12, H1N1, omega-3, 5G; people in their 50s; stage 1, tipo 2.
NAME = (
    r"(?<![\w'\u2019])[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'\u2019]*[-\u2011]?\d\w*|\b\d{1,2}[DG]\b|\b\d0s\b"
    r"|\b(?i:type|tipo|stage|phase|fase|estadio|stade|step|paso|étape|group|grupo|groupe|part|parte|partie|page|página"
    r"|question|pregunta|number|no\.|número|nº|level|nivel|niveau|day|día|jour|week|semana|semaine|section|sección"
    r"|factor|grade|version|table|card|post|bus|room|ward|unit|floor|round|المرحلة|النوع|الخطوة)\s+\d+\b"
)
# What a text counts of itself: 3 steps, 5 easy ways.
OWN_COUNT = (
    r"\b\d{1,2}\s+(?:(?i:easy|quick|simple|small|short|little|more)\s+)?(?i:steps?|things|ways|tips|reasons|questions|facts"
    r"|myths|posts|pasos|cosas|formas|maneras|consejos|razones|motivos|preguntas|étapes|choses|façons|conseils|raisons"
    r"|خطوات|نصائح|أسئلة|طرق)\b"
)
LISTED = r"^[ \t]*\d{1,2}[.)]\s|^[ \t]*\d{1,2}/\d{0,2}(?=\s)|\(\d{1,2}/\d{1,2}\)|\s\d{1,2}/\d{1,2}\s*$|\d\ufe0f?\u20e3"

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,\u066b\u066c]\d+)*"
RATIO = r"\s*(?i:in(?: every)?|out of(?: every)?|of(?: every)?|de(?: cada)?|sur|من(?: كل| بين| أصل)?)\s+"
PERCENT = r"\s?(?:%|٪|(?i:per ?cent|por ciento|pour cent|في المئة|في المائة|بالمئة|بالمائة))"
STATED = re.compile(rf"({NUMBER})(?:{RATIO}({NUMBER})|({PERCENT}))?")
GROUPED = re.compile(r"\d{1,3}(?:[.,\u066c]\d{3})+")
WORDS = (
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    ("un[ao]?", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
    ("une?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
)
LINKS = (r"(?:in|out of)(?: every)?", "de cada", "sur")
WHOLES = tuple(f" {word}" for words in WORDS for word in words[1:])


def states_number(text: str) -> bool:
    """Whether `text` states a number in digits that needs a source."""
    return bool(_in_digits(text, "en"))


def claims_in(text: str, language: str, known: Collection[str] = ()) -> dict[Claim, str]:
    """The numbers that `text` states, each with how it is written. `known` are numbers that are none, as helplines'."""
    for number in known:
        text = text.replace(number, " ")
    return _in_digits(text, language) | _in_words(text)


def _in_digits(text: str, language: str) -> dict[Claim, str]:
    plain = _lines_with_digits(text)
    if not plain:
        return {}
    left = _no_claims(language).sub(_blank, MARKS.sub(_blank, plain))
    claims: dict[Claim, str] = {}
    for found in STATED.finditer(left):
        claims.setdefault(_value(found), plain[found.start() : found.end()].strip())
    return claims


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _lines_with_digits(text: str) -> str:
    """The lines of `text` that a number could stand in, with plain digits for those of other scripts."""
    kept = "\n".join(line for line in text.split("\n") if DIGIT.search(line))
    return OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), kept)


def _value(found: re.Match[str]) -> Claim:
    number, whole, percent = found.groups()
    below = _read(whole) if whole else Fraction(100) if percent else Fraction(1)
    return _read(number) / (below or 1)


def _read(number: str) -> Fraction:
    """The value of digits: groups of three are thousands, whatever stands between them."""
    number = re.sub(r"\s", "", number)[:LONGEST]
    if GROUPED.fullmatch(number):
        return Fraction(re.sub(r"\D", "", number))
    parts = re.split(r"[.,\u066b\u066c]", number)
    return Fraction(f"{parts[0]}.{''.join(parts[1:]) or '0'}")


def _in_words(text: str) -> dict[Claim, str]:
    """Shares that are written out, such as `one in three`."""
    claims: dict[Claim, str] = {}
    # Most texts have none: looking for the words alone is a tenth of the work.
    small = text.lower()
    if not any(whole in small for whole in WHOLES):
        return claims
    for words, written in _written_shares():
        for found in written.finditer(text):
            part, whole = (_place(words, each) for each in found.groups())
            claims.setdefault(Fraction(part, whole), found[0])
    return claims


def _place(words: tuple[str, ...], word: str) -> int:
    return next(at for at, each in enumerate(words, 1) if re.fullmatch(each, word.lower()))


@cache
def _written_shares() -> list[tuple[tuple[str, ...], re.Pattern[str]]]:
    return [
        (words, re.compile(rf"\b({'|'.join(words)})\s+{link}\s+({'|'.join(words[1:])})\b", re.IGNORECASE))
        for words, link in zip(WORDS, LINKS, strict=True)
    ]


@cache
def _no_claims(language: str) -> re.Pattern[str]:
    """All that has digits and states nothing, with the months of `language` and of English."""
    months = "|".join(sorted({*_months("en"), *_months(language)}, key=len, reverse=True))
    span = rf"(?:{DAY}\s*(?:-|\u2013|to|and|al?|au|y|et)\s*)?{DAY}"
    days = rf"\b{span}\s+(?:of\s+|de\s+)?(?:{months})\b(?:\s+(?:del?\s+)?\d{{4}})?"
    turned = rf"\b(?:{months})\b\.?\s+(?:del?\s+)?{DAY}\b(?:,?\s+\d{{4}})?|\b(?:{months})\b\.?\s+(?:del?\s+)?\d{{4}}\b"
    kinds = (LISTED, TELEPHONE, TIME, NUMERIC_DAY, days, turned, YEAR, NAME, OWN_COUNT)
    # Each of them has its digit near its beginning: away from digits none is tried.
    return re.compile(rf"(?=\D{{0,40}}\d)(?:{'|'.join(kinds)})", re.MULTILINE)


def _months(language: str) -> set[str]:
    try:
        names = Locale.parse(language, sep="-").months["format"]
    except (UnknownLocaleError, ValueError):
        return set()
    return {re.escape(name.rstrip(".")) for width in ("wide", "abbreviated") for name in names[width].values()}
