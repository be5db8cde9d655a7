"""`new campaign --rollover`: a campaign again, in its next year, with everything to renew that a year makes old."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ..load.files import read_text
from ..load.front_matter import read_page
from ..load.gathered import PICTURES
from ..load.located import Located
from ..slugs import is_slug
from ..validate.observances import Observance
from ..yearly import shift_in_weeks
from .beginnings import observances_of
from .carrying_over import PLAN
from .left_behind import can_move
from .moved_plan import CantMove, Move, moved_brief, moved_posts, moved_tags
from .not_carried import left_to_write
from .scaffolding import FORMS, NotWritten
from .schemas import write_forms
from .told_stories import ToldStories

__all__ = ["roll_over"]

YEAR = r"(?<!\d){year}(?!\d)"
OF_ANOTHER_DAY = re.compile(r"\b(accessed|published|checked_on|year):")
"""Fields whose year is that of something else and stays."""
A_YEAR = timedelta(days=365.25)
MOST_LINES = 12
CHECK = "Then run: python3 hub.py check"


@dataclass(frozen=True, slots=True)
class Earlier:
    """The campaign that comes back: its folder, its brief as text and as fields, and its posting plan if it has one."""

    folder: Path
    text: str
    fields: Located
    posts: str | None


def roll_over(root: Path, slug: str, name: str | None, today: date | None = None) -> int:
    """Write the campaign `slug` anew into the folder `name`, in its next year after `today`; raises NotWritten.

    Its days move with its observance, or by the weeks nearest to a year, so that weekdays stay. Nothing is overwritten.
    """
    earlier = _read(root, slug)
    move = _move(root, earlier, slug, name, today or datetime.now(UTC).date())
    folder = root / "content/campaigns" / move.new
    if folder.exists() or folder.is_symlink():
        raise NotWritten(f"content/campaigns/{move.new} is there already: choose another name.")
    told = ToldStories(root)
    try:
        brief = moved_brief(earlier.text, move)
        tags = moved_tags(earlier.fields.data, move)
        posts, left_out = (None, ()) if earlier.posts is None else moved_posts(earlier.posts, move, tags, told)
    except CantMove as why:
        raise NotWritten(f"content/campaigns/{slug} can't be rolled over: {why}") from None
    folder.mkdir(parents=True)
    written = {"index.md": brief} | ({"posts.yml": posts} if posts is not None else {})
    for file, text in written.items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")
        print(f"Written: content/campaigns/{move.new}/{file}")
    _copy_files(earlier, folder)
    if (root / FORMS).is_file():
        print(f"Written: {write_forms(root)}")
    print(
        "\n".join(
            (*_to_renew(earlier, move, left_out, written), *told.to_ask(folder), *left_to_write(root, slug), CHECK)
        )
    )
    return 0


def _read(root: Path, slug: str) -> Earlier:
    folder, path = root / "content/campaigns" / slug, f"content/campaigns/{slug}/index.md"
    if not is_slug(slug) or not (folder / "index.md").is_file():
        raise NotWritten(f"There is no {path} to begin from.")
    text = read_text(folder / "index.md", path)[0]
    fields = read_page(text, path)[0].fields if text is not None else None
    if text is None or fields is None or not _has_days(fields):
        raise NotWritten(f"{path} can't be relied on: mend what python3 hub.py check says of it first.")
    plan = folder / "posts.yml"
    return Earlier(
        folder, text, fields, read_text(plan, f"content/campaigns/{slug}/posts.yml")[0] if plan.is_file() else None
    )


def _has_days(fields: Located) -> bool:
    starts, ends = (fields.data.get(name) for name in ("starts", "ends"))
    return can_move(starts) and can_move(ends) and bool(starts <= ends)


def _move(root: Path, earlier: Earlier, slug: str, name: str | None, today: date) -> Move:
    starts, ends = earlier.fields.data["starts"], earlier.fields.data["ends"]
    observance = observances_of(root).get(str(earlier.fields.data.get("observance")))
    shift = _with_observance(observance, starts, ends, today) if observance else None
    shift = shift_in_weeks(starts, today) if shift is None else shift
    # Whole weeks fall short of a year: what begins on 1 January comes back on 31 December, and is of the year after.
    years = round(shift / A_YEAR)
    moved = re.sub(YEAR.format(year=starts.year), str(starts.year + years), slug)
    new = name or (moved if moved != slug else f"{slug}-{starts.year + years}")
    if not is_slug(new):
        raise NotWritten(f"{new} can't be part of an address: use lower-case letters, digits and single hyphens.")
    return Move(slug, new, shift, years, (starts.year, ends.year))


def _with_observance(observance: Observance, starts: date, ends: date, today: date) -> timedelta | None:
    """How far the campaign moves with its health day; None where that is not known."""
    before = observance.met_by(starts, ends)
    if before is None:
        return None
    after = max(today, before.last)
    coming = (days for days in observance.following(after, 3) if days.first > before.last)
    return next((days.first - before.first for days in coming if starts + (days.first - before.first) > today), None)


def _copy_files(earlier: Earlier, folder: Path) -> None:
    """The pictures beside the brief, the tables that its figures are drawn from and the plan for the public."""
    figures = earlier.fields.data.get("figures") or []
    charts = {each.get("chart") for each in figures if isinstance(each, dict)} if isinstance(figures, list) else set()
    for file in sorted(earlier.folder.iterdir()):
        wanted = file.suffix.lower() in PICTURES or file.name in charts or file.name == PLAN
        if wanted and file.is_file() and not file.is_symlink():
            shutil.copyfile(file, folder / file.name)
            print(f"Copied: content/campaigns/{folder.name}/{file.name}")


def _to_renew(earlier: Earlier, move: Move, left_out: tuple[str, ...], written: dict[str, str]) -> Iterator[str]:
    data = earlier.fields.data
    starts, ends = data["starts"] + move.shift, data["ends"] + move.shift
    yield f"It runs from {starts} to {ends}, and is a draft. To renew:"
    yield '- what "look again" stands at: hashtags for other uses, sources for changed facts, days written in words'
    yield "- objectives: what the last campaign got is the new baseline"
    if source := data.get("translation_of"):
        yield f"- translation_of: name the campaign that follows {source}, once there is one"
    yield "- approvals and review_due, once all of that is done"
    if move.shift.days % 7:
        yield "- days of posts: they are as far from the health day as they were, and fall on other weekdays"
    if left_out:
        yield f"- posts that tell a story were left out ({', '.join(left_out)}): ask the people again first"
    for file, text in written.items():
        if lines := list(_of_the_old_year(text, move)):
            more = f" and {len(lines) - MOST_LINES} more" if len(lines) > MOST_LINES else ""
            yield f"- {file} still says {move.old_years[0]} on line {', '.join(lines[:MOST_LINES])}{more}"


def _of_the_old_year(text: str, move: Move) -> Iterator[str]:
    year = re.compile(YEAR.format(year=move.old_years[0]))
    for number, line in enumerate(text.split("\n"), 1):
        if year.search(line) and not OF_ANOTHER_DAY.search(line):
            yield str(number)
