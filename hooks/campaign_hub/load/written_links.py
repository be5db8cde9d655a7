"""Links and pictures as editors write them in Markdown, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Place
from .front_matter import Page
from .markdown import blanked_comments

__all__ = ["WrittenLink", "links_in", "seen_from_below"]

FENCE = re.compile(r" {0,3}(```+|~~~+)")
CODE = re.compile(r"(?<!`)`[^`\n]++`(?!`)")
INLINE = re.compile(r"(?P<picture>!\[(?P<alt>[^\[\]\n]*))?\]\([ \t]*<?(?P<target>[^\s<>()]+)")
DEFINED = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]+\]:[ \t]*<?(?P<target>[^\s<>]+)", re.MULTILINE)
HTML = re.compile(r"<(?:a|img)\b[^<>]*?\b(?:href|src)=[\"'](?P<target>[^\"'<>\s]+)", re.IGNORECASE)

ELSEWHERE = re.compile(r"#|/|[A-Za-z][A-Za-z0-9+.-]*:")
"""How a target begins that does not depend on the folder of its page."""


@dataclass(frozen=True, slots=True)
class WrittenLink:
    """Where a link or picture leads, as written, and where that stands. `unnamed` is a picture without words."""

    target: str
    place: Place
    is_picture: bool = False
    unnamed: bool = False


def links_in(page: Page) -> Iterator[WrittenLink]:
    """Every link and picture in the Markdown of `page`, its HTML too, in no order."""
    text = CODE.sub(lambda found: " " * len(found[0]), _without_blocks(blanked_comments(page.body)))
    for pattern in (INLINE, DEFINED, HTML):
        for found in pattern.finditer(text):
            facts = found.groupdict()
            is_picture = facts.get("picture") is not None
            unnamed = is_picture and not (facts.get("alt") or "").strip()
            yield WrittenLink(found["target"], _place(page, text, found.start("target")), is_picture, unnamed)


def seen_from_below(markdown: str) -> str:
    """`markdown` for a page one folder deeper: its links to other files of the site lead where they led."""
    text = CODE.sub(lambda found: " " * len(found[0]), _without_blocks(blanked_comments(markdown)))
    starts = {found.start("target") for pattern in (INLINE, DEFINED, HTML) for found in pattern.finditer(text)}
    moved = markdown
    for start in sorted(starts, reverse=True):
        if not ELSEWHERE.match(text, start):
            moved = f"{moved[:start]}../{moved[start:]}"
    return moved


def _place(page: Page, text: str, at: int) -> Place:
    before = text.rfind("\n", 0, at)
    return Place(page.path, page.body_line + text.count("\n", 0, at), at - before)


def _without_blocks(text: str) -> str:
    """`text` with its fenced blocks of code blanked out, which a page shows as they stand."""
    lines = text.split("\n")
    fence: str | None = None
    for number, line in enumerate(lines):
        found = FENCE.match(line)
        if fence is None and found:
            fence = found[1]
        elif fence is not None:
            ends = line.strip().startswith(fence) and not line.strip().strip(fence[0])
            fence = None if ends else fence
        else:
            continue
        lines[number] = " " * len(line)
    return "\n".join(lines)
