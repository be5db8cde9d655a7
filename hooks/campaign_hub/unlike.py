"""Which pictures were found to look like no story's, so that a check need not look at the same ones again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from .kept_keys import KeptKeys
from .likeness import way_of_looking

__all__ = ["Unlike"]


class Unlike:
    """What is like none of some stories' pictures; all are given by their SHA-256.

    verify does not take its word: it looks at every picture of the site itself.
    """

    def __init__(self, file: Path) -> None:
        self._keys = KeptKeys(file)

    def knows(self, picture: str, stories: Iterable[str]) -> bool:
        """Whether `picture` was seen to be like none of those of `stories`."""
        return self._keys.knows(_key(picture, stories))

    def remember(self, picture: str, stories: Iterable[str]) -> None:
        """Note that `picture` is like none of those of `stories`."""
        self._keys.remember(_key(picture, stories))

    def write(self) -> None:
        """Keep what this run asked for and forget the rest."""
        self._keys.write()


def _key(picture: str, stories: Iterable[str]) -> str:
    return hashlib.sha256(" ".join((way_of_looking(), picture, *sorted(stories))).encode()).hexdigest()
