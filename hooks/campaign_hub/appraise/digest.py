"""The digest that ties an approval to what the public reads: it changes with the content, and with nothing else."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any

from ..load.markdown import without_comments
from ..validate.checked import CheckedBrief

__all__ = ["content_digest"]

WHOLE = ("title", "summary", "call_to_action", "messages", "figures", "sources", "questions", "cards", "photo")
SHOWN: dict[str, Any] = dict.fromkeys(WHOLE, True) | {
    "partners": True,
    "audiences": {"__all__": {"name"}},
    "hashtags": {"__all__": {"tag", "role", "also_means"}},
}
LATER = {"corrections": True}
"""Fields of later days: content without them keeps the digest it had, because what is empty does not count."""
UNSEEN = {"for_", "serves", "accessed", "focus"}
"""Fields within those that the public does not read, or that say nothing other than before."""
OF_ALLIES = {"who", "handles", "why"}
OF_POSTS = {"id", "text", "thread", "message", "card", "carousel", "link", "alt"}


def content_digest(brief: CheckedBrief) -> str:
    """SHA-256, in hex, of all that an approval covers: messages, figures, answers, cards, posts, page and its files.

    Layout, comments, dates, objectives, notes on audiences and what is left out make no difference.
    """
    shown = {
        "brief": brief.brief.model_dump(include=SHOWN | LATER),
        "body": _trimmed(without_comments(brief.page.body)),
        "posts": [each.post.model_dump(include=OF_POSTS) for each in sorted(brief.posts, key=lambda one: one.post.id)],
        "plan": brief.plan.fields.model_dump() if brief.plan else None,
        "easy_read": brief.easy_read.fields.model_dump(exclude={"checked"}) if brief.easy_read else None,
        "video": brief.video.fields.model_dump() if brief.video else None,
        "charts": {name: repr(table) for name, table in brief.charts.items()},
        "allies": [each.model_dump(include=OF_ALLIES) for each in brief.brief.allies if each.public],
        "media": {each.path.rpartition("/")[2]: each.sha256 for each in brief.media},
    }
    text = json.dumps(_plain(shown), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    """`value` without what is empty, and with every text on one line and its letters composed."""
    if isinstance(value, dict):
        kept = {name: _plain(each) for name, each in value.items() if name not in UNSEEN}
        return {name: each for name, each in kept.items() if each not in (None, "", [], {})}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return " ".join(unicodedata.normalize("NFC", value).split()) if isinstance(value, str) else value


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().split("\n"))
