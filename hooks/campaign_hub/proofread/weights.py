"""How heavy the site and its pages are, against the budgets in hub.yml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from zlib_ng import zlib_ng

from ..built_site import BuiltFile
from ..diagnostics import Diagnostic, Place, report
from ..memory import Memory
from ..validate.organisation import Budgets
from .addresses import SiteAddresses
from .pages import BuiltPage

__all__ = ["Forecast", "Weights", "forecast_of"]

PACKED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt")
"""What GitHub Pages and other hosts send packed."""
FACE = re.compile(rb"@font-face\s*\{([^{}]*)\}")
FONT = re.compile(rb"url\([\"']?([^\"')?#]+\.woff2)")
LATIN = re.compile(rb"unicode-range:[^;}]*U\+(?:0{0,4}-|0*0?20|0{0,2}[0-4][0-9a-f]?-)", re.IGNORECASE)
SETTINGS = Place("campaign_assets/hub.yml")
FEW = 10
NEARLY = 0.8
"""Where fewer campaigns than FEW still fit, or more than this share of the budget is used, the site fills up."""
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Forecast:
    """Megabytes of the site and of one campaign on average, and how many more campaigns fit into the budget.

    `filling_up` says that the limit is near enough to think of what comes then.
    """

    size: float
    each: float
    more: int
    filling_up: bool = False

    def __str__(self) -> str:
        fits = f"; at {self.each:.1f} MB a campaign, {self.more} more fit" if self.each else ""
        return f"The site has {self.size:.1f} MB{fits}."


def forecast_of(sizes: Mapping[str, int], budgets: Budgets) -> Forecast:
    """What the site weighs and how far it can grow; `sizes` are bytes by path."""
    whole = sum(sizes.values())
    in_campaigns = {path: size for path, size in sizes.items() if path.startswith("campaigns/") and path.count("/") > 1}
    campaigns = {path.split("/")[1] for path in in_campaigns}
    each = sum(in_campaigns.values()) / len(campaigns) if campaigns else 0.0
    limit = budgets.site_mb * MEGABYTE
    more = int(max(0.0, limit - whole) / each) if each else 0
    filling_up = each > 0 and (more < FEW or whole > NEARLY * limit)
    return Forecast(whole / MEGABYTE, each / MEGABYTE, more, filling_up)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weighs pages of a site by its `files`; what several pages load is weighed once."""

    files: Mapping[str, BuiltFile]
    addresses: SiteAddresses
    budgets: Budgets
    memory: Memory
    known: dict[str, int] = field(default_factory=dict)
    fonts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def check(self, page: BuiltPage, place: Place) -> Iterator[Diagnostic]:
        """Whether the page is above its budget when it is first seen, on a phone that has nothing of the site yet."""
        budget = "home_kb" if page.path == "index.html" else "page_kb"
        limit = self.budgets.home_kb if page.path == "index.html" else self.budgets.page_kb
        parts = {path: self._weight(path) for path in {page.path, *self._loaded(page)}}
        whole = sum(parts.values())
        if whole > limit * 1000:
            most = sorted(parts, key=lambda path: (-parts[path], path))[:3]
            named = ", ".join(f"{path} ({parts[path] / 1000:.0f} kB)" for path in most)
            facts = {"page": page.path, "weight": round(whole / 1000), "limit": limit, "budget": budget}
            yield report("page-too-heavy", place, most=named, **facts)

    def _loaded(self, page: BuiltPage) -> Iterator[str]:
        for path in self.memory.of(_loaded_by, page, self.addresses.address):
            if path in self.files:
                yield path
                if path.endswith(".css"):
                    yield from self._fonts(path)

    def _fonts(self, sheet: str) -> Iterable[str]:
        if sheet not in self.fonts:
            self.fonts[sheet] = tuple(self._named_fonts(sheet))
        return self.fonts[sheet]

    def _named_fonts(self, sheet: str) -> Iterator[str]:
        """The fonts of a style sheet that Latin text needs, or that say nothing of what they are for."""
        for face in FACE.findall(self.files[sheet].read()):
            if b"unicode-range" not in face or LATIN.search(face):
                for font in FONT.findall(face)[:1]:
                    target = self.addresses.target_of(sheet, font.decode())
                    if target and target[0] in self.addresses.files:
                        yield target[0]

    def _weight(self, path: str) -> int:
        if path not in self.known:
            self.known[path] = self._packed(self.files[path]) if path.endswith(PACKED) else self.files[path].size
        return self.known[path]

    def _packed(self, file: BuiltFile) -> int:
        return self.memory.of(_packed_size, file.content) if file.content is not None else _packed_size(file.read())


def _packed_size(content: bytes) -> int:
    return len(zlib_ng.compress(content, 6))


def _loaded_by(page: BuiltPage, address: str) -> tuple[str, ...]:
    """What the page loads before anyone scrolls, there or not."""
    addresses = SiteAddresses(address, ())
    at_once = [picture.target for picture in page.pictures if not picture.waits]
    targets = (addresses.target_of(page.path, written) for written in (*page.loads, *at_once))
    return tuple(target[0] for target in targets if target)
