"""render: the hub to artifacts and pages. Cards are drawn in `cards/`, the only place here that knows Pillow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from ..derive import Campaign, Hub, Picture
from ..diagnostics import Diagnostic, Place, report
from .artifact import Artifact, Preview, Rendered, SitePage
from .campaign_files import KitFiles, kit_files
from .card_cache import CardCache
from .cards import Misfit, missing_text_engine
from .drawing import draw_pictures, misfits
from .kit_files import calendar
from .page_layout import PageLayout
from .pages import site_pages
from .photos import clean, clean_photos

__all__ = ["Artifact", "PageLayout", "Preview", "Rendered", "SitePage", "measure", "render"]


def render(hub: Hub, cache_folder: Path, tell: Callable[[str], None]) -> tuple[Rendered, list[Diagnostic]]:
    """Draw and write everything that goes into the site; drawn cards are kept below `cache_folder`."""
    cache = CardCache(cache_folder)
    found: list[Diagnostic] = []
    photos, logo = clean_photos(hub, found), _logo(hub, found)
    artifacts = [*photos.artifacts]
    kits: dict[str, KitFiles] = {}
    drawn = reused = 0
    whole: list[Campaign] = []
    for number, campaign in enumerate(hub.campaigns, 1):
        pictures = {use.picture.path: use.picture for use in campaign.uses}
        tell(f"Cards of {campaign.slug} ({number} of {len(hub.campaigns)}): {len(pictures)} pictures")
        done = draw_pictures(pictures.values(), hub.checked.brand, logo, photos.originals, cache)
        found += _misfits(hub, campaign, done.misfits)
        # A card that could not be drawn was told of; from here on the campaign does without it.
        whole.append(replace(campaign, uses=tuple(use for use in campaign.uses if use.picture.path in done.files)))
        kits[campaign.slug] = kit_files(hub, whole[-1], done.files, cache)
        artifacts += kits[campaign.slug].artifacts
        drawn, reused = drawn + done.drawn, reused + len(done.files) - done.drawn
    hub = replace(hub, campaigns=tuple(whole))
    artifacts += _hub_files(hub)
    cache.prune(artifact.file for artifact in artifacts if artifact.file)
    return Rendered(site_pages(hub, kits, photos), tuple(artifacts), drawn, reused), found


def measure(hub: Hub, cache_folder: Path) -> list[Diagnostic]:
    """What would be wrong with the pictures, without drawing any."""
    cache = CardCache(cache_folder)
    found: list[Diagnostic] = []
    photos, logo = clean_photos(hub, found), _logo(hub, found)
    for campaign in hub.campaigns:
        pictures = {use.picture.path: use.picture for use in campaign.uses}
        wrong = misfits(pictures.values(), hub.checked.brand, logo, photos.originals, cache)
        found += _misfits(hub, campaign, wrong)
    return found


def _logo(hub: Hub, found: list[Diagnostic]) -> bytes | None:
    return clean(hub.checked.logo, found) if hub.checked.logo else None


def _misfits(hub: Hub, campaign: Campaign, misfits: Iterable[tuple[Picture, Misfit]]) -> list[Diagnostic]:
    """What does not fit, once for each field that it comes from: where most of it has to go."""
    worst: dict[str, tuple[Picture, Misfit]] = {}
    for picture, misfit in misfits:
        known = worst.setdefault(misfit.field, (picture, misfit))
        if misfit.excess_characters > known[1].excess_characters:
            worst[misfit.field] = (picture, misfit)
    return [_misfit(hub, campaign, picture, misfit) for picture, misfit in worst.values()]


def _misfit(hub: Hub, campaign: Campaign, picture: Picture, misfit: Misfit) -> Diagnostic:
    place = _field_place(hub, campaign, misfit.field)
    facts = {"card": picture.card.id, "field": _spoken(misfit.field), "shape": picture.shape_name}
    if misfit.without_engine:
        return report("card-script-unset", place, how=missing_text_engine() or "", **facts)
    if misfit.missing_glyphs:
        return report("card-letter-missing", place, letters=" ".join(misfit.missing_glyphs), **facts)
    return report("card-does-not-fit", place, excess=misfit.excess_characters, **facts)


def _spoken(field: str) -> str:
    """The last step of the way to a field, with the entry's number where it is one of a list."""
    way, _, last = field.rpartition(".")
    return f"{way.rpartition('.')[2]} (entry {int(last) + 1})" if last.isdigit() else last


def _field_place(hub: Hub, campaign: Campaign, field: str) -> Place:
    """The place of a field such as `title`, `messages.home.text` or `stories.amara.quote`: ids in the middle."""
    group, _, way = field.partition(".")
    name, _, inner = way.partition(".")
    page = campaign.page
    if group == "stories":
        page = next(story.raw.page for story in hub.checked.stories if story.raw.slug == name)
    if page.fields is None:
        return Place(page.path)
    if group == "stories":
        return page.fields.place(inner)
    steps = [int(step) if step.isdigit() else step for step in inner.split(".") if step]
    listed = getattr(campaign.brief, group, None) if name else None
    ids = [entry.id for entry in listed] if isinstance(listed, tuple) else []
    spot = (group, ids.index(name), *steps) if name in ids else (group, *([name] if name else []), *steps)
    return page.fields.place(*spot)


def _hub_files(hub: Hub) -> list[Artifact]:
    hours = hub.checked.hub.consent.rebuild_hours
    facts = {
        "built_at": hub.built_at.isoformat(timespec="seconds"),
        "as_of": hub.as_of.date().isoformat(),
        "next_due": (hub.built_at + timedelta(hours=hours)).isoformat(timespec="seconds"),
        "stories": {"published": hub.published, "withheld": hub.held_back},
    }
    return [
        Artifact("build.json", (json.dumps(facts, indent=1) + "\n").encode()),
        Artifact("calendar.ics", calendar(hub, hub.campaigns, hub.checked.hub.name)),
    ]
