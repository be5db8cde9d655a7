"""What a pause takes out: posts that scenarios and briefs name, and whether there are any of that name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..diagnostics import Diagnostic, report
from ..load import Entries, Located
from ..memory import Memory
from .checked import CheckedBrief
from .held_back import ALL, STORIES, PostNames, held_surely
from .readiness_files import CheckedScenario
from .schema import nearest

__all__ = ["check_pauses", "post_names", "with_sure_pauses"]


def post_names(entries: Entries, memory: Memory) -> PostNames:
    """What a pause can name in each campaign's folder, as it was written."""
    read = {each.slug: memory.of(_ids, each.posts) for each in entries.briefs}
    return {slug: read.get(slug, ()) for slug in sorted(entries.campaign_folders | {*read})}


def with_sure_pauses(briefs: Iterable[CheckedBrief], posts: PostNames, memory: Memory) -> tuple[CheckedBrief, ...]:
    """The briefs, with all posts held back of one whose pause names something that it has not."""
    return tuple(memory.of(_surely, each, posts.get(each.slug, ())) if each.brief.pause else each for each in briefs)


def check_pauses(
    posts: PostNames, briefs: Iterable[CheckedBrief], scenarios: Iterable[CheckedScenario]
) -> Iterator[Diagnostic]:
    """Every name in a `pause` that nothing has."""
    for brief in briefs:
        for at, name in enumerate(brief.brief.pause):
            known = [ALL, STORIES, *posts.get(brief.slug, ())]
            if name not in known:
                suggestion = nearest(name, known)
                place = brief.place("pause", at)
                yield report("name-unknown", place, given=name, what="posts", suggestion=suggestion)
    for scenario in scenarios:
        yield from _of_scenario(scenario, posts)


def _of_scenario(scenario: CheckedScenario, posts: PostNames) -> Iterator[Diagnostic]:
    widely = [ALL, STORIES, *posts]
    for at, name in enumerate(scenario.scenario.pause):
        slug, _, post = name.partition("/")
        if name not in widely and post not in posts.get(slug, ()):
            each = [f"{slug}/{post}" for slug, some in posts.items() for post in some]
            near = [*widely, *each] if "/" in name else widely
            place = scenario.place("pause", at)
            yield report("name-unknown", place, given=name, what="campaigns and posts", suggestion=nearest(name, near))


def _surely(brief: CheckedBrief, posts: tuple[str, ...]) -> CheckedBrief:
    pause = held_surely(brief.brief.pause, posts)
    return replace(brief, brief=brief.brief.model_copy(update={"pause": pause}))


def _ids(plan: Located | None) -> tuple[str, ...]:
    entries = plan.data if plan and isinstance(plan.data, list) else []
    return tuple(str(each["id"]) for each in entries if isinstance(each, dict) and "id" in each)
