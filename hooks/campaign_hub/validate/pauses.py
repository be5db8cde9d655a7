"""What a pause takes out: posts that scenarios and briefs name, and whether there are any of that name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from ..diagnostics import Diagnostic, report
from ..load import RawBrief
from .checked import CheckedBrief
from .readiness_files import CheckedScenario
from .schema import nearest

__all__ = ["ALL", "STORIES", "check_pauses"]

ALL, STORIES = "all", "stories"
"""What a pause can name besides campaigns and posts: every post, and every post that tells a person's story."""


def check_pauses(
    raw: Iterable[RawBrief], briefs: Iterable[CheckedBrief], scenarios: Iterable[CheckedScenario]
) -> Iterator[Diagnostic]:
    """Every name in a `pause` that nothing has: a slip there would let a post go out."""
    posts = {each.slug: _ids(each.posts.data if each.posts else None) for each in raw}
    for brief in briefs:
        for at, name in enumerate(brief.brief.pause):
            known = [ALL, STORIES, *posts.get(brief.slug, ())]
            if name not in known:
                suggestion = nearest(name, known)
                place = brief.place("pause", at)
                yield report("name-unknown", place, given=name, what="posts", suggestion=suggestion)
    everything = [ALL, STORIES, *posts, *(f"{slug}/{post}" for slug, some in posts.items() for post in some)]
    for scenario in scenarios:
        yield from _of_scenario(scenario, everything, posts)


def _of_scenario(
    scenario: CheckedScenario, everything: list[str], posts: Mapping[str, Collection[str]]
) -> Iterator[Diagnostic]:
    for at, name in enumerate(scenario.scenario.pause):
        if name not in everything:
            near = everything if "/" in name else [ALL, STORIES, *posts]
            place = scenario.place("pause", at)
            yield report("name-unknown", place, given=name, what="campaigns and posts", suggestion=nearest(name, near))


def _ids(plan: Any) -> list[str]:
    entries = plan if isinstance(plan, list) else []
    return [str(each["id"]) for each in entries if isinstance(each, dict) and "id" in each]
