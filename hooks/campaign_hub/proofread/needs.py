"""What a built page needs of the others for nothing to be wrong with it, worked out once for each page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from .addresses import SiteAddresses
from .pages import BuiltPage

__all__ = ["TOP", "Needs", "needs_of", "place_meant"]

TOP = frozenset({"", "top"})
"""Places that every page has."""


@dataclass(frozen=True, slots=True)
class Needs:
    """The files and the places in pages that a page leads to; `is_sound` is false where something is wrong anyway."""

    files: frozenset[str]
    places: tuple[tuple[str, str], ...]
    is_sound: bool

    def are_met(self, pages: Mapping[str, BuiltPage], files: Collection[str]) -> bool:
        """Whether nothing is wrong with the page, among these `pages` and `files` of the site."""
        there = all(path not in pages or place in pages[path].ids for path, place in self.places)
        return self.is_sound and there and self.files.issubset(files)


def needs_of(page: BuiltPage, served: str, named: str) -> Needs:
    """What `page` needs on a site that is `served` at one address and says that it is at another."""
    here, there = SiteAddresses(served, ()), SiteAddresses(named, ())
    led = [here.target_of(page.path, each) for each in (*page.links, *(picture.target for picture in page.pictures))]
    targets = [target for target in led if target]
    own = [each for each in page.relations if there.is_inside(each)]
    whole = [target[0] for each in (*own, *page.previews) if (target := there.target_of("", urlsplit(each).path))]
    places = dict.fromkeys((path, place_meant(fragment)) for path, fragment in targets)
    return Needs(
        files=frozenset((*(path for path, _ in targets), *whole)),
        places=tuple((path, place) for path, place in places if place not in TOP),
        is_sound=_is_sound(page) and all(map(there.is_inside, page.previews)),
    )


def place_meant(fragment: str) -> str:
    """The place that a fragment names: a browser finds what stands after :~: by its words."""
    return fragment.partition(":~:")[0]


def _is_sound(page: BuiltPage) -> bool:
    named = bool(page.title and page.description)
    return named and max(page.ids.values(), default=1) == 1 and all(each.has_alt for each in page.pictures)
