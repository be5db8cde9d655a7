"""Holds the links that editors write in Markdown to the pages and pictures that there are."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from ..diagnostics import Diagnostic, report
from ..load import Entries, Page
from ..load.written_links import WrittenLink, links_in
from ..memory import Memory

__all__ = ["check_links"]

PICTURES = (".png", ".jpg", ".jpeg", ".webp")
MADE = ("campaigns/*/cards/", "campaigns/*/kit/", "campaigns/*/posters/", "assets/")
"""Folders of the site that a build fills: what lies there is known once it is built."""


def check_links(entries: Entries, memory: Memory) -> list[Diagnostic]:
    """Every link of a page or brief to a page or picture that is not in the content, and every picture without words.

    Only what a file says by itself is looked at; the built site is read for all the rest.
    """
    there = {page.path for page in entries.pages} | {picture.path for picture in entries.pictures}
    there |= {brief.page.path for brief in entries.briefs} | {story.page.path for story in entries.stories}
    there |= {media.path for brief in entries.briefs for media in brief.media}
    there |= {media.path for story in entries.stories for media in story.media}
    pages = [*entries.pages, *(brief.page for brief in entries.briefs)]
    return [found for page in pages for link in memory.of(_links_in, page) for found in _check(page, link, there)]


def _links_in(page: Page) -> tuple[WrittenLink, ...]:
    return tuple(links_in(page))


def _check(page: Page, link: WrittenLink, there: set[str]) -> Iterator[Diagnostic]:
    if link.unnamed:
        yield report("picture-without-alt", link.place, target=link.target)
    path = _file_of(page, link.target)
    if path is not None and path not in there:
        yield report("picture-dead" if link.is_picture else "link-dead", link.place, target=link.target)


def _file_of(page: Page, target: str) -> str | None:
    """The file of the content that a link is to, or None where it is to something else."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or path.startswith("/") or not path.lower().endswith((".md", *PICTURES)):
        return None
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), path))
    return None if _is_made(whole.removeprefix("content/")) else whole


def _is_made(path: str) -> bool:
    parts = path.split("/")
    if parts[0] == "campaigns" and len(parts) > 2:
        parts[1] = "*"
    return "/".join(parts).startswith(MADE)
