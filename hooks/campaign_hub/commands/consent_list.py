"""`consent`: what every story is cleared for, until when, or why it is withheld."""

from __future__ import annotations

import json
import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

from ..copy_digest import copy_digest
from ..gate import PublishedStory, WithheldStory
from ..history import withdrawn_before
from ..pipeline import Assembly, assemble, moment
from ..validate import CheckedStory
from ..validate.story import ConsentRecord
from ..withdrawals import people_in

__all__ = ["list_consent"]

STATES = ("doubtful", "published", "withheld")
"""From what has to be put right to what is as it should be."""

COLUMNS = {"story (record)": 30, "state": 9, "lapses in": 9, "until": 10, "channels, or why not": 34}
CHANNELS = {"channel": 30, "stories": 68}
GAP = "  "


@dataclass(frozen=True, slots=True)
class Entry:
    """One story in the list. `until` is the first day on which it must be gone, `days_left` the days before that day.

    `channels` is what it comes out on today. `why` names the diagnostic that keeps it back.
    """

    story: str
    title: str | None
    path: str
    state: Literal["published", "withheld", "doubtful"]
    channels: tuple[str, ...]
    languages: tuple[str, ...]
    until: date | None
    days_left: int | None
    why: str | None
    copy_sha256: str
    recipients: tuple[str, ...]
    records: tuple[str, ...]


def list_consent(root: Path, form: Literal["text", "json"]) -> int:
    """Print every story and named spokesperson with what they are cleared for, as a table or as JSON; always 0.

    The most urgent come first.
    """
    now = datetime.now(UTC)
    assembly = assemble(root, now, earlier=withdrawn_before(root), draw=False)
    if assembly.hub is None:
        print("The hub's settings can't be read, so no story is published: run check.", file=sys.stderr)
    entries = sorted(_entries(assembly, now), key=_urgency)
    print(_as_json(entries) if form == "json" else _as_text(entries))
    return 0


def _urgency(entry: Entry) -> tuple[int, float, str]:
    ahead = entry.days_left if entry.days_left is not None and entry.state == "published" else float("inf")
    return STATES.index(entry.state), ahead, entry.story


def _entries(assembly: Assembly, now: datetime) -> Iterable[Entry]:
    checked = assembly.checked
    if checked is None:
        return
    today = moment(checked.zone, now, None, back=False).date()
    published = {each.slug: each for each in assembly.gated.released}
    withheld = {each.raw.page.path: each for each in assembly.gated.withheld}
    shown = {each.slug for campaign in (assembly.hub.campaigns if assembly.hub else ()) for each in campaign.people}
    inside = {each.person for each in checked.spokespeople if not each.sheet.public}
    for story in (*checked.stories, *checked.people):
        out = None if story.raw.page.path in withheld else published.get(story.raw.slug)
        back = withheld.get(story.raw.page.path)
        if out and out.slug not in shown:
            why = "spokesperson-inside" if out.slug in inside else "story-without-campaign"
            out, back = None, WithheldStory(story.raw, why, doubtful=False)
        yield _entry(story, out, back, today, checked.hub.language)


def _entry(
    story: CheckedStory, out: PublishedStory | None, back: WithheldStory | None, today: date, language: str
) -> Entry:
    people = story.consent if isinstance(story.consent, tuple) else ()
    until = min((person.expires_on for person in people if person.expires_on), default=None)
    return Entry(
        story=story.raw.slug or story.raw.page.path,
        title=story.story.title if story.story else None,
        path=story.raw.page.path,
        state="published" if back is None else "doubtful" if back.doubtful else "withheld",
        channels=tuple(sorted(out.channels)) if out else (),
        languages=_languages(people, out.language if out else language) if out else (),
        until=until,
        days_left=(until - today).days if until else None,
        why=back.name if back else None,
        copy_sha256=copy_digest(story.raw.page, story.raw.media),
        recipients=tuple(sorted({name for person in people for name in person.recipients})),
        records=tuple(str(each.get("record_id") or "") for _, each in people_in(story.raw.page)),
    )


def _languages(people: Sequence[ConsentRecord], own: str) -> tuple[str, ...]:
    """The languages that all the people agreed to: the story's own where none is listed."""
    listed = [frozenset(person.languages) for person in people if person.languages is not None]
    return tuple(sorted(frozenset.intersection(*listed))) if listed else (own,)


def _as_json(entries: Iterable[Entry]) -> str:
    stories = [asdict(entry) for entry in entries]
    return json.dumps({"stories": stories}, default=str, ensure_ascii=False, indent=2)


def _as_text(entries: Sequence[Entry]) -> str:
    stories = _table(COLUMNS, [_cells(entry) for entry in entries])
    by_channel = defaultdict(list)
    for entry in entries:
        for channel in entry.channels:
            by_channel[channel].append(entry.story)
    channels = _table(CHANNELS, [(channel, ", ".join(by_channel[channel])) for channel in sorted(by_channel)])
    return f"{stories}\n\n{channels}" if by_channel else stories


def _cells(entry: Entry) -> tuple[str, ...]:
    days = entry.days_left if entry.state == "published" else None
    left = "" if days is None else f"{days} day" if days == 1 else f"{days} days"
    until = entry.until.isoformat() if entry.until else ""
    name = " ".join((entry.story, *(f"({record})" for record in entry.records if record)))
    return name, entry.state, left, until, entry.why or ", ".join(entry.channels)


def _table(columns: dict[str, int], rows: Iterable[Sequence[str]]) -> str:
    """A table whose columns are as wide as they say; what is longer goes on below."""
    lines = []
    for row in (tuple(columns), *rows):
        cells = [
            textwrap.wrap(cell, width, break_on_hyphens=False) or [""]
            for cell, width in zip(row, columns.values(), strict=True)
        ]
        for at in range(max(map(len, cells))):
            parts = [cell[at] if at < len(cell) else "" for cell in cells]
            padded = (part.ljust(width) for part, width in zip(parts, columns.values(), strict=True))
            lines.append(GAP.join(padded).rstrip())
    return "\n".join(lines)
