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
MARKS = re.compile(r"https?://\S+|www\.\S+|(?<!\S)[^\s@]{1,64}@[^\s@]+|\{[^{}\s]*\}|[#@]\w+|\b\d{1,2}[DG]\b")
TELEPHONE = (
    r"(?<![\w.,])(?:\+\d|\(?0\d)(?:[ \u00a0().-]{0,2}\d){5,}(?!\w)"
    r"|(?<![\w.,])(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}(?!\w)"
    # The European numbers of social value, 116 and three digits, and what is dialled in an emergency.
    r"|(?<![\w.,])116[ \u00a0]?\d{3}(?!\w)|(?<![\w.,])(?:999|112|111|911|988|3114)(?![\w%]|[.,]\d|\s*%)"
    r"|\b(?:call|ring|dial|phone|text|tel|telephone|llam[aeo]r?|marca|marque|tel[eé]fono|t[eé]l[eé]phone|appele[zr]"
    r"|compose[zr])(?:\s+(?:us|on|to|at|al|el|le|au|the|free|now|nhs))*[\s.:]+\d[\d \u00a0-]*"
)
TIME = (
    r"\b\d{1,2}[:h]\d{2}\b|\b\d{1,2}(?:[.:]\d{2})?\s?(?:[ap]m\b|[ap]\.\s?m\.)|\b24/7\b"
    r"|\b[5-7] (?:days|nights) a week\b|\b[5-7] d\u00edas (?:a|de) la semana\b|\b[5-7] ?j(?:ours)? ?(?:sur|/) ?[5-7]\b"
    r"|\b24[- ](?:hours?|horas|heures|h)\b|\b24 ساعة"
)
DAY = r"\d{1,2}(?:st|nd|rd|th|er|º)?"
NUMERIC_DAY = r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"
YEAR_CUE = (
    r"(?:in|since|by|from|of|to|until|during|between|and|winter|summer|spring|autumn|year|en|desde|hasta|de|del|año|y"
    r"|depuis|et|entre|في|منذ|عام|سنة|و)"
)
YEAR = rf"\b{YEAR_CUE}\s+(?:19|20)\d\d(?:[-\u2013/]\d{{2,4}})?(?!\d|[.,]\d|\s*%)"
# A number that is part of a name: COVID-19, B12, H1N1, omega-3, 5G; people in their 50s; stage 1, tipo 2.
NAME = (
    r"(?<![\w'\u2019])[a-zß-ÿ][a-zß-ÿ'\u2019]*[-\u2011]?\d\w*|\b\d0s\b"
    r"|\b(?:type|tipo|stage|phase|fase|estadio|stade|step|paso|étape|group|grupo|groupe|part|parte|partie|page|página"
    r"|question|pregunta|number|no\.|número|nº|level|nivel|niveau|day|día|jour|week|semana|semaine|section|sección"
    r"|factor|grade|version|table|card|post|bus|room|ward|unit|floor|round|المرحلة|النوع|الخطوة)\s+\d+\b"
)
# What a text counts of itself: 3 steps, 5 easy ways.
OWN_COUNT = (
    r"\b\d{1,2}\s+(?:(?:easy|quick|simple|small|short|little|more)\s+)?(?:steps?|things|ways|tips|reasons|questions|facts"
    r"|myths|posts|pasos|cosas|formas|maneras|consejos|razones|motivos|preguntas|étapes|choses|façons|conseils|raisons"
    r"|خطوات|نصائح|أسئلة|طرق)\b"
)
LISTED = r"^[ \t]*\d{1,2}[.)]\s|^[ \t]*\d{1,2}/\d{0,2}(?=\s)|\(\d{1,2}/\d{1,2}\)|\s\d{1,2}/\d{1,2}\s*$|\d\ufe0f?\u20e3"

NO_CLAIMS = re.compile(f"{LISTED}|{TELEPHONE}|{TIME}|{NUMERIC_DAY}|{YEAR}|{NAME}|{OWN_COUNT}", re.MULTILINE)
"""All else that has digits and states nothing, in small letters."""

NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,\u066b\u066c]\d+)*"
RATIO = r"\s*(?i:in(?: every)?|out of(?: every)?|of(?: every)?|de(?: cada)?|sur|من(?: كل| بين| أصل)?)\s+"
PERCENT = r"\s?(?:%|٪|(?i:per ?cent|por ciento|pour cent|في المئة|في المائة|بالمئة|بالمائة))"
STATED = re.compile(rf"({NUMBER})(?:{RATIO}({NUMBER})|({PERCENT}))?")
GROUPED = re.compile(r"\d{1,3}(?:[.,\u066c]\d{3})+")
WORDS = {
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "es": ("un[ao]?", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
    "fr": ("une?", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
}
LINKS = {"en": r"(?:in|out of)(?: every)?", "es": "de cada", "fr": "sur"}


def states_number(text: str) -> bool:
    """Whether `text` states a number in digits that needs a source."""
    return bool(_in_digits(text, "en"))


def claims_in(text: str, language: str, known: Collection[str] = ()) -> dict[Claim, str]:
    """The numbers that `text` states, each with how it is written. `known` are numbers that are none, as helplines'."""
    for number in known:
        text = text.replace(number, " ")
    return _in_digits(text, language) | _in_words(text, language)


def _in_digits(text: str, language: str) -> dict[Claim, str]:
    if not DIGIT.search(text):
        return {}
    plain = _lines_with_digits(text)
    left = _in_small_letters(_days(language).sub(_blank, MARKS.sub(_blank, plain)))
    if not DIGIT.search(left):
        return {}
    left = NO_CLAIMS.sub(_blank, left)
    claims: dict[Claim, str] = {}
    for found in STATED.finditer(left):
        claims.setdefault(_value(found), plain[found.start() : found.end()].strip())
    return claims


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _in_small_letters(text: str) -> str:
    """`text` in small letters, every letter where it was: patterns that take both cases are slow."""
    small = text.lower()
    return small if len(small) == len(text) else text


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


def _in_words(text: str, language: str) -> dict[Claim, str]:
    """Shares that are written out, such as `one in three`, in the languages whose words are known here."""
    spoken = language.split("-", maxsplit=1)[0]
    if spoken not in WORDS:
        return {}
    words, claims = WORDS[spoken], dict[Claim, str]()
    for found in _written_shares(spoken).finditer(_in_small_letters(text)):
        part, whole = (_place(words, each) for each in found.groups())
        claims.setdefault(Fraction(part, whole), text[found.start() : found.end()])
    return claims


def _place(words: tuple[str, ...], word: str) -> int:
    return next(at for at, each in enumerate(words, 1) if re.fullmatch(each, word))


@cache
def _written_shares(language: str) -> re.Pattern[str]:
    words = WORDS[language]
    return re.compile(rf"\b({'|'.join(words)})\s+{LINKS[language]}\s+({'|'.join(words[1:])})\b")


@cache
def _days(language: str) -> re.Pattern[str]:
    """Days and months of a year, with the months of `language` and of English, where `4 may` is none."""
    months = "|".join(sorted({*_months("en"), *_months(language)}, key=len, reverse=True))
    span = rf"(?:{DAY}\s*(?:-|\u2013|to|and|al?|au|y|et)\s*)?{DAY}"
    days = rf"\b{span}\s+(?:of\s+|de\s+)?(?:{months})\b(?:\s+(?:del?\s+)?\d{{4}})?"
    turned = rf"\b(?:{months})\b\.?\s+(?:del?\s+)?{DAY}\b(?:,?\s+\d{{4}})?|\b(?:{months})\b\.?\s+(?:del?\s+)?\d{{4}}\b"
    return re.compile(f"{days}|{turned}")


def _months(language: str) -> set[str]:
    try:
        names = Locale.parse(language, sep="-").months["format"]
    except (UnknownLocaleError, ValueError):
        return set()
    return {re.escape(name.rstrip(".")) for width in ("wide", "abbreviated") for name in names[width].values()}
