"""Draw what a campaign needs: each picture once, from the cache where it was drawn before, over all cores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeAlias

from ..derive import Card, Picture, Poster
from ..validate.organisation import Brand
from ..validate.platforms import Shape
from .card_cache import CardCache, card_key
from .cards import Layout, Misfit, draw, lay_out, lay_out_poster, xmp_of
from .cores import Cores

__all__ = ["Drawing", "Drawn", "draw_pictures", "misfits"]

Drawing: TypeAlias = "Picture | Poster"
"""What can be drawn: a card in one shape, or a poster on one sheet."""

Photos = Mapping[str, bytes]
"""The bytes of photos and partners' logos by their path in the repository."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pictures' files by their path in the site, the texts that did not fit, and how many were drawn anew."""

    files: Mapping[str, Path]
    misfits: tuple[tuple[Drawing, Misfit], ...]
    drawn: int


def draw_pictures(
    pictures: Iterable[Drawing], brand: Brand, logo: bytes | None, photos: Photos, cache: CardCache, cores: Cores
) -> Drawn:
    """Draw `pictures` over `cores`. One whose text does not fit is not drawn but told of."""
    files: dict[str, Path] = {}
    missing: list[tuple[str, Drawing]] = []
    for picture in pictures:
        key = card_key(picture, brand, logo, *_shown(picture, photos))
        kept = cache.file(key, _ending(picture))
        if kept:
            files[picture.path] = kept
        else:
            missing.append((key, picture))
    wrong: list[tuple[Drawing, Misfit]] = []
    missing.sort(key=_by_layout)
    jobs = [(picture, *_shown(picture, photos)) for _, picture in missing]
    results = cores.map(partial(_draw_one, brand=brand, logo=logo), jobs)
    for (key, picture), result in zip(missing, results, strict=True):
        if isinstance(result, Misfit):
            wrong.append((picture, result))
        else:
            files[picture.path] = cache.keep(key, _ending(picture), result)
    return Drawn(files, tuple(wrong), len(missing) - len(wrong))


def misfits(
    pictures: Iterable[Drawing], brand: Brand, logo: bytes | None, photos: Photos, cache: CardCache
) -> tuple[tuple[Drawing, Misfit], ...]:
    """The texts that would not fit, without drawing; what was drawn before is known to fit."""
    found = []
    for picture in pictures:
        photo, partners = _shown(picture, photos)
        if cache.file(card_key(picture, brand, logo, photo, partners), _ending(picture)) is None:
            misfit = _misfit(picture, brand, logo, photo, partners)
            if misfit:
                found.append((picture, misfit))
    return tuple(found)


def _misfit(
    picture: Drawing, brand: Brand, logo: bytes | None, photo: bytes | None, partners: tuple[bytes, ...]
) -> Misfit | None:
    if isinstance(picture, Poster):
        sheet = lay_out_poster(picture, brand, logo)
        return sheet if isinstance(sheet, Misfit) else None
    layout = _laid_out(picture.card, picture.shape, brand, logo, photo, partners)
    return layout if isinstance(layout, Misfit) else None


# Two file types of one card in one shape are drawn one after the other, from one layout.
@lru_cache(maxsize=1)
def _laid_out(
    card: Card, shape: Shape, brand: Brand, logo: bytes | None, photo: bytes | None, partners: tuple[bytes, ...]
) -> Layout | Misfit:
    return lay_out(card, shape, brand, logo, photo, partners)


def _by_layout(job: tuple[str, Drawing]) -> tuple[str, str, str]:
    return job[1].card.id, job[1].shape_name, job[1].path


def _shown(picture: Drawing, photos: Photos) -> tuple[bytes | None, tuple[bytes, ...]]:
    """A card's photo and the logos of its partners."""
    photo = photos.get(picture.card.photo) if picture.card.photo else None
    return photo, tuple(photos[path] for path in picture.card.logos if path in photos)


def _ending(picture: Drawing) -> str:
    return picture.path.rpartition(".")[2]


def _draw_one(job: tuple[Drawing, bytes | None, tuple[bytes, ...]], brand: Brand, logo: bytes | None) -> bytes | Misfit:
    """One file, or why there is none; `job` is what to draw, its photo and its partners' logos."""
    picture, photo, partners = job
    if isinstance(picture, Poster):
        # What writes PDF takes a third of a second to load, and a check writes none.
        from .posters import draw_poster  # noqa: PLC0415

        return draw_poster(picture, brand, logo)
    layout = _laid_out(picture.card, picture.shape, brand, logo, photo, partners)
    if isinstance(layout, Misfit):
        return layout
    made = draw(layout, picture.file_type, picture.most_bytes, xmp_of(picture.card))
    lead = picture.card.parts[0]
    return made if len(made) <= picture.most_bytes else Misfit(lead.field, lead.role, bytes=len(made))
