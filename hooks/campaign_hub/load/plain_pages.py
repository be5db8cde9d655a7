"""Read pages that are neither a campaign's nor a story's, and the pictures beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ..diagnostics import Place
from .front_matter import Page
from .gathered import PICTURES, Bundle, Gathered
from .tombstones import TOMBSTONES

__all__ = ["read_plain", "tells_a_story"]

FIELDS = ("title", "description", "language")
LISTS = ("content/campaigns", "content/stories")
ALLOWED = {
    "folder": "this folder",
    "allowed": "pages (md) and pictures (jpg, png, webp)",
    "effect": "it is left out",
}
ALLOWED_IN_LISTS = {
    "campaigns": ALLOWED | {"allowed": "index.md and a folder for each campaign"},
    "stories": ALLOWED | {"allowed": "index.md, withdrawn.txt and a folder for each story"},
    "partners": ALLOWED | {"allowed": "a file for each partner (yml) and their logos (jpg, png, webp)"},
}


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page that may be a story that lost its way, why it is kept back, and its pictures so far."""

    page: Page
    text: str
    why: str | None
    pictures: list[tuple[str, Path]] = field(default_factory=list)

    def owns(self, path: str) -> bool:
        """Whether the picture at `path` goes with the page: with an index.md all of its folder, else what it names."""
        own, other = PurePosixPath(self.page.path), PurePosixPath(path)
        if own.name == "index.md" and str(own.parent) != "content":
            return other.is_relative_to(own.parent)
        return other.parent == own.parent and (other.stem == own.stem or other.name in self.text)


def read_plain(content: Gathered, files: Bundle) -> None:
    """Add the pages and pictures in `files`; a page that may be a story is kept back with all that goes with it."""
    kept: list[_Kept] = []
    pictures: list[tuple[str, Path]] = []
    for path, file in files.items():
        pure = PurePosixPath(path)
        if path == TOMBSTONES:
            continue
        if pure.suffix.lower() == ".md":
            kept += _read_page(content, path, file)
        elif pure.suffix.lower() in PICTURES and pure.parts[1] not in ("campaigns", "stories"):
            pictures.append((path, file))
        else:
            content.tell("file-not-expected", Place(path), **ALLOWED_IN_LISTS.get(pure.parts[1], ALLOWED))
    content.pages = [page for page in content.pages if not _goes_with(page.path, kept)]
    for path, file in pictures:
        owner = next((each for each in kept if each.owns(path)), None)
        if owner:
            owner.pictures.append((path, file))
        else:
            content.pictures += content.media(path, file)
    for each in kept:
        media = [media for path, file in each.pictures for media in content.media(path, file, anyway=True)]
        content.keep_back(each.why, each.page, each.text, media)


def _goes_with(path: str, kept: Iterable[_Kept]) -> bool:
    folders = (PurePosixPath(each.page.path).parent for each in kept if each.page.path.endswith("/index.md"))
    return any(str(folder) != "content" and PurePosixPath(path).is_relative_to(folder) for folder in folders)


def _read_page(content: Gathered, path: str, file: Path) -> list[_Kept]:
    """Add a plain page, or give it back as one to keep back."""
    page, text = content.page(path, file)
    loose = str(PurePosixPath(path).parent) in LISTS and not path.endswith("/index.md")
    if page.fields is not None and not loose and not tells_a_story(page) and not _odd_fields(content, page):
        content.pages.append(page)
        content.written[path] = text
        return []
    return [_Kept(page, text, "story-elsewhere" if tells_a_story(page) else "page-not-in-folder" if loose else None)]


def _odd_fields(content: Gathered, page: Page) -> bool:
    """Whether a plain page has a field that plain pages do not have: it may be a story that lost its way."""
    odd = [name for name in (page.fields.data if page.fields else {}) if name not in FIELDS]
    for name in odd:
        place = page.fields.key_place(name) if page.fields else Place(page.path)
        suggestion = f"A page's fields are: {', '.join(FIELDS)}. A story belongs into content/stories/."
        content.tell("field-unknown", place, field=name, suggestion=suggestion)
    return bool(odd)


def tells_a_story(page: Page) -> bool:
    """Whether the page says that it is a story, in whatever spelling of small and capital letters."""
    fields = {name.casefold(): value for name, value in (page.fields.data if page.fields else {}).items()}
    kind = fields.get("type")
    return not {"consent", "record_id"}.isdisjoint(fields) or (isinstance(kind, str) and kind.casefold() == "story")
