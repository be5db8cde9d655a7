"""Findings told to people and to programs: as text, as JSON, as annotations of a pull request."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .diagnostics import SEVERITIES, Diagnostic, Place

__all__ = ["Group", "below_workspace", "grouped", "summed_up", "write_report"]

Format = Literal["text", "json", "github"]
MOST_PLACES = 10
"""How many places of one problem a report for people lists."""
MOST_ALIKE = 12
"""How many problems of one name a report for people tells in full."""
MOST_ANNOTATIONS = 10
"""How many annotations of one severity GitHub shows of one step (actions/toolkit, docs/problem-matchers.md)."""


@dataclass(frozen=True, slots=True)
class Group:
    """One problem and all the places that have it, in order; never empty."""

    diagnostic: Diagnostic
    places: tuple[Place, ...]


def _in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(set(found), key=lambda each: (each.place, each.name, each.message))


def grouped(found: Iterable[Diagnostic]) -> list[Group]:
    """Each problem once with its places, the gravest first and then by the first place."""
    places: dict[tuple[str, str, str, str], list[Diagnostic]] = {}
    for each in _in_order(found):
        places.setdefault((each.severity, each.name, each.message, each.help), []).append(each)
    groups = [Group(same[0], tuple(each.place for each in same)) for same in places.values()]
    return sorted(groups, key=lambda group: SEVERITIES.index(group.diagnostic.severity))


def write_report(
    found: Iterable[Diagnostic], form: Format, *, whole: bool = False, below: str = "", waived: int = 0
) -> str:
    """All of `found` as `text`, `json` or `github` annotations.

    Text tells the gravest last, where a terminal stops, and each problem once; with `whole` it leaves nothing out.
    JSON has each finding, by place. Annotations have the paths of a repository that the hub lies `below`.
    `waived` is how many more there would be without waivers; the summary says so where there are any.
    """
    ordered = _in_order(found)
    if form == "json":
        return _as_json(ordered, waived)
    return _as_annotations(ordered, below) if form == "github" else _as_text(ordered, waived, whole=whole)


def _summary(found: Iterable[Diagnostic], waived: int) -> dict[str, int]:
    count = Counter(each.severity for each in found)
    summary = {"errors": count["error"], "warnings": count["warning"], "notices": count["notice"]}
    return summary | ({"waived": waived} if waived else {})


def _as_text(found: list[Diagnostic], waived: int, *, whole: bool) -> str:
    groups = grouped(found)
    blocks: list[str] = []
    for severity in reversed(SEVERITIES):
        blocks += _blocks([group for group in groups if group.diagnostic.severity == severity], whole=whole)
    return "\n".join([*blocks, summed_up(found, waived)])


def _blocks(groups: Sequence[Group], *, whole: bool) -> Iterator[str]:
    """Problems by place; of those with one name the first in full, and at last where all the others are."""
    alike: dict[str, list[Group]] = {}
    for group in groups:
        same = alike.setdefault(group.diagnostic.name, [])
        same.append(group)
        if whole or len(same) <= MOST_ALIKE:
            each, most = group.diagnostic, len(group.places) if whole else MOST_PLACES
            yield "\n".join([_heading(each, group.places), *_others(group.places[1:], most), *_said(each)])
    for same in alike.values():
        if len(same) > MOST_ALIKE and not whole:
            yield _more_alike(same[MOST_ALIKE:])


def _more_alike(groups: Sequence[Group]) -> str:
    """Where the others of one name are, each with its sentence: it says what they are about, such as a field."""
    every = [(place, group.diagnostic.message) for group in groups for place in group.places]
    shown = every if len(every) <= MOST_PLACES else every[: MOST_PLACES - 1]
    first = groups[0].diagnostic
    lines = [_heading(first, [place for place, _ in every]), f"  {first.message}"]
    lines += [f"  and at {place}: {message}" for place, message in shown[1:]]
    lines += [f"  and at {len(every) - len(shown)} more places"] if len(every) > len(shown) else []
    told = f"  More of the same name: {len(every)}. `python3 hub.py check --all` tells each in full."
    return "\n".join([*lines, told, f"  help: {first.help}"])


def _heading(each: Diagnostic, places: Sequence[Place]) -> str:
    return f"{each.severity}[{each.name}] {places[0]}"


def _said(each: Diagnostic) -> tuple[str, str]:
    return f"  {each.message}", f"  help: {each.help}"


def _others(places: Sequence[Place], most: int) -> Iterator[str]:
    """A line for each further place; where there are many, how many more there are."""
    shown = places if len(places) <= most else places[: most - 1]
    yield from (f"  and at {place}" for place in shown)
    if more := len(places) - len(shown):
        yield f"  and at {more} more places"


def summed_up(found: Iterable[Diagnostic], waived: int = 0) -> str:
    """How many there are of each severity, such as `1 error, 0 warnings, 2 notices`."""
    counts = _summary(found, waived).items()
    return ", ".join(f"{number} {label if number != 1 else label.removesuffix('s')}" for label, number in counts)


def _as_json(found: list[Diagnostic], waived: int) -> str:
    entries = [
        {
            "severity": each.severity,
            "name": each.name,
            "path": each.place.path,
            "line": each.place.line,
            "column": each.place.column,
            "message": each.message,
            "help": each.help,
        }
        for each in found
    ]
    return json.dumps({"diagnostics": entries, "summary": _summary(found, waived)}, ensure_ascii=False, indent=2)


def _one_line(text: str) -> str:
    # GitHub's workflow commands end at a line break.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    # Properties end at a comma or colon too; in the message GitHub would show such codes as they are.
    return _one_line(text).replace(":", "%3A").replace(",", "%2C")


def _as_annotations(found: list[Diagnostic], below: str) -> str:
    """An annotation for each finding; where GitHub would drop some, one for each problem, naming its places."""
    groups = grouped(found)
    lines: list[str] = []
    for severity in SEVERITIES:
        alone = [Group(each, (each.place,)) for each in found if each.severity == severity]
        together = [group for group in groups if group.diagnostic.severity == severity]
        lines += [_annotation(group, below) for group in (alone if len(alone) <= MOST_ANNOTATIONS else together)]
    return "\n".join(lines)


def _annotation(group: Group, below: str) -> str:
    each, (first, *others) = group.diagnostic, group.places
    also = "".join(f"\n{line.strip()}" for line in _others(others, MOST_PLACES))
    return (
        f"::{each.severity} file={_property(below + first.path)},line={first.line},col={first.column},"
        f"title={_property(each.name)}::{_one_line(f'{each.message} {each.help}{also}')}"
    )


def below_workspace(root: Path) -> str:
    """Where the hub lies in the repository that a workflow checked out, with a slash at its end, or nothing."""
    workspace = Path(os.environ.get("GITHUB_WORKSPACE") or root).resolve()
    inside = root.relative_to(workspace).as_posix() if root.is_relative_to(workspace) else "."
    return "" if inside == "." else f"{inside}/"
