"""What the render stage makes: files and pages, each with its path below the site's root."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from ..canaries import INTERNAL_FOLDER
from .typeface import Typeface

__all__ = [
    "Alternate",
    "Artifact",
    "Facts",
    "Head",
    "InternalPage",
    "Preview",
    "Rendered",
    "SitePage",
    "facts_of",
]

LONGEST_X_ALT = 419
"""Characters before the sign that there is more: X takes 420 (docs of X on cards, `twitter:image:alt`)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a file: its size in bytes and its digest, in hex."""

    size: int
    sha256: str


def facts_of(content: bytes) -> Facts:
    """What there is to know of these bytes."""
    return Facts(len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site: its path and either its bytes, a file on disk that holds them, or what makes it.

    `known` is what is known of it without reading it. Of what is made when it is asked for, nothing is known.
    """

    path: str
    content: bytes | None = None
    file: Path | None = None
    known: Facts | None = None
    make: Callable[[], bytes] | None = None

    @property
    def facts(self) -> Facts:
        """Its size and digest."""
        return self.known or facts_of(self.read())

    def read(self) -> bytes:
        """The bytes, wherever they are."""
        if self.content is not None:
            return self.content
        if self.file is not None:
            return self.file.read_bytes()
        if self.make is None:
            raise ValueError(f"{self.path} has neither bytes nor a file, and nothing makes it")
        return self.make()


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture of a link preview: its path below the site's root, pixels and alt text."""

    path: str
    width: int
    height: int
    alt: str

    @property
    def file_type(self) -> str:
        """The picture's media type, such as image/png."""
        return mimetypes.guess_type(self.path.partition("?")[0])[0] or "image/png"

    @property
    def short_alt(self) -> str:
        """The alt text as X takes it: where it is too long, up to the last word that fits."""
        if len(self.alt) <= LONGEST_X_ALT:
            return self.alt
        return self.alt[:LONGEST_X_ALT].rpartition(" ")[0].rstrip(" ,;:") + "…"


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page in another language, or `x-default`, by its path below the site's root."""

    language: str
    path: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says to machines besides its title: `data` is JSON-LD as it may stand in a script element.

    `locale` is as Open Graph writes it. `robots` is empty where everything is allowed. No date is the day of a build.
    """

    kind: Literal["website", "article"] = "website"
    locale: str = ""
    published: date | None = None
    changed: date | None = None
    robots: str = ""
    alternates: tuple[Alternate, ...] = ()
    data: str = ""

    @property
    def in_sitemap(self) -> bool:
        """Whether search engines are led to the page."""
        return "noindex" not in self.robots


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page before it is laid out: its Markdown, its template in the theme, and what the template sees.

    `path` is where the page's source would lie in `content/`, such as `campaigns/flu/index.md`. `preview_title` is
    what a link preview says where that is not the page's title. `head` says what the page is. `searchable` is whether
    the site's own search has it.
    """

    path: str
    title: str
    description: str
    language: str
    direction: str
    template: str
    markdown: str = ""
    view: Mapping[str, Any] = field(default_factory=dict)
    preview: Preview | None = None
    preview_title: str | None = None
    searchable: bool = True
    head: Head = field(default_factory=Head)

    @property
    def url(self) -> str:
        """The page's address below the site's root: a folder's, with a slash at its end, or empty for the home."""
        stem = self.path.removesuffix(".md")
        return stem.removesuffix("index") if stem.endswith("/index") or stem == "index" else f"{stem}/"

    @property
    def is_internal(self) -> bool:
        """Whether the page is for the organisation's own people."""
        return False


@dataclass(frozen=True, slots=True)
class InternalPage(SitePage):
    """A page for the organisation's own people: made for a preview alone, in a folder that no public site has.

    Site search, the site map and search engines leave it out, and the theme marks it. What it says is held back from
    the public site where it is read: see `Gathered.keep_internal`.
    """

    def __post_init__(self) -> None:
        """Refuse one in any other place, where verify would not know it."""
        if not self.path.startswith(INTERNAL_FOLDER):
            raise ValueError(f"{self.path} is no place for an internal page")

    @property
    def is_internal(self) -> bool:
        """Always: the theme and the adapter ask this of every page."""
        return True


@dataclass(frozen=True, slots=True)
class Rendered:
    """All that goes into the site; `logo` is the path of the organisation's among the artifacts."""

    pages: tuple[SitePage, ...]
    artifacts: tuple[Artifact, ...]
    drawn: int = 0
    reused: int = 0
    typeface: Typeface = field(default_factory=Typeface)
    logo: str | None = None

    @property
    def by_path(self) -> dict[str, SitePage]:
        """Every page by its path, in their order."""
        return {page.path: page for page in self.pages}

    @property
    def plain_pages(self) -> list[SitePage]:
        """The pages that are neither a listing nor of a campaign, a kit or a story: what else editors wrote."""
        return [page for page in self.pages if page.template == "pages/plain.html"]
