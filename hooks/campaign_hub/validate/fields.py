"""The kinds of value that fields of every schema share, each strict about what an editor may write."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlsplit

import regex
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

__all__ = ["Address", "Hours", "Language", "Line", "Schema", "Slug", "plain_line"]

MARKUP = regex.compile(r"<[A-Za-z/!?]|\]\(|\*\*|`")
# C0 and C1 controls, and the embeddings, overrides and isolates of Unicode's bidirectional algorithm (UAX #9),
# which can make one text read as another.
CONTROL = regex.compile(r"[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]")
# The shape of RFC 5646 tags that a hub meets: language, script, region, variants.
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?(-[a-z0-9]{5,8})*$"
HOURS = r"^([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"
SCHEMES = ("https", "http", "mailto", "tel")


class Schema(BaseModel):
    """A frozen record whose unknown fields are errors and whose values are never converted from another type."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _as_written(value: Any) -> Any:
    """Give a number back as the text it was written as, for fields that hold text."""
    return getattr(value, "written", value)


def plain_line(value: str) -> str:
    """`value` without spaces around it; raises `PydanticCustomError` where it is not one line of plain text."""
    if CONTROL.search(value):
        raise PydanticCustomError("hidden-characters", "hidden characters")
    if MARKUP.search(value):
        raise PydanticCustomError("markup-in-line", "markup")
    if not value.strip():
        raise PydanticCustomError("empty-text", "empty")
    return value.strip()


def _address(value: str) -> str:
    if CONTROL.search(value) or "".join(value.split()) != value:
        raise PydanticCustomError("address-not-allowed", "address")
    try:
        parts = urlsplit(value)
    except ValueError:
        raise PydanticCustomError("address-not-allowed", "address") from None
    reachable = parts.netloc if parts.scheme in ("https", "http") else parts.path
    if parts.scheme not in SCHEMES or not reachable:
        raise PydanticCustomError("address-not-allowed", "address")
    return value


Line = Annotated[str, BeforeValidator(_as_written), AfterValidator(plain_line)]
"""One line of plain text: no markup, no control characters, no bidirectional overrides, not empty."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""Lower-case letters, digits and single hyphens: a name that is safe in an address."""

Language = Annotated[str, StringConstraints(pattern=LANGUAGE)]
"""A BCP 47 language tag in its usual case, such as `en`, `en-GB` or `zh-Hant`."""

Address = Annotated[str, AfterValidator(_address)]
"""A web, mail or telephone address: `https`, `http`, `mailto` or `tel`, and nothing else."""

Hours = Annotated[str, StringConstraints(pattern=HOURS)]
"""Hours of a day such as 18:00-21:00; 22:00-06:00 goes over midnight."""
