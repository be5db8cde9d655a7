"""Holds the files around the hub, mkdocs.yml and those for GitHub, to what hub.yml says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .diagnostics import Diagnostic, Place, report
from .load.files import read_text
from .validate.organisation import HubSettings

__all__ = ["NIGHTLY", "check_hosting"]

NIGHTLY = ".github/workflows/nightly.yml"
FORM = ".github/ISSUE_TEMPLATE/2-withdraw-my-story.yml"
SITE_URL = re.compile(r"^site_url:[ \t]*(?P<given>[^\s#]*)", re.MULTILINE)
ZONE = re.compile(r"^[ \t-]*timezone:[ \t]*[\"']?(?P<given>[^\s\"'#]+)", re.MULTILINE)
CRON = re.compile(r"^[ \t-]*cron:[ \t]*[\"']?\d+ (?P<hours>\d+) \* \* \*", re.MULTILINE)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
DAY = 24


def check_hosting(root: Path, hub: HubSettings) -> list[Diagnostic]:
    """What in the files below `root` is of another hub: the site's address, its night, whom people write to."""
    checks = {"mkdocs.yml": _address, NIGHTLY: _night, FORM: _form}
    texts = {path: read_text(root / path, path)[0] or "" for path in checks if (root / path).is_file()}
    return [found for path, text in texts.items() for found in checks[path](text, hub)]


def _address(text: str, hub: HubSettings) -> Iterator[Diagnostic]:
    for found in SITE_URL.finditer(text):
        if found["given"].strip("\"'").rstrip("/") + "/" != hub.url:
            yield report("site-address-elsewhere", _place("mkdocs.yml", text, found.start()), address=hub.url)


def _night(text: str, hub: HubSettings) -> Iterator[Diagnostic]:
    for found in ZONE.finditer(text):
        if found["given"] != hub.time_zone:
            place = _place(NIGHTLY, text, found.start("given"))
            yield report("night-elsewhere", place, given=found["given"], zone=hub.time_zone)
    runs = [*CRON.finditer(text)]
    gap = _longest_gap(sorted({int(found["hours"]) for found in runs}))
    if runs and hub.consent.rebuild_hours < gap:
        place = _place(NIGHTLY, text, runs[0].start("hours"))
        yield report("rebuild-too-rare", place, hours=hub.consent.rebuild_hours, gap=gap)


def _form(text: str, hub: HubSettings) -> Iterator[Diagnostic]:
    given = EMAIL.search(text)
    if given and hub.withdrawal.email not in text:
        place = _place(FORM, text, given.start())
        yield report("withdrawal-address-elsewhere", place, given=given[0], email=hub.withdrawal.email)


def _longest_gap(hours: list[int]) -> int:
    """Hours between two runs of a day that are furthest apart; a whole day where there is one run or none."""
    following = [*hours[1:], hours[0] + DAY] if hours else []
    return max((later - hour for hour, later in zip(hours, following, strict=True)), default=DAY)


def _place(path: str, text: str, at: int) -> Place:
    return Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
