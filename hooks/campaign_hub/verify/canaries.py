"""What would give a withheld story away: its words, its names, its address, its consent record and its files."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from ahocorasick_rs import AhoCorasick

from ..load import RawStory

__all__ = ["Canaries"]

Hit = tuple[str, str]
"""The story, and what of it was found."""

WORD = re.compile(r"\w+")
RECORD = re.compile(r"CR-[0-9A-Z]{8,64}")
RUN = 8
"""Words in a row that two texts do not share by chance."""

SPOKEN_FIELDS = {
    "title": "the title",
    "shown_name": "the name shown",
    "quote": "the quotation",
    "photo_alt": "the photo's description",
    "content_note": "the content note",
}


def normal(text: str) -> str:
    """`text` as words with one space around each: without case, accents' composition, punctuation or layout."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return f" {' '.join(WORD.findall(folded))} "


class Canaries:
    """Everything to look for, made once and looked for in one pass over each text."""

    def __init__(
        self, withheld: tuple[RawStory, ...], published: tuple[RawStory, ...], own_words: tuple[str, ...]
    ) -> None:
        public = {phrase for story in published for phrase in _phrases(story)}
        words = {word for text in own_words for word in normal(text).split()}
        kept = {
            phrase: hit
            for story in withheld
            for phrase, hit in _phrases(story).items()
            if phrase not in public and not (phrase.count(" ") == 2 and phrase.strip() in words)
        }
        kept |= {phrase: hit for story in (*withheld, *published) for phrase, hit in _records(story).items()}
        self._hits = list(kept.values())
        self._search = AhoCorasick(list(kept)) if kept else None
        open_files = {_digest(media.content) for story in published for media in story.media}
        files = {_digest(media.content): story for story in withheld for media in story.media}
        self._files = {digest: story for digest, story in files.items() if digest not in open_files}

    def in_text(self, text: str) -> Iterator[Hit]:
        """What of withheld stories `text` holds."""
        if self._search:
            for number, _, _ in self._search.find_matches_as_indexes(normal(text), overlapping=True):
                yield self._hits[number]

    def in_bytes(self, content: bytes) -> Iterator[Hit]:
        """The story one of whose files `content` is, byte for byte."""
        story = self._files.get(_digest(content)) if self._files else None
        if story:
            yield _name(story), "a file"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _name(story: RawStory) -> str:
    return story.slug or story.page.path


def _records(story: RawStory) -> dict[str, Hit]:
    return {normal(record): (_name(story), "the consent record") for record in RECORD.findall(story.text)}


def _phrases(story: RawStory) -> dict[str, Hit]:
    """Every phrase that belongs to this story, in normal form."""
    name = _name(story)
    phrases = dict.fromkeys(_runs(story.page.body or story.text), (name, "eight words in a row"))
    if story.slug:
        phrases |= {normal(f"{way} {story.slug}"): (name, "the address") for way in ("stories", "story")}
    for field, value in _spoken(story):
        phrases[normal(value)] = (name, SPOKEN_FIELDS[field])
    phrases.pop("  ", None)
    return phrases


def _spoken(story: RawStory) -> Iterable[tuple[str, str]]:
    fields: dict[str, Any] = story.page.fields.data if story.page.fields else {}
    return ((field, str(fields[field])) for field in SPOKEN_FIELDS if isinstance(fields.get(field), str))


def _runs(text: str) -> Iterator[str]:
    words = normal(text).split()
    for start in range(max(1, len(words) - RUN + 1)):
        yield f" {' '.join(words[start : start + RUN])} "
