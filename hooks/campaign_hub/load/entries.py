"""What the load stage gives: the content as written, read but not yet understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .front_matter import Page
from .located import Located

__all__ = ["Entries", "Media", "RawBrief", "RawStory", "Table", "Tombstones"]


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, sound or film as committed: its path from the repository's root and its bytes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Table:
    """A table as committed: its path from the repository's root and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class RawBrief:
    """A campaign's folder: its page, its posting plan (None if it has none), its pictures and its tables."""

    slug: str
    page: Page
    posts: Located | None
    media: tuple[Media, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class RawStory:
    """A story's folder. `text` is all that its files say, kept so that a leak of it can be looked for.

    `slug` is empty for a page that was found outside a story's folder and has to be treated as a story.
    """

    slug: str
    page: Page
    text: str
    media: tuple[Media, ...] = ()


@dataclass(frozen=True, slots=True)
class Tombstones:
    """The consent records that never come back; `readable` is false if one line of the list could not be read."""

    records: frozenset[str] = frozenset()
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything that editors wrote, in the order of its paths.

    `settings` maps `hub`, `brand` and `platforms` to what the files of `campaign_assets/` hold. `card_templates`,
    `kit_texts` and `words` map names to what lies in `cards/`, `kits/` and `words/`. `site_file` is the text of
    `mkdocs.yml`.
    """

    briefs: tuple[RawBrief, ...]
    stories: tuple[RawStory, ...]
    pages: tuple[Page, ...]
    pictures: tuple[Media, ...]
    tombstones: Tombstones
    settings: Mapping[str, Located | None]
    card_templates: Mapping[str, Located]
    kit_texts: Mapping[str, str]
    words: Mapping[str, Located]
    logo: Media | None = None
    site_file: str = ""
