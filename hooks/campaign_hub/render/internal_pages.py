"""The pages for the organisation's own people, which a preview has and the public site never."""

from __future__ import annotations

from collections.abc import Mapping

from ..canaries import INTERNAL_FOLDER
from ..derive import Hub
from .artifact import InternalPage
from .campaign_files import KitFiles
from .daily_page import daily_page
from .readiness_pages import readiness_pages
from .spokesperson_pages import spokesperson_pages
from .views import internal_page

__all__ = ["internal_pages"]


def internal_pages(hub: Hub, kits: Mapping[str, KitFiles] | None = None) -> list[InternalPage]:
    """Every internal page of a preview with the page that lists them, and none of a public site.

    `kits` has each campaign's files, for the pages of a preview; without them the pages are for paper.
    """
    if hub.inside is None:
        return []
    speaking = spokesperson_pages(hub, hub.inside, on_paper=kits is None)
    pages = [*readiness_pages(hub, hub.inside), *speaking]
    daily = [daily_page(hub, hub.inside, kits)] if hub.campaigns else []
    # What is for every day stands first on the screen, and in the drawer what is for the worst one.
    return [_list_of(hub, [*daily, *pages]), *pages, *daily]


def _list_of(hub: Hub, pages: list[InternalPage]) -> InternalPage:
    said = (hub.speech("internal_title"), hub.speech("internal_lead"))
    return internal_page(hub, hub.speech, f"{INTERNAL_FOLDER}index.md", "internal_list", said, {"pages": pages})
