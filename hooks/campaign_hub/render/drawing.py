"""Draw what campaigns need: each picture once, from the cache where it was drawn before, over all cores."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
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

__all__ = ["Drawing", "Drawn", "draw_all", "draw_picture", "draw_pictures", "misfits"]

AHEAD = 400
"""Pictures that are being drawn, or wait for it, while what was drawn before them is put together."""

Drawing: TypeAlias = "Picture | Poster"
"""What can be drawn: a card in one shape, or a poster on one sheet."""

Photos = Mapping[str, bytes]
"""The bytes of photos and partners' logos by their path in the repository."""


_Job: TypeAlias = "tuple[str, Drawing, bytes | None, tuple[bytes, ...]]"
"""A picture's key, what to draw, its photo, and its partners' logos."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The pictures' files by their path in the site, the texts that did not fit, and how many were drawn anew."""

    files: Mapping[str, Path]
    misfits: tuple[tuple[Drawing, Misfit], ...]
    drawn: int


@dataclass(frozen=True, slots=True)
class _Begun:
    """What is known of some pictures, and what other processes are making of the rest, in the order of `missing`."""

    files: dict[str, Path]
    missing: tuple[Drawing, ...]
    results: Iterable[Path | Misfit]

    def done(self) -> Drawn:
        """All of it, when the last picture is drawn."""
        files, wrong = dict(self.files), []
        for picture, result in zip(self.missing, self.results, strict=True):
            if isinstance(result, Misfit):
                wrong.append((picture, result))
            else:
                files[picture.path] = result
        return Drawn(files, tuple(wrong), len(self.missing) - len(wrong))


def draw_all(
    wanted: Iterable[Iterable[Drawing]],
    brand: Brand,
    logo: bytes | None,
    photos: Photos,
    cache: CardCache,
    cores: Cores,
) -> Iterator[Drawn]:
    """Draw each campaign's pictures over `cores`, the next ones' already while one's are put to use.

    A picture whose text does not fit is not drawn but told of.
    """
    begun: deque[_Begun] = deque()
    for pictures in wanted:
        begun.append(_begin(pictures, brand, logo, photos, cache, cores))
        while len(begun) > 1 and sum(len(each.missing) for each in begun) > AHEAD:
            yield begun.popleft().done()
    while begun:
        yield begun.popleft().done()


def draw_pictures(
    pictures: Iterable[Drawing], brand: Brand, logo: bytes | None, photos: Photos, cache: CardCache, cores: Cores
) -> Drawn:
    """Draw `pictures` over `cores`. One whose text does not fit is not drawn but told of."""
    return _begin(pictures, brand, logo, photos, cache, cores).done()


def draw_picture(picture: Drawing, brand: Brand, logo: bytes | None, photos: Photos, cache: CardCache) -> Path | Misfit:
    """The file of one picture in `cache`, drawn now where it is not there yet; or why there is none."""
    job = (picture, *_shown(picture, photos))
    key = card_key(picture, brand, logo, *job[1:])
    return cache.file(key, _ending(picture)) or _draw_one((key, *job), brand, logo, cache)


def _begin(
    pictures: Iterable[Drawing], brand: Brand, logo: bytes | None, photos: Photos, cache: CardCache, cores: Cores
) -> _Begun:
    files: dict[str, Path] = {}
    missing: list[_Job] = []
    for picture in pictures:
        shown = _shown(picture, photos)
        key = card_key(picture, brand, logo, *shown)
        kept = cache.file(key, _ending(picture))
        if kept:
            files[picture.path] = kept
        else:
            missing.append((key, picture, *shown))
    missing.sort(key=_by_layout)
    results = cores.map(partial(_draw_one, brand=brand, logo=logo, cache=cache), missing)
    return _Begun(files, tuple(picture for _, picture, *_ in missing), results)


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


def _by_layout(job: _Job) -> tuple[str, str, str]:
    picture = job[1]
    return picture.card.id, picture.shape_name, picture.path


def _shown(picture: Drawing, photos: Photos) -> tuple[bytes | None, tuple[bytes, ...]]:
    """A card's photo and the logos of its partners."""
    photo = photos.get(picture.card.photo) if picture.card.photo else None
    return photo, tuple(photos[path] for path in picture.card.logos if path in photos)


def _ending(picture: Drawing) -> str:
    return picture.path.rpartition(".")[2]


def _draw_one(job: _Job, brand: Brand, logo: bytes | None, cache: CardCache) -> Path | Misfit:
    """One file, kept where it was drawn, so that no process has to hold another's pictures; or why there is none."""
    key, picture, photo, partners = job
    made = _drawn(picture, brand, logo, photo, partners)
    return made if isinstance(made, Misfit) else cache.keep(key, _ending(picture), made)


def _drawn(
    picture: Drawing, brand: Brand, logo: bytes | None, photo: bytes | None, partners: tuple[bytes, ...]
) -> bytes | Misfit:
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
