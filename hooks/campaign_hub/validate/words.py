"""Read the words of the interface, and hold every language to the slots of the English ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from ..diagnostics import Diagnostic, report
from ..load import Located
from .fields import Line, Schema
from .schema import read_as, shown

__all__ = ["SLOT", "HashtagWords", "Words", "read_words"]

Words = Mapping[str, Mapping[str, str]]
"""Interface words by language and key."""
SLOT = re.compile(r"\{(\w+)\}")
"""A fact in its braces. Nothing else in braces means anything: no width, no attribute."""
BRACED = re.compile(r"\{[^{}]*\}?|\}")
USED = re.compile(r"""\bword\(\s*["'](\w+)["']\s*[,)]""")
"""Words that a template asks for by their whole name."""


class HashtagWords(Schema):
    """What `words/hashtags.yml` holds: words in small letters that no hashtag should read as."""

    reads_otherwise: Annotated[tuple[Line, ...], Field(strict=False)] = ()


class _Wording(Schema):
    """The words of one language; each key is its own field."""

    model_config = Schema.model_config | {"extra": "allow"}
    __pydantic_extra__: dict[str, str]


def read_words(located: Located | None, templates: Mapping[str, str], found: list[Diagnostic]) -> Words | None:
    """The interface words, or None where they can't be read. `templates` are the texts, by path, that use them."""
    if located is None:
        return None
    readable = [_read_language(located, language, found) for language in located.data]
    if not all(readable):
        return None
    found += [*_odd_slots(located), *_missing(located, templates)]
    words: Words = located.data
    return words


def _read_language(located: Located, language: str, found: list[Diagnostic]) -> bool:
    if not isinstance(located.data[language], dict):
        given, wanted = shown(located.data[language]), "a group of words, each on a line of its own"
        found.append(report("wrong-type", located.place(language), field=language, given=given, wanted=wanted))
        return False
    words, more = read_as(_Wording, located, (language,))
    found += more
    return words is not None


def _odd_slots(located: Located) -> Iterator[Diagnostic]:
    english = located.data.get("en", {})
    for language, words in located.data.items():
        for key, text in words.items():
            known = set(BRACED.findall(english.get(key, text)))
            odd = [slot for slot in BRACED.findall(text) if slot not in known or not SLOT.fullmatch(slot)]
            if odd:
                yield report("word-slot-unknown", located.place(language, key), slot=odd[0], key=key)


def _missing(located: Located, templates: Mapping[str, str]) -> Iterator[Diagnostic]:
    used = {key: path for path, text in templates.items() for key in USED.findall(text)}
    for key, path in sorted(used.items()):
        if key not in located.data.get("en", {}):
            yield report("word-missing", located.place("en"), key=key, path=path)
