"""Finished pages kept from one build to the next, outside the site, each under a digest of all that it is made of."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["FinishedPage", "PageStore", "pages_of_builds", "pages_of_previews"]

TOLD = "stories.json"
"""Digests of the stories that the kept pages tell of, beside them."""


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """A page as it is served, and what the site's search knows of it, in its own order."""

    html: str
    entries: tuple[Mapping[str, Any], ...]


class PageStore:
    """Pages by their digests, one file each. What was cut short or changed on disk is not given out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: dict[str, FinishedPage] = {}

    def page(self, key: str) -> FinishedPage | None:
        """The page kept under `key`, or None."""
        if key not in self._held and (page := self._read(key)):
            self._held[key] = page
        return self._held.get(key)

    def keep(self, key: str, page: FinishedPage) -> None:
        """Keep `page` under `key`; where nothing can be written, it is kept for this process alone."""
        self._held[key] = page
        content = json.dumps([page.html, *page.entries], ensure_ascii=False).encode()
        path = self._path(key)
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(content) + content)
            Path(name).replace(path)

    def forget_all_but(self, keys: Collection[str]) -> None:
        """Forget every page with another key: one that tells of a story that was withdrawn, too."""
        self._held = {key: page for key, page in self._held.items() if key in keys}
        paths = {self._path(key) for key in keys}
        for path in self._folder.glob("*/*"):
            if path not in paths:
                path.unlink(missing_ok=True)

    def note_stories(self, stories: Collection[str]) -> None:
        """Note which stories the kept pages tell of, each by a digest of all that is public of it."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / TOLD).write_text(json.dumps(sorted(stories)), encoding="ascii")

    def forget_beyond(self, stories: Collection[str]) -> None:
        """Forget every page where the kept ones may tell of more than `stories`, as after a withdrawal."""
        try:
            told = set(json.loads((self._folder / TOLD).read_text("ascii")))
        except (OSError, ValueError, TypeError):
            told = {"of nobody knows what"}
        if not told <= set(stories):
            self.forget_all_but(())

    def _read(self, key: str) -> FinishedPage | None:
        try:
            written = self._path(key).read_bytes()
        except OSError:
            return None
        digest, content = written[:64], written[64:]
        if _digest(content) != digest:
            return None
        html, *entries = json.loads(content)
        return FinishedPage(html, tuple(entries))

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def pages_of_builds(root: Path) -> PageStore:
    """The pages that builds of the hub at `root` kept."""
    return PageStore(root / ".cache/pages")


def pages_of_previews(root: Path) -> PageStore:
    """The pages that previews of the hub at `root` kept: drafts are among them, so no build has these."""
    return PageStore(root / ".cache/preview-pages")


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
