"""What is wrong with the content and what to do about it, in an editor's words.

Every diagnostic has a permanent kebab-case name. Its severity, sentence and help stand in `diagnostics.toml`.
"""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

__all__ = ["Diagnostic", "Place", "errors_of", "names_and_severities", "report", "write_report"]

Severity = Literal["error", "warning", "notice"]
Format = Literal["text", "json", "github"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a file: its path from the repository's root with `/`, line and column, both from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding: where, how grave, what and why in one sentence, and what to do."""

    severity: Severity
    name: str
    place: Place
    message: str
    help: str


@cache
def _catalogue() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("diagnostics.toml").read_text("utf-8"))


def names_and_severities() -> dict[str, str]:
    """Every diagnostic's name and how grave it is."""
    return {name: entry["severity"] for name, entry in _catalogue().items()}


def report(name: str, place: Place, **facts: object) -> Diagnostic:
    """Make the diagnostic called `name` with `facts` in its sentences; KeyError if the catalogue lacks it."""
    entry = _catalogue()[name]
    severity: Severity = entry["severity"]  # type: ignore[assignment]  # a test holds the catalogue to the three
    return Diagnostic(severity, name, place, entry["message"].format_map(facts), entry["help"].format_map(facts))


def errors_of(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that make `check` and `build` refuse."""
    return [each for each in found if each.severity == "error"]


def _in_order(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(set(found), key=lambda each: (each.place, each.name, each.message))


def write_report(found: Iterable[Diagnostic], form: Format, waived: int = 0) -> str:
    """All of `found`, once each, sorted by place, as `text`, `json` or `github` annotations.

    `waived` is how many more there would be without waivers; the summary says so where there are any.
    """
    ordered = _in_order(found)
    if form == "github":
        return _as_annotations(ordered)
    return {"text": _as_text, "json": _as_json}[form](ordered, waived)


def _summary(found: list[Diagnostic], waived: int) -> dict[str, int]:
    count = Counter(each.severity for each in found)
    summary = {"errors": count["error"], "warnings": count["warning"], "notices": count["notice"]}
    return summary | ({"waived": waived} if waived else {})


def _as_text(found: list[Diagnostic], waived: int) -> str:
    blocks = [f"{each.severity}[{each.name}] {each.place}\n  {each.message}\n  help: {each.help}" for each in found]
    summary = _summary(found, waived)
    counts = ", ".join(
        f"{number} {label if number != 1 else label.removesuffix('s')}" for label, number in summary.items()
    )
    return "\n".join([*blocks, counts])


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


def _as_annotations(found: list[Diagnostic]) -> str:
    return "\n".join(
        f"::{each.severity} file={_property(each.place.path)},line={each.place.line},col={each.place.column},"
        f"title={_property(each.name)}::{_one_line(each.message + ' ' + each.help)}"
        for each in found
    )
