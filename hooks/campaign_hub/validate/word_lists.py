"""What the lists of words and the settings for reading hold: advice on wording, as the organisation may edit it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field

from ..diagnostics import Diagnostic, report
from ..load import Located
from .fields import Address, Language, Line, Schema, Slug
from .schema import nearest, read_as

__all__ = [
    "LISTS",
    "Advice",
    "Entry",
    "Reading",
    "WordList",
    "Wording",
    "for_language",
    "for_language_and_wider",
    "read_wording",
]

LISTS = (
    "plain-words",
    "person-first-words",
    "sensational-words",
    "corporate-words",
    "link-says-nothing",
    "unsafe-words",
    "method-detail",
)
"""The lists, each the name of its file in `words/` and of the diagnostic that it gives."""

List = TypeVar("List", bound=Schema)


def _one_or_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Lines = Annotated[tuple[Line, ...], BeforeValidator(_one_or_list), Field(strict=False)]
Slugs = Annotated[tuple[Slug, ...], BeforeValidator(_one_or_list), Field(strict=False)]
Some = Annotated[tuple[Line, ...], BeforeValidator(_one_or_list), Field(strict=False, min_length=1)]


class Advice(Schema):
    """Who advises so, where, and when somebody last read it."""

    title: Line
    publisher: Line
    url: Address
    read_on: date


class Entry(Schema):
    """Words to avoid, in every form that counts, and what to write in their place.

    In the phrases of `but_not` the words are right. With `topics` the entry holds only in campaigns that are about one
    of them. With `where: link` it holds only for the whole text of a link, with `where: heading` only in titles.
    `wrong` and `right` are examples, which a test holds the entry to.
    """

    avoid: Some
    use: Lines = ()
    source: Slug
    note: Line | None = None
    but_not: Lines = ()
    topics: Slugs = ()
    where: Literal["text", "link", "heading"] = "text"
    wrong: Lines = ()
    right: Lines = ()


class WordList(Schema):
    """One list: where its advice is from, and its entries by language. Those of `en` hold for `en-GB` too."""

    sources: dict[Slug, Advice]
    words: dict[Language, Annotated[tuple[Entry, ...], Field(strict=False)]]

    def entries_for(self, language: str) -> Iterator[Entry]:
        """The entries that hold for texts in `language`."""
        for entries in for_language_and_wider(self.words, language):
            yield from entries


class Limit(Schema):
    """A number, and whose advice it is."""

    most: Annotated[int, Field(ge=5, le=200)]
    source: Slug


class Reading(Schema):
    """What `words/reading.yml` holds, by language: how long a sentence may be, and short forms that everybody knows.

    `goal` is what a formula for reading should give at most (a US grade in English) or at least (a score in Spanish).
    `invitations` are words by which a post asks for something to come back. `ours` and `yours` are words for the
    organisation itself and for the reader; without both a language is not counted.
    """

    sources: dict[Slug, Advice]
    longest_sentence: dict[Language, Limit] = {}
    goal: dict[Language, Limit] = {}
    known_short_forms: dict[Language, Lines] = {}
    invitations: dict[Language, Lines] = {}
    ours: dict[Language, Lines] = {}
    yours: dict[Language, Lines] = {}

    def title_of(self, source: str) -> str:
        """A source as a sentence names it."""
        advice = self.sources.get(source)
        return f"{advice.publisher}, {advice.title}" if advice else source


Value = TypeVar("Value")


def for_language_and_wider(values: Mapping[str, Value], language: str) -> list[Value]:
    """What `values` has for `language` and for the wider language that it belongs to, the wider one first."""
    tags = dict.fromkeys((language.split("-", maxsplit=1)[0], language))
    return [values[tag] for tag in tags if tag in values]


def for_language(values: Mapping[str, Value], language: str) -> Value | None:
    """What `values` has for `language`, or else for the wider language; None where it has neither."""
    return next(reversed(for_language_and_wider(values, language)), None)


@dataclass(frozen=True, slots=True)
class Wording:
    """All advice on wording: the lists by their name, and the settings for reading, None where there are none."""

    lists: Mapping[str, WordList] = field(default_factory=dict)
    reading: Reading | None = None


def read_wording(files: Mapping[str, Located], found: list[Diagnostic]) -> Wording:
    """The lists and settings among `files`, the files of `words/` by name; one that is not there advises nothing."""
    lists = {}
    for name in LISTS:
        read = _read(WordList, files.get(name), found)
        if read:
            lists[name] = read
            found += _unknown_sources(read, files[name])
    reading = _read(Reading, files.get("reading"), found)
    return Wording(lists, reading)


def _read(schema: type[List], located: Located | None, found: list[Diagnostic]) -> List | None:
    if located is None:
        return None
    value, more = read_as(schema, located)
    found += more
    return value


def _unknown_sources(words: WordList, located: Located) -> Iterator[Diagnostic]:
    known = list(words.sources)
    for language, entries in words.words.items():
        for at, entry in enumerate(entries):
            if entry.source not in words.sources:
                place = located.place("words", language, at, "source")
                suggestion = nearest(entry.source, known) if known else "Add it to sources."
                yield report("name-unknown", place, given=entry.source, what="sources", suggestion=suggestion)
