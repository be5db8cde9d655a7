"""Read the folders of campaigns: the brief, the files of fields beside it, pictures and tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..diagnostics import Place
from .entries import Media, RawBrief, Table
from .files import read_text
from .front_matter import Page
from .gathered import PICTURES, Bundle, Gathered
from .located import Located
from .plain_pages import tells_a_story
from .yaml_tree import read_yaml

__all__ = ["read_campaign"]

RESULTS = "results.csv"
BESIDE = ("posts.yml", "plan.yml", "easy-read.yml", "video.yml")
"""Files of fields beside a brief, in the order in which a RawBrief has them."""
ALLOWED = {
    "folder": "a campaign's folder",
    "allowed": "index.md, posts.yml, plan.yml, easy-read.yml, video.yml, results.csv, pictures (jpg, png, webp) and "
    "the tables (csv) that its figures name",
    "effect": "it is left out",
}


def read_campaign(content: Gathered, slug: str, bundle: Bundle) -> None:
    """Add the campaign in `bundle`; what doesn't belong there is told of and left out."""
    folder = f"content/campaigns/{slug}"
    page_file = bundle.pop(f"{folder}/index.md", None)
    beside = {path: file for name in BESIDE if (file := bundle.pop(path := f"{folder}/{name}", None))}
    page, text = content.page(f"{folder}/index.md", page_file) if page_file else (Page(folder, None, ""), "")
    media, tables = _read_beside(content, bundle, {f"{folder}/{name}" for name in (RESULTS, *_charts(page))})
    if not content.is_slug(slug, folder):
        return
    if page_file is None:
        content.tell("campaign-without-page", Place(folder))
        return
    if tells_a_story(page):
        content.keep_back("story-elsewhere", page, text, media)
        page, beside, media, text = Page(page.path, None, ""), {}, [], ""
    read = {path: _fields(content, path, file) for path, file in beside.items()}
    posts, plan, easy_read, video = (read.get(f"{folder}/{name}") for name in BESIDE)
    content.written[page.path] = text
    pictures, charts = tuple(media), tuple(tables)
    content.briefs.append(content.memory.of(RawBrief, slug, page, posts, pictures, charts, plan, easy_read, video))


def _charts(page: Page) -> Iterator[str]:
    """The tables that a brief's figures name: nothing else may lie there as one."""
    figures = page.fields.data.get("figures") if page.fields else None
    for figure in figures if isinstance(figures, list) else []:
        name = figure.get("chart") if isinstance(figure, dict) else None
        if isinstance(name, str) and name.endswith(".csv"):
            yield name


def _read_beside(content: Gathered, bundle: Bundle, wanted: set[str]) -> tuple[list[Media], list[Table]]:
    """The pictures and the `wanted` tables of a campaign's folder; whatever else lies there is told of."""
    media: list[Media] = []
    tables: list[Table] = []
    for path, file in bundle.items():
        if PurePosixPath(path).suffix.lower() in PICTURES and path.count("/") == 3:
            media += content.media(path, file)
        elif path in wanted:
            text, found = read_text(file, path, content.memory)
            content.found += found
            tables += [] if text is None or found else [content.memory.of(Table, path, text)]
        else:
            content.tell("file-not-expected", Place(path), **ALLOWED)
    return media, tables


def _fields(content: Gathered, path: str, file: Path) -> Located | None:
    text, found = read_text(file, path, content.memory)
    content.found += found
    if text is None:
        return None
    content.written[path] = text
    fields, wrong = content.memory.of(read_yaml, text, path)
    content.found += wrong
    return fields
