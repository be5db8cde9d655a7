"""What pages show of a campaign's results: planned and got, and what was counted besides."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from ..derive import Campaign, Hub, Speech
from ..derive.results import Achieved, Goal, Series
from ..validate.brief import Results
from .line_charts import chart_of, shown

__all__ = ["results_view"]


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
        "chart": chart_of(campaign, achieved, measured) if measured and measured.one_unit else None,
        "rows": _rows(measured, speech) if measured else [],
        "others": [
            (kind, [_other(achieved, each, speech, names) for each in series])
            for kind, series in groupby(achieved.others, lambda each: each.kind)
        ],
    }


def _got(measured: Series, speech: Speech) -> dict[str, str]:
    last = measured.points[-1]
    return {"value": shown(last.value, speech, percent=last.percent), "day": speech.day(last.day)}


def _goal(goal: Goal, speech: Speech) -> dict[str, str]:
    values = {"baseline": goal.baseline, "target": goal.target}
    return {name: shown(value, speech, percent=goal.percent) for name, value in values.items()}


def _rows(series: Series, speech: Speech) -> list[tuple[str, str]]:
    """Every value with its day, for the table."""
    return [(speech.day(each.day), shown(each.value, speech, percent=each.percent)) for each in series.points]


def _other(achieved: Achieved, series: Series, speech: Speech, names: Mapping[str, str]) -> dict[str, Any]:
    """What was counted besides: its name, what it comes to, and its values by day with their share of the highest."""
    top = max(point.value for point in series.points) or 1
    shares = [float(point.value / top) for point in series.points]
    return {
        "name": _name(achieved, series, speech),
        "source": names.get(series.source, series.source) if series.source else None,
        "total": shown(series.total, speech, percent=series.percent),
        "bars": shares[::-1] if speech.direction == "rtl" else shares,
        "rows": _rows(series, speech),
    }


def _name(achieved: Achieved, series: Series, speech: Speech) -> str:
    if series.metric is None:
        return speech("results_unnamed") if series.kind == "output" else achieved.objective.measure
    names = series.metric.name
    known = (speech.language, speech.locale.language, "en", *names)
    return next(names[each] for each in known if each in names)
