"""load: files to raw entries, with the line of every field. Fails closed, and reports what it can't read."""

from __future__ import annotations

from pathlib import Path

from ..diagnostics import Diagnostic
from ..memory import Memory
from .assets import read_assets
from .content import read_content
from .entries import Entries, Media, RawBrief, RawPartner, RawStory, Table, Tombstones, Writing
from .front_matter import Page
from .located import Located

__all__ = [
    "Entries",
    "Located",
    "Media",
    "Page",
    "RawBrief",
    "RawPartner",
    "RawStory",
    "Table",
    "Tombstones",
    "Writing",
    "load",
]


def load(root: Path, memory: Memory | None = None) -> tuple[Entries, list[Diagnostic]]:
    """Read everything that editors wrote below `root`, and report all that can't be read.

    What was read before and is as it was comes out of `memory`.
    """
    memory = memory or Memory()
    content, assets = read_content(root, memory), read_assets(root, memory)
    entries = Entries(
        briefs=tuple(content.briefs),
        stories=tuple(content.stories),
        pages=tuple(content.pages),
        pictures=tuple(content.pictures),
        tombstones=content.tombstones,
        settings=assets.settings,
        card_templates=assets.card_templates,
        kit_texts=assets.kit_texts,
        words=assets.words,
        logo=assets.logo,
        asset_texts=assets.texts,
        written=content.written,
        internal=tuple(content.internal),
        readiness=content.readiness,
        partners=tuple(content.partners),
        spokespeople=tuple(content.spokespeople),
        people=tuple(content.people),
        campaign_folders=frozenset(content.campaign_folders),
    )
    return entries, [*content.found, *assets.found]
