"""What card templates hold."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from .fields import Schema
from .template_texts import fields_named, problem_with

__all__ = ["CardTemplate", "FieldRule", "Ground", "Role", "TemplatePart"]

Role = Literal[
    "eyebrow", "lead", "figure", "text", "myth", "step", "label", "attribution", "action", "source", "tag",
    "organisation",
]  # fmt: skip
"""What a text is for: `lead` is what the card says first, `figure` a big number, `source` small print."""

Ground = Literal["strong", "light", "warm", "accent"]
"""What a card stands on: the brand's strong colour, its paper, its paper with a breath of accent, its accent."""


OWN = frozenset({"id", "template", "photo"})
"""What every entry of a brief's `cards` may have, whatever its template."""


def _broken(problem: str, *spot: str | int) -> PydanticCustomError:
    return PydanticCustomError("template-broken", "template", {"problem": problem, "spot": spot})


def _fillable(text: str) -> str:
    if problem := problem_with(text, also=("item",)):
        raise PydanticCustomError("template-broken", "template", {"problem": problem})
    return text


TemplateText = Annotated[str, AfterValidator(_fillable)]


FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z_]*$", max_length=40)]


Entries = Annotated[tuple[Annotated[int, Field(ge=1, le=9)], ...], Field(min_length=2, max_length=2, strict=False)]


class FieldRule(Schema):
    """What a brief's entry has to give to a template: a text, a list of texts, a day, or the name of something.

    `most` is how many characters a text may have, `entries` the least and most texts of a list.
    """

    kind: Literal["line", "lines", "day", "message", "figure", "helpline", "sources", "story"] = "line"
    most: Annotated[int, Field(ge=1, le=500)] = 140
    entries: Entries = (1, 5)
    optional: bool = False


class TemplatePart(Schema):
    """One text of a card, as Jinja2 over the campaign, in the role it plays.

    With `each`, there is one for every entry of that list of the card, called `item`. An `optional` part is left out
    where there is no room for it.
    """

    role: Role
    text: TemplateText
    label: TemplateText = ""
    each: FieldName | None = None
    optional: bool = False


class CardTemplate(Schema):
    """What a card is made of, what matters most coming first, and its alt text; all texts are Jinja2.

    `fields` is what an entry of a brief's `cards` gives. No size and no place stands here: those follow from the
    parts, their order and the shape.
    """

    ground: Ground = "light"
    fields: dict[FieldName, FieldRule] = {}
    parts: Annotated[tuple[TemplatePart, ...], Field(min_length=1, strict=False)]
    alt: TemplateText

    @model_validator(mode="after")
    def _fields_are_there(self) -> Self:
        for name in sorted(OWN & set(self.fields)):
            raise _broken(f"every card has a field {name} of its own", "fields", name)
        texts: dict[tuple[str | int, ...], str] = {("alt",): self.alt}
        texts |= {("parts", at, "text"): part.text for at, part in enumerate(self.parts)}
        texts |= {("parts", at, "label"): part.label for at, part in enumerate(self.parts)}
        for spot, text in texts.items():
            if unknown := fields_named(text) - set(self.fields):
                raise _broken(f"there is no {min(unknown)} among its fields", *spot)
        for at, part in enumerate(self.parts):
            if part.each and (part.each not in self.fields or self.fields[part.each].kind != "lines"):
                raise _broken(f"there is no list called {part.each} among its fields", "parts", at, "each")
        return self
