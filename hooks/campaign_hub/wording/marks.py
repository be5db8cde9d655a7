"""Marks that shout, that screen readers stumble over, or that were never meant for readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from ..diagnostics import Diagnostic, report
from .writing import Writing

__all__ = ["marks_to_avoid", "waivers_in_text"]

SEVERAL = re.compile(r"[!\uff01][ ]?[!\uff01]+|[?!][?!]*![?!]*(?<=[?!]{2})")
WAIVER = re.compile(r"(?:#|<!--)[ \t]*allow[ \t]+[\w-]+[ \t]+until\b")
MOST = 2
"""Exclamation marks in one post that are still a voice and no noise: our own measure."""
BULLET = regex.compile(r"^[ \t]*(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F)", regex.MULTILINE)
FEWEST_BULLETS = 2


def waivers_in_text(writing: Writing) -> Iterator[Diagnostic]:
    """Waivers that stand inside a text and would be published with it; in Markdown a comment is not published."""
    for found in WAIVER.finditer(writing.text) if "allow" in writing.text else ():
        if writing.part_at(found.start()).role != "prose":
            yield report("waiver-in-text", writing.place(found.start()))


def marks_to_avoid(writing: Writing) -> Iterator[Diagnostic]:
    """Several exclamation marks together, or many in one post; lines that begin with emoji like bullets."""
    if "!" not in writing.plain and writing.plain.isascii():
        return
    several = list(SEVERAL.finditer(writing.plain)) if "!" in writing.plain else []
    for found in several:
        yield report("exclamation-marks", writing.place(found.start()), given=found[0])
    for at, part in enumerate(writing.parts):
        if part.role != "post":
            continue
        begin, words = writing.plain_of(at)
        end = begin + len(words)
        if words.count("!") > MOST and not any(begin <= each.start() < end for each in several):
            yield report(
                "exclamation-marks", writing.place(begin + words.index("!")), given=f"{words.count('!')} in one post"
            )
        bullets = [] if words.isascii() else list(BULLET.finditer(words))
        if len(bullets) >= FEWEST_BULLETS:
            yield report("emoji-as-bullets", writing.place(begin + bullets[0].start()), count=len(bullets))
