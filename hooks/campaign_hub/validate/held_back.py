"""What the plans that are active hold back, also where a slip in one of them makes the rest of it unreliable."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ..load.entries import RawScenario
from .readiness import Scenario

__all__ = ["ALL", "STORIES", "PostNames", "held_back", "held_surely"]

ALL, STORIES = "all", "stories"
"""What a pause can name besides campaigns and posts: every post, and every post that tells a person's story."""
PostNames = Mapping[str, tuple[str, ...]]
"""The ids of the posts that each campaign's folder plans, also of campaigns that are drafts or can't be relied on."""
ACTIVE = re.compile(r"^active\s*:\s*(?!false\b)\S", re.MULTILINE)
"""How a plan whose fields can't be read says that it is happening."""


def held_back(raw: Iterable[RawScenario], read: Mapping[str, Scenario], posts: PostNames) -> frozenset[str]:
    """What the active plans pause; `read` has those of `raw` that can be relied on, by their names.

    A slip must not let posts go out while something happens: a plan that can't be relied on still holds back what it
    names, and everything where that can't be told; so does a name that nothing has.
    """
    held: set[str] = set()
    for each in raw:
        scenario = read.get(each.slug)
        if scenario is None:
            held |= _perhaps_held(each)
        elif scenario.active:
            held |= {*scenario.pause}
    return frozenset(wide for name in held for wide in (name, _wide_enough(name, posts)))


def held_surely(names: Iterable[str], posts: Iterable[str]) -> tuple[str, ...]:
    """What a campaign's own pause names, with all its `posts` where none is of such a name."""
    names = tuple(names)
    return names if {*names} <= {ALL, STORIES, *posts} else (*names, ALL)


def _wide_enough(name: str, posts: PostNames) -> str:
    """`name`, or what it surely lies in where nothing is called so: its campaign, or else everything."""
    slug, _, post = name.partition("/")
    if name in (ALL, STORIES, *posts) or post in posts.get(slug, ()):
        return name
    return slug if slug in posts else ALL


def _perhaps_held(raw: RawScenario) -> set[str]:
    if raw.page.fields is None:
        return {ALL} if ACTIVE.search(raw.text) else set()
    data = raw.page.fields.data
    if data.get("active") in (None, False):
        return set()
    names = data.get("pause", [])
    return {str(name) for name in names} if isinstance(names, list) else {ALL}
