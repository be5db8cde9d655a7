"""What belongs to one story: every phrase by which its words, its names and its address would be known elsewhere."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import regex

from ..load import RawStory
from .words import normal, runs

__all__ = ["NAME_SHOWN", "RUN_SAID", "Hit", "phrases_of", "readings_of"]

RUN_SAID = "eight words in a row"
NAME_SHOWN = "the name shown"
SPOKEN_FIELDS = {
    "title": "the title",
    "photo_alt": "the photo's description",
    "photo_credit": "the photo's credit",
    "content_note": "the content note",
    "quote": "the quotation",
    # The last, because what is a name stays one even where it is a title or a description too.
    "shown_name": NAME_SHOWN,
}
SILENT_FIELDS = frozenset({"consent", "campaigns", "language", "photo", "photo_focus", "type"})
"""Fields that nobody reads: the record, and what says where and how the story stands."""
FIELD_LINE = re.compile(r"^([A-Za-z_][\w -]*):[ \t]+(.+)$", re.MULTILINE)
RECORD_FIELDS = re.compile(
    r"(?:status|record|given|expires|channels|identity|copy|media|recipients|renews|notice|withdrawn)"
)
FOOTNOTE = re.compile(r"\[\^[^\]\n]*\]:?")
LINK_TARGET = re.compile(r"\]\([^)\n]*\)|<[^<>\n]*>")
EMPHASIS = re.compile(r"[*_~`]+|\[|\]")
HONORIFIC = regex.compile(r"^(?:mr|mrs|ms|miss|mx|dr|prof|sir|dame|sr|sra|srta|don|dona|mme|mlle|herr|frau|umm|abu)$")
HANGUL_NAME = regex.compile(r"\p{Hangul}{3,}")
SHORTEST_JOINED = 10
"""Letters of a name written as one word, such as a hashtag, that is nobody's common word."""
SHORTEST_NAME = 3
"""Letters of a single name that is looked for: an initial, or two letters, stand everywhere."""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """Something of a story: its slug, or its path where it has none, and what it is."""

    story: str
    what: str


def phrases_of(story: RawStory) -> dict[str, Hit]:
    """Every phrase that belongs to this story, in normal form."""
    name = story.slug or story.page.path
    phrases = dict.fromkeys((run for text in _texts(story) for run in runs(text)), Hit(name, RUN_SAID))
    if story.slug:
        ways = ("stories", "story") if "-" in story.slug else ("stories",)
        phrases |= {normal(f"{way} {story.slug}"): Hit(name, "the address") for way in ways}
    for field, value in _fields(story):
        what = SPOKEN_FIELDS.get(field, "one of its fields")
        phrases |= dict.fromkeys(_ways_to_say(value, what), Hit(name, what))
    return {phrase: hit for phrase, hit in phrases.items() if _tells_anything(phrase, hit)}


def _texts(story: RawStory) -> Iterator[str]:
    """What is written in the story, with its markup read in each way that another text may have it."""
    for text in (story.page.body or story.text, *(writing.spoken for writing in story.besides)):
        yield from readings_of(text)


def readings_of(text: str) -> Iterator[str]:
    """A text of Markdown as it stands, and with its markup read in each way that another text may have it."""
    plain = FOOTNOTE.sub("", html.unescape(text))
    yield text
    yield EMPHASIS.sub("", LINK_TARGET.sub("", plain))
    yield LINK_TARGET.sub(" ", plain)


def _fields(story: RawStory) -> Iterator[tuple[str, str]]:
    """The fields that somebody may read, misspelt ones too; of front matter that can't be read, its lines."""
    fields: dict[str, Any] = story.page.fields.data if story.page.fields else {}
    written = list(fields.items()) if story.page.fields else FIELD_LINE.findall(story.text)
    order = list(SPOKEN_FIELDS)
    kept = [(field, value) for field, value in written if isinstance(value, str) and _is_spoken(field)]
    yield from sorted(kept, key=lambda each: order.index(each[0]) if each[0] in order else -1)


def _is_spoken(field: str) -> bool:
    return field not in SILENT_FIELDS and not RECORD_FIELDS.match(field)


def _ways_to_say(value: str, what: str) -> Iterator[str]:
    """The whole of a field; of a long one every run of words; of a name each way to write it."""
    yield normal(value)
    if what != NAME_SHOWN:
        yield from runs(value)
        return
    words = [word for word in normal(re.split(r"[,(\[/]", value)[0]).split() if not word.isdigit()]
    bare = [word for word in words if not HONORIFIC.match(word)]
    yield f" {' '.join(bare)} "
    if len(bare) > 1:
        yield f" {bare[-1]} {' '.join(bare[:-1])} "
    if len(bare) > 1 and len("".join(bare)) >= SHORTEST_JOINED:
        yield f" {''.join(bare)} "
    # Korean puts what English has prepositions for right behind a name.
    yield from (f" {word}" for word in bare if HANGUL_NAME.fullmatch(word))


def _tells_anything(phrase: str, hit: Hit) -> bool:
    """Whether a text with `phrase` in it says anything of the story: one word does only as a name of some length."""
    words = phrase.split()
    if len(words) > 1:
        return True
    return bool(words) and hit.what == NAME_SHOWN and len(words[0]) >= SHORTEST_NAME
