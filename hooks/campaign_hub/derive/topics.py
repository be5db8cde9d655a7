"""Campaigns by what they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import regex

from .hub import Campaign
from .language import Direction, Speech

__all__ = ["Topic", "anchor_of", "topics_of"]

BETWEEN = regex.compile(r"[^\p{L}\p{M}\p{Nd}]+")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with its campaigns, in the words and the language of the first of them.

    `id` is an anchor: the label's letters in any script, with hyphens between words.
    """

    id: str
    label: str
    language: str
    direction: Direction
    campaigns: tuple[Campaign, ...]


def topics_of(campaigns: Iterable[Campaign]) -> tuple[Topic, ...]:
    """The topics of the campaigns, by their labels; capitals and signs make no topic of their own.

    Each keeps the order of `campaigns`, and names a campaign once.
    """
    labels: dict[str, tuple[str, Speech]] = {}
    of: dict[str, dict[str, Campaign]] = defaultdict(dict)
    for campaign in campaigns:
        for label in campaign.brief.topics:
            name = anchor_of(label)
            labels.setdefault(name, (_capital(label), campaign.speech))
            of[name][campaign.slug] = campaign
    found = (
        Topic(name, label, speech.language, speech.direction, tuple(of[name].values()))
        for name, (label, speech) in labels.items()
    )
    return tuple(sorted(found, key=lambda topic: topic.label.casefold()))


def anchor_of(label: str) -> str:
    """The anchor of a topic: `topic-` and its words."""
    return "topic-" + BETWEEN.sub("-", label.casefold()).strip("-")


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
