"""What card templates and interface words hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import urlsplit

from jinja2 import StrictUndefined, TemplateSyntaxError, meta
from jinja2.sandbox import SandboxedEnvironment
from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from ..diagnostics import Diagnostic, report
from ..load import Located
from .fields import Schema
from .schema import read_as, shown

__all__ = ["CardTemplate", "TemplatePart", "Words", "card_texts", "read_words"]

NAMES = frozenset({"campaign", "organisation", "word", "days", "message", "figure", "sources", "story", "card"})
"""What the texts of card templates can name."""

Words = Mapping[str, Mapping[str, str]]
"""Interface words by language and key."""


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


class _Wording(Schema):
    """The words of one language; each key is its own field."""

    model_config = Schema.model_config | {"extra": "allow"}
    __pydantic_extra__: dict[str, str]


def read_words(located: Located | None, found: list[Diagnostic]) -> Words | None:
    """The interface words, or None where they can't be read."""
    if located is None:
        return None
    read = [_read_language(located, language, found) for language in located.data]
    return located.data if all(read) else None


def _read_language(located: Located, language: str, found: list[Diagnostic]) -> bool:
    if not isinstance(located.data[language], dict):
        given, wanted = shown(located.data[language]), "a group of words, each on a line of its own"
        found.append(report("wrong-type", located.place(language), field=language, given=given, wanted=wanted))
        return False
    words, more = read_as(_Wording, located, (language,))
    found += more
    return words is not None
