"""Which campaigns' cards were measured before and fit, so that a check need not lay the same cards out again."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from ..derive import Picture, Poster
from ..validate.organisation import Brand
from .card_cache import engine

__all__ = ["Measured", "measured_key"]


def measured_key(
    pictures: Iterable[Picture | Poster], brand: Brand, logo: bytes | None, photos: Mapping[str, str]
) -> str:
    """The digest, in hex, of everything that decides whether the texts of `pictures` fit.

    `photos` has the digest of each picture that a card can show, by its path.
    """
    digest = hashlib.sha256(f"{engine()}{brand!r}{_digest(logo)}".encode())
    shown: dict[str, str] = {}
    cards: dict[int, str] = {}
    for picture in pictures:
        card = picture.card
        for path in (card.photo, *card.logos):
            if path and path in photos and path not in shown:
                shown[path] = photos[path]
        # A campaign has few cards and many shapes of each.
        said = cards.get(id(card)) or cards.setdefault(id(card), repr(card))
        what = repr(picture) if isinstance(picture, Poster) else f"{said}{picture.shape!r}"
        digest.update(what.encode())
    digest.update(json.dumps(shown, sort_keys=True).encode())
    return digest.hexdigest()


def _digest(content: bytes | None) -> str:
    return hashlib.sha256(content).hexdigest() if content else ""


class Measured:
    """The keys of what fits, in one file outside the site; nothing of what the cards say is in it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._before = self._read()
        self._now: set[str] = set()

    def fits(self, key: str) -> bool:
        """Whether what has this key was measured before and fits."""
        if key in self._before:
            self._now.add(key)
        return key in self._before

    def remember(self, key: str) -> None:
        """Note that what has this key fits."""
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
