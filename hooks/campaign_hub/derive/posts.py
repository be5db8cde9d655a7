"""Fill a campaign's posts for each platform they go to."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ..diagnostics import Diagnostic, report
from ..gate import PublishedStory
from ..validate.brief import Brief
from ..validate.checked import CheckedPost, leads_to
from ..validate.organisation import HubSettings
from ..validate.platforms import Platform
from .card import Card
from .counting import length_of
from .fold import hides_the_point, seen_of
from .language import direction_of
from .links import tagged
from .post_checks import PostChecks
from .post_stories import Showing, Stories
from .post_texts import local_values, numbered, text_for
from .when import embargo_of, moment_of

__all__ = ["FilledPost", "PostFiller"]

PART = "--"
"""Between a post's id and its number in a thread: no id that an editor gives has two hyphens in a row."""


@dataclass(frozen=True, slots=True)
class FilledPost:
    """One post on one platform, as it is to be posted.

    `length` and `limit` are in the platform's own count. `seen` is what its feed shows before it cuts the text, or all
    of it. `in_downloads` is whether others may pass it on, `listed` whether site search and feeds may show it.
    A post of a thread is `part` of `parts`, counted from 1; both are 0 elsewhere. `further` are the ids of the cards
    that come after `card` in a carousel.
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
    seen: str = ""
    part: int = 0
    parts: int = 0
    further: tuple[str, ...] = ()

    @property
    def planned(self) -> str:
        """The id in the posting plan, which all posts of a thread share."""
        return self.id.partition(PART)[0]

    @property
    def follows(self) -> bool:
        """Whether it hangs on another post of its thread."""
        return self.part > 1


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
        self._zone = ZoneInfo(hub.time_zone)
        self._local = local_values(hub.local, direction_of(brief.language or hub.language))
        self._checks = PostChecks(brief, hub, embargo_of(brief, self._zone), hub.local)
        self.found: list[Diagnostic] = []

    def fill(self, posts: tuple[CheckedPost, ...], stories: Stories) -> tuple[FilledPost, ...]:
        """All posts that can go out, by time and platform."""
        showing = Showing(self._slug, self._cards, self._lost, stories, self._platforms)
        public = [story for story in stories.values() if story]
        filled: list[FilledPost] = []
        for checked in posts:
            if (why := showing.why_not_out(checked)) is None:
                filled += self._everywhere(checked, public)
            else:
                self.found += why
        return tuple(sorted(filled, key=self._order))

    def _order(self, post: FilledPost) -> tuple[datetime, str, int, int]:
        return post.at, post.planned, list(self._platforms).index(post.platform), post.part

    def _everywhere(self, checked: CheckedPost, stories: list[PublishedStory]) -> list[FilledPost]:
        at = moment_of(checked.post.at, self._brief, self._zone)
        filled = [post for name in checked.post.platforms for post in self._on(checked, name, at, stories)]
        early = list(self._checks.broken_embargo(checked, at))
        self.found += [*early, *self._checks.outside(checked, at)]
        if any(self._platforms[name].thread for name in checked.post.platforms):
            self.found += self._checks.link_inside(checked)
        self.found += self._past_fold(checked, filled)
        return [] if early else filled

    def _on(self, checked: CheckedPost, name: str, at: datetime, stories: list[PublishedStory]) -> Iterator[FilledPost]:
        post, platform = checked.post, self._platforms[name]
        place = checked.place("platforms", post.platforms.index(name))
        link = self._link(checked, platform)
        parts = checked.on(platform)
        texts = numbered([text_for(part.post, self._brief, platform, link, self._local) for part in parts])
        # The campaign's own link and messages may lead to a story, too.
        told = [
            each for each in stories if checked.tells_of(each.slug) or leads_to(each.slug, " ".join((link, *texts)))
        ]
        if not all(story.allows(name) for story in told):
            self.found.append(report("post-story-not-cleared", place, platform=platform.name))
            return
        if platform.text is None:
            self.found.append(report("post-without-text-field", place, platform=platform.name))
            return
        wrong: list[Diagnostic] = []
        for part, text in zip(parts, texts, strict=True):
            self.found += self._checks.doubts(part, name, text, platform, link)
            wrong += self._checks.faults(part, text, platform, link, "\n".join(texts))
        self.found += wrong
        self.found += self._checks.cut_carousel(checked, name, platform)
        if not wrong:
            yield from self._filled(checked, parts, texts, name, at, link, told)

    def _filled(
        self,
        checked: CheckedPost,
        parts: tuple[CheckedPost, ...],
        texts: list[str],
        name: str,
        at: datetime,
        link: str,
        told: list[PublishedStory],
    ) -> Iterator[FilledPost]:
        platform = self._platforms[name]
        if platform.text is None:
            return
        for number, (part, text) in enumerate(zip(parts, texts, strict=True), start=1):
            post = part.post
            cards = [self._cards[each] for each in post.cards if each in self._cards] if platform.formats else []
            card = cards[0] if cards else None
            yield FilledPost(
                id=checked.post.id if number == 1 else f"{checked.post.id}{PART}{number}",
                platform=name,
                at=at,
                audience=post.audience,
                text=text,
                length=length_of(text, platform.text.counting),
                limit=platform.text.limit,
                link=link,
                card=card.id if card else None,
                alt=(post.alt or card.alt) if card else None,
                in_downloads=all(story.allows("kit") for story in told),
                listed=all(story.allows("website") for story in told),
                seen=seen_of(text, platform),
                part=number if len(parts) > 1 else 0,
                parts=len(parts) if len(parts) > 1 else 0,
                further=tuple(each.id for each in cards[1 : platform.pictures]),
            )

    def _link(self, checked: CheckedPost, platform: Platform) -> str:
        url = checked.post.link or self._brief.call_to_action.url
        return tagged(url, platform, campaign=self._slug, content=checked.post.id, tagging=self._hub.links.tagging)

    def _past_fold(self, checked: CheckedPost, filled: list[FilledPost]) -> Iterator[Diagnostic]:
        """One notice for a post whose point most people will not see, whatever number of platforms cut it."""
        cut = [
            post
            for post in filled
            if not post.follows and hides_the_point(post.text, post.seen, self._brief, post.link)
        ]
        if cut:
            names = " and ".join(self._platforms[post.platform].name for post in cut)
            yield report("post-past-fold", checked.place("text"), platforms=names, seen=len(cut[0].seen))
