"""Where the addresses in built pages lead within the site."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import unquote, urljoin, urlsplit

__all__ = ["SiteAddresses", "Target"]

Target = tuple[str, str]
"""A file's path below the site's root and a place in it, empty where none is meant."""


class SiteAddresses:
    """The files of a site that will be at `address`, which ends with a slash."""

    def __init__(self, address: str, files: Collection[str]) -> None:
        self.address, self.files = address, files
        self._base = urlsplit(address).path
        self._pages: dict[str, str] = {}

    def target_of(self, page: str, written: str) -> Target | None:
        """What `written` on the page at `page` leads to, there or not; None where it leads to another site.

        An address that begins with one slash leads to the top of the server, which may be above the site.
        """
        try:
            if urlsplit(written).scheme or written.startswith("//"):
                return None
            whole = urlsplit(urljoin(self._page_address(page), written))
        except ValueError:
            return written, ""
        if not whole.path.startswith(self._base):
            return whole.path, ""
        return self._file(whole.path), unquote(whole.fragment)

    def _page_address(self, page: str) -> str:
        if page not in self._pages:
            self._pages[page] = urljoin(self.address, page)
        return self._pages[page]

    def is_inside(self, written: str) -> bool:
        """Whether the whole address `written` is one of this site."""
        return written.startswith(self.address)

    def file_at(self, written: str) -> str | None:
        """The file at the whole address `written`, or None where there is none in this site."""
        path = self._file(urlsplit(written).path) if self.is_inside(written) else ""
        return path if path in self.files else None

    def _file(self, path: str) -> str:
        inside = unquote(path.removeprefix(self._base))
        return f"{inside}index.html" if not inside or inside.endswith("/") else inside
