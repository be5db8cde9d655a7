"""Digests of what was found to be in order, so that the same things need not be looked at again."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path

__all__ = ["KeptKeys"]


class KeptKeys:
    """Digests in one file outside the site: nothing of what they are of can be read from it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._before = self._read()
        self._now: set[str] = set()

    def knows(self, key: str) -> bool:
        """Whether what has this key was in order before."""
        if key in self._before:
            self._now.add(key)
        return key in self._before

    def remember(self, key: str) -> None:
        """Note that what has this key is in order."""
        self._now.add(key)

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
