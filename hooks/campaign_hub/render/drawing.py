"""Draw what a campaign needs: each picture once, from the cache where it was drawn before, over all cores."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..derive import Picture
from ..validate.organisation import Brand
from .card_cache import CardCache, card_key
from .cards import Misfit, draw, lay_out

__all__ = ["Drawn", "draw_pictures", "misfits"]

WORTH_A_POOL = 60
"""Pictures from which on starting processes costs less than it saves (about a second of drawing)."""

Photos = Mapping[str, bytes]
"""The bytes of photos and partners' logos by their path in the repository."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pictures' files by their path in the site, the texts that did not fit, and how many were drawn anew."""

    files: Mapping[str, Path]
    misfits: tuple[tuple[Picture, Misfit], ...]
    drawn: int


def draw_pictures(
    pictures: Iterable[Picture], brand: Brand, logo: bytes | None, photos: Photos, cache: CardCache
) -> Drawn:
    """Draw `pictures`. One whose text does not fit is not drawn but told of."""
    files: dict[str, Path] = {}
    missing: list[tuple[str, Picture]] = []
    for picture in pictures:
        key = card_key(picture, brand, logo, *_shown(picture, photos))
        kept = cache.file(key, _ending(picture))
        if kept:
            files[picture.path] = kept
        else:
            missing.append((key, picture))
    wrong: list[tuple[Picture, Misfit]] = []
    results = _draw_all([picture for _, picture in missing], brand, logo, photos)
    for (key, picture), result in zip(missing, results, strict=True):
        if isinstance(result, Misfit):
            wrong.append((picture, result))
        else:
            files[picture.path] = cache.keep(key, _ending(picture), result)
    return Drawn(files, tuple(wrong), len(missing) - len(wrong))


def misfits(
    pictures: Iterable[Picture], brand: Brand, logo: bytes | None, photos: Photos, cache: CardCache
) -> tuple[tuple[Picture, Misfit], ...]:
    """The texts that would not fit, without drawing; what was drawn before is known to fit."""
    found = []
    for picture in pictures:
        photo, partners = _shown(picture, photos)
        if cache.file(card_key(picture, brand, logo, photo, partners), _ending(picture)) is None:
            layout = lay_out(picture.card, picture.shape, brand, logo, photo, partners)
            if isinstance(layout, Misfit):
                found.append((picture, layout))
    return tuple(found)


def _shown(picture: Picture, photos: Photos) -> tuple[bytes | None, tuple[bytes, ...]]:
    """A card's photo and the logos of its partners."""
    photo = photos.get(picture.card.photo) if picture.card.photo else None
    return photo, tuple(photos[path] for path in picture.card.logos if path in photos)


def _ending(picture: Picture) -> str:
    return picture.path.rpartition(".")[2]


def _draw_all(pictures: list[Picture], brand: Brand, logo: bytes | None, photos: Photos) -> list[bytes | Misfit]:
    draw_it = partial(_draw_one, brand=brand, logo=logo)
    jobs = [(picture, *_shown(picture, photos)) for picture in pictures]
    cores = os.cpu_count() or 1
    if len(jobs) < WORTH_A_POOL or cores < 2:
        return [draw_it(job) for job in jobs]
    # Not a fork: a preview has threads running, and a forked copy of their locks can hang.
    with ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(draw_it, jobs, chunksize=8))


def _draw_one(job: tuple[Picture, bytes | None, tuple[bytes, ...]], brand: Brand, logo: bytes | None) -> bytes | Misfit:
    picture, photo, partners = job
    layout = lay_out(picture.card, picture.shape, brand, logo, photo, partners)
    return layout if isinstance(layout, Misfit) else draw(layout, picture.file_type)
