"""Pictures that editors committed, written anew from their pixels before anything of them is published."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from ..derive import Hub
from ..diagnostics import Diagnostic, Place, report
from ..load import Media
from .artifact import Artifact
from .card_cache import CardCache, engine
from .cards import PictureUnreadable, clean_picture

__all__ = ["Photos", "clean", "clean_photos"]

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

    `places` has each story photo's path in the site by the story, `briefs` each campaign photo's by the campaign.
    """

    artifacts: tuple[Artifact, ...]
    places: Mapping[str, str]
    briefs: Mapping[str, str]
    originals: Mapping[str, bytes]


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
    artifacts: list[Artifact] = []
    places: dict[str, str] = {}
    originals: dict[str, bytes] = {}
    photos = {story.slug: story.photo for campaign in hub.campaigns for story in campaign.stories if story.photo}
    for slug, photo in photos.items():
        content = clean(photo, found, cache, "jpeg")
        if content:
            originals[photo.path] = content
        if content and slug in hub.stories:
            places[slug] = f"stories/{slug}/photo.jpg"
            artifacts.append(Artifact(places[slug], content))
    briefs = _of_briefs(hub, artifacts, originals, found, cache)
    shown = ((picture, clean(picture, found, cache)) for picture in hub.pictures)
    artifacts += [Artifact(picture.path.removeprefix("content/"), content) for picture, content in shown if content]
    return Photos(tuple(artifacts), places, briefs, originals)


def _of_briefs(
    hub: Hub,
    artifacts: list[Artifact],
    originals: dict[str, bytes],
    found: list[Diagnostic],
    cache: CardCache,
) -> dict[str, str]:
    """Make clean what briefs name: their own photo goes on the campaign's page, the others and logos on cards alone."""
    places: dict[str, str] = {}
    for campaign in hub.campaigns:
        names = {path for card in campaign.cards for path in (card.photo, *card.logos) if path and not card.story}
        wanted = [campaign.media[path] for path in sorted(names) if path in campaign.media]
        if campaign.photo and campaign.photo not in wanted:
            wanted.append(campaign.photo)
        for picture in wanted:
            is_logo = any(picture.path in card.logos for card in campaign.cards)
            if content := clean(picture, found, cache, None if is_logo else "jpeg"):
                originals[picture.path] = content
                if picture == campaign.photo:
                    places[campaign.slug] = f"campaigns/{campaign.slug}/photo.jpg"
                    artifacts.append(Artifact(places[campaign.slug], content))
    return places
