"""What is wrong with the content and what to do about it, in an editor's words.

Every diagnostic has a permanent kebab-case name. Its severity, sentence and help stand in `diagnostics.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

__all__ = ["SEVERITIES", "Diagnostic", "Place", "Severity", "catalogue", "errors_of", "report"]

Severity = Literal["error", "warning", "notice"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "notice")
"""The gravest first."""


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
def catalogue() -> dict[str, dict[str, str]]:
    """Every diagnostic's `severity`, `message` and `help` by its name, as written: facts stand in braces."""
    return tomllib.loads(files(__package__).joinpath("diagnostics.toml").read_text("utf-8"))


def report(name: str, place: Place, **facts: object) -> Diagnostic:
    """Make the diagnostic called `name` with `facts` in its sentences; KeyError if the catalogue lacks it."""
    entry = catalogue()[name]
    severity: Severity = entry["severity"]  # type: ignore[assignment]  # a test holds the catalogue to the three
    return Diagnostic(severity, name, place, entry["message"].format_map(facts), entry["help"].format_map(facts))


def errors_of(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Those that make `check` and `build` refuse."""
    return [each for each in found if each.severity == "error"]
