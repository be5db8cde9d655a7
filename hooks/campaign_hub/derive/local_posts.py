"""A campaign's posts with a partner's own words in them, and what keeps one back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..diagnostics import Diagnostic, report
from ..gate import PublishedStory
from ..validate.checked import CheckedPartner, CheckedPost
from ..validate.organisation import HubSettings
from ..validate.platforms import Platform
from .counting import length_of
from .fold import seen_of
from .hub import Campaign
from .links import tagged
from .post_checks import PostChecks
from .post_texts import local_values, text_for
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
        cleared = [post for post in own if self._is_cleared(post)]
        return tuple(filled for post in cleared for filled in self._filled(post))

    def _is_cleared(self, post: FilledPost) -> bool:
        told = [story for story in self.stories if self.plan[post.id].tells_of(story.slug)]
        return all(story.is_for(self.partner.slug) for story in told)

    def _filled(self, post: FilledPost) -> Iterator[FilledPost]:
        """The post in the partner's words, or nothing where it can't go out in them."""
        checked, platform = self.plan[post.id], self.platforms[post.platform]
        if platform.text is None:
            return
        local = self.partner.partner.local
        brief, link = self.campaign.brief, self._link(checked, platform)
        values = local_values(local, self.campaign.speech.direction)
        text = text_for(checked.post, brief, platform, link, values)
        wrong = PostChecks(brief, self.hub, None, local).faults(checked, text, platform, link)
        if wrong:
            facts = {"post": post.id, "campaign": self.campaign.slug, "platform": platform.name}
            place = self.partner.located.place("local")
            self.found.append(report("partner-post-unfit", place, why=wrong[0].message, **facts))
            return
        length, seen = length_of(text, platform.text.counting), seen_of(text, platform)
        yield replace(post, text=text, link=link, length=length, seen=seen)

    def _link(self, checked: CheckedPost, platform: Platform) -> str:
        """The post's link, which says in its parameters from whom people came."""
        url = checked.post.link or self.campaign.brief.call_to_action.url
        content = f"{checked.post.id}-{self.partner.slug}"
        return tagged(url, platform, campaign=self.campaign.slug, content=content, tagging=self.hub.links.tagging)
