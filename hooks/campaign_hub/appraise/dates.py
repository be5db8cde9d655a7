"""Whether a campaign's content was looked at again in time, and whether what it corrects has happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..diagnostics import Diagnostic, report
from ..validate.brief import Brief
from ..validate.checked import CheckedBrief

__all__ = ["check_dates", "is_under_review"]


def is_under_review(brief: Brief, grace_days: int, today: date) -> bool:
    """Whether the content should have been checked again so long ago that its pages say so."""
    return brief.review_due is not None and today > brief.review_due + timedelta(days=grace_days)


def check_dates(brief: CheckedBrief, grace_days: int, today: date) -> Iterator[Diagnostic]:
    """A review that is due, and corrections of days to come."""
    due = brief.brief.review_due
    if due is not None and today > due:
        since = due + timedelta(days=grace_days + 1)
        name = "review-long-overdue" if is_under_review(brief.brief, grace_days, today) else "review-overdue"
        yield report(name, brief.place("review_due"), due=due, since=since)
    for at, correction in enumerate(brief.brief.corrections):
        if correction.on > today:
            yield report("correction-ahead", brief.place("corrections", at, "on"), day=correction.on)
