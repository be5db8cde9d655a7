"""Files that a brief or a story names: photos with what belongs to them, logos, tables."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from .fields import Line, Schema

__all__ = ["Focus", "MediaFile", "Photo", "PictureFile", "TableFile"]

MediaFile = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=120)]
PictureFile = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*\.(png|jpg|jpeg|webp|PNG|JPG|JPEG|WEBP)$", max_length=120),
]
TableFile = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*\.csv$", max_length=120)]
Percent = Annotated[int, Field(ge=0, le=100)]
Focus = Annotated[tuple[Percent, ...], Field(min_length=2, max_length=2, strict=False)]
"""What a picture is about: how far from its left and from its top, in percent."""


class Photo(Schema):
    """A photo beside the brief: what it shows, what of it has to stay when it is cropped, whose it is."""

    file: PictureFile
    alt: Line
    focus: Focus = (50, 40)
    credit: Line
    licence: Line
