"""The easy-read version of a campaign: one short idea after the other, with a picture beside it."""

from __future__ import annotations

from ..derive import Campaign, Hub
from ..validate.easy_read import EasyRead
from .artifact import Preview, SitePage
from .views import shared

__all__ = ["easy_read_page"]


def easy_read_page(hub: Hub, campaign: Campaign, easy: EasyRead, preview: Preview | None) -> SitePage:
    """The page of `easy`. It shows those pictures that are still beside the brief."""
    speech = campaign.speech
    named = {name for part in easy.parts for idea in part.ideas for name in idea.sources}
    view = shared(hub, speech) | {
        "campaign": campaign,
        "brief": campaign.brief,
        "easy": easy,
        "pictures": {path.rpartition("/")[2]: path.removeprefix("content/") for path in campaign.media},
        # Numbered as on the campaign's page, so that a number means the same on both.
        "sources": [
            (number, name, source)
            for number, (name, source) in enumerate(campaign.brief.sources.items(), 1)
            if name in named
        ],
    }
    return SitePage(
        path=f"campaigns/{campaign.slug}/easy-read/index.md",
        title=easy.title,
        description=easy.description,
        language=speech.language,
        direction=speech.direction,
        template="pages/easy_read.html",
        view=view,
        preview=preview,
    )
