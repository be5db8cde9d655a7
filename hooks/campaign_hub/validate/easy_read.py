"""What a campaign's easy-read version holds: one short idea after the other, each with a picture beside it.

The shape is that of "Making written information easier to understand for people with learning disabilities"
(Department of Health, 2010) and of "Accessible communication formats" (gov.uk): pictures to the left of the words that
they belong to, one idea in a sentence, hard words explained, and people with learning disabilities who checked it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from ..diagnostics import Diagnostic, errors_of, report
from ..load import Located
from .beside import CheckedFile, unknown_sources
from .brief import Brief
from .fields import Address, Line, Schema, Slug
from .media import PictureFile
from .schema import read_as

__all__ = ["EasyRead", "check_easy_read", "easy_read_pictures", "read_easy_read"]

MOST_PARTS = 12
MOST_IDEAS = 20


class EasyLink(Schema):
    """Where an idea leads, and what the link says."""

    text: Annotated[Line, StringConstraints(max_length=60)]
    url: Address


class Idea(Schema):
    """One idea in one or two short sentences, the picture beside it, and what it rests on."""

    text: Annotated[Line, StringConstraints(max_length=200)]
    picture: PictureFile | None = None
    alt: Annotated[Line, StringConstraints(max_length=200)] | None = None
    link: EasyLink | None = None
    sources: Annotated[tuple[Slug, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _picture_described(self) -> Self:
        if self.picture and not self.alt:
            raise PydanticCustomError("easy-read-picture-undescribed", "alt", {"given": self.picture})
        return self


class EasyPart(Schema):
    """A few ideas that belong together, below a heading."""

    heading: Annotated[Line, StringConstraints(max_length=70)]
    ideas: Annotated[tuple[Idea, ...], Field(min_length=1, max_length=MOST_IDEAS, strict=False)]


class HardWord(Schema):
    """A word that not everybody knows, and what it means."""

    word: Annotated[Line, StringConstraints(max_length=40)]
    means: Annotated[Line, StringConstraints(max_length=200)]


class ReadersCheck(Schema):
    """Which group of readers checked the version, and when."""

    by: Line
    on: date


class EasyRead(Schema):
    """An easy-read version; without `checked`, its page says that no readers have checked it yet."""

    title: Annotated[Line, StringConstraints(max_length=70)]
    description: Annotated[Line, StringConstraints(max_length=200)]
    checked: ReadersCheck | None = None
    parts: Annotated[tuple[EasyPart, ...], Field(min_length=1, max_length=MOST_PARTS, strict=False)]
    words: Annotated[tuple[HardWord, ...], Field(max_length=MOST_IDEAS, strict=False)] = ()


def read_easy_read(located: Located, found: list[Diagnostic]) -> CheckedFile[EasyRead] | None:
    """The version in a file, or None with everything that is wrong with its fields added to `found`."""
    if not isinstance(located.data, dict):
        found.append(report("easy-read-not-fields", located.place()))
        return None
    fields, wrong = read_as(EasyRead, located)
    found += wrong
    return CheckedFile(fields, located) if fields else None


def easy_read_pictures(easy: CheckedFile[EasyRead]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The path of every picture that the version shows, with the way to the field that names it."""
    folder = easy.path.rpartition("/")[0]
    for at, part in enumerate(easy.fields.parts):
        for to, idea in enumerate(part.ideas):
            if idea.picture:
                yield ("parts", at, "ideas", to, "picture"), f"{folder}/{idea.picture}"


def check_easy_read(
    easy: CheckedFile[EasyRead], brief: Brief, there: Collection[str], found: list[Diagnostic]
) -> CheckedFile[EasyRead] | None:
    """`easy`, or None where it names a source that its `brief` lacks or a picture that is not `there`: told of."""
    ideas = {
        ("parts", at, "ideas", to): idea
        for at, part in enumerate(easy.fields.parts)
        for to, idea in enumerate(part.ideas)
    }
    told = [*unknown_sources(easy.located, {(*spot, "sources"): each.sources for spot, each in ideas.items()}, brief)]
    for spot, path in easy_read_pictures(easy):
        if path not in there:
            told.append(report("file-not-beside", easy.place(*spot), given=path.rpartition("/")[2]))
    found += told
    return None if errors_of(told) else easy
