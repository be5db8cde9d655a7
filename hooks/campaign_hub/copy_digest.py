"""The digest that ties a consent record to the words and pictures that the person approved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from .load import Media, Page
from .load.settled import settled

__all__ = ["copy_digest"]

APPROVED_FIELDS = ("title", "shown_name", "quote", "photo", "photo_alt", "content_note")


def copy_digest(page: Page, media: Iterable[Media]) -> str:
    """SHA-256, in hex, of all that a person approves: the fields that are shown, the text and the media files.

    Line ends, spaces at a line's end, empty lines at the end, and how letters are composed make no difference; every
    other change does. Consent and the list of campaigns are not part of it.
    """
    fields = page.fields.data if page.fields else {}
    digest = hashlib.sha256()
    for name in APPROVED_FIELDS:
        _add(digest, name, settled(str(fields.get(name) or "")))
    # A field of later days: records that were made before it keep their digest.
    if "photo_credit" in fields:
        _add(digest, "photo_credit", settled(str(fields["photo_credit"])))
    _add(digest, "body", settled(page.body))
    for each in sorted(media, key=lambda file: file.path):
        _add(digest, each.path.rpartition("/")[2], each.sha256)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, name: str, value: str) -> None:
    # With its length before it, no text can run over into the next.
    digest.update(f"{name}:{len(value)}:{value}\n".encode())
