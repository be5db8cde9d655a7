"""The files of a preview's site: each is drawn or written as soon as a browser asks for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from ..derive import Campaign, Hub, Picture, Poster
from ..diagnostics import Diagnostic
from ..load import Media
from ..memory import Memory
from ..validate.organisation import Brand
from .artifact import Artifact
from .campaign_files import KitFiles, kit_files, list_or_table, promised_downloads
from .card_cache import CardCache, card_key
from .cards import Misfit
from .cores import Cores
from .download import Download
from .drawing import Drawing, draw_picture, draw_pictures
from .kit_texts import KitTexts
from .partner_files import partner_files
from .photos import Photos, PictureType, clean, wanted_pictures, why_unreadable
from .wanted import drawings_of

__all__ = ["Means", "PhotosOnRequest", "photos_on_request", "promise_kit", "promise_partner_kit"]


class PhotosOnRequest(Mapping[str, bytes]):
    """Pictures that editors committed, by their path: each made clean only when a card is drawn with it."""

    def __init__(self, wanted: Mapping[str, tuple[Media, PictureType | None]], cache: CardCache) -> None:
        self.wanted, self._cache = wanted, cache

    @property
    def digests(self) -> Mapping[str, str]:
        """The digest of each as it was committed."""
        return {path: media.sha256 for path, (media, _) in self.wanted.items()}

    def __getitem__(self, path: str) -> bytes:
        media, kind = self.wanted[path]
        content = clean(media, [], self._cache, kind)
        if content is None:
            raise KeyError(path)
        return content

    def __iter__(self) -> Iterator[str]:
        return iter(self.wanted)

    def __len__(self) -> int:
        return len(self.wanted)


@dataclass(frozen=True, slots=True)
class Means:
    """What cards are drawn with: the brand, its logo, the pictures that cards show, and where drawn ones are kept."""

    brand: Brand
    logo: bytes | None
    photos: PhotosOnRequest
    cache: CardCache

    def draw(self, picture: Drawing) -> bytes:
        """The picture, from the cache where it is there; FileNotFoundError where its text does not fit."""
        made = draw_picture(picture, self.brand, self.logo, self.photos, self.cache)
        if isinstance(made, Misfit):
            raise FileNotFoundError(picture.path)
        return made.read_bytes()

    def of(self, campaign: Campaign, memory: Memory) -> Means:
        """The same with nothing but the pictures of `campaign`: the very same as long as they are."""
        lent = (card for kit in campaign.partner_kits for card in kit.cards)
        cards = (
            *campaign.cards,
            *(use.picture.card for use in campaign.uses),
            *(poster.card for poster in campaign.posters),
            *lent,
        )
        named = {path for card in cards for path in (card.photo, *card.logos) if path}
        paths = sorted(named & self.photos.wanted.keys())
        shown = tuple((path, *self.photos.wanted[path]) for path in paths)
        return memory.of(_means, self.brand, self.logo, self.cache, shown)


def _means(
    brand: Brand, logo: bytes | None, cache: CardCache, shown: tuple[tuple[str, Media, PictureType | None], ...]
) -> Means:
    return Means(brand, logo, PhotosOnRequest({path: (media, kind) for path, media, kind in shown}, cache), cache)


def photos_on_request(hub: Hub, cache: CardCache, memory: Memory) -> tuple[Photos, PhotosOnRequest, list[Diagnostic]]:
    """What the site shows and what cards are drawn from, none of it decoded yet; and what can't be a picture."""
    every = [(each, memory.of(why_unreadable, each.media)) for each in wanted_pictures(hub)]
    sound = [each for each, wrong in every if wrong is None]
    on_cards = PhotosOnRequest({each.media.path: (each.media, each.kind) for each in sound if each.on_cards}, cache)
    photos = Photos(
        tuple(memory.of(_photo, place, each.media, each.kind, cache) for each in sound for place in each.places),
        {each.story: each.place for each in sound if each.story and each.place},
        {each.brief: each.place for each in sound if each.brief and each.place},
        on_cards,
        {kit: place for each in sound for kit, place in each.logos.items()},
    )
    return photos, on_cards, [wrong for _, wrong in every if wrong]


def _photo(place: str, media: Media, kind: PictureType | None, cache: CardCache) -> Artifact:
    return Artifact(place, make=lambda: clean(media, [], cache, kind) or b"")


def promise_kit(hub: Hub, campaign: Campaign, means: Means) -> KitFiles:
    """The files of `campaign`, the only one in `hub`, with nothing of them made yet."""
    drawings: dict[str, Drawing] = {each.path: each for each in drawings_of(campaign)}
    later = _Later(hub, campaign, means)
    downloads = later.downloads()
    return KitFiles(
        artifacts=(
            *(Artifact(path, make=partial(means.draw, drawing)) for path, drawing in drawings.items()),
            *(each.artifact for each in downloads),
            Artifact(f"campaigns/{campaign.slug}/kit/kit.json", make=later.data),
        ),
        downloads=downloads,
        digests={path: _version(drawing, means) for path, drawing in drawings.items()},
        sizes=dict.fromkeys(drawings),
        texts=KitTexts(hub).elsewhere(campaign),
    )


def promise_partner_kit(hub: Hub, kit: Campaign, means: Means) -> KitFiles:
    """The same for a partner's kit; its pictures are promised with those of its campaign, the only one in `hub`."""
    drawings = {use.picture.path: use.picture for use in kit.uses}
    downloads = _Later(hub, kit, means).downloads()
    return KitFiles(
        artifacts=tuple(each.artifact for each in downloads),
        downloads=downloads,
        digests={path: _version(drawing, means) for path, drawing in drawings.items()},
        sizes=dict.fromkeys(drawings),
        texts=KitTexts(hub).elsewhere(kit),
    )


def _version(drawing: Drawing, means: Means) -> str:
    """What changes with the picture, for its address: the digest of all that shapes it instead of the picture's own."""
    shown = [means.photos.wanted[path][0].sha256 for path in _paths(drawing) if path in means.photos.wanted]
    key = card_key(drawing, means.brand, means.logo, None)
    return hashlib.sha256(" ".join((key, *shown)).encode()).hexdigest()[:8]


def _paths(drawing: Picture | Poster) -> Iterator[str]:
    yield from (path for path in (drawing.card.photo, *drawing.card.logos) if path)


@dataclass(frozen=True, slots=True)
class _Later:
    """Makes the files of a kit, a campaign's own or a partner's, each when somebody asks for it."""

    hub: Hub
    campaign: Campaign
    means: Means

    def downloads(self) -> tuple[Download, ...]:
        """What can be saved, with nothing of it made."""
        return tuple(
            replace(each, artifact=Artifact(each.path, make=partial(self.file, each.path)))
            for each in promised_downloads(self.hub, self.campaign)
        )

    def file(self, path: str) -> bytes:
        """The list, table or ZIP at `path`: only a ZIP needs the pictures."""
        texts = KitTexts(self.hub)
        made = list_or_table(self.hub, self.campaign, path, texts, self.means.cache)
        return (made or self._whole()[path]).read()

    def data(self) -> bytes:
        """The campaign's data for machines, which tells the size of every file."""
        return self._whole()[f"campaigns/{self.campaign.slug}/kit/kit.json"].read()

    def _whole(self) -> dict[str, Artifact]:
        means, kit = self.means, self.campaign
        drawings = drawings_of(replace(kit, partner_kits=()))
        with Cores() as cores:
            done = draw_pictures(drawings, means.brand, means.logo, means.photos, means.cache, cores)
        make = partner_files if kit.recipient else kit_files
        files = make(self.hub, kit, done.files, KitTexts(self.hub), means.cache)
        return {each.path: each for each in files.artifacts}
