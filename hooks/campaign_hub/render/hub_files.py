"""The files of the site that belong to no campaign."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial

from ..derive import Hub
from ..validate.organisation import Brand
from .artifact import Artifact
from .calendars import hub_calendar
from .card_cache import CardCache
from .daily_notes import daily_calendar
from .daily_page import CALENDAR
from .kit_data import kit_schema
from .typeface import Typeface

__all__ = ["hub_files", "logo_file", "type_files"]

LOGO = "assets/logo"
"""Where the organisation's logo lies in the site, without its ending."""


def logo_file(hub: Hub, logo: bytes | None) -> list[Artifact]:
    """The logo as a file of the site, for the header of every page."""
    ending = hub.checked.logo.path.rpartition(".")[2].lower() if hub.checked.logo else ""
    return [Artifact(f"{LOGO}.{ending}", logo)] if logo else []


def type_files(brand: Brand, scripts: tuple[str, ...], cache: CardCache) -> tuple[list[Artifact], Typeface]:
    """The brand's type for letters of these `scripts`, and what pages have to say of it; made files are in `cache`."""
    # What takes fonts apart takes a fifth of a second to load, and a check makes none.
    from .web_fonts import web_fonts  # noqa: PLC0415

    return web_fonts(brand, scripts, cache)


def hub_files(hub: Hub, cache: CardCache) -> list[Artifact]:
    """When the site was built and how many stories it has, what robots may read, all dates, and the schema of kits.

    A preview has the notes of each day for the organisation's own people besides.
    """
    hours = hub.checked.hub.consent.rebuild_hours
    facts = {
        "built_at": hub.built_at.isoformat(timespec="seconds"),
        "as_of": hub.as_of.date().isoformat(),
        "next_due": (hub.built_at + timedelta(hours=hours)).isoformat(timespec="seconds"),
        "stories": {"published": hub.published, "withheld": hub.held_back},
    }
    return [
        Artifact("build.json", (json.dumps(facts, indent=1) + "\n").encode()),
        Artifact("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {hub.checked.hub.url}sitemap.xml\n".encode()),
        Artifact("calendar.ics", make=partial(hub_calendar, hub, cache)),
        kit_schema(hub),
        *([Artifact(CALENDAR, make=partial(daily_calendar, hub))] if hub.inside and hub.campaigns else []),
    ]
