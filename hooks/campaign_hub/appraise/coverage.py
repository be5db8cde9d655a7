"""Whether the parts of a brief reach one another: what serves an objective, and which posts carry it to whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..diagnostics import Diagnostic, report
from ..validate.brief import Audience, Message
from ..validate.checked import CheckedBrief, CheckedPost
from ..validate.suitability import Suitability, Usage

__all__ = ["Coverage", "check_coverage", "cover"]

SHORTEST_REASON = 10
"""Letters: fewer are a word such as "reach", and no reason."""
OLDEST = 90
"""Years, for audiences without an upper end."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What reaches what in one campaign.

    `serving` has the messages of each objective and `loose` those of none; `carried` the platforms on which posts carry
    a message to an audience, and `planned` how many posts go to an audience on a platform that it is on. A post for
    nobody in particular is for everyone on its platforms.
    """

    serving: Mapping[str, tuple[Message, ...]]
    loose: tuple[Message, ...]
    carried: Mapping[tuple[str, str], tuple[str, ...]]
    planned: Mapping[tuple[str, str], int]
    has_posts: bool


def cover(brief: CheckedBrief, posts: Collection[str] | None = None) -> Coverage:
    """What reaches what, by all posts of `brief` or by those of the ids `posts`."""
    fields = brief.brief
    known = {objective.id for objective in fields.objectives}
    planned: Counter[tuple[str, str]] = Counter()
    carried: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for checked in brief.posts:
        if posts is not None and checked.post.id not in posts:
            continue
        for audience, platform in _reached(checked, fields.audiences):
            planned[audience, platform] += 1
            if message := _message_of(checked):
                carried[message, audience][platform] = None
    return Coverage(
        serving={each: tuple(one for one in fields.messages if each in one.serves) for each in known},
        loose=tuple(each for each in fields.messages if not known & set(each.serves)),
        carried={key: tuple(names) for key, names in carried.items()},
        planned=planned,
        has_posts=bool(brief.posts),
    )


def _reached(checked: CheckedPost, audiences: tuple[Audience, ...]) -> Iterator[tuple[str, str]]:
    """The audiences that a post is for, with each platform on which it meets them."""
    for audience in audiences:
        theirs = {each.id for each in audience.platforms}
        for platform in checked.post.platforms:
            if checked.post.audience == audience.id or (checked.post.audience is None and platform in theirs):
                yield audience.id, platform


def _message_of(checked: CheckedPost) -> str | None:
    shown = (card.removeprefix("message-") for card in checked.post.cards if card.startswith("message-"))
    return checked.post.message or next(shown, None)


def check_coverage(
    brief: CheckedBrief, coverage: Coverage, suitability: Suitability, names: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Everything in `brief` that nothing else in it reaches. `names` are the platforms' names by their ids."""
    for at, objective in enumerate(brief.brief.objectives):
        if not coverage.serving[objective.id]:
            yield report("objective-without-message", brief.place("objectives", at, "id"), objective=objective.id)
    for at, message in enumerate(brief.brief.messages):
        if not message.serves:
            yield report("message-without-objective", brief.place("messages", at, "id"), message=message.id)
        if not message.for_:
            yield report("message-without-audience", brief.place("messages", at, "id"), message=message.id)
    for at, audience in enumerate(brief.brief.audiences):
        yield from _unreached(brief, at, audience, coverage, names)
        yield from _without_reason(brief, at, audience, names)
        yield from _unsuitable(brief, at, audience, suitability, names)


def _unreached(
    brief: CheckedBrief, at: int, audience: Audience, coverage: Coverage, names: Mapping[str, str]
) -> Iterator[Diagnostic]:
    if not any(audience.id in message.for_ for message in brief.brief.messages):
        yield report("audience-without-message", brief.place("audiences", at, "id"), audience=audience.id)
    if not coverage.has_posts:
        return
    idle = [
        number
        for number, platform in enumerate(audience.platforms)
        if not coverage.planned.get((audience.id, platform.id))
    ]
    if not any(planned for (each, _), planned in coverage.planned.items() if each == audience.id):
        yield report("audience-without-post", brief.place("audiences", at, "id"), audience=audience.id)
    else:
        for number in idle:
            place, platform = brief.place("audiences", at, "platforms", number, "id"), audience.platforms[number].id
            yield report("platform-without-post", place, audience=audience.id, platform=names.get(platform, platform))


def _without_reason(brief: CheckedBrief, at: int, audience: Audience, names: Mapping[str, str]) -> Iterator[Diagnostic]:
    """A reason that is one word, or that is given for another of the audience's platforms in the same words."""
    given: set[str] = set()
    for number, platform in enumerate(audience.platforms):
        reason = "".join(filter(str.isalnum, platform.why.casefold()))
        short = len(reason) < SHORTEST_REASON and reason.isascii()
        if short or reason in given:
            place = brief.place("audiences", at, "platforms", number, "why")
            yield report("platform-without-reason", place, platform=names.get(platform.id, platform.id))
        given.add(reason)


def _unsuitable(
    brief: CheckedBrief, at: int, audience: Audience, suitability: Suitability, names: Mapping[str, str]
) -> Iterator[Diagnostic]:
    if audience.ages is None:
        return
    for number, platform in enumerate(audience.platforms):
        usage = _low_usage(platform.id, audience.ages, suitability)
        if usage:
            oldest = f" to {usage.ages[1]}" if usage.ages[1] < OLDEST else " and over"
            yield report(
                "platform-suits-few",
                brief.place("audiences", at, "platforms", number, "id"),
                platform=names.get(platform.id, platform.id),
                audience=audience.id,
                share=usage.share,
                ages=f"{usage.ages[0]}{oldest}",
                place_year=f"{usage.place}, {usage.year}",
                publisher=suitability.sources[usage.source].publisher,
            )


def _low_usage(platform: str, ages: tuple[int, int], suitability: Suitability) -> Usage | None:
    """The group in which half or more of the audience's years lie, and of which too few use the platform."""
    years = set(range(ages[0], max(ages[0], min(ages[1], OLDEST)) + 1))
    low = [
        each
        for each in suitability.usage
        if each.platform == platform and each.share < suitability.least and each.source in suitability.sources
    ]
    return next(
        (each for each in low if 2 * len(years.intersection(range(each.ages[0], each.ages[1] + 1))) >= len(years)), None
    )
