"""Finds names that say more than what was agreed. Surnames can't be known: only their look can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from ...load import RawStory
from ..checked import Consent
from .passages import FIELDS, Hit, Passage

__all__ = ["Person", "unagreed_names"]

NAME = r"\p{Lu}[\p{L}\p{M}'-]+"
FULL = regex.compile(rf"(?<![\p{{L}}]){NAME}(?:\s+(?:de|la|del|da|dos|van|von|der|den|bin|al|el|of|y)){{0,2}}\s+{NAME}")
IN_PARENTHESES = regex.compile(r"\([^()]*\)")
SAID = regex.compile(
    rf"\b(?i:my name is|my name's|call me|i'm called|me llamo|mi nombre es)\s+(?P<name>{NAME})"
    rf"|\b(?:I'm|I am|i'm|i am|Soy|soy)\s+(?P<is>{NAME})"
)
NO_NAMES = (
    "African American Arab Asian Asperger Australian Austrian Bangladeshi Black Brazilian British Buddhist Bulgarian "
    "Canadian Caribbean Catholic Chinese Cornish Cuban Deaf Dutch Egyptian English European Filipino Finnish French "
    "German Ghanaian Greek HIV GP Hindu Hungarian Indian Iranian Iraqi Irish Israeli Italian Jamaican Japanese Jewish "
    "Kenyan Kurdish Lithuanian Mexican Muslim Nepali Nigerian Northern Norwegian OK Pakistani Polish Portuguese "
    "Protestant Punjabi Roma Romanian Russian Scottish Sikh Slovak Somali Spanish Swedish Swiss Syrian Tamil Turkish "
    "Type Ugandan Ukrainian Vietnamese Welsh White Zimbabwean"
)
"""What people say they are, with a capital, and is no name."""
NOT_FULL_NAME = frozenset({"anonymous", "pseudonym", "first_name"})


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of the person who tells a story: how they agreed to be shown, by which name, in what language."""

    identities: frozenset[str]
    shown_name: str
    language: str

    @classmethod
    def of(cls, raw: RawStory, consent: Consent, site_language: str) -> Person:
        """Read it from a story's fields, whatever they hold."""
        fields = raw.page.fields.data if raw.page.fields else {}
        agreed = (record.identity for record in consent) if isinstance(consent, tuple) else ()
        shown, language = fields.get("shown_name"), fields.get("language")
        return cls(
            frozenset(identity for identity in agreed if identity),
            shown if isinstance(shown, str) else "",
            language if isinstance(language, str) else site_language,
        )


def unagreed_names(text: str, passage: Passage, person: Person) -> Iterator[Hit]:
    """Full names where less was agreed to, and any name that an anonymous story's teller gives."""
    if "full_name" in person.identities or not person.identities & NOT_FULL_NAME:
        return
    yield from _full_names(text, passage, person)
    if "anonymous" in person.identities:
        for found in SAID.finditer(text):
            group = "name" if found["name"] else "is"
            if group == "name" or found["is"] not in NO_NAMES.split():
                yield Hit("identifier-name-said", *found.span(group))


def _full_names(text: str, passage: Passage, person: Person) -> Iterator[Hit]:
    """A shown name of two capitalised words outside parentheses, or elsewhere the shown name with a word like that."""
    if passage.what == FIELDS["shown_name"]:
        said = IN_PARENTHESES.sub(lambda found: "\0" * len(found[0]), text)
        for found in FULL.finditer(said):
            yield Hit("identifier-full-name", found.start(), found.end())
        return
    first = regex.match(NAME, person.shown_name)
    if first and len(first[0]) > 2:
        for found in regex.finditer(rf"(?<!\p{{L}}){regex.escape(first[0])}\s+{NAME}", text):
            yield Hit("identifier-full-name", found.start(), found.end())
