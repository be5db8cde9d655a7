"""What a campaign brief and its posting plan hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

import regex
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from .fields import Address, Hours, Language, Line, Schema, Slug
from .media import Photo, PictureFile, TableFile
from .organisation import Owner

__all__ = [
    "Ally",
    "Approval",
    "Audience",
    "Brief",
    "Correction",
    "Figure",
    "Handle",
    "Hashtag",
    "Message",
    "Objective",
    "Post",
    "Results",
    "Source",
]

WHEN = (
    r"^(2[01][0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]) |(starts|ends)( [+-] [0-9]{1,3} days?)?, )"
    r"([01][0-9]|2[0-3]):[0-5][0-9]$"
)
MOMENT = r"^2[01][0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])( ([01][0-9]|2[0-3]):[0-5][0-9])?$"
# Letters, marks, digits and underscores, one letter at least: what X, Bluesky and Mastodon all take (platforms.yml).
TAG = regex.compile(r"(?=.*\p{L})[\p{L}\p{M}\p{Nd}_]+")
LONGEST_TAG = 50
AMOUNT = r"^[0-9]{1,12}(\.[0-9]{1,6})?%?$"
OLDEST = 120


def _one_or_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _tag(value: Any) -> Any:
    value = _text(value)
    if isinstance(value, str) and value.startswith("#"):
        raise PydanticCustomError("tag-with-hash", "hash")
    if isinstance(value, str) and (not TAG.fullmatch(value) or len(value) > LONGEST_TAG):
        raise PydanticCustomError("tag-not-legal", "tag", {"given": value[:60]})
    return value


def _when(value: Any) -> Any:
    # A day without its hour is read as a date.
    return value.isoformat() if isinstance(value, date) else value


def _on_calendar(value: str) -> str:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date-impossible", "day", {"given": value}) from None
    return value


def _text(value: Any) -> Any:
    return getattr(value, "written", value)


def _not_empty(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty-text", "empty")
    return value


def _handle(value: Any) -> Any:
    if isinstance(value, str) and value.startswith("@"):
        raise PydanticCustomError("handle-with-at", "handle")
    return value


def _ages(value: tuple[int, int]) -> tuple[int, int]:
    if not 0 <= value[0] <= value[1] <= OLDEST:
        raise PydanticCustomError("ages-reversed", "ages")
    return value


def _deadline(value: Any) -> date | str:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and value.strip():
        return value.strip()
    raise PydanticCustomError("empty-text", "empty")


Deadline = Annotated[Any, AfterValidator(_deadline)]
When = Annotated[str, BeforeValidator(_when), StringConstraints(pattern=WHEN)]
Moment = Annotated[str, BeforeValidator(_when), StringConstraints(pattern=MOMENT), AfterValidator(_on_calendar)]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))]
Tag = Annotated[str, BeforeValidator(_tag)]
Ages = Annotated[tuple[int, int], Field(strict=False), AfterValidator(_ages)]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Handle = Annotated[Line, BeforeValidator(_handle)]
Amount = Annotated[str, BeforeValidator(_text), StringConstraints(pattern=AMOUNT)]
Slugs = Annotated[tuple[Slug, ...], Field(strict=False)]
Text = Annotated[str, BeforeValidator(_text), AfterValidator(_not_empty)]


class CallToAction(Schema):
    """The one thing to do, and where."""

    text: Annotated[Line, StringConstraints(max_length=60)]
    url: Address


class Counts(Schema):
    """The numbers of a baseline and a target, counted in the same unit: what results are set against."""

    baseline: Amount
    target: Amount

    @model_validator(mode="after")
    def _in_one_unit(self) -> Self:
        if self.baseline.endswith("%") != self.target.endswith("%") or self.baseline == self.target:
            raise PydanticCustomError("counts-apart", "counts", {"spot": ("target",)})
        return self


class Objective(Schema):
    """What the campaign is for at three levels, and how anyone will know; `counts` are its numbers for charts."""

    id: Slug
    organisation_goal: Line
    communication_goal: Line
    social_goal: Line
    measure: Line
    baseline: Line
    target: Line
    by: Deadline
    counts: Counts | None = None


class PlatformReason(Schema):
    """A platform, and why this audience is there."""

    id: Slug
    why: Line


class Audience(Schema):
    """Who is spoken to, what they need, and where and when they are; `ages` are the youngest and the oldest."""

    id: Slug
    name: Line
    needs: Line
    tone: Line
    ages: Ages | None = None
    language: Language | None = None
    active_hours: Annotated[tuple[Hours, ...], BeforeValidator(_one_or_list), Field(strict=False)] = ()
    platforms: Annotated[tuple[PlatformReason, ...], Field(min_length=1, strict=False)]


class Message(Schema):
    """One idea, for whom it is, what it serves and what it rests on."""

    id: Slug
    text: Annotated[Line, StringConstraints(max_length=280)]
    for_: Annotated[tuple[Slug, ...], Field(alias="for", strict=False)] = ()
    serves: Slugs = ()
    sources: Slugs = ()
    short: Annotated[Line, StringConstraints(max_length=140)] | None = None


class FigurePicture(Schema):
    """How a figure is drawn: `part` of `of` people, or not at all."""

    kind: Literal["icons", "none"]
    part: Annotated[int, Field(ge=1, le=100)] | None = None
    of: Annotated[int, Field(ge=2, le=100)] | None = None

    @model_validator(mode="after")
    def _part_of_whole(self) -> Self:
        if self.kind == "icons" and (self.part is None or self.of is None or self.part > self.of):
            raise PydanticCustomError("figure-picture-parts", "parts")
        return self


class Figure(Schema):
    """A number worth a card: the value, the words that follow it, where and when it holds, and its sources.

    A value such as "1 in 4" is drawn as people, unless `picture` says otherwise; `chart` names a table beside the
    brief, drawn as bars or, with `chart_kind: line`, as a line.
    """

    id: Slug
    value: Annotated[Line, StringConstraints(max_length=24)]
    text: Annotated[Line, StringConstraints(max_length=200)]
    place: Line
    year: Line
    sources: Slugs = ()
    picture: FigurePicture | None = None
    chart: TableFile | None = None
    chart_kind: Literal["bars", "line"] = "bars"


class Source(Schema):
    """A publication that a fact rests on, and when it was looked at."""

    title: Line
    publisher: Line
    url: Address
    published: date | None = None
    accessed: date


class Hashtag(Schema):
    """A hashtag without its `#`, what it is for, and when it was last checked for other uses."""

    tag: Tag
    role: Literal["official", "topic", "community"]
    language: Language | None = None
    checked_on: date | None = None
    also_means: Line | None = None


class Partner(Schema):
    """An organisation to tag and to amplify."""

    name: Line
    handles: dict[Slug, Handle] = {}
    why: Line | None = None
    logo: PictureFile | None = None


class Ally(Schema):
    """Somebody to tag, to amplify or to answer, and for which audiences they speak as part of them.

    `sees_it_differently` says what they see in another way than the campaign. Only with `public` are they on the kit.
    """

    who: Line
    kind: Literal["tag", "amplify", "reply"]
    handles: dict[Slug, Handle] = {}
    speaks_for: Slugs = ()
    sees_it_differently: Line | None = None
    why: Line | None = None
    public: bool = False


class Question(Schema):
    """A question or comment that is likely to come, and the approved answer."""

    question: Line
    answer: Line
    sources: Slugs = ()
    move_to: Line | None = None


class Approval(Schema):
    """Who signed the content off, as a role, and when; it lapses where the content's digest is another one since."""

    role: Literal["clinical", "legal", "communications"]
    by: Line
    approved_on: date
    content_sha256: Digest | None = None


class Correction(Schema):
    """What was wrong before, what is right, and since when the campaign says so."""

    on: Day
    text: Annotated[Line, StringConstraints(max_length=500)]


Remark = Annotated[Line, StringConstraints(max_length=500)]


class Change(Schema):
    """What was done otherwise than planned, and since when."""

    on: Day
    text: Remark


class Results(Schema):
    """What to say of the results beside the numbers in `results.csv`, and whether the campaign's page shows them.

    `note` stands above the numbers: how they were counted, or that they are invented.
    """

    public: bool = False
    note: Remark | None = None
    changed: Annotated[tuple[Change, ...], Field(strict=False)] = ()
    learned: Annotated[tuple[Remark, ...], Field(strict=False)] = ()


class Before(Schema):
    """What was learned in the campaign that this one was begun from, by the name of that campaign's folder."""

    campaign: Slug
    learned: Annotated[tuple[Remark, ...], Field(strict=False)] = ()


class ExtraCard(Schema):
    """A card beyond those that come by themselves; its further fields are its template's."""

    model_config = Schema.model_config | {"extra": "allow"}

    id: Slug
    template: Slug
    photo: Photo | None = None


class Brief(Schema):
    """A campaign brief's front matter. `embargo` is local time in the hub's zone; a day alone means its begin.

    `observance` is the id of a health day in `observances.yml` that the campaign is for.
    """

    title: Annotated[Line, StringConstraints(max_length=70)]
    summary: Annotated[Line, StringConstraints(max_length=200)]
    stage: Literal["draft", "review", "approved"]
    starts: Day
    ends: Day
    observance: Slug | None = None
    embargo: Moment | None = None
    language: Language | None = None
    translation_of: Slug | None = None
    source_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    topics: Annotated[tuple[Line, ...], Field(strict=False)] = ()
    owner: Owner
    call_to_action: CallToAction
    objectives: Annotated[tuple[Objective, ...], Field(min_length=1, strict=False)]
    audiences: Annotated[tuple[Audience, ...], Field(min_length=1, strict=False)]
    messages: Annotated[tuple[Message, ...], Field(min_length=1, strict=False)]
    figures: Annotated[tuple[Figure, ...], Field(strict=False)] = ()
    sources: dict[Slug, Source] = {}
    hashtags: Annotated[tuple[Hashtag, ...], Field(min_length=1, strict=False)]
    partners: Annotated[tuple[Partner, ...], Field(strict=False)] = ()
    allies: Annotated[tuple[Ally, ...], Field(strict=False)] = ()
    questions: Annotated[tuple[Question, ...], Field(strict=False)] = ()
    sensitivity: Annotated[tuple[Slug, ...], Field(strict=False)] = ()
    pause: Slugs = ()
    approvals: Annotated[tuple[Approval, ...], Field(strict=False)] = ()
    review_due: date | None = None
    corrections: Annotated[tuple[Correction, ...], Field(strict=False)] = ()
    results: Results | None = None
    before: Before | None = None
    photo: Photo | None = None
    cards: Annotated[tuple[ExtraCard, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _dates_in_order(self) -> Self:
        if self.ends < self.starts:
            raise PydanticCustomError("campaign-dates-reversed", "dates", {"spot": ("ends",)})
        if self.embargo and datetime.fromisoformat(self.embargo).date() > self.ends:
            raise PydanticCustomError("embargo-after-end", "embargo", {"spot": ("embargo",)})
        return self


class Post(Schema):
    """One planned post: when (local time in the hub's zone), where, to whom, and what it says and shows.

    `thread` are the posts that follow `text` in a thread, `carousel` the cards of a post with several, both in order.
    """

    id: Slug
    at: When
    platforms: Annotated[tuple[Slug, ...], Field(min_length=1, strict=False)]
    audience: Slug | None = None
    text: Text
    thread: Annotated[tuple[Text, ...], Field(max_length=24, strict=False)] = ()
    message: Slug | None = None
    card: Slug | None = None
    carousel: Annotated[tuple[Slug, ...], Field(min_length=2, max_length=35, strict=False)] = ()
    link: Address | None = None
    alt: Line | None = None

    @model_validator(mode="after")
    def _one_way_to_name_cards(self) -> Self:
        if self.card and self.carousel:
            raise PydanticCustomError("card-and-carousel", "both", {"spot": ("carousel",)})
        return self

    @property
    def cards(self) -> tuple[str, ...]:
        """The ids of all cards that it shows, in order."""
        return self.carousel or ((self.card,) if self.card else ())
