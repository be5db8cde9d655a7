"""Read campaigns: each brief with its posting plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from ..diagnostics import Diagnostic, Place, errors_of, report
from ..load import Located, RawBrief
from ..load.located import Spot
from ..memory import Memory
from .attachments import check_attachments, read_charts, read_counts
from .brief import Brief, Post
from .checked import CheckedBrief, CheckedPost, LeftOut
from .easy_read import check_easy_read, read_easy_read
from .extra_cards import CardReader
from .plans import check_plan, read_plan
from .references import check_brief, check_posts
from .schema import read_as
from .video import check_video, read_video

__all__ = ["read_campaigns"]


def read_campaigns(
    briefs: Iterable[RawBrief],
    platforms: Collection[str] | None,
    cards: CardReader,
    told: Iterable[Diagnostic],
    memory: Memory,
) -> tuple[tuple[CheckedBrief, ...], tuple[LeftOut, ...], list[Diagnostic]]:
    """Read all briefs: those to rely on, those to leave out, and everything that is wrong.

    `told` is what loading reported. A post or an extra card with an error is left out by itself. Without `platforms`,
    none that is named is doubted.
    """
    by_folder: dict[str, list[Diagnostic]] = defaultdict(list)
    for each in told:
        by_folder["/".join(each.place.path.split("/")[:3])].append(each)
    read = [
        memory.of(_checked, raw, platforms, cards, tuple(by_folder[f"content/campaigns/{raw.slug}"])) for raw in briefs
    ]
    checked = tuple(each for each, _ in read if isinstance(each, CheckedBrief))
    left_out = tuple(each for each, _ in read if isinstance(each, LeftOut))
    return checked, left_out, [each for _, found in read for each in found]


def _checked(
    raw: RawBrief, platforms: Collection[str] | None, cards: CardReader, told: tuple[Diagnostic, ...]
) -> tuple[CheckedBrief | LeftOut, tuple[Diagnostic, ...]]:
    """One brief to rely on, or why it is left out; `told` is what loading reported of its folder."""
    found: list[Diagnostic] = []
    brief = _read(raw, platforms, found, {each.place.path for each in told})
    wrong = [each for each in errors_of([*told, *found]) if each.place.path == raw.page.path]
    if brief is None or wrong:
        name = wrong[0].name if wrong else "field-missing"
        return LeftOut(raw.page.path, name, doubtful=True), tuple(found)
    whole = _with_cards(brief, cards, found)
    return whole, tuple(found)


def _with_cards(brief: CheckedBrief, reader: CardReader, found: list[Diagnostic]) -> CheckedBrief:
    """The brief with its extra cards; one that can't be made is told of and lost, and the campaign goes on."""
    if brief.page.fields is None:
        return brief
    read = reader.read(brief.brief, brief.page.fields, found)
    lost = {entry.id for entry, card in zip(brief.brief.cards, read, strict=True) if card is None}
    return replace(brief, cards=tuple(card for card in read if card), lost_cards=frozenset(lost))


def _read(
    raw: RawBrief, platforms: Collection[str] | None, found: list[Diagnostic], unread: set[str]
) -> CheckedBrief | None:
    posts = _posts(raw.posts, found) if raw.posts else []
    plan = read_plan(raw.plan, found) if raw.plan else None
    easy = read_easy_read(raw.easy_read, found) if raw.easy_read else None
    video = read_video(raw.video, found) if raw.video else None
    if raw.page.fields is None:
        return None
    brief, wrong = read_as(Brief, raw.page.fields)
    found += wrong
    if brief is None:
        return None
    found += [*check_brief(brief, raw.page.fields, platforms), *check_attachments(brief, raw, unread)]
    charts, counts = read_charts(brief, raw, found), read_counts(brief, raw, found)
    there = {each.path for each in raw.media} | unread
    sound = _sound_posts(posts, brief, platforms, found)
    return CheckedBrief(
        raw.slug,
        brief,
        raw.page,
        sound,
        raw.media,
        charts,
        plan=check_plan(plan, brief, found) if plan else None,
        easy_read=check_easy_read(easy, brief, there, found) if easy else None,
        video=check_video(video, brief, found) if video else None,
        results=counts,
    )


def _sound_posts(
    posts: list[CheckedPost], brief: Brief, platforms: Collection[str] | None, found: list[Diagnostic]
) -> tuple[CheckedPost, ...]:
    wrong = check_posts(posts, brief, platforms)
    if not wrong:
        return tuple(posts)
    found += wrong
    places = {each.place for each in wrong}
    bad = {position for (position, *_), place in _below_posts(posts[0].located) if place in places}
    return tuple(post for post in posts if post.position not in bad)


def _below_posts(located: Located) -> list[tuple[Spot, Place]]:
    """The way to every post of a posting plan and to all that is in it, with its place."""
    return [(spot, place) for spot, place in located.places.items() if spot]


def _posts(located: Located, found: list[Diagnostic]) -> list[CheckedPost]:
    if located.data is None:
        return []
    if not isinstance(located.data, list):
        found.append(report("posts-not-a-list", located.place()))
        return []
    posts = [_post(located, position, found) for position in range(len(located.data))]
    return [post for post in posts if post]


def _post(located: Located, position: int, found: list[Diagnostic]) -> CheckedPost | None:
    if not isinstance(located.data[position], dict):
        found.append(report("posts-not-a-list", located.place(position)))
        return None
    post, more = read_as(Post, located, (position,))
    found += more
    if post and not _is_a_moment(post.at):
        found.append(report("date-impossible", located.place(position, "at"), given=post.at))
        return None
    return CheckedPost(post, located, position) if post else None


def _is_a_moment(at: str) -> bool:
    """Whether `at` is in the calendar; one counted from the campaign's days always is."""
    if not at[:1].isdigit():
        return True
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return False
    return True
