"""verify: look for what was withheld in every byte that is about to be published.

The last lock. It shares no code with the gate: it reads the built site as a stranger would.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..canaries import RECORD_SHOWN, Canaries, Hit, of_published, of_withheld
from ..canaries.words import normal
from ..diagnostics import Diagnostic, Place, report
from ..likeness import PICTURES, Likeness, is_like, likenesses_of, turned_likenesses_of
from ..load import Media, RawStory
from .documents import Unreadable
from .members import members_of
from .texts import Said, UnknownKind, texts_of
from .zones import is_cleared

__all__ = ["Cleared", "verify"]

FILE, PICTURE = "a file", "a picture"
LONGEST_CODE_WORD = 12
"""Characters, with a space around, from which on a single word is nothing but a name written together."""
NOT_COVERED = "what no consent covers, "
"""What a hit of a public story begins with that is of its words which stay back."""
NOWHERE = frozenset({RECORD_SHOWN, FILE, PICTURE})
"""What may be nowhere at all, whatever the story is cleared for."""


@dataclass(frozen=True, slots=True)
class Cleared:
    """A public story: the channels it is cleared for, and the paths of those of its files that may come out.

    `recipients` are the partners in whose kits it may be.
    """

    story: RawStory
    channels: Collection[str]
    shown: Collection[str] = ()
    recipients: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class _Search:
    """What is looked for: phrases, names of one word, whole files and pictures; and where each public story may be.

    A name of one word is not looked for in code, which has such words of its own. `known` keeps what was found in
    each file by its digest, `read` what each picture says.
    """

    canaries: Canaries
    names: Canaries
    channels: Mapping[str, Collection[str]]
    recipients: Mapping[str, Collection[str]]
    files: Mapping[str, str]
    likenesses: tuple[tuple[Likeness, str], ...]
    known: dict[str, tuple[Hit, ...]] = field(default_factory=dict)
    read: dict[str, frozenset[tuple[str, Hit]]] = field(default_factory=dict)

    def forbids(self, hit: Hit, path: str) -> bool:
        return (
            hit.what in NOWHERE
            or hit.what.startswith(NOT_COVERED)
            or not is_cleared(path, self.channels.get(hit.story, ()), self.recipients.get(hit.story, ()))
        )


def verify(
    site: Path,
    withheld: Iterable[RawStory],
    cleared: Iterable[Cleared],
    own_words: Iterable[str],
    records: Mapping[str, Hit],
) -> list[Diagnostic]:
    """Every place in `site` that holds something of a story where its consent does not reach.

    A withheld story may be nowhere, a public one only where its channels reach, a consent record and a file that no
    consent covers nowhere at all. What
    a public story says too is no leak, nor is a name or title that says nothing because `own_words`, the
    organisation's own published texts, use the same words. `records` are all consent records in normal form. A story
    can be among both: `withheld` has what its consent does not cover.
    """
    search = _search_for(tuple(withheld), tuple(cleared), tuple(own_words), records)
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return [found for file in files for found in _look_into(file, file.relative_to(site).as_posix(), search)]


def _search_for(
    withheld: tuple[RawStory, ...], cleared: tuple[Cleared, ...], own_words: tuple[str, ...], records: Mapping[str, Hit]
) -> _Search:
    public = [each.story for each in cleared]
    channels = {each.story.slug: each.channels for each in cleared}
    said = normal(" ".join(own_words))
    kept_back = {
        phrase: Hit(hit.story, f"{NOT_COVERED}{hit.what}") if hit.story in channels else hit
        for phrase, hit in of_withheld(withheld, public, said).items()
    }
    phrases = of_published(public) | kept_back | dict(records)
    names = {phrase: hit for phrase, hit in phrases.items() if _is_short_name(phrase) and hit.what != RECORD_SHOWN}
    hidden = [*_hidden(withheld, cleared)]
    return _Search(
        Canaries({phrase: hit for phrase, hit in phrases.items() if phrase not in names}),
        Canaries(names),
        channels,
        {each.story.slug: each.recipients for each in cleared},
        {media.sha256: story for media, story in hidden},
        tuple((likeness, story) for media, story in hidden for likeness in turned_likenesses_of(_read(media))),
    )


def _is_short_name(phrase: str) -> bool:
    """Whether `phrase` is one word that code may have for its own ends."""
    return phrase.count(" ") == 2 and len(phrase) < LONGEST_CODE_WORD


def _hidden(withheld: Iterable[RawStory], cleared: Iterable[Cleared]) -> Iterator[tuple[Media, str]]:
    """Every file of a story that no consent covers, but for copies of one that is covered."""
    shown = [media for each in cleared for media in each.story.media if media.path in each.shown]
    digests = {media.sha256 for media in shown}
    looks = {likeness for media in shown for likeness in likenesses_of(_read(media))}
    for story in withheld:
        yield from ((media, story.slug or story.page.path) for media in story.media if media.sha256 not in digests)
    for each in cleared:
        for media in each.story.media:
            own = likenesses_of(_read(media)) if media.sha256 not in digests else ()
            if media.sha256 not in digests and not any(is_like(one, other) for one in own for other in looks):
                yield media, each.story.slug


def _read(media: Media) -> bytes:
    """The bytes of a picture, and nothing of a film or sound, which is known by its digest alone."""
    return media.read() if media.path.lower().endswith(PICTURES) else b""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _look_into(file: Path, path: str, search: _Search) -> Iterator[Diagnostic]:
    hits: set[Hit] = set()
    try:
        for name, content in members_of(path, file.read_bytes()):
            inside = path if name == path else f"{path}/{name}"
            hits |= {hit for hit in _hits_in(name, content, search) if search.forbids(hit, inside)}
            for part, hit in _words_in(name, content, search):
                hits |= {hit} if search.forbids(hit, f"{part}{inside}") else set()
    except Unreadable:
        yield report("verify-unreadable", Place(f"site/{path}"))
    except UnknownKind as unknown:
        yield report("verify-unknown-kind", Place(f"site/{path}"), kind=str(unknown) or "no ending")
    for hit in sorted(hits):
        yield report("leak", Place(f"site/{path}"), what=hit.what, story=hit.story)


def _words_in(name: str, content: bytes, search: _Search) -> frozenset[tuple[str, Hit]]:
    """What of the stories a file says, and in which part of it; a picture in two places is read once."""
    if not name.lower().endswith(PICTURES):
        return _said_in(texts_of(name, content), search)
    digest = _digest(content)
    if digest not in search.read:
        search.read[digest] = _said_in(texts_of(name, content), search)
    return search.read[digest] | _said_in([Said(name)], search)


def _said_in(texts: Iterable[Said], search: _Search) -> frozenset[tuple[str, Hit]]:
    found: set[tuple[str, Hit]] = set()
    for said in texts:
        words = normal(said.text)
        hits = search.canaries.in_words(words) | (set() if said.is_code else search.names.in_words(words))
        found |= {(said.part, hit) for hit in hits}
    return frozenset(found)


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
        yield Hit(search.files[digest], FILE)
    elif search.likenesses and name.lower().endswith(PICTURES):
        likenesses = likenesses_of(content)
        hits = ((story, hidden) for hidden, story in search.likenesses)
        yield from {Hit(story, PICTURE) for story, hidden in hits if any(is_like(one, hidden) for one in likenesses)}
