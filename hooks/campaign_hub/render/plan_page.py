"""The page on which people make a small plan of their own. What they answer never leaves it."""

from __future__ import annotations

from typing import Any

from ..derive import Campaign, Hub
from ..validate.public_plan import PublicPlan
from .artifact import Preview, SitePage
from .views import shared

__all__ = ["plan_page"]


def plan_page(hub: Hub, campaign: Campaign, plan: PublicPlan, preview: Preview | None) -> SitePage:
    """The page of the campaign's `plan`: a list to read and print, from which a script makes a plan by answers."""
    speech = campaign.speech
    named = {name for suggestion in plan.suggestions for name in suggestion.sources}
    view = shared(hub, speech) | {
        "campaign": campaign,
        "brief": campaign.brief,
        "plan": plan,
        "suggestions": _suggestions(plan),
        # Numbered as on the campaign's page, so that a number means the same on both.
        "sources": [
            (number, name, source)
            for number, (name, source) in enumerate(campaign.brief.sources.items(), 1)
            if name in named
        ],
        "official": next((each.tag for each in campaign.brief.hashtags if each.role == "official"), ""),
    }
    return SitePage(
        path=f"campaigns/{campaign.slug}/plan/index.md",
        title=plan.title,
        description=plan.lead,
        language=speech.language,
        direction=speech.direction,
        template="pages/plan.html",
        view=view,
        preview=preview,
    )


def _suggestions(plan: PublicPlan) -> list[dict[str, Any]]:
    """Each suggestion with the answers that it needs: commas between questions, spaces between their answers."""
    needs = [",".join(" ".join(group) for group in plan.asked(each)) for each in plan.suggestions]
    return [{"said": each, "needs": need} for each, need in zip(plan.suggestions, needs, strict=True)]
