"""The page of each partner's kit, and what the campaign's own kit page says of partners."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..derive import Campaign, Hub, Recipient
from .artifact import Preview, SitePage
from .badges import badge_view
from .campaign_files import KitFiles
from .card_views import card_views, further_pictures, post_pictures
from .kit_texts import terms_of, use_until
from .post_views import post_views
from .views import shared

__all__ = ["partner_links", "partner_pages"]


def partner_pages(
    hub: Hub, campaign: Campaign, files: Iterable[KitFiles], logos: Mapping[str, str], preview: Preview | None
) -> list[SitePage]:
    """A page for each of the partners' kits of `campaign`, whose `files` are in the same order.

    `logos` are the paths of partners' logos by the folders of their kits.
    """
    kits = zip(campaign.partner_kits, files, strict=True)
    return [_page(hub, campaign, kit, own, logos.get(kit.folder), preview) for kit, own in kits]


def partner_links(campaign: Campaign, logos: Mapping[str, str]) -> list[dict[str, Any]]:
    """Who has a kit of its own: name, address of the page below the site's root, logo."""
    return [
        {"name": kit.recipient.name, "path": f"{kit.folder}/", "logo": logos.get(kit.folder)}
        for kit in campaign.partner_kits
        if kit.recipient
    ]


def _page(
    hub: Hub, campaign: Campaign, kit: Campaign, files: KitFiles, logo: str | None, preview: Preview | None
) -> SitePage:
    partner, speech, title = _recipient(kit), kit.speech, kit.brief.title
    view = shared(hub, speech) | {
        "campaign": kit,
        "brief": kit.brief,
        "partner": partner,
        "logo": logo,
        "posts": post_views(hub, kit, post_pictures(kit, files), further_pictures(kit, files)),
        "cards": [view for view in card_views(kit, files) if view["pictures"]],
        "downloads": files.downloads,
        "texts": files.texts,
        "badge": badge_view(hub, campaign),
        "terms": terms_of(kit),
        "until": speech.day(use_until(kit)),
    }
    return SitePage(
        path=f"{kit.folder}/index.md",
        title=speech("partner_kit_title", campaign=title, partner=partner.name),
        description=speech("partner_kit_description", campaign=title, partner=partner.name),
        language=speech.language,
        direction=speech.direction,
        template="pages/partner.html",
        view=view,
        preview=preview,
        # All of it is on the campaign's own kit page, once more for each partner.
        searchable=False,
    )


def _recipient(kit: Campaign) -> Recipient:
    if kit.recipient is None:
        raise ValueError(f"{kit.slug} is no partner's kit")
    return kit.recipient
