"""Read single files under the limits that keep a build's memory bounded."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from ..diagnostics import Diagnostic, Place, report
from ..memory import Memory
from .entries import Media

__all__ = ["read_captions", "read_known_media", "read_media", "read_text", "walk"]

TEXT_LIMIT = 1_000_000
"""Bytes of a page or list: a long novel chapter is a tenth of it."""

MEDIA_LIMIT = 25_000_000
"""Bytes of a picture: more than a phone's photo, less than a film."""


HIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""Control characters and line breaks that no editor shows: YAML would begin a field after some of them."""

SYSTEMS_OWN = re.compile(r"thumbs\.db|ehthumbs\.db|desktop\.ini|~\$.*", re.IGNORECASE)
"""Names of files that Windows and office programs put into folders by themselves, and that nobody means to publish.

Those of macOS begin with a dot.
"""


def walk(root: Path, below: Path) -> tuple[list[tuple[str, Path]], list[Diagnostic]]:
    """Every file below `below` as (path from `root`, file), sorted; links are reported and not followed.

    Hidden files, and those that systems put into folders by themselves, are left out.
    """
    path = below.relative_to(root).as_posix()
    if not below.is_dir() or below.is_symlink():
        return [], [report("link-not-followed" if below.is_symlink() else "file-missing", Place(path))]
    found: list[Diagnostic] = []
    return list(_walk(str(below), path, found)), found


def _walk(folder: str, path: str, found: list[Diagnostic]) -> Iterator[tuple[str, Path]]:
    """Every file of `folder`, which is at `path`. Says of each entry what it is without asking the disk once more."""
    try:
        with os.scandir(folder) as entries:
            there = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        found.append(report("file-unreadable", Place(path)))
        return
    for entry in there:
        below = f"{path}/{entry.name}"
        if not _can_be_written(below):
            found.append(report("file-name-unreadable", Place(path)))
        elif entry.name.startswith("."):
            continue
        elif entry.is_symlink():
            found.append(report("link-not-followed", Place(below)))
        elif entry.is_dir():
            yield from _walk(entry.path, below, found)
        elif entry.is_file() and not SYSTEMS_OWN.fullmatch(entry.name):
            yield below, Path(entry.path)


def _can_be_written(path: str) -> bool:
    """Whether a name is in UTF-8: others can't stand in an address, nor in a message."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def read_media(file: Path, path: str) -> tuple[Media | None, list[Diagnostic]]:
    """The picture, sound or film in `file`, or None where it can't be read; and what is wrong, such as its size."""
    try:
        too_large = file.stat().st_size > MEDIA_LIMIT
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None, [report("file-unreadable", Place(path))]
    return Media(path, file, digest), [_too_large(path, MEDIA_LIMIT)] if too_large else []


def read_known_media(memory: Memory, file: Path, path: str) -> tuple[Media | None, list[Diagnostic]]:
    """The same, without reading a file again that nobody has touched since."""
    try:
        state = file.stat()
    except OSError:
        return read_media(file, path)
    touched = (state.st_mtime_ns, state.st_ctime_ns, state.st_size, state.st_ino)
    return memory.of(_read_touched, file, path, touched)


def _read_touched(file: Path, path: str, _touched: tuple[int, ...]) -> tuple[Media | None, list[Diagnostic]]:
    return read_media(file, path)


def _too_large(path: str, limit: int) -> Diagnostic:
    return report("file-too-large", Place(path), limit=f"{limit // 1_000_000} MB")


def _read_bytes(file: Path, path: str, limit: int) -> tuple[bytes | None, list[Diagnostic]]:
    try:
        with file.open("rb") as stream:
            content = stream.read(limit + 1)
    except OSError:
        return None, [report("file-unreadable", Place(path))]
    if len(content) > limit:
        return None, [_too_large(path, limit)]
    return content, []


def read_text(file: Path, path: str, memory: Memory | None = None) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of `file` with plain line ends, or None, with what is wrong."""
    content, found = _read_bytes(file, path, TEXT_LIMIT)
    if content is None:
        return None, tuple(found)
    return (memory or Memory()).of(_text_in, content, path)


def _text_in(content: bytes, path: str) -> tuple[str | None, tuple[Diagnostic, ...]]:
    try:
        text = content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        return None, (report("not-utf8", _place(path, before)),)
    hidden = HIDDEN.search(text)
    return text, (report("yaml-letter", _place(path, text[: hidden.start()])),) if hidden else ()


def read_captions(file: Path, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of captions with plain line ends, in whatever encoding a film's editor wrote them, or None."""
    content, found = _read_bytes(file, path, TEXT_LIMIT)
    if content is None:
        return None, found
    return _decoded(content).replace("\r\n", "\n").replace("\r", "\n"), found


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _place(path: str, before: str) -> Place:
    """The place of what stands after `before` in the file `path`."""
    return Place(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
