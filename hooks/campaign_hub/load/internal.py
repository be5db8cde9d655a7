"""What is for the organisation alone: files whose words may stand in the preview and nowhere in the public site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .front_matter import Page
from .located import Located

__all__ = ["InternalSource", "internal_file", "internal_page"]


@dataclass(frozen=True, slots=True)
class InternalSource:
    """A file for the organisation alone: its path from the repository's root, its texts, and the file as written.

    Whatever reads a kind of internal content gives one for each of its files to `Gathered.keep_internal`. From there
    on verify holds the whole public site to it, whatever becomes of the file.
    """

    path: str
    passages: tuple[str, ...]
    text: str


def internal_page(page: Page, text: str) -> InternalSource:
    """The page, read from `text`, as an internal file: its fields' texts and its Markdown."""
    if page.fields is None:
        return InternalSource(page.path, (text,), text)
    return InternalSource(page.path, (*_texts_in(page.fields.data), page.body), text)


def internal_file(path: str, located: Located | None, text: str) -> InternalSource:
    """The YAML file at `path` as an internal file: its texts, or all of `text` where it could not be read."""
    return InternalSource(path, (text,) if located is None else tuple(_texts_in(located.data)), text)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts_in(each)
