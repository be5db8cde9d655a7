"""What the files of `content/readiness/` hold: what-if scenarios, the triage of comments, pages."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from ..choices import ScenarioKind
from .brief import Source
from .brief_values import Text
from .fields import Hours, Language, Line, Schema, Slug
from .organisation import Day

__all__ = [
    "BRANCHES",
    "CHANNELS",
    "STORY_KINDS",
    "Moderation",
    "ReadinessPage",
    "Scenario",
    "Triage",
]

STORY_KINDS: tuple[ScenarioKind, ...] = (
    "story-withdrawn",
    "story-recognised",
    "story-death",
    "suicide-risk",
    "story-reshared",
)
"""What a campaign that tells people's stories has to be ready for."""
BranchKind = Literal["risk-to-life", "personal-medical", "abuse", "misinformation", "complaint", "question", "praise"]
BRANCHES: tuple[BranchKind, ...] = get_args(BranchKind)
"""Every kind of comment, the most pressing first."""
CHANNELS = ("website", "email", "phone", "press", "in-person")
"""Where a statement can go besides the platforms."""
LONGEST_STATEMENT = 600
WEEK = 7 * 24 * 60


Minutes = Annotated[int, Field(ge=0, le=WEEK)]
Lines = Annotated[tuple[Line, ...], Field(strict=False)]
Slugs = Annotated[tuple[Slug, ...], Field(strict=False)]
Statement = Annotated[Text, StringConstraints(max_length=LONGEST_STATEMENT)]


Paused = Annotated[tuple[Line, ...], Field(strict=False)]


class Escalation(Schema):
    """To whom it goes when so many minutes have passed, as a role."""

    after_minutes: Minutes
    to: Line


class Scenario(Schema):
    """A what-if plan: what happens, who does what by when, what is said and what is not.

    While it is `active`, `pause` takes posts out: of a campaign's folder, a post such as `flu/launch`, all `stories`
    or `all`.
    """

    title: Annotated[Line, StringConstraints(max_length=90)]
    kind: ScenarioKind
    trigger: Line
    severity: Annotated[int, Field(ge=1, le=4)]
    likelihood: Literal["unlikely", "possible", "likely"] | None = None
    owner: Line
    deputy: Line
    first_response_minutes: Minutes
    holding_statement: Statement
    approver: Line
    channels: Annotated[tuple[Slug, ...], Field(min_length=1, strict=False)]
    do_not_say: Lines = ()
    escalation: Annotated[tuple[Escalation, ...], Field(strict=False)] = ()
    safeguarding: Line | None = None
    helplines: Lines = ()
    active: bool = False
    pause: Paused = ()
    language: Language | None = None
    sources: Annotated[tuple[Source, ...], Field(strict=False)] = ()
    review_due: date


class Moderation(Schema):
    """When somebody reads and answers: days and hours, on some platforms or on all."""

    days: Annotated[tuple[Day, ...], Field(min_length=1, strict=False)]
    hours: Hours
    platforms: Slugs = ()


class Branch(Schema):
    """One kind of comment: how it is known, what to do, who does it and within how many minutes of staffed hours."""

    kind: BranchKind
    signs: Line
    do: Annotated[tuple[Line, ...], Field(min_length=1, strict=False)]
    who: Line
    within_minutes: Minutes
    reply: Statement | None = None
    then: Line | None = None
    helplines: Lines = ()
    scenario: Slug | None = None


class Triage(Schema):
    """What to do with each kind of comment, and when anybody is there to do it."""

    hours: Annotated[tuple[Moderation, ...], Field(min_length=1, strict=False)]
    outside_hours: Statement
    branches: Annotated[tuple[Branch, ...], Field(min_length=1, strict=False)]
    sources: Annotated[tuple[Source, ...], Field(strict=False)] = ()
    review_due: date


class ReadinessPage(Schema):
    """A page's fields: internal unless it says public; `moderation` is shown as hours."""

    title: Annotated[Line, StringConstraints(max_length=90)]
    description: Annotated[Line, StringConstraints(max_length=200)] | None = None
    language: Language | None = None
    visibility: Literal["public", "internal"] = "internal"
    moderation: Annotated[tuple[Moderation, ...], Field(strict=False)] = ()
