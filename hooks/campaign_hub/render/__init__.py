"""render: the hub to artifacts and pages. Cards are drawn in `cards/`, the only place here that knows Pillow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import regex

from ..derive import Campaign, Hub, Picture, place_of
from ..diagnostics import Diagnostic, report
from .artifact import Artifact, Preview, Rendered, SitePage
from .calendars import hub_calendar
from .campaign_files import KitFiles, kit_files
from .card_cache import CardCache
from .cards import Misfit, missing_text_engine
from .colour_sheet import colour_sheet
from .content_policy import POLICY_SLOT, with_policy
from .cores import Cores
from .drawing import Drawing, draw_pictures, misfits
from .feeds import feeds
from .kit_data import kit_schema
from .kit_texts import KitTexts
from .measured import Measured, measured_key
from .page_layout import PageLayout
from .pages import site_pages
from .partner_files import logo_misfits, partner_files, partner_kits_drawn
from .photos import clean, clean_photos
from .sheets import campaign_sheet
from .typeface import Typeface
from .web_fonts import web_fonts

__all__ = [
    "POLICY_SLOT",
    "Artifact",
    "PageLayout",
    "Preview",
    "Rendered",
    "SitePage",
    "Typeface",
    "campaign_sheet",
    "measure",
    "render",
    "with_policy",
]

LOGO = "assets/logo"
"""Where the organisation's logo lies in the site, without its ending."""
EAST_ASIAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}]")


def render(
    hub: Hub, cache_folder: Path, tell: Callable[[str], None], *, frames: bool = False
) -> tuple[Rendered, list[Diagnostic]]:
    """Draw and write everything that goes into the site; drawn cards are kept below `cache_folder`.

    With `frames`, for a preview, the kit pages show cards as the platforms will frame them.
    """
    cache = CardCache(cache_folder)
    found: list[Diagnostic] = []
    photos, logo = clean_photos(hub, found), _logo(hub, found)
    artifacts = [*photos.artifacts, colour_sheet(hub.checked.brand), *_logo_file(hub, logo)]
    kits: dict[str, KitFiles] = {}
    texts = KitTexts(hub)
    drawn = reused = 0
    whole: list[Campaign] = []
    with Cores() as cores:
        for number, campaign in enumerate(hub.campaigns, 1):
            pictures = campaign.pictures
            tell(f"Cards of {campaign.slug} ({number} of {len(hub.campaigns)}): {len(pictures)} pictures")
            wanted: tuple[Drawing, ...] = (*pictures.values(), *campaign.posters)
            done = draw_pictures(wanted, hub.checked.brand, logo, photos.originals, cache, cores)
            found += _misfits(campaign, done.misfits)
            whole.append(_with_what_was_drawn(campaign, done.files))
            kits[campaign.slug] = kit_files(hub, whole[-1], done.files, texts, cache)
            artifacts += kits[campaign.slug].artifacts
            for kit in whole[-1].partner_kits:
                kits[kit.kit_name] = partner_files(hub, kit, done.files, texts, cache)
                artifacts += kits[kit.kit_name].artifacts
            drawn, reused = drawn + done.drawn, reused + len(done.files) - done.drawn
    found += texts.found
    hub = replace(hub, campaigns=tuple(whole))
    artifacts += _hub_files(hub)
    pages = site_pages(hub, kits, photos, frames=frames)
    artifacts += feeds(hub, {page.path: page for page in pages})
    type_files, faces = web_fonts(hub, cache)
    artifacts += type_files
    cache.prune(artifact.file for artifact in artifacts if artifact.file)
    shown = next((file.path for file in _logo_file(hub, logo)), None)
    return Rendered(pages, tuple(artifacts), drawn, reused, faces, shown), found


def _with_what_was_drawn(campaign: Campaign, files: Mapping[str, Path]) -> Campaign:
    """The campaign without what could not be drawn, which was told of."""
    return replace(
        campaign,
        uses=tuple(use for use in campaign.uses if use.picture.path in files),
        posters=tuple(poster for poster in campaign.posters if poster.path in files),
        partner_kits=partner_kits_drawn(campaign, files),
    )


def measure(hub: Hub, cache_folder: Path) -> list[Diagnostic]:
    """What would be wrong with the pictures, without drawing any; what was measured before and fits is known to."""
    cache = CardCache(cache_folder)
    measured = Measured(cache_folder.with_name("measured.json"))
    found: list[Diagnostic] = []
    photos, logo = clean_photos(hub, found), _logo(hub, found)
    texts = KitTexts(hub)
    for campaign in hub.campaigns:
        pictures = campaign.pictures
        every: tuple[Drawing, ...] = (*pictures.values(), *campaign.posters)
        key = measured_key(every, hub.checked.brand, logo, photos.originals)
        if not measured.fits(key):
            wrong = misfits(every, hub.checked.brand, logo, photos.originals, cache)
            found += _misfits(campaign, wrong)
            if not wrong:
                measured.remember(key)
        texts.fill(campaign)
    measured.write()
    return [*found, *texts.found]


def _logo(hub: Hub, found: list[Diagnostic]) -> bytes | None:
    return clean(hub.checked.logo, found) if hub.checked.logo else None


def _logo_file(hub: Hub, logo: bytes | None) -> list[Artifact]:
    """The logo as a file of the site, for the header of every page."""
    ending = hub.checked.logo.path.rpartition(".")[2].lower() if hub.checked.logo else ""
    return [Artifact(f"{LOGO}.{ending}", logo)] if logo else []


def _misfits(campaign: Campaign, misfits: Iterable[tuple[Drawing, Misfit]]) -> list[Diagnostic]:
    """What does not fit, once for each field that it comes from: where most of it has to go."""
    misfits, told = logo_misfits(campaign, misfits)
    worst: dict[str, tuple[Drawing, Misfit]] = {}
    for picture, misfit in misfits:
        known = worst.setdefault(misfit.field, (picture, misfit))
        if misfit.excess_characters > known[1].excess_characters:
            worst[misfit.field] = (picture, misfit)
    return [*told, *(_misfit(campaign, picture, misfit) for picture, misfit in worst.values())]


def _misfit(campaign: Campaign, picture: Drawing, misfit: Misfit) -> Diagnostic:
    place = place_of(campaign, misfit.field)
    facts = {"card": picture.card.id, "field": _spoken(misfit.field), "shape": picture.shape_name}
    if misfit.without_engine:
        return report("card-script-unset", place, how=missing_text_engine() or "", **facts)
    if misfit.missing_glyphs:
        return report(
            "card-letter-missing", place, letters=" ".join(misfit.missing_glyphs), remedy=_remedy(misfit), **facts
        )
    if misfit.bytes and isinstance(picture, Picture):
        return report("card-too-heavy", place, bytes=misfit.bytes, limit=picture.most_bytes, **facts)
    return report("card-does-not-fit", place, excess=misfit.excess_characters, **facts)


def _remedy(misfit: Misfit) -> str:
    """What would bring a font with the letters that are missing, where something would."""
    wanted = any(EAST_ASIAN.match(letter) for letter in misfit.missing_glyphs)
    return ", or add a font for them: .venv/bin/pip install manimgx-fonts-cjk" if wanted else ""


def _spoken(field: str) -> str:
    """The last step of the way to a field, with the entry's number where it is one of a list."""
    way, _, last = field.rpartition(".")
    return f"{way.rpartition('.')[2]} (entry {int(last) + 1})" if last.isdigit() else last


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
        Artifact("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {hub.checked.hub.url}sitemap.xml\n".encode()),
        Artifact("calendar.ics", hub_calendar(hub)),
        kit_schema(hub),
    ]
