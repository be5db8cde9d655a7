"""What a command and the MkDocs that it starts tell each other: variables of the environment there, a file back."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Literal

__all__ = ["AS_OF", "FORMAT", "LEAKING", "MODE", "REPORT", "BuildRequest", "Mode", "NoDay", "as_variables", "asked_in"]

MODE = "CAMPAIGN_HUB_MODE"
AS_OF = "CAMPAIGN_HUB_AS_OF"
LEAKING = "CAMPAIGN_HUB_LEAKING"
FORMAT = "CAMPAIGN_HUB_FORMAT"
"""With `github`, what readers would stumble over is told as annotations, which a workflow shows on their lines."""
REPORT = ".cache/publish-report.json"
"""Where a build writes what came of it, below the hub's root."""
Mode = Literal["build", "publish", "preview"]


class NoDay(ValueError):
    """What a look ahead names is not a day."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is asked of a build.

    `ahead` is the day that it looks ahead to, if any, `leaking` what a build before this one found somebody's story
    in, by path, and `form` how problems are told.
    """

    mode: Mode
    ahead: date | None
    leaking: frozenset[str]
    form: Literal["github", "text"]


def as_variables(mode: Mode, leaking: Collection[str]) -> dict[str, str]:
    """The variables by which a command asks; whoever starts the command sets the others."""
    return {MODE: mode, LEAKING: json.dumps(sorted(leaking))}


def asked_in(variables: Mapping[str, str]) -> BuildRequest:
    """What is asked in these `variables`. Raises NoDay where what they look ahead to is no day."""
    return BuildRequest(
        _mode(variables.get(MODE)),
        _ahead(variables.get(AS_OF)),
        frozenset(json.loads(variables.get(LEAKING) or "[]")),
        "github" if variables.get(FORMAT) == "github" else "text",
    )


def _mode(asked: str | None) -> Mode:
    """Anything but the three is an ordinary build, which refuses on any error."""
    if asked == "publish":
        return "publish"
    return "preview" if asked == "preview" else "build"


def _ahead(asked: str | None) -> date | None:
    if not asked:
        return None
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = None
    # The first and the last year of the calendar leave no room to look around a day.
    if day is None or not MINYEAR < day.year < MAXYEAR:
        raise NoDay(f"{AS_OF} is {asked}, which is not a day such as 2027-01-31.")
    return day
