"""The feeds of the hub, as Atom 1.0 (RFC 4287) and JSON Feed 1.1: the same entries, and the same bytes each build."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

from ..derive import Campaign, Hub, Speech
from ..derive.language import speech_for
from ..derive.public_dates import changed_on, published_on
from ..gate import PublishedStory
from ..validate.organisation import Helpline
from .artifact import Artifact, Preview, SitePage

__all__ = ["ATOM", "JSON_FEED", "feeds"]

ATOM, JSON_FEED = "feed.xml", "feed.json"
NAMESPACE = "http://www.w3.org/2005/Atom"
NEVER = date(2000, 1, 1)
"""When a feed without an entry was last changed: it has to say something, and never the day of a build."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: `path` is below the site's root and, with the site's address, what it is known by for good."""

    path: str
    title: str
    text: str
    language: str
    published: date
    changed: date
    starts: date
    topics: tuple[str, ...] = ()
    picture: Preview | None = None


def feeds(hub: Hub, pages: Mapping[str, SitePage]) -> list[Artifact]:
    """Both feeds: approved campaigns and the stories whose consent lists `website`, what starts last first.

    `pages` are the site's pages by their path, for their pictures.
    """
    entries = sorted([*_campaigns(hub, pages), *_stories(hub)], key=lambda each: (-each.starts.toordinal(), each.path))
    return [Artifact(ATOM, _atom(hub, entries)), Artifact(JSON_FEED, _json_feed(hub, entries))]


def _campaigns(hub: Hub, pages: Mapping[str, SitePage]) -> Iterator[Entry]:
    for campaign in hub.campaigns:
        if campaign.brief.stage == "approved":
            yield Entry(
                path=f"campaigns/{campaign.slug}/",
                title=campaign.brief.title,
                text=_with_help([campaign.brief.summary], campaign.helplines, campaign.speech),
                language=campaign.speech.language,
                published=published_on(campaign),
                changed=changed_on(campaign),
                starts=campaign.brief.starts,
                topics=campaign.brief.topics,
                picture=pages[f"campaigns/{campaign.slug}/index.md"].preview,
            )
            yield from _corrections(campaign)


def _corrections(campaign: Campaign) -> Iterator[Entry]:
    """What was put right, each at its own place on the campaign's page: the oldest is the first."""
    for number, correction in enumerate(reversed(campaign.corrections), 1):
        yield Entry(
            path=f"campaigns/{campaign.slug}/#correction-{number}",
            title=f"{campaign.speech('corrections')}: {campaign.brief.title}",
            text=correction.text,
            language=campaign.speech.language,
            published=correction.on,
            changed=correction.on,
            starts=correction.on,
        )


def _stories(hub: Hub) -> Iterator[Entry]:
    """The stories, each with the days of its campaign: its own, those of the consent, are nobody's business."""
    for story, campaigns in hub.stories.values():
        first = min(campaigns, key=published_on)
        helplines = tuple(dict.fromkeys(line for each in campaigns for line in each.helplines))
        speech = speech_for(story.language, hub.checked.words)
        yield Entry(
            path=f"stories/{story.slug}/",
            title=story.title,
            text=_with_help(_of_story(story, speech), helplines, speech),
            language=story.language,
            published=published_on(first),
            changed=published_on(first),
            starts=first.brief.starts,
        )


def _of_story(story: PublishedStory, speech: Speech) -> list[str]:
    """The note on what is in it first, then the person's words, then who they are, as agreed."""
    told = speech("told_by", name=story.shown_name) if story.shown_name else speech("told_anonymously")
    return [line for line in (story.content_note, story.quote, told) if line]


def _with_help(lines: list[str], helplines: tuple[Helpline, ...], speech: Speech) -> str:
    help_lines = [f"{speech('get_help')}: {each.name}, {each.number}" for each in helplines]
    return "\n".join([*lines, *help_lines])


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _last_change(entries: list[Entry]) -> date:
    return max((each.changed for each in entries), default=NEVER)


def _atom(hub: Hub, entries: list[Entry]) -> bytes:
    settings = hub.checked.hub
    feed = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": settings.language})
    _add(feed, "id", settings.url)
    _add(feed, "title", settings.name)
    _add(feed, "updated", _stamp(_last_change(entries)))
    _add(feed, "link", rel="self", type="application/atom+xml", href=settings.url + ATOM)
    _add(feed, "link", rel="alternate", type="text/html", href=settings.url)
    author = _add(feed, "author")
    _add(author, "name", settings.name)
    _add(author, "email", settings.contact.email)
    for each in entries:
        _atom_entry(feed, settings.url, each)
    ET.indent(feed, " ")
    return bytes(ET.tostring(feed, encoding="utf-8", xml_declaration=True)) + b"\n"


def _atom_entry(feed: ET.Element, root: str, each: Entry) -> None:
    entry = _add(feed, "entry", **{"xml:lang": each.language})
    _add(entry, "id", root + each.path)
    _add(entry, "title", each.title)
    _add(entry, "link", rel="alternate", type="text/html", hreflang=each.language, href=root + each.path)
    if each.picture:
        _add(entry, "link", rel="enclosure", type=each.picture.file_type, href=root + each.picture.path)
    _add(entry, "published", _stamp(each.published))
    _add(entry, "updated", _stamp(each.changed))
    for topic in each.topics:
        _add(entry, "category", term=topic)
    _add(entry, "summary", each.text)


def _add(parent: ET.Element, tag: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text
    return element


def _json_feed(hub: Hub, entries: list[Entry]) -> bytes:
    settings = hub.checked.hub
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": settings.name,
        "home_page_url": settings.url,
        "feed_url": settings.url + JSON_FEED,
        "language": settings.language,
        "authors": [{"name": settings.name, "url": settings.url}],
        "items": [_json_item(settings.url, each) for each in entries],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _json_item(root: str, each: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": root + each.path,
        "url": root + each.path,
        "title": each.title,
        "content_text": each.text,
        "language": each.language,
        "date_published": _stamp(each.published),
        "date_modified": _stamp(each.changed),
    }
    if each.topics:
        item["tags"] = list(each.topics)
    if each.picture:
        item["image"] = root + each.picture.path
    return item
