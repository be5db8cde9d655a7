"""The kit as files that people download: lists, calendar and the data for machines. Same hub, same bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from ..derive import Campaign, CardUse, FilledPost, Hub
from ..derive.links import share_link
from .artifact import Artifact
from .kit_texts import use_until

__all__ = ["calendar", "card_address", "hashtags_text", "kit_data", "posts_table", "share_of"]

Drawings = Mapping[str, bytes]
"""The bytes of each picture by its path below the site's root."""

COLUMNS = ("id", "date", "time", "platform", "audience", "text", "link", "picture", "alt")


def hashtags_text(campaign: Campaign) -> str:
    """The hashtags, one a line, official ones first."""
    ranked = sorted(campaign.brief.hashtags, key=lambda tag: ("official", "topic", "community").index(tag.role))
    return "".join(f"#{tag.tag}\n" for tag in ranked)


def _handed_on(campaign: Campaign) -> tuple[FilledPost, ...]:
    return tuple(post for post in campaign.posts if post.in_downloads)


def card_address(hub: Hub, use: CardUse) -> str:
    """The whole address of a picture on the published site."""
    return hub.checked.hub.url.rstrip("/") + "/" + use.picture.path


def _safe(cell: str) -> str:
    # A cell that begins like this would run as a formula in a spreadsheet.
    return f" {cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def posts_table(hub: Hub, campaign: Campaign) -> str:
    """All posts that others may pass on, as CSV with a line a post and platform; no cell can run as a formula."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for post in _handed_on(campaign):
        use = campaign.card_use(post.card, post.platform) if post.card else None
        cells = (
            post.id,
            f"{post.at:%Y-%m-%d}",
            f"{post.at:%H:%M}",
            post.platform,
            post.audience or "",
            post.text,
            post.link,
            card_address(hub, use) if use else "",
            post.alt or "",
        )
        table.writerow([_safe(cell) for cell in cells])
    return out.getvalue()


def calendar(hub: Hub, campaigns: tuple[Campaign, ...], name: str) -> bytes:
    """The posts of `campaigns` that others may pass on, as iCalendar; a post keeps its UID from build to build."""
    diary = Calendar()
    diary.add("prodid", "-//Campaign hub//EN")
    diary.add("version", "2.0")
    diary.add("x-wr-calname", name)
    host = hub.checked.hub.url.split("://", 1)[-1].split("/")[0]
    for campaign in campaigns:
        for post in _handed_on(campaign):
            diary.add_component(_event(hub, campaign, post, host))
    return bytes(diary.to_ical())


def _event(hub: Hub, campaign: Campaign, post: FilledPost, host: str) -> Event:
    event = Event()
    event.add("uid", f"{campaign.slug}.{post.id}.{post.platform}@{host}")
    # The stamp is the post's own time and not the build's, so that a rebuild changes nothing.
    event.add("dtstamp", _utc(post.at))
    event.add("dtstart", _utc(post.at))
    event.add("duration", timedelta(minutes=15))
    event.add("summary", f"{hub.checked.platforms.platforms[post.platform].name}: {campaign.brief.title}")
    event.add("description", post.text)
    event.add("url", post.link)
    return event


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def share_of(hub: Hub, campaign: Campaign, post: FilledPost) -> str | None:
    """A link that opens the platform with this post in it, or None where the platform has none."""
    platform = hub.checked.platforms.platforms[post.platform]
    use = campaign.card_use(post.card, post.platform) if post.card else None
    return share_link(platform, text=post.text, url=post.link, media=card_address(hub, use) if use else None)


def kit_data(hub: Hub, campaign: Campaign, drawings: Drawings, downloads: tuple[Artifact, ...]) -> str:
    """The kit for machines, as the contract's `kit.json`: only what others may pass on."""
    data = {
        "campaign": _campaign_data(hub, campaign),
        "hashtags": [
            {
                "tag": tag.tag,
                "role": tag.role,
                "language": tag.language or campaign.speech.language,
                "platforms": list(campaign.platforms),
                "checked_on": tag.checked_on.isoformat() if tag.checked_on else None,
            }
            for tag in campaign.brief.hashtags
        ],
        "posts": [_post_data(hub, campaign, post) for post in _handed_on(campaign)],
        "cards": [_card_data(use, drawings) for use in campaign.kit_uses if use.picture.card.in_downloads],
        "downloads": [_download_data(each) for each in downloads],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _campaign_data(hub: Hub, campaign: Campaign) -> dict[str, Any]:
    brief = campaign.brief
    return {
        "slug": campaign.slug,
        "title": brief.title,
        "summary": brief.summary,
        "language": campaign.speech.language,
        "starts": brief.starts.isoformat(),
        "ends": brief.ends.isoformat(),
        "url": f"{hub.checked.hub.url.rstrip('/')}/campaigns/{campaign.slug}/",
        "review_due": brief.review_due.isoformat() if brief.review_due else None,
        "under_review": campaign.under_review,
        "use_until": use_until(campaign).isoformat(),
    }


def _post_data(hub: Hub, campaign: Campaign, post: FilledPost) -> dict[str, Any]:
    return {
        "id": post.id,
        "platform": post.platform,
        "at": post.at.isoformat(),
        "audience": post.audience,
        "text": post.text,
        "length": post.length,
        "limit": post.limit,
        "link": post.link,
        "share": share_of(hub, campaign, post),
        "card": post.card,
        "alt": post.alt,
    }


def _card_data(use: CardUse, drawings: Drawings) -> dict[str, Any]:
    picture, content = use.picture, drawings[use.picture.path]
    return {
        "id": picture.card.id,
        "kind": picture.card.template,
        "platform": use.platform,
        "format": use.format,
        "width": picture.shape.width,
        "height": picture.shape.height,
        "file": picture.path,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "alt": picture.card.alt,
    }


def _download_data(download: Artifact) -> dict[str, Any]:
    content = download.read()
    return {
        "file": download.path,
        "kind": download.path.rpartition(".")[2],
        "platform": None,
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
