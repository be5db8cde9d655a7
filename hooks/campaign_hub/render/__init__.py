"""render: the hub to artifacts and pages. Cards are drawn in `cards/`, the only place here that knows Pillow."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from pathlib import Path

from ..derive import Campaign, Hub
from ..diagnostics import Diagnostic
from ..kept_keys import KeptKeys
from ..memory import Memory
from .artifact import Artifact, InternalPage, Preview, Rendered, SitePage
from .campaign_files import KitFiles, kit_files
from .card_cache import CardCache
from .colour_sheet import colour_sheet
from .content_policy import POLICY_SLOT, with_policy
from .cores import Cores
from .drawing import Drawing, draw_all, misfits
from .feeds import feeds
from .finished_pages import FinishedPages, looks_at_others, shared_digest, theme_digest
from .hub_files import hub_files, logo_file, type_files
from .kit_texts import KitTexts
from .measured import measured_key
from .page_layout import PageLayout
from .page_store import FinishedPage, PageStore, pages_of_builds, pages_of_previews
from .pages import site_pages
from .partner_files import partner_files
from .photos import clean, clean_photos
from .promising import promise
from .sheets import campaign_sheet
from .typeface import Typeface, scripts_of
from .unfit_texts import told_of
from .wanted import drawings_of, with_drawn

__all__ = [
    "POLICY_SLOT",
    "Artifact",
    "FinishedPage",
    "FinishedPages",
    "InternalPage",
    "PageLayout",
    "PageStore",
    "Preview",
    "Rendered",
    "SitePage",
    "Typeface",
    "campaign_sheet",
    "looks_at_others",
    "measure",
    "pages_of_builds",
    "pages_of_previews",
    "promise",
    "render",
    "shared_digest",
    "theme_digest",
    "with_policy",
]


def render(
    hub: Hub, cache_folder: Path, tell: Callable[[str], None], memory: Memory
) -> tuple[Rendered, list[Diagnostic]]:
    """Draw and write everything that goes into the site; drawn cards are kept below `cache_folder`."""
    cache = CardCache(cache_folder)
    cache.begin()
    found: list[Diagnostic] = []
    photos, logo = clean_photos(hub, found, cache), _logo(hub, found, cache)
    artifacts = [*photos.artifacts, colour_sheet(hub.checked.brand), *logo_file(hub, logo)]
    kits: dict[str, KitFiles] = {}
    texts = KitTexts(hub)
    drawn = reused = 0
    whole: list[Campaign] = []
    wanted = _wanted(hub, tell)
    with Cores() as cores:
        stream = draw_all(wanted, hub.checked.brand, logo, photos.originals, cache, cores)
        for campaign, done in zip(hub.campaigns, stream, strict=True):
            found += told_of(campaign, done.misfits)
            whole.append(with_drawn(campaign, done.files))
            kits[campaign.slug] = kit_files(hub, whole[-1], done.files, texts, cache)
            artifacts += kits[campaign.slug].artifacts
            for kit in whole[-1].partner_kits:
                kits[kit.folder] = partner_files(hub, kit, done.files, texts, cache)
                artifacts += kits[kit.folder].artifacts
            drawn, reused = drawn + done.drawn, reused + len(done.files) - done.drawn
    found += texts.found
    hub = replace(hub, campaigns=tuple(whole))
    artifacts += hub_files(hub, cache)
    pages = site_pages(hub, kits, photos, memory)
    artifacts += feeds(hub, {page.path: page for page in pages})
    own_type, faces = type_files(hub.checked.brand, scripts_of(hub), cache)
    artifacts += own_type
    cache.prune()
    shown = next((file.path for file in logo_file(hub, logo)), None)
    return Rendered(pages, tuple(artifacts), drawn, reused, faces, shown), found


def _wanted(hub: Hub, tell: Callable[[str], None]) -> Iterator[tuple[Drawing, ...]]:
    """What has to be drawn for each campaign."""
    for number, campaign in enumerate(hub.campaigns, 1):
        drawings = drawings_of(campaign)
        tell(f"Cards of {campaign.slug} ({number} of {len(hub.campaigns)}): {len(drawings)} pictures")
        yield drawings


def measure(hub: Hub, cache_folder: Path) -> list[Diagnostic]:
    """What would be wrong with the pictures, without drawing any; what was measured before and fits is known to."""
    cache = CardCache(cache_folder)
    measured = KeptKeys(cache_folder.with_name("measured.json"))
    found: list[Diagnostic] = []
    photos, logo = clean_photos(hub, found, cache), _logo(hub, found, cache)
    texts = KitTexts(hub)
    for campaign in hub.campaigns:
        every = drawings_of(campaign)
        key = measured_key(every, hub.checked.brand, logo, _digests(campaign, photos.originals))
        if not measured.knows(key):
            wrong = misfits(every, hub.checked.brand, logo, photos.originals, cache)
            found += told_of(campaign, wrong)
            if not wrong:
                measured.remember(key)
        for each in (campaign, *campaign.partner_kits):
            texts.fill(each)
    measured.write()
    return [*found, *texts.found]


def _digests(campaign: Campaign, photos: Collection[str]) -> dict[str, str]:
    """The digests of the pictures that the campaign's cards can show, by their path."""
    logos = (kit.recipient.logo for kit in campaign.partner_kits if kit.recipient and kit.recipient.logo)
    shown = (*campaign.media.values(), *(story.photo for story in campaign.people if story.photo), *logos)
    return {each.path: each.sha256 for each in shown if each.path in photos}


def _logo(hub: Hub, found: list[Diagnostic], cache: CardCache) -> bytes | None:
    return clean(hub.checked.logo, found, cache) if hub.checked.logo else None
