"""What `campaign_assets/platforms.yml` holds: every fact about a platform, as data with a source and a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from .fields import Address, Line, Schema, Slug

__all__ = ["PictureFormat", "Platform", "Platforms", "SafeArea", "Shape", "Sheet"]

Confidence = Literal["high", "medium", "low", "none"]
FileType = Literal["png", "jpeg"]
Counting = Literal["x_weighted", "bluesky", "mastodon", "threads", "sms", "utf16", "utf8", "characters"]
SHARE = r"^(https://|sms:)[^\s<>\"]+$"
Pixels = Annotated[int, Field(ge=0, le=10_000)]
Millimetres = Annotated[float, Field(ge=100, le=500, strict=False)]
DOTS_AN_INCH = 300
"""What printers ask for."""


class SafeArea(Schema):
    """Margins in pixels that an app may cover, to be kept free of text and logo."""

    top: Pixels = 0
    bottom: Pixels = 0
    left: Pixels = 0
    right: Pixels = 0


class Shape(Schema):
    """A picture's width and height in pixels, and the part of it that stays visible."""

    width: Annotated[int, Field(ge=200, le=6000)]
    height: Annotated[int, Field(ge=200, le=6000)]
    safe_area: SafeArea = SafeArea()


class Sheet(Schema):
    """A sheet of paper that posters are made for: its name, and its sides in millimetres."""

    name: Line
    width: Millimetres
    height: Millimetres

    @property
    def shape(self) -> Shape:
        """The sheet at 300 dots an inch."""
        return Shape(width=_dots(self.width), height=_dots(self.height))


def _dots(millimetres: float) -> int:
    return round(millimetres / 25.4 * DOTS_AN_INCH)


class Crop(Schema):
    """Width to height, such as 3 to 4."""

    width: Annotated[int, Field(ge=1, le=100)]
    height: Annotated[int, Field(ge=1, le=100)]

    @property
    def sides(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height


class PictureFormat(Schema):
    """One place on a platform where a picture of some shape goes; `crop` is the ratio to which an app may cut it."""

    name: Slug
    shape: Slug
    confidence: Confidence
    crop: Crop | None = None
    note: Line | None = None


class TextLimit(Schema):
    """How long a post may be, in the platform's own count; `bytes` where a second limit counts UTF-8 bytes.

    `fold` is after how many characters a feed cuts a post and asks for a tap to see the rest.
    """

    limit: Annotated[int, Field(gt=0)]
    counting: Counting
    bytes: Annotated[int, Field(gt=0)] | None = None
    fold: Annotated[int, Field(gt=0)] | None = None


class HashtagRule(Schema):
    """How many hashtags a platform takes at most (`none` if it states no limit), and how many it takes well.

    `longest` is how many graphemes one may have. With `after_space` it is one only after a space or a line's begin.
    """

    max: Annotated[int, Field(ge=0)] | None = None
    recommended: Annotated[int, Field(ge=0)]
    longest: Annotated[int, Field(ge=1)] | None = None
    after_space: bool = False


class PictureLimit(Schema):
    """Bytes, file types and characters of alt text that a platform takes; `alt` 0 where it has none."""

    bytes: Annotated[int, Field(gt=0)]
    types: Annotated[tuple[FileType, ...], Field(min_length=1, strict=False)]
    alt: Annotated[int, Field(ge=0)] | None = None


class VideoLimit(Schema):
    """How many seconds a short vertical video may have, and the shape whose safe area its frames keep to."""

    seconds: Annotated[int, Field(ge=1, le=3600)]
    shape: Slug = "vertical"


class Campaigning(Schema):
    """What a link from this platform is tagged with."""

    source: Slug
    medium: Slug


class Platform(Schema):
    """A platform: its pictures, its text, its hashtags, its share link, and where all of that was read.

    One without `formats` takes no pictures, one without `video` no short vertical video. `thread` is whether a post can
    be followed by posts that hang on it, `pictures` how many a post takes, None where no source says it.
    """

    name: Line
    formats: Annotated[tuple[PictureFormat, ...], Field(strict=False)]
    text: TextLimit | None = None
    hashtags: HashtagRule | None = None
    share: Annotated[str, StringConstraints(pattern=SHARE)] | None = None
    picture: PictureLimit | None = None
    thread: bool = False
    pictures: Annotated[int, Field(ge=1, le=100)] | None = None
    video: VideoLimit | None = None
    tagging: Campaigning
    confidence: Confidence
    checked_on: date
    sources: Annotated[tuple[Address, ...], Field(min_length=1, strict=False)]
    note: Line | None = None


class Platforms(Schema):
    """Every shape, every sheet of paper and every platform by its id."""

    shapes: dict[Slug, Shape]
    sheets: dict[Slug, Sheet] = {}
    platforms: dict[Slug, Platform]

    @model_validator(mode="after")
    def _shapes_exist(self) -> Platforms:
        if "opengraph" not in self.platforms:
            raise PydanticCustomError("preview-missing", "preview", {"spot": ("platforms",)})
        for name, platform in self.platforms.items():
            if platform.formats and platform.picture is None:
                raise PydanticCustomError("picture-limits-missing", "picture", {"spot": ("platforms", name)})
            for at, picture in enumerate(platform.formats):
                if picture.shape not in self.shapes:
                    spot = ("platforms", name, "formats", at, "shape")
                    facts = {"given": picture.shape, "known": ", ".join(self.shapes), "spot": spot}
                    raise PydanticCustomError("shape-unknown", "shape", facts)
            if platform.video and platform.video.shape not in self.shapes:
                facts = {"given": platform.video.shape, "known": ", ".join(self.shapes)}
                raise PydanticCustomError("shape-unknown", "shape", {**facts, "spot": ("platforms", name, "video")})
        return self
