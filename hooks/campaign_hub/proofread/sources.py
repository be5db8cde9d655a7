"""Finds where in the content something of a built page was written."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from ..diagnostics import Place
from ..load import Page
from ..load.written_links import links_in

__all__ = ["Sources"]

MADE = ("kit", "plan", "strategy")
"""The pages of a campaign that are made of its brief, besides its own."""
DEEPER = "large-print"
"""The one that says the brief's own text once more, in a folder below."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What an editor wrote for each built page, by the page's path in the site.

    `deeper` are pages that say another page's text once more, one folder below it.
    """

    pages: Mapping[str, Page]
    deeper: frozenset[str] = frozenset()

    def as_written(self, built: str, target: str) -> str:
        """`target`, which the built page names, as an editor wrote it."""
        return target.removeprefix("../") if built in self.deeper else target

    def page_place(self, built: str) -> Place:
        """The top of the file that the page is made of, or of the built page where it is made of none."""
        return Place(self.pages[built].path if built in self.pages else f"site/{built}")

    def file_beside(self, built: str, target: str) -> str:
        """The file of the content that `target`, as written, names as seen from what the page is made of."""
        folder = posixpath.dirname(self.page_place(built).path)
        return posixpath.normpath(posixpath.join(folder, unquote(target.partition("#")[0])))

    def link_places(self, built: str, target: str) -> list[Place]:
        """Where in the Markdown it says `target`, or the same place on a page; the built page where it says neither.

        `target` is as an editor wrote it.
        """
        written = [*links_in(self.pages[built])] if built in self.pages else []
        place = target.rpartition("#")[2] if "#" in target else ""
        same = [each.place for each in written if each.target == target]
        near = [each.place for each in written if place and each.target.endswith(f"#{place}")]
        return sorted(same or near) or [Place(f"site/{built}")]


def built_path(page: str) -> str:
    """The path in the site of the page at `page` in the content."""
    stem = page.removeprefix("content/").removesuffix(".md")
    return f"{stem}.html" if stem == "index" or stem.endswith("/index") else f"{stem}/index.html"


def sources_from(pages: Iterable[Page]) -> Sources:
    """The sources of all `pages`, each under the address that MkDocs gives it."""
    every = dict(_entries(pages))
    return Sources(every, frozenset(each for each in every if each.endswith(f"/{DEEPER}/index.html")))


def _entries(pages: Iterable[Page]) -> Iterator[tuple[str, Page]]:
    for page in pages:
        yield built_path(page.path), page
        if page.path.startswith("content/campaigns/") and page.path.count("/") == 3:
            made = Page(page.path, page.fields, "")
            yield from ((_below(page, each), made) for each in MADE)
            yield _below(page, DEEPER), page


def _below(page: Page, name: str) -> str:
    return built_path(page.path).replace("index.html", f"{name}/index.html")
