"""What `campaign_assets/results.yml` holds: what platforms and sites count, and the tables that they export."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ..diagnostics import Diagnostic, report
from ..load import Located
from .fields import Address, Language, Line, Schema, Slug
from .results import Kind
from .schema import nearest, read_as

__all__ = ["Analytics", "Export", "Metric", "read_analytics"]

Written = Annotated[str, StringConstraints(pattern=r"^(%[aAbBdmyYHMSpI]|[-/.,: T])+$", max_length=40)]


class Metric(Schema):
    """Something that is counted: its name in each language, what it shows, and how days are put together.

    `highest` is for people who are counted once a day, so that the sum of days would count them again.
    """

    name: Annotated[dict[Language, Line], Field(min_length=1)]
    kind: Kind
    together: Literal["sum", "highest"] = "sum"


class Export(Schema):
    """A table that a tool exports, one row a day or a post: its column of days and what its other columns count.

    `day_written` are the ways to write a day, as Python's `strptime` has them; the first that fits counts.
    """

    name: Line
    day: Line
    day_written: Annotated[tuple[Written, ...], Field(min_length=1, strict=False)]
    columns: Annotated[dict[Line, Slug], Field(min_length=1)]
    confidence: Literal["high", "medium", "low", "none"]
    checked_on: date
    sources: Annotated[tuple[Address, ...], Field(min_length=1, strict=False)]
    note: Line | None = None


class Analytics(Schema):
    """Metrics and exports by their ids."""

    metrics: dict[Slug, Metric] = {}
    exports: dict[Slug, Export] = {}


def read_analytics(located: Located | None, found: list[Diagnostic]) -> Analytics:
    """What is counted and exported; nothing where there is no such file, or none to rely on."""
    if located is None:
        return Analytics()
    read, wrong = read_as(Analytics, located)
    found += wrong
    if read is None:
        return Analytics()
    found += _unknown(read, located)
    return read


def _unknown(read: Analytics, located: Located) -> Iterator[Diagnostic]:
    for name, export in read.exports.items():
        for column, metric in export.columns.items():
            if metric not in read.metrics:
                place = located.place("exports", name, "columns", column)
                suggestion = nearest(metric, list(read.metrics)) if read.metrics else "The file lists no metrics yet."
                yield report("name-unknown", place, given=metric, what="metrics", suggestion=suggestion)
