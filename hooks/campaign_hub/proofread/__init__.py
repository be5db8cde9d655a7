"""proofread: read the built site as its readers' browsers do, for what is dead, nameless or too heavy.

It knows nothing of consent: that is verify's, which has looked through every file before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..built_site import BuiltFile
from ..diagnostics import Diagnostic, report
from ..load import Page
from ..memory import Memory
from ..validate.organisation import Budgets
from .addresses import SiteAddresses, Target
from .needs import TOP, needs_of, place_meant
from .pages import BuiltPage, read_built_page
from .sources import Sources, built_path, sources_from
from .weights import SETTINGS, Forecast, Weights, forecast_of

__all__ = ["DOUBTS", "Forecast", "proofread"]

DOUBTS = frozenset(
    {"link-not-public", "page-too-heavy", "page-without-description", "picture-without-alt", "site-filling-up"}
)
"""The warnings that only a finished site gives."""


def proofread(
    site: Iterable[BuiltFile],
    addresses: tuple[str, str],
    pages: Iterable[Page],
    budgets: Budgets,
    not_public: Collection[str] = (),
    memory: Memory | None = None,
) -> tuple[list[Diagnostic], Forecast]:
    """What is wrong with the files of `site`, and how far it can grow.

    `addresses` are where it is served and where it says that it is, which are the same but in a preview.
    `pages` are what editors wrote, so that a fault is told of where they can mend it; `not_public` are paths of
    content that this site does not show.
    """
    memory = memory or Memory()
    files = {file.path: file for file in site}
    sizes = {path: file.size for path, file in files.items()}
    built = {path: _read_page(files[path], memory) for path in sorted(files) if path.endswith(".html")}
    served = SiteAddresses(addresses[0], set(files))
    reader = _Reader(served, SiteAddresses(addresses[1], set(files)), built, sources_from(pages), not_public)
    weights = Weights(files, served, budgets, memory)
    found: list[Diagnostic] = []
    for page in built.values():
        if not memory.of(needs_of, page, *addresses).are_met(built, served.files):
            found += reader.read(page)
        found += weights.check(page, reader.sources.page_place(page.path))
    forecast = forecast_of(sizes, budgets)
    # A text that stands on two pages is told of once.
    return [*dict.fromkeys(found), *_size(forecast, budgets)], forecast


def _read_page(file: BuiltFile, memory: Memory) -> BuiltPage:
    if file.content is None:
        return read_built_page(file.path, file.read())
    return memory.of(read_built_page, file.path, file.content)


def _size(forecast: Forecast, budgets: Budgets) -> Iterator[Diagnostic]:
    facts = {"size": round(forecast.size), "limit": budgets.site_mb}
    if forecast.size > budgets.site_mb:
        yield report("site-too-large", SETTINGS, **facts)
    elif forecast.filling_up:
        yield report("site-filling-up", SETTINGS, each=f"{forecast.each:.1f}", more=forecast.more, **facts)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one page among all: whether it is named, where it leads, what it shows."""

    addresses: SiteAddresses
    named: SiteAddresses
    pages: Mapping[str, BuiltPage]
    sources: Sources
    not_public: Collection[str]

    def read(self, page: BuiltPage) -> Iterator[Diagnostic]:
        yield from self._names(page)
        for written in dict.fromkeys(page.links):
            target = self.addresses.target_of(page.path, written)
            if target:
                yield from self._lead(page, written, target)
        for written in dict.fromkeys(page.relations):
            if self.named.is_inside(written) and self.named.file_at(written) is None:
                yield report("link-dead", self.sources.page_place(page.path), target=written)
        for picture in dict.fromkeys(page.pictures):
            yield from self._picture(page, picture.target, has_alt=picture.has_alt)
        for written in dict.fromkeys(page.previews):
            if self.named.file_at(written) is None:
                place = self.sources.page_place(page.path)
                yield report("preview-address-dead", place, page=page.path, target=written)

    def _names(self, page: BuiltPage) -> Iterator[Diagnostic]:
        place = self.sources.page_place(page.path)
        if not page.title:
            yield report("page-without-title", place, page=page.path)
        if not page.description and page.path in self.sources.pages:
            yield report("page-without-description", place)
        for given in sorted(each for each, times in page.ids.items() if times > 1):
            yield report("page-id-twice", place, page=page.path, given=given)

    def _lead(self, page: BuiltPage, written: str, target: Target) -> Iterator[Diagnostic]:
        path, fragment = target
        written = self.sources.as_written(page.path, written)
        if path not in self.addresses.files:
            is_hidden = self._is_hidden(page, written, path)
            yield from self._told(page, "link-not-public" if is_hidden else "link-dead", written, target=written)
        elif path in self.pages and not self._has_place(path, fragment):
            yield from self._told(page, "link-place-dead", written, part=fragment)

    def _is_hidden(self, page: BuiltPage, written: str, path: str) -> bool:
        """Whether a link leads to a page that the content has: MkDocs leaves what it can't find as it was written."""
        file = self.sources.file_beside(page.path, written)
        return any(each == file or built_path(each) == path for each in self.not_public)

    def _has_place(self, path: str, fragment: str) -> bool:
        place = place_meant(fragment)
        return place in TOP or place in self.pages[path].ids

    def _picture(self, page: BuiltPage, written: str, *, has_alt: bool) -> Iterator[Diagnostic]:
        target = self.addresses.target_of(page.path, written)
        written = self.sources.as_written(page.path, written)
        if target and target[0] not in self.addresses.files:
            yield from self._told(page, "picture-dead", written, target=written)
        if not has_alt:
            yield from self._told(page, "picture-without-alt", written, target=written)

    def _told(self, page: BuiltPage, name: str, written: str, **facts: str) -> Iterator[Diagnostic]:
        for place in self.sources.link_places(page.path, written):
            yield report(name, place, **facts)
