"""What pages show of a campaign's results: planned and got, charts by day, and what was counted besides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from ..derive import Campaign, Hub, Speech
from ..derive.results import Achieved, Goal, Series
from ..validate.brief import Results

__all__ = ["results_view"]

WIDTH, HEIGHT = 360, 180
LEFT, TOP, BOTTOM = 12, 24, 152
"""The room of a chart, in units that are pixels on a phone: labels of days stand below `BOTTOM`."""
HEADROOM = Decimal("1.08")


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of a chart: where it stands, and what it says."""

    x: float
    y: float
    value: str
    day: str


def results_view(hub: Hub, campaign: Campaign) -> dict[str, Any] | None:
    """What came of the campaign and what its people say of that; None where there is nothing to show.

    `objectives` are those that have results, each with its chart, a table of the same values and other counts by kind.
    """
    names = {name: export.name for name, export in hub.checked.analytics.exports.items()}
    names |= {name: platform.name for name, platform in hub.checked.platforms.platforms.items()}
    said = campaign.brief.results or Results()
    changed = [each for each in said.changed if each.on <= hub.as_of.date()]
    if not (campaign.results or changed or said.learned):
        return None
    views = [_view(campaign, each, names) for each in campaign.results]
    return {"objectives": views, "note": said.note, "changed": changed, "learned": said.learned}


def _view(campaign: Campaign, achieved: Achieved, names: Mapping[str, str]) -> dict[str, Any]:
    speech, measured, goal = campaign.speech, achieved.measured, achieved.goal
    return {
        "objective": achieved.objective,
        "state": achieved.state,
        "hollow": achieved.is_hollow,
        "kind": measured.kind if measured else None,
        "got": _got(measured, speech) if measured else None,
        "goal": _goal(goal, speech) if goal else None,
        "chart": _chart(campaign, achieved, measured) if measured and measured.one_unit else None,
        "rows": _rows(measured, speech) if measured else [],
        "others": [
            (kind, [_other(achieved, each, speech, names) for each in series])
            for kind, series in groupby(achieved.others, lambda each: each.kind)
        ],
    }


def _got(measured: Series, speech: Speech) -> dict[str, str]:
    last = measured.points[-1]
    return {"value": _shown(last.value, speech, percent=last.percent), "day": speech.day(last.day)}


def _goal(goal: Goal, speech: Speech) -> dict[str, str]:
    values = {"baseline": goal.baseline, "target": goal.target}
    return {name: _shown(value, speech, percent=goal.percent) for name, value in values.items()}


def _rows(series: Series, speech: Speech) -> list[tuple[str, str]]:
    """Every value with its day, for the table."""
    return [(speech.day(each.day), _shown(each.value, speech, percent=each.percent)) for each in series.points]


def _other(achieved: Achieved, series: Series, speech: Speech, names: Mapping[str, str]) -> dict[str, Any]:
    """What was counted besides: its name, what it comes to, and its values by day with their share of the highest."""
    top = max(point.value for point in series.points) or 1
    shares = [float(point.value / top) for point in series.points]
    return {
        "name": _name(achieved, series, speech),
        "source": names.get(series.source, series.source) if series.source else None,
        "total": _shown(series.total, speech, percent=series.percent),
        "bars": shares[::-1] if speech.direction == "rtl" else shares,
        "rows": _rows(series, speech),
    }


def _name(achieved: Achieved, series: Series, speech: Speech) -> str:
    if series.metric is None:
        return speech("results_unnamed") if series.kind == "output" else achieved.objective.measure
    names = series.metric.name
    known = (speech.language, speech.locale.language, "en", *names)
    return next(names[each] for each in known if each in names)


def _chart(campaign: Campaign, achieved: Achieved, measured: Series) -> dict[str, Any]:
    """The measure as a line over the days of the campaign, from zero, with lines at the baseline and the target."""
    speech, goal = campaign.speech, achieved.goal
    values = [point.value for point in measured.points] + ([goal.baseline, goal.target] if goal else [])
    top = max(values) * HEADROOM or Decimal(1)
    first, last = _span(campaign, achieved, measured)
    spots = [
        Spot(
            _across(point.day, first, last, speech),
            _up(point.value, top),
            _shown(point.value, speech, percent=point.percent),
            speech.day(point.day),
        )
        for point in measured.points
    ]
    edges = [
        {"x": _across(day, first, last, speech), "anchor": anchor, "day": speech.short_day(day)}
        for day, anchor in ((first, "start"), (last, "end"))
    ]
    if speech.direction == "rtl":
        edges = [edge | {"anchor": {"start": "end", "end": "start"}[str(edge["anchor"])]} for edge in edges]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "bottom": BOTTOM,
        "spots": spots,
        "line": " ".join(f"{spot.x},{spot.y}" for spot in spots),
        "edges": edges,
        "baseline": _up(goal.baseline, top) if goal else None,
        "target": _up(goal.target, top) if goal else None,
    }


def _span(campaign: Campaign, achieved: Achieved, measured: Series) -> tuple[date, date]:
    """The days from the campaign's first to its last, or farther where something was counted or is due."""
    days = [point.day for point in measured.points] + [campaign.brief.starts, campaign.brief.ends]
    if isinstance(achieved.objective.by, date):
        days.append(achieved.objective.by)
    return min(days), max(days)


def _across(day: date, first: date, last: date, speech: Speech) -> float:
    """How far a day is along the chart, which runs the way of the language."""
    share = (day - first).days / max((last - first).days, 1)
    there = LEFT + share * (WIDTH - 2 * LEFT)
    return round(WIDTH - there if speech.direction == "rtl" else there, 1)


def _up(value: Decimal, top: Decimal) -> float:
    return round(BOTTOM - float(value / top) * (BOTTOM - TOP), 1)


def _shown(value: Decimal, speech: Speech, *, percent: bool) -> str:
    """The value in the language's own figures, with the decimals that it was written with."""
    places = -int(value.as_tuple().exponent)
    return speech.number(value, max(places, 0)) + ("%" if percent else "")
