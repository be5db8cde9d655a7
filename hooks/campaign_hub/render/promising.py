"""The site of a preview: its pages, and files that are made as soon as a browser asks for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..derive import Campaign, Hub
from ..diagnostics import Diagnostic
from ..kept_keys import KeptKeys
from ..load import Media
from ..memory import Memory
from ..validate.organisation import Brand
from .artifact import Artifact, Rendered
from .card_cache import CardCache
from .cards import Misfit
from .colour_sheet import colour_sheet
from .cores import Cores
from .drawing import Drawing, misfits
from .feeds import feeds
from .hub_files import hub_files, logo_file, type_files
from .kit_texts import KitTexts
from .measured import measured_key
from .on_request import Means, photos_on_request, promise_kit, promise_partner_kit
from .pages import site_pages
from .photos import clean
from .typeface import Typeface, scripts_of
from .unfit_texts import told_of
from .wanted import drawings_of, with_drawn

__all__ = ["promise"]

FEW = 8
"""Campaigns that one process measures sooner than others are started."""


def promise(hub: Hub, cache_folder: Path, memory: Memory) -> tuple[Rendered, list[Diagnostic]]:
    """What goes into the site of a preview: its pages, and files that are made when a browser asks for them.

    What was made of a campaign before is in `memory`. Cards are laid out where that was never done, to tell what does
    not fit, and not drawn.
    """
    cache = memory.of(CardCache, cache_folder)
    photos, shown_on_cards, found = photos_on_request(hub, cache, memory)
    logo = memory.of(_clean_logo, hub.checked.logo, cache) if hub.checked.logo else None
    means = Means(hub.checked.brand, logo, shown_on_cards, cache)
    own = {campaign.slug: means.of(campaign, memory) for campaign in hub.campaigns}
    wrong = _unfit(hub, own, cache_folder, memory)
    whole = [memory.of(_without_misfits, campaign, wrong.get(campaign.slug, ())) for campaign in hub.campaigns]
    found += [each for campaign in hub.campaigns for each in told_of(campaign, wrong.get(campaign.slug, ()))]
    hub = replace(hub, campaigns=tuple(whole))
    found += [
        each for campaign in whole for each in memory.of(_odd_texts, hub.of_one(campaign, memory=memory), campaign)
    ]
    kits = {
        each.folder if each.recipient else each.slug: memory.of(
            promise_partner_kit if each.recipient else promise_kit,
            hub.of_one(campaign, memory=memory),
            each,
            own[campaign.slug],
        )
        for campaign in whole
        for each in (campaign, *campaign.partner_kits)
    }
    pages = site_pages(hub, kits, photos, memory, "editors")
    own_type, faces = memory.of(_type, hub.checked.brand, scripts_of(hub), cache)
    logo_files = logo_file(hub, logo)
    artifacts = (
        *photos.artifacts,
        colour_sheet(hub.checked.brand),
        *logo_files,
        *(each for kit in kits.values() for each in kit.artifacts),
        *hub_files(hub, cache),
        *feeds(hub, {page.path: page for page in pages}),
        *own_type,
    )
    shown = next((file.path for file in logo_files), None)
    return Rendered(pages, artifacts, typeface=faces, logo=shown), found


def _type(brand: Brand, scripts: tuple[str, ...], cache: CardCache) -> tuple[tuple[Artifact, ...], Typeface]:
    """The pages' type, held in memory: what lies in the cache may go while a preview runs."""
    files, faces = type_files(brand, scripts, cache)
    return tuple(Artifact(each.path, each.read()) for each in files), faces


def _clean_logo(logo: Media, cache: CardCache) -> bytes | None:
    return clean(logo, [], cache)


def _unfit(
    hub: Hub, means: Mapping[str, Means], cache_folder: Path, memory: Memory
) -> dict[str, tuple[tuple[Drawing, Misfit], ...]]:
    """The texts that do not fit, by campaign; what was measured before and fits is known to."""
    measured = KeptKeys(cache_folder.with_name("measured.json"))
    keys = {each.slug: memory.of(_fitting_key, each, means[each.slug]) for each in hub.campaigns}
    unknown = [each for each in hub.campaigns if not measured.knows(keys[each.slug])]
    with Cores() as cores:
        jobs = [(each, means[each.slug]) for each in unknown]
        many = cores.map(_measure_one, jobs) if len(jobs) > FEW else (memory.of(_measure_one, job) for job in jobs)
        wrong = {campaign.slug: found for campaign, found in zip(unknown, many, strict=True)}
    for slug, found in wrong.items():
        if not found:
            measured.remember(keys[slug])
    measured.write()
    return {slug: found for slug, found in wrong.items() if found}


def _fitting_key(campaign: Campaign, means: Means) -> str:
    return measured_key(drawings_of(campaign), means.brand, means.logo, means.photos.digests)


def _measure_one(job: tuple[Campaign, Means]) -> tuple[tuple[Drawing, Misfit], ...]:
    campaign, means = job
    return misfits(drawings_of(campaign), means.brand, means.logo, means.photos, means.cache)


def _without_misfits(campaign: Campaign, wrong: tuple[tuple[Drawing, Misfit], ...]) -> Campaign:
    if not wrong:
        return campaign
    paths = {drawing.path for drawing, _ in wrong}
    return with_drawn(campaign, {each.path for each in drawings_of(campaign)} - paths)


def _odd_texts(hub: Hub, campaign: Campaign) -> tuple[Diagnostic, ...]:
    """What is wrong with the texts of one campaign's kit, the only one in `hub`."""
    texts = KitTexts(hub)
    for each in (campaign, *campaign.partner_kits):
        texts.fill(each)
    return tuple(texts.found)
