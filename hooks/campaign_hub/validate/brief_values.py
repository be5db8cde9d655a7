"""The single values of a brief and a posting plan: days, moments, ages, tags, handles."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import regex
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from .fields import Line, Slug

__all__ = ["Ages", "Amount", "Day", "Deadline", "Digest", "Handle", "Moment", "Slugs", "Tag", "Text", "When"]


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
