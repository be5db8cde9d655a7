"""What a campaign's plan for the public holds: a few questions, and what people can do, each with its sources."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from .fields import Address, Line, Schema, Slug

__all__ = ["PublicPlan"]

MOST_QUESTIONS = 5
MOST_ANSWERS = 6
MOST_SUGGESTIONS = 20


class Answer(Schema):
    """One answer to choose."""

    id: Slug
    text: Annotated[Line, StringConstraints(max_length=80)]


class PlanQuestion(Schema):
    """A question with the answers to choose from; with `several`, more than one may be chosen."""

    id: Slug
    question: Annotated[Line, StringConstraints(max_length=120)]
    several: bool = False
    answers: Annotated[tuple[Answer, ...], Field(min_length=2, max_length=MOST_ANSWERS, strict=False)]


class PlanLink(Schema):
    """Where to go for a suggestion, and what the link says."""

    text: Annotated[Line, StringConstraints(max_length=60)]
    url: Address


class Suggestion(Schema):
    """One small thing to do, in the words of the person who will, and what it rests on.

    `for_` names answers: of each question that one of them belongs to, one has to be chosen. Without any it is for
    everybody.
    """

    id: Slug
    text: Annotated[Line, StringConstraints(max_length=100)]
    how: Annotated[Line, StringConstraints(max_length=300)] | None = None
    for_: Annotated[tuple[Slug, ...], Field(alias="for", strict=False)] = ()
    link: PlanLink | None = None
    sources: Annotated[tuple[Slug, ...], Field(min_length=1, strict=False)]


class PublicPlan(Schema):
    """A plan that people make for themselves from the suggestions that fit their answers."""

    title: Annotated[Line, StringConstraints(max_length=70)]
    lead: Annotated[Line, StringConstraints(max_length=240)]
    questions: Annotated[tuple[PlanQuestion, ...], Field(max_length=MOST_QUESTIONS, strict=False)] = ()
    suggestions: Annotated[tuple[Suggestion, ...], Field(min_length=1, max_length=MOST_SUGGESTIONS, strict=False)]

    def asked(self, suggestion: Suggestion) -> tuple[tuple[str, ...], ...]:
        """The answers that `suggestion` is for, in a group for each question that they belong to."""
        groups = (tuple(each.id for each in one.answers if each.id in suggestion.for_) for one in self.questions)
        return tuple(group for group in groups if group)
