"""What card templates and interface words hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from .fields import Schema

__all__ = ["CardTemplate", "TemplatePart", "Words"]

Words = Mapping[str, Mapping[str, str]]
"""Interface words by language and key."""


class TemplatePart(Schema):
    """One text of a card, as Jinja2 over the campaign, in the role it plays."""

    role: Literal["eyebrow", "lead", "figure", "text", "attribution", "action", "source", "tag", "organisation"]
    text: str


class CardTemplate(Schema):
    """What a card is made of, what matters most coming first, and its alt text; all texts are Jinja2."""

    layout: Literal["headline", "message", "figure", "quote", "action"]
    parts: Annotated[tuple[TemplatePart, ...], Field(min_length=1, strict=False)]
    alt: str
