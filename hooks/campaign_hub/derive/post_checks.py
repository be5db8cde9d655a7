"""Whether a filled post can go out on a platform as it stands, and whether it will do there what it is meant to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from ..diagnostics import Diagnostic, report
from ..validate.brief import Brief
from ..validate.checked import CheckedPost
from ..validate.local_words import LOCAL_SLOTS, Local
from ..validate.organisation import Helpline, HubSettings
from ..validate.platforms import Platform
from .post_tags import tag_faults, tags_not_linked
from .post_texts import known_slots, over_limit

__all__ = ["PostChecks", "names_helpline"]

BRACKETS = re.compile(r"\[[^\[\]\n]{1,60}\]|\{[^{}\n]{0,60}\}|[{}]")
GAP = r"[\s\u2010-\u2015.()/-]*"


@dataclass(frozen=True, slots=True)
class PostChecks:
    """What the posts of one campaign are held against. `embargo` is the moment before which nothing may be said.

    `local` is what fills their local slots: the hub's own, or a partner's.
    """

    brief: Brief
    hub: HubSettings
    embargo: datetime | None
    local: Local

    def faults(self, checked: CheckedPost, text: str, platform: Platform, link: str, whole: str) -> list[Diagnostic]:
        """Everything for which a post must not go out on `platform` as `text`: errors, all of them.

        `whole` is what all posts of its thread say: a helpline in one of them is enough.
        """
        words = text.replace(link, "").replace(self.local.link or link, "")
        return [
            *self._unfilled(checked, words),
            *tag_faults(checked, words, platform),
            *([] if checked.part else self._without_helpline(checked, whole)),
            *_too_long(checked, text, platform),
        ]

    def link_inside(self, checked: CheckedPost) -> Iterator[Diagnostic]:
        """A notice for each link in the middle of a thread, where hardly anybody follows one."""
        for part in checked.parts()[1:-1]:
            if "{link}" in part.post.text:
                yield report("thread-link-inside", part.place("text"))

    def cut_carousel(self, checked: CheckedPost, name: str, platform: Platform) -> Iterator[Diagnostic]:
        """A notice where a platform takes fewer pictures in a post than its carousel has."""
        count = len(checked.post.carousel)
        if platform.formats and platform.pictures and count > platform.pictures:
            facts = {"platform": platform.name, "most": platform.pictures, "count": count}
            yield report("carousel-cut", checked.place("platforms", checked.post.platforms.index(name)), **facts)

    def broken_embargo(self, checked: CheckedPost, at: datetime) -> Iterator[Diagnostic]:
        """An error for a post that would go out before anything may be said."""
        if self.embargo and at < self.embargo:
            until = f"{self.embargo:%Y-%m-%d %H:%M}"
            yield report("post-before-embargo", checked.place("at"), until=until)

    def doubts(self, checked: CheckedPost, name: str, text: str, platform: Platform, link: str) -> Iterator[Diagnostic]:
        """What is odd about a post on one platform, though it can go out there: warnings."""
        if not checked.part:
            yield from self._for_nobody(checked, name, platform)
        yield from tags_not_linked(checked, text.replace(link, ""), platform)
        if name == "x" and text.startswith("@"):
            yield report("post-begins-with-at", checked.place("text"))

    def outside(self, checked: CheckedPost, at: datetime) -> Iterator[Diagnostic]:
        """A warning for a post outside the campaign's days."""
        if not self.brief.starts <= at.date() <= self.brief.ends:
            facts = {"day": at.date(), "starts": self.brief.starts, "ends": self.brief.ends}
            yield report("post-outside-campaign", checked.place("at"), **facts)

    def _for_nobody(self, checked: CheckedPost, name: str, platform: Platform) -> Iterator[Diagnostic]:
        wanted = checked.post.audience
        audiences = [each for each in self.brief.audiences if wanted in (None, each.id)]
        if any(reason.id == name for audience in audiences for reason in audience.platforms):
            return
        place = checked.place("platforms", checked.post.platforms.index(name))
        if wanted is None:
            yield report("post-platform-unnamed", place, platform=platform.name)
        elif audiences:
            yield report("post-audience-elsewhere", place, platform=platform.name, audience=wanted)

    def _unfilled(self, checked: CheckedPost, words: str) -> Iterator[Diagnostic]:
        for slot in BRACKETS.findall(words):
            suggestion = f"Write the words themselves, or one of: {', '.join(known_slots(self.brief, self.local))}."
            if field := LOCAL_SLOTS.get(slot.strip("{}")):
                suggestion = (
                    f"Add {field} below local in campaign_assets/hub.yml: it fills {slot} in the hub's own kit."
                )
            yield report("post-slot-unfilled", checked.place("text"), given=slot, suggestion=suggestion)

    def _without_helpline(self, checked: CheckedPost, text: str) -> Iterator[Diagnostic]:
        for topic in self.brief.sensitivity:
            helplines = [each for each in self.hub.helplines if topic in each.topics]
            if helplines and not any(names_helpline(text, each) for each in helplines):
                number = helplines[0].number
                yield report("post-without-helpline", checked.place("text"), topic=topic, number=number)


def names_helpline(text: str, helpline: Helpline) -> bool:
    """Whether `text` says how to reach `helpline`: its number in whatever groups of digits, or its address."""
    number = GAP.join(re.escape(letter) for letter in re.sub(GAP, "", helpline.number))
    by_number = re.search(rf"(?<!\w){number}(?!\w)", text, re.IGNORECASE)
    return bool(by_number) or (helpline.url is not None and helpline.url in text)


def _too_long(checked: CheckedPost, text: str, platform: Platform) -> Iterator[Diagnostic]:
    if (over := over_limit(text, platform)) > 0 and platform.text:
        limit = platform.text.limit
        facts = {"platform": platform.name, "length": limit + over, "over": over, "limit": limit}
        yield report("post-too-long", checked.place("text"), **facts)
