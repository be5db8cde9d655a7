"""What a spokesperson's sheet holds: who may speak on what, in which lines, and what comes back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from .brief_values import Text
from .fields import Language, Line, Schema, Slug
from .media import Focus, MediaFile
from .organisation import Email

__all__ = ["KEY_LINES", "Contact", "HardQuestion", "Person", "PersonalPost", "Spokesperson"]

KEY_LINES = 3
"""How many lines somebody can keep in mind: the first is what they say if they can say but one thing."""
Role = Annotated[Line, StringConstraints(max_length=90)]
Lines = Annotated[tuple[Line, ...], Field(strict=False)]
Slugs = Annotated[tuple[Slug, ...], Field(strict=False)]
Quote = Annotated[Line, StringConstraints(max_length=200)]


class Contact(Schema):
    """Whom to ask for this spokesperson: a role or a team, and how to reach it."""

    who: Role
    phone: Line | None = None
    email: Email | None = None
    hours: Line | None = None


class HardQuestion(Schema):
    """A question that is hard to answer, an honest answer, and the line that leads on to the message `to`."""

    question: Line
    answer: Line
    bridge: Line
    to: Slug


class PersonalPost(Schema):
    """A post for a personal account, with `{disclosure}` where it says for whom they work."""

    id: Slug
    platforms: Annotated[tuple[Slug, ...], Field(min_length=1, strict=False)]
    text: Text
    message: Slug | None = None


class Person(Schema):
    """A person who agreed to be named. `consent` is a story's record, and is read like one."""

    shown_name: Line | None = None
    quote: Quote | None = None
    photo: MediaFile | None = None
    photo_alt: Line | None = None
    photo_focus: Focus | None = None
    photo_credit: Line | None = None
    consent: Any = None


class Spokesperson(Schema):
    """A sheet by role for one campaign. `key_lines`, and `to` and `message` further down, name messages of its brief.

    Only with `public` the kit page says who can speak: the role, its topics and audiences, the quotation and
    `public_contact`, or else the organisation's own contact. `quote` is what the role says, once that was approved.
    """

    role: Role
    campaign: Slug
    language: Language | None = None
    public: bool = False
    topics: Annotated[tuple[Line, ...], Field(min_length=1, strict=False)]
    audiences: Slugs = ()
    key_lines: Annotated[tuple[Slug, ...], Field(min_length=1, strict=False)]
    questions: Annotated[tuple[HardQuestion, ...], Field(strict=False)] = ()
    do_not_say: Lines = ()
    disclosure: Line | None = None
    posts: Annotated[tuple[PersonalPost, ...], Field(strict=False)] = ()
    quote: Quote | None = None
    quote_approved_on: date | None = None
    contact: Contact
    public_contact: Contact | None = None
    review_due: date
    person: Person | None = None
