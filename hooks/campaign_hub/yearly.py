"""Days that come back every year, from a rule in words such as "second Thursday of October" to the days of a year.

Pure arithmetic on the calendar of ISO 8601, in which a week begins on Monday.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Days", "days_of_rule", "shift_in_weeks"]

COUNTS = ("first", "second", "third", "fourth", "last")
# Spelt out, because the names of `calendar` follow the machine's language and the rules are part of a file's format.
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = re.compile(r"(?P<first>\d{1,2})(?: to (?P<last>\d{1,2}))? (?P<month>\w+)")
COUNTED = re.compile(r"(?P<week>week of the )?(?P<count>\w+) (?P<day>\w+) of (?P<month>\w+)")
WEEK = 7


@dataclass(frozen=True, slots=True, order=True)
class Days:
    """A stretch of days, both ends included."""

    first: date
    last: date

    def meets(self, first: date, last: date) -> bool:
        """Whether any day of it lies between `first` and `last`, both included."""
        return self.first <= last and first <= self.last

    def __str__(self) -> str:
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"


def days_of_rule(rule: str) -> Callable[[int], Days] | None:
    """What gives the days of a year (1 to 9998) by `rule`, or None where it is none of these forms.

    `17 May`, `18 to 24 November`, `April`, `last day of February`, `second Thursday of October`,
    `week of the second Monday of May` (the seven days that begin with it). A fixed day has to be in every year.
    """
    words = " ".join(rule.lower().split())
    if words in MONTHS:
        return lambda year: _month(year, _number(words))
    if (fixed := DAY.fullmatch(words)) and fixed["month"] in MONTHS:
        return _fixed(int(fixed["first"]), int(fixed["last"] or fixed["first"]), _number(fixed["month"]))
    if (counted := COUNTED.fullmatch(words)) and counted["month"] in MONTHS and counted["count"] in COUNTS:
        return _counted(counted["count"], counted["day"], _number(counted["month"]), week=bool(counted["week"]))
    return None


def shift_in_weeks(first: date, after: date) -> timedelta:
    """How far to move a plan that begins on `first` to begin after `after`: the whole weeks nearest to whole years.

    So every weekday stays what it was, and the day is never more than three days off the same day of the year.
    """
    years, shift = 1, _nearest_weeks(first, 1)
    while first + shift <= after:
        years += 1
        shift = _nearest_weeks(first, years)
    return shift


def _nearest_weeks(first: date, years: int) -> timedelta:
    """The whole weeks that are nearest to so many years from `first` on."""
    year = first.year + years
    same_day = first.replace(year=year, day=min(first.day, monthrange(year, first.month)[1]))
    return timedelta(weeks=round((same_day - first).days / WEEK))


def _number(month: str) -> int:
    return MONTHS.index(month) + 1


def _month(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _fixed(first: int, last: int, month: int) -> Callable[[int], Days] | None:
    # 2001 has no 29 February: a day that some years lack is no day of every year.
    if not 1 <= first <= last <= monthrange(2001, month)[1]:
        return None
    return lambda year: Days(date(year, month, first), date(year, month, last))


def _counted(count: str, day: str, month: int, *, week: bool) -> Callable[[int], Days] | None:
    if day == "day" and count == "last" and not week:
        return lambda year: Days(_month(year, month).last, _month(year, month).last)
    if day not in WEEKDAYS:
        return None

    def days(year: int) -> Days:
        first = _nth(year, month, WEEKDAYS.index(day), COUNTS.index(count))
        return Days(first, first + timedelta(days=WEEK - 1 if week else 0))

    return days


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """The weekday of the month that `nth` counts from 0; 4 is the last one, whether the fourth or the fifth."""
    whole = _month(year, month)
    if nth == len(COUNTS) - 1:
        return whole.last - timedelta(days=(whole.last.weekday() - weekday) % WEEK)
    return whole.first + timedelta(days=(weekday - whole.first.weekday()) % WEEK + WEEK * nth)
