"""The home, the listings, and the other pages that an editor wrote."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from ..derive import Campaign, Hub, Speech
from ..derive.language import speech_for
from ..derive.topics import topics_of
from ..load import Page
from ..load.markdown import without_comments
from ..validate.readiness_files import RULES
from .artifact import SitePage
from .campaign_files import KitFiles
from .photos import Photos
from .staffed_hours import staffed_hours
from .views import faces, pictures, shared

__all__ = ["listing_pages"]

KINDS = ("live", "next", "past")
LISTINGS = {
    "index.md": "pages/home.html",
    "campaigns/index.md": "pages/campaigns.html",
    "stories/index.md": "pages/stories.html",
}


def listing_pages(hub: Hub, kits: Mapping[str, KitFiles], photos: Photos) -> list[SitePage]:
    """Every page that an editor wrote, and the home and the listings in any case."""
    written = {page.path for page in hub.checked.pages}
    missing = (Page(f"content/{path}", None, "") for path in LISTINGS if f"content/{path}" not in written)
    view = _view(hub, kits, photos)
    return [_page(hub, page, view) for page in (*hub.checked.pages, *missing)]


def _view(hub: Hub, kits: Mapping[str, KitFiles], photos: Photos) -> dict[str, Any]:
    """What there is to list: by standing, by topic and by year."""
    groups = _groups(hub)
    by_standing = [campaign for kind in KINDS for campaign in groups[kind]]
    return {
        "groups": groups,
        "years": [(year, list(some)) for year, some in groupby(groups["past"], lambda each: each.brief.ends.year)],
        "topics": topics_of(by_standing),
        "faces": faces(by_standing, photos),
        "pictures": pictures(hub.campaigns, kits),
        "stories": [story for story, _ in hub.stories.values()],
        "story_campaigns": {slug: campaigns for slug, (_, campaigns) in hub.stories.items()},
        "photos": photos.places,
    }


def _page(hub: Hub, page: Page, view: dict[str, Any]) -> SitePage:
    """A page that an editor wrote; the home and the listings show what there is besides."""
    fields = page.fields.data if page.fields else {}
    path = page.path.removeprefix("content/")
    language = str(fields.get("language") or hub.checked.hub.language)
    speech = speech_for(language, hub.checked.words)
    title = str(fields.get("title") or _title_of(path, hub, speech))
    return SitePage(
        path=path,
        title=title,
        description=str(fields.get("description") or ""),
        language=language,
        direction=speech.direction,
        template=LISTINGS.get(path, "pages/plain.html"),
        markdown=without_comments(page.body),
        view=shared(hub, speech) | view | {"moderation": _moderation(hub, page, speech)},
    )


def _moderation(hub: Hub, page: Page, speech: Speech) -> dict[str, object] | None:
    """The hours of the community rules, and of any other page that gives some."""
    given = hub.checked.readiness.moderation.get(page.path, ())
    return staffed_hours(hub, given, speech) if page.path == RULES or given else None


def _title_of(path: str, hub: Hub, speech: Speech) -> str:
    """A title for a page that gives itself none."""
    titles = {
        "index.md": hub.checked.hub.name,
        "campaigns/index.md": speech("campaigns"),
        "stories/index.md": speech("stories"),
    }
    return (
        titles.get(path)
        or path.removesuffix("/index.md").removesuffix(".md").rpartition("/")[2].replace("-", " ").capitalize()
    )


def _groups(hub: Hub) -> dict[str, list[Campaign]]:
    """Campaigns by standing: by their start, and the ended ones latest first; on one day the hub's language leads."""
    home = hub.speech.locale.language
    by_start = sorted(
        hub.campaigns, key=lambda each: (each.brief.starts, each.speech.locale.language != home, each.slug)
    )
    groups = {kind: [each for each in by_start if each.standing == kind] for kind in KINDS}
    groups["past"].sort(key=lambda each: each.brief.ends, reverse=True)
    return groups
