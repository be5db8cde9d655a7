"""render: the hub to artifacts and pages. Cards are drawn in `cards/`, the only place that knows Pillow."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from ..derive import Campaign, Hub, Picture
from ..diagnostics import Diagnostic, Place, report
from ..load import Media
from .artifact import Artifact, Preview, Rendered, SitePage
from .campaign_files import KitFiles, kit_files
from .card_cache import CardCache
from .cards import Misfit, PictureUnreadable, clean_picture, missing_text_engine
from .drawing import draw_pictures, misfits
from .kit_files import calendar
from .page_layout import PageLayout
from .pages import site_pages

__all__ = ["Artifact", "PageLayout", "Preview", "Rendered", "SitePage", "measure", "render"]

LONGEST_SIDE = 1600
"""Pixels of a photo on a page: twice the widest column, for sharp screens."""


def render(hub: Hub, cache_folder: Path, tell: Callable[[str], None]) -> tuple[Rendered, list[Diagnostic]]:
    """Draw and write everything that goes into the site; drawn cards are kept below `cache_folder`."""
    cache = CardCache(cache_folder)
    found: list[Diagnostic] = []
    photos, artifacts, originals = _photos(hub, found)
    logo = _logo(hub, found)
    kits: dict[str, KitFiles] = {}
    drawn = reused = 0
    for number, campaign in enumerate(hub.campaigns, 1):
        pictures = {use.picture.path: use.picture for use in campaign.uses}
        tell(f"Cards of {campaign.slug} ({number} of {len(hub.campaigns)}): {len(pictures)} pictures")
        done = draw_pictures(pictures.values(), hub.checked.brand, logo, originals, cache)
        found += [_too_long(campaign, picture, misfit) for picture, misfit in done.misfits]
        kits[campaign.slug] = kit_files(hub, campaign, done.files, cache)
        artifacts += kits[campaign.slug].artifacts
        drawn, reused = drawn + done.drawn, reused + len(done.files) - done.drawn
    artifacts += _hub_files(hub)
    cache.prune(artifact.file for artifact in artifacts if artifact.file)
    return Rendered(site_pages(hub, kits, photos), tuple(artifacts), drawn, reused), found


def measure(hub: Hub, cache_folder: Path) -> list[Diagnostic]:
    """What would be wrong with the pictures, without drawing any."""
    cache = CardCache(cache_folder)
    found: list[Diagnostic] = []
    _, _, originals = _photos(hub, found)
    logo = _logo(hub, found)
    for campaign in hub.campaigns:
        pictures = {use.picture.path: use.picture for use in campaign.uses}
        wrong = misfits(pictures.values(), hub.checked.brand, logo, originals, cache)
        found += [_too_long(campaign, picture, misfit) for picture, misfit in wrong]
    return found


def _logo(hub: Hub, found: list[Diagnostic]) -> bytes | None:
    return _clean(hub.checked.logo, found) if hub.checked.logo else None


def _photos(hub: Hub, found: list[Diagnostic]) -> tuple[dict[str, str], list[Artifact], dict[str, bytes]]:
    """The site path of each story's photo, the photos made clean, and what the cards are drawn from."""
    places: dict[str, str] = {}
    artifacts: list[Artifact] = []
    originals: dict[str, bytes] = {}
    stories = {story.slug: story for campaign in hub.campaigns for story in campaign.stories if story.photo}
    for slug, story in stories.items():
        clean = _clean(story.photo, found) if story.photo else None
        if clean and story.photo:
            originals[story.photo.path] = clean
            if slug in hub.stories:
                places[slug] = f"stories/{slug}/photo.jpg"
                artifacts.append(Artifact(places[slug], clean))
    artifacts += [
        Artifact(picture.path.removeprefix("content/"), clean)
        for picture in hub.checked.pictures
        if (clean := _clean(picture, found))
    ]
    return places, artifacts, originals


def _clean(picture: Media, found: list[Diagnostic]) -> bytes | None:
    drawn = picture.path.lower().endswith(".png") and "/stories/" not in picture.path
    try:
        return clean_picture(picture.content, "png" if drawn else "jpeg", LONGEST_SIDE)
    except PictureUnreadable as error:
        found.append(report("picture-unreadable", Place(picture.path), reason=error.reason))
        return None


def _too_long(campaign: Campaign, picture: Picture, misfit: Misfit) -> Diagnostic:
    place = _field_place(campaign, misfit.field)
    facts = {"card": picture.card.id, "field": misfit.role, "shape": picture.shape_name}
    if misfit.without_engine:
        return report("card-script-unset", place, how=missing_text_engine() or "", **facts)
    if misfit.missing_glyphs:
        return report("card-letter-missing", place, letters=" ".join(misfit.missing_glyphs), **facts)
    return report("card-does-not-fit", place, excess=misfit.excess_characters, **facts)


def _field_place(campaign: Campaign, field: str) -> Place:
    """The place of a field such as `title` or `messages.home`, whose second part is the id of a list's entry."""
    group, _, name = field.partition(".")
    if group == "stories":
        return Place(f"content/stories/{name}/index.md")
    located = campaign.page.fields
    if located is None:
        return Place(campaign.page.path)
    ids = [entry.id for entry in getattr(campaign.brief, group)] if name else []
    return located.place(group, ids.index(name)) if name in ids else located.place(group)


def _hub_files(hub: Hub) -> list[Artifact]:
    hours = hub.checked.hub.consent.rebuild_hours
    facts = {
        "built_at": hub.as_of.isoformat(timespec="seconds"),
        "as_of": hub.as_of.date().isoformat(),
        "next_due": (hub.as_of + timedelta(hours=hours)).isoformat(timespec="seconds"),
        "stories": {"published": hub.published, "withheld": hub.held_back},
    }
    return [
        Artifact("build.json", (json.dumps(facts, indent=1) + "\n").encode()),
        Artifact("calendar.ics", calendar(hub, hub.campaigns, hub.checked.hub.name)),
    ]
