"""What was read of `content/` so far, and how each single file of it is read."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic, Place, report
from ..memory import Memory
from ..slugs import is_slug
from .entries import Media, RawBrief, RawPartner, RawReadiness, RawSpokesperson, RawStory, Tombstones
from .files import read_captions, read_known_media, read_text
from .front_matter import Page, read_page
from .internal import InternalSource
from .markdown import tangle_in

__all__ = ["PICTURES", "Bundle", "Gathered"]

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})

Bundle = dict[str, Path]
"""Files of one folder by their path from the repository's root."""


class Gathered:
    """Everything that was read, and what is wrong with it: filled in one walk over `content/`.

    `memory` gives the same object again for a file that is as it was.
    """

    def __init__(self, memory: Memory) -> None:
        self.memory = memory
        self.briefs: list[RawBrief] = []
        self.campaign_folders: set[str] = set()
        self.stories: list[RawStory] = []
        self.partners: list[RawPartner] = []
        self.pages: list[Page] = []
        self.pictures: list[Media] = []
        self.tombstones = Tombstones()
        self.written: dict[str, str] = {}
        self.internal: list[InternalSource] = []
        self.readiness = RawReadiness()
        self.spokespeople: list[RawSpokesperson] = []
        self.people: list[RawStory] = []
        self.found: list[Diagnostic] = []

    def tell(self, name: str, place: Place, **facts: object) -> None:
        """Report something that is wrong."""
        self.found.append(report(name, place, **facts))

    def page(self, path: str, file: Path) -> tuple[Page, str]:
        """The page in `file` and all of its text; without fields and body where it can't be relied on."""
        text, found = read_text(file, path, self.memory)
        self.found += found
        if text is None:
            # What can't be trusted may be a person's story all the same, and is looked for like one.
            return Page(path, None, ""), read_captions(file, path)[0] or ""
        page, wrong = self.memory.of(_read_sound, text, path)
        self.found += wrong
        return page, text

    def media(self, path: str, file: Path, *, anyway: bool = False) -> list[Media]:
        """The picture, sound or film in `file`, or nothing where something is wrong with it, unless `anyway`."""
        media, found = read_known_media(self.memory, file, path)
        self.found += found
        return [media] if media and (anyway or not found) else []

    def is_slug(self, name: str, folder: str) -> bool:
        """Whether a folder's name can be part of an address; told of where it can't."""
        if is_slug(name):
            return True
        self.tell("folder-name", Place(folder), given=name)
        return False

    def keep_internal(self, source: InternalSource) -> None:
        """Mark a file as internal: the preview may show it, and verify holds the public site to its absence."""
        self.internal.append(source)

    def keep_back(self, why: str | None, page: Page, text: str, media: list[Media]) -> None:
        """Hold a page for a story that lost its way: what it says and shows must not come out elsewhere either."""
        if why:
            self.tell(why, Place(page.path), folder=str(PurePosixPath(page.path).parent))
        unread = self.memory.of(Page, page.path, None, page.body)
        self.stories.append(self.memory.of(RawStory, "", unread, text, tuple(media)))


def _read_sound(text: str, path: str) -> tuple[Page, tuple[Diagnostic, ...]]:
    """The page in `text`; without fields and body where its Markdown can't be read in time."""
    page, found = read_page(text, path)
    if (tangle := tangle_in(page.body)) is None:
        return page, tuple(found)
    place = Place(path, page.body_line + page.body.count("\n", 0, tangle))
    return Page(path, None, ""), (*found, report("page-tangled", place))
