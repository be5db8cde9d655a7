"""Values read from a file, with the place of every one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..diagnostics import Place

__all__ = ["Located", "Spot", "WrittenFloat", "WrittenInt", "texts_in"]

Spot = tuple[str | int, ...]
"""The way to a value: keys and list positions, from the top."""


class WrittenInt(int):
    """A whole number that remembers how it was written, so that `0` and `00` stay apart in text fields."""

    written: str


class WrittenFloat(float):
    """A decimal number that remembers how it was written, so that `1.50` stays `1.50` in text fields."""

    written: str


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """Plain data and, for every value and key in it, its place in the file.

    `spoilt` holds the ways to values that were already reported as unreadable. Each is equal to itself alone: 1, 1.0
    and true would be the same, and were not written so.
    """

    data: Any
    places: Mapping[Spot, Place]
    keys: Mapping[Spot, Place] = field(default_factory=dict)
    spoilt: frozenset[Spot] = frozenset()

    def place(self, *spot: str | int) -> Place:
        """The place of the value at `spot`, or of the nearest thing around it that is in the file."""
        while spot not in self.places:
            spot = spot[:-1]
        return self.places[spot]

    def key_place(self, *spot: str | int) -> Place:
        """The place of the key that names the value at `spot`, or of the value where it has no key."""
        return self.keys.get(spot) or self.place(*spot)

    def below(self, *spot: str | int) -> Located:
        """The group of fields or the list at `spot` by itself, with everything in it at its place in the file."""
        value = self.data
        for step in spot:
            value = value[step]
        depth = len(spot)

        def inside(places: Mapping[Spot, Place]) -> dict[Spot, Place]:
            return {way[depth:]: place for way, place in places.items() if way[:depth] == spot and way != spot}

        around = {(): self.place(*spot)}
        spoilt = frozenset(way[depth:] for way in self.spoilt if way[:depth] == spot)
        return Located(value, around | inside(self.places), inside(self.keys), spoilt)

    def without(self, name: str) -> Located:
        """The group of fields without the one called `name`; everything else is where it was."""
        rest = {each: value for each, value in self.data.items() if each != name}

        def kept(places: Mapping[Spot, Place]) -> dict[Spot, Place]:
            return {way: place for way, place in places.items() if way[:1] != (name,)}

        return Located(rest, kept(self.places), kept(self.keys), self.spoilt)

    def is_spoilt(self, spot: Spot) -> bool:
        """Whether the value at `spot` or one around it was already reported."""
        return any(spot[:length] in self.spoilt for length in range(len(spot) + 1))


def texts_in(value: Any, spot: Spot) -> Iterator[tuple[Spot, str]]:
    """Every text in `value`, which is at `spot`, with the way to it."""
    if isinstance(value, str):
        yield spot, value
    elif isinstance(value, dict | list):
        for step, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from texts_in(each, (*spot, step))
