"""Every diagnostic with its cause, its remedy and an example: the page of the preview that explains the names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from ..diagnostics import catalogue
from ..examples import Example, example_of

__all__ = ["Entry", "entries"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One diagnostic as the reference has it; facts stand in braces in `cause` and `remedy`."""

    name: str
    severity: str
    cause: str
    remedy: str
    example: Example | None


@cache
def entries() -> tuple[Entry, ...]:
    """All of them by name."""
    return tuple(
        Entry(name, entry["severity"], entry["message"], entry["help"], example_of(name))
        for name, entry in sorted(catalogue().items())
    )
