"""What a finished site is held against, so that nothing is added after it was looked through."""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["site_digest"]


def site_digest(site: Path) -> str:
    """SHA-256, in hex, of every path and every byte in `site`: the same as long as nothing was changed."""
    whole = hashlib.sha256()
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        with file.open("rb") as stream:
            content = hashlib.file_digest(stream, "sha256").hexdigest()
        whole.update(f"{content} {file.relative_to(site).as_posix()}\n".encode())
    return whole.hexdigest()
