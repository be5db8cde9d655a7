"""What card templates hold."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from jinja2 import StrictUndefined, TemplateSyntaxError, meta
from jinja2.sandbox import SandboxedEnvironment
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from .fields import Schema

__all__ = ["CardTemplate", "TemplatePart", "card_texts"]

NAMES = frozenset({"campaign", "organisation", "word", "days", "message", "figure", "sources", "story", "card"})
"""What the texts of card templates can name."""


def card_texts() -> SandboxedEnvironment:
    """What fills the texts of card templates: filters `host` and `sentence`; what is missing is an error."""
    texts = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    texts.filters |= {"host": _host, "sentence": _sentence}
    return texts


def _host(url: str) -> str:
    """What a person has to remember of an address: the site's name, the mail address or the number."""
    parts = urlsplit(url)
    return (parts.hostname or parts.path).removeprefix("www.")


def _sentence(text: str) -> str:
    """`text` with a full stop, so that a screen reader pauses, unless it ends in a mark already."""
    return text if text.endswith((".", "!", "?", "…", "؟", "।", "。")) else f"{text}."


def _fillable(text: str) -> str:
    try:
        unknown = meta.find_undeclared_variables(card_texts().parse(text)) - NAMES
    except TemplateSyntaxError as error:
        problem = f"Jinja2 stops with “{(error.message or '').rstrip('.')}”"
        raise PydanticCustomError("template-broken", "template", {"problem": problem}) from None
    if unknown:
        problem = f"there is nothing called {min(unknown)}"
        raise PydanticCustomError("template-broken", "template", {"problem": problem})
    return text


TemplateText = Annotated[str, AfterValidator(_fillable)]


class TemplatePart(Schema):
    """One text of a card, as Jinja2 over the campaign, in the role it plays."""

    role: Literal["eyebrow", "lead", "figure", "text", "attribution", "action", "source", "tag", "organisation"]
    text: TemplateText


class CardTemplate(Schema):
    """What a card is made of, what matters most coming first, and its alt text; all texts are Jinja2."""

    layout: Literal["headline", "message", "figure", "quote", "action"]
    parts: Annotated[tuple[TemplatePart, ...], Field(min_length=1, strict=False)]
    alt: TemplateText
