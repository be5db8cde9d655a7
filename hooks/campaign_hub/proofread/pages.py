"""A built page as a browser reads it: what it names itself, where it leads, and what it loads at first sight."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

__all__ = ["BuiltPage", "Picture", "read_built_page"]

PREVIEWS = frozenset({"og:image", "og:image:url", "og:image:secure_url", "twitter:image"})
RELATIONS = frozenset({"canonical", "alternate", "prev", "next"})
FETCHED = frozenset({"stylesheet", "icon", "preload"})
WANTED = "a[href], area[href], img, script, link[href], meta, title"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: its address, whether it waits until it is scrolled to, and whether it has an alt text."""

    target: str
    waits: bool
    has_alt: bool


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """One page of the site; all addresses as they stand in it.

    `relations` are its own address, its other languages and its feeds; `loads` is what comes before it is first seen.
    """

    path: str
    title: str = ""
    description: str = ""
    ids: Counter[str] = field(default_factory=Counter)
    links: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    loads: tuple[str, ...] = ()
    previews: tuple[str, ...] = ()


def read_built_page(path: str, content: bytes) -> BuiltPage:
    """Read the page at `path` in the site. Takes any HTML, however broken, as browsers do."""
    tree = LexborHTMLParser(content)
    nodes = tree.css(WANTED)
    attributes = [(node.tag or "", node.attributes) for node in nodes]
    metas = {(each.get("name") or each.get("property") or ""): each.get("content") or "" for tag, each in attributes}
    return BuiltPage(
        path,
        next((node.text(strip=True) for node in nodes if node.tag == "title" and _is_of_the_page(node)), ""),
        metas.get("description", ""),
        Counter(node.attributes["id"] or "" for node in tree.css("[id]")),
        tuple(each["href"] or "" for tag, each in attributes if tag in ("a", "area") and "href" in each),
        tuple(each["href"] or "" for tag, each in attributes if tag == "link" and RELATIONS & _rel(each)),
        tuple(_picture(each) for tag, each in attributes if tag == "img"),
        (*_loads(attributes), *_search_of(nodes)),
        tuple(
            each.get("content") or ""
            for tag, each in attributes
            if tag == "meta" and (each.get("property") or each.get("name")) in PREVIEWS
        ),
    )


def _is_of_the_page(node: LexborNode) -> bool:
    """Whether a title is the page's own, and not that of a drawing in it."""
    return node.parent is not None and node.parent.tag == "head"


def _picture(attributes: dict[str, str | None]) -> Picture:
    return Picture(attributes.get("src") or "", attributes.get("loading") == "lazy", "alt" in attributes)


def _rel(attributes: dict[str, str | None]) -> set[str]:
    return {*(attributes.get("rel") or "").split()}


def _loads(attributes: list[tuple[str, dict[str, str | None]]]) -> Iterator[str]:
    """What a browser fetches at once besides pictures: styles, scripts, icons and what is asked for ahead."""
    for tag, each in attributes:
        if tag == "script" and each.get("src"):
            yield each["src"] or ""
        elif tag == "link" and FETCHED & _rel(each):
            yield each["href"] or ""


def _search_of(nodes: list[LexborNode]) -> Iterator[str]:
    """What Material's search fetches as soon as the page is there: its script and the index."""
    written = (node.text() for node in nodes if node.attributes.get("id") == "__config")
    for settings in map(json.loads, written):
        if settings.get("search"):
            yield settings["search"]
            yield f"{settings['base'].rstrip('/')}/search/search_index.json"
