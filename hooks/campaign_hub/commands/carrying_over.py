"""`new campaign --from`: a new brief out of one that ended, with what has to be checked again left open and marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from ..load import Table
from ..load.files import read_text
from ..load.front_matter import read_page
from ..load.yaml_tree import read_yaml
from ..validate.results import RESULTS, Result, read_results
from .left_behind import GONE, can_move
from .told_stories import ToldStories
from .written_yaml import Marked, written

__all__ = ["PLAN", "NotCarried", "before_of", "begun_from"]

PLAN = "plan.yml"
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
HEAD = """\
# Begun from the campaign {old}: what was learned there stands below `before`. A line with a comment has to be looked
# at again; what is left open has to be filled in. Then run: python3 hub.py check
"""
POSTS_HEAD = """\
# Begun from the campaign {old}: days were moved by {days} days, and posts that tell of a story were left out, because
# consent was given for that campaign. Slots are filled by the build, such as {{message}}, {{link}} and {{hashtags}}.
"""
LOOK = "look at it again"


class NotCarried(Exception):
    """There is nothing to begin from; the message says why."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """The texts of a new campaign's brief and posting plan, and the files to copy beside them."""

    brief: str
    posts: str
    files: tuple[Path, ...]


def begun_from(root: Path, old: str, answers: Mapping[str, str]) -> _Begun:
    """A new campaign out of the campaign `old`; raises NotCarried where that can't be read.

    It begins on the answered day, or a year after the old one, and all its days move along.
    """
    folder = root / "content/campaigns" / old
    text = _text(root, folder / "index.md")
    page, found = read_page(text, f"content/campaigns/{old}/index.md")
    if page.fields is None or found or not can_move(page.fields.data.get("starts")):
        raise NotCarried(f"The brief of {old} has something wrong in it: run check, mend it, and try again.")
    fields = dict(page.fields.data)
    starts = date.fromisoformat(answers["starts"]) if "starts" in answers else _year_after(fields["starts"])
    shift = starts - fields["starts"]
    try:
        new = _answered(_brief(fields, old, shift, _last_results(root, folder, fields)), answers)
    except OverflowError:
        raise NotCarried(f"The brief of {old} has a day that can't be moved: mend it, and try again.") from None
    brief = f"---\n{HEAD.format(old=old)}{written(new, text)}---\n{page.body}"
    beside = (file for file in sorted(folder.iterdir()) if _is_named(file, text))
    return _Begun(brief, _posts(root, folder, old, shift), tuple(beside))


def _answered(new: dict[str, Any], answers: Mapping[str, str]) -> dict[str, Any]:
    """The new brief's fields with the answers in their places."""
    owner = {name: answers[name] for name in ("team", "email") if name in answers}
    ends = {"ends": date.fromisoformat(answers["ends"])} if "ends" in answers else {}
    if ends and ends["ends"] < new["starts"]:
        raise NotCarried("--ends: The campaign would end before it starts.")
    topics = [part.strip() for part in answers.get("topics", "").split(",") if part.strip()]
    return (
        new
        | {name: answers[name] for name in ("title", "language") if name in answers}
        | ({"owner": _fields(new.get("owner")) | owner} if owner else {})
        | ({"topics": topics} if topics else {})
        | ends
    )


def _text(root: Path, file: Path) -> str:
    if not file.is_file():
        raise NotCarried(f"There is no {file.relative_to(root).as_posix()} to begin from.")
    text, found = read_text(file, file.relative_to(root).as_posix())
    if text is None or found:
        raise NotCarried(f"{file.relative_to(root).as_posix()} can't be read: run check, mend it, and try again.")
    return text


def _is_named(file: Path, text: str) -> bool:
    """Whether a file beside the old brief is one that the new one names too, or the plan for the public."""
    wanted = file.suffix.lower() in PICTURES or (file.suffix == ".csv" and file.name != RESULTS)
    taken = file.name == PLAN or (wanted and file.name in text)
    return taken and file.is_file() and not file.is_symlink()


def _year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _brief(fields: dict[str, Any], old: str, shift: timedelta, last: Mapping[str, Result]) -> dict[str, Any]:
    new = {name: value for name, value in fields.items() if name not in (*GONE, "embargo")}
    new["stage"] = "draft"
    new["starts"], new["ends"] = _moved(new["starts"], shift), _moved(new.get("ends"), shift)
    new["objectives"] = [_objective(_fields(each), shift, last) for each in _entries(new.get("objectives"))]
    new["hashtags"] = [_again(_fields(each), "checked_on", "its other uses") for each in _entries(new.get("hashtags"))]
    sources = _fields(new.get("sources"))
    new["sources"] = {
        name: _again(_fields(each), "accessed", "whether it still says so") for name, each in sources.items()
    }
    new["cards"] = _all_moved(new.get("cards") or [], shift)
    new["before"] = before_of(fields, old)
    return {name: value for name, value in new.items() if value not in (None, [], {})}


def before_of(fields: Mapping[str, Any], old: str) -> dict[str, Any]:
    """What the brief of a campaign that follows `old` says of it: its name, and what was learned in it."""
    learned = [each for each in _entries(_fields(fields.get("results")).get("learned")) if isinstance(each, str)]
    return {"campaign": old, **({"learned": learned} if learned else {})}


def _objective(objective: dict[str, Any], shift: timedelta, last: Mapping[str, Result]) -> dict[str, Any]:
    result = last.get(str(objective.get("id")))
    came_to = f"last time it came to {result.value}{'%' * result.percent} on {result.day}: {LOOK}" if result else LOOK
    by = objective.get("by")
    of_day = "moved with the campaign" if isinstance(by, date) else f"a day in words is not moved: {LOOK}"
    told = {
        "baseline": Marked(objective.get("baseline"), came_to),
        "target": Marked(objective.get("target"), LOOK),
        "by": Marked(_moved(by, shift), of_day),
    }
    # The numbers of last time would be drawn as if they were of this one.
    return {name: told.get(name, value) for name, value in objective.items() if name != "counts"}


def _again(entry: dict[str, Any], name: str, what: str) -> dict[str, Any]:
    """The entry with the day of its last check left open."""
    if name not in entry:
        return entry
    return {**entry, name: Marked(None, f"was {entry[name]}: look up {what}, and put the day of that")}


def _last_results(root: Path, folder: Path, fields: dict[str, Any]) -> Mapping[str, Result]:
    """What each objective's own measure last came to."""
    file = folder / RESULTS
    if not file.is_file():
        return {}
    ids = [str(_fields(each).get("id")) for each in _entries(fields.get("objectives"))]
    rows = read_results(Table(file.relative_to(root).as_posix(), _text(root, file)), ids, [])
    return {row.objective: row for row in rows if row.metric is None and row.kind != "output"}


def _posts(root: Path, folder: Path, old: str, shift: timedelta) -> str:
    head = POSTS_HEAD.format(old=old, days=shift.days)
    if not (folder / "posts.yml").is_file():
        return f"{head}[]\n"
    text = _text(root, folder / "posts.yml")
    located, found = read_yaml(text, f"content/campaigns/{old}/posts.yml")
    told = ToldStories(root)
    if located is None or found:
        raise NotCarried(f"The posting plan of {old} has something wrong in it: run check, mend it, and try again.")
    posts = [_post(_fields(each), shift) for each in _entries(located.data) if not told.in_post(each)]
    return head + (written(posts, text) if posts else "[]\n")


def _post(post: dict[str, Any], shift: timedelta) -> dict[str, Any]:
    try:
        at = datetime.fromisoformat(str(post.get("at"))) + shift
    except (ValueError, OverflowError):
        return post
    return {**post, "at": f"{at:%Y-%m-%d %H:%M}"}


def _fields(value: Any) -> dict[str, Any]:
    return dict(value) if isinstance(value, dict) else {}


def _entries(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else []


def _moved(value: Any, shift: timedelta) -> Any:
    return value + shift if isinstance(value, date) else value


def _all_moved(value: Any, shift: timedelta) -> Any:
    if isinstance(value, dict):
        return {name: _all_moved(each, shift) for name, each in value.items()}
    if isinstance(value, list):
        return [_all_moved(each, shift) for each in value]
    return _moved(value, shift)
