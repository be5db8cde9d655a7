"""Pictures that editors committed, written anew from their pixels before anything of them is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from ..derive import Hub
from ..diagnostics import Diagnostic, Place, report
from ..load import Media
from .artifact import Artifact
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

    `places` has each story photo's path in the site by the story, `briefs` each campaign photo's by the campaign,
    `logos` each partner's by the folder of its kit.
    """

    artifacts: tuple[Artifact, ...]
    places: Mapping[str, str]
    briefs: Mapping[str, str]
    originals: Mapping[str, bytes]
    logos: Mapping[str, str] = field(default_factory=dict)


def clean(picture: Media, found: list[Diagnostic], file_type: PictureType | None = None) -> bytes | None:
    """The picture as its pixels alone, in its own file type or another; None, and told of, where it is no picture."""
    try:
        own = TYPES[picture.path.rpartition(".")[2].lower()]
        return clean_picture(picture.read(), file_type or own, LONGEST_SIDE)
    except PictureUnreadable as error:
        found.append(report("picture-unreadable", Place(picture.path), reason=REASONS[error.reason]))
        return None


def clean_photos(hub: Hub, found: list[Diagnostic]) -> Photos:
    """Make all pictures clean that the site shows or cards are drawn from."""
    artifacts: list[Artifact] = []
    places: dict[str, str] = {}
    originals: dict[str, bytes] = {}
    photos = {story.slug: story.photo for campaign in hub.campaigns for story in campaign.stories if story.photo}
    for slug, photo in photos.items():
        content = clean(photo, found, "jpeg")
        if content:
            originals[photo.path] = content
        if content and slug in hub.stories:
            places[slug] = f"stories/{slug}/photo.jpg"
            artifacts.append(Artifact(places[slug], content))
    briefs = _of_briefs(hub, artifacts, originals, found)
    logos = _of_partners(hub, artifacts, originals, found)
    shown = ((picture, clean(picture, found)) for picture in hub.pictures)
    artifacts += [Artifact(picture.path.removeprefix("content/"), content) for picture, content in shown if content]
    return Photos(tuple(artifacts), places, briefs, originals, logos)


def _of_partners(
    hub: Hub, artifacts: list[Artifact], originals: dict[str, bytes], found: list[Diagnostic]
) -> dict[str, str]:
    """Make each partner's logo clean, once for all its kits; it lies beside the page of each."""
    kits = [kit for campaign in hub.campaigns for kit in campaign.partner_kits]
    logos = {kit.folder: kit.recipient.logo for kit in kits if kit.recipient and kit.recipient.logo}
    cleaned = {logo: clean(logo, found) for logo in dict.fromkeys(logos.values())}
    originals |= {logo.path: content for logo, content in cleaned.items() if content}
    places = {folder: f"{folder}/logo.{_ending(logo)}" for folder, logo in logos.items() if cleaned[logo]}
    artifacts += [Artifact(path, cleaned[logos[folder]]) for folder, path in places.items()]
    return places


def _ending(picture: Media) -> str:
    return picture.path.rpartition(".")[2].lower()


def _of_briefs(
    hub: Hub, artifacts: list[Artifact], originals: dict[str, bytes], found: list[Diagnostic]
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
            if content := clean(picture, found, None if is_logo else "jpeg"):
                originals[picture.path] = content
                if picture == campaign.photo:
                    places[campaign.slug] = f"campaigns/{campaign.slug}/photo.jpg"
                    artifacts.append(Artifact(places[campaign.slug], content))
    return places
