"""What a patient story and its consent record hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from ..choices import GivenBy
from .fields import Language, Line, Schema, Slug
from .media import Focus, MediaFile

__all__ = ["ConsentRecord", "Story"]

Channel = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
RecordId = Annotated[str, StringConstraints(pattern=r"^CR-[0-9A-Z]{8,64}$")]


class ConsentRecord(Schema):
    """The machine-checkable part of a consent record, in the terms of ISO/IEC TS 27560 and W3C DPV.

    Only `status` has to be there: the gate asks for the other fields of a record whose status can publish.
    """

    status: Literal[
        "given",
        "renewed",
        "requested",
        "deferred",
        "refused",
        "withdrawn",
        "revoked",
        "expired",
        "invalidated",
        "unknown",
    ]
    record_id: RecordId | None = None
    given_on: date | None = None
    expires_on: date | None = None
    given_by: GivenBy | None = None
    channels: Annotated[tuple[Channel, ...], Field(strict=False)] | None = None
    identity: Literal["anonymous", "pseudonym", "first_name", "full_name"] | None = None
    copy_approved_on: date | None = None
    media: Annotated[
        tuple[Literal["text", "quote", "photo", "audio", "video", "artwork"], ...], Field(strict=False)
    ] = ("text", "quote")
    languages: Annotated[tuple[Language, ...], Field(strict=False)] | None = None
    copy_sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    recipients: Annotated[tuple[Slug, ...], Field(strict=False)] = ()
    renews: RecordId | None = None
    notice: Line | None = None
    withdrawn_on: Any = None
    schema_: Annotated[Literal[1] | None, Field(alias="schema")] = None
    likeness: Literal["none", "not_identifiable", "identifiable"] | None = None
    jurisdiction: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")] | None = None
    recheck_on: date | None = None


class Story(Schema):
    """A story's front matter without its consent, which is read for itself."""

    title: Line
    campaigns: Annotated[tuple[Slug, ...], Field(min_length=1, strict=False)]
    language: Language | None = None
    shown_name: Line | None = None
    quote: Annotated[Line, StringConstraints(max_length=200)] | None = None
    photo: MediaFile | None = None
    photo_alt: Line | None = None
    photo_focus: Focus | None = None
    photo_credit: Line | None = None
    content_note: Line | None = None
    type: Literal["story"] | None = None
