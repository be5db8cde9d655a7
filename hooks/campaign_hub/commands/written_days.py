"""Days as exports write them: 3/4/2026 is another day in London than in New York, and nothing guesses which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal, get_args

from .scaffolding import NotWritten

__all__ = ["ORDERS", "Order", "day_in", "forms_of"]

Order = Literal["day-first", "month-first"]
ORDERS: tuple[Order, ...] = get_args(Order)
FIGURES = re.compile(r"%[md]([-/.])%[md]")
"""How a form begins in which day and month are figures alone, so that either may come first."""
FIRST_YEAR, AFTER = 2000, 2200
"""Days that the table of results takes."""


def forms_of(written: Iterable[str], forms: Sequence[str], order: Order | None) -> Sequence[str]:
    """`forms` (as Python's `strptime` has them) in the order of day and month that all of `written` are in.

    That is the given `order`, or what shows in days that only one order gives; raises NotWritten where neither does,
    or one of them is against the other.
    """
    ways = [[_in_order(form, each) for form in forms] for each in ORDERS]
    only: dict[Order, str] = {}
    either = None
    for each in dict.fromkeys(written):
        day, month = (day_in(each, way) for way in ways)
        if day and month:
            either = either if day == month else either or each
        elif day or month:
            only.setdefault("day-first" if day else "month-first", each)
    return ways[ORDERS.index(_told(only, either, order))] if only or either else forms


def day_in(written: str, forms: Iterable[str]) -> date | None:
    """The day by the first of `forms` that fits; None where none does, or results take no such year."""
    for form in forms:
        try:
            day = datetime.strptime(written, form).date()  # noqa: DTZ007  a day of the export has no zone
        except ValueError:
            continue
        return day if FIRST_YEAR <= day.year < AFTER else None
    return None


def _in_order(form: str, order: Order) -> str:
    found = FIGURES.match(form)
    if found is None:
        return form
    first, second = ("%d", "%m") if order == "day-first" else ("%m", "%d")
    return f"{first}{found[1]}{second}{form[found.end() :]}"


def _told(only: dict[Order, str], either: str | None, order: Order | None) -> Order:
    """The order of all days: `only` has a day that is one in that order alone, `either` is one in both."""
    if len(only) > 1:
        raise NotWritten(
            f"{only['day-first']} has the day first and {only['month-first']} the month: write all days alike, "
            "such as 2026-11-30."
        )
    shown = next(iter(only), None)
    if order and shown and order != shown:
        raise NotWritten(f"--dates {order}: The file has {only[shown]}, which is {shown}.")
    if known := order or shown:
        return known
    raise NotWritten(
        f"{either} is a day in two ways, and no day in the file shows whether the day or the month comes first. "
        "Say which: --dates day-first or --dates month-first."
    )
