"""Take a page apart: the block between the two `---` lines, and the Markdown after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Place, report
from .located import Located
from .yaml_tree import read_yaml

__all__ = ["Page", "read_page"]

FENCE = "---"
# What other generators put around fields; here they would be printed as text.
OTHER_FENCES = ("+++", ";;;", "{")
# MkDocs reads `key: value` lines at the top of a page as fields even without the `---` lines.
BARE_FIELD = re.compile(r" {0,3}[A-Za-z0-9_-]+:(?!//)")
# White space, and what looks like nothing at all: a byte order mark, zero-width and no-break spaces.
UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+")
DASHES = re.compile(r"[-\u2010-\u2015\u2212]+\s*")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as written: its fields (None where they can't be trusted), its Markdown and the Markdown's first line."""

    path: str
    fields: Located | None
    body: str
    body_line: int = 1


def read_page(text: str, path: str) -> tuple[Page, list[Diagnostic]]:
    """Read the page `path`. One without front matter has empty fields; one with a broken block has None."""
    # Not splitlines(): that also breaks at form feeds and the like, where no editor shows a new line.
    lines = text.split("\n")
    if not _is_fence(lines[0]):
        return _without_block(text, lines[0], path)
    end = next((at for at, line in enumerate(lines[1:], 1) if _is_fence(line)), None)
    if end is None:
        return Page(path, None, ""), [report("front-matter-open", Place(path))]
    fields, found = read_yaml("\n".join(lines[1:end]), path, first_line=2)
    fields, more = _as_mapping(fields, path)
    return Page(path, fields, "\n".join(lines[end + 1 :]), end + 2), [*found, *more]


def _is_fence(line: str) -> bool:
    return line.rstrip(" \t") == FENCE


def _as_mapping(fields: Located | None, path: str) -> tuple[Located | None, list[Diagnostic]]:
    if fields is None or isinstance(fields.data, dict):
        return fields, []
    if fields.data is None:
        return Located({}, {(): Place(path)}), []
    return None, [report("front-matter-not-fields", fields.place())]


def _without_block(text: str, first_line: str, path: str) -> tuple[Page, list[Diagnostic]]:
    unseen = UNSEEN.match(text)
    if unseen and text.startswith(FENCE, unseen.end()):
        return Page(path, None, ""), [report("front-matter-not-first", Place(path))]
    if first_line.startswith(FENCE) or DASHES.fullmatch(first_line):
        return Page(path, None, ""), [report("front-matter-fence", Place(path))]
    if BARE_FIELD.match(first_line) or first_line.startswith(OTHER_FENCES):
        return Page(path, None, ""), [report("front-matter-no-fence", Place(path))]
    return Page(path, Located({}, {(): Place(path)}), text), []
