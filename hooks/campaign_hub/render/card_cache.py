"""Drawn cards kept between builds, outside the site and the content, each under a digest of all that shapes it."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from ..derive import Picture, Poster
from ..validate.organisation import Brand
from .cards import font_names, missing_text_engine

__all__ = ["CardCache", "card_key", "engine"]


@cache
def engine() -> str:
    """A digest of the code and the libraries that draw: with another one, another picture may come out."""
    digest = hashlib.sha256()
    for name in ("pillow", "pymupdf-fonts", "regex", "zlib-ng", "fpdf2", "fonttools", "uharfbuzz", "segno", "budoux"):
        digest.update(f"{name} {version(name)}\n".encode())
    digest.update(f"fonts {font_names('regular', 'firago')}\n".encode())
    digest.update(f"shaping {missing_text_engine() is None}\n".encode())
    here = Path(__file__).parent
    for module in (here / "posters.py", *sorted((here / "cards").glob("*.py"))):
        digest.update(module.read_bytes())
    return digest.hexdigest()


def card_key(
    picture: Picture | Poster,
    brand: Brand,
    logo: bytes | None,
    photo: bytes | None,
    partners: tuple[bytes, ...] = (),
) -> str:
    """The digest, in hex, of everything that shapes one picture; where it may go does not."""
    drawn = replace(picture.card, platforms=(), in_downloads=True, listed=True)
    inputs = {
        "card": asdict(drawn),
        "shape": picture.shape.model_dump(),
        "type": picture.file_type if isinstance(picture, Picture) else "pdf",
        "bytes": picture.most_bytes if isinstance(picture, Picture) else None,
        "invitation": str(picture.invitation) if isinstance(picture, Poster) else None,
        "title": picture.title if isinstance(picture, Poster) else None,
        "brand": brand.model_dump(),
        "logo": hashlib.sha256(logo).hexdigest() if logo else None,
        "photo": hashlib.sha256(photo).hexdigest() if photo else None,
        "partners": [hashlib.sha256(each).hexdigest() for each in partners],
        "engine": engine(),
    }
    return hashlib.sha256(json.dumps(inputs, sort_keys=True, default=str).encode()).hexdigest()


class CardCache:
    """Files under a folder by their key. What was cut short or changed on disk is not given out."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, key: str, ending: str) -> Path | None:
        """The file kept under `key`, or None where there is none or it is not what was kept."""
        path = self._path(key, ending)
        try:
            content = path.read_bytes()
            promised = path.with_suffix(".sha256").read_text("ascii")
        except (OSError, UnicodeDecodeError):
            return None
        return path if hashlib.sha256(content).hexdigest() == promised else None

    def keep(self, key: str, ending: str, content: bytes) -> Path:
        """Keep `content` under `key` and give its file; two builds at once do no harm to each other."""
        path = self._path(key, ending)
        path.parent.mkdir(parents=True, exist_ok=True)
        self._write(path, content)
        self._write(path.with_suffix(".sha256"), hashlib.sha256(content).hexdigest().encode())
        return path

    def prune(self, used: Iterable[Path]) -> None:
        """Forget every file that is not `used`: a card of a story that was withdrawn goes here too."""
        kept = {path.with_suffix(suffix) for path in used for suffix in (path.suffix, ".sha256")}
        for path in self._folder.glob("*/*"):
            if path not in kept:
                path.unlink(missing_ok=True)

    def _path(self, key: str, ending: str) -> Path:
        return self._folder / key[:2] / f"{key}.{ending}"

    def _write(self, path: Path, content: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
