"""Whether every number that the public sees is a sourced one of the campaign, and whether sources can be found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import groupby

from ..diagnostics import Diagnostic, Place, report
from ..load.markdown import blanked_comments
from ..validate.brief import Brief
from ..validate.checked import CheckedBrief
from ..validate.numbers import Claim, claims_in

__all__ = ["check_evidence"]

LINKED = re.compile(r"\]\(\s*<?https?://|\[\^[^\]\s]+\]|<https?://")
"""What gives a paragraph a source of its own: a link to another site, or a footnote."""
TARGET = re.compile(r"\]\([^)]*\)|\]\[[^\]]*\]|^ {0,3}\[[^\]]+\]:.*$")
"""Where a link leads and what it is called, which no reader sees."""


def check_evidence(brief: CheckedBrief, language: str, numbers: Collection[str], today: date) -> Iterator[Diagnostic]:
    """What `brief` and its posts state without a source. `numbers` are those of helplines, which state nothing."""
    reader = _Reader(brief.brief, language, numbers)
    yield from _posts(brief, reader)
    yield from _fields(brief, reader)
    yield from _body(brief, reader)
    yield from _plan(brief, reader)
    yield from _easy_read(brief, reader)
    yield from _video(brief, reader)
    yield from _sources(brief, today)


class _Reader:
    """Reads the numbers of texts, and knows those that the campaign has a source for."""

    def __init__(self, brief: Brief, language: str, numbers: Collection[str]) -> None:
        self._language, self._numbers = brief.language or language, numbers
        self._years = {str(year) for year in range(brief.starts.year - 1, brief.ends.year + 2)}
        self._brief = brief

    @cached_property
    def _sourced(self) -> Mapping[Claim, str]:
        return self._claims("\n".join(_sourced_texts(self._brief)))

    def _claims(self, text: str) -> Mapping[Claim, str]:
        return claims_in(text, self._language, self._numbers)

    def unsourced(self, text: str) -> str:
        """The numbers in `text` that are none of the campaign's, as they are written; empty where there are none."""
        claims = self._claims(text)
        odd = [words for claim, words in claims.items() if claim not in self._sourced and words not in self._years]
        return ", ".join(odd)


def _sourced_texts(brief: Brief) -> Iterator[str]:
    """Everything that stands with a source: figures, messages, answers and cards."""
    for figure in brief.figures:
        yield f"{figure.value} {figure.text}\n{figure.year}"
    for message in brief.messages:
        yield f"{message.text}\n{message.short or ''}"
    yield from (question.answer for question in brief.questions if question.sources)
    for card in brief.cards:
        if (card.model_extra or {}).get("sources"):
            yield from (text for _, text in _texts(card.model_extra or {}))


def _texts(fields: Mapping[str, object]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The texts of a card's entry with the way to each."""
    for name, value in fields.items():
        if isinstance(value, str) and name != "helpline":
            yield (name,), value
        elif isinstance(value, (list, tuple)):
            yield from (((name, at), each) for at, each in enumerate(value) if isinstance(each, str))


def _posts(brief: CheckedBrief, reader: _Reader) -> Iterator[Diagnostic]:
    for checked in (part for post in brief.posts for part in post.parts()):
        if odd := reader.unsourced(checked.post.text):
            yield report("number-not-in-brief", checked.place("text"), numbers=odd)


def _fields(brief: CheckedBrief, reader: _Reader) -> Iterator[Diagnostic]:
    fields = brief.brief
    texts: list[tuple[tuple[str | int, ...], str]] = [(("title",), fields.title), (("summary",), fields.summary)]
    for at, question in enumerate(fields.questions):
        if not question.sources:
            texts.append((("questions", at, "answer"), question.answer))
    for at, card in enumerate(fields.cards):
        extra = card.model_extra or {}
        if card.id not in brief.lost_cards and not extra.get("sources"):
            texts += [(("cards", at, *spot), text) for spot, text in _texts(extra)]
    for spot, text in texts:
        if odd := reader.unsourced(text):
            yield report("number-unsourced", brief.place(*spot), numbers=odd)


def _body(brief: CheckedBrief, reader: _Reader) -> Iterator[Diagnostic]:
    """The numbers of the page, line by line; a paragraph that leads to its source is taken at its word."""
    lines = blanked_comments(brief.page.body).split("\n")
    for is_blank, paragraph in groupby(enumerate(lines, brief.page.body_line), key=lambda line: not line[1].strip()):
        numbered = list(paragraph)
        if is_blank or any(LINKED.search(line) for _, line in numbered):
            continue
        for number, line in numbered:
            if odd := reader.unsourced(TARGET.sub("]", line)):
                yield report("number-unsourced", Place(brief.page.path, number), numbers=odd)


def _plan(brief: CheckedBrief, reader: _Reader) -> Iterator[Diagnostic]:
    """The numbers of what a plan for the public asks; what it suggests has sources of its own."""
    if brief.plan is None:
        return
    plan = brief.plan.fields
    texts: list[tuple[tuple[str | int, ...], str]] = [(("title",), plan.title), (("lead",), plan.lead)]
    for at, question in enumerate(plan.questions):
        texts.append((("questions", at, "question"), question.question))
        texts += [(("questions", at, "answers", to, "text"), each.text) for to, each in enumerate(question.answers)]
    for spot, text in texts:
        if odd := reader.unsourced(text):
            yield report("number-unsourced", brief.plan.place(*spot), numbers=odd)


def _easy_read(brief: CheckedBrief, reader: _Reader) -> Iterator[Diagnostic]:
    """The numbers of an easy-read version in ideas without sources of their own."""
    if brief.easy_read is None:
        return
    fields = brief.easy_read.fields
    texts: list[tuple[tuple[str | int, ...], str]]
    texts = [(("title",), fields.title), (("description",), fields.description)]
    for at, part in enumerate(fields.parts):
        texts.append((("parts", at, "heading"), part.heading))
        ideas = ((to, each) for to, each in enumerate(part.ideas) if not each.sources)
        texts += [(("parts", at, "ideas", to, "text"), each.text) for to, each in ideas]
    texts += [(("words", at, "means"), each.means) for at, each in enumerate(fields.words)]
    for spot, text in texts:
        if odd := reader.unsourced(text):
            yield report("number-unsourced", brief.easy_read.place(*spot), numbers=odd)


def _video(brief: CheckedBrief, reader: _Reader) -> Iterator[Diagnostic]:
    """The numbers that a video says or shows in scenes without sources of their own."""
    if brief.video is None:
        return
    for at, scene in enumerate(brief.video.fields.scenes):
        for name, text in (("words", scene.words), ("text", scene.text)):
            if text and not scene.sources and (odd := reader.unsourced(text)):
                yield report("number-unsourced", brief.video.place("scenes", at, name), numbers=odd)


def _sources(brief: CheckedBrief, today: date) -> Iterator[Diagnostic]:
    for name, source in brief.brief.sources.items():
        if not source.url.startswith(("https://", "http://")):
            yield report("source-not-online", brief.place("sources", name, "url"), source=name)
        if source.published and source.published > source.accessed:
            facts = {"source": name, "published": source.published, "accessed": source.accessed}
            yield report("source-read-before-published", brief.place("sources", name, "accessed"), **facts)
        elif source.accessed > today:
            yield report("source-read-ahead", brief.place("sources", name, "accessed"), source=name)
