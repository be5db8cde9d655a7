"""Campaigns that speak to the same people on the same platform on the same days, so that each drowns the other out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import NamedTuple

from ..diagnostics import Diagnostic, report
from ..memory import Memory
from .rhythm import Planned

__all__ = ["check_collisions"]


class Meeting(NamedTuple):
    """Where two campaigns meet: an audience by its name in small letters, a platform and a day."""

    audience: str
    platform: str
    day: date


def check_collisions(
    plans: Iterable[Planned], names: Mapping[str, str], today: date, memory: Memory
) -> Iterator[Diagnostic]:
    """One notice for each two campaigns that collide on `today` or later, at the one that starts later.

    Language versions of one campaign belong together and never collide. `names` are the platforms' by their ids.
    """
    met: dict[Meeting, list[Planned]] = defaultdict(list)
    for plan in plans:
        for meeting in memory.of(_meetings, plan):
            if meeting.day >= today:
                met[meeting].append(plan)
    pairs: dict[tuple[str, str], tuple[Planned, Planned, list[Meeting]]] = {}
    for meeting, there in met.items():
        for one, other in combinations(there, 2):
            if _family(one) != _family(other):
                earlier, later = sorted((one, other), key=_order)
                known = pairs.setdefault((earlier.brief.slug, later.brief.slug), (earlier, later, []))
                known[2].append(meeting)
    for earlier, later, meetings in pairs.values():
        yield _told(earlier, later, meetings, names)


def _meetings(plan: Planned) -> tuple[Meeting, ...]:
    """Where the campaign's posts are; a post for no audience of its own is for all that are on its platform."""
    audiences = plan.brief.brief.audiences
    return tuple(
        dict.fromkeys(
            Meeting(" ".join(audience.name.casefold().split()), post.platform, post.at.date())
            for post in plan.posts
            for audience in audiences
            if post.audience == audience.id
            or (post.audience is None and any(each.id == post.platform for each in audience.platforms))
        )
    )


def _family(plan: Planned) -> str:
    return plan.brief.brief.translation_of or plan.brief.slug


def _order(plan: Planned) -> tuple[date, str]:
    return plan.brief.brief.starts, plan.brief.slug


def _told(earlier: Planned, later: Planned, meetings: list[Meeting], names: Mapping[str, str]) -> Diagnostic:
    heard = {meeting.audience for meeting in meetings}
    people = [each.name for each in later.brief.brief.audiences if " ".join(each.name.casefold().split()) in heard]
    days = sorted({meeting.day for meeting in meetings})
    facts = {
        "other": earlier.brief.slug,
        "audience": " and ".join(people),
        "platforms": " and ".join(names[name] for name in names if name in {each.platform for each in meetings}),
        "days": f"{len(days)} of the same days" if len(days) > 1 else "the same day",
        "first": days[0],
    }
    return report("campaigns-collide", later.brief.place("starts"), **facts)
