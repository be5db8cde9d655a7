"""Looks through a story for what would identify somebody beyond what was agreed.

Only a person can judge whether a plot gives its teller away. This finds the plain cases: the identifiers of the
HIPAA Safe Harbor list (45 CFR 164.514(b)(2)) that have a form, as they are written in the United Kingdom.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ...diagnostics import Diagnostic, report
from ...load import RawStory
from ..checked import Consent
from .contacts import emails, phones, postcodes, profiles
from .days import ages, telling_days
from .known import Known, known_contacts
from .names import Person, unagreed_names
from .numbers import health_numbers, insurance_numbers, plates, record_numbers
from .passages import LOOKED_AT, Hit, Passage, passages_of, without_addresses

__all__ = ["Known", "identifiers_in", "known_contacts"]

MOST_HITS = 1000
"""Findings told of one passage. All that withhold come first, but for days, of which fewer are looked at."""


def identifiers_in(raw: RawStory, consent: Consent, known: Known) -> list[Diagnostic]:
    """Everything in a story's words, captions and file names that looks like an identifier.

    No message repeats more than an identifier's last two characters, because logs are often public.
    """
    if not raw.slug:
        return []
    person = Person.of(raw, consent, known.language)
    return [each for passage in passages_of(raw) for each in _reports(passage, known, person)]


def _reports(passage: Passage, known: Known, person: Person) -> Iterator[Diagnostic]:
    if len(passage.text) > LOOKED_AT:
        yield report("identifier-unchecked", passage.place(0, 1), where=passage.what)
        return
    taken = bytearray(len(passage.text))
    for hit in islice(_hits(passage, known, person), MOST_HITS):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            end = "".join(filter(str.isalnum, passage.text[hit.start : hit.end]))[-2:]
            yield report(hit.name, passage.place(hit.start, hit.end), where=passage.what, end=end)


def _hits(passage: Passage, known: Known, person: Person) -> Iterator[Hit]:
    """All findings, the graver and surer kinds first: of two at one place only the first is told."""
    text = passage.text
    yield from emails(text, known.emails)
    bare = without_addresses(text)
    yield from health_numbers(bare)
    yield from insurance_numbers(bare)
    yield from phones(bare, known.phones, known.regions)
    yield from record_numbers(bare)
    yield from postcodes(bare)
    yield from telling_days(bare, person.language)
    yield from ages(bare)
    yield from profiles(text, known.handles)
    yield from plates(bare)
    yield from unagreed_names(bare, passage, person)
