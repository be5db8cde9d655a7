"""What of an earlier campaign never goes into one that follows it, and which days can move."""

from __future__ import annotations

from datetime import date
from typing import Any

__all__ = ["GONE", "can_move"]

GONE = (
    "approvals",
    "review_due",
    "corrections",
    "translation_of",
    "source_sha256",
    "results",
    "before",
    "pause",
)
"""Fields of a brief that hold for its own words and days alone: sign-offs, results, of what it is a translation."""


def can_move(day: Any) -> bool:
    """Whether `day` is one that leaves room to move a campaign by years."""
    return isinstance(day, date) and 2000 <= day.year < 2200
