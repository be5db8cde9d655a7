"""What the plan of a campaign's short vertical video holds: its scenes, what is said in each, and what is seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from ..diagnostics import Diagnostic, errors_of, report
from ..load import Located
from ..load.located import Spot
from .beside import CheckedFile, unknown_sources
from .brief import Brief
from .fields import Line, Schema, Slug
from .schema import nearest, read_as

__all__ = ["Scene", "VideoPlan", "check_video", "read_video"]

MOST_SCENES = 20
LONGEST_SCENE = 60


class Scene(Schema):
    """One scene: whole seconds, what is said, what is seen, and what stands on the screen.

    What is said is a `message` of the brief, `words` of its own or a `story`'s quote, or nothing. On the screen is
    `text`, else the short form of what is said; or `card`, one of the campaign's. `shows` is what a camera sees, and
    what audio description says.
    """

    id: Slug
    seconds: Annotated[int, Field(ge=1, le=LONGEST_SCENE)]
    shows: Annotated[Line, StringConstraints(max_length=200)]
    message: Slug | None = None
    words: Annotated[Line, StringConstraints(max_length=300)] | None = None
    story: Slug | None = None
    text: Annotated[Line, StringConstraints(max_length=140)] | None = None
    card: Slug | None = None
    sources: Annotated[tuple[Slug, ...], Field(strict=False)] = ()

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if sum(each is not None for each in (self.message, self.words, self.story)) > 1:
            raise PydanticCustomError("scene-says-twice", "says", {"given": self.id})
        if sum(each is not None for each in (self.text, self.card, self.story)) > 1:
            raise PydanticCustomError("scene-shows-twice", "shows", {"given": self.id})
        return self


class VideoPlan(Schema):
    """A short vertical video for some platforms, scene by scene."""

    title: Annotated[Line, StringConstraints(max_length=70)]
    platforms: Annotated[tuple[Slug, ...], Field(min_length=1, strict=False)]
    scenes: Annotated[tuple[Scene, ...], Field(min_length=1, max_length=MOST_SCENES, strict=False)]


def read_video(located: Located, found: list[Diagnostic]) -> CheckedFile[VideoPlan] | None:
    """The plan in a file, or None with everything that is wrong with its fields added to `found`."""
    if not isinstance(located.data, dict):
        found.append(report("video-not-fields", located.place()))
        return None
    fields, wrong = read_as(VideoPlan, located)
    found += wrong
    return CheckedFile(fields, located) if fields else None


def check_video(video: CheckedFile[VideoPlan], brief: Brief, found: list[Diagnostic]) -> CheckedFile[VideoPlan] | None:
    """`video`, or None where a scene names what its `brief` does not have, which is added to `found`."""
    scenes = video.fields.scenes
    named: dict[Spot, Iterable[str]] = {("scenes", at, "sources"): scene.sources for at, scene in enumerate(scenes)}
    told = [*_ids_twice(video), *_messages(video, brief), *unknown_sources(video.located, named, brief)]
    found += told
    return None if errors_of(told) else video


def _ids_twice(video: CheckedFile[VideoPlan]) -> Iterator[Diagnostic]:
    seen: Counter[str] = Counter()
    for at, scene in enumerate(video.fields.scenes):
        if seen[scene.id]:
            yield report("id-twice", video.place("scenes", at, "id"), given=scene.id, field="scenes")
        seen[scene.id] += 1


def _messages(video: CheckedFile[VideoPlan], brief: Brief) -> Iterator[Diagnostic]:
    known = [each.id for each in brief.messages]
    for at, scene in enumerate(video.fields.scenes):
        if scene.message and scene.message not in known:
            place = video.place("scenes", at, "message")
            suggestion = nearest(scene.message, known)
            yield report("name-unknown", place, given=scene.message, what="messages", suggestion=suggestion)
