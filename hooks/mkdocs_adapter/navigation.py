"""The navigation as mkdocs.yml has it: titles and pages, in each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

__all__ = ["listed", "without_missing"]


def listed(nav: Iterable[Any]) -> Iterator[str]:
    """The files that the navigation names: MkDocs has to make their pages itself."""
    for entry in nav:
        _, target = _title_and_target(entry)
        yield from listed(target) if isinstance(target, list) else [str(target)]


def without_missing(nav: Iterable[Any], pages: Collection[str]) -> list[Any]:
    """The navigation without pages that this build does not have: a title there would outlive its story."""
    kept: list[Any] = []
    for entry in nav:
        title, target = _title_and_target(entry)
        if isinstance(target, list):
            target = without_missing(target, pages)
        if target and (not str(target).endswith(".md") or target in pages or isinstance(target, list)):
            kept.append(target if title is None else {title: target})
    return kept


def _title_and_target(entry: Any) -> tuple[str | None, Any]:
    return next(iter(entry.items())) if isinstance(entry, dict) else (None, entry)
