"""What the load stage gives: the content as written, read but not yet understood."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .front_matter import Page
from .internal import InternalSource
from .located import Located

__all__ = [
    "SPEAKERS",
    "Entries",
    "Media",
    "RawBrief",
    "RawPartner",
    "RawReadiness",
    "RawScenario",
    "RawSpokesperson",
    "RawStory",
    "Table",
    "Tombstones",
    "Writing",
]

SPEAKERS = "spokespeople/"
"""What the slug of somebody who speaks under their own name begins with: no story's does."""
CUE = re.compile(r"^(?:.*-->.*|\d+)$", re.MULTILINE)
"""A line of captions that nobody hears: its number, or when it is said."""


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, sound or film as committed: its path from the repository's root, and SHA-256 in hex.

    Only the digest is kept, because films would fill the memory; `read` gives the bytes from `file`.
    """

    path: str
    file: Path
    sha256: str

    def read(self) -> bytes:
        """The bytes; OSError where the file is gone since, or another, of which nothing that is known would be true."""
        content = self.file.read_bytes()
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise OSError(f"{self.path} was changed while the hub was at work: run it again.")
        return content


@dataclass(frozen=True, slots=True)
class Writing:
    """A text that lies beside a story's page: captions, or something that has no business there."""

    path: str
    text: str

    @property
    def spoken(self) -> str:
        """The text with the numbers and times of captions blanked out, every letter where it was."""
        return CUE.sub(lambda found: " " * len(found[0]), self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as committed: its path from the repository's root and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class RawBrief:
    """A campaign's folder: its page, its pictures and tables, and the fields of each file beside it, or None.

    Those are the posting plan, the plan for the public, the easy-read version and the plan of a short video.
    """

    slug: str
    page: Page
    posts: Located | None
    media: tuple[Media, ...] = ()
    tables: tuple[Table, ...] = ()
    plan: Located | None = None
    easy_read: Located | None = None
    video: Located | None = None


@dataclass(frozen=True, slots=True)
class RawPartner:
    """A partner's file: its name without the ending, its path from the repository's root, and its fields."""

    slug: str
    path: str
    fields: Located


@dataclass(frozen=True, slots=True)
class RawStory:
    """A story's folder. `text` is all of its page and `besides` what else is written in it.

    `slug` is empty for a page that was found outside a story's folder and has to be treated as a story. Somebody who
    speaks for the organisation under their own name is read as one, too, with a slug that begins with SPEAKERS: what
    they agreed to is held as strictly as what is told in a story.
    """

    slug: str
    page: Page
    text: str
    media: tuple[Media, ...] = ()
    besides: tuple[Writing, ...] = ()

    @property
    def speaks(self) -> bool:
        """Whether it is no story, but somebody who speaks for the organisation under their own name."""
        return self.slug.startswith(SPEAKERS)

    @property
    def whole_text(self) -> str:
        """Everything that is written in the folder."""
        return "\n".join([self.text, *(writing.text for writing in self.besides)])


@dataclass(frozen=True, slots=True)
class RawSpokesperson:
    """A spokesperson's sheet: its name without the ending, its path and its fields but for the named person's."""

    slug: str
    path: str
    fields: Located


@dataclass(frozen=True, slots=True)
class RawScenario:
    """A what-if plan: the name of its file without its ending, its page, and the file as written."""

    slug: str
    page: Page
    text: str


@dataclass(frozen=True, slots=True)
class RawReadiness:
    """What the organisation keeps ready, but for its public pages, which are pages like others.

    `there` is whether `content/readiness/` holds anything: a hub without it is asked for nothing.
    """

    there: bool = False
    scenarios: tuple[RawScenario, ...] = ()
    triage: Located | None = None
    pages: tuple[Page, ...] = ()


@dataclass(frozen=True, slots=True)
class Tombstones:
    """The consent records that never come back; `readable` is false if one line of the list could not be read."""

    records: frozenset[str] = frozenset()
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Entries:
    """Everything that editors wrote, in the order of its paths.

    `settings` maps `hub`, `brand`, `platforms` and, where they are there, `schedulers`, `suitability`, `results` and
    `observances` to what the files of `campaign_assets/` hold. `card_templates`, `kit_texts` and `words` map names to
    what lies in `cards/`, `kits/` and `words/`. `asset_texts` are the texts of `mkdocs.yml` and of all files below
    `campaign_assets/` that hold words, by their path; `written` are those of briefs, posting plans, partners and plain
    pages, and never a story's. `internal` are the files that only the preview shows. `people` are those whom a
    spokesperson's sheet names. `campaign_folders` are the names of all folders of campaigns, also of
    those that can't be read.
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
    asset_texts: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    internal: tuple[InternalSource, ...] = ()
    readiness: RawReadiness = field(default_factory=RawReadiness)
    partners: tuple[RawPartner, ...] = ()
    spokespeople: tuple[RawSpokesperson, ...] = ()
    people: tuple[RawStory, ...] = ()
    campaign_folders: frozenset[str] = frozenset()
