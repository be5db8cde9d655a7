"""What came of a campaign, by day: the rows of `results.csv` beside its brief."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ..diagnostics import Diagnostic, Place, report
from ..load import Table as RawTable
from .schema import nearest
from .tables import is_too_long

__all__ = ["COLUMNS", "HEADINGS", "KINDS", "RESULTS", "Kind", "Result", "amount_of", "in_figures", "read_results"]

RESULTS = "results.csv"
"""The table's name, unless a figure of the brief is drawn from a table of that name."""
COLUMNS = ("objective", "date", "value", "kind", "metric", "from")
NEEDED = 4
HEADINGS = tuple(COLUMNS[:count] for count in range(NEEDED, len(COLUMNS) + 1))
"""What the first line may say: the last two columns may be missing."""
Kind = Literal["output", "outtake", "outcome"]
KINDS: tuple[Kind, ...] = ("output", "outtake", "outcome")
"""What was put out, what people took from it, and what they did or know since."""
NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?%?")
ARABIC_MARKS = str.maketrans({"\u066b": ".", "\u066a": "%"})
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_ROWS = 2_000
"""Far more than a campaign of a year has with some metrics a week, and little enough for one page."""


@dataclass(frozen=True, slots=True)
class Result:
    """One count: of which objective, on which day, how much and of what kind.

    Without a `metric` it is the objective's own measure as it stood on that day; with one, of the days since the row
    before it. `source` is the platform or the tool that counted.
    """

    objective: str
    day: date
    value: Decimal
    percent: bool
    kind: Kind
    metric: str | None
    source: str | None
    place: Place


class _Problem(Exception):
    """What is wrong with a row: a diagnostic's name, its line and its facts."""

    def __init__(self, name: str, line: int, **facts: object) -> None:
        super().__init__(name)
        self.name, self.line, self.facts = name, line, facts


def amount_of(written: str) -> tuple[Decimal, bool]:
    """A number as it is written, and whether it is a percentage."""
    return Decimal(written.removesuffix("%")), written.endswith("%")


def read_results(raw: RawTable, objectives: Collection[str], found: list[Diagnostic]) -> tuple[Result, ...]:
    """Every row, by day; nothing, with all that is wrong, where one of them can't be relied on."""
    wrong: list[Diagnostic] = []
    rows: list[Result] = []
    try:
        for line, cells in _lines(raw.text):
            try:
                rows.append(_row(raw.path, line, cells, objectives))
            except _Problem as problem:
                wrong.append(report(problem.name, Place(raw.path, problem.line), **problem.facts))
    except _Problem as problem:
        wrong.append(report(problem.name, Place(raw.path, problem.line), **problem.facts))
    wrong = wrong or [*_twice(rows)]
    found += wrong
    return () if wrong else tuple(sorted(rows, key=lambda row: (row.day, row.place.line)))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line below the headings that is not empty, with its number."""
    reader = csv.reader(text.removeprefix("\ufeff").split("\n"), strict=True)
    count, line = 0, 1
    try:
        for cells in reader:
            plain = [cell.strip() for cell in cells]
            if any(plain):
                if count == 0 and tuple(plain) not in HEADINGS:
                    raise _Problem("results-headings", line)
                if count > MOST_ROWS:
                    raise _Problem("results-too-many", line, limit=MOST_ROWS)
                if count:
                    yield line, plain
                count += 1
            line = reader.line_num + 1
    except csv.Error as problem:
        raise _Problem("table-cell-long" if is_too_long(problem) else "table-quotes", line) from None


def in_figures(written: str) -> str:
    """`written` in the figures 0 to 9, whichever figures, decimal mark and percent sign its writing system has."""
    western = "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in written)
    return western.translate(ARABIC_MARKS)


def _row(path: str, line: int, cells: list[str], objectives: Collection[str]) -> Result:
    if not NEEDED <= len(cells) <= len(COLUMNS):
        raise _Problem("results-columns", line, count=len(cells))
    objective, day, value, kind, metric, source = (*cells, "", "")[: len(COLUMNS)]
    day, value = in_figures(day), in_figures(value)
    if objective not in objectives:
        suggestion = nearest(objective, list(objectives))
        raise _Problem("name-unknown", line, given=_short(objective), what="objectives", suggestion=suggestion)
    if not NUMBER.fullmatch(value):
        raise _Problem("table-not-a-number", line, given=_short(value))
    if kind not in KINDS:
        raise _Problem("results-kind", line, given=_short(kind))
    if metric and not SLUG.fullmatch(metric):
        raise _Problem("results-metric-unknown", line, given=_short(metric), suggestion="Write a metric's id.")
    if source and not SLUG.fullmatch(source):
        raise _Problem("results-source", line, given=_short(source))
    amount, percent = amount_of(value)
    place = Place(path, line)
    return Result(objective, _day(day, line), amount, percent, kind, metric or None, source or None, place)


def _day(written: str, line: int) -> date:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = None
    if day is None or written != day.isoformat() or not 2000 <= day.year < 2200:
        raise _Problem("results-date", line, given=_short(written))
    return day


def _twice(rows: list[Result]) -> Iterator[Diagnostic]:
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        key = (row.objective, row.day, row.kind, row.metric, row.source)
        if key in seen:
            yield report("results-twice", row.place, day=row.day, line=seen[key])
        seen.setdefault(key, row.place.line)


def _short(cell: str) -> str:
    return cell[:40] or "empty"
