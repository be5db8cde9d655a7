"""Tables that platforms and sites export: which export a file is, and what it counts in each period."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal

from ..validate.analytics import Analytics, Export, Metric
from .scaffolding import NotWritten
from .written_days import Order, day_in, forms_of

__all__ = ["SETTINGS", "Counts", "Every", "cells_of", "counts_in", "period_of", "text_of"]

Every = Literal["day", "week", "month"]
SETTINGS = "campaign_assets/results.yml"
LONGEST = 20_000_000
"""Bytes of an export: a page's posts of many years."""
HEADINGS_WITHIN = 20
"""Lines above the headings that an export may have, such as the name of the report and its days."""
SEPARATORS = (",", "\t", ";")
"""What stands between cells: commas as platforms write them, or what a spreadsheet program saves in other countries."""
GROUPED = re.compile(r"-?\d+([.,]\d+)+")
DECIMALS = 6
"""Decimals that the table of results takes."""
Counts = Mapping[tuple[date, str], Decimal]
"""What was counted, by the last day that it was counted on and the metric."""


def counts_in(
    text: str, analytics: Analytics, kind: str | None, every: Every, order: Order | None = None
) -> tuple[str, Counts]:
    """Which export `text` is and what it counts in each period; raises NotWritten where that can't be told.

    `order` says whether days in figures alone have the day or the month first; without it, the file has to show that.
    """
    if kind and kind not in analytics.exports:
        raise NotWritten(f"{SETTINGS} has no export {kind}. It has: {', '.join(analytics.exports) or 'none'}.")
    name, lines = _table_in(text, {kind: analytics.exports[kind]} if kind else analytics.exports)
    counts = _counted(lines[0], lines[1:], analytics.exports[name], analytics.metrics, every, order)
    if not counts:
        raise NotWritten(
            f"The file has the columns of {analytics.exports[name].name}, but no line with a day and counts."
        )
    return name, counts


def _table_in(text: str, exports: Mapping[str, Export]) -> tuple[str, list[list[str]]]:
    """Which of `exports` the text is, and its lines from its headings on; raises NotWritten where it is none."""
    for between in SEPARATORS:
        lines = list(cells_of(text, between))
        found = {name: at for name, each in exports.items() if (at := _headings_at(lines, each)) is not None}
        if found:
            name = max(found, key=lambda each: _matches(lines[found[each]], exports[each]))
            table = lines[found[name] :]
            if between == ";":
                _hold_whole_numbers(table, exports[name])
            return name, table
    raise NotWritten(
        "None of the first lines has the columns of a known export. Set the platform's language to English and "
        f"export again, or add the columns to {SETTINGS} (docs/results.md)."
    )


def _hold_whole_numbers(table: Sequence[Sequence[str]], export: Export) -> None:
    """Raise NotWritten for a count with a point or a comma: where semicolons stand between cells, either may be."""
    places = [at for at, column in enumerate(table[0]) if column in export.columns]
    for cells in table[1:]:
        if odd := next((cells[at] for at in places if at < len(cells) and GROUPED.fullmatch(cells[at])), None):
            raise NotWritten(
                f"{odd} may be a fraction or thousands: take points and commas out of the numbers and save it again."
            )


def text_of(file: Path) -> str:
    """What the export says, in whichever of the usual encodings it is; raises NotWritten where it is no text."""
    try:
        if file.stat().st_size > LONGEST:
            raise NotWritten(f"{file} is larger than {LONGEST // 1_000_000} MB: export fewer days at once.")
        raw = file.read_bytes()
    except OSError as problem:
        raise NotWritten(f"{file} can't be read: {problem.strerror}.") from None
    if raw[:2] == b"PK" or raw[:4] == b"\xd0\xcf\x11\xe0":
        raise NotWritten(f"{file} is a spreadsheet: open it, and save the sheet with the days as CSV.")
    for encoding in ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return raw.decode(encoding)
        except UnicodeError:
            continue
    raise NotWritten(f"{file} is no text that can be read: save it as CSV in UTF-8.")


def cells_of(text: str, between: str = ",") -> Iterator[list[str]]:
    """Each line's cells; raises NotWritten where the text is no CSV."""
    try:
        for cells in csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=between):
            yield [cell.strip() for cell in cells]
    except csv.Error as problem:
        raise NotWritten(f"The file is no CSV that can be read: {problem}.") from None


def _matches(cells: Sequence[str], export: Export) -> int:
    return sum(column in cells for column in export.columns)


def _headings_at(lines: Sequence[Sequence[str]], export: Export) -> int | None:
    """The line with the export's headings: its day, and at least half of what it counts."""
    for at, cells in enumerate(lines[:HEADINGS_WITHIN]):
        if export.day in cells and 2 * _matches(cells, export) >= len(export.columns):
            return at
    return None


def _counted(
    headings: Sequence[str],
    lines: Sequence[Sequence[str]],
    export: Export,
    metrics: Mapping[str, Metric],
    every: Every,
    order: Order | None,
) -> Counts:
    """Days put together: each period bears the last day in it that was counted."""
    values: dict[tuple[date, str], list[tuple[date, Decimal]]] = defaultdict(list)
    places = {headings.index(column): metric for column, metric in export.columns.items() if column in headings}
    day_at = headings.index(export.day)
    days = [cells[day_at] if day_at < len(cells) else "" for cells in lines]
    forms = forms_of(days, export.day_written, order)
    for written, cells in zip(days, lines, strict=True):
        day = day_in(written, forms)
        for at, metric in places.items() if day else ():
            number = _number(cells[at]) if at < len(cells) else None
            if day and number is not None:
                values[period_of(day, every), metric].append((day, number))
    last: dict[date, date] = {}
    for (begin, _), found in values.items():
        last[begin] = max(last.get(begin, begin), *(day for day, _ in found))
    return {
        (last[begin], metric): _together([number for _, number in found], metrics[metric])
        for (begin, metric), found in sorted(values.items())
    }


def _together(numbers: Sequence[Decimal], metric: Metric) -> Decimal:
    # A platform may take back a like that it counted before: nothing less than none was put out.
    whole = sum(numbers, Decimal()) if metric.together == "sum" else max(numbers)
    return max(round(whole, DECIMALS), Decimal())


def _number(written: str) -> Decimal | None:
    """A count as platforms write it; None for rates, and for what is no number."""
    plain = written.replace(",", "").replace("\u00a0", "").replace(" ", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10**12) else None


def period_of(day: date, every: Every) -> date:
    """The first day of the period that `day` is in."""
    if every == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if every == "week" else day
