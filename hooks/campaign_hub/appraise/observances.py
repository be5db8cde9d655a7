"""Whether campaigns are at the time of the health days that they are for, and which of those nobody plans for yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from ..diagnostics import Diagnostic, Place, report
from ..load import Located
from ..validate.checked import Checked, CheckedBrief
from ..validate.observances import Observance
from ..validate.schema import nearest
from ..yearly import Days

__all__ = ["check_observance", "look_ahead"]

MONTH = timedelta(days=30)
"""Near enough to ask in time: six of them are 180 days."""


def check_observance(
    brief: CheckedBrief, observances: Mapping[str, Observance] | None, today: date
) -> Iterator[Diagnostic]:
    """A health day that is not in the list, or whose days a campaign that has not ended does not meet.

    Without a list that can be relied on, none is doubted.
    """
    fields, place = brief.brief, brief.place("observance")
    if fields.observance is None or observances is None:
        return
    observance = observances.get(fields.observance)
    if observance is None:
        yield _unknown(fields.observance, observances, place)
    elif fields.ends >= today and observance.met_by(fields.starts, fields.ends) is None:
        days = next(observance.following(fields.starts), None)
        when = f"is on {days}" if days else f"has no known day from {fields.starts.year} on"
        facts = {"what": observance.name, "when": when, "starts": fields.starts, "ends": fields.ends}
        yield report("observance-elsewhere", place, **facts)


def look_ahead(checked: Checked, hub: Located | None, today: date) -> Iterator[Diagnostic]:
    """Health days soon to come that the organisation wants a campaign for and nobody has planned one.

    `hub` is what `hub.yml` holds.
    """
    if checked.observances is None or hub is None:
        return
    for at, name in enumerate(checked.hub.observances.plan_for):
        place, observance = hub.place("observances", "plan_for", at), checked.observances.get(name)
        if observance is None:
            yield _unknown(name, checked.observances, place)
        elif days := _soon(observance, today, checked.hub.observances.months_ahead):
            yield from _unplanned(name, observance, days, checked.briefs, place)


def _soon(observance: Observance, today: date, months: int) -> Days | None:
    """Its next days, where they begin within so many months."""
    days = next(observance.following(today), None)
    return days if days and days.first - today <= months * MONTH else None


def _unplanned(
    name: str, observance: Observance, days: Days, briefs: Iterable[CheckedBrief], place: Place
) -> Iterator[Diagnostic]:
    for_it = [each for each in briefs if each.brief.observance == name]
    if any(days.meets(each.brief.starts, each.brief.ends) for each in for_it):
        return
    latest = max(for_it, key=lambda each: (each.brief.ends, each.slug), default=None)
    start = f"--rollover {latest.slug}" if latest else f"--observance {name}"
    yield report("observance-unplanned", place, what=observance.name, days=days, start=start)


def _unknown(given: str, observances: Mapping[str, Observance], place: Place) -> Diagnostic:
    suggestion = nearest(given, list(observances)) if observances else "Add it to campaign_assets/observances.yml."
    return report("name-unknown", place, given=given, what="observances", suggestion=suggestion)
