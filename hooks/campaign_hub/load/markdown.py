"""Look at Markdown before anything else reads it: what would take a program for ever, and what nobody should read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

__all__ = ["blanked_comments", "tangle_in", "without_comments"]

TURN = re.compile(r"\]\(|[\[\]<>)]|\n[ \t]*\n")
BLOCK = re.compile(
    r"<(/?)(?:div|section|article|aside|details|blockquote|figure|main|header|footer|nav|table|[uod]l)\b", re.IGNORECASE
)
CLOSES = {"]": "[", "](": "[", ">": "<", ")": "]("}
DEPTH = 60
"""Brackets open at once in one paragraph: more than any page needs; Markdown takes the square of it in time."""


def tangle_in(text: str) -> int | None:
    """Where in `text` the paragraph begins that has too many brackets open at once; None where there is none."""
    start, open_now = 0, Counter[str]()
    for turn in TURN.finditer(text):
        if turn[0][0] == "\n":
            start, open_now = turn.end(), Counter()
            continue
        closed = CLOSES.get(turn[0])
        if closed and open_now[closed]:
            open_now[closed] -= 1
        if turn[0] in ("[", "<", "]("):
            open_now[turn[0]] += 1
        if max(open_now.values(), default=0) > DEPTH:
            return start
    return _nest_in(text)


def _nest_in(text: str) -> int | None:
    """Where HTML blocks stand in one another too deep: Markdown reads each inside the other."""
    depth = 0
    for tag in BLOCK.finditer(text):
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEPTH:
            return tag.start()
    return None


def without_comments(text: str) -> str:
    """`text` without what stands between `<!--` and `-->`: a note of the editor's, which a page would carry along."""
    return "".join(part for part, is_note in _parts(text) if not is_note)


def blanked_comments(text: str) -> str:
    """`text` with spaces for the letters of such notes, every line where it was."""
    return "".join(re.sub(r"[^\n]", " ", part) if is_note else part for part, is_note in _parts(text))


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, each with whether it is a note."""
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield text[at:start], False
        yield text[start : end + 3], True
        at = end + 3
    yield text[at:], False
