"""The hub before anything is drawn or written: campaigns, their stories, cards and posts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from ..appraise import Coverage
from ..gate import PublishedStory
from ..load import Media, Page
from ..memory import Memory
from ..validate.brief import Brief, Correction
from ..validate.checked import Checked
from ..validate.easy_read import EasyRead
from ..validate.local_words import Local
from ..validate.organisation import Helpline
from ..validate.public_plan import PublicPlan
from ..validate.tables import Table
from .card import PREVIEW, Card
from .inside import Inside
from .language import Direction, Speech
from .pictures import CardUse, Picture
from .posters import Poster
from .posts import FilledPost
from .results import Achieved
from .spokespeople import Speaker
from .video import Video

__all__ = ["Campaign", "Hub", "Recipient", "Standing", "Version"]

Standing = Literal["live", "next", "past"]


@dataclass(frozen=True, slots=True)
class Version:
    """A campaign in one of its languages: its slug, what that language calls itself, and which further pages it has."""

    slug: str
    language: str
    direction: Direction
    name: str
    has_plan: bool = False
    has_easy_read: bool = False

    def has(self, below: str) -> bool:
        """Whether there is a page at this path below the campaign's own, such as `kit/` or `plan/`."""
        return {"plan/": self.has_plan, "easy-read/": self.has_easy_read}.get(below, True)


@dataclass(frozen=True, slots=True)
class Recipient:
    """The partner that a kit is made for; `language` is the one that its own words are in."""

    slug: str
    name: str
    logo: Media | None
    language: str
    handles: Mapping[str, str]
    local: Local
    terms: str | None


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign with all that comes out of its brief.

    `standing` says whether it runs on the day of the build, starts later or has ended. `platforms` are those its
    audiences are on, in the order of `platforms.yml`; link previews come besides. `charts` has the table of each figure
    that is drawn from one, `photo` the campaign's photo, `media` every picture beside the brief by its path. `coverage`
    counts the posts that can go out. `under_review` is whether its pages have to say that its facts are being checked.
    `paused` are the posts that are held back for now and not among `posts`, `paused_video` a video that is.
    `embargo` is the moment before which nothing of it may be public, while that has not come.
    `versions` are all its languages, this one too, with the source first, or nothing where there is but one.
    `behind` is the source where that was changed after this was translated from it. `plan` is the one for the public,
    `video` a short one, scene by scene. `speakers` are those who may be asked for in public.
    `partner_kits` is the campaign as each partner passes it on, and `recipient` that partner, in such a one alone.
    `results` is what came of its objectives until the day of the build, public or not.
    """

    slug: str
    brief: Brief
    page: Page
    speech: Speech
    standing: Standing
    stories: tuple[PublishedStory, ...]
    platforms: tuple[str, ...]
    cards: tuple[Card, ...]
    uses: tuple[CardUse, ...]
    posters: tuple[Poster, ...]
    posts: tuple[FilledPost, ...]
    helplines: tuple[Helpline, ...]
    coverage: Coverage
    under_review: bool = False
    paused: tuple[FilledPost, ...] = ()
    charts: Mapping[str, Table] = field(default_factory=dict)
    photo: Media | None = None
    media: Mapping[str, Media] = field(default_factory=dict)
    embargo: datetime | None = None
    versions: tuple[Version, ...] = ()
    behind: Version | None = None
    plan: PublicPlan | None = None
    easy_read: EasyRead | None = None
    video: Video | None = None
    paused_video: Video | None = None
    partner_kits: tuple[Campaign, ...] = ()
    recipient: Recipient | None = None
    results: tuple[Achieved, ...] = ()
    speakers: tuple[Speaker, ...] = ()

    @property
    def people(self) -> tuple[PublishedStory, ...]:
        """Everybody of whom something is in it by consent: those who told stories, and those who speak by name."""
        return (*self.stories, *(each.person for each in self.speakers if each.person))

    @property
    def kit_name(self) -> str:
        """What the kit's ZIP is called before its ending, and no other kit's is."""
        return f"{self.slug}-{self.recipient.slug}" if self.recipient else f"{self.slug}-kit"

    @property
    def folder(self) -> str:
        """Where the kit's page and files lie below the site's root."""
        below = f"/partners/{self.recipient.slug}" if self.recipient else ""
        return f"campaigns/{self.slug}/kit{below}"

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """Every picture to be drawn by its path, those of partners' kits too."""
        every = [use for each in (self, *self.partner_kits) for use in each.uses]
        return {use.picture.path: use.picture for use in every}

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """What was put right, the latest first; of one day, what was written last."""
        return tuple(sorted(self.brief.corrections, key=lambda each: each.on))[::-1]

    @property
    def kit_uses(self) -> tuple[CardUse, ...]:
        """The pictures that the kit shows: a story's link preview belongs to its own page alone."""
        return tuple(use for use in self.uses if use.platform != PREVIEW or use.picture.card.story is None)

    def card_use(self, card: str, platform: str) -> CardUse | None:
        """The first use of a card on a platform, or None where it may not go there."""
        return next((use for use in self.uses if use.picture.card.id == card and use.platform == platform), None)


@dataclass(frozen=True, slots=True)
class Hub:
    """Everything that will be public, and nothing else but, for a preview, what is `inside` the organisation.

    `checked` holds the settings and the plain pages, but no brief and no story. `as_of` is the moment that the hub is
    as of and `built_at` the real one, both in its time zone.
    `stories` maps each story that has a page to the campaigns that show it. `pictures` are those that pages show.
    `published` counts the stories that a campaign shows, `held_back` the others.
    """

    checked: Checked
    as_of: datetime
    built_at: datetime
    campaigns: tuple[Campaign, ...]
    stories: Mapping[str, tuple[PublishedStory, tuple[Campaign, ...]]]
    pictures: tuple[Media, ...]
    speech: Speech
    published: int
    held_back: int
    inside: Inside | None = None

    def of_one(self, campaign: Campaign, stories: Collection[PublishedStory] = (), *, memory: Memory) -> Hub:
        """The hub with nothing but `campaign` and the pages of `stories`: the very same as long as they are.

        What is made of it can depend on no other campaign, nor on the hour.
        """
        told = tuple(each for each in (*campaign.stories, *stories) if each.slug in self.stories)
        midnight = self.as_of.replace(hour=0, minute=0, second=0, microsecond=0)
        return memory.of(_hub_of_one, self.checked, self.speech, midnight, campaign, told)


def _hub_of_one(
    checked: Checked, speech: Speech, day: datetime, campaign: Campaign, told: tuple[PublishedStory, ...]
) -> Hub:
    stories = {story.slug: (story, (campaign,)) for story in told}
    return Hub(checked, day, day, (campaign,), stories, (), speech, len(stories), 0)
