"""preview: what a running preview keeps from one round to the next, and how it answers a browser.

There is one for each hub in a process: MkDocs loads its hooks anew in every round, and this has to outlast them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from ..built_site import BuiltFile, files_below
from ..load.assets import THEME
from ..memory import Memory
from ..render import Artifact, pages_of_previews
from .compiled_theme import CompiledTheme
from .served_site import ServedSite

__all__ = ["Preview", "preview_of"]

INDEX = "search/search_index.json"
Made = TypeVar("Made")


class Preview:
    """What was made before, and what is served now."""

    def __init__(self, root: Path) -> None:
        self.memory = Memory()
        self.pages = pages_of_previews(root)
        self.site = ServedSite()
        self.theme = CompiledTheme(root / THEME)

    def gathered(self, folder: Path, pages: Mapping[str, str], artifacts: Iterable[Artifact]) -> tuple[BuiltFile, ...]:
        """The files of the site: `pages`, HTML by address, `artifacts`, and what lies in `folder` besides."""
        known = {f"{url}index.html": self.memory.of(_page, BuiltFile, url, html) for url, html in pages.items()}
        known |= {each.path: BuiltFile(each.path, each.content, each.file) for each in artifacts}
        # The theme's files are written anew in each round, and are mostly what they were.
        besides = (
            self.memory.of(BuiltFile, each.path, self.memory.same(f"file {each.path}", each.read()))
            for each in files_below(folder)
            if each.path not in known
        )
        return tuple(sorted((*known.values(), *besides), key=lambda each: each.path))

    def in_pieces(
        self, files: Iterable[BuiltFile], entries: Iterable[tuple[Mapping[str, Any], ...]]
    ) -> tuple[BuiltFile, ...]:
        """`files` with the search's index as the `entries` of one page after the other.

        So that what has to be looked through anew is no more than what was changed.
        """
        pieces = (self.memory.of(_piece, each) for each in entries)
        return (*(each for each in files if each.path != INDEX), *pieces)

    def show(
        self,
        pages: Mapping[str, str],
        artifacts: Iterable[Artifact],
        look: Callable[[BuiltFile], bool],
        holds: Callable[[], bool],
    ) -> None:
        """Serve `pages`, HTML by address, and `artifacts`, as long as it `holds` what they were made for.

        `look` tells whether one may be shown once it is made.
        """
        html = (self.memory.of(_page, Artifact, url, text) for url, text in pages.items())
        self.site.show((*html, *artifacts), look, holds)


@cache
def preview_of(root: Path) -> Preview:
    """The preview of the hub at `root`, the same as long as this process runs."""
    return Preview(root)


def _piece(entries: tuple[Mapping[str, Any], ...]) -> BuiltFile:
    return BuiltFile(INDEX, json.dumps(entries, default=str).encode())


def _page(kind: Callable[[str, bytes], Made], url: str, html: str) -> Made:
    """The file of the page at `url`: one to look through, or one to serve."""
    return kind(f"{url}index.html", html.encode("utf-8", "xmlcharrefreplace"))
