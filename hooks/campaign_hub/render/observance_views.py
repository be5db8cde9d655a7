"""The health day that a campaign is for, as its kit page says it."""

from __future__ import annotations

from ..derive import Campaign, Hub

__all__ = ["observance_view"]


def observance_view(hub: Hub, campaign: Campaign) -> dict[str, str | None] | None:
    """Its `name`, its `days` in the campaign's language and the `url` of its publisher's page, where that is known.

    None where the campaign is for none, or is not at its time.
    """
    brief = campaign.brief
    observance = (hub.checked.observances or {}).get(brief.observance or "")
    days = observance.met_by(brief.starts, brief.ends) if observance else None
    if observance is None or days is None:
        return None
    when = campaign.speech.days(days.first, days.last) if days.first != days.last else campaign.speech.day(days.first)
    return {"name": observance.name, "days": when, "url": observance.page}
