"""What the render stage makes: files and pages, each with its path below the site's root."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

__all__ = ["Artifact", "Preview", "Rendered", "SitePage"]


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the site: its path and either its bytes or a file on disk that holds them."""

    path: str
    content: bytes | None = None
    file: Path | None = None

    def read(self) -> bytes:
        """The bytes, wherever they are."""
        if self.content is not None:
            return self.content
        if self.file is None:
            raise ValueError(f"{self.path} has neither bytes nor a file")
        return self.file.read_bytes()


@dataclass(frozen=True, slots=True)
class Preview:
    """The picture of a link preview: its path below the site's root, pixels and alt text."""

    path: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page before it is laid out: its Markdown, its template in the theme, and what the template sees.

    `path` is where the page's source would lie in `content/`, such as `campaigns/flu/index.md`. `preview_title` is
    what a link preview says where that is not the page's title.
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

    @property
    def url(self) -> str:
        """The page's address below the site's root: a folder's, with a slash at its end, or empty for the home."""
        stem = self.path.removesuffix(".md")
        return stem.removesuffix("index") if stem.endswith("/index") or stem == "index" else f"{stem}/"


@dataclass(frozen=True, slots=True)
class Rendered:
    """All that goes into the site; `logo` is the path of the organisation's among the artifacts."""

    pages: tuple[SitePage, ...]
    artifacts: tuple[Artifact, ...]
    drawn: int = 0
    reused: int = 0
    logo: str | None = None
