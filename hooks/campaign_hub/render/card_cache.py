"""Drawn cards kept between builds, outside the site and the content, each under a digest of all that shapes it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path

from ..derive import Card, Picture, Poster
from ..validate.organisation import Brand
from .artifact import Artifact, Facts, facts_of
from .cards import font_names, missing_text_engine

__all__ = ["CardCache", "card_key", "engine", "libraries"]


@cache
def engine() -> str:
    """A digest of the code and the libraries that draw: with another one, another picture may come out."""
    drawing = ("pillow", "pymupdf-fonts", "regex", "zlib-ng", "fpdf2", "fonttools", "uharfbuzz", "segno", "budoux")
    digest = hashlib.sha256(libraries(*drawing).encode())
    digest.update(f"fonts {font_names('regular', 'firago')}\n".encode())
    digest.update(f"shaping {missing_text_engine() is None}\n".encode())
    here = Path(__file__).parent
    for module in (here / "posters.py", *sorted((here / "cards").glob("*.py"))):
        digest.update(module.read_bytes())
    return digest.hexdigest()


@cache
def libraries(*names: str) -> str:
    """The libraries with their versions, for keys of what they make."""
    return ", ".join(f"{name} {version(name)}" for name in names)


def card_key(
    picture: Picture | Poster,
    brand: Brand,
    logo: bytes | None,
    photo: bytes | None,
    partners: tuple[bytes, ...] = (),
) -> str:
    """The digest, in hex, of everything that shapes one picture; where it may go does not."""
    inputs = {
        "card": _card_digest(picture.card),
        "shape": picture.shape.model_dump(),
        "type": picture.file_type if isinstance(picture, Picture) else "pdf",
        "bytes": picture.most_bytes if isinstance(picture, Picture) else None,
        "invitation": str(picture.invitation) if isinstance(picture, Poster) else None,
        "title": picture.title if isinstance(picture, Poster) else None,
        "brand": brand.model_dump(),
        "logo": _digest(logo) if logo else None,
        "photo": _digest(photo) if photo else None,
        "partners": [_digest(each) for each in partners],
        "engine": engine(),
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True, default=str).encode()).hexdigest()


# A card is drawn in many shapes, and a logo and a photo are on many cards.
@lru_cache(maxsize=64)
def _card_digest(card: Card) -> str:
    drawn = replace(card, platforms=(), in_downloads=True, listed=True)
    return hashlib.sha256(json.dumps(asdict(drawn), sort_keys=True, default=str).encode()).hexdigest()


@lru_cache(maxsize=16)
def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class CardCache:
    """Files under a folder by their key. What was cut short or changed on disk is not given out.

    Beside each file lies a note of its digest, its size and when it was written. A file that still has these two is
    what was kept; any other is read and held against its digest. The note's own time says when it was last used.
    Several builds may share a folder: files appear in it whole, and `prune` leaves alone what any build used meanwhile.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._since: int | None = None

    def begin(self) -> None:
        """Take this moment, by the clock of the folder's disk, for the beginning of a build that prunes at its end."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._folder, suffix=".part")
        os.close(handle)
        self._since = Path(name).stat().st_mtime_ns
        Path(name).unlink(missing_ok=True)

    def file(self, key: str, ending: str) -> Path | None:
        """The file kept under `key`, or None where there is none or it is not what was kept."""
        path = self._path(key, ending)
        try:
            noted, written = _noted(path)
            found = path.stat()
            if (found.st_size, found.st_mtime_ns) != (noted.size, written):
                if hashlib.sha256(path.read_bytes()).hexdigest() != noted.sha256:
                    return None
                self._write_note(path, noted, found.st_mtime_ns)
        except (OSError, ValueError):
            return None
        with suppress(OSError):
            os.utime(_note(path))
        return path

    def facts(self, path: Path) -> Facts:
        """Size and digest of a file that this cache gave out or kept."""
        return _noted(path)[0]

    def keep(self, key: str, ending: str, content: bytes) -> Path:
        """Keep `content` under `key` and give its file; two builds at once do no harm to each other."""
        path = self._path(key, ending)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._write_note(path, facts_of(content), self._write(path, content))
        return path

    def artifact(self, path: str, key: str, make: Callable[[], bytes]) -> Artifact:
        """The file of the site at `path` that is kept under `key`; what is not kept yet is made."""
        ending = path.rpartition(".")[2]
        file = self.file(key, ending) or self.keep(key, ending, make())
        return Artifact(path, file=file, known=self.facts(file))

    def content(self, key: str, ending: str, make: Callable[[], bytes]) -> bytes:
        """What is kept under `key`; what is not kept yet is made."""
        file = self.file(key, ending) or self.keep(key, ending, make())
        return file.read_bytes()

    def prune(self) -> None:
        """Forget every file that no build wrote or used since `begin`: a card of a withdrawn story goes here too."""
        if self._since is None:
            raise ValueError("only a build that has begun knows what is not used")
        for path in self._folder.glob("*/*"):
            if all(time < self._since for time in _times(path)):
                path.unlink(missing_ok=True)

    def _path(self, key: str, ending: str) -> Path:
        return self._folder / key[:2] / f"{key}.{ending}"

    def _write_note(self, path: Path, facts: Facts, written: int) -> None:
        self._write(_note(path), f"{facts.sha256} {facts.size} {written}".encode())

    def _write(self, path: Path, content: bytes) -> int:
        """Put a whole file in its place, and tell when it was written, in nanoseconds."""
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        written = Path(name).stat().st_mtime_ns
        Path(name).replace(path)
        return written


def _note(path: Path) -> Path:
    return path.with_suffix(".sha256")


def _times(path: Path) -> Iterator[int]:
    """When a file was written and last used, in nanoseconds, as far as it is still there."""
    for each in (path, _note(path)):
        with suppress(OSError):
            yield each.stat().st_mtime_ns


def _noted(path: Path) -> tuple[Facts, int]:
    """What a file's note says: of its content, and when it was written, in nanoseconds; raises OSError, ValueError."""
    digest, size, written = _note(path).read_text("ascii").split()
    return Facts(int(size), digest), int(written)
