"""`withdraw`: take a story back for good, and say everything that has to be done besides."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from ..derive import Campaign
from ..diagnostics import Diagnostic
from ..history import history_of, withdrawn_before
from ..load import RawStory
from ..load.entries import SPEAKERS
from ..load.tombstones import RECORD, TOMBSTONES
from ..marking import with_tombstone, with_withdrawal
from ..pipeline import Assembly, assemble, moment
from ..slugs import is_slug
from ..takedown import take_down
from ..validate import CheckedStory
from ..withdrawals import people_in
from .scaffolding import NotWritten
from .still_naming import to_take_out
from .ticket import Case, Outcome, write_ticket

__all__ = ["withdraw"]

LAPSED = ("consent-expired", "consent-lapses-soon")
Texts = Mapping[Path, str | None]
"""What files hold, or None where there is no file."""


def withdraw(root: Path, named: str, *, anyway: bool = False) -> int:
    """Withdraw the story with the record `named` and print what has to be done.

    A story's folder or a spokesperson's sheet may be named too, where that has one record. With `anyway` a record goes
    on the list even if no story here has it. Raises NotWritten where nothing was changed.
    """
    if not RECORD.fullmatch(named) and not is_slug(named.removeprefix(SPEAKERS)):
        raise NotWritten(_no_record(named))
    now = datetime.now(UTC)
    earlier = withdrawn_before(root)
    before = assemble(root, now, earlier=earlier, draw=False)
    record = named if RECORD.fullmatch(named) else _record_of(before, named)
    stories = _stories_with(before, record)
    if not stories and not anyway:
        raise NotWritten(_why_none(before, record))
    here = moment(before.checked.zone, now, None, back=False) if before.checked else now
    cases = [_case(root, before, story, record, now) for story in stories]
    old, new, by_hand = _changes(root, record, [story.raw for story in stories], here.date())
    _write(new, old)
    after = assemble(root, now, earlier=earlier, draw=False)
    if not _is_withheld(after, record, {case.slug for case in cases}, before):
        _write(old, new)
        raise NotWritten(f"{record} could not be withdrawn, so every file is as it was: run check and try again.")
    changed = tuple(sorted(path.relative_to(root).as_posix() for path in new))
    print(write_ticket(record, here, cases, Outcome(changed, by_hand, *_news(before, after))))
    return 0


def _no_record(named: str) -> str:
    return (
        f"{named} is not a consent record, which is CR- and 8 to 64 capital letters or digits, and no story's folder "
        "or spokesperson's sheet that can be read. python3 hub.py consent lists them all."
    )


def _record_of(assembly: Assembly, name: str) -> str:
    """The one record of the story or person `name`; raises NotWritten where there is none, or which one is not sure."""
    checked = assembly.checked
    stories = [
        each
        for each in ((*checked.stories, *checked.people) if checked else ())
        if each.raw.slug in (name, f"{SPEAKERS}{name}")
    ]
    if not stories:
        raise NotWritten(_no_record(name))
    records = [str(person.get("record_id")) for each in stories for _, person in people_in(each.raw.page)]
    if len(stories) == len(records) == 1 and RECORD.fullmatch(records[0]):
        return records[0]
    where = " and ".join(each.raw.page.path for each in stories)
    raise NotWritten(f"{name} is not one consent record alone: give the one that is meant. See {where}.")


def _stories_with(assembly: Assembly, record: str) -> list[CheckedStory]:
    checked = assembly.checked
    stories = (*checked.stories, *checked.people) if checked else ()
    return [each for each in stories if each.raw.slug and _persons(each.raw, record)]


def _persons(story: RawStory, record: str) -> list[int]:
    """Which of the people in the story have the record."""
    return [at for at, (_, person) in enumerate(people_in(story.page)) if person.get("record_id") == record]


def _why_none(assembly: Assembly, record: str) -> str:
    """One sentence on why no story was found, and the way on."""
    anyway = f"python3 hub.py withdraw {record} --anyway writes it on the list of withdrawn ones all the same."
    if assembly.checked is None:
        return f"The hub's settings can't be read, so nobody can tell where the story is: run check first, or {anyway}"
    raws = [each.raw for each in (*assembly.checked.stories, *assembly.checked.people)]
    naming = [story.page.path for story in raws if record in story.whole_text]
    if naming:
        return f"{record} is named in {naming[0]}, which can't be read as a story: run check first, or {anyway}"
    return f"No story here has the record {record}, but {anyway}"


def _case(root: Path, assembly: Assembly, story: CheckedStory, record: str, now: datetime) -> Case:
    """All that is known of one story before anything is changed."""
    seen, day = _as_last_published(root, assembly, story, now)
    published = next((each for each in seen.gated.released if each.slug == story.raw.slug), None)
    withheld = next((each for each in assembly.gated.withheld if each.raw.slug == story.raw.slug), None)
    campaigns = [each for each in seen.hub.campaigns if published in each.people] if seen.hub else []
    people = story.consent if isinstance(story.consent, tuple) else ()
    places = take_down(seen.hub, story.raw.slug, now) if seen.hub and published else None
    return Case(
        slug=story.raw.slug,
        title=story.story.title if story.story else None,
        path=story.raw.page.path,
        why_withheld=withheld.name if withheld else None,
        seen_on=day,
        channels=tuple(sorted(published.channels)) if published else (),
        recipients=tuple(sorted({name for person in people for name in person.recipients})),
        partners=_partners(campaigns),
        places=places if places and places.shown else None,
        history=history_of(root, story.raw.page.path, record),
        take_out=to_take_out(assembly.checked, story.raw.slug) if assembly.checked else (),
    )


def _partners(campaigns: Sequence[Campaign]) -> tuple[str, ...]:
    """The names of all who may have passed on something of `campaigns`."""
    tagged = {each.name for campaign in campaigns for each in campaign.brief.partners}
    kits = {kit.recipient.name for campaign in campaigns for kit in campaign.partner_kits if kit.recipient}
    return tuple(sorted(tagged | kits))


def _as_last_published(
    root: Path, assembly: Assembly, story: CheckedStory, now: datetime
) -> tuple[Assembly, date | None]:
    """What is public now; or, for a story whose consent has run out, what was on the last day that it was."""
    lapsed = any(each.raw.slug == story.raw.slug and each.name in LAPSED for each in assembly.gated.withheld)
    people = story.consent if isinstance(story.consent, tuple) else ()
    ends = [person.expires_on for person in people if person.expires_on]
    if not lapsed or not ends or assembly.checked is None:
        return assembly, None
    hours = assembly.checked.hub.consent.rebuild_hours
    # A day more than the hours, since a clock change can move the end by one.
    last = datetime.combine(min(ends), time(), UTC) - timedelta(hours=hours, days=2)
    return assemble(root, now, last.date(), looking_back=True, draw=False), last.date()


def _changes(root: Path, record: str, stories: list[RawStory], day: date) -> tuple[Texts, Texts, tuple[str, ...]]:
    """The old and the new text of each file that changes, and the pages that have to be changed by hand."""
    old: dict[Path, str | None] = {}
    new: dict[Path, str | None] = {}
    by_hand: list[str] = []
    for file in (root / TOMBSTONES, *(root / story.page.path for story in stories)):
        path = file.relative_to(root).as_posix()
        there = _read(file, path)
        text, listed = there or "", path == TOMBSTONES
        marked = with_tombstone(text, record, day) if listed else with_withdrawal(text, path, record, day)
        if marked is None:
            by_hand.append(path)
        elif marked != text:
            old[file], new[file] = there, marked
    return old, new, tuple(by_hand)


def _read(file: Path, path: str) -> str | None:
    if file.is_symlink():
        raise NotWritten(f"{path} is a link to another place: put the file itself there and try again.")
    try:
        return file.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise NotWritten(f"{path} can't be read: see that you may open it, save it as UTF-8 and try again.") from None


def _write(texts: Texts, back: Texts) -> None:
    """Write all files, each whole or not at all; where one can't be written, put the others back."""
    done: list[Path] = []
    try:
        for file, text in texts.items():
            _replace(file, text)
            done.append(file)
    except OSError as problem:
        for file in done:
            _replace(file, back[file])
        raise NotWritten(f"{file.name} can't be written ({problem.strerror}), so nothing was changed.") from None


def _replace(file: Path, text: str | None) -> None:
    """Put `text` in the file's place at once, so that nobody reads half of it; without it, take the file away."""
    if text is None:
        file.unlink()
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".withdraw-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode("utf-8"))
        if file.exists():
            shutil.copymode(file, name)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _is_withheld(after: Assembly, record: str, slugs: set[str], before: Assembly) -> bool:
    """Whether the record is on the list and nothing with it is public."""
    if after.checked is None:
        return before.checked is None
    public = {story.slug for story in after.gated.released}
    return record in after.checked.tombstones.records and not slugs & public


def _news(before: Assembly, after: Assembly) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """The errors and the warnings that were not there before, one for each place: texts that name the story."""
    new = sorted(set(after.diagnostics) - set(before.diagnostics), key=lambda each: each.place)
    errors = {each.place: each for each in new if each.severity == "error"}
    warnings = {each.place: each for each in new if each.severity == "warning" and each.place not in errors}
    return tuple(errors.values()), tuple(warnings.values())
