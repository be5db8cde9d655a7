"""What was withdrawn once stays withdrawn: holds the content to what an earlier state of it said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from .diagnostics import Diagnostic, Place, report
from .load import Entries, Page, Tombstones
from .load.located import Spot
from .load.tombstones import TOMBSTONES

__all__ = ["ENDED", "Earlier", "people_in", "uphold", "withdrawn_in"]

ENDED = ("withdrawn", "revoked")
CAN_PUBLISH = ("given", "renewed")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What was withdrawn before, wherever that is known from, and what a build before this one found.

    `tombstones` have to be on the list still, and `ended` are records whose own status may not go back. `besides` was
    withdrawn in another line of work: it counts here without having to be listed. `unknown` names a state that was
    asked for and can't be read. `leaking` are the paths of what a build before this one found somebody's story in.
    """

    tombstones: frozenset[str] = frozenset()
    ended: frozenset[str] = frozenset()
    besides: frozenset[str] = frozenset()
    unknown: str | None = None
    leaking: frozenset[str] = frozenset()


def uphold(entries: Entries, earlier: Earlier) -> tuple[Entries, list[Diagnostic]]:
    """`entries` with all the records that were withdrawn before, and what tries to bring one of them back."""
    here = entries.tombstones
    found = [report("tombstone-removed", Place(TOMBSTONES), record=each) for each in earlier.tombstones - here.records]
    if earlier.unknown:
        found.append(report("history-unreadable", Place(TOMBSTONES), revision=earlier.unknown))
    for story in (*entries.stories, *entries.people):
        found += _revived(story.page, earlier.ended)
    buried = Tombstones(here.records | earlier.tombstones | earlier.besides, here.readable)
    return replace(entries, tombstones=buried), found


def people_in(page: Page) -> Iterator[tuple[Spot, dict[str, Any]]]:
    """The consent record of each person in a story's page, as written, and the way to it."""
    consent = page.fields.data.get("consent") if page.fields else None
    if isinstance(consent, dict):
        yield ("consent",), consent
    for at, record in enumerate(consent if isinstance(consent, list) else ()):
        if isinstance(record, dict):
            yield ("consent", at), record


def withdrawn_in(page: Page) -> Iterator[str]:
    """The records of a story's page whose own fields say that they were withdrawn."""
    for _, record in people_in(page):
        ended = record.get("status") in ENDED or record.get("withdrawn_on") is not None
        if ended and isinstance(identity := record.get("record_id"), str):
            yield identity


def _revived(page: Page, ended: frozenset[str]) -> Iterator[Diagnostic]:
    for spot, record in people_in(page):
        could_publish = record.get("status") in CAN_PUBLISH and record.get("withdrawn_on") is None
        if page.fields and could_publish and str(record.get("record_id")) in ended:
            yield report("consent-revived", page.fields.place(*spot, "status"))
