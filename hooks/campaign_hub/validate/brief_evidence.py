"""What a brief rests on: figures, sources, prepared answers, sign-offs and corrections."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from .brief_values import Day, Digest, Slugs
from .fields import Address, Line, Schema, Slug
from .media import TableFile

__all__ = ["Approval", "Correction", "Figure", "Question", "Source"]


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
