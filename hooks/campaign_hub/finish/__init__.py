"""finish: what comes of the site that MkDocs wrote: it is looked through, read, and kept, shown or taken away."""

from __future__ import annotations

from .kept_pages import SiteSettings, finished_pages
from .made_site import MadeSite
from .proving import SiteTakenAway, prove_site, take_earlier_away
from .showing import show_preview

__all__ = [
    "MadeSite",
    "SiteSettings",
    "SiteTakenAway",
    "finished_pages",
    "prove_site",
    "show_preview",
    "take_earlier_away",
]
