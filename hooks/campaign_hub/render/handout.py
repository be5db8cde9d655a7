"""Every internal page in one file to print: for the drawer, when nothing else works, and for people without the hub."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import markdown

from ..derive import Hub
from .artifact import InternalPage
from .colour_sheet import colour_sheet
from .internal_pages import internal_pages
from .page_layout import PageLayout
from .views import shared

__all__ = ["handout"]

STYLES = ("hub.css", "pages.css", "internal.css")
EXTENSIONS = ("abbr", "attr_list", "footnotes", "md_in_html", "tables")
"""What Markdown in pages may have, as in mkdocs.yml."""
LINK = re.compile(r'(?<=href=")(?![a-z]+:|#)([^"]*)(?=")')
CLOSED = re.compile(r"<details(?=[\s>])(?![^>]*\sopen)")


def handout(hub: Hub, theme: Path) -> str | None:
    """The hand-out as a page of its own, with all styles in it; None where a hub has nothing for inside.

    `hub` is a preview's. Nothing in it depends on the moment, so the same content gives the same file all day.
    """
    pages = {page.url: page for page in internal_pages(hub)}
    if len(pages) < 2:
        return None
    layout = PageLayout(theme)
    parts = [
        {"id": _anchor(url), "page": page, "html": _part(hub, page, pages, layout)}
        for url, page in pages.items()
        if page.template != "pages/internal_list.html"
    ]
    styles = [(theme / "assets" / name).read_text("utf-8") for name in STYLES]
    style = "\n".join([*styles, colour_sheet(hub.checked.brand).read().decode()])
    cover = replace(next(iter(pages.values())), template="pages/handout.html")
    cover = replace(cover, view=shared(hub, hub.speech) | {"parts": parts, "style": style})
    return layout.lay_out(cover, "")


def _part(hub: Hub, page: InternalPage, pages: Mapping[str, InternalPage], layout: PageLayout) -> str:
    """A page's HTML with everything unfolded, and links that lead within the hand-out or to the public site."""
    html = layout.lay_out(page, markdown.markdown(page.markdown, extensions=list(EXTENSIONS)))

    def target(found: re.Match[str]) -> str:
        path, _, place = found[1].partition("#")
        whole = posixpath.normpath(posixpath.join(page.url, path)) + "/"
        return f"#{_anchor(whole)}" if whole in pages else f"{hub.checked.hub.url}{whole}{'#' if place else ''}{place}"

    return LINK.sub(target, CLOSED.sub("<details open", html))


def _anchor(url: str) -> str:
    return url.strip("/").replace("/", "-")
