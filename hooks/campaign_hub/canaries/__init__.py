"""What would give a story away: its words, its names, its address, its consent record and its files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick

from ..load import RawStory
from .words import normal, runs

__all__ = ["RECORD_SHOWN", "Canaries", "Hit", "common", "of_published", "of_withheld", "records_of", "shared"]

RECORD = re.compile(r"CR-[0-9A-Z]{8,64}")
LINK_TARGET = re.compile(r"\]\([^)\n]*\)|<[^<>\n]*>")
RECORD_SHOWN = "the consent record"
RUN_SAID = "eight words in a row"
SPOKEN_FIELDS = {
    "title": "the title",
    "shown_name": "the name shown",
    "quote": "the quotation",
    "photo_alt": "the photo's description",
    "content_note": "the content note",
}
SMALL_TALK = frozenset({SPOKEN_FIELDS[field] for field in ("title", "photo_alt", "content_note")})


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Something of a story: its slug, or its path where it has none, and what it is."""

    story: str
    what: str


class Canaries:
    """Phrases in normal form, each of some story, made once and looked for in one pass over each text."""

    def __init__(self, phrases: Mapping[str, Hit]) -> None:
        self._hits = list(phrases.values())
        self._search = AhoCorasick(list(phrases)) if phrases else None

    def in_text(self, text: str) -> set[Hit]:
        """What of the stories `text` holds."""
        if self._search is None:
            return set()
        found = self._search.find_matches_as_indexes(normal(text), overlapping=True)
        return {self._hits[number] for number, _, _ in found}


def of_withheld(withheld: Iterable[RawStory], public: Iterable[RawStory], own_words: str) -> dict[str, Hit]:
    """What `withheld` stories say and `public` ones do not.

    Left out is what tells nobody anything: see `common`.
    """
    phrases = _phrases_of(withheld, public)
    return {phrase: hit for phrase, hit in phrases.items() if not _is_common(phrase, hit, own_words)}


def common(withheld: Iterable[RawStory], public: Iterable[RawStory], own_words: str) -> dict[str, Hit]:
    """What `withheld` stories say but the organisation's own texts, `own_words` in normal form, may mean otherwise.

    That is a single word that they use, and a title of two or three words that they also use apart.
    """
    phrases = _phrases_of(withheld, public)
    return {phrase: hit for phrase, hit in phrases.items() if _is_common(phrase, hit, own_words)}


def shared(withheld: Iterable[RawStory], public: Iterable[RawStory], own_words: str) -> dict[str, Hit]:
    """What just one withheld story and one public one say, and the organisation's own texts do not.

    What more of them say, such as that they are invented, is nobody's.
    """
    withheld, public = tuple(withheld), tuple(public)
    tellers = Counter(phrase for story in (*withheld, *public) for phrase in _phrases(story))
    said = {phrase for story in public for phrase in _phrases(story)}
    return {
        phrase: hit
        for story in withheld
        for phrase, hit in _phrases(story).items()
        if phrase in said and tellers[phrase] == 2 and hit.what == RUN_SAID and phrase not in own_words
    }


def _phrases_of(withheld: Iterable[RawStory], public: Iterable[RawStory]) -> dict[str, Hit]:
    said = {phrase for story in public for phrase in _phrases(story)}
    return {phrase: hit for story in withheld for phrase, hit in _phrases(story).items() if phrase not in said}


def of_published(public: Iterable[RawStory]) -> dict[str, Hit]:
    """What one public story alone says: what several say, such as that they are invented, is nobody's.

    A name or title of a word or two is no sign here: the story is public, and others have the name too.
    """
    tellers: Counter[str] = Counter()
    phrases: dict[str, Hit] = {}
    for story in public:
        own = _phrases(story)
        tellers.update(own.keys())
        phrases |= own
    return {phrase: hit for phrase, hit in phrases.items() if tellers[phrase] == 1 and phrase.count(" ") > 3}


def _is_common(phrase: str, hit: Hit, own_words: str) -> bool:
    words = phrase.split()
    if len(words) > 3 or phrase not in own_words:
        return False
    if len(words) == 1:
        return True
    apart = own_words.replace(phrase, "  ")
    return hit.what in SMALL_TALK and all(f" {word} " in apart for word in words)


def records_of(stories: Iterable[RawStory]) -> dict[str, Hit]:
    """The consent records of `stories`, none of which is ever shown anywhere."""
    return {
        normal(record): Hit(story.slug or story.page.path, RECORD_SHOWN)
        for story in stories
        for record in RECORD.findall(story.whole_text)
    }


def _phrases(story: RawStory) -> dict[str, Hit]:
    """Every phrase that belongs to this story, in normal form."""
    name = story.slug or story.page.path
    body = story.page.body or story.text
    said = (body, LINK_TARGET.sub("", body), *(writing.spoken for writing in story.besides))
    phrases = dict.fromkeys((run for text in said for run in runs(text)), Hit(name, RUN_SAID))
    if story.slug:
        phrases |= {normal(f"{way} {story.slug}"): Hit(name, "the address") for way in ("stories", "story")}
    phrases |= {normal(value): Hit(name, SPOKEN_FIELDS[field]) for field, value in _spoken(story)}
    phrases.pop("  ", None)
    return phrases


def _spoken(story: RawStory) -> Iterator[tuple[str, str]]:
    fields: dict[str, Any] = story.page.fields.data if story.page.fields else {}
    for field in SPOKEN_FIELDS:
        if isinstance(fields.get(field), str):
            yield field, fields[field]
