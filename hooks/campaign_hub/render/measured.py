"""What decides whether the cards of a campaign fit, so that a check need not lay the same ones out again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from ..derive import Picture, Poster
from ..validate.organisation import Brand
from .card_cache import engine

__all__ = ["measured_key"]


def measured_key(
    pictures: Iterable[Picture | Poster], brand: Brand, logo: bytes | None, photos: Mapping[str, str]
) -> str:
    """The digest, in hex, of everything that decides whether the texts of `pictures` fit.

    `photos` has the digest of each picture that a card can show, by its path.
    """
    digest = hashlib.sha256(f"{engine()}{brand!r}{_digest(logo)}".encode())
    shown: dict[str, str] = {}
    cards: dict[int, str] = {}
    for picture in pictures:
        card = picture.card
        for path in (card.photo, *card.logos):
            if path and path in photos and path not in shown:
                shown[path] = photos[path]
        # A campaign has few cards and many shapes of each.
        said = cards.get(id(card)) or cards.setdefault(id(card), repr(card))
        what = repr(picture) if isinstance(picture, Poster) else f"{said}{picture.shape!r}"
        digest.update(what.encode())
    digest.update(json.dumps(shown, sort_keys=True).encode())
    return digest.hexdigest()


def _digest(content: bytes | None) -> str:
    return hashlib.sha256(content).hexdigest() if content else ""
