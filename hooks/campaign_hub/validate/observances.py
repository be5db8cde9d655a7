"""What `campaign_assets/observances.yml` holds: health days, weeks and months that come back, each with its source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import MAXYEAR, date
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ..yearly import Days, days_of_rule
from .fields import Address, Line, Schema, Slug

__all__ = ["Observance", "Observances"]


def _rule(value: str) -> str:
    if days_of_rule(value) is None:
        raise PydanticCustomError("observance-rule-unknown", "rule", {"given": value})
    return value


Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))]


class Stretch(Schema):
    """Days that the publisher set for the year of `first`; `last` is left out where it is one day."""

    first: Day
    last: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last is not None and self.last < self.first:
            raise PydanticCustomError("observance-dates-reversed", "dates", {"spot": ("last",)})
        return self

    @property
    def days(self) -> Days:
        """The stretch with both its ends."""
        return Days(self.first, self.last or self.first)


class Observance(Schema):
    """A health day, week or month: by a rule in words (`on`), by years that its publisher `announced`, or both.

    An announced year counts before the rule. Without a rule, other years have no such day. `confidence` is high where
    the publisher's own page was read, which is the first of `sources`.
    """

    name: Line
    on: Annotated[Line, AfterValidator(_rule)] | None = None
    announced: Annotated[tuple[Stretch, ...], Field(strict=False)] = ()
    publisher: Line
    confidence: Literal["high", "medium", "low"]
    checked_on: date
    sources: Annotated[tuple[Address, ...], Field(min_length=1, strict=False)]
    topics: Annotated[tuple[Line, ...], Field(strict=False)] = ()
    note: Line | None = None

    @model_validator(mode="after")
    def _has_days(self) -> Self:
        if self.on is None and not self.announced:
            raise PydanticCustomError("observance-without-days", "days")
        return self

    @property
    def page(self) -> str | None:
        """The publisher's own page, for readers to be sent to."""
        return self.sources[0] if self.confidence == "high" else None

    def days(self, year: int) -> Days | None:
        """Its days of `year`, or None where nobody knows them yet."""
        set_for_it = next((each.days for each in self.announced if each.first.year == year), None)
        rule = days_of_rule(self.on) if self.on else None
        return set_for_it or (rule(year) if rule else None)

    def following(self, day: date, years: int = 2) -> Iterator[Days]:
        """Its days that end on `day` or later, the next first, as far as the end of the year `years` on."""
        for year in range(day.year - 1, min(day.year + years, MAXYEAR - 1) + 1):
            days = self.days(year)
            if days and days.last >= day:
                yield days

    def met_by(self, first: date, last: date) -> Days | None:
        """Its days that meet a campaign from `first` to `last`, the earliest of several."""
        known = (self.days(year) for year in range(first.year - 1, last.year + 1))
        return next((days for days in known if days and days.meets(first, last)), None)


class Observances(Schema):
    """Every observance by its id."""

    observances: dict[Slug, Observance] = {}
