"""A brief and a posting plan moved to another year, as texts: comments, and lines that no year touches, stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..load.front_matter import read_page
from ..load.located import Located, Spot
from ..load.yaml_tree import read_yaml
from .carrying_over import before_of
from .left_behind import GONE
from .told_stories import ToldStories
from .written_yaml import written

__all__ = ["CantMove", "Move", "moved_brief", "moved_posts", "moved_tags"]

DAY = re.compile(r"""(["']?)(\d{4}-\d{2}-\d{2})(?=\1|[ \t])""")
WORD = re.compile(r"""(["']?)\w+\1""")
LINE = re.compile(r".*")
LOOK_AGAIN = "  # look again"
HEAD = "# This follows {old}. Renew what says look again, then sign it off with approvals and review_due."


class CantMove(Exception):
    """The text is written in a way in which it can't be moved without touching more; the message says which."""


@dataclass(frozen=True, slots=True)
class Move:
    """From which campaign to which, how far its days move, by how many years, and the years that it was in."""

    old: str
    new: str
    shift: timedelta
    years: int
    old_years: tuple[int, int]

    def year_in(self, text: str) -> str:
        """`text` with the earlier campaign's years moved, where such a number stands by itself or beside letters."""
        years = "|".join(dict.fromkeys(map(str, self.old_years)))
        return re.sub(rf"(?<!\d)({years})(?!\d)", lambda found: str(int(found[1]) + self.years), text)

    def day_in(self, text: str) -> str:
        """`text` with its first day moved. Raises CantMove for a day that no calendar has."""
        return re.sub(r"\d{4}-\d{2}-\d{2}", lambda day: self._moved(day[0]), text, count=1)

    def _moved(self, day: str) -> str:
        try:
            return str(date.fromisoformat(day) + self.shift)
        except (ValueError, OverflowError):
            raise CantMove(f"{day} is no day that can be moved.") from None


def moved_tags(fields: Mapping[str, Any], move: Move) -> dict[str, str]:
    """The brief's hashtags that name a year of the earlier campaign, each with what it becomes."""
    tags = [str(fields["hashtags"][at]["tag"]) for at in _entries(fields, "hashtags", "tag")]
    return {tag: moved for tag in tags if (moved := move.year_in(tag)) != tag}


def moved_brief(text: str, move: Move) -> str:
    """The page `text` in its next year, as a draft without sign-offs. Raises CantMove."""
    page = read_page(text, "")[0]
    if page.fields is None:
        raise CantMove("its fields can't be read.")
    data, edited = page.fields.data, _Edited(text, page.fields)
    for spot in _days_of(data):
        edited.rewrite(spot, DAY, move.day_in)
    edited.rewrite(("stage",), WORD, lambda _: "draft")
    edited.rewrite(("title",), LINE, move.year_in)
    for at in _entries(data, "hashtags", "tag"):
        edited.rewrite(("hashtags", at, "tag"), WORD, move.year_in)
    edited.mark(_to_look_at(data))
    edited.drop_fields(GONE, end=page.body_line - 1)
    fence, *lines = edited.left()
    tags, before = moved_tags(data, move), {"before": before_of(data, move.old)}
    moved = _with_fields(_respelt("\n".join([fence, HEAD.format(old=move.old), *lines]), move, tags), before)
    _hold(read_page(moved, "")[0].fields, _brief_in_its_next_year(data, move, tags) | before)
    return moved


def moved_posts(text: str, move: Move, tags: Mapping[str, str], told: ToldStories) -> tuple[str, tuple[str, ...]]:
    """The posting plan `text` in its next year, and the ids of posts that tell a story, which are left out.

    A story is somebody's: whether it may be told once more is asked anew. Raises CantMove.
    """
    located = read_yaml(text, "")[0]
    if located is None or not isinstance(located.data, list | None):
        raise CantMove("its posting plan can't be read.")
    posts, edited = located.data or [], _Edited(text, located)
    for at in _dated(posts):
        edited.rewrite((at, "at"), DAY, move.day_in)
    telling = [at for at, post in enumerate(posts) if told.in_post(post)]
    edited.drop_entries(telling, len(posts))
    moved = _respelt("\n".join(edited.left()), move, tags)
    kept = [_post_in_its_next_year(post, move) for at, post in enumerate(posts) if at not in telling]
    _hold(read_yaml(moved, "")[0], _with_texts(kept, lambda each: _respelt(each, move, tags)) or None)
    return moved, tuple(str(posts[at].get("id")) for at in telling)


def _with_fields(text: str, fields: Mapping[str, Any]) -> str:
    """The page `text` with `fields` below its own."""
    lines = text.split("\n")
    end = read_page(text, "")[0].body_line - 2
    return "\n".join([*lines[:end], written(fields, "").rstrip("\n"), *lines[end:]])


class _Edited:
    """The lines of a text, changed at the places of what was read from it; a change never moves another's place."""

    def __init__(self, text: str, located: Located) -> None:
        self._lines: list[str | None] = [*text.split("\n")]
        self._located = located

    def left(self) -> list[str]:
        """The lines that were not dropped."""
        return [line for line in self._lines if line is not None]

    def rewrite(self, spot: Spot, form: re.Pattern[str], change: Callable[[str], str]) -> None:
        """Change what stands at `spot`, if it is there, which has to be as `form`."""
        place = self._located.places.get(spot)
        if place is None:
            return
        line = self._lines[place.line - 1] or ""
        found = form.match(line, place.column - 1)
        if found is None:
            raise CantMove(f"{spot[-1]} on line {place.line} is not written as one word.")
        self._lines[place.line - 1] = line[: found.start()] + change(found[0]) + line[found.end() :]

    def mark(self, spots: Iterator[Spot]) -> None:
        """Say `look again` at the end of the lines of `spots`."""
        for number in {self._located.place(*spot).line - 1 for spot in spots}:
            self._lines[number] = f"{(self._lines[number] or '').rstrip()}{LOOK_AGAIN}"

    def drop_fields(self, names: tuple[str, ...], end: int) -> None:
        """Take out whole fields; `end` is the line after the last one, counted from 1."""
        begins = {spot[0]: place for spot, place in self._located.keys.items() if len(spot) == 1}
        if any(place.column != 1 for place in begins.values()):
            raise CantMove("its fields do not each begin a line.")
        starts = sorted(place.line for place in begins.values())
        for name in names:
            if name in begins:
                self._drop(begins[name].line, next((line for line in starts if line > begins[name].line), end))

    def drop_entries(self, entries: list[int], count: int) -> None:
        """Take out entries of the list that the text is, of which there are `count`."""
        starts = [self._located.place(at).line for at in range(count)]
        lines = [self._lines[line - 1] or "" for line in starts]
        if entries and (len(set(starts)) < count or not all(line.startswith("-") for line in lines)):
            raise CantMove("its posts do not each begin a line with a dash.")
        for at in entries:
            self._drop(starts[at], starts[at + 1] if at + 1 < count else len(self._lines) + 1)

    def _drop(self, first: int, end: int) -> None:
        """Drop the lines from `first` up to `end`, but for the comments above that, which are of what comes there."""
        while end - 1 > first and re.fullmatch(r"(#.*)?", self._lines[end - 2] or ""):
            end -= 1
        for number in range(first, end):
            self._lines[number - 1] = None


def _entries(data: Mapping[str, Any], name: str, field: str) -> list[int]:
    """The positions in the list `name` of entries that have `field`."""
    listed = data.get(name)
    entries = enumerate(listed) if isinstance(listed, list) else ()
    return [at for at, entry in entries if isinstance(entry, dict) and entry.get(field) is not None]


def _days_of(data: Mapping[str, Any]) -> Iterator[Spot]:
    yield from (("starts",), ("ends",))
    if data.get("embargo") is not None:
        yield ("embargo",)
    for at in _entries(data, "objectives", "by"):
        if isinstance(data["objectives"][at]["by"], date):
            yield ("objectives", at, "by")


def _to_look_at(data: Mapping[str, Any]) -> Iterator[Spot]:
    """What a year makes doubtful: how tags are used, what sources say, and days in words, which are not moved."""
    for at in _entries(data, "objectives", "by"):
        if not isinstance(data["objectives"][at]["by"], date):
            yield ("objectives", at, "by")
    yield from (("hashtags", at, "checked_on") for at in _entries(data, "hashtags", "checked_on"))
    sources = data.get("sources")
    for name, source in sources.items() if isinstance(sources, dict) else ():
        if isinstance(source, dict) and "accessed" in source:
            yield ("sources", name, "accessed")


def _dated(posts: list[Any]) -> list[int]:
    """The posts whose time is a day, and not counted from the campaign's."""
    return [at for at, post in enumerate(posts) if isinstance(post, dict) and str(post.get("at"))[:1].isdigit()]


def _respelt(text: str, move: Move, tags: Mapping[str, str]) -> str:
    """`text` with the campaign's own address and its hashtags as they are now."""
    text = text.replace(f"campaigns/{move.old}/", f"campaigns/{move.new}/")
    for tag, moved in tags.items():
        text = re.sub(rf"#{re.escape(tag)}(?!\w)", f"#{moved}", text)
    return text


def _hold(read: Located | None, wanted: Any) -> None:
    """Raise CantMove where what was written says anything else than it should."""
    if read is None or read.data != wanted:
        raise CantMove("it is written in a way in which its days can't be moved by themselves.")


def _brief_in_its_next_year(data: Mapping[str, Any], move: Move, tags: Mapping[str, str]) -> Any:
    wanted = {name: deepcopy(value) for name, value in data.items() if name not in GONE}
    for *way, last in _days_of(data):
        entry: Any = wanted
        for step in way:
            entry = entry[step]
        entry[last] = _moved_value(entry[last], move)
    if "stage" in wanted:
        wanted["stage"] = "draft"
    if isinstance(wanted.get("title"), str):
        wanted["title"] = move.year_in(wanted["title"])
    for at in _entries(wanted, "hashtags", "tag"):
        tag = str(wanted["hashtags"][at]["tag"])
        wanted["hashtags"][at]["tag"] = tags.get(tag, wanted["hashtags"][at]["tag"])
    return _with_texts(wanted, lambda each: _respelt(each, move, tags))


def _post_in_its_next_year(post: Any, move: Move) -> Any:
    return post | {"at": _moved_value(post["at"], move)} if _dated([post]) else post


def _moved_value(value: Any, move: Move) -> Any:
    return value + move.shift if isinstance(value, date) else move.day_in(value)


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {name: _with_texts(each, change) for name, each in value.items()}
    if isinstance(value, list):
        return [_with_texts(each, change) for each in value]
    return change(value) if type(value) is str else value
