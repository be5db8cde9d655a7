"""Finds numbers by which a health service or a state knows a person, and a vehicle's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .passages import Hit

__all__ = ["health_numbers", "insurance_numbers", "plates", "record_numbers"]

TEN = re.compile(
    r"(?<![\w+])(?<!\d[./-])(?<!\+\d )(?<!\+\d\d )"
    r"(?:(?P<nhs>\d{3}[\s-]\d{3}[\s-]\d{4})|(?P<chi>\d{6}[\s-]\d{4})|\d{10})(?!\w|[./-]\w)"
)
NEAR = re.compile(
    r"\b(?:nhs|chi|h&c|patient|hospital|health(?: and care)? number|(?:my|his|her|their) number)\b", re.IGNORECASE
)
LABEL = re.compile(
    r"\b(?:nhs|h&c|health and care)\s*(?:number|num\b|no\b|id\b|#)?[\s.:=#-]*(?:is|was)?[\s:]*$", re.IGNORECASE
)

# HMRC, National Insurance Manual NIM39110: which letters come first, second and last.
INSURANCE = re.compile(
    r"(?<![\w#@/-])(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z]"
    r"(?:[ -]?\d\d){3}(?:[ -]?(?P<last>[A-D]))?(?![\w@])",
    re.IGNORECASE,
)
INSURANCE_LABEL = re.compile(r"\b(?:national insurance|nino|ni (?:number|no))\b[^\n]{0,20}$", re.IGNORECASE)

RECORD = re.compile(
    r"\b(?i:MRN|NHC|(?:medical|health|hospital|patient|clinical|clinic|case|unit|chart|record|pathology)"
    r"(?:\s+record)?\s+(?:number|nos?(?=[.:]|\s+[A-Z]?\d{6})|num|id|ref|reference)(?:\s+number)?\b"
    r"|n[uú]mero\s+de\s+(?:historia(?:\s+clínica)?|expediente|paciente))"
    r"(?i:[.:=#]|\s|\bis\b|\bwas\b|\bes\b){0,8}(?P<id>[A-Za-z]{0,3}-?\d(?:[ /-]?\d){4,9}[A-Z]?)(?!\w)"
)

# DVLA, INF104: current, prefix and suffix marks, and those of Northern Ireland.
PLATE = re.compile(
    r"\b(?i:registration|reg|plate)\b(?i:\s+(?:number|mark|plate|no\b))?(?i:[.:=]|\s|\bis\b|\bwas\b){0,8}"
    r"(?P<mark>[A-Z]{2}\d{2}\s?[A-Z]{3}|[A-Z]\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}[A-Z]|[A-Z]{3}\s?\d{4})(?!\w)"
)


def health_numbers(text: str) -> Iterator[Hit]:
    """NHS numbers, Health and Care numbers of Northern Ireland and Scotland's CHI numbers (NHS Data Dictionary).

    Ten digits of which the last is right by modulus 11, which one in eleven random ones is too; so they have to be
    written in their groups, or stand near a word that tells what they are. 999 begins numbers for tests.
    """
    for found in TEN.finditer(text):
        digits = re.sub(r"\D", "", found[0])
        if not _check_digit_is_right(digits) or digits.startswith("999"):
            continue
        before = text[max(found.start() - 40, 0) : found.start()]
        near = NEAR.search(before) or NEAR.search(text[found.end() : found.end() + 20])
        if (found["chi"] or found["nhs"] or near) and _begins_with_a_birthday(digits):
            yield Hit("identifier-chi-number", found.start(), found.end())
        elif LABEL.search(before) or ((found["nhs"] or near) and _is_issued(digits)):
            yield Hit("identifier-nhs-number", found.start(), found.end())


def _check_digit_is_right(digits: str) -> bool:
    weighed = sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), digits, strict=False))
    return -weighed % 11 == int(digits[9])


def _begins_with_a_birthday(digits: str) -> bool:
    return 1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12


def _is_issued(digits: str) -> bool:
    """Whether the first nine digits are in a range that England, Wales, Man or Northern Ireland gives out."""
    return digits[0] in "3467"


def insurance_numbers(text: str) -> Iterator[Hit]:
    """National Insurance numbers; in small letters, or without the last letter, only where that is unmistakable."""
    for found in INSURANCE.finditer(text):
        label = INSURANCE_LABEL.search(text[max(found.start() - 60, 0) : found.start()])
        unbroken = " " not in found[0]
        if label or (found["last"] and (unbroken or found[0] == found[0].upper())):
            yield Hit("identifier-national-insurance", found.start(), found.end())


def record_numbers(text: str) -> Iterator[Hit]:
    """Numbers of at least five digits after a label such as MRN or hospital number."""
    for found in RECORD.finditer(text):
        yield Hit("identifier-record-number", *found.span("id"))


def plates(text: str) -> Iterator[Hit]:
    """Registration marks of vehicles, only after a label: too much else looks like them."""
    for found in PLATE.finditer(text):
        yield Hit("identifier-plate", *found.span("mark"))
