"""What `campaign_assets/suitability.yml` holds: how many people of an age use a platform, and who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from ..diagnostics import Diagnostic, report
from ..load import Located
from .brief_values import Ages
from .fields import Address, Line, Schema, Slug
from .schema import nearest, read_as

__all__ = ["Suitability", "Usage", "read_suitability"]

Percent = Annotated[int, Field(ge=0, le=100)]


class UsageSource(Schema):
    """A survey of who uses what, and the day on which its figures were read."""

    title: Line
    publisher: Line
    url: Address
    checked_on: date


class Usage(Schema):
    """The share, in per cent, of people of these ages who ever use a platform."""

    platform: Slug
    ages: Ages
    share: Percent
    place: Line
    year: Line
    source: Slug


class Suitability(Schema):
    """The table; below `least` per cent a platform does not suit an age."""

    least: Percent = 20
    sources: dict[Slug, UsageSource] = {}
    usage: Annotated[tuple[Usage, ...], Field(strict=False)] = ()


def read_suitability(
    located: Located | None, platforms: Collection[str] | None, found: list[Diagnostic]
) -> Suitability:
    """The table of the organisation; an empty one where there is none, or none to rely on."""
    if located is None:
        return Suitability()
    table, wrong = read_as(Suitability, located)
    found += wrong
    if table is None:
        return Suitability()
    found += _unknown(table, platforms, located)
    return table


def _unknown(table: Suitability, platforms: Collection[str] | None, located: Located) -> Iterator[Diagnostic]:
    for at, usage in enumerate(table.usage):
        named = (("platform", usage.platform, platforms), ("source", usage.source, table.sources))
        for field, given, known in named:
            if known is not None and given not in known:
                suggestion = nearest(given, list(known)) if known else "There are none yet."
                place = located.place("usage", at, field)
                yield report("name-unknown", place, given=given, what=f"{field}s", suggestion=suggestion)
