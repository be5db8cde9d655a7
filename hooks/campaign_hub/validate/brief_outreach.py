"""By what and whom a campaign is carried on: hashtags, partners and allies."""

from __future__ import annotations

from datetime import date
from typing import Literal

from .brief_values import Handle, Slugs, Tag
from .fields import Language, Line, Schema, Slug
from .media import PictureFile

__all__ = ["Ally", "Hashtag", "Partner"]


class Hashtag(Schema):
    """A hashtag without its `#`, what it is for, and when it was last checked for other uses."""

    tag: Tag
    role: Literal["official", "topic", "community"]
    language: Language | None = None
    checked_on: date | None = None
    also_means: Line | None = None


class Partner(Schema):
    """An organisation to tag and to amplify."""

    name: Line
    handles: dict[Slug, Handle] = {}
    why: Line | None = None
    logo: PictureFile | None = None


class Ally(Schema):
    """Somebody to tag, to amplify or to answer, and for which audiences they speak as part of them.

    `sees_it_differently` says what they see in another way than the campaign. Only with `public` are they on the kit.
    """

    who: Line
    kind: Literal["tag", "amplify", "reply"]
    handles: dict[Slug, Handle] = {}
    speaks_for: Slugs = ()
    sees_it_differently: Line | None = None
    why: Line | None = None
    public: bool = False
