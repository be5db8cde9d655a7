"""What `campaign_assets/schedulers.yml` holds: the tables that scheduling tools import, as data with source and day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .fields import Address, Line, Schema, Slug

__all__ = ["Column", "Holding", "Scheduler", "Schedulers"]

Holding = Literal["text", "link", "picture", "alt", "moment", "platform", "audience", "id", "campaign", "nothing"]
"""What of a post stands in a column."""
Written = Annotated[str, StringConstraints(pattern=r"^(iso|(%[YmdHMS]|[-/.: T])+)$", max_length=40)]


class Column(Schema):
    """A column of a table: its heading and what it holds.

    `written` is how a moment is written, in the hub's own time: `iso` with its offset, or a pattern such as
    `%d/%m/%Y`. With `platforms`, only their tables have the column.
    """

    name: Line
    holds: Holding
    written: Written = "iso"
    platforms: Annotated[tuple[Slug, ...], Field(strict=False)] = ()


class Scheduler(Schema):
    """A tool that imports posts as CSV, one file for each of the platforms that it can post to.

    `rows` is how many posts a file may have, `minutes_apart` how far apart they have to be at least.
    """

    name: Line
    platforms: Annotated[tuple[Slug, ...], Field(min_length=1, strict=False)]
    columns: Annotated[tuple[Column, ...], Field(min_length=1, strict=False)]
    heading: bool = True
    rows: Annotated[int, Field(gt=0, le=10_000)]
    minutes_apart: Annotated[int, Field(ge=0, le=24 * 60)] = 0
    byte_order_mark: bool = False
    confidence: Literal["high", "medium", "low", "none"]
    checked_on: date
    sources: Annotated[tuple[Address, ...], Field(min_length=1, strict=False)]
    note: Line | None = None


class Schedulers(Schema):
    """Every scheduling tool by its id."""

    schedulers: dict[Slug, Scheduler] = {}
