"""Read single files under the limits that keep a build's memory bounded."""

from __future__ import annotations

import re
from pathlib import Path

from ..diagnostics import Diagnostic, Place, report

__all__ = ["read_bytes", "read_text", "walk"]

TEXT_LIMIT = 1_000_000
"""Bytes of a page or list: a long novel chapter is a tenth of it."""

MEDIA_LIMIT = 25_000_000
"""Bytes of a picture: more than a phone's photo, less than a film."""


HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Control characters and line breaks that no editor shows: YAML would begin a field after some of them."""


def walk(root: Path, below: Path) -> tuple[list[tuple[str, Path]], list[Diagnostic]]:
    """Every file below `below` as (path from `root`, file), sorted; links are reported and not followed."""
    files: list[tuple[str, Path]] = []
    found: list[Diagnostic] = []
    if not below.is_dir() or below.is_symlink():
        return [], [report("link-not-followed" if below.is_symlink() else "file-missing", Place(_path(root, below)))]
    try:
        entries = sorted(below.iterdir())
    except OSError:
        return [], [report("file-unreadable", Place(_path(root, below)))]
    for entry in entries:
        path = _path(root, entry)
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            found.append(report("link-not-followed", Place(path)))
        elif entry.is_dir():
            more_files, more_found = walk(root, entry)
            files += more_files
            found += more_found
        elif entry.is_file():
            files.append((path, entry))
    return files, found


def _path(root: Path, entry: Path) -> str:
    return entry.relative_to(root).as_posix()


def read_bytes(file: Path, path: str, limit: int = MEDIA_LIMIT) -> tuple[bytes | None, list[Diagnostic]]:
    """The content of `file`, or None with what is wrong: too large, or not to be read."""
    try:
        with file.open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError:
        return None, [report("file-unreadable", Place(path))]
    if len(content) > limit:
        return None, [report("file-too-large", Place(path), limit=f"{limit // 1_000_000} MB")]
    return content, []


def read_text(file: Path, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of `file` with plain line ends, or None, with what is wrong."""
    content, found = read_bytes(file, path, TEXT_LIMIT)
    if content is None:
        return None, found
    try:
        text = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        return None, [*found, report("not-utf8", _place(path, before))]
    hidden = HIDDEN.search(text)
    return text, [*found, report("yaml-letter", _place(path, text[: hidden.start()]))] if hidden else found


def _place(path: str, before: str) -> Place:
    """The place of what stands after `before` in the file `path`."""
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
