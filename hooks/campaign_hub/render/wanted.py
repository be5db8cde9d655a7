"""What has to be drawn of a campaign, and the campaign with what came of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from ..derive import Campaign
from .drawing import Drawing
from .partner_files import partner_kits_drawn

__all__ = ["drawings_of", "with_drawn"]


def drawings_of(campaign: Campaign) -> tuple[Drawing, ...]:
    """Every picture and poster of `campaign` once, those of partners' kits too, wherever it may be used."""
    return (*campaign.pictures.values(), *campaign.posters)


def with_drawn(campaign: Campaign, files: Collection[str]) -> Campaign:
    """The campaign without what could not be drawn, which was told of."""
    return replace(
        campaign,
        uses=tuple(use for use in campaign.uses if use.picture.path in files),
        posters=tuple(poster for poster in campaign.posters if poster.path in files),
        partner_kits=partner_kits_drawn(campaign, files),
    )
