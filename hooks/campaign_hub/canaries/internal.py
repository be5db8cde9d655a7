"""What is said inside the organisation alone, as phrases that nothing public may hold."""

from __future__ import annotations

from collections.abc import Iterable

from ahocorasick_rs import AhoCorasick

from ..load.internal import InternalSource
from .phrases import Hit, readings_of
from .words import normal, runs, weight

__all__ = ["INTERNAL_FOLDER", "INTERNAL_SAID", "of_internal"]

INTERNAL_SAID = "words of an internal file"
INTERNAL_FOLDER = "preview/internal/"
"""Where internal pages lie in a preview; no public site has this folder."""
LEAST = 6
"""Words that a whole text must have to be looked for: fewer are a role, a heading or a common turn of phrase."""


def of_internal(sources: Iterable[InternalSource], public_words: Iterable[str]) -> dict[str, Hit]:
    """Every run of eight words of internal files, and each shorter text of six or more, in normal form.

    What the organisation says in public too, in `public_words`, is no secret.
    """
    phrases = {
        run: Hit(source.path, INTERNAL_SAID)
        for source in sources
        for passage in source.passages
        for reading in readings_of(passage)
        for run in runs(reading)
        if weight(run) >= LEAST
    }
    if not phrases:
        return {}
    listed = list(phrases)
    said = normal(" ".join(public_words))
    public = {number for number, _, _ in AhoCorasick(listed).find_matches_as_indexes(said, overlapping=True)}
    return {phrase: phrases[phrase] for number, phrase in enumerate(listed) if number not in public}
