"""All files of one campaign: its cards, its lists, its ZIP and its data for machines."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..derive import Campaign, Hub
from .archive import kit_zip
from .artifact import Artifact
from .card_cache import CardCache
from .kit_files import calendar, hashtags_text, kit_data, posts_table
from .kit_texts import KitTexts

__all__ = ["KitFiles", "kit_files"]


@dataclass(frozen=True, slots=True)
class KitFiles:
    """A campaign's files for the site, and for the kit page each drawn file's digest and the size of what is saved."""

    artifacts: tuple[Artifact, ...]
    downloads: tuple[Artifact, ...]
    digests: Mapping[str, str]
    sizes: Mapping[str, int]


def kit_files(hub: Hub, campaign: Campaign, drawn: Mapping[str, Path], texts: KitTexts, cache: CardCache) -> KitFiles:
    """Make the files of `campaign` from its drawn pictures. Large ones stay on disk, in the cache."""
    drawings = {path: file.read_bytes() for path, file in drawn.items()}
    folder = f"campaigns/{campaign.slug}/kit"
    lists = {
        "hashtags.txt": hashtags_text(campaign).encode(),
        "posts.csv": posts_table(hub, campaign).encode("utf-8-sig"),
        "calendar.ics": calendar(hub, (campaign,), campaign.brief.title),
    }
    posters = tuple(
        Artifact(poster.path, file=drawn[poster.path]) for poster in campaign.posters if poster.card.in_downloads
    )
    archive = kit_zip(campaign, texts.fill(campaign), drawings, lists)
    kept = cache.keep(hashlib.sha256(archive).hexdigest(), "zip", archive)
    downloads = (
        Artifact(f"{folder}/{campaign.slug}-kit.zip", file=kept),
        *(Artifact(f"{folder}/{name}", content) for name, content in lists.items()),
    )
    handed_on = (*downloads, *posters)
    data = Artifact(f"{folder}/kit.json", kit_data(hub, campaign, drawings, handed_on).encode())
    cards = tuple(Artifact(path, file=file) for path, file in drawn.items())
    digests = {path: hashlib.sha256(content).hexdigest()[:8] for path, content in drawings.items()}
    sizes = {path: len(content) for path, content in drawings.items()}
    return KitFiles((*cards, *downloads, data), downloads, digests, sizes)
