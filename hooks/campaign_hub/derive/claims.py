"""Which pictures the pages show: nothing else that lies in `content/` is published."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable
from urllib.parse import unquote, urlsplit

from ..diagnostics import Diagnostic, Place, report
from ..load import Media, Page
from ..memory import Memory

__all__ = ["claimed_pictures", "targets_in"]

# Targets of Markdown links and pictures, of reference definitions, and of HTML attributes.
TARGETS = re.compile(
    r"""\]\(\s*<?([^)\s>]+)|^\s{0,3}\[[^\]\n]+\]:\s*<?([^\s>]+)|\b(?:src|href)\s*=\s*["']([^"']+)["']""", re.MULTILINE
)


def claimed_pictures(
    pages: Iterable[Page], pictures: Iterable[Media], memory: Memory, besides: Collection[str] = ()
) -> tuple[tuple[Media, ...], list[Diagnostic]]:
    """Those of `pictures` that one of `pages` shows or links to, or that are `besides`; the others are told of."""
    wanted = {target for page in pages for target in memory.of(_targets, page)} | set(besides)
    claimed = tuple(picture for picture in pictures if picture.path in wanted)
    idle = [picture for picture in pictures if picture.path not in wanted]
    return claimed, [report("picture-unclaimed", Place(picture.path)) for picture in idle]


def _targets(page: Page) -> frozenset[str]:
    return targets_in(page.body, posixpath.dirname(page.path))


def targets_in(markdown: str, folder: str) -> frozenset[str]:
    """The paths that the links and pictures of `markdown` lead to, which stands in `folder`."""
    targets = (_path_of("".join(groups)) for groups in TARGETS.findall(markdown))
    return frozenset(posixpath.normpath(posixpath.join(folder, target)) for target in targets)


def _path_of(written: str) -> str:
    try:
        return unquote(urlsplit(written).path)
    except ValueError:
        return written
