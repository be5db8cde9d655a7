"""What a campaign brief and its posting plan hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from .brief_evidence import Approval, Correction, Figure, Question, Source
from .brief_outreach import Ally, Hashtag, Partner
from .brief_results import Before, Results
from .brief_strategy import Audience, CallToAction, Message, Objective
from .brief_values import Day, Handle, Moment, Slugs
from .fields import Language, Line, Schema, Slug
from .media import Photo
from .organisation import Owner
from .posting_plan import Post

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
