"""All files of one campaign: its cards, its lists, its ZIPs and its data for machines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..derive import Campaign, Hub
from ..derive.passing_on import import_files, packed_platforms, platform_zip
from .archive import kit_zip
from .artifact import Artifact
from .calendars import campaign_calendar
from .card_cache import CardCache
from .download import Download, Group
from .hashtag_lists import hashtags_text
from .kit_data import kit_data
from .kit_texts import KitTexts
from .post_sheet import plain_text, post_sheet
from .post_tables import import_table, posts_table
from .word_document import word_document

__all__ = ["KitFiles", "kit_files"]


@dataclass(frozen=True, slots=True)
class KitFiles:
    """A campaign's files for the site, and for the kit page each drawn file's digest and the size of what is saved.

    `texts` are those for other places than platforms, such as an e-mail, by their names.
    """

    artifacts: tuple[Artifact, ...]
    downloads: tuple[Download, ...]
    digests: Mapping[str, str]
    sizes: Mapping[str, int]
    texts: Mapping[str, str] = field(default_factory=dict)


def kit_files(hub: Hub, campaign: Campaign, drawn: Mapping[str, Path], texts: KitTexts, cache: CardCache) -> KitFiles:
    """Make the files of `campaign` from its drawn pictures. Large ones stay on disk, in the cache."""
    drawings = {path: file.read_bytes() for path, file in drawn.items()}
    packer = _Packer(hub, campaign, drawings, texts, cache)
    downloads = (packer.whole(), *packer.by_platform(), *packer.singly())
    posters = (
        Download(Artifact(poster.path, file=drawn[poster.path]), "poster")
        for poster in campaign.posters
        if poster.card.in_downloads
    )
    data = kit_data(hub, campaign, drawings, (*downloads, *posters))
    return KitFiles(
        artifacts=(
            *(Artifact(path, file=file) for path, file in drawn.items()),
            *(each.artifact for each in downloads),
            Artifact(f"{_folder(campaign)}/kit.json", data),
        ),
        downloads=downloads,
        digests={path: hashlib.sha256(content).hexdigest()[:8] for path, content in drawings.items()},
        sizes={path: len(content) for path, content in drawings.items()},
        texts=texts.elsewhere(campaign),
    )


def _folder(campaign: Campaign) -> str:
    return f"campaigns/{campaign.slug}/kit"


@dataclass(frozen=True, slots=True)
class _Packer:
    """Makes what can be saved of one campaign."""

    hub: Hub
    campaign: Campaign
    drawings: Mapping[str, bytes]
    texts: KitTexts
    cache: CardCache

    def whole(self) -> Download:
        """Everything in one ZIP."""
        return Download(self._zip(f"{self.campaign.slug}-kit.zip", None), "kit")

    def by_platform(self) -> Iterator[Download]:
        """A ZIP for each platform."""
        for name in packed_platforms(self.hub, self.campaign):
            yield Download(self._zip(platform_zip(self.campaign, name), name), "platform", name)

    def singly(self) -> Iterator[Download]:
        """Each list by itself, and each table that a scheduling tool imports."""
        for name, (group, content) in self._lists(None).items():
            yield Download(self._artifact(name, content), group)
        for each in import_files(self.hub, self.campaign):
            table = self._artifact(each.name, import_table(self.hub, self.campaign, each))
            yield Download(table, "scheduler", each.platform, each.scheduler, each.part, each.parts)

    def _lists(self, platform: str | None) -> dict[str, tuple[Group, bytes]]:
        hub, campaign = self.hub, self.campaign
        sheet = post_sheet(hub, campaign, platform)
        return {
            "calendar.ics": ("calendar", campaign_calendar(hub, campaign, platform)),
            "posts.docx": ("text", word_document(hub, campaign, sheet)),
            "posts.txt": ("text", plain_text(sheet).encode()),
            "posts.csv": ("text", posts_table(hub, campaign, platform)),
            "hashtags.txt": ("text", hashtags_text(hub, campaign, platform).encode()),
        }

    def _zip(self, name: str, platform: str | None) -> Artifact:
        content = kit_zip(self.campaign, self._packed(platform), self.drawings, platform)
        kept = self.cache.keep(hashlib.sha256(content).hexdigest(), "zip", content)
        return Artifact(f"{_folder(self.campaign)}/{name}", file=kept)

    def _packed(self, platform: str | None) -> dict[str, bytes]:
        """What lies beside the pictures in a ZIP, by its name there."""
        hub, campaign = self.hub, self.campaign
        texts = {name: text.encode() for name, text in self.texts.fill(campaign, platform).items()}
        lists = {name: content for name, (_, content) in self._lists(platform).items() if content}
        tables = {each.name: import_table(hub, campaign, each) for each in import_files(hub, campaign, platform)}
        return texts | lists | tables

    def _artifact(self, name: str, content: bytes) -> Artifact:
        return Artifact(f"{_folder(self.campaign)}/{name}", content)
