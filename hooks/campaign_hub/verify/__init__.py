"""verify: look for what was withheld in every byte that is about to be published.

The last lock. It shares no code with the gate: it reads the built site as a stranger would.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from ..diagnostics import Diagnostic, Place, report
from ..load import RawStory
from .canaries import Canaries
from .texts import Unreadable, members_of, texts_of

__all__ = ["verify"]


def verify(
    site: Path, withheld: Iterable[RawStory], published: Iterable[RawStory], own_words: Iterable[str]
) -> list[Diagnostic]:
    """Every place in `site` that holds something of a withheld story, or any story's consent record.

    What a published story says too is no leak, nor is a single name that `own_words`, the organisation's own
    published texts, use as a word.
    """
    canaries = Canaries(tuple(withheld), tuple(published), tuple(own_words))
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return [found for file in files for found in _look_into(file, file.relative_to(site).as_posix(), canaries)]


def _look_into(file: Path, path: str, canaries: Canaries) -> Iterator[Diagnostic]:
    place = Place(f"site/{path}")
    hits: set[tuple[str, str]] = set()
    try:
        for name, content in members_of(path, file.read_bytes()):
            hits.update(canaries.in_bytes(content))
            for text in texts_of(name, content):
                hits.update(canaries.in_text(text))
    except Unreadable:
        yield report("verify-unreadable", place)
    for story, what in sorted(hits):
        yield report("leak", place, what=what, story=story)
