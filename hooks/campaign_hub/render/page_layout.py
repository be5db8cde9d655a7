"""Lay pages out with the theme's Jinja templates. The same templates serve any site generator."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .artifact import SitePage

__all__ = ["PageLayout"]


class PageLayout:
    """The templates of one theme, opened once."""

    def __init__(self, theme: Path) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(theme), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._templates.filters["filesize"] = self._templates.globals["filesize"] = _filesize
        self._templates.globals["sized"] = _sized

    def lay_out(self, page: SitePage, content: str) -> str:
        """The page's HTML around `content`, the HTML of its Markdown."""
        template = self._templates.get_template(page.template)
        return template.render(page.view, page=page, content=Markup(content), url=_link_from(page))  # noqa: S704


def _link_from(page: SitePage) -> Callable[[str], str]:
    here = page.url or "."

    def link(path: str) -> str:
        """`path`, which starts at the site's root, as seen from the page."""
        folder = "/" if path.endswith("/") or not path else ""
        return posixpath.relpath(path or ".", here) + folder

    return link


def _sized(kind: str, count: int | None) -> str:
    """A file's kind with its size, where that is known: a preview makes files only when they are asked for."""
    return kind if count is None else f"{kind}, {_filesize(count)}"


def _filesize(count: int | None) -> str:
    """Bytes as people say them: kB and MB of a thousand; a preview does not know them."""
    if count is None:
        return "…"
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"
