"""The kit for machines: `kit.json`, and the JSON Schema that it keeps to. Same hub, same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ..derive import Campaign, CardUse, FilledPost, Hub
from ..derive.passing_on import handed_on, hashtags_for
from ..validate.brief import Hashtag
from .addresses import share_of, site_address
from .artifact import Artifact
from .download import Download
from .kit_texts import use_until

__all__ = ["kit_data", "kit_schema"]

Drawings = Mapping[str, Artifact]
"""Each picture by its path below the site's root."""
SCHEMA = "schemas/kit.json"
"""Where the schema lies below the site's root."""


def kit_schema(hub: Hub) -> Artifact:
    """The JSON Schema of every `kit.json`, with its address on this site as its name."""
    schema = json.loads(Path(__file__).with_name("kit.schema.json").read_text("utf-8"))
    named = {"$schema": schema.pop("$schema"), "$id": site_address(hub, SCHEMA), **schema}
    return Artifact(SCHEMA, _written(named))


def kit_data(hub: Hub, campaign: Campaign, drawings: Drawings, downloads: Iterable[Download]) -> bytes:
    """The kit for machines, as the contract's `kit.json`: only what others may pass on."""
    data = {
        "$schema": site_address(hub, SCHEMA),
        "campaign": _campaign(hub, campaign),
        "hashtags": [_hashtag(hub, campaign, tag) for tag in campaign.brief.hashtags],
        "posts": [_post(hub, campaign, post) for post in handed_on(campaign)],
        "cards": [_card(use, drawings) for use in campaign.kit_uses if use.picture.card.in_downloads],
        "downloads": [_download(each) for each in downloads],
    }
    return _written(data)


def _written(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _campaign(hub: Hub, campaign: Campaign) -> dict[str, Any]:
    brief = campaign.brief
    return {
        "slug": campaign.slug,
        "title": brief.title,
        "summary": brief.summary,
        "language": campaign.speech.language,
        "starts": brief.starts.isoformat(),
        "ends": brief.ends.isoformat(),
        "url": site_address(hub, f"campaigns/{campaign.slug}/"),
        "review_due": brief.review_due.isoformat() if brief.review_due else None,
        "under_review": campaign.under_review,
        "use_until": use_until(campaign).isoformat(),
    }


def _hashtag(hub: Hub, campaign: Campaign, tag: Hashtag) -> dict[str, Any]:
    known = hub.checked.platforms.platforms
    return {
        "tag": tag.tag,
        "role": tag.role,
        "language": tag.language or campaign.speech.language,
        "platforms": [name for name in campaign.platforms if tag in hashtags_for(campaign, known[name])],
        "checked_on": tag.checked_on.isoformat() if tag.checked_on else None,
    }


def _post(hub: Hub, campaign: Campaign, post: FilledPost) -> dict[str, Any]:
    return (
        {
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
        | ({"part": post.part, "parts": post.parts} if post.parts else {})
        | ({"carousel": _carousel(campaign, post)} if post.further else {})
    )


def _carousel(campaign: Campaign, post: FilledPost) -> list[dict[str, Any]]:
    alts = {card.id: card.alt for card in campaign.cards}
    first = {"card": post.card, "alt": post.alt}
    return [first, *({"card": name, "alt": alts[name]} for name in post.further)]


def _card(use: CardUse, drawings: Drawings) -> dict[str, Any]:
    picture, facts = use.picture, drawings[use.picture.path].facts
    return {
        "id": picture.card.id,
        "kind": picture.card.template,
        "platform": use.platform,
        "format": use.format,
        "width": picture.shape.width,
        "height": picture.shape.height,
        "file": picture.path,
        "bytes": facts.size,
        "sha256": facts.sha256,
        "alt": picture.card.alt,
    }


def _download(download: Download) -> dict[str, Any]:
    return {
        "file": download.path,
        "kind": download.kind,
        "platform": download.platform,
        "scheduler": download.scheduler,
        "bytes": download.size,
        "sha256": download.sha256,
    }
