"""verify: look for what was withheld in every byte that is about to be published.

The last lock. It shares no code with the gate: it reads the built site as a stranger would.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from ..built_site import BuiltFile
from ..canaries import (
    INTERNAL_FOLDER,
    INTERNAL_SAID,
    RECORD_SHOWN,
    Canaries,
    Hit,
    OwnWords,
    Sayings,
    of_published,
)
from ..canaries.words import normal
from ..diagnostics import Diagnostic, Place, report
from ..kept_keys import KeptKeys
from ..likeness import PICTURES, Likeness, is_like, likenesses_of, turned_likenesses_of
from ..load import Media, RawStory
from ..memory import Memory
from .members import Unreadable, members_of
from .texts import Said, UnknownKind, kind_of, texts_of
from .zones import is_cleared

__all__ = ["Cleared", "verify"]

FILE, PICTURE = "a file", "a picture"
PAGE = "an internal page"
LONGEST_CODE_WORD = 12
"""Characters, with a space around, from which on a single word is nothing but a name written together."""
NOT_COVERED = "what no consent covers, "
"""What a hit of a public story begins with that is of its words which stay back."""
NOWHERE = frozenset({RECORD_SHOWN, FILE, PICTURE, INTERNAL_SAID})
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

    A name of one word is not looked for in code, which has such words of its own. `way` is a digest of all of it.
    `known` keeps whose file or picture each content is by whether its name is a picture's and its digest, `read` what
    each says by its kind and digest.
    """

    canaries: Canaries
    names: Canaries
    channels: Mapping[str, Collection[str]]
    recipients: Mapping[str, Collection[str]]
    files: Mapping[str, str]
    likenesses: tuple[tuple[Likeness, str], ...]
    way: str
    known: dict[tuple[bool, str], tuple[Hit, ...]] = field(default_factory=dict)
    read: dict[tuple[str, str], frozenset[tuple[str, Hit]]] = field(default_factory=dict)

    def forbids(self, hit: Hit, path: str) -> bool:
        return (
            hit.what in NOWHERE
            or hit.what.startswith(NOT_COVERED)
            or not is_cleared(path, self.channels.get(hit.story, ()), self.recipients.get(hit.story, ()))
        )


def verify(
    site: Iterable[BuiltFile],
    withheld: Iterable[RawStory],
    cleared: Iterable[Cleared],
    own_words: OwnWords,
    nowhere: Mapping[str, Hit],
    memory: Memory | None = None,
    looked: KeptKeys | None = None,
) -> list[Diagnostic]:
    """Every place in `site`, a site's files, that holds something of a story where its consent does not reach.

    A withheld story may be nowhere, a public one only where its channels reach, and nowhere at all a file that no
    consent covers and what is `nowhere`, in normal form: consent records and the words of internal files. What a
    public story says too is no leak, nor is a name or title that says nothing because `own_words`, the organisation's
    own published texts, use the same words. A story can be among both: `withheld` has what its consent does not cover.
    No site has internal pages: a preview's own are nobody else's, and are not given here.

    With `looked`, a file on disk is not read again in which the very same search, by the same code, found nothing.
    """
    memory = memory or Memory()
    search = _search_for(tuple(withheld), tuple(cleared), own_words, dict(nowhere), memory)
    return [found for file in site for found in _look_at(file, search, memory, looked)]


def _look_at(file: BuiltFile, search: _Search, memory: Memory, looked: KeptKeys | None) -> Iterable[Diagnostic]:
    """What a file holds that it may not; one that is only promised is looked into as soon as it is made."""
    if file.path.startswith(INTERNAL_FOLDER):
        return (report("internal-published", Place(f"site/{file.path}"), what=PAGE),)
    if file.content is not None:
        return memory.of(_look_into, file.content, file.path, search)
    return _look_once(file.read(), file.path, search, looked) if file.is_there else ()


def _look_once(content: bytes, path: str, search: _Search, looked: KeptKeys | None) -> Iterable[Diagnostic]:
    """The same for a file on disk; `looked` knows those in which the very same search found nothing before."""
    if looked is None:
        return _look_into(content, path, search)
    key = _digest(f"{search.way} {path} {_digest(content)}".encode())
    if looked.knows(key):
        return ()
    found = _look_into(content, path, search)
    if not found:
        looked.remember(key)
    return found


@dataclass(frozen=True, slots=True)
class _Sought:
    """All that is looked for, as plain things: phrases, where and with whom public stories may be, hidden files."""

    phrases: Mapping[str, Hit]
    channels: Mapping[str, Collection[str]]
    recipients: Mapping[str, Collection[str]]
    hidden: tuple[tuple[Media, str], ...]


def _search_for(
    withheld: tuple[RawStory, ...],
    cleared: tuple[Cleared, ...],
    own: OwnWords,
    nowhere: Mapping[str, Hit],
    memory: Memory,
) -> _Search:
    public = [each.story for each in cleared]
    channels = {each.story.slug: each.channels for each in cleared}
    kept_back = {
        phrase: Hit(hit.story, f"{NOT_COVERED}{hit.what}") if hit.story in channels else hit
        for phrase, hit in Sayings(withheld, public, own, memory).telling.items()
    }
    phrases = of_published(public, memory) | kept_back | dict(nowhere)
    recipients = {each.story.slug: each.recipients for each in cleared}
    sought = _Sought(phrases, channels, recipients, tuple(_hidden(withheld, cleared, memory)))
    return memory.of(_search, memory.same("sought", sought))


def _search(sought: _Sought) -> _Search:
    phrases = sought.phrases
    names = {phrase: hit for phrase, hit in phrases.items() if _is_short_name(phrase) and hit.what != RECORD_SHOWN}
    return _Search(
        Canaries({phrase: hit for phrase, hit in phrases.items() if phrase not in names}),
        Canaries(names),
        sought.channels,
        sought.recipients,
        {media.sha256: story for media, story in sought.hidden},
        tuple((likeness, story) for media, story in sought.hidden for likeness in turned_likenesses_of(_read(media))),
        _way(sought),
    )


def _way(sought: _Sought) -> str:
    """The digest of what is looked for, and of the code that looks."""
    cleared = (sought.channels, sought.recipients)
    channels = [sorted((story, sorted(named)) for story, named in each.items()) for each in cleared]
    hidden = sorted((media.sha256, story) for media, story in sought.hidden)
    return _digest(repr((_code(), sorted(sought.phrases.items()), channels, hidden)).encode())


@functools.cache
def _code() -> str:
    """The digest of all that looks, and of what reads files for it."""
    here = Path(__file__).parent
    modules = (*here.glob("*.py"), *(here.parent / "canaries").glob("*.py"), here.parent / "likeness.py")
    whole = b"".join(module.read_bytes() for module in sorted(modules))
    libraries = " ".join(f"{name} {version(name)}" for name in ("pypdf", "pillow", "ahocorasick-rs", "regex"))
    return _digest(whole + libraries.encode())


def _is_short_name(phrase: str) -> bool:
    """Whether `phrase` is one word that code may have for its own ends."""
    return phrase.count(" ") == 2 and len(phrase) < LONGEST_CODE_WORD


def _hidden(withheld: Iterable[RawStory], cleared: Iterable[Cleared], memory: Memory) -> Iterator[tuple[Media, str]]:
    """Every file of a story that no consent covers, but for copies of one that is covered."""
    shown = [media for each in cleared for media in each.story.media if media.path in each.shown]
    digests = {media.sha256 for media in shown}
    looks = {likeness for media in shown for likeness in memory.of(_looks_of, media)}
    for story in withheld:
        yield from ((media, story.slug or story.page.path) for media in story.media if media.sha256 not in digests)
    for each in cleared:
        for media in each.story.media:
            own = memory.of(_looks_of, media) if media.sha256 not in digests else ()
            if media.sha256 not in digests and not any(is_like(one, other) for one in own for other in looks):
                yield media, each.story.slug


def _looks_of(media: Media) -> tuple[Likeness, ...]:
    return tuple(likenesses_of(_read(media)))


def _read(media: Media) -> bytes:
    """The bytes of a picture, and nothing of a film or sound, which is known by its digest alone."""
    return media.read() if media.path.lower().endswith(PICTURES) else b""


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _look_into(content: bytes, path: str, search: _Search) -> tuple[Diagnostic, ...]:
    return tuple(_found_in(content, path, search))


def _found_in(whole: bytes, path: str, search: _Search) -> Iterator[Diagnostic]:
    hits: set[Hit] = set()
    try:
        for name, content in members_of(path, whole):
            inside = path if name == path else f"{path}/{name}"
            digest = _digest(content)
            hits |= {hit for hit in _hits_in(name, content, digest, search) if search.forbids(hit, inside)}
            for part, hit in _words_in(name, content, digest, search):
                hits |= {hit} if search.forbids(hit, f"{part}{inside}") else set()
    except Unreadable:
        yield report("verify-unreadable", Place(f"site/{path}"))
    except UnknownKind as unknown:
        yield report("verify-unknown-kind", Place(f"site/{path}"), kind=str(unknown) or "no ending")
    for hit in sorted(hits):
        if hit.what == INTERNAL_SAID:
            yield report("internal-published", Place(f"site/{path}"), what=f"words of {hit.story}")
        else:
            yield report("leak", Place(f"site/{path}"), what=hit.what, story=hit.story)


def _words_in(name: str, content: bytes, digest: str, search: _Search) -> frozenset[tuple[str, Hit]]:
    """What of the stories a file and its name say, and in which part of it; what is in two places is read once."""
    key = kind_of(name), digest
    if key not in search.read:
        search.read[key] = _said_in([*texts_of(name, content)], search)
    return search.read[key] | _said_in([Said(name)], search)


def _said_in(texts: Collection[Said], search: _Search) -> frozenset[tuple[str, Hit]]:
    # Whatever one of the texts says, all of them together say too, and most files say nothing of anybody.
    every = normal("\n".join(said.text for said in texts))
    if not (search.canaries.in_words(every) or search.names.in_words(every)):
        return frozenset()
    found: set[tuple[str, Hit]] = set()
    for said in texts:
        words = normal(said.text)
        hits = search.canaries.in_words(words) | (set() if said.is_code else search.names.in_words(words))
        found |= {(said.part, hit) for hit in hits}
    return frozenset(found)


def _hits_in(name: str, content: bytes, digest: str, search: _Search) -> tuple[Hit, ...]:
    """The stories whose file `content` is, or whose picture it looks like; what is in two places is looked at once."""
    if not search.files:
        return ()
    is_picture = name.lower().endswith(PICTURES)
    key = is_picture, digest
    if key not in search.known:
        search.known[key] = tuple(_likes(content, search, digest, is_picture=is_picture))
    return search.known[key]


def _likes(content: bytes, search: _Search, digest: str, *, is_picture: bool) -> Iterator[Hit]:
    if digest in search.files:
        yield Hit(search.files[digest], FILE)
    elif search.likenesses and is_picture:
        likenesses = likenesses_of(content)
        hits = ((story, hidden) for hidden, story in search.likenesses)
        yield from {Hit(story, PICTURE) for story, hidden in hits if any(is_like(one, hidden) for one in likenesses)}
