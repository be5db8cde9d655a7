"""Fill a campaign's posts for each platform they go to, and hold them against the platform's limits."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ..diagnostics import Diagnostic, report
from ..gate import PublishedStory
from ..validate.brief import Brief, Post
from ..validate.checked import CheckedPost
from ..validate.organisation import Helpline, HubSettings
from ..validate.platforms import Platform
from ..validate.schema import nearest
from .card import Card
from .counting import length_of
from .links import tagged
from .when import moment_of

__all__ = ["BROKEN_TAG", "HASHTAG", "FilledPost", "PostFiller"]

SLOT = re.compile(r"\{([^{}\s]*)\}")
BRACKETS = re.compile(r"\[[^\[\]\n]{1,60}\]|\{[^{}\n]{0,60}\}|[{}]")
HASHTAG = re.compile(r"(?<![\w&/])#\w+")
"""A hashtag in a post, with its `#`."""
# A mark inside a tag ends it there; what follows a tag's last apostrophe can be a plain 's.
BROKEN_TAG = re.compile(r"(?<![\w&/])#(\w+(?:[-\u2010-\u2015+&'\u2019]\w{2,})+)")
GAP = r"[\s\u2010-\u2015.()/-]*"


@dataclass(frozen=True, slots=True)
class FilledPost:
    """One post on one platform, as it is to be posted.

    `length` and `limit` are in the platform's own count. `in_downloads` is whether others may pass it on, `listed`
    whether site search and feeds may show it.
    """

    id: str
    platform: str
    at: datetime
    audience: str | None
    text: str
    length: int
    limit: int
    link: str
    card: str | None
    alt: str | None
    in_downloads: bool = True
    listed: bool = True


class PostFiller:
    """Fills the posts of one campaign, and collects what is wrong with them.

    `lost` has the ids of cards that could not be made, which was reported already.
    """

    def __init__(
        self,
        slug: str,
        brief: Brief,
        hub: HubSettings,
        platforms: Mapping[str, Platform],
        cards: tuple[Card, ...],
        lost: Collection[str] = (),
    ) -> None:
        self._slug, self._brief, self._hub, self._platforms = slug, brief, hub, platforms
        self._cards, self._lost = {card.id: card for card in cards}, lost
        self._messages = {message.id: message for message in brief.messages}
        self.found: list[Diagnostic] = []

    def fill(
        self, posts: tuple[CheckedPost, ...], stories: Mapping[str, PublishedStory | None]
    ) -> tuple[FilledPost, ...]:
        """All posts that can go out, by time and platform. `stories` has every story, None where it is withheld."""
        filled = [
            each
            for checked in posts
            if self._shows_what_it_may(checked, stories) and self._leads_where_it_may(checked, stories)
            for platform in checked.post.platforms
            for each in self._on(checked, platform, [story for story in stories.values() if story])
        ]
        return tuple(sorted(filled, key=lambda post: (post.at, post.id, list(self._platforms).index(post.platform))))

    def _shows_what_it_may(self, checked: CheckedPost, stories: Mapping[str, PublishedStory | None]) -> bool:
        name = checked.post.card
        if name is None or name in self._cards:
            return True
        slug = name.removeprefix("story-")
        if name in self._lost:
            return False
        if slug != name and slug in stories:
            self.found += self._why_no_card(checked, stories[slug])
        else:
            suggestion = nearest(name, list(self._cards))
            self.found.append(report("post-card-unknown", checked.place("card"), given=name, suggestion=suggestion))
        return False

    def _leads_where_it_may(self, checked: CheckedPost, stories: Mapping[str, PublishedStory | None]) -> bool:
        hidden = [slug for slug, story in stories.items() if story is None and checked.tells_of(slug)]
        if hidden:
            self.found.append(report("post-story-withheld", checked.place("link" if checked.post.link else "text")))
        return not hidden

    def _why_no_card(self, checked: CheckedPost, story: PublishedStory | None) -> Iterator[Diagnostic]:
        if story is None:
            yield report("post-story-withheld", checked.place("card"))
        elif self._slug not in story.campaigns:
            yield report("post-story-elsewhere", checked.place("card"), campaigns=" and ".join(story.campaigns))
        elif story.quote is None:
            yield report("post-story-without-quote", checked.place("card"))
        else:
            for at, name in enumerate(checked.post.platforms):
                platform = self._platforms[name].name
                yield report("post-story-not-cleared", checked.place("platforms", at), platform=platform)

    def _on(self, checked: CheckedPost, name: str, stories: list[PublishedStory]) -> Iterator[FilledPost]:
        post, platform = checked.post, self._platforms[name]
        place = checked.place("platforms", post.platforms.index(name))
        card = self._cards.get(post.card) if post.card else None
        told = [story for story in stories if checked.tells_of(story.slug)]
        if not all(story.allows(name) for story in told):
            self.found.append(report("post-story-not-cleared", place, platform=platform.name))
            return
        if platform.text is None:
            self.found.append(report("post-without-text-field", place, platform=platform.name))
            return
        link = tagged(
            post.link or self._brief.call_to_action.url,
            platform,
            campaign=self._slug,
            content=post.id,
            tagging=self._hub.links.tagging,
        )
        text = self._best_fit(checked, platform, link)
        self._warn(checked, name, text)
        if self._is_fit(checked, text, platform, link):
            yield FilledPost(
                id=post.id,
                platform=name,
                at=self._moment(post),
                audience=post.audience,
                text=text,
                length=length_of(text, platform.text.counting),
                limit=platform.text.limit,
                link=link,
                card=post.card,
                alt=post.alt or (card.alt if card else None),
                in_downloads=all(story.allows("kit") for story in told),
                listed=all(story.allows("website") for story in told),
            )

    def _best_fit(self, checked: CheckedPost, platform: Platform, link: str) -> str:
        """The text with the whole message, or with its short form where only that fits."""
        message = self._messages.get(checked.post.message or "")
        text = self._filled(checked.post.text, platform, link, message.text if message else None)
        if message and message.short and _over(text, platform) > 0:
            return self._filled(checked.post.text, platform, link, message.short)
        return text

    def _filled(self, text: str, platform: Platform, link: str, message: str | None) -> str:
        values = {
            "link": link,
            "call_to_action": self._brief.call_to_action.text,
            "hashtags": self._tags(platform),
        }
        values |= {f"figure.{each.id}": f"{each.value} {each.text}" for each in self._brief.figures}
        if message is not None:
            values["message"] = message
        filled = SLOT.sub(lambda slot: values.get(slot[1], slot[0]), text)
        return "\n".join(line.rstrip() for line in filled.strip().split("\n"))

    def _tags(self, platform: Platform) -> str:
        rule = platform.hashtags
        most = min(rule.recommended, rule.max if rule.max is not None else rule.recommended) if rule else 0
        ranked = [tag for role in ("official", "topic") for tag in self._brief.hashtags if tag.role == role]
        return " ".join(f"#{tag.tag}" for tag in ranked[:most])

    def _warn(self, checked: CheckedPost, platform: str, text: str) -> None:
        day, brief = self._moment(checked.post).date(), self._brief
        if not brief.starts <= day <= brief.ends:
            facts = {"day": day, "starts": brief.starts, "ends": brief.ends}
            self.found.append(report("post-outside-campaign", checked.place("at"), **facts))
        if platform == "x" and text.startswith("@"):
            self.found.append(report("post-begins-with-at", checked.place("text")))

    def _moment(self, post: Post) -> datetime:
        return moment_of(post.at, self._brief, ZoneInfo(self._hub.time_zone))

    def _is_fit(self, checked: CheckedPost, text: str, platform: Platform, link: str) -> bool:
        words = text.replace(link, "")
        wrong = [
            *self._unfilled(checked, words),
            *self._tags_that_break(checked, words),
            *self._without_helpline(checked, text),
            *_too_long(checked, text, platform),
            *_too_many_tags(checked, text, platform),
        ]
        self.found += wrong
        return not wrong

    def _unfilled(self, checked: CheckedPost, words: str) -> Iterator[Diagnostic]:
        for slot in BRACKETS.findall(words):
            suggestion = f"Write the words themselves, or one of: {', '.join(self._known_slots())}."
            yield report("post-slot-unfilled", checked.place("text"), given=slot, suggestion=suggestion)

    def _tags_that_break(self, checked: CheckedPost, words: str) -> Iterator[Diagnostic]:
        for tag in BROKEN_TAG.findall(words):
            yield report("tag-not-legal", checked.place("text"), given=tag)

    def _without_helpline(self, checked: CheckedPost, text: str) -> Iterator[Diagnostic]:
        for topic in self._brief.sensitivity:
            helplines = [each for each in self._hub.helplines if topic in each.topics]
            if helplines and not any(_names(text, each) for each in helplines):
                number = helplines[0].number
                yield report("post-without-helpline", checked.place("text"), topic=topic, number=number)

    def _known_slots(self) -> Iterator[str]:
        yield from ("{message}", "{call_to_action}", "{link}", "{hashtags}")
        for figure in self._brief.figures:
            yield "{figure." + figure.id + "}"


def _names(text: str, helpline: Helpline) -> bool:
    """Whether `text` says how to reach `helpline`: its number in whatever groups of digits, or its address."""
    number = GAP.join(re.escape(letter) for letter in re.sub(GAP, "", helpline.number))
    by_number = re.search(rf"(?<!\w){number}(?!\w)", text, re.IGNORECASE)
    return bool(by_number) or (helpline.url is not None and helpline.url in text)


def _too_long(checked: CheckedPost, text: str, platform: Platform) -> Iterator[Diagnostic]:
    if (over := _over(text, platform)) > 0 and platform.text:
        limit = platform.text.limit
        facts = {"platform": platform.name, "length": limit + over, "over": over, "limit": limit}
        yield report("post-too-long", checked.place("text"), **facts)


def _too_many_tags(checked: CheckedPost, text: str, platform: Platform) -> Iterator[Diagnostic]:
    most = platform.hashtags.max if platform.hashtags else None
    if most is not None and (count := len(HASHTAG.findall(text))) > most:
        facts = {"platform": platform.name, "count": count, "limit": most, "over": count - most}
        yield report("post-too-many-tags", checked.place("text"), **facts)


def _over(text: str, platform: Platform) -> int:
    """By how much `text` is over the platform's limit, in its own count; 0 or less where it fits."""
    limit = platform.text
    if limit is None:
        return 0
    over = length_of(text, limit.counting) - limit.limit
    return max(over, len(text.encode()) - limit.bytes) if limit.bytes else over
