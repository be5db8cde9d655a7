"""The files of a finished site, wherever they are: on disk after a build, in the memory of a preview."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["BuiltFile", "files_below"]


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file of a site by its path below the site's root: its bytes, or where on disk they are.

    With neither it is only promised: a preview makes it as soon as a browser asks for it.
    """

    path: str
    content: bytes | None = None
    file: Path | None = None

    @property
    def is_there(self) -> bool:
        """Whether it can be looked into."""
        return self.content is not None or self.file is not None

    @property
    def size(self) -> int:
        """Bytes; 0 as long as it is only promised."""
        if self.content is not None:
            return len(self.content)
        return self.file.stat().st_size if self.file else 0

    def read(self) -> bytes:
        """The bytes; none as long as it is only promised."""
        if self.content is not None:
            return self.content
        return self.file.read_bytes() if self.file else b""


def files_below(site: Path) -> tuple[BuiltFile, ...]:
    """Every file of the site in the folder `site`, sorted by its path."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return tuple(BuiltFile(file.relative_to(site).as_posix(), file=file) for file in files)
