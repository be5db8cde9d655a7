"""Writes a withdrawal into the text of a file and leaves everything else in it as it stands, byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date

from .load.front_matter import Page
from .load.located import Located, Spot
from .load.spokespeople import read_bearer
from .withdrawals import ENDED, people_in

__all__ = ["with_tombstone", "with_withdrawal"]

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
WORD = re.compile(r"""(["']?)[\w-]+\1""")
EMPTY_DAY = re.compile(r"""["']?withdrawn_on["']?[ \t]*:((?:[ \t]*(?:~|null))?)""")


@dataclass(frozen=True, slots=True)
class _Edit:
    """New text in the place of what stands on a line between two columns; all from 0."""

    line: int
    start: int
    end: int
    text: str


def with_tombstone(text: str, record: str, day: date) -> str:
    """`text`, a list of withdrawn records, with `record` on it; unchanged where it is on it."""
    lines = LINE.findall(text)
    if any(line.partition("#")[0].strip() == record for line in lines):
        return text
    end = _line_end(lines[0]) if lines and _line_end(lines[0]) else "\n"
    gap = end if lines and not _line_end(lines[-1]) else ""
    return f"{text}{gap}{record}  # withdrawn on {day}{end}"


def with_withdrawal(text: str, path: str, record: str, day: date) -> str | None:
    """`text`, a story's page, with `record` marked as withdrawn on `day`.

    Unchanged where the record says so itself already. None where the record is written in a way in which it can't be
    marked without touching more than that.
    """
    before = _read(text, path)
    spots = [spot for spot, person in people_in(before) if person.get("record_id") == record]
    lines = LINE.findall(text)
    try:
        edits = [edit for spot in spots for edit in _edits(lines, before, spot, day)]
    except _NotPlain:
        return None
    for edit in sorted(edits, key=lambda each: (each.line, each.start), reverse=True):
        line = lines[edit.line]
        lines[edit.line] = line[: edit.start] + edit.text + line[edit.end :]
    marked = "".join(lines)
    return marked if _says(_read(marked, path), before, spots, day) else None


class _NotPlain(Exception):
    """A field is not written as one word on one line."""


def _read(text: str, path: str) -> Page:
    return read_bearer(text.replace("\r\n", "\n").replace("\r", "\n"), path)


def _edits(lines: list[str], page: Page, spot: Spot, day: date) -> Iterator[_Edit]:
    fields = page.fields
    person = dict(people_in(page))[spot]
    if fields is None or person.get("status") in ENDED:
        return
    anchor = "status" if "status" in person else "record_id"
    word = _word(lines, fields, (*spot, anchor))
    added = [] if anchor == "status" else ["status: withdrawn"]
    if "withdrawn_on" not in person:
        added.append(f"withdrawn_on: {day}")
    elif person["withdrawn_on"] is None:
        yield _filled_in(lines, fields, spot, day)
    if anchor == "status":
        yield replace(word, text="withdrawn")
    if added:
        yield _insertion(lines, fields, (*spot, anchor), word, added)


def _word(lines: list[str], fields: Located, spot: Spot) -> _Edit:
    """The word at `spot`, with its quotation marks."""
    place = fields.place(*spot)
    found = WORD.match(lines[place.line - 1], place.column - 1)
    if found is None:
        raise _NotPlain
    return _Edit(place.line - 1, found.start(), found.end(), found[0])


def _insertion(lines: list[str], fields: Located, spot: Spot, word: _Edit, added: list[str]) -> _Edit:
    """New fields after the one at `spot`: on lines of their own, or in the same line where the record is in braces."""
    around = fields.place(*spot[:-1])
    if lines[around.line - 1][around.column - 1 :].startswith("{"):
        return _Edit(word.line, word.end, word.end, "".join(f", {field}" for field in added))
    line = lines[word.line]
    indent, end = " " * (fields.key_place(*spot).column - 1), _line_end(line)
    at = len(line) - len(end)
    return _Edit(word.line, at, at, "".join(f"{end}{indent}{field}" for field in added))


def _filled_in(lines: list[str], fields: Located, spot: Spot, day: date) -> _Edit:
    place = fields.key_place(*spot, "withdrawn_on")
    found = EMPTY_DAY.match(lines[place.line - 1], place.column - 1)
    if found is None:
        raise _NotPlain
    return _Edit(place.line - 1, found.start(1), found.end(1), f" {day}")


def _says(after: Page, before: Page, spots: list[Spot], day: date) -> bool:
    """Whether `after` is `before` with the records at `spots` withdrawn, and nothing else."""
    if after.fields is None or before.fields is None or after.body != before.body:
        return False
    wanted = deepcopy(before.fields.data)
    for spot in spots:
        person = wanted["consent"] if len(spot) == 1 else wanted["consent"][spot[1]]
        if person.get("status") not in ENDED:
            person["status"] = "withdrawn"
            person["withdrawn_on"] = person.get("withdrawn_on") or day
    return bool(after.fields.data == wanted)


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
