"""Emoji, which cards leave out on purpose: every system draws them otherwise, and screen readers read each aloud."""

from __future__ import annotations

import regex

__all__ = ["EMOJI", "without_emoji"]

CLUSTER = regex.compile(r"\X")
KEYCAP = regex.compile(r"([0-9#*])\ufe0f?\u20e3")
ONE = r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}|\p{Extended_Pictographic}\ufe0f?)"
EMOJI = regex.compile(
    rf"\p{{RI}}{{2}}|[#*0-9]\ufe0f?\u20e3|\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
    rf"|{ONE}(?:\u200d{ONE})*|\p{{Emoji_Presentation}}"
)
"""One emoji, whatever it is joined of (Unicode's UTS 51): flags, keycaps, skin tones, families.

A sign such as (c) or a heart is one too, also where no U+FE0F asks for its picture.
"""
PICTURE = regex.compile(r"\p{Emoji_Presentation}|\p{Emoji}\p{M}*\ufe0f")


def without_emoji(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` without its emoji, and those, each once. A keycap is left as the digit that it shows."""
    plain = text if text.isascii() else KEYCAP.sub(r"\1", text)
    # Nearly every text has none, and to take it apart into what looks like one letter takes ten times as long.
    if plain.isascii() or not PICTURE.search(plain):
        return plain, ()
    clusters = CLUSTER.findall(plain)
    found = tuple(dict.fromkeys(each for each in clusters if PICTURE.search(each)))
    kept = "".join(each for each in clusters if each not in found)
    return " ".join(kept.split()), found
