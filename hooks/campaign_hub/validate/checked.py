"""What the validate stage gives: entries whose every field is known to be of its kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from zoneinfo import ZoneInfo

from ..diagnostics import Place
from ..load import Located, Media, Page, RawStory, Tombstones
from ..load.entries import SPEAKERS
from ..load.internal import InternalSource
from ..memory import Memory
from .brief import Brief, Post
from .media import Photo
from .organisation import Brand, HubSettings
from .partner import KitPartner
from .platforms import Platforms
from .public_plan import CheckedPlan
from .readiness_files import Readiness
from .schedulers import Scheduler
from .spokesperson import Spokesperson
from .story import ConsentRecord, Story
from .suitability import Suitability
from .tables import Table
from .templates import CardTemplate
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


@dataclass(frozen=True, slots=True)
class CheckedPost:
    """A post and the file it is from; its fields' places are below `spot`."""

    post: Post
    located: Located
    position: int

    def place(self, *spot: str | int) -> Place:
        """The place of one of the post's fields, or of the post."""
        return self.located.place(self.position, *spot)

    def tells_of(self, slug: str) -> bool:
        """Whether the post shows the card of the story or person `slug`, or leads to the story's page."""
        if slug.startswith(SPEAKERS):
            return self.post.card == f"spokesperson-{slug.removeprefix(SPEAKERS)}"
        address = f"stories/{slug}/"
        return bool(slug) and (
            self.post.card == f"story-{slug}" or address in (self.post.link or "") or address in self.post.text
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
    `plan` is the one for the public.
    """

    slug: str
    brief: Brief
    page: Page
    posts: tuple[CheckedPost, ...]
    media: tuple[Media, ...]
    charts: Mapping[str, Table] = field(default_factory=dict)
    cards: tuple[CheckedCard, ...] = ()
    lost_cards: frozenset[str] = frozenset()
    plan: CheckedPlan | None = None

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
    those who speak under their own names, held as stories are.
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
