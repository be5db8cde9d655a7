"""The pages for the organisation's own people, which a preview has and the public site never."""

from __future__ import annotations

from ..canaries import INTERNAL_FOLDER
from ..derive import Hub
from .artifact import InternalPage
from .readiness_pages import readiness_pages
from .views import internal_page

__all__ = ["internal_pages"]


def internal_pages(hub: Hub) -> list[InternalPage]:
    """Every internal page of a preview with the page that lists them, and none of a public site."""
    if hub.inside is None:
        return []
    pages = readiness_pages(hub, hub.inside)
    return [_list_of(hub, pages), *pages]


def _list_of(hub: Hub, pages: list[InternalPage]) -> InternalPage:
    said = (hub.speech("internal_title"), hub.speech("internal_lead"))
    return internal_page(hub, hub.speech, f"{INTERNAL_FOLDER}index.md", "internal_list", said, {"pages": pages})
