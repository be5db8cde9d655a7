"""notes: what the editor is told on the pages of a preview. Only a preview has them, written in once verify is through.

So what verify looks through is the very site that would be published, and a note may name a story that is withheld:
the preview is on the editor's own computer, where the terminal says the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..canaries import INTERNAL_FOLDER
from ..diagnostics import SEVERITIES, Diagnostic
from ..memory import Memory
from ..reports import Group, grouped, summed_up
from .reference import entries
from .trouble import Trouble, trouble_in

__all__ = ["MARK", "Notes", "Trouble", "trouble_in", "write_trouble"]

MARK = "<!-- hub-notes -->"
"""Where the theme wants the notes on a page."""
FOLDER = re.compile(r"content/((?:campaigns|stories)/[^/]+)/")
OVERVIEW = "preview/"


@dataclass(frozen=True, slots=True)
class Unshown:
    """A campaign or a story that the preview has no page for: its address, its source's path, and why."""

    url: str
    path: str
    groups: tuple[Group, ...]


class Told(NamedTuple):
    """How many findings of each severity there are in all, that in words, and where internal pages are, if any."""

    counts: tuple[tuple[str, int], ...]
    summary: str
    inside: str | None


class Notes:
    """Everything that was found, by the page on which an editor looks for it."""

    def __init__(self, found: Iterable[Diagnostic], urls: Iterable[str]) -> None:
        """Take the diagnostics, and the address of every page that the site has, below its root."""
        self._found = list(dict.fromkeys(found))
        self._urls = frozenset(urls)
        self._by_url: dict[str, list[Diagnostic]] = {}
        for each in self._found:
            for url in _urls_of(each.place.path, self._urls):
                self._by_url.setdefault(url, []).append(each)

    def on(self, pages: Mapping[str, str], memory: Memory) -> dict[str, str]:
        """`pages`, HTML by address, with their notes, and the pages that only a preview has."""
        told = memory.same("told", self._told())
        found = {url: tuple(self._by_url.get(url, ())) for url in pages}
        noted = {url: memory.of(_noted, html, url, told, found[url]) for url, html in pages.items()}
        return noted | dict(self._own_pages())

    def _own_pages(self) -> Iterator[tuple[str, str]]:
        for unshown in self._unshown():
            yield unshown.url, self._page(unshown.url, "unshown.html", unshown=unshown)
        # A kit and a plan have the notes of their campaign.
        own = [(url, found) for url, found in sorted(self._by_url.items()) if not url.endswith(("/kit/", "/plan/"))]
        by_page = [(url, Counter(each.severity for each in found)) for url, found in own]
        yield OVERVIEW, self._page(OVERVIEW, "problems.html", groups=grouped(self._found), by_page=by_page)
        reference = f"{OVERVIEW}reference/"
        yield reference, self._page(reference, "reference.html", entries=entries())

    def _page(self, url: str, template: str, **view: object) -> str:
        found = self._by_url.get(url, ())
        return _laid_out(template, {**_view(url, found, self._told()), **view})

    def _told(self) -> Told:
        """What every page says of all the others."""
        counts = tuple(sorted(Counter(each.severity for each in self._found).items()))
        return Told(counts, summed_up(self._found), INTERNAL_FOLDER if INTERNAL_FOLDER in self._urls else None)

    def _unshown(self) -> Iterable[Unshown]:
        for url, found in self._by_url.items():
            if url not in self._urls:
                yield Unshown(url, f"content/{url}", tuple(grouped(found)))


def _noted(html: str, url: str, told: Told, found: tuple[Diagnostic, ...]) -> str:
    note = _laid_out("notes.html", {**_view(url, found, told), "groups": grouped(found)})
    return html.replace(MARK, note, 1)


def _view(url: str, found: Iterable[Diagnostic], told: Told) -> dict[str, Any]:
    return {
        "up": "../" * url.count("/"),
        "here": Counter(each.severity for each in found),
        "all": Counter(dict(told.counts)),
        "summary": told.summary,
        "inside": told.inside,
        "severities": SEVERITIES,
    }


def _urls_of(path: str, urls: frozenset[str]) -> Iterable[str]:
    """The pages on which what is wrong with the file at `path` is told: the home for what belongs to no other."""
    if folder := FOLDER.match(path):
        url = f"{folder[1]}/"
        own = [f"{url}{name}/" for name in ("plan", "easy-read") if path.endswith(f"/{name}.yml")]
        return [each for each in (url, f"{url}kit/", *own) if each == url or each in urls]
    page = path.removeprefix("content/").removesuffix(".md").removesuffix("index")
    url = page and f"{page.removesuffix('/')}/"
    return [url if path.endswith(".md") and url in urls else ""]


def write_trouble(site: Path, home: str, trouble: Trouble) -> None:
    """Put one page in the place of everything in `site`: what keeps the preview, found at `home`, from being built.

    Every address gives it, and it gives way to the site by itself.
    """
    for file in sorted(site.rglob("*"), reverse=True):
        file.rmdir() if file.is_dir() and not file.is_symlink() else file.unlink()
    site.mkdir(parents=True, exist_ok=True)
    groups = grouped(trouble.found)
    text = _laid_out("trouble.html", {"trouble": trouble, "groups": groups, "home": home, "up": home})
    for name in ("index.html", "404.html"):
        (site / name).write_text(text, encoding="utf-8")


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )


def _laid_out(template: str, view: Mapping[str, Any]) -> str:
    return _templates().get_template(template).render(view)
