"""When somebody is there to read and answer, and how long things may take, in the words of a language."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import takewhile
from typing import get_args

from babel.dates import get_timezone_location
from babel.units import format_unit

from ..derive import Hub, Speech
from ..validate.organisation import Cover, Day
from ..validate.platforms import Platform
from ..validate.readiness import Moderation

__all__ = ["WEEK", "hours_view", "span", "staffed_hours"]

WEEK: tuple[str, ...] = get_args(Day)
"""The days' names as settings say them, from Monday."""


def staffed_hours(hub: Hub, given: Collection[Moderation], speech: Speech) -> dict[str, object] | None:
    """The hours of a page, or the organisation's own where it has none; None where nobody says when."""
    cover = hub.checked.hub.cover
    return hours_view(hub, given or ([_of(cover)] if cover else []), speech)


def _of(cover: Cover) -> Moderation:
    return Moderation(days=cover.days, hours=cover.hours)


def hours_view(hub: Hub, given: Collection[Moderation], speech: Speech) -> dict[str, object] | None:
    """A row of days, hours and accounts for each of `given`, and whose time it is; None where there are none."""
    names = hub.checked.platforms.platforms
    rows = [(_days(each.days, speech), _hours(each.hours, speech), _accounts(each, names, speech)) for each in given]
    if not rows:
        return None
    return {"rows": rows, "zone": get_timezone_location(hub.checked.zone, locale=speech.locale)}


def _days(days: Iterable[str], speech: Speech) -> str:
    """Days as people say them: three or more in a row as a span."""
    there = {WEEK.index(day) for day in days}
    names = speech.locale.days["format"]["wide"]
    said: list[str] = []
    # A week has no first day here: Sunday to Thursday is one span. Whoever is there every day begins on Monday.
    for start in sorted(day for day in there if (day - 1) % 7 not in there) or [0]:
        row = [names[day % 7] for day in takewhile(lambda day: day % 7 in there, range(start, start + 7))]
        said += [speech("days_span", first=row[0], last=row[-1])] if len(row) > 2 else row
    return speech.together(said)


def _hours(hours: str, speech: Speech) -> str:
    start, end = hours.split("-")
    return speech("hours_span", start=start, end=end)


def _accounts(each: Moderation, names: Mapping[str, Platform], speech: Speech) -> str:
    given = [names[name].name for name in each.platforms if name in names]
    return speech.together(given) if given else speech("moderation_all")


def span(minutes: int, speech: Speech) -> str:
    """How long that is, in the largest unit that says it exactly, such as 2 hours."""
    if minutes == 0:
        return speech("at_once")
    for unit, length in (("day", 24 * 60), ("hour", 60)):
        if minutes % length == 0:
            return format_unit(minutes // length, f"duration-{unit}", locale=speech.locale)
    return format_unit(minutes, "duration-minute", locale=speech.locale)
