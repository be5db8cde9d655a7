"""Whether a campaign's posts only tell, or ask and invite too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, report
from ..validate import CheckedBrief
from .finding import lowered

__all__ = ["posts_that_only_tell"]

FEWEST_POSTS = 6
"""With fewer, a share says little."""
SHARE = 4
"""One post in so many that asks or invites is told to be too few: our own measure, no source gives a number."""
SLOT = re.compile(r"\{[^{}\s]*\}|#\w+")


def posts_that_only_tell(brief: CheckedBrief, invitations: Iterable[str]) -> Iterator[Diagnostic]:
    """One notice for a campaign of which fewer than one post in `SHARE` asks or invites."""
    count = len(brief.posts)
    if count < FEWEST_POSTS:
        return
    messages = {each.id: each.text for each in brief.brief.messages}
    texts = [
        f"{' '.join((each.post.text, *each.post.thread))} {messages.get(each.post.message or '', '')}"
        for each in brief.posts
    ]
    words = [re.escape(lowered(each)) for each in invitations]
    asking = re.compile("[?\uff1f\u061f]" + (rf"|\b(?:{'|'.join(words)})\b" if words else ""))
    inviting = sum(asking.search(SLOT.sub(" ", lowered(text))) is not None for text in texts)
    if inviting * SHARE < count:
        yield report("posts-only-tell", brief.posts[0].place("text"), inviting=inviting, count=count)
