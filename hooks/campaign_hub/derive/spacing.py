"""Whether posts are as far apart as the tools that import them ask for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from itertools import pairwise

from ..diagnostics import Diagnostic, report
from ..validate.schedulers import Scheduler
from .posts import FilledPost
from .rhythm import Planned

__all__ = ["check_spacing"]

MINUTE = timedelta(minutes=1)


def check_spacing(
    plans: Iterable[Planned], schedulers: Mapping[str, Scheduler], names: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Posts of one campaign on one platform that a tool would refuse as too near; `names` are the platforms'.

    Two posts at the same minute are told of already.
    """
    for plan in plans:
        by_platform: dict[str, list[FilledPost]] = defaultdict(list)
        for post in plan.posts:
            by_platform[post.platform].append(post)
        for platform, posts in by_platform.items():
            tools = [tool for tool in schedulers.values() if platform in tool.platforms]
            yield from _too_near(plan, posts, tools, names.get(platform, platform))


def _too_near(plan: Planned, posts: list[FilledPost], tools: list[Scheduler], platform: str) -> Iterator[Diagnostic]:
    strictest = max(tools, key=lambda tool: tool.minutes_apart, default=None)
    if strictest is None:
        return
    for before, post in pairwise(posts):
        minutes = (post.at - before.at) // MINUTE
        if 0 < minutes < strictest.minutes_apart:
            facts = {"minutes": minutes, "other": before.id, "platform": platform}
            place = plan.written(post).place("at")
            yield report("posts-too-near", place, tool=strictest.name, least=strictest.minutes_apart, **facts)
