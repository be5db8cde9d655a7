"""Whether the posts of the whole hub come at times that serve the people they are for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from ..diagnostics import Diagnostic, Place, report
from ..memory import Memory
from ..validate.checked import CheckedBrief, CheckedPost
from ..validate.organisation import Cover
from .posts import FilledPost
from .when import is_skipped

__all__ = ["Planned", "check_rhythm"]

SAME_WITHIN = timedelta(days=3)
MOST_A_DAY = 2
"""Posts of one campaign on one platform on one day; a third one on the same day is a burst."""
LONGEST_GAP = 14
"""Days without a post while a campaign runs: a fortnight's silence looks as if it had ended."""
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Planned(NamedTuple):
    """A campaign's filled posts beside what they are made from."""

    brief: CheckedBrief
    posts: tuple[FilledPost, ...]

    def written(self, post: FilledPost) -> CheckedPost:
        """The entry of the posting plan that `post` is filled from."""
        return next(each for each in self.brief.posts if each.post.id == post.planned)


def check_rhythm(
    plans: Iterable[Planned], cover: Cover | None, names: Mapping[str, str], as_of: datetime, memory: Memory
) -> list[Diagnostic]:
    """Everything odd about when posts go out: warnings and notices, never an error.

    The organisation has one account on each platform. `names` are the platforms' names by their ids.
    """
    plans = tuple(memory.of(_without_followers, plan) for plan in plans)
    found = [each for plan in plans for each in memory.of(_in_campaign, plan, cover)]
    found += [each for plan in plans for post in _once(plan) for each in _past(plan, post, as_of)]
    return [*found, *_at_once(plans, names)]


def _without_followers(plan: Planned) -> Planned:
    """The plan with the first post of each thread alone: the others go out with it."""
    return plan._replace(posts=tuple(post for post in plan.posts if not post.follows))


def _once(plan: Planned) -> Iterable[FilledPost]:
    """Every post on one of its platforms."""
    return {post.id: post for post in plan.posts}.values()


def _in_campaign(plan: Planned, cover: Cover | None) -> tuple[Diagnostic, ...]:
    return tuple(_odd_times(plan, cover))


def _odd_times(plan: Planned, cover: Cover | None) -> Iterator[Diagnostic]:
    by_platform: Mapping[str, list[FilledPost]] = defaultdict(list)
    for post in plan.posts:
        by_platform[post.platform].append(post)
    for posts in by_platform.values():
        yield from _repeated(plan, posts)
        yield from _bursts(plan, posts)
    for post in _once(plan):
        yield from _odd_hours(plan, post, cover)
    yield from _gaps(plan, sorted(_once(plan), key=lambda post: post.at))


def _repeated(plan: Planned, posts: list[FilledPost]) -> Iterator[Diagnostic]:
    for at, post in enumerate(posts):
        for before in posts[:at]:
            if post.at - before.at < SAME_WITHIN and _bare(post) == _bare(before):
                yield report("post-repeated", plan.written(post).place("text"), other=before.id)


def _bare(post: FilledPost) -> str:
    return " ".join(post.text.replace(post.link, "").casefold().split())


def _bursts(plan: Planned, posts: list[FilledPost]) -> Iterator[Diagnostic]:
    days: dict[date, int] = defaultdict(int)
    for post in posts:
        days[post.at.date()] += 1
        if days[post.at.date()] == MOST_A_DAY + 1:
            yield report("posts-crowded", plan.written(post).place("at"), day=post.at.date(), most=MOST_A_DAY)


def _odd_hours(plan: Planned, post: FilledPost, cover: Cover | None) -> Iterator[Diagnostic]:
    written = plan.written(post)
    hours = next((each.active_hours for each in plan.brief.brief.audiences if each.id == post.audience), ())
    if hours and not any(_is_within(post.at.time(), stretch) for stretch in hours):
        yield report("post-outside-hours", written.place("at"), hours=" and ".join(hours))
    if is_skipped(post.at):
        yield report("post-time-skipped", written.place("at"))
    if cover and (DAYS[post.at.weekday()] not in cover.days or not _is_within(post.at.time(), cover.hours)):
        yield report("post-without-cover", written.place("at"), hours=cover.hours)


def _is_within(clock: time, hours: str) -> bool:
    """Whether `clock` lies in hours such as 18:00-21:00, which may go over midnight."""
    start, end = (time.fromisoformat(each.replace("24:00", "23:59:59")) for each in hours.split("-"))
    return start <= clock <= end if start <= end else clock >= start or clock <= end


def _past(plan: Planned, post: FilledPost, as_of: datetime) -> Iterator[Diagnostic]:
    if post.at < as_of and plan.brief.brief.stage != "approved":
        yield report("post-in-the-past", plan.written(post).place("at"), stage=plan.brief.brief.stage)


def _gaps(plan: Planned, posts: list[FilledPost]) -> Iterator[Diagnostic]:
    for before, post in pairwise(posts):
        if (days := (post.at.date() - before.at.date()).days) > LONGEST_GAP:
            yield report("posts-gap", plan.written(post).place("at"), days=days, other=before.id)


def _at_once(plans: Iterable[Planned], names: Mapping[str, str]) -> Iterator[Diagnostic]:
    taken: dict[tuple[str, datetime], tuple[Planned, FilledPost]] = {}
    clashes: dict[tuple[Place, str], list[str]] = defaultdict(list)
    for plan in plans:
        for post in plan.posts:
            earlier, other = taken.setdefault((post.platform, post.at), (plan, post))
            if other is not post:
                named = other.id if earlier is plan else f"{other.id} of {earlier.brief.slug}"
                clashes[plan.written(post).place("at"), named].append(names[post.platform])
    for (place, other_post), platforms in clashes.items():
        yield report("posts-at-once", place, platforms=" and ".join(platforms), other=other_post)
