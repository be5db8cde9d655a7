"""What a quarter of an hour is for on a day: posts, a question, allies and likely answers, from all campaigns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TypeVar

from ..validate.brief import Ally
from ..validate.brief_evidence import Question
from .hub import Campaign
from .posts import FilledPost

__all__ = ["ALLIES", "Asked", "Day", "Step", "day_of", "runs_on", "turn"]

ALLIES = 3
"""Allies to turn to on one day."""
MINUTES = 15
SHORTEST, SHORT, LONGEST = 20, 45, 240
"""Letters of a question with what it is about; one that is short needs the sentence before it."""
MARKS, WHOLE = ("?", "\u061f", "\uff1f"), (".", "!", "\u2026")
"""How questions end, and other whole sentences."""
ADDRESS = re.compile(r"https?://\S+")
ENDED = re.compile(r"(?<=[.!?\u2026\u061f\uff1f])\s+")
QUOTED = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
"""Quotation marks: what stands between them, somebody else has asked."""
OF_SOMEBODY = ("story-", "spokesperson-")
"""How ids of cards begin that show somebody's words."""
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to ask, in a campaign's language; `post` is the one it is from, None where people ask it."""

    text: str
    campaign: Campaign
    post: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the quarter of an hour, and its minutes."""

    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Day:
    """What a day brings; every list is in the order of the campaigns.

    `due` are the posts that can go out, `held` those of the day that are paused, `waiting` the campaigns whose posts
    of the day can't go out because nobody approved them. `next` is the first post after the day. `allies` and
    `answers` stand with the campaign that they are from.
    """

    day: date
    running: tuple[Campaign, ...]
    due: tuple[tuple[Campaign, tuple[FilledPost, ...]], ...]
    held: tuple[tuple[Campaign, tuple[FilledPost, ...]], ...]
    waiting: tuple[Campaign, ...]
    next: tuple[Campaign, FilledPost] | None
    question: Asked | None
    allies: tuple[tuple[Campaign, Ally], ...]
    answers: tuple[tuple[Campaign, tuple[Question, ...]], ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """What to do, with minutes that add up to fifteen: what the other steps leave goes into answering people."""
        asked, met = (2 if self.question else 0), (3 if self.allies else 0)
        around = {"post": 4 if self.due else 1, "ask": asked, "allies": met, "check": 1 if self.due else 2}
        minutes = around | {"answer": MINUTES - sum(around.values())}
        order = ("post", "answer", "ask", "allies", "check")
        return tuple(Step(name, minutes[name]) for name in order if minutes[name])


def runs_on(campaign: Campaign, day: date) -> bool:
    """Whether a campaign is public and runs on `day`."""
    brief = campaign.brief
    open_by_then = campaign.embargo is None or campaign.embargo.date() <= day
    return brief.stage == "approved" and brief.starts <= day <= brief.ends and open_by_then


def turn(pool: Sequence[Value], day: date, size: int = 1) -> tuple[Value, ...]:
    """The `size` of `pool` whose turn it is on `day`, or all where it has no more.

    In any len(pool) / size days in a row, rounded up, each has its turn.
    """
    start = day.toordinal() * size % len(pool) if pool else 0
    return tuple(islice((*pool[start:], *pool[:start]), size))


def day_of(campaigns: Iterable[Campaign], day: date) -> Day:
    """What `day` brings, by all `campaigns` of a preview, in the hub's time zone."""
    every = tuple(campaigns)
    ready = tuple(each for each in every if each.brief.stage == "approved")
    running = tuple(each for each in every if runs_on(each, day))
    due = _on(day, ((each, each.posts) for each in ready))
    asked = turn([*_questions(running)], day)
    return Day(
        day=day,
        running=running,
        due=due,
        held=_on(day, ((each, each.paused) for each in ready)),
        waiting=tuple(each for each, _ in _on(day, ((each, each.posts) for each in every if each not in ready))),
        next=_next(ready, day),
        question=asked[0] if asked else None,
        allies=turn([*_allies(running)], day, ALLIES),
        answers=_answers(running, due, day),
    )


def _on(
    day: date, posts: Iterable[tuple[Campaign, tuple[FilledPost, ...]]]
) -> tuple[tuple[Campaign, tuple[FilledPost, ...]], ...]:
    kept = ((campaign, tuple(each for each in some if each.at.date() == day)) for campaign, some in posts)
    return tuple((campaign, some) for campaign, some in kept if some)


def _next(campaigns: Iterable[Campaign], day: date) -> tuple[Campaign, FilledPost] | None:
    coming = [(each, post) for each in campaigns for post in each.posts if post.at.date() > day]
    return min(coming, key=lambda both: both[1].at, default=None)


def _questions(campaigns: Iterable[Campaign]) -> Iterator[Asked]:
    """Every question that a campaign's posts ask, but for those that are somebody's own; else what people ask it."""
    for campaign in campaigns:
        telling = {post.planned for post in campaign.posts if _tells_of_somebody(post)}
        own = [post for post in reversed(campaign.posts) if post.planned not in telling]
        asked = {text: post.id for post in own for text in _asked_in(post)}
        if asked:
            yield from (Asked(text, campaign, post) for text, post in reversed(asked.items()))
        else:
            yield from (Asked(each.question, campaign) for each in campaign.brief.questions)


def _tells_of_somebody(post: FilledPost) -> bool:
    """Whether a post, or its part of a thread, tells a story or shows who speaks: its words are somebody's own."""
    cards = (post.card or "", *post.further)
    return any(each.startswith(OF_SOMEBODY) for each in cards) or "/stories/" in f"{post.text} {post.link}"


def _asked_in(post: FilledPost) -> list[str]:
    lines = ADDRESS.sub(" ", post.text.replace(post.link, " ")).splitlines()
    return [each for each in _asked(lines) if SHORTEST <= len(each) <= LONGEST and not QUOTED.search(each)]


def _asked(lines: list[str]) -> Iterator[str]:
    """The questions with which a line ends: one that the post goes on from is answered by it.

    A short one comes with the sentence before it, or nobody knows what it is about.
    """
    before = ""
    for line in lines:
        sentences = [each.strip() for each in ENDED.split(line) if each.strip()]
        earlier, last = [before, *sentences][-2:] if sentences else ("", "")
        if last.endswith(MARKS):
            yield f"{earlier} {last}" if len(last) < SHORT and earlier.endswith(WHOLE) else last
        before = last or before


def _allies(campaigns: Iterable[Campaign]) -> Iterator[tuple[Campaign, Ally]]:
    """Whom to turn to, each once: the allies, and the partners, who are tagged."""
    met: set[str] = set()
    for campaign in campaigns:
        partners = (
            Ally(who=each.name, kind="tag", handles=each.handles, why=each.why) for each in campaign.brief.partners
        )
        for ally in (*campaign.brief.allies, *partners):
            if ally.who not in met:
                met.add(ally.who)
                yield campaign, ally


def _answers(
    running: Iterable[Campaign], due: Iterable[tuple[Campaign, object]], day: date
) -> tuple[tuple[Campaign, tuple[Question, ...]], ...]:
    """The prepared answers of the campaigns that post on the day, or else of those that posted last."""
    posting = [campaign for campaign, _ in due]
    if not posting:
        last = {each.slug: [post.at for post in each.posts if post.at.date() < day][-1:] for each in running}
        latest = max(last.values(), default=[])
        posting = [each for each in running if last[each.slug] == latest]
    return tuple((each, each.brief.questions) for each in posting if each.brief.questions)
