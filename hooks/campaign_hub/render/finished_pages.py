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
from .artifact import SitePage, facts_of
from .page_layout import PageLayout
from .page_store import FinishedPage, PageStore

__all__ = ["FinishedPages", "looks_at_others", "shared_digest", "theme_digest"]

CONTENT = "the-content-of-the-page-comes-here"
"""Stands in a laid-out page where the HTML of its Markdown goes."""
TAGS = regex.compile(r"\{[{%].*?[%}]\}", regex.DOTALL)
OF_OTHERS = regex.compile(
    r"(?<![\w.-])hub(?![\w-])(?!\.(?:checked\.(?:hub|brand|words)|speech)\b)|\bsite_pages\b|\bpages\b"
    r"|(?<!\bin config\.)\bplugins\b|\bplugins\b(?!\s*%\})"
)
"""What a template's tags say that may look at other pages than their own; asking whether there is a plugin does not."""
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
        """Keep what was made for a build after this one."""
        if self._store is None:
            return
        for path, page in self._made.items():
            self._store.keep(self._keys[path], page)

    @property
    def keys(self) -> frozenset[str]:
        """What the pages of this build are kept under: with any other key is what this build does not have."""
        return frozenset(self._keys.values()) if self._store else frozenset()

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


def theme_digest(theme: Path) -> str:
    """SHA-256, in hex, of all files of the `theme`, a folder: a template can put any of them on a page, a text too."""
    files = sorted(path for path in theme.rglob("*") if path.is_file())
    whole = hashlib.sha256()
    for path in files:
        whole.update(f"{path.relative_to(theme).as_posix()} {facts_of(path.read_bytes()).sha256}\n".encode())
    return whole.hexdigest()


def looks_at_others(theme: Path) -> bool:
    """Whether a file of the `theme`, a folder, puts something of other pages on a page, if a template takes it in."""
    framing = (path for path in theme.rglob("*") if path.is_file() and _frames_pages(path.relative_to(theme)))
    texts = (path.read_bytes().decode("utf-8", "replace") for path in framing)
    return any(OF_OTHERS.search(tag) for text in texts for tag in TAGS.findall(text))


def _frames_pages(path: Path) -> bool:
    return path.name not in SEES_ALL and path.parts[0] != "pages"


@cache
def _programs() -> str:
    """A digest of this code and of the libraries that pages are made with."""
    whole = hashlib.sha256()
    for name in ("mkdocs", "mkdocs-material", "markdown", "jinja2", "pymdown-extensions"):
        whole.update(f"{name} {version(name)}\n".encode())
    core = Path(__file__).parent.parent
    adapter = core.with_name("mkdocs_adapter")
    for module in sorted((*core.rglob("*.py"), *adapter.rglob("*.py"), core.with_name("mkdocs_hooks.py"))):
        whole.update(module.read_bytes())
    return whole.hexdigest()
