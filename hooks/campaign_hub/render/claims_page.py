"""The public page of all claims: what campaigns say with a source, who approved it, and when it is next due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..derive import Campaign, Hub
from ..memory import Memory
from ..validate.brief import Approval, Source
from .artifact import SitePage
from .views import shared

__all__ = ["CLAIMS", "claims_pages"]

CLAIMS = "claims/index.md"
"""Where the page lies, unless an editor wrote one there."""
TAKEN = ("content/claims.md", f"content/{CLAIMS}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A message or a figure of a campaign: what it says, where and when a figure holds, and its sources by id."""

    id: str
    text: str
    value: str | None
    scope: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class CampaignClaims:
    """The claims of one campaign with the latest approval of each role and the day of the next check."""

    campaign: Campaign
    claims: tuple[Claim, ...]
    approvals: tuple[Approval, ...]
    due: date | None
    overdue: bool


def claims_pages(hub: Hub, memory: Memory) -> list[SitePage]:
    """The page, with the campaigns whose facts are due first at the top; none where an editor wrote one there."""
    if any(page.path in TAKEN for page in hub.checked.pages):
        return []
    made = [memory.of(_claims_of, campaign, hub.as_of.date()) for campaign in hub.campaigns]
    speech = hub.speech
    home = speech.locale.language
    groups = sorted(
        (each for each in made if each.claims),
        key=lambda each: (each.due or date.max, each.campaign.speech.locale.language != home, each.campaign.slug),
    )
    return [
        SitePage(
            path=CLAIMS,
            title=speech("claims"),
            description=speech("claims_lead"),
            language=speech.language,
            direction=speech.direction,
            template="pages/claims.html",
            view=shared(hub, speech) | {"groups": groups},
        )
    ]


def _claims_of(campaign: Campaign, today: date) -> CampaignClaims:
    brief = campaign.brief
    said = [Claim(f"message-{each.id}", each.text, None, "", _named(campaign, each.sources)) for each in brief.messages]
    said += [
        Claim(f"figure-{each.id}", each.text, each.value, f"{each.place}, {each.year}", _named(campaign, each.sources))
        for each in brief.figures
    ]
    latest = {each.role: each for each in sorted(brief.approvals, key=lambda each: each.approved_on)}
    due = brief.review_due
    sourced = tuple(each for each in said if each.sources)
    return CampaignClaims(campaign, sourced, tuple(latest.values()), due, due is not None and today > due)


def _named(campaign: Campaign, names: tuple[str, ...]) -> tuple[Source, ...]:
    return tuple(campaign.brief.sources[name] for name in names)
