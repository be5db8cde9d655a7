"""The pages for the organisation's own people, which a preview has and the public site never."""

from __future__ import annotations

from collections.abc import Mapping

from ..canaries import INTERNAL_FOLDER
from ..derive import Hub
from .artifact import InternalPage
from .campaign_files import KitFiles
from .daily_page import daily_page
from .readiness_pages import readiness_pages
from .views import shared

__all__ = ["internal_pages"]


def internal_pages(hub: Hub, kits: Mapping[str, KitFiles] | None = None) -> list[InternalPage]:
    """Every internal page of a preview with the page that lists them, and none of a public site.

    `kits` has each campaign's files, for the pages of a preview; without them the pages are for paper.
    """
    if hub.inside is None:
        return []
    pages = readiness_pages(hub, hub.inside)
    daily = [daily_page(hub, hub.inside, kits)] if hub.campaigns else []
    # What is for every day stands first on the screen, and in the drawer what is for the worst one.
    return [_list_of(hub, [*daily, *pages]), *pages, *daily]


def _list_of(hub: Hub, pages: list[InternalPage]) -> InternalPage:
    return InternalPage(
        path=f"{INTERNAL_FOLDER}index.md",
        title=hub.speech("internal_title"),
        description=hub.speech("internal_lead"),
        language=hub.speech.language,
        direction=hub.speech.direction,
        template="pages/internal_list.html",
        view=shared(hub, hub.speech) | {"pages": pages},
    )
