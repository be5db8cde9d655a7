"""What came of each objective: planned and got, and outputs, outtakes and outcomes apart from each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from ..validate.analytics import Analytics, Metric
from ..validate.brief import Brief, Objective
from ..validate.results import KINDS, Kind, Result, amount_of

__all__ = ["Achieved", "Goal", "Series", "State", "results_of"]

State = Literal["reached", "missed", "underway"]


@dataclass(frozen=True, slots=True)
class Goal:
    """The numbers of an objective: what it was, what it should be, and whether that is a percentage."""

    baseline: Decimal
    target: Decimal
    percent: bool

    def is_reached(self, value: Decimal) -> bool:
        """Whether `value` is as far from the baseline as the target is, or farther."""
        return value >= self.target if self.target > self.baseline else value <= self.target


@dataclass(frozen=True, slots=True)
class Series:
    """One thing that one platform or tool counted, by day; without a `metric` the objective's own measure."""

    kind: Kind
    metric: Metric | None
    source: str | None
    points: tuple[Result, ...]

    @property
    def percent(self) -> bool:
        """Whether its values are percentages."""
        return self.points[-1].percent

    @property
    def one_unit(self) -> bool:
        """Whether its values can stand on one scale."""
        return len({point.percent for point in self.points}) == 1

    @property
    def total(self) -> Decimal:
        """What it comes to: the last value of a measure; of a metric the sum, or the highest for people."""
        if self.metric is None:
            return self.points[-1].value
        values = [point.value for point in self.points]
        return sum(values, Decimal()) if self.metric.together == "sum" else max(values)


@dataclass(frozen=True, slots=True)
class Achieved:
    """What came of one objective.

    `measured` is its own measure by day, the graver kind where there are two, `goal` its numbers where they are in the
    same unit, `state` whether the target is reached. `others` is all else that was counted, by kind.
    """

    objective: Objective
    measured: Series | None
    goal: Goal | None
    state: State | None
    others: tuple[Series, ...]

    @property
    def is_hollow(self) -> bool:
        """Whether it has nothing but outputs, which say nothing of the goal."""
        return self.measured is None and all(each.kind == "output" for each in self.others)


def results_of(brief: Brief, rows: Iterable[Result], analytics: Analytics, today: date) -> tuple[Achieved, ...]:
    """What came of each objective that has results; rows of days to come and of unknown metrics are left out."""
    known = [row for row in rows if row.day <= today and (row.metric is None or row.metric in analytics.metrics)]
    made = (
        _achieved(each, [row for row in known if row.objective == each.id], analytics, brief.ends, today)
        for each in brief.objectives
    )
    return tuple(each for each in made if each)


def _achieved(
    objective: Objective, rows: Sequence[Result], analytics: Analytics, ends: date, today: date
) -> Achieved | None:
    if not rows:
        return None
    series = sorted(_series(rows, analytics), key=lambda each: KINDS.index(each.kind), reverse=True)
    own = [each for each in series if each.metric is None and each.kind != "output"]
    measured = own[0] if own else None
    goal = _goal(objective, measured)
    state = _state(objective, measured, goal, ends, today)
    return Achieved(objective, measured, goal, state, tuple(each for each in series if each is not measured))


def _series(rows: Sequence[Result], analytics: Analytics) -> Iterator[Series]:
    kinds: dict[tuple[Kind, str | None, str | None], list[Result]] = {}
    for row in rows:
        metric = analytics.metrics.get(row.metric or "")
        # A row says what it shows, but a like shows no more than that something was put out.
        kind = min(row.kind, metric.kind, key=KINDS.index) if metric else row.kind
        kinds.setdefault((kind, row.metric, row.source), []).append(row)
    for (kind, name, source), points in kinds.items():
        yield Series(kind, analytics.metrics.get(name or ""), source, tuple(points))


def _goal(objective: Objective, measured: Series | None) -> Goal | None:
    if objective.counts is None or measured is None or not measured.one_unit:
        return None
    (baseline, percent), (target, _) = amount_of(objective.counts.baseline), amount_of(objective.counts.target)
    return Goal(baseline, target, percent) if percent == measured.percent else None


def _state(objective: Objective, measured: Series | None, goal: Goal | None, ends: date, today: date) -> State | None:
    """Whether the target is reached; missed only once its day has passed, or the campaign's end where it says none."""
    if goal is None or measured is None:
        return None
    if goal.is_reached(measured.total):
        return "reached"
    last = objective.by if isinstance(objective.by, date) else ends
    return "missed" if today > last else "underway"
