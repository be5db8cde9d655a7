"""The days that feeds, search engines and the site map are told: none is the day of the build, none is of a consent."""

from __future__ import annotations

from datetime import date

from .hub import Campaign

__all__ = ["changed_on", "published_on", "reviewed_on"]


def published_on(campaign: Campaign) -> date:
    """The day from which a campaign's page stands: when the last sign-off was given, or its start without any."""
    return max((each.approved_on for each in campaign.brief.approvals), default=campaign.brief.starts)


def changed_on(campaign: Campaign) -> date:
    """The day on which what a campaign says was last changed: a new sign-off, or a correction, says so."""
    return max([published_on(campaign), *(each.on for each in campaign.corrections)])


def reviewed_on(campaign: Campaign) -> date | None:
    """The day on which the content was last checked clinically; None where it is not approved."""
    checks = [each.approved_on for each in campaign.brief.approvals if each.role == "clinical"]
    return max(checks, default=None) if campaign.brief.stage == "approved" else None
