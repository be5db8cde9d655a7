"""Waivers: where an editor says, with a reason and a day, that a warning or a notice on a line is known and meant.

In YAML a comment, `# allow plain-words until 2027-01-31: the next sentence explains the term`; in Markdown the same
between `<!--` and `-->`, which is not published. It holds for its line, or where it stands alone for the next one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .diagnostics import Diagnostic, Place, catalogue, report
from .proofread import DOUBTS
from .validate.schema import nearest

__all__ = ["apply_waivers"]

LONGEST = timedelta(days=366)
"""A waiver is looked at again within a year: an organisation's own advice changes as often."""
NEVER = ("consent-", "identifier-", "story-", "post-story-", "waiver-", "tombstone-", "photo-also-", "record-")
"""What no one waives, by the beginning of its name: what consent decides, and waivers themselves."""
ALLOW = re.compile(r"(?:^|(?<=\s))#[ \t]*allow[ \t]+(?P<yaml>[^\n]*)|<!--[ \t]*allow[ \t]+(?P<page>[^\n]*?)-->")
TERMS = re.compile(r"(?P<name>[\w-]+)[ \t]+until[ \t]+(?P<day>\d{4}-\d{2}-\d{2})[ \t]*:[ \t]*(?P<reason>\S.*)")
ALONE = re.compile(r"[ \t]*(?:#[^\n]*)?")
"""A line of YAML that holds a comment at most."""
ALONE_IN_PAGE = re.compile(r"[ \t]*(?:<!--[^\n]*?-->[ \t]*)*")
KEY = re.compile(r"[ \t]*((?:- +)*)(?:[\w-]+:(?=[ \t]|$))?")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A diagnostic's name and the lines of a file, from 1 and both included, on which it is known and meant."""

    name: str
    place: Place
    first: int
    last: int

    def covers(self, each: Diagnostic) -> bool:
        """Whether `each` is what the waiver is about, at one of its lines."""
        at = each.place
        return at.path == self.place.path and each.name == self.name and self.first <= at.line <= self.last


def apply_waivers(
    found: Iterable[Diagnostic], texts: Mapping[str, str], today: date
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """`found` without what a waiver in `texts`, by path, allows on `today`, and what was allowed.

    What is wrong with a waiver is added to the first. An error is never waived. That a waiver is of no use is not told
    where only a finished site would show it.
    """
    found = list(found)
    told: list[Diagnostic] = []
    waivers = [each for path, text in texts.items() if "allow" in text for each in _in_file(path, text, today, told)]
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for each in found:
        by_path[each.place.path].append(each)
    covered = {waiver: {each for each in by_path[waiver.place.path] if waiver.covers(each)} for waiver in waivers}
    allowed = {each for some in covered.values() for each in some}
    told += _useless([waiver for waiver, some in covered.items() if not some and waiver.name not in DOUBTS], found)
    return [each for each in (*found, *told) if each not in allowed], [each for each in found if each in allowed]


def _useless(idle: Iterable[Waiver], found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """What to tell of waivers of what is not there. Beside an error, a file may not have been looked at to the end."""
    broken = {_folder(each.place.path) for each in found if each.severity == "error"}
    for waiver in idle:
        if _folder(waiver.place.path) not in broken:
            yield report("waiver-useless", waiver.place, given=waiver.name)


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _in_file(path: str, text: str, today: date, told: list[Diagnostic]) -> Iterator[Waiver]:
    """The waivers of one file that hold today; what is wrong with the others is told."""
    lines = text.split("\n")
    body = _body_line(path, lines)
    for number, line in enumerate(lines, 1):
        for found in ALLOW.finditer(line) if "allow" in line else ():
            in_page = path.endswith(".md") and number >= body
            if bool(found["page"]) != in_page:
                continue
            place = Place(path, number, found.start() + 1)
            written = (found["page"] or found["yaml"]).strip()
            read = _read(written, place, today) if _is_waiver(written) else None
            if isinstance(read, Diagnostic):
                told.append(read)
            elif read:
                yield Waiver(read, place, *_reach(lines, number, in_page=in_page))


def _read(written: str, place: Place, today: date) -> Diagnostic | str:
    """The name of what a waiver allows today, or why it allows nothing."""
    terms = TERMS.fullmatch(written)
    day = _day(terms["day"]) if terms else None
    if terms is None or day is None:
        return report("waiver-broken", place)
    return _refusal(terms["name"], day, place, today) or terms["name"]


def _is_waiver(written: str) -> bool:
    """Whether a comment that begins with `allow` is meant as a waiver, even if it is not whole."""
    first, second = [*written.split(), "", ""][:2]
    return second == "until" or first.strip(":") in catalogue()


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _body_line(path: str, lines: list[str]) -> int:
    """The line on which a page's Markdown begins; 1 where it has no fields."""
    if not path.endswith(".md") or lines[0].rstrip(" \t") != "---":
        return 1
    return next((at + 2 for at, line in enumerate(lines[1:], 1) if line.rstrip(" \t") == "---"), len(lines) + 1)


def _refusal(name: str, until: date, place: Place, today: date) -> Diagnostic | None:
    """Why a waiver does not hold today, or None where it does."""
    known = catalogue()
    if name not in known:
        return report("waiver-unknown", place, given=name, suggestion=nearest(name, sorted(known)))
    if known[name]["severity"] == "error" or name.startswith(NEVER) or name == "leak":
        return report("waiver-not-allowed", place, given=name)
    if until < today:
        return report("waiver-lapsed", place, given=name, day=until)
    if until - today > LONGEST:
        return report("waiver-too-long", place, given=name, latest=today + LONGEST)
    return None


def _reach(lines: list[str], number: int, *, in_page: bool) -> tuple[int, int]:
    """The lines that a waiver on the line `number` is about, with all of the value that begins there in YAML."""
    at, alone = number - 1, ALONE_IN_PAGE if in_page else ALONE
    if alone.fullmatch(lines[at]):
        at = next((later for later in range(at + 1, len(lines)) if not alone.fullmatch(lines[later])), at)
    if in_page:
        return at + 1, at + 1
    key = KEY.match(lines[at])
    indent = key.end(1) if key else 0
    last = at
    has_value = bool(key and lines[at][key.end() :].split("#")[0].strip())
    while has_value and last + 1 < len(lines) and _is_deeper(lines[last + 1], indent):
        last += 1
    return at + 1, last + 1


def _is_deeper(line: str, indent: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip(" ")) > indent
