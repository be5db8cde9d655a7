"""The pages for the organisation's own people, which a preview has and the public site never."""

from __future__ import annotations

from ..canaries import INTERNAL_FOLDER
from ..derive import Hub
from .artifact import InternalPage
from .readiness_pages import readiness_pages
from .spokesperson_pages import spokesperson_pages
from .views import shared

__all__ = ["internal_pages"]


def internal_pages(hub: Hub) -> list[InternalPage]:
    """Every internal page of a preview with the page that lists them, and none of a public site."""
    if hub.inside is None:
        return []
    pages = [*readiness_pages(hub, hub.inside), *spokesperson_pages(hub, hub.inside)]
    return [_list_of(hub, pages), *pages]


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
