"""The page of the day as notes in a calendar: one for each day that a campaign runs or posts, for weeks ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..derive import Hub, Speech
from ..derive.daily import Day, day_of, turn
from .calendars import Note, notes_calendar
from .daily_page import coming_text
from .staffed_hours import WEEK, span

__all__ = ["daily_calendar"]

AHEAD = 56
"""Days with notes, from the day that the hub is as of: eight weeks, so that nobody has to fetch them often."""

LIKELY = 5
"""Likely questions in one note."""


def daily_calendar(hub: Hub) -> bytes:
    """What to do on each of the days ahead, as a calendar for the organisation's own people.

    It says where and when to post but not what: a calendar on many phones is no place for the words of a story.
    """
    return notes_calendar(hub, f"{hub.checked.hub.name}: {hub.speech('daily_title')}", _notes(hub))


def _notes(hub: Hub) -> Iterator[Note]:
    first = hub.as_of.date()
    for day in (day_of(hub.campaigns, first + timedelta(days=ahead)) for ahead in range(AHEAD)):
        if day.due or (day.running and _is_staffed(hub, day.day)):
            yield Note(f"daily.{day.day.isoformat()}", day.day, hub.speech("daily_title"), _text(hub, day))


def _is_staffed(hub: Hub, day: date) -> bool:
    cover = hub.checked.hub.cover
    return cover is None or WEEK[day.weekday()] in cover.days


def _text(hub: Hub, day: Day) -> str:
    """The steps of a day with their minutes, and below each what it is about."""
    speech = hub.speech
    parts = []
    for step in day.steps:
        lines = [f"{speech(f'daily_step_{step.name}')} ({span(step.minutes, speech)})", *_lines(hub, day, step.name)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _lines(hub: Hub, day: Day, step: str) -> Iterator[str]:
    speech = hub.speech
    if step == "post":
        yield from _posts(hub, day, speech)
    elif step == "answer":
        yield speech("daily_answer_how")
        likely = [each.question for _, some in day.answers for each in some]
        yield from (f"- {each}" for each in turn(likely, day.day, LIKELY))
    elif step == "ask" and day.question:
        yield day.question.text
    elif step == "allies":
        yield from (f"- {ally.who}: {speech(f'ally_{ally.kind}')}" for _, ally in day.allies)
    elif step == "check":
        yield coming_text(hub, day, speech) or speech("daily_check_none")


def _posts(hub: Hub, day: Day, speech: Speech) -> Iterator[str]:
    names = hub.checked.platforms.platforms
    for campaign, posts in day.due:
        yield from (f"- {speech.clock(each.at)} {names[each.platform].name}: {campaign.brief.title}" for each in posts)
    if not day.due:
        yield speech("daily_post_none")
