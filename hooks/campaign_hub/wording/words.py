"""Words that the lists advise against, with what to write in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, report
from ..validate.word_lists import Entry
from .finding import Finder, Found
from .writing import Role, Writing

__all__ = ["words_to_avoid"]

LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,100})\]\(")
HEADING = re.compile(r"^#{1,6} ")


def words_to_avoid(writing: Writing, finder: Finder) -> Iterator[Diagnostic]:
    """Each place in `writing` where words of a list stand; links and buttons also by all that they say."""
    for found in finder.find(writing.plain):
        if _holds(found.form.entry, writing, found.start):
            yield _told(found, writing)
    for link in LINK.finditer(writing.text) if "](" in writing.text else ():
        yield from (_told(found, writing) for found in finder.find_link(link[1], link.start(1)))
    for at, part in enumerate(writing.parts):
        if part.role == "action":
            begin, words = writing.plain_of(at)
            yield from (_told(found, writing) for found in finder.find_link(words, begin))


def _holds(entry: Entry, writing: Writing, offset: int) -> bool:
    if entry.topics and writing.topics.isdisjoint(entry.topics):
        return False
    return entry.where == "text" or _is_heading(writing, offset)


def _is_heading(writing: Writing, offset: int) -> bool:
    role: Role = writing.part_at(offset).role
    line = writing.text[writing.text.rfind("\n", 0, offset) + 1 : offset]
    return role == "title" or (role == "prose" and HEADING.match(line) is not None)


def _told(found: Found, writing: Writing) -> Diagnostic:
    entry, advice = found.form.entry, found.form.advice
    given = " ".join(writing.text[found.start : found.end].split())
    use = " or ".join(f'"{words}"' for words in entry.use)
    better = " ".join(filter(None, (use and f"Write {use}.", entry.note))) or "Leave it out."
    source = f"{advice.publisher}, {advice.title}"
    return report(found.name, writing.place(found.start), given=given, better=better, source=source)
