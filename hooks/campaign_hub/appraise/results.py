"""Whether results say what came of a campaign: that likes don't stand for goals, and that a target can be held to them.

Outputs, outtakes and outcomes are kept apart as the evaluation framework of AMEC and the guides of the Government
Communication Service do: what was put out, what people took from it, and what they did or know since.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..diagnostics import Diagnostic, Place, report
from ..validate.analytics import Analytics
from ..validate.brief import Objective
from ..validate.checked import CheckedBrief
from ..validate.results import KINDS, Result, amount_of
from ..validate.schema import nearest

__all__ = ["check_results"]


def check_results(brief: CheckedBrief, analytics: Analytics, today: date) -> Iterator[Diagnostic]:
    """What is odd about the rows of `results.csv`, and about what they show of each objective."""
    for row in brief.results:
        yield from _row(row, analytics, today)
    for at, objective in enumerate(brief.brief.objectives):
        rows = [row for row in brief.results if row.objective == objective.id]
        yield from _objective(objective, rows, brief.place("objectives", at, "id"), analytics)
    if brief.brief.results and brief.brief.results.public and not brief.results:
        yield report("results-missing", brief.place("results", "public"))
    for at, change in enumerate(brief.brief.results.changed if brief.brief.results else ()):
        if change.on > today:
            yield report("results-ahead", brief.place("results", "changed", at, "on"), day=change.on)


def _row(row: Result, analytics: Analytics, today: date) -> Iterator[Diagnostic]:
    if row.day > today:
        yield report("results-ahead", row.place, day=row.day)
    if row.metric is None:
        return
    metric = analytics.metrics.get(row.metric)
    if metric is None:
        known = list(analytics.metrics)
        suggestion = nearest(row.metric, known) if known else "campaign_assets/results.yml lists no metrics yet."
        yield report("results-metric-unknown", row.place, given=row.metric, suggestion=suggestion)
    elif KINDS.index(row.kind) > KINDS.index(metric.kind):
        yield report("results-kind-too-high", row.place, metric=row.metric, kind=metric.kind, given=row.kind)


def _objective(objective: Objective, rows: list[Result], place: Place, analytics: Analytics) -> Iterator[Diagnostic]:
    kinds = {_kind(row, analytics) for row in rows}
    if kinds == {"output"}:
        yield report("results-only-outputs", place, objective=objective.id)
    measured = [row for row in rows if row.metric is None and row.kind != "output"]
    if not measured:
        return
    if objective.counts is None:
        yield report("results-without-counts", place, objective=objective.id)
    units = {row.percent for row in measured}
    if objective.counts:
        units.add(amount_of(objective.counts.target)[1])
    if len(units) > 1:
        yield report("results-units-differ", measured[-1].place, objective=objective.id)


def _kind(row: Result, analytics: Analytics) -> str:
    """What a row shows: what its metric can show at the most, whatever the table says."""
    metric = analytics.metrics.get(row.metric or "")
    return min(row.kind, metric.kind, key=KINDS.index) if metric else row.kind
