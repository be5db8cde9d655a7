"""The pages of one build: which are known from before, and which have to be made."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import regex

from ..derive.claims import targets_in
from ..memory import Memory
from .artifact import SitePage
from .page_layout import PageLayout
from .page_store import FinishedPage, PageStore

__all__ = ["FinishedPages", "looks_at_others", "shared_digest"]

CONTENT = "the-content-of-the-page-comes-here"
"""Stands in a laid-out page where the HTML of its Markdown goes."""
TAGS = regex.compile(r"\{[{%].*?[%}]\}", regex.DOTALL)
OF_OTHERS = regex.compile(
    r"(?<![\w.-])hub(?![\w-])(?!\.(?:checked\.(?:hub|brand|words)|speech)\b)|\bsite_pages\b|\bpages\b"
)
"""What a template's tags say that may look at other pages than their own."""
SEES_ALL = frozenset({"404.html", "sitemap.xml"})
"""Templates that are filled in every build."""


class FinishedPages:
    """All pages laid out, those of them that are known from before, and in the end those that were made."""

    def __init__(
        self,
        pages: Mapping[str, SitePage],
        layout: PageLayout,
        shared: str,
        files: Collection[str],
        store: PageStore | None,
        memory: Memory,
    ) -> None:
        """`shared` is a digest of what shapes every page, `files` are those that links can lead to.

        Without `store` every page is made.
        """
        there = {*pages, *files}
        self._store = store
        self._laid_out = {path: memory.of(_laid_out, page, layout) for path, page in pages.items()}
        self._targets = {path: memory.of(_targets, page.markdown, path) for path, page in pages.items()}
        self._keys = {
            path: memory.of(_key, page, self._laid_out[path], shared, frozenset(self._targets[path] & there))
            for path, page in pages.items()
        }
        self.known = {path: page for path, key in self._keys.items() if store and (page := store.page(key))}
        """Those that were finished before and are as they were, by their path."""
        self._made: dict[str, FinishedPage] = {}

    @property
    def leads_to(self) -> frozenset[str]:
        """The paths of all that links and pictures of pages that have to be made lead to, there or not."""
        made = (targets for path, targets in self._targets.items() if path not in self.known)
        return frozenset(target for targets in made for target in targets)

    @property
    def all(self) -> Mapping[str, FinishedPage]:
        """Every page by its path, once all are made."""
        return {**self.known, **self._made}

    def around(self, path: str, html: str) -> str:
        """The page at `path` laid out around `html`, the HTML of its Markdown."""
        return self._laid_out[path].replace(CONTENT, html, 1)

    def finish(self, path: str, page: FinishedPage) -> None:
        """Take the page that was made for `path`."""
        self._made[path] = page

    def keep(self) -> None:
        """Keep what was made, and forget every page that this build does not have."""
        if self._store is None:
            return
        for path, page in self._made.items():
            self._store.keep(self._keys[path], page)
        self._store.forget_all_but(frozenset(self._keys.values()))

    def entries(self) -> Iterator[Mapping[str, Any]]:
        """What the site's search knows of all pages, in the order of the pages."""
        every = self.all
        for path in self._keys:
            yield from every[path].entries if path in every else ()


def _laid_out(page: SitePage, layout: PageLayout) -> str:
    return layout.lay_out(page, CONTENT if page.markdown else "")


def _targets(markdown: str, path: str) -> frozenset[str]:
    return targets_in(markdown, posixpath.dirname(path))


def _key(page: SitePage, laid_out: str, shared: str, linked: frozenset[str]) -> str:
    own = (page.path, page.title, page.description, page.language, page.direction, page.template, page.markdown)
    said = repr((*own, page.preview, page.preview_title, page.head, laid_out, shared, sorted(linked)))
    return hashlib.sha256(said.encode()).hexdigest()


def shared_digest(texts: Mapping[str, str], *shaping: object) -> str:
    """SHA-256, in hex, of what shapes every page: the `texts` of all assets by path, these programs, and `shaping`."""
    return hashlib.sha256(repr((_programs(), sorted(texts.items()), shaping)).encode()).hexdigest()


def looks_at_others(texts: Mapping[str, str], theme: str) -> bool:
    """Whether a template of the `theme`, a folder, puts something of other pages on a page."""
    framing = (text for path, text in texts.items() if path.startswith(theme) and _frames_pages(path[len(theme) + 1 :]))
    return any(OF_OTHERS.search(tag) for text in framing for tag in TAGS.findall(text))


def _frames_pages(name: str) -> bool:
    return name not in SEES_ALL and not name.startswith("pages/")


@cache
def _programs() -> str:
    """A digest of this code and of the libraries that pages are made with."""
    whole = hashlib.sha256()
    for name in ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pymdown-extensions"):
        whole.update(f"{name} {version(name)}\n".encode())
    here = Path(__file__).parent.parent
    for module in sorted((*here.rglob("*.py"), here.parent / "mkdocs_hooks.py")):
        whole.update(module.read_bytes())
    return whole.hexdigest()
