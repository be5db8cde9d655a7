"""verify: look for what was withheld in every byte that is about to be published.

The last lock. It shares no code with the gate: it reads the built site as a stranger would.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..canaries import RECORD_SHOWN, Canaries, Hit, of_published, of_withheld, records_of
from ..canaries.words import normal
from ..diagnostics import Diagnostic, Place, report
from ..load import RawStory
from .pictures import Likeness, is_like, likeness_of
from .texts import PICTURES, Unreadable, members_of, texts_of
from .zones import is_cleared

__all__ = ["Cleared", "verify"]

Cleared = tuple[RawStory, Collection[str]]
"""A public story and the channels it is cleared for."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for: phrases, whole files and pictures, and where each public story may be.

    `known` keeps what was found in each file by its digest.
    """

    canaries: Canaries
    channels: Mapping[str, Collection[str]]
    files: Mapping[str, str]
    likenesses: tuple[tuple[Likeness, str], ...]
    known: dict[str, tuple[Hit, ...]] = field(default_factory=dict)

    def forbids(self, hit: Hit, path: str) -> bool:
        return hit.what == RECORD_SHOWN or not is_cleared(path, self.channels.get(hit.story, ()))


def verify(
    site: Path, withheld: Iterable[RawStory], cleared: Iterable[Cleared], own_words: Iterable[str]
) -> list[Diagnostic]:
    """Every place in `site` that holds something of a story where its consent does not reach.

    A withheld story may be nowhere, a public one only where its channels reach, a consent record nowhere at all. What
    a public story says too is no leak, nor is a name or title that says nothing because `own_words`, the
    organisation's own published texts, use the same words.
    """
    search = _search_for(tuple(withheld), tuple(cleared), tuple(own_words))
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return [found for file in files for found in _look_into(file, file.relative_to(site).as_posix(), search)]


def _search_for(withheld: tuple[RawStory, ...], cleared: tuple[Cleared, ...], own_words: tuple[str, ...]) -> _Search:
    public = [story for story, _ in cleared]
    said = normal(" ".join(own_words))
    phrases = of_published(public) | of_withheld(withheld, public, said)
    shown = {_digest(media.content) for story in public for media in story.media}
    hidden = [(media, story.slug or story.page.path) for story in withheld for media in story.media]
    hidden = [(media, story) for media, story in hidden if _digest(media.content) not in shown]
    pictures = ((likeness_of(media.content), story) for media, story in hidden)
    return _Search(
        Canaries(phrases | records_of([*withheld, *public])),
        {story.slug: channels for story, channels in cleared},
        {_digest(media.content): story for media, story in hidden},
        tuple((likeness, story) for likeness, story in pictures if likeness is not None),
    )


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _look_into(file: Path, path: str, search: _Search) -> Iterator[Diagnostic]:
    hits: set[Hit] = set()
    try:
        for name, content in members_of(path, file.read_bytes()):
            inside = path if name == path else f"{path}/{name}"
            hits |= {hit for hit in _hits_in(name, content, search) if search.forbids(hit, inside)}
            for part, text in texts_of(name, content):
                where = f"{part}{inside}"
                hits |= {hit for hit in search.canaries.in_text(text) if search.forbids(hit, where)}
    except Unreadable:
        yield report("verify-unreadable", Place(f"site/{path}"))
    for hit in sorted(hits):
        yield report("leak", Place(f"site/{path}"), what=hit.what, story=hit.story)


def _hits_in(name: str, content: bytes, search: _Search) -> tuple[Hit, ...]:
    """The stories whose file `content` is, or whose picture it looks like; what is in two places is looked at once."""
    if not search.files:
        return ()
    digest = _digest(content)
    if digest not in search.known:
        search.known[digest] = tuple(_likes(name, content, digest, search))
    return search.known[digest]


def _likes(name: str, content: bytes, digest: str, search: _Search) -> Iterator[Hit]:
    if digest in search.files:
        yield Hit(search.files[digest], "a file")
    elif search.likenesses and name.lower().endswith(PICTURES):
        likeness = likeness_of(content)
        if likeness is not None:
            yield from (Hit(story, "a picture") for hidden, story in search.likenesses if is_like(likeness, hidden))
