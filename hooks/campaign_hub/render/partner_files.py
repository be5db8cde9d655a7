"""The files of one partner's kit: its cards, its posts, its texts, all in one ZIP and the lists by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from ..derive import Campaign, CardUse, Hub, Picture
from ..diagnostics import Diagnostic, Place, report
from .artifact import Artifact
from .campaign_files import KitFiles, made_downloads
from .card_cache import CardCache
from .cards import Misfit
from .drawing import Drawing
from .kit_texts import KitTexts

__all__ = ["logo_misfits", "partner_files", "partner_kits_drawn"]


def partner_files(hub: Hub, kit: Campaign, drawn: Mapping[str, Path], texts: KitTexts, cache: CardCache) -> KitFiles:
    """Make the files of a partner's `kit` but for its pictures, which are among those of the campaign in `drawn`."""
    paths = dict.fromkeys(use.picture.path for use in kit.uses)
    drawings = {path: Artifact(path, file=drawn[path], known=cache.facts(drawn[path])) for path in paths}
    downloads = made_downloads(hub, kit, drawings, texts, cache)
    return KitFiles(
        artifacts=tuple(each.artifact for each in downloads),
        downloads=downloads,
        digests={path: each.facts.sha256[:8] for path, each in drawings.items()},
        sizes={path: each.facts.size for path, each in drawings.items()},
        texts=texts.elsewhere(kit),
    )


def partner_kits_drawn(campaign: Campaign, files: Collection[str]) -> tuple[Campaign, ...]:
    """The partners' kits of `campaign` with what could be drawn.

    A card that has no room for the partner's logo is there without it, as the campaign has it.
    """
    own = {(use.picture.card.id, use.platform, use.format): use for use in campaign.uses}
    return tuple(replace(kit, uses=tuple(_drawn(kit.uses, own, files))) for kit in campaign.partner_kits)


def _drawn(
    uses: Iterable[CardUse], own: Mapping[tuple[str, str, str], CardUse], files: Collection[str]
) -> Iterator[CardUse]:
    for use in uses:
        plain = own.get((use.picture.card.id, use.platform, use.format))
        if use.picture.path in files:
            yield use
        elif plain and plain.picture.path in files:
            yield plain


def logo_misfits(
    campaign: Campaign, misfits: Iterable[tuple[Drawing, Misfit]]
) -> tuple[list[tuple[Drawing, Misfit]], list[Diagnostic]]:
    """The misfits of the campaign's own cards, and a word on cards that only a partner's logo makes too full."""
    misfits = list(misfits)
    lent = {
        use.picture.path: kit
        for kit in campaign.partner_kits
        for use in kit.uses
        if use.picture.path.startswith(kit.folder)
    }
    own = [(picture, misfit) for picture, misfit in misfits if picture.path not in lent]
    full = {(picture.card.id, picture.shape_name) for picture, _ in own if isinstance(picture, Picture)}
    told: dict[tuple[str, str], Diagnostic] = {}
    for picture, _ in misfits:
        kit = lent.get(picture.path)
        key = (picture.path, picture.card.id)
        if kit and kit.recipient and (picture.card.id, picture.shape_name) not in full:
            place = Place(f"content/partners/{kit.recipient.slug}.yml")
            facts = {"card": picture.card.id, "campaign": campaign.slug, "shape": picture.shape_name}
            told[key] = report("partner-card-without-logo", place, **facts)
    return own, list(told.values())
