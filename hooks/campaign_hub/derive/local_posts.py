"""A campaign's posts with a partner's own words in them, and what keeps one back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from ..diagnostics import Diagnostic, report
from ..gate import PublishedStory
from ..validate.checked import CheckedPartner, CheckedPost, leads_to
from ..validate.organisation import HubSettings
from ..validate.platforms import Platform
from .counting import length_of
from .fold import seen_of
from .hub import Campaign
from .links import tagged
from .post_checks import PostChecks
from .post_texts import local_values, numbered, text_for
from .posts import FilledPost

__all__ = ["LocalPosts"]


@dataclass(frozen=True, slots=True)
class LocalPosts:
    """Fills the posts of `campaign` for one partner: only those that others may pass on, on its platforms.

    `plan` has each post as it is written, by its id, and `stories` are all public ones. What is wrong goes to `found`.
    """

    campaign: Campaign
    partner: CheckedPartner
    plan: Mapping[str, CheckedPost]
    stories: Iterable[PublishedStory]
    hub: HubSettings
    platforms: Mapping[str, Platform]
    found: list[Diagnostic]

    def fill(self, posts: Iterable[FilledPost]) -> tuple[FilledPost, ...]:
        """Those of the campaign's `posts`, in their order.

        A story's is among them only where its consent names the partner.
        """
        places = self.partner.partner.places
        own = [post for post in posts if post.in_downloads and post.platform in places]
        barred = {post.planned for post in own if not self._is_cleared(post)}
        cleared = [post for post in own if post.planned not in barred]
        threads = groupby(cleared, key=lambda post: (post.planned, post.platform))
        return tuple(filled for _, thread in threads for filled in self._filled(tuple(thread)))

    def _is_cleared(self, post: FilledPost) -> bool:
        plan, said = self.plan[post.planned], f"{post.link} {post.text}"
        told = [each for each in self.stories if plan.tells_of(each.slug) or leads_to(each.slug, said)]
        return all(story.is_for(self.partner.slug) for story in told)

    def _filled(self, thread: tuple[FilledPost, ...]) -> Iterator[FilledPost]:
        """A post, or those of a thread, in the partner's words; nothing where one of them can't go out in them."""
        checked, platform = self.plan[thread[0].planned], self.platforms[thread[0].platform]
        if platform.text is None:
            return
        local = self.partner.partner.local
        brief, link = self.campaign.brief, self._link(checked, platform)
        values = local_values(local, self.campaign.speech.direction)
        parts = checked.on(platform)
        texts = numbered([text_for(part.post, brief, platform, link, values) for part in parts])
        if wrong := self._faults(parts, texts, platform, link):
            facts = {"post": checked.post.id, "campaign": self.campaign.slug, "platform": platform.name}
            place = self.partner.located.place("local")
            self.found.append(report("partner-post-unfit", place, why=wrong[0].message, **facts))
            return
        for post, text in zip(thread, texts, strict=True):
            length, seen = length_of(text, platform.text.counting), seen_of(text, platform)
            yield replace(post, text=text, link=link, length=length, seen=seen)

    def _faults(
        self, parts: tuple[CheckedPost, ...], texts: list[str], platform: Platform, link: str
    ) -> list[Diagnostic]:
        checks, whole = PostChecks(self.campaign.brief, self.hub, None, self.partner.partner.local), "\n".join(texts)
        every = (checks.faults(part, text, platform, link, whole) for part, text in zip(parts, texts, strict=True))
        return [fault for faults in every for fault in faults]

    def _link(self, checked: CheckedPost, platform: Platform) -> str:
        """The post's link, which says in its parameters from whom people came."""
        url = checked.post.link or self.campaign.brief.call_to_action.url
        content = f"{checked.post.id}-{self.partner.slug}"
        return tagged(url, platform, campaign=self.campaign.slug, content=content, tagging=self.hub.links.tagging)
