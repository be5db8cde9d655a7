"""What the validate stage gives: entries whose every field is known to be of its kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from ..diagnostics import Place
from ..load import Located, Media, Page, RawStory, Tombstones
from ..load.entries import SPEAKERS
from ..load.internal import InternalSource
from ..memory import Memory
from .analytics import Analytics
from .beside import CheckedFile
from .brief import Brief, Post
from .easy_read import EasyRead
from .media import Photo
from .observances import Observance
from .organisation import Brand, HubSettings
from .partner import KitPartner
from .platforms import Platform, Platforms
from .public_plan import PublicPlan
from .readiness_files import Readiness
from .results import Result
from .schedulers import Scheduler
from .spokesperson import Spokesperson
from .story import ConsentRecord, Story
from .suitability import Suitability
from .tables import Table
from .templates import CardTemplate
from .video import VideoPlan
from .word_lists import Wording
from .words import Words

__all__ = [
    "Checked",
    "CheckedBrief",
    "CheckedCard",
    "CheckedPartner",
    "CheckedPost",
    "CheckedSpokesperson",
    "CheckedStory",
    "Consent",
    "LeftOut",
]

CONTENT = ("briefs", "stories", "pages", "pictures", "left_out", "internal", "partners", "spokespeople", "people")
"""What of a hub's content is in lists."""
Consent = bool | tuple[ConsentRecord, ...] | None
"""A bare flag, the records of all people in the story, or nothing."""


def leads_to(story: str, text: str) -> bool:
    """Whether `text` has the address of the page of `story`, by its slug, with its last slash or without."""
    return re.search(rf"stories/{re.escape(story)}(?![\w-])", text) is not None


@dataclass(frozen=True, slots=True)
class CheckedPost:
    """A post and the file it is from; its fields' places are below `spot`.

    `part` is 0, or which text of its thread stands in the place of the post's own, counted from 1.
    """

    post: Post
    located: Located
    position: int
    part: int = 0

    def place(self, *spot: str | int) -> Place:
        """The place of one of the post's fields, or of the post."""
        if self.part and spot == ("text",):
            spot = ("thread", self.part - 1)
        return self.located.place(self.position, *spot)

    def card_place(self, card: str) -> Place:
        """The place of the card's id among those that the post shows."""
        return self.place("carousel", self.post.carousel.index(card)) if self.post.carousel else self.place("card")

    def parts(self) -> tuple[CheckedPost, ...]:
        """The post and those that follow it in its thread, each as a post with that text; the card is the first's."""
        following = (
            replace(
                self,
                post=self.post.model_copy(update={"text": text, "thread": (), "card": None, "carousel": ()}),
                part=part,
            )
            for part, text in enumerate(self.post.thread, start=1)
        )
        return (self, *following)

    def in_one(self) -> CheckedPost:
        """The post with the texts of its thread as paragraphs of one, for a platform without threads."""
        whole = "\n\n".join((self.post.text, *self.post.thread))
        return replace(self, post=self.post.model_copy(update={"text": whole, "thread": ()}))

    def on(self, platform: Platform) -> tuple[CheckedPost, ...]:
        """What goes out on `platform`, in its order: a thread where it has such, otherwise all in one post."""
        return self.parts() if platform.thread else (self.in_one(),)

    def tells_of(self, slug: str) -> bool:
        """Whether the post shows the card of the story or person `slug`, or leads to the story's page."""
        if slug.startswith(SPEAKERS):
            return f"spokesperson-{slug.removeprefix(SPEAKERS)}" in self.post.cards
        return bool(slug) and (
            f"story-{slug}" in self.post.cards
            or any(leads_to(slug, text) for text in (self.post.link or "", self.post.text, *self.post.thread))
        )


@dataclass(frozen=True, slots=True)
class CheckedCard:
    """An extra card whose entry gives all that its template asks for: `values` by field, names looked up."""

    id: str
    template: str
    values: Mapping[str, Any]
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class CheckedBrief:
    """A campaign whose brief and posts can be relied on.

    `charts` has the table of each figure that is drawn from one. `lost_cards` are extra cards that were told of.
    `plan` is the one for the public, `video` that of a short video, `results` is what came of it, by day.
    """

    slug: str
    brief: Brief
    page: Page
    posts: tuple[CheckedPost, ...]
    media: tuple[Media, ...]
    charts: Mapping[str, Table] = field(default_factory=dict)
    cards: tuple[CheckedCard, ...] = ()
    lost_cards: frozenset[str] = frozenset()
    plan: CheckedFile[PublicPlan] | None = None
    results: tuple[Result, ...] = ()
    easy_read: CheckedFile[EasyRead] | None = None
    video: CheckedFile[VideoPlan] | None = None

    @property
    def beside(self) -> tuple[CheckedFile[PublicPlan] | CheckedFile[EasyRead] | CheckedFile[VideoPlan], ...]:
        """Every file of fields beside the brief but the posting plan, which is left out post by post."""
        return tuple(each for each in (self.plan, self.easy_read, self.video) if each)

    def without_files(self, wrong: Collection[str]) -> CheckedBrief:
        """The brief without those of its files beside that are among the paths `wrong`; itself where none is."""
        named = {"plan": self.plan, "easy_read": self.easy_read, "video": self.video}
        gone: dict[str, Any] = {name: None for name, each in named.items() if each and each.path in wrong}
        return replace(self, **gone) if gone else self

    def picture(self, file: str | None) -> Media | None:
        """The picture of that name beside the brief."""
        return next((each for each in self.media if each.path.rpartition("/")[2] == file), None)

    def place(self, *spot: str | int) -> Place:
        """The place of one of the brief's fields."""
        return self.page.fields.place(*spot) if self.page.fields else Place(self.page.path)


@dataclass(frozen=True, slots=True)
class CheckedStory:
    """A story as read. `story` is None and `consent` is None where they could not be relied on.

    `doubt` names the first error that was reported in its folder: with one, nothing of it may be published.
    """

    raw: RawStory
    story: Story | None
    consent: Consent
    doubt: str | None

    def consent_place(self, person: int, field: str | None = None) -> Place:
        """The place of a field of the consent record of one of the people in the story, counted from 0."""
        fields = self.raw.page.fields
        if fields is None:
            return Place(self.raw.page.path)
        listed = isinstance(fields.data.get("consent"), list)
        return fields.place("consent", *([person] if listed else []), *([field] if field else []))


@dataclass(frozen=True, slots=True)
class CheckedPartner:
    """A partner whose file can be relied on; consent records name it by its `slug`."""

    slug: str
    path: str
    partner: KitPartner
    located: Located


@dataclass(frozen=True, slots=True)
class CheckedSpokesperson:
    """A sheet that can be relied on, by its role alone: whom it names, if anybody, is among the hub's people."""

    slug: str
    path: str
    sheet: Spokesperson
    located: Located

    def place(self, *spot: str | int) -> Place:
        """The place of one of the sheet's fields."""
        return self.located.place(*spot)

    @property
    def person(self) -> str:
        """The slug of whoever it names."""
        return f"{SPEAKERS}{self.slug}"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that a publish leaves out: its path, the diagnostic that says why, and whether that is in doubt."""

    path: str
    name: str
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """The whole hub's content, checked. `unwanted` are words that no hashtag should read as.

    `internal` are the files for the organisation alone: nothing in the public site may say what they say. `people` are
    those who speak under their own names, held as stories are. `observances` is None where the list of them can't be
    relied on, which was told of.
    """

    hub: HubSettings
    brand: Brand
    platforms: Platforms
    card_templates: Mapping[str, CardTemplate]
    kit_texts: Mapping[str, str]
    words: Words
    unwanted: tuple[str, ...]
    briefs: tuple[CheckedBrief, ...]
    stories: tuple[CheckedStory, ...]
    pages: tuple[Page, ...]
    pictures: tuple[Media, ...]
    tombstones: Tombstones
    logo: Media | None
    suitability: Suitability = field(default_factory=Suitability)
    asset_texts: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    schedulers: Mapping[str, Scheduler] = field(default_factory=dict)
    analytics: Analytics = field(default_factory=Analytics)
    observances: Mapping[str, Observance] | None = field(default_factory=dict)
    wording: Wording = field(default_factory=Wording)
    internal: tuple[InternalSource, ...] = ()
    readiness: Readiness = field(default_factory=Readiness)
    partners: tuple[CheckedPartner, ...] = ()
    spokespeople: tuple[CheckedSpokesperson, ...] = ()
    people: tuple[CheckedStory, ...] = ()

    def settings(self, memory: Memory) -> Checked:
        """What shapes every campaign, without any content: the very same as long as nothing of it was changed."""
        nothing: Mapping[str, Any] = dict.fromkeys(CONTENT, ())
        bare = replace(self, tombstones=Tombstones(), readiness=Readiness(), **nothing)
        return memory.same("settings", bare)

    @property
    def zone(self) -> ZoneInfo:
        """The hub's time zone."""
        return ZoneInfo(self.hub.time_zone)
