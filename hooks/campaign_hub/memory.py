"""What pure functions made of the same things before, so that a preview works out anew only what an edit changed.

Frozen things are told by what they are, the others by being the very same object: whoever asks gives what was made of
an unchanged file before, and so on from stage to stage. Nothing here outlives its process, and nothing is kept that
the last round through did not ask for: what was withdrawn is forgotten with the first round that has it no more.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date, time
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar, TypeVarTuple, cast

from .diagnostics import Diagnostic, Place

__all__ = ["Memory"]

Made = TypeVar("Made")
Given = TypeVarTuple("Given")
VALUES = (str, bytes, int, float, NoneType, date, time, frozenset, Path, Place, Diagnostic)
"""What is told by its value: two that are equal make the same."""


class Memory:
    """Results by the function and what it was given; a new one knows nothing yet."""

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[Any, ...]] = {}
        self._now: dict[Hashable, tuple[Any, ...]] = {}

    def begin(self) -> None:
        """Begin a round: what the last one did not ask for is forgotten."""
        self._before, self._now = self._now, {}

    def of(self, work: Callable[[*Given], Made], *given: *Given) -> Made:
        """What `work` makes of `given`. It has to be pure, and nobody may change what it gives."""
        key = (work, *map(_mark, given))
        kept = self._now.get(key) or self._before.get(key)
        if kept is None:
            # What was given is kept too: as long as it is there, no other object can have its identity.
            kept = (given, work(*given))
        self._now[key] = kept
        # The key has `work` in it, so what is kept under it is what `work` gave.
        return cast("Made", kept[1])

    def same(self, name: str, value: Made) -> Made:
        """`value`, or what had this `name` before where that is equal: then it is the very same object again."""
        now: tuple[Any, ...] = self._now.get(name, ())
        known = (each for each in (*now, *self._before.get(name, ())) if type(each) is type(value) and each == value)
        kept = next(known, value)
        if not any(each is kept for each in now):
            self._now[name] = (*now, kept)
        return kept


def _mark(each: Any) -> Hashable:
    """What tells `each` from others, as long as both are there."""
    if isinstance(each, VALUES):
        return (type(each), each)
    return tuple(map(_mark, each)) if type(each) is tuple else id(each)
