"""Which posts may go out: those whose card there is, and that tell only of stories that are public."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..diagnostics import Diagnostic, report
from ..gate import PublishedStory
from ..load.entries import SPEAKERS
from ..validate.checked import CheckedPost
from ..validate.platforms import Platform
from ..validate.schema import nearest

__all__ = ["TAKEN_BACK", "Showing", "Stories", "nearest_card"]

OF_SOMEBODY = ("story-", "spokesperson-")
"""How ids of cards begin that show somebody's words."""
TAKEN_BACK = "Put the name of its folder or sheet, or take it out here: it may have been taken back."
"""What to do about a story or a person that is not there. Nobody else's is suggested: that would be another person."""


Stories = Mapping[str, PublishedStory | None]
"""Every story of the hub, None where it is withheld."""


def nearest_card(name: str, known: list[str]) -> str:
    """A sentence that suggests a card for the unknown `name`; for one of somebody's words, never another person's."""
    return TAKEN_BACK if name.startswith(OF_SOMEBODY) else nearest(name, known)


@dataclass(frozen=True, slots=True)
class Showing:
    """What posts of the campaign `slug` can show.

    `cards` are the ids of its cards, `lost` of those that could not be made, which was told of already.
    """

    slug: str
    cards: Collection[str]
    lost: Collection[str]
    stories: Stories
    platforms: Mapping[str, Platform]

    def why_not_out(self, checked: CheckedPost) -> list[Diagnostic] | None:
        """What keeps a post back on every platform; None where nothing does."""
        names = checked.post.cards
        if any(name in self.lost for name in names):
            return []
        if missing := [name for name in names if name not in self.cards]:
            return [each for name in missing for each in self._without_card(checked, name)]
        if any(story is None and checked.tells_of(slug) for slug, story in self.stories.items()):
            return [report("post-story-withheld", checked.place("link" if checked.post.link else "text"))]
        return None

    def _without_card(self, checked: CheckedPost, name: str) -> Iterator[Diagnostic]:
        slug = (
            f"{SPEAKERS}{name.removeprefix('spokesperson-')}"
            if name.startswith("spokesperson-")
            else name.removeprefix("story-")
        )
        if slug != name and slug in self.stories:
            yield from self._without_story_card(checked, name, self.stories[slug])
        else:
            suggestion = nearest_card(name, list(self.cards))
            yield report("post-card-unknown", checked.card_place(name), given=name, suggestion=suggestion)

    def _without_story_card(
        self, checked: CheckedPost, name: str, story: PublishedStory | None
    ) -> Iterator[Diagnostic]:
        if story is None:
            yield report("post-story-withheld", checked.card_place(name))
        elif self.slug not in story.campaigns:
            yield report("post-story-elsewhere", checked.card_place(name), campaigns=" and ".join(story.campaigns))
        elif story.quote is None:
            yield report("post-story-without-quote", checked.card_place(name))
        else:
            for at, where in enumerate(checked.post.platforms):
                platform = self.platforms[where].name
                yield report("post-story-not-cleared", checked.place("platforms", at), platform=platform)
