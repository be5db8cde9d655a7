"""What a posting plan holds."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from .brief_values import Text, When
from .fields import Address, Line, Schema, Slug

__all__ = ["Post"]


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
