"""`results`: take what a platform or a site exported into a campaign's results, as numbers a week and nothing else."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal

from ..diagnostics import Diagnostic
from ..load.files import read_text
from ..load.front_matter import read_page
from ..load.yaml_tree import read_yaml
from ..reports import write_report
from ..slugs import is_slug
from ..validate.analytics import Analytics, Export, Metric, read_analytics
from ..validate.results import COLUMNS, HEADINGS, RESULTS
from ..validate.schema import nearest
from .scaffolding import NotWritten

__all__ = ["Every", "counts_in", "take_results"]

Every = Literal["day", "week", "month"]
SETTINGS = "campaign_assets/results.yml"
LONGEST = 20_000_000
"""Bytes of an export: a page's posts of many years."""
HEADINGS_WITHIN = 20
"""Lines above the headings that an export may have, such as the name of the report and its days."""
SEPARATORS = (",", "\t", ";")
"""What stands between cells: commas as platforms write them, or what a spreadsheet program saves in other countries."""
GROUPED = re.compile(r"-?\d+([.,]\d+)+")
FIRST_YEAR, AFTER = 2000, 2200
DECIMALS = 6
"""Days and decimals that the table of results takes."""
Counts = Mapping[tuple[date, str], Decimal]
"""What was counted, by the last day that it was counted on and the metric."""


def take_results(root: Path, campaign: str, file: Path, objective: str, kind: str | None, every: Every) -> int:
    """Add the export `file` to the campaign's results for one objective; raises NotWritten with what to do.

    Without `kind` the export is known by its columns. What was counted before in the same day, week or month gives way.
    """
    folder = root / "content/campaigns" / campaign
    if not is_slug(campaign) or not (folder / "index.md").is_file():
        raise NotWritten(f"There is no campaign {campaign}: give the name of its folder in content/campaigns.")
    _hold_objective(root, folder / "index.md", objective)
    analytics = _analytics(root)
    name, counts = counts_in(_text_of(file), analytics, kind, every)
    new = _new_rows(counts, analytics.metrics, objective, name)
    rows = {**_without_periods_of(_rows(folder / RESULTS), new, every), **new}
    (folder / RESULTS).write_text(_written(rows), encoding="utf-8")
    print(f"Read as: {analytics.exports[name].name}")
    print(f"Written: {(folder / RESULTS).relative_to(root).as_posix()}, {len(counts)} counts")
    print("These are outputs and outtakes. Add the objective's own measure yourself, then run: python3 hub.py check")
    return 0


def _hold_objective(root: Path, file: Path, objective: str) -> None:
    """Raise NotWritten where the brief can be read and has no such objective."""
    path = file.relative_to(root).as_posix()
    text = read_text(file, path)[0]
    fields = read_page(text, path)[0].fields if text is not None else None
    listed = fields.data.get("objectives") if fields and isinstance(fields.data, dict) else None
    known = [str(each.get("id")) for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    if known and objective not in known:
        raise NotWritten(f"--objective: There is no {objective} among the objectives. {nearest(objective, known)}")


def counts_in(text: str, analytics: Analytics, kind: str | None, every: Every) -> tuple[str, Counts]:
    """Which export `text` is and what it counts in each period; raises NotWritten where that can't be told."""
    if kind and kind not in analytics.exports:
        raise NotWritten(f"{SETTINGS} has no export {kind}. It has: {', '.join(analytics.exports) or 'none'}.")
    name, lines = _table_in(text, {kind: analytics.exports[kind]} if kind else analytics.exports)
    counts = _counted(lines[0], lines[1:], analytics.exports[name], analytics.metrics, every)
    if not counts:
        raise NotWritten(
            f"The file has the columns of {analytics.exports[name].name}, but no line with a day and counts."
        )
    return name, counts


def _table_in(text: str, exports: Mapping[str, Export]) -> tuple[str, list[list[str]]]:
    """Which of `exports` the text is, and its lines from its headings on; raises NotWritten where it is none."""
    for between in SEPARATORS:
        lines = list(_cells(text, between))
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


def _analytics(root: Path) -> Analytics:
    file = root / SETTINGS
    if not file.is_file():
        raise NotWritten(f"There is no {SETTINGS}: copy it from the example hub.")
    text, unread = read_text(file, SETTINGS)
    located, wrong = read_yaml(text or "", SETTINGS)
    found: list[Diagnostic] = [*unread, *wrong]
    analytics = read_analytics(located, found)
    if found:
        raise NotWritten(write_report(found, "text"))
    return analytics


def _text_of(file: Path) -> str:
    """What the export says, in whichever of the usual encodings it is."""
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


def _cells(text: str, between: str = ",") -> Iterator[list[str]]:
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
) -> Counts:
    """Days put together: each period bears the last day in it that was counted."""
    values: dict[tuple[date, str], list[tuple[date, Decimal]]] = defaultdict(list)
    places = {headings.index(column): metric for column, metric in export.columns.items() if column in headings}
    day_at = headings.index(export.day)
    for cells in lines:
        day = _day(cells[day_at], export) if day_at < len(cells) else None
        for at, metric in places.items() if day else ():
            number = _number(cells[at]) if at < len(cells) else None
            if day and number is not None:
                values[_begin(day, every), metric].append((day, number))
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


def _day(written: str, export: Export) -> date | None:
    for form in export.day_written:
        try:
            day = datetime.strptime(written, form).date()  # noqa: DTZ007  a day of the export has no zone
        except ValueError:
            continue
        return day if FIRST_YEAR <= day.year < AFTER else None
    return None


def _number(written: str) -> Decimal | None:
    """A count as platforms write it; None for rates, and for what is no number."""
    plain = written.replace(",", "").replace("\u00a0", "").replace(" ", "")
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < Decimal(10**12) else None


def _begin(day: date, every: Every) -> date:
    if every == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if every == "week" else day


Key = tuple[str, str, str, str, str]
"""Objective, day, kind, metric, and where that was counted."""
Rows = Mapping[Key, str]


def _rows(file: Path) -> Rows:
    """What the results have already; raises NotWritten where that can't be relied on."""
    if not file.is_file():
        return {}
    lines = [cells for cells in _cells(_text_of(file)) if any(cells)]
    if lines and tuple(lines[0]) not in HEADINGS:
        raise NotWritten(f"{file.name} does not begin with the right headings. Run check, mend it, and try again.")
    rows = {}
    for cells in lines[1:]:
        if len(cells) not in map(len, HEADINGS):
            raise NotWritten(f"{file.name} has a line that can't be read. Run check, mend it, and try again.")
        objective, day, value, kind, metric, source = (*cells, "", "")[: len(COLUMNS)]
        rows[objective, day, kind, metric, source] = value
    return rows


def _without_periods_of(before: Rows, new: Rows, every: Every) -> Rows:
    """The rows but for those of a metric in a period that it is counted in anew: its last day may be another by now."""
    anew = {_period_of(key, every) for key in new}
    return {key: value for key, value in before.items() if _period_of(key, every) not in anew}


def _period_of(key: Key, every: Every) -> tuple[str, str, str, date | None]:
    objective, day, _, metric, source = key
    try:
        return objective, metric, source, _begin(date.fromisoformat(day), every)
    except ValueError:
        return objective, metric, source, None


def _new_rows(counts: Counts, metrics: Mapping[str, Metric], objective: str, source: str) -> Rows:
    return {
        (objective, day.isoformat(), metrics[metric].kind, metric, source): f"{value.normalize():f}"
        for (day, metric), value in counts.items()
    }


def _written(rows: Rows) -> str:
    """The rows as CSV, by objective and metric, each with its days in order."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    order = sorted(rows.items(), key=lambda row: (row[0][0], *row[0][3:], row[0][1]))
    table.writerows((key[0], key[1], value, *key[2:]) for key, value in order)
    return out.getvalue()
