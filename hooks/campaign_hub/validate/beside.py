"""A file of fields beside a brief that can be relied on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..diagnostics import Diagnostic, Place, report
from ..load import Located
from ..load.located import Spot
from .brief import Brief
from .fields import Schema
from .schema import nearest

__all__ = ["CheckedFile", "unknown_sources"]

Kind = TypeVar("Kind", bound=Schema)


@dataclass(frozen=True, slots=True)
class CheckedFile(Generic[Kind]):
    """What the file's fields hold, and where each of them stands."""

    fields: Kind
    located: Located

    @property
    def path(self) -> str:
        """The file's path."""
        return self.located.place().path

    def place(self, *spot: str | int) -> Place:
        """The place of one of the file's fields."""
        return self.located.place(*spot)


def unknown_sources(located: Located, named: Mapping[Spot, Iterable[str]], brief: Brief) -> Iterator[Diagnostic]:
    """Sources that fields of the file name, each list by its way there, and the brief does not have."""
    known = list(brief.sources)
    for spot, names in named.items():
        for at, name in enumerate(names):
            if name not in known:
                suggested = nearest(name, known) if known else "This brief lists no sources yet."
                place = located.place(*spot, at)
                yield report("name-unknown", place, given=name, what="sources", suggestion=suggested)
