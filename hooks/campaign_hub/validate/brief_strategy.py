"""What a brief says of its strategy: objectives, audiences, messages and the one thing to do."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from .brief_values import Ages, Amount, Deadline, Slugs
from .fields import Address, Hours, Language, Line, Schema, Slug

__all__ = ["Audience", "CallToAction", "Message", "Objective"]


def _one_or_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


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
