"""The large-print version of a campaign: all that its page says in one column of large letters, for paper above all.

It keeps to the minimum standards of the UK Association for Accessible Formats (UKAAF G003, "Creating clear print and
large print documents"): 16 points at least and ideally 18, also for notes; sans serif; no italics, underlining or
blocks of capitals; aligned to where lines begin; one column; nothing but words that the standard version says too.
"""

from __future__ import annotations

from ..derive import Campaign, Hub
from ..load.markdown import without_comments
from ..load.written_links import seen_from_below
from .artifact import Preview, SitePage
from .views import shared

__all__ = ["large_print_page"]


def large_print_page(hub: Hub, campaign: Campaign, preview: Preview | None) -> SitePage:
    """The page: messages, figures, the text, answers and sources. Site search has the standard page instead."""
    brief, speech = campaign.brief, campaign.speech
    view = shared(hub, speech) | {
        "campaign": campaign,
        "brief": brief,
        "days": speech.days(brief.starts, brief.ends),
        "sources": list(enumerate(brief.sources.items(), 1)),
    }
    return SitePage(
        path=f"campaigns/{campaign.slug}/large-print/index.md",
        title=speech("large_print_title", campaign=brief.title),
        description=brief.summary,
        language=speech.language,
        direction=speech.direction,
        template="pages/large_print.html",
        markdown=seen_from_below(without_comments(campaign.page.body)),
        view=view,
        preview=preview,
        searchable=False,
    )
