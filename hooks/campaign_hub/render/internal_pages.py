"""The pages for the organisation's own people, which a preview has and the public site never."""

from __future__ import annotations

from ..canaries import INTERNAL_FOLDER
from ..derive import Hub
from ..derive.language import speech_for
from ..load import Page
from ..load.markdown import without_comments
from .artifact import InternalPage
from .views import shared

__all__ = ["internal_pages"]


def internal_pages(hub: Hub) -> list[InternalPage]:
    """Every internal page of a preview with the page that lists them, and none of a public site."""
    if hub.inside is None:
        return []
    pages = [_written(hub, page) for page in hub.inside.readiness.pages]
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


def _written(hub: Hub, page: Page) -> InternalPage:
    """A page that an editor wrote for the organisation alone."""
    fields = page.fields.data if page.fields else {}
    language = str(fields.get("language") or hub.checked.hub.language)
    speech = speech_for(language, hub.checked.words)
    name = page.path.rpartition("/")[2].removesuffix(".md")
    return InternalPage(
        path=f"{INTERNAL_FOLDER}readiness/{name}.md",
        title=str(fields.get("title") or name.replace("-", " ").capitalize()),
        description=str(fields.get("description") or ""),
        language=language,
        direction=speech.direction,
        template="pages/internal.html",
        markdown=without_comments(page.body),
        view=shared(hub, speech),
    )
