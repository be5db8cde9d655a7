"""What a pause takes out: posts that scenarios and briefs name, and whether there are any of that name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..diagnostics import Diagnostic, report
from ..load import Located, RawBrief
from ..memory import Memory
from .checked import CheckedBrief
from .held_back import ALL, STORIES
from .readiness_files import CheckedScenario
from .schema import nearest

__all__ = ["check_pauses"]


def check_pauses(
    raw: Iterable[RawBrief], briefs: Iterable[CheckedBrief], scenarios: Iterable[CheckedScenario], memory: Memory
) -> Iterator[Diagnostic]:
    """Every name in a `pause` that nothing has: a slip there would let a post go out."""
    posts = {each.slug: memory.of(_ids, each.posts) for each in raw}
    for brief in briefs:
        for at, name in enumerate(brief.brief.pause):
            known = [ALL, STORIES, *posts.get(brief.slug, ())]
            if name not in known:
                suggestion = nearest(name, known)
                place = brief.place("pause", at)
                yield report("name-unknown", place, given=name, what="posts", suggestion=suggestion)
    for scenario in scenarios:
        yield from _of_scenario(scenario, posts)


def _of_scenario(scenario: CheckedScenario, posts: Mapping[str, tuple[str, ...]]) -> Iterator[Diagnostic]:
    widely = [ALL, STORIES, *posts]
    for at, name in enumerate(scenario.scenario.pause):
        slug, _, post = name.partition("/")
        if name not in widely and post not in posts.get(slug, ()):
            each = [f"{slug}/{post}" for slug, some in posts.items() for post in some]
            near = [*widely, *each] if "/" in name else widely
            place = scenario.place("pause", at)
            yield report("name-unknown", place, given=name, what="campaigns and posts", suggestion=nearest(name, near))


def _ids(plan: Located | None) -> tuple[str, ...]:
    entries = plan.data if plan and isinstance(plan.data, list) else []
    return tuple(str(each["id"]) for each in entries if isinstance(each, dict) and "id" in each)
