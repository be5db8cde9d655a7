"""What would give a story away: its words, its names, its address, its consent record and its files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from ahocorasick_rs import AhoCorasick

from ..load import RawStory
from .internal import INTERNAL_FOLDER, INTERNAL_SAID, of_internal
from .phrases import NAME_SHOWN, RUN_SAID, Hit, phrases_of
from .words import normal

__all__ = [
    "INTERNAL_FOLDER",
    "INTERNAL_SAID",
    "RECORD_SHOWN",
    "Canaries",
    "Hit",
    "common",
    "of_internal",
    "of_published",
    "of_withheld",
    "records_of",
    "shared",
]

RECORD = re.compile(r"CR-[0-9A-Z]{8,64}")
RECORD_SHOWN = "the consent record"


class Canaries:
    """Phrases in normal form, each of some story, made once and looked for in one pass over each text."""

    def __init__(self, phrases: Mapping[str, Hit]) -> None:
        self._hits = list(phrases.values())
        self._search = AhoCorasick(list(phrases)) if phrases else None

    def in_text(self, text: str) -> set[Hit]:
        """What of the stories `text` holds."""
        return self.in_words(normal(text)) if self._search else set()

    def in_words(self, words: str) -> set[Hit]:
        """What of the stories a text in normal form holds."""
        if self._search is None:
            return set()
        found = self._search.find_matches_as_indexes(words, overlapping=True)
        return {self._hits[number] for number, _, _ in found}


def of_withheld(withheld: Iterable[RawStory], public: Iterable[RawStory], own_words: str) -> dict[str, Hit]:
    """What `withheld` stories say and `public` ones do not.

    Left out is what tells nobody anything: see `common`.
    """
    public = tuple(public)
    said = own_words + _said_in(public)
    return {
        phrase: hit
        for phrase, hit in _phrases_of(withheld, public).items()
        if not _is_common(phrase, hit, own_words, said)
    }


def common(withheld: Iterable[RawStory], public: Iterable[RawStory], own_words: str) -> dict[str, Hit]:
    """What `withheld` stories say but the organisation's own texts, `own_words` in normal form, may mean otherwise.

    That is a single word that they or public stories use, a few words that they use too, and a title of two or three
    words that they also use apart. A name of more than one word is never common.
    """
    public = tuple(public)
    said = own_words + _said_in(public)
    return {
        phrase: hit for phrase, hit in _phrases_of(withheld, public).items() if _is_common(phrase, hit, own_words, said)
    }


def shared(withheld: Iterable[RawStory], public: Iterable[RawStory], own_words: str) -> dict[str, Hit]:
    """What just one withheld story and one public one say, and the organisation's own texts do not.

    What more of them say, such as that they are invented, is nobody's.
    """
    withheld, public = tuple(withheld), tuple(public)
    tellers = Counter(phrase for story in (*withheld, *public) for phrase in phrases_of(story))
    said = {phrase for story in public for phrase in phrases_of(story)}
    return {
        phrase: hit
        for story in withheld
        for phrase, hit in phrases_of(story).items()
        if phrase in said and tellers[phrase] == 2 and hit.what == RUN_SAID and phrase not in own_words
    }


def of_published(public: Iterable[RawStory]) -> dict[str, Hit]:
    """What one public story alone says: what several say, such as that they are invented, is nobody's.

    A name or title of a word or two is no sign here: the story is public, and others have the name too.
    """
    tellers: Counter[str] = Counter()
    phrases: dict[str, Hit] = {}
    for story in public:
        own = phrases_of(story)
        tellers.update(own.keys())
        phrases |= own
    return {phrase: hit for phrase, hit in phrases.items() if tellers[phrase] == 1 and phrase.count(" ") > 3}


def records_of(stories: Iterable[RawStory], withdrawn: Iterable[str] = ()) -> dict[str, Hit]:
    """The consent records of `stories` and those `withdrawn`, none of which is ever shown anywhere."""
    named = {record: story.slug or story.page.path for story in stories for record in RECORD.findall(story.whole_text)}
    named = dict.fromkeys(withdrawn, "a withdrawn one") | named
    return {normal(record): Hit(story, RECORD_SHOWN) for record, story in named.items()}


def _phrases_of(withheld: Iterable[RawStory], public: Iterable[RawStory]) -> dict[str, Hit]:
    said = {phrase for story in public for phrase in phrases_of(story)}
    return {phrase: hit for story in withheld for phrase, hit in phrases_of(story).items() if phrase not in said}


def _said_in(stories: Iterable[RawStory]) -> str:
    return normal(" ".join(story.page.body for story in stories))


def _is_common(phrase: str, hit: Hit, own_words: str, said: str) -> bool:
    words = phrase.split()
    if len(words) == 1:
        return phrase in said
    if len(words) > 3 or hit.what == NAME_SHOWN or phrase not in own_words:
        return False
    if hit.what in ("the quotation", RUN_SAID):
        return True
    apart = own_words.replace(phrase, "  ")
    return hit.what != "the address" and all(f" {word} " in apart for word in words)
