"""Read the list of withdrawn records. Where there is one that can't be read, no record can be relied on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ..diagnostics import Diagnostic, Place, report
from .entries import Tombstones
from .files import read_text

__all__ = ["RECORD", "TOMBSTONES", "read_tombstones"]

RECORD = re.compile(r"CR-[0-9A-Z]{8,64}")
TOMBSTONES = "content/stories/withdrawn.txt"
NAMED_LIKE_IT = re.compile(r"content/(?:stories/withdrawn[^/]*|(?:.*/)?withdrawn[^/]*\.txt)$", re.IGNORECASE)


def read_tombstones(file: Path, paths: Iterable[str]) -> tuple[Tombstones, list[Diagnostic]]:
    """The records in `file`. `paths` are all files below `content/`: a list elsewhere, or two, can't be relied on."""
    named_so = [path for path in paths if NAMED_LIKE_IT.match(path)]
    if named_so != [TOMBSTONES]:
        there = bool(named_so) or file.is_symlink() or file.exists()
        return Tombstones(readable=not there), []
    text, wrong = read_text(file, TOMBSTONES)
    found = [*wrong]
    records: set[str] = set()
    readable = text is not None and not found
    for number, line in enumerate((text or "").split("\n"), 1):
        record = line.partition("#")[0].strip()
        if RECORD.fullmatch(record):
            records.add(record)
        elif record:
            readable = False
            found.append(report("tombstone-unreadable", Place(TOMBSTONES, number)))
    return Tombstones(frozenset(records), readable), found
