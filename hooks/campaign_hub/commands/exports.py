"""`results`: take what a platform or a site exported into a campaign's results, as numbers a week and nothing else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from ..diagnostics import Diagnostic
from ..load.files import read_text
from ..load.front_matter import read_page
from ..load.yaml_tree import read_yaml
from ..reports import write_report
from ..slugs import is_slug
from ..validate.analytics import Analytics, Metric, read_analytics
from ..validate.results import COLUMNS, HEADINGS, KINDS, RESULTS, in_figures
from ..validate.schema import nearest
from .export_tables import SETTINGS, Counts, Every, cells_of, counts_in, period_of, text_of
from .scaffolding import NotWritten
from .written_days import Order

__all__ = ["take_results"]

ADD_OWN = "Add the objective's own measure yourself, then run: python3 hub.py check"


def take_results(
    root: Path,
    campaign: str,
    file: Path,
    objective: str,
    kind: str | None,
    every: Every,
    order: Order | None = None,
) -> int:
    """Add the export `file` to the campaign's results for one objective; raises NotWritten with what to do.

    Without `kind` the export is known by its columns, and without `order` what its days mean by those of them that
    mean one day alone. What was counted before in the same day, week or month gives way.
    """
    folder = root / "content/campaigns" / campaign
    if not is_slug(campaign) or not (folder / "index.md").is_file():
        raise NotWritten(f"There is no campaign {campaign}: give the name of its folder in content/campaigns.")
    _hold_objective(root, folder / "index.md", objective)
    analytics = _analytics(root)
    name, counts = counts_in(text_of(file), analytics, kind, every, order)
    new = _new_rows(counts, analytics.metrics, objective, name)
    rows = {**_without_periods_of(_rows(folder / RESULTS), new, every), **new}
    (folder / RESULTS).write_text(_written(rows), encoding="utf-8")
    print(f"Read as: {analytics.exports[name].name}")
    print(f"Written: {(folder / RESULTS).relative_to(root).as_posix()}, {len(counts)} counts")
    print("\n".join((*_told(new, _starts(root, folder / "index.md")), ADD_OWN)))
    return 0


def _told(new: Rows, starts: object) -> Iterator[str]:
    """What the rows that were written can show, and whether some are from before the campaign's first day."""
    kinds = [f"{kind}s" for kind in KINDS if any(key[2] == kind for key in new)]
    yield f"These are {' and '.join((', '.join(kinds[:-1]), kinds[-1]) if kinds[:-1] else kinds)}."
    early = [key for key in new if isinstance(starts, date) and key[1] < starts.isoformat()]
    if early:
        yield f"Counts from before {starts}, the campaign's first day, among them: {len(early)}."


def _starts(root: Path, file: Path) -> object:
    return _brief(root, file).get("starts")


def _brief(root: Path, file: Path) -> Mapping[str, object]:
    """The fields of the brief, none where it can't be read."""
    path = file.relative_to(root).as_posix()
    text = read_text(file, path)[0]
    fields = read_page(text, path)[0].fields if text is not None else None
    return fields.data if fields and isinstance(fields.data, dict) else {}


def _hold_objective(root: Path, file: Path, objective: str) -> None:
    """Raise NotWritten where the brief can be read and has no such objective."""
    listed = _brief(root, file).get("objectives")
    known = [str(each.get("id")) for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
    if known and objective not in known:
        raise NotWritten(f"--objective: There is no {objective} among the objectives. {nearest(objective, known)}")


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


Key = tuple[str, str, str, str, str]
"""Objective, day, kind, metric, and where that was counted."""
Rows = Mapping[Key, str]


def _rows(file: Path) -> Rows:
    """What the results have already; raises NotWritten where that can't be relied on."""
    if not file.is_file():
        return {}
    lines = [cells for cells in cells_of(text_of(file)) if any(cells)]
    if lines and tuple(lines[0]) not in HEADINGS:
        raise NotWritten(f"{file.name} does not begin with the right headings. Run check, mend it, and try again.")
    rows = {}
    for cells in lines[1:]:
        if len(cells) not in map(len, HEADINGS):
            raise NotWritten(f"{file.name} has a line that can't be read. Run check, mend it, and try again.")
        objective, day, value, kind, metric, source = (*cells, "", "")[: len(COLUMNS)]
        rows[objective, in_figures(day), kind, metric, source] = in_figures(value)
    return rows


def _without_periods_of(before: Rows, new: Rows, every: Every) -> Rows:
    """The rows but for those of a metric in a period that it is counted in anew: its last day may be another by now."""
    anew = {_key_period(key, every) for key in new}
    return {key: value for key, value in before.items() if _key_period(key, every) not in anew}


def _key_period(key: Key, every: Every) -> tuple[str, str, str, date | None]:
    objective, day, _, metric, source = key
    try:
        return objective, metric, source, period_of(date.fromisoformat(day), every)
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
