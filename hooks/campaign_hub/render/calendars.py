"""Posts and campaigns as iCalendar, to import once or to subscribe to. Same hub, same bytes."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from ..derive import Campaign, FilledPost, Hub
from ..derive.passing_on import handed_on
from .addresses import kit_address, site_address
from .card_cache import CardCache, libraries

if TYPE_CHECKING:
    from icalendar import Calendar, Event

__all__ = ["Note", "campaign_calendar", "hub_calendar", "notes_calendar"]

REFRESH = timedelta(hours=12)
"""How often a program that subscribed should look again: the hub is built once a day at least."""
END = b"END:VCALENDAR\r\n"
POST_TAKES = timedelta(minutes=15)


def campaign_calendar(hub: Hub, campaign: Campaign, cache: CardCache, platform: str | None = None) -> bytes:
    """The posts of a campaign that others may pass on, all or those of one platform."""
    diary = _diary(hub, campaign.brief.title, kit_address(hub, campaign, "calendar.ics"))
    return _with_events(diary, [_kept_posts(hub, campaign, cache, platform)])


def hub_calendar(hub: Hub, cache: CardCache) -> bytes:
    """The posts of all campaigns that others may pass on, each campaign's first and last day, and health days."""
    diary = _diary(hub, hub.checked.hub.name, site_address(hub, "calendar.ics"))
    events = ((_as_text(_days(hub, each)), _kept_posts(hub, each, cache)) for each in hub.campaigns)
    return _with_events(diary, (*(text for some in events for text in some), _as_text(_observances(hub))))


@dataclass(frozen=True, slots=True)
class Note:
    """A note for a whole day; `name` tells it from every other event and stays as it is from build to build."""

    name: str
    day: date
    title: str
    text: str


def notes_calendar(hub: Hub, title: str, notes: Iterable[Note]) -> bytes:
    """`notes` as a calendar of its own, which is at no public address."""
    return _with_events(_diary(hub, title), [_as_text(_noted(hub, each) for each in notes)])


def _noted(hub: Hub, note: Note) -> Event:
    event = _event(hub, note.name, datetime.combine(note.day, time(), UTC))
    event.add("dtstart", note.day)
    event.add("dtend", _day_after(note.day))
    event.add("summary", note.title)
    event.add("description", note.text)
    event.add("class", "PRIVATE")
    return event


def _with_events(diary: Calendar, events: Iterable[bytes]) -> bytes:
    empty = bytes(diary.to_ical())
    return empty.removesuffix(END) + b"".join(events) + END


def _as_text(events: Iterable[Event]) -> bytes:
    return b"".join(event.to_ical() for event in events)


def _kept_posts(hub: Hub, campaign: Campaign, cache: CardCache, platform: str | None = None) -> bytes:
    """A campaign's posts as text, from `cache` where they are as they were."""
    posts = handed_on(campaign, platform)
    names = {post.platform: hub.checked.platforms.platforms[post.platform].name for post in posts}
    said = [(post.id, post.platform, post.at, post.text) for post in posts]
    inputs = (libraries("icalendar"), _code(), campaign.slug, campaign.brief.title, hub.checked.hub.url, names, said)
    key = hashlib.sha256(repr(inputs).encode()).hexdigest()
    return cache.content(key, "ics", lambda: _as_text(_posts(hub, campaign, platform)))


@functools.cache
def _code() -> str:
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


@functools.cache
def _library() -> ModuleType:
    # A sixteenth of a second to load, and neither a check nor a preview that nobody asks for a calendar writes one.
    import icalendar  # noqa: PLC0415

    return icalendar


def _diary(hub: Hub, name: str, address: str | None = None) -> Calendar:
    """An empty calendar, at `address` or nowhere, with what RFC 7986 and older programs read of how to keep it fresh.

    It has no METHOD: that would make it a message of RFC 5546, which asks for an organiser and for answers.
    """
    diary: Calendar = _library().Calendar()
    diary.add("prodid", "-//Campaign hub//EN")
    diary.add("version", "2.0")
    for key in ("name", "x-wr-calname"):
        diary.add(key, name)
    diary.add("x-wr-timezone", hub.checked.hub.time_zone)
    if address:
        diary.add("source", address, parameters={"VALUE": "URI"})
    diary.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    diary.add("x-published-ttl", f"PT{REFRESH // timedelta(hours=1)}H")
    return diary


def _posts(hub: Hub, campaign: Campaign, platform: str | None = None) -> Iterator[Event]:
    posts = handed_on(campaign, platform)
    for post in posts:
        if not post.follows:
            thread = [each.text for each in posts if (each.planned, each.platform) == (post.planned, post.platform)]
            yield _post(hub, campaign, post, "\n\n".join(thread))


def _post(hub: Hub, campaign: Campaign, post: FilledPost, text: str) -> Event:
    event = _event(hub, f"{campaign.slug}.{post.id}.{post.platform}", post.at.astimezone(UTC))
    event.add("dtstart", post.at.astimezone(UTC))
    event.add("duration", POST_TAKES)
    event.add("summary", f"{hub.checked.platforms.platforms[post.platform].name}: {campaign.brief.title}")
    event.add("description", text)
    event.add("url", kit_address(hub, campaign))
    return event


def _days(hub: Hub, campaign: Campaign) -> Iterator[Event]:
    for end, day in (("starts", campaign.brief.starts), ("ends", campaign.brief.ends)):
        event = _event(hub, f"{campaign.slug}.{end}", datetime.combine(day, time(), UTC))
        event.add("dtstart", day)
        event.add("dtend", _day_after(day))
        event.add("summary", campaign.speech(f"campaign_{end}", campaign=campaign.brief.title))
        event.add("url", site_address(hub, f"campaigns/{campaign.slug}/"))
        yield event


def _observances(hub: Hub) -> Iterator[Event]:
    """The health days of this year and the next, whoever plans for them."""
    for name, observance in (hub.checked.observances or {}).items():
        for year in (hub.as_of.year, hub.as_of.year + 1):
            if days := observance.days(year):
                event = _event(hub, f"observance.{name}.{year}", datetime.combine(days.first, time(), UTC))
                event.add("dtstart", days.first)
                event.add("dtend", _day_after(days.last))
                event.add("summary", observance.name)
                if observance.page:
                    event.add("url", observance.page)
                yield event


def _day_after(day: date) -> date:
    return day + timedelta(days=1)


def _event(hub: Hub, name: str, stamp: datetime) -> Event:
    """An event that keeps its UID from build to build and takes up nobody's time.

    Its stamp is its own time and not the build's, so that a rebuild changes nothing.
    """
    event: Event = _library().Event()
    host = hub.checked.hub.url.split("://", 1)[-1].split("/")[0]
    event.add("uid", f"{name}@{host}")
    event.add("dtstamp", stamp)
    event.add("transp", "TRANSPARENT")
    return event
