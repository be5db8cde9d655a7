"""Charts of results: a measure as a line over the days, with words at the lines of its baseline and target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ..derive import Campaign, Speech
from ..derive.results import Achieved, Goal, Series

__all__ = ["chart_of", "shown"]

WIDTH, HEIGHT = 360, 180
MARGIN, TOP, BOTTOM = 12, 24, 152
"""The room of a chart, in units that are pixels on a phone: labels of days stand below `BOTTOM`."""
HEADROOM = Decimal("1.08")
LETTER, NARROWEST, WIDEST = 9, 50, 140
"""How wide a letter of the words beside the lines is at most, and the room that they get at least and at most."""
LEAD = 12
"""From the end of a line to its words."""
TALL = 38
"""How tall the words of a line are, which stand in two lines."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A value of a chart: where it stands, and what it says."""

    x: float
    y: float
    value: str
    day: str


@dataclass(frozen=True, slots=True)
class _Across:
    """What the days of a chart take of its width, which runs the way of the language."""

    first: date
    last: date
    left: float
    right: float
    backwards: bool

    def __call__(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        there = self.left + MARGIN + share * (self.right - self.left - 2 * MARGIN)
        return round(self.left + self.right - there if self.backwards else there, 1)


def chart_of(campaign: Campaign, achieved: Achieved, measured: Series) -> dict[str, Any]:
    """The measure as a line over the days of the campaign, from zero, with lines at the baseline and the target.

    `fixed` are those two, each with its words in the room beside the line, where no point can be.
    """
    speech, goal = campaign.speech, achieved.goal
    values = [point.value for point in measured.points] + ([goal.baseline, goal.target] if goal else [])
    top = max(values) * HEADROOM or Decimal(1)
    words = [*_words(goal, speech, top)] if goal else []
    across = _room(campaign, achieved, measured, words)
    spots = [
        Spot(
            across(point.day),
            _up(point.value, top),
            shown(point.value, speech, percent=point.percent),
            speech.day(point.day),
        )
        for point in measured.points
    ]
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "bottom": BOTTOM,
        "left": across.left,
        "right": across.right,
        "anchor": "end" if across.backwards else "start",
        "spots": spots,
        "line": " ".join(f"{spot.x},{spot.y}" for spot in spots),
        "edges": [*_edges(across, speech)],
        "fixed": [*_placed(words, across)],
    }


def shown(value: Decimal, speech: Speech, *, percent: bool) -> str:
    """The value in the language's own figures, with the decimals that it was written with."""
    places = -int(value.as_tuple().exponent)
    return speech.number(value, max(places, 0)) + ("%" if percent else "")


def _words(goal: Goal, speech: Speech, top: Decimal) -> Iterator[dict[str, Any]]:
    """The lines of the target and the baseline, each with what stands beside it; the upper one first."""
    lines = (("target", "target", goal.target), ("baseline", "results_start", goal.baseline))
    for name, word, value in sorted(lines, key=lambda line: -line[2]):
        said = shown(value, speech, percent=goal.percent)
        yield {"name": name, "word": speech(word), "value": said, "y": _up(value, top)}


def _placed(words: list[dict[str, Any]], across: _Across) -> Iterator[dict[str, Any]]:
    """The lines with the places of their words, which are moved apart where the lines are close."""
    end, away = (across.left, -LEAD) if across.backwards else (across.right, LEAD)
    for line, text_y in zip(words, _apart([line["y"] for line in words]), strict=True):
        yield line | {"text_y": text_y, "lead": (end, end + away * 0.75), "x": end + away}


def _apart(heights: list[float]) -> list[float]:
    """The middles of two texts beside two lines, the upper one first, so far apart that both can be read."""
    if not heights:
        return []
    upper, lower = heights
    short = max(TALL - (lower - upper), 0) / 2
    upper = min(max(upper - short, TALL / 2), HEIGHT - 1.5 * TALL)
    return [round(upper, 1), round(min(max(lower + short, upper + TALL), HEIGHT - TALL / 2), 1)]


def _room(campaign: Campaign, achieved: Achieved, measured: Series, words: list[dict[str, Any]]) -> _Across:
    """The days from the campaign's first to its last, or farther where something was counted or is due."""
    days = [point.day for point in measured.points] + [campaign.brief.starts, campaign.brief.ends]
    if isinstance(achieved.objective.by, date):
        days.append(achieved.objective.by)
    letters = max((len(text) for line in words for text in (line["word"], line["value"])), default=0)
    beside = min(max(letters * LETTER, NARROWEST), WIDEST) + LEAD if words else 0
    backwards = campaign.speech.direction == "rtl"
    left, right = (beside, WIDTH) if backwards else (0, WIDTH - beside)
    return _Across(min(days), max(days), left, right, backwards)


def _edges(across: _Across, speech: Speech) -> Iterator[dict[str, Any]]:
    """The first and the last day, below the ends of the chart."""
    anchors = ("end", "start") if across.backwards else ("start", "end")
    for day, anchor in zip((across.first, across.last), anchors, strict=True):
        yield {"x": across(day), "anchor": anchor, "day": speech.short_day(day)}


def _up(value: Decimal, top: Decimal) -> float:
    return round(BOTTOM - float(value / top) * (BOTTOM - TOP), 1)
