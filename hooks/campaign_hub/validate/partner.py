"""What a partner's file holds: an organisation that gets a kit of its own, made from the campaigns' briefs."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from .brief import Handle
from .fields import Language, Line, Schema, Slug
from .local_words import Local
from .media import PictureFile

__all__ = ["KitPartner"]


class KitPartner(Schema):
    """A partner with a kit of its own for each of its campaigns; `logo` is a picture in `content/partners/`.

    It is on the platforms that `handles` names, and on those that have no handles, such as WhatsApp, in `platforms`.
    Where `cards` names some, its kit has those and what its posts show, and else all. `terms` is what was agreed with
    it besides the terms of every kit.
    """

    name: Annotated[Line, StringConstraints(max_length=80)]
    campaigns: Annotated[tuple[Slug, ...], Field(min_length=1, strict=False)]
    logo: PictureFile | None = None
    language: Language | None = None
    handles: dict[Slug, Handle] = {}
    platforms: Annotated[tuple[Slug, ...], Field(strict=False)] = ()
    cards: Annotated[tuple[Slug, ...], Field(strict=False)] = ()
    local: Local = Local()
    terms: Annotated[Line, StringConstraints(max_length=300)] | None = None

    @property
    def places(self) -> tuple[str, ...]:
        """The ids of the platforms that it is on, each once."""
        return tuple(dict.fromkeys((*self.handles, *self.platforms)))
