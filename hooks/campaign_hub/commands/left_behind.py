"""What of an earlier campaign never goes into one that follows it: what was signed for it, and people's stories."""

from __future__ import annotations

from datetime import date
from typing import Any

__all__ = ["GONE", "can_move", "tells_a_story"]

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


def tells_a_story(post: Any) -> bool:
    """Whether a post, as it was written, shows a story's card or leads to a story's page.

    Its person agreed to the campaign that it stands in, and not to the next.
    """
    if not isinstance(post, dict):
        return False
    carousel = post.get("carousel")
    cards = [post.get("card"), *(carousel if isinstance(carousel, list) else ())]
    return "stories/" in str(post) or any(str(card).startswith("story-") for card in cards)
