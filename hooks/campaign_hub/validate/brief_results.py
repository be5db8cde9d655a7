"""What a brief says of its results, and of those of the campaign before it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from .brief_values import Day
from .fields import Line, Schema, Slug

__all__ = ["Before", "Results"]


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
