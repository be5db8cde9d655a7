"""Pictures that editors committed, written anew from their pixels before anything of them is published."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from ..derive import Campaign, Hub
from ..diagnostics import Diagnostic, Place, report
from ..load import Media
from .artifact import Artifact
from .card_cache import CardCache, engine
from .cards import PictureUnreadable, check_picture, clean_picture

__all__ = ["Photos", "PictureType", "clean", "clean_photos", "wanted_pictures", "why_unreadable"]

PictureType = Literal["png", "jpeg", "webp"]
TYPES: Mapping[str, PictureType] = {"png": "png", "jpg": "jpeg", "jpeg": "jpeg", "webp": "webp"}
REASONS = {
    "not-a-picture": "it is no JPEG, PNG or WebP, whatever its name says",
    "too-large": "it has more than 50 megapixels",
}
LONGEST_SIDE = 1600
"""Pixels of a photo on a page: twice the widest column, for sharp screens."""


@dataclass(frozen=True, slots=True)
class Photos:
    """The files for the site, and what cards are drawn from, by path in `content/`.

    `places` has each story photo's path in the site by the story, `briefs` each campaign photo's by the campaign,
    `logos` each partner's by the folder of its kit.
    """

    artifacts: tuple[Artifact, ...]
    places: Mapping[str, str]
    briefs: Mapping[str, str]
    originals: Mapping[str, bytes]
    logos: Mapping[str, str] = field(default_factory=dict)


def clean(
    picture: Media, found: list[Diagnostic], cache: CardCache, file_type: PictureType | None = None
) -> bytes | None:
    """The picture as its pixels alone, in its own file type or another; None, and told of, where it is no picture.

    What was made clean before is taken from `cache`.
    """
    wanted = file_type or TYPES[picture.path.rpartition(".")[2].lower()]
    key = hashlib.sha256(f"{engine()} {picture.sha256} {wanted} {LONGEST_SIDE}".encode()).hexdigest()
    try:
        file = cache.file(key, wanted)
        return file.read_bytes() if file else _cleaned(picture, wanted, key, cache)
    except PictureUnreadable as error:
        found.append(report("picture-unreadable", Place(picture.path), reason=REASONS[error.reason]))
        return None


def _cleaned(picture: Media, wanted: PictureType, key: str, cache: CardCache) -> bytes:
    content = clean_picture(picture.read(), wanted, LONGEST_SIDE)
    # A check may run where nothing can be written.
    with suppress(OSError):
        cache.keep(key, wanted, content)
    return content


def clean_photos(hub: Hub, found: list[Diagnostic], cache: CardCache) -> Photos:
    """Make all pictures clean that the site shows or cards are drawn from."""
    made = {each: clean(each.media, found, cache, each.kind) for each in wanted_pictures(hub)}
    sound = {each: content for each, content in made.items() if content}
    return Photos(
        tuple(Artifact(place, content) for each, content in sound.items() for place in each.places),
        {each.story: each.place for each in sound if each.story and each.place},
        {each.brief: each.place for each in sound if each.brief and each.place},
        {each.media.path: content for each, content in sound.items() if each.on_cards},
        {kit: place for each in sound for kit, place in each.logos.items()},
    )


@dataclass(frozen=True, slots=True)
class WantedPicture:
    """A picture that the site or its cards show: in which file type if not its own, and where in the site if there.

    `story` or `brief` is the slug of what it is the photo of, `kits` are the folders of partners' kits that have it as
    the partner's logo.
    """

    media: Media
    kind: PictureType | None = None
    place: str | None = None
    on_cards: bool = False
    story: str | None = None
    brief: str | None = None
    kits: tuple[str, ...] = ()

    @property
    def logos(self) -> Mapping[str, str]:
        """Where it is the logo beside the page of a partner's kit, by the kit's folder."""
        return {kit: f"{kit}/logo.{self.media.path.rpartition('.')[2].lower()}" for kit in self.kits}

    @property
    def places(self) -> tuple[str, ...]:
        """Every path below the site's root where it lies."""
        return (*([self.place] if self.place else []), *self.logos.values())


def wanted_pictures(hub: Hub) -> Iterator[WantedPicture]:
    """Every committed picture that comes out of the hub."""
    photos = {story.slug: story.photo for campaign in hub.campaigns for story in campaign.people if story.photo}
    for slug, photo in photos.items():
        place = f"stories/{slug}/photo.jpg" if slug in hub.stories else None
        yield WantedPicture(photo, "jpeg", place, on_cards=True, story=slug)
    for campaign in hub.campaigns:
        yield from _of_brief(campaign)
    yield from _of_partners(hub)
    for picture in hub.pictures:
        yield WantedPicture(picture, place=picture.path.removeprefix("content/"))


def _of_brief(campaign: Campaign) -> Iterator[WantedPicture]:
    """What a brief names: its own photo goes on the campaign's page, the others and logos on cards alone."""
    names = {path for card in campaign.cards for path in (card.photo, *card.logos) if path and not card.story}
    wanted = [campaign.media[path] for path in sorted(names) if path in campaign.media]
    if campaign.photo and campaign.photo not in wanted:
        wanted.append(campaign.photo)
    logos = {path for card in campaign.cards for path in card.logos}
    for picture in wanted:
        place = f"campaigns/{campaign.slug}/photo.jpg" if picture == campaign.photo else None
        kind: PictureType | None = None if picture.path in logos else "jpeg"
        yield WantedPicture(picture, kind, place, on_cards=True, brief=campaign.slug)


def _of_partners(hub: Hub) -> Iterator[WantedPicture]:
    """Each partner's logo once, for the page of each of its kits and for their cards."""
    folders: dict[Media, list[str]] = defaultdict(list)
    for kit in (kit for campaign in hub.campaigns for kit in campaign.partner_kits):
        if kit.recipient and kit.recipient.logo:
            folders[kit.recipient.logo].append(kit.folder)
    for logo, kits in folders.items():
        yield WantedPicture(logo, on_cards=True, kits=tuple(kits))


def why_unreadable(picture: Media) -> Diagnostic | None:
    """What would be told of a picture that can't be one, from its first bytes alone."""
    try:
        check_picture(picture.read())
    except PictureUnreadable as error:
        return report("picture-unreadable", Place(picture.path), reason=REASONS[error.reason])
    return None
