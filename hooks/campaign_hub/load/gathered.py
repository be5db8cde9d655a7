"""What was read of `content/` so far, and how each single file of it is read."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic, Place, report
from ..slugs import is_slug
from .entries import Media, RawBrief, RawPartner, RawStory, Tombstones
from .files import read_captions, read_media, read_text
from .front_matter import Page, read_page
from .markdown import tangle_in

__all__ = ["PICTURES", "Bundle", "Gathered"]

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})

Bundle = dict[str, Path]
"""Files of one folder by their path from the repository's root."""


class Gathered:
    """Everything that was read, and what is wrong with it: filled in one walk over `content/`."""

    def __init__(self) -> None:
        self.briefs: list[RawBrief] = []
        self.stories: list[RawStory] = []
        self.partners: list[RawPartner] = []
        self.pages: list[Page] = []
        self.pictures: list[Media] = []
        self.tombstones = Tombstones()
        self.written: dict[str, str] = {}
        self.found: list[Diagnostic] = []

    def tell(self, name: str, place: Place, **facts: object) -> None:
        """Report something that is wrong."""
        self.found.append(report(name, place, **facts))

    def page(self, path: str, file: Path) -> tuple[Page, str]:
        """The page in `file` and all of its text; without fields and body where it can't be relied on."""
        text, found = read_text(file, path)
        self.found += found
        if text is None:
            # What can't be trusted may be a person's story all the same, and is looked for like one.
            return Page(path, None, ""), read_captions(file, path)[0] or ""
        page, found = read_page(text, path)
        self.found += found
        if (tangle := tangle_in(page.body)) is not None:
            self.tell("page-tangled", Place(path, page.body_line + page.body.count("\n", 0, tangle)))
            page = Page(path, None, "")
        return page, text

    def media(self, path: str, file: Path, *, anyway: bool = False) -> list[Media]:
        """The picture, sound or film in `file`, or nothing where something is wrong with it, unless `anyway`."""
        media, found = read_media(file, path)
        self.found += found
        return [media] if media and (anyway or not found) else []

    def is_slug(self, name: str, folder: str) -> bool:
        """Whether a folder's name can be part of an address; told of where it can't."""
        if is_slug(name):
            return True
        self.tell("folder-name", Place(folder), given=name)
        return False

    def keep_back(self, why: str | None, page: Page, text: str, media: list[Media]) -> None:
        """Hold a page for a story that lost its way: what it says and shows must not come out elsewhere either."""
        if why:
            self.tell(why, Place(page.path), folder=str(PurePosixPath(page.path).parent))
        self.stories.append(RawStory("", Page(page.path, None, page.body), text, tuple(media)))
