"""What is said inside the organisation alone, as phrases that nothing public may hold."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from ..load.internal import InternalSource
from ..memory import Memory
from .phrases import Hit, readings_of
from .words import runs, weight

__all__ = ["INTERNAL_FOLDER", "INTERNAL_SAID", "of_internal"]

INTERNAL_SAID = "words of an internal file"
INTERNAL_FOLDER = "preview/internal/"
"""Where internal pages lie in a preview; no public site has this folder."""
LEAST = 6
"""Words that a whole text must have to be looked for: fewer are a role, a heading or a common turn of phrase."""


def of_internal(
    sources: Iterable[InternalSource], public: Iterable[str], memory: Memory | None = None
) -> dict[str, Hit]:
    """Every run of eight words of internal files, and each shorter text of six or more, in normal form.

    What one of the `public` texts says too, which are in normal form, is no secret.
    """
    memory = memory or Memory()
    phrases = {phrase: hit for source in sources for phrase, hit in memory.of(_phrases_of, source).items()}
    if not phrases:
        return {}
    finder = memory.of(_Finder, memory.same("internal phrases", frozenset(phrases)))
    said = {phrase for text in public for phrase in memory.of(_said_in, text, finder)}
    return {phrase: hit for phrase, hit in phrases.items() if phrase not in said}


def _phrases_of(source: InternalSource) -> dict[str, Hit]:
    said = (reading for passage in source.passages for reading in readings_of(passage))
    long = (run for text in said for run in runs(text) if weight(run) >= LEAST)
    return dict.fromkeys(long, Hit(source.path, INTERNAL_SAID))


class _Finder:
    """Looks for many phrases in one pass."""

    def __init__(self, phrases: frozenset[str]) -> None:
        self.phrases = sorted(phrases)
        self.search = AhoCorasick(self.phrases)


def _said_in(text: str, finder: _Finder) -> frozenset[str]:
    found = finder.search.find_matches_as_indexes(text, overlapping=True)
    return frozenset(finder.phrases[number] for number, _, _ in found)
