"""The public page of all claims: what campaigns say with a source, who approved it, and when it is next due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..derive import Campaign, Hub
from ..memory import Memory
from ..validate.brief import Approval, Source
from .artifact import SitePage
from .views import shared

__all__ = ["claims_pages"]

CLAIMS = "claims/index.md"
"""Where the page lies, unless an editor wrote one there."""
AT_ONCE = 60
"""Campaigns on one page: some 75 kB as a host sends them."""
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
    """The page, in parts where it is long, what is due first at the top; none where an editor wrote one there."""
    if any(page.path in TAKEN for page in hub.checked.pages):
        return []
    made = [memory.of(_claims_of, campaign, hub.as_of.date()) for campaign in hub.campaigns]
    speech = hub.speech
    home = speech.locale.language
    groups = sorted(
        (each for each in made if each.claims),
        key=lambda each: (each.due or date.max, each.campaign.speech.locale.language != home, each.campaign.slug),
    )
    parts = [groups[at : at + AT_ONCE] for at in range(0, len(groups), AT_ONCE)] or [[]]
    paths = [CLAIMS if number == 1 else f"claims/{number}/index.md" for number in range(1, len(parts) + 1)]
    return [_page(hub, path, part, paths) for path, part in zip(paths, parts, strict=True)]


def _page(hub: Hub, path: str, groups: list[CampaignClaims], paths: list[str]) -> SitePage:
    """One part of the claims; `paths` are those of all parts."""
    speech, number = hub.speech, paths.index(path) + 1
    others = [(other.removesuffix("index.md"), at, other == path) for at, other in enumerate(paths, 1)]
    return SitePage(
        path=path,
        title=speech("claims") if number == 1 else speech("claims_part", number=number),
        description=speech("claims_lead"),
        language=speech.language,
        direction=speech.direction,
        template="pages/claims.html",
        view=shared(hub, speech) | {"groups": groups, "parts_of": others if len(others) > 1 else []},
    )


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
