"""Look at Markdown before anything else reads it: what would take a program for ever, and what nobody should read."""

from __future__ import annotations

import re

__all__ = ["tangle_in", "without_comments"]

TURN = re.compile(r"[\[\]<>]|\n[ \t]*\n")
DEPTH = 60
"""Brackets open at once in one paragraph: more than any page needs; Markdown takes the square of it in time."""


def tangle_in(text: str) -> int | None:
    """Where in `text` the paragraph begins that has too many brackets open at once; None where there is none."""
    start, open_now = 0, {"[": 0, "<": 0}
    for turn in TURN.finditer(text):
        if turn[0][0] == "\n":
            start, open_now = turn.end(), {"[": 0, "<": 0}
        elif turn[0] in open_now:
            open_now[turn[0]] += 1
        else:
            opening = "[" if turn[0] == "]" else "<"
            open_now[opening] = max(0, open_now[opening] - 1)
        if max(open_now.values()) > DEPTH:
            return start
    return None


def without_comments(text: str) -> str:
    """`text` without what stands between `<!--` and `-->`: a note of the editor's, which a page would carry along."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join([*kept, text[at:]])
