"""How heavy the site and its pages are, against the budgets in hub.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from zlib_ng import zlib_ng

from ..diagnostics import Diagnostic, Place, report
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
    """Weighs pages of the site in `folder`; what several pages load is weighed once."""

    folder: Path
    addresses: SiteAddresses
    budgets: Budgets
    known: dict[str, int] = field(default_factory=dict)

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
        at_once = [picture.target for picture in page.pictures if not picture.waits]
        for written in (*page.loads, *at_once):
            target = self.addresses.target_of(page.path, written)
            if target and target[0] in self.addresses.files:
                yield target[0]
                if target[0].endswith(".css"):
                    yield from self._fonts(target[0])

    def _fonts(self, sheet: str) -> Iterator[str]:
        """The fonts of a style sheet that Latin text needs, or that say nothing of what they are for."""
        for face in FACE.findall((self.folder / sheet).read_bytes()):
            if b"unicode-range" not in face or LATIN.search(face):
                for font in FONT.findall(face)[:1]:
                    target = self.addresses.target_of(sheet, font.decode())
                    if target and target[0] in self.addresses.files:
                        yield target[0]

    def _weight(self, path: str) -> int:
        if path not in self.known:
            file = self.folder / path
            packed = path.endswith(PACKED)
            self.known[path] = len(zlib_ng.compress(file.read_bytes(), 6)) if packed else file.stat().st_size
        return self.known[path]
