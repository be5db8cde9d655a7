"""Where feeds cut a post, and whether what people see before that is enough to make them go on."""

from __future__ import annotations

import re

from ..validate.brief import Brief
from ..validate.platforms import Platform

__all__ = ["hides_the_point", "seen_of"]

# Followed by a space, or at the end of what is seen; Chinese and Japanese have no spaces.
SENTENCE_END = re.compile("[.!?\u2026\u061f\u06d4\u0964][\"'\u2019\u201d\u00bb)]*(?=\\s|$)|[\u3002\uff01\uff1f]")


def seen_of(text: str, platform: Platform) -> str:
    """What a feed shows of `text` before "more": all of it where it is short enough or the platform never cuts.

    Apps cut at about so many characters (`fold` in `platforms.yml`), and never inside a word.
    """
    fold = platform.text.fold if platform.text else None
    if fold is None or len(text) <= fold:
        return text
    words = re.match(rf"(?s).{{0,{fold}}}(?!\S)", text)
    return (words and words.group().rstrip()) or text[:fold]


def hides_the_point(text: str, seen: str, brief: Brief, link: str) -> bool:
    """Whether a feed cuts `text` before it says what to do, and before it has said one thing whole."""
    if len(seen) == len(text) or link in seen or brief.call_to_action.text in seen:
        return False
    return "\n" not in seen and text[len(seen)] != "\n" and not SENTENCE_END.search(seen)
