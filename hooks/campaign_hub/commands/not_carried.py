"""What a campaign that follows another leaves behind: files that are not copied, and files that still name the old."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["left_to_write"]

ANEW = ("easy-read.yml", "video.yml")
"""Files beside a brief that hold for its own words."""
NAMING = ("partners/*.yml", "spokespeople/*.yml", "readiness/scenarios/*.md")
"""Files below `content/` that name campaigns by their folders."""
FIELDS = re.compile(r"^\s*(?:- )?(?:campaigns?|pause):")
"""The fields in which they do."""


def left_to_write(root: Path, old: str) -> Iterator[str]:
    """What is left to write anew or to change by hand after a campaign was begun from `old`, a line each."""
    folder = root / "content/campaigns" / old
    if anew := [name for name in ANEW if (folder / name).is_file()]:
        are, them = ("are", "them") if len(anew) > 1 else ("is", "it")
        yield f"- {' and '.join(anew)} {are} not copied: write {them} anew"
    for pattern in NAMING:
        for file in sorted((root / "content").glob(pattern)):
            if file.is_file() and not file.is_symlink() and _names(file, old):
                yield f"- {file.relative_to(root).as_posix()} still names {old}"


def _names(file: Path, old: str) -> bool:
    """Whether one of the file's fields for campaigns, on its line or in the list below it, has the campaign `old`."""
    name, inside = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])"), False
    for line in file.read_text("utf-8", errors="replace").splitlines():
        inside = bool(FIELDS.match(line)) or (inside and line.lstrip().startswith("-"))
        if inside and name.search(line.partition("#")[0]):
            return True
    return False
