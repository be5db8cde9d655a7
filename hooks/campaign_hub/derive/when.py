"""When a post goes out: a day and a time as written, or counted from the campaign's first or last day."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..validate.brief import Brief

__all__ = ["embargo_of", "is_skipped", "moment_of"]

COUNTED = re.compile(r"(starts|ends)(?: ([+-]) (\d{1,3}) days?)?, (\d\d:\d\d)")


def moment_of(at: str, brief: Brief, zone: ZoneInfo) -> datetime:
    """The moment that `at` means in `zone`.

    Where the clocks go back and a time comes twice it is the first; where they go forward and it never comes, see
    `is_skipped`, it is as much later as the clocks jump.
    """
    counted = COUNTED.fullmatch(at)
    if counted is None:
        return datetime.fromisoformat(at).replace(tzinfo=zone)
    days = int(f"{counted[2] or '+'}{counted[3] or 0}")
    day = (brief.starts if counted[1] == "starts" else brief.ends) + timedelta(days=days)
    return datetime.combine(day, time.fromisoformat(counted[4]), zone)


def embargo_of(brief: Brief, zone: ZoneInfo) -> datetime | None:
    """The moment in `zone` before which nothing of the campaign may be public, or None where it has no embargo."""
    return datetime.fromisoformat(brief.embargo).replace(tzinfo=zone) if brief.embargo else None


def is_skipped(moment: datetime) -> bool:
    """Whether no clock ever shows this moment's local time, because clocks go forward over it."""
    return moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None)
