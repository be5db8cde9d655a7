"""What a YAML parser's complaint means in an editor's words, and at which of its places the mistake stands."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import yaml

__all__ = ["Problem", "problem_of"]


class Problem(NamedTuple):
    """A diagnostic's name, its facts, and the mark it stands at (None where the parser gives none)."""

    name: str
    problem: str
    remedy: str
    mark: Any


class _Meaning(NamedTuple):
    """What a complaint means; `at_start` where the mistake is at the beginning of what could not be read."""

    complaint: re.Pattern[str]
    problem: str
    remedy: str
    at_start: bool = False


def _meaning(complaint: str, problem: str, remedy: str, *, at_start: bool = False) -> _Meaning:
    return _Meaning(re.compile(complaint), problem, remedy, at_start)


TAB = _meaning(
    r"tab character|'\\t'",
    "a tab stands where only spaces can",
    "Put spaces in its place, as many as on the lines beside it.",
)
# In the words of libyaml and of PyYAML's own parser. The first that fits counts.
MEANINGS = (
    _meaning(
        "',' or '[]]'",
        "the square bracket that opens here is not closed, or a comma is missing in it",
        "Put a ] after the last entry, and a comma between each two.",
        at_start=True,
    ),
    _meaning(
        "',' or '}'",
        "the brace that opens here is not closed, or a comma is missing in it",
        "Put a } after the last field, and a comma between each two.",
        at_start=True,
    ),
    _meaning(
        "mapping values are not allowed",
        "this colon stands where none can be",
        "Put quotes around a text that holds a colon. Or look at the line above: a space after its colon is missing, "
        "or this line has more spaces at its beginning than that one.",
    ),
    _meaning(
        "could not find expected ':'",
        "this line has no colon",
        "Write the field's name, a colon, a space and the value.",
        at_start=True,
    ),
    TAB,
    _meaning(
        "cannot start any token",
        "no value can begin with this mark",
        "Put quotes around the value.",
    ),
    _meaning(
        "escape character|hexdecimal number",
        r"a \ in a text in double quotes means something else than itself",
        "Put the text in single quotes.",
    ),
    _meaning(
        "end of stream|document indicator",
        "the quotation mark that opens here is never closed",
        "Put the same mark at the text's end.",
        at_start=True,
    ),
    _meaning(
        "block sequence entries are not allowed",
        "a list can't begin on this line",
        "Put each of its entries on a line of its own below the field's name, after a hyphen and a space.",
    ),
    _meaning(
        "comment or line break|indentation indicator",
        "the text has to begin on the next line",
        "Put it below this line, with more spaces at its beginning.",
    ),
    _meaning(
        "'-' indicator|expected key|<block end>|<document start>",
        "this is not in line with what stands above it",
        "Give it as many spaces at its beginning as the lines it belongs with, and write each field as a name, a colon "
        "and a value.",
    ),
)
UNCLEAR = _meaning(
    "",
    "it is not clear what is meant",
    "Look at this line and the one above, or put quotes around the value.",
)


def problem_of(error: yaml.MarkedYAMLError, last: Any, text: str) -> Problem:
    """What `error` means in the `text` that was read; `last` is the last event that was read before it, or None."""
    context, complaint = error.context or "", error.problem or ""
    if "anchor" in context or "alias" in context:
        return Problem("yaml-alias", "", "", error.context_mark)
    if "tag" in context or "tag handle" in complaint:
        return Problem("yaml-tag", "", "", error.context_mark)
    if quoted := _after_a_quote(error, last):
        return quoted
    if tab := _tab_before(error, text):
        return Problem("yaml-broken", TAB.problem, TAB.remedy, tab)
    meaning = next((each for each in MEANINGS if each.complaint.search(complaint)), UNCLEAR)
    mark = (error.context_mark if meaning.at_start else None) or error.problem_mark or error.context_mark
    return Problem("yaml-broken", meaning.problem, meaning.remedy, mark)


def _tab_before(error: yaml.MarkedYAMLError, text: str) -> Any:
    """The mark of a tab at the beginning of the line that could not be read, or None: the parser names what follows.

    Between brackets and quotes tabs are allowed.
    """
    at = error.problem_mark
    if at is None or re.search("flow|quoted", error.context or ""):
        return None
    lines = text.split("\n")
    tab = re.match("[ -]*\t", lines[at.line]) if at.line < len(lines) else None
    return yaml.Mark(at.name, at.index, at.line, tab.end() - 1, None, 0) if tab else None


def _after_a_quote(error: yaml.MarkedYAMLError, last: Any) -> Problem | None:
    """A text in quotes that ends too early, or only at the next quotation mark somewhere below."""
    quoted = getattr(last, "style", None) in ("'", '"')
    if not quoted or error.problem_mark is None or error.problem_mark.line != last.end_mark.line:
        return None
    if last.start_mark.line != last.end_mark.line:
        problem = "the quotation mark that opens here is not closed on its line"
        return Problem("yaml-broken", problem, "Put the same mark at the text's end.", last.start_mark)
    problem = "the text goes on after its closing quotation mark"
    remedy = "Put the whole of it in quotes: single ones, where there are double ones in it."
    return Problem("yaml-broken", problem, remedy, last.end_mark)
