"""Emoji, which cards leave out on purpose: every system draws them otherwise, and screen readers read each aloud."""

from __future__ import annotations

import regex

__all__ = ["without_emoji"]

CLUSTER = regex.compile(r"\X")
KEYCAP = regex.compile(r"([0-9#*])\ufe0f?\u20e3")
PICTURE = regex.compile(r"\p{Emoji_Presentation}|\p{Emoji}\p{M}*\ufe0f")


def without_emoji(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without its emoji, and those, each once. A keycap is left as the digit that it shows."""
    clusters = CLUSTER.findall(KEYCAP.sub(r"\1", text))
    found = tuple(dict.fromkeys(each for each in clusters if PICTURE.search(each)))
    if not found:
        return "".join(clusters), ()
    kept = "".join(each for each in clusters if each not in found)
    return " ".join(kept.split()), found
