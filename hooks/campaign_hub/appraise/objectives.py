"""Which part of specific, measured, achievable, relevant and timed an objective lacks.

The parts are those of the CDC's guide "Writing SMART Objectives". That likes and reach are outputs, and no goals, is
the difference that the Government Communication Service's evaluation guides draw between outputs and outcomes.
These are readings of words, not judgements: each is a warning, and docs/briefs.md says what it looks at.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from babel import Locale, UnknownLocaleError

from ..diagnostics import Diagnostic, report
from ..validate.brief import Brief, Objective
from ..validate.checked import CheckedBrief

__all__ = ["check_objectives"]

VAGUE = re.compile(
    r"(?:to )?(?:raise|raising|increase|build|boost|improve|grow|promote|spread)\s+"
    r"(?:(?:public|general|brand|more|the|our)\s+)*"
    r"(?:awareness|engagement|visibility|presence|profile|reach)(?:\s+(?:of|about|on)(?:\s+[\w-]+){1,3})?[.!]?"
    r"|(?:aumentar|mejorar|crear|fomentar)\s+(?:la\s+|el\s+)?(?:conciencia\w*|visibilidad|alcance|interacción)"
    r"(?:\s+(?:de|sobre|en)(?:\s+[\w-]+){1,3})?[.!]?"
    r"|(?:augmenter|améliorer|accroître)\s+(?:la\s+|l['\u2019])?(?:sensibilisation|visibilité|notoriété|portée|engagement)"
    r"(?:\s+(?:de|sur|à)(?:\s+[\w-]+){1,3})?[.!]?"
    r"|sensibiliser(?:\s+[\w-]+){0,3}[.!]?|(?:رفع|زيادة|نشر)\s+(?:مستوى\s+)?الوعي(?:\s+\w+){0,3}[.!]?",
    re.IGNORECASE,
)
OUTPUT = re.compile(
    r"likes?|shares|saves|retweets|reposts|followers|impressions|reach|views|mentions|reactions|comments|subscribers"
    r"|seguidor\w*|alcance|impresiones|visualizaciones|reacciones|comentarios|compartid\w+"
    r"|abonnés|portée|vues|partages|réactions|commentaires|المتابعين|المتابعون|الإعجابات|المشاهدات|المشاركات|الوصول",
    re.IGNORECASE,
)
FIRST_WORDS = 4
"""In the first words of a measure stands what is counted; later ones say where and of whom."""
UNKNOWN = re.compile(
    r"unknown|not (?:yet )?(?:known|measured|available)|n/?a|tb[cda]|to be \w+|no (?:data|baseline|figure)s?\b|none yet"
    r"|\?+|-+|desconocid\w+|sin datos|no se (?:sabe|conoce)|por definir|inconnue?|pas de données|à définir"
    r"|غير معروف\w*|لا توجد بيانات",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"\b(?:none|nobody|no one|zero|nothing|ningun[oa]?|nadie|cero|aucun\w*|zéro|personne)\b|صفر|لا أحد"
)
DIGIT = re.compile(r"\d")
SHARE = re.compile(
    r"%|٪|per ?cent|por ciento|pour cent|\d\s*(?:in|of|out of|de cada|de|sur|من)\s+(?:every |cada |كل )?(?!20\d\d)\d",
    re.IGNORECASE,
)
PERIODS = {
    "day": r"day|daily|día|jour",
    "week": r"week|weekly|semana|semaine|أسبوع",
    "month": r"month|monthly|mes|mois|شهر",
    "year": r"year|yearly|annual\w*|año|an",
}
EVERY = r"(?:\ba|\bper|\beach|\bevery|/|\bpor|\bal|\bcada|\bpar|\bكل)\s*"
RATES = {name: re.compile(rf"{EVERY}(?:{words})\b", re.IGNORECASE) for name, words in PERIODS.items()}
AFTERWARDS = timedelta(days=366)
"""How long after a campaign its effect may still be counted: a year, and no figure is later than that."""
YEAR = re.compile(r"\b(20\d\d)\b")
BEFORE_MONTH = r"(?<!\w)(?:(\d{1,4})(?:st|nd|rd|th|er|[.º])?\s+(?:(?:of|de)\s+|d['\u2019])?)?"
AFTER_MONTH = r"(?!\w)(?:[.,]?\s+(?:(?:of|de|del)\s+)?(\d{1,4}))?"


def check_objectives(brief: CheckedBrief, today: date) -> Iterator[Diagnostic]:
    """What is missing in each objective of `brief`, at the field where it should be."""
    for at, objective in enumerate(brief.brief.objectives):
        for name, field, facts in (
            *_specific(objective),
            *_measured(objective),
            *_relevant(objective),
            *_timed(objective, brief.brief, today),
        ):
            yield report(name, brief.place("objectives", at, field), objective=objective.id, **facts)


Lack = tuple[str, str, dict[str, object]]
"""A diagnostic's name, the field it is about, and its facts."""


def _specific(objective: Objective) -> Iterator[Lack]:
    if VAGUE.fullmatch(objective.communication_goal):
        yield "objective-vague", "communication_goal", {"given": objective.communication_goal.rstrip(".!")}


def _measured(objective: Objective) -> Iterator[Lack]:
    """Measured, and whether anyone can say that the target can be achieved: a number now, and a like one then."""
    first = " ".join(objective.measure.split()[:FIRST_WORDS])
    if output := re.search(rf"(?<!\w)(?:{OUTPUT.pattern})(?!\w)", first, re.IGNORECASE):
        yield "objective-measures-output", "measure", {"given": output[0].lower()}
    if not _has_number(objective.target):
        yield "objective-target-without-number", "target", {"given": objective.target}
    if UNKNOWN.match(objective.baseline) or not _has_number(objective.baseline):
        yield "objective-baseline-unknown", "baseline", {}
    elif _has_number(objective.target) and _unit(objective.baseline) != _unit(objective.target):
        yield "objective-units-differ", "target", {"target": objective.target, "baseline": objective.baseline}


def _has_number(text: str) -> bool:
    return bool(DIGIT.search(text) or NOTHING.search(text.casefold()))


def _unit(text: str) -> tuple[str, str]:
    """Whether `text` is a share or a count, and the time that it is counted over."""
    over = next((name for name, rate in RATES.items() if rate.search(text)), "")
    return ("share" if SHARE.search(text) else "count", over)


def _relevant(objective: Objective) -> Iterator[Lack]:
    """Relevant is what serves the organisation: three levels in the same words say nothing of how."""
    levels = ("organisation_goal", "communication_goal", "social_goal")
    seen: dict[str, str] = {}
    for level in levels:
        words = "".join(filter(str.isalnum, getattr(objective, level).casefold()))
        if words in seen:
            yield "objective-levels-same", level, {"level": level, "other": seen[words]}
        seen.setdefault(words, level)


def _timed(objective: Objective, brief: Brief, today: date) -> Iterator[Lack]:
    last = _last_day(objective.by, brief.language or "en")
    if last is None:
        yield "objective-by-vague", "by", {"given": objective.by}
    elif last < brief.starts or last > brief.ends + AFTERWARDS:
        yield "objective-by-outside", "by", {"day": last, "starts": brief.starts, "ends": brief.ends}
    elif last < today and brief.stage != "approved":
        yield "objective-by-passed", "by", {"day": last}


def _last_day(by: date | str, language: str) -> date | None:
    """The last day that `by` can mean; None where it names no year, so that nobody could say that it has passed."""
    if isinstance(by, date):
        return by
    year = YEAR.search(by)
    if year is None:
        return None
    month, day = _month_and_day(by.casefold(), language)
    longest = monthrange(int(year[1]), month)[1]
    return date(int(year[1]), month, min(max(day, 1), longest))


def _month_and_day(by: str, language: str) -> tuple[int, int]:
    """The month that stands beside a day or a year, and the day; the last where there is none.

    A month's name alone may be a word: "what we may see by 2027".
    """
    for name, month in _months(language).items():
        for found in re.finditer(BEFORE_MONTH + name + AFTER_MONTH, by):
            beside = [int(number) for number in found.groups() if number]
            if beside:
                return month, next((number for number in beside if number < 32), 31)
    return 12, 31


@cache
def _months(language: str) -> dict[str, int]:
    """The names of months in English and in `language`, longest first."""
    names: dict[str, int] = {}
    for each in ("en", language):
        try:
            months = Locale.parse(each, sep="-").months["format"]
        except (UnknownLocaleError, ValueError):
            continue
        for width in ("wide", "abbreviated"):
            names |= {re.escape(name.casefold().rstrip(".")): at for at, name in months[width].items()}
    return dict(sorted(names.items(), key=lambda entry: -len(entry[0])))
