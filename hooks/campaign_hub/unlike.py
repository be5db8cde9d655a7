"""Which pictures were found to look like no story's, so that a check need not look at the same ones again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from .likeness import way_of_looking

__all__ = ["Unlike"]


class Unlike:
    """Digests in one file outside the site: neither a picture nor how it looks can be read from it.

    verify does not take its word: it looks at every picture of the site itself.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._before = self._read()
        self._now: set[str] = set()

    def knows(self, picture: str, stories: Iterable[str]) -> bool:
        """Whether `picture` was seen to be like none of those of `stories`; all are given by their SHA-256."""
        key = _key(picture, stories)
        if key in self._before:
            self._now.add(key)
        return key in self._before

    def remember(self, picture: str, stories: Iterable[str]) -> None:
        """Note that `picture` is like none of those of `stories`."""
        self._now.add(_key(picture, stories))

    def write(self) -> None:
        """Keep what this run asked for and forget the rest; where nothing can be written, nothing is kept."""
        if self._now == self._before:
            return
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._file.parent, suffix=".part")
            with os.fdopen(handle, "w", encoding="ascii") as file:
                json.dump(sorted(self._now), file)
            Path(name).replace(self._file)

    def _read(self) -> frozenset[str]:
        try:
            read = json.loads(self._file.read_text("ascii"))
        except (OSError, ValueError):
            return frozenset()
        return frozenset(key for key in read if isinstance(key, str)) if isinstance(read, list) else frozenset()


def _key(picture: str, stories: Iterable[str]) -> str:
    return hashlib.sha256(" ".join((way_of_looking(), picture, *sorted(stories))).encode()).hexdigest()
