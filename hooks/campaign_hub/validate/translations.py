"""Ties translations of a campaign to their source, and tells when a source was changed after it was translated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from ..diagnostics import Diagnostic, report
from ..load.markdown import without_comments
from ..load.settled import settled
from .checked import CheckedBrief
from .schema import nearest

__all__ = ["is_behind", "source_digest", "tie_translations"]


def tie_translations(
    briefs: Iterable[CheckedBrief], known: AbstractSet[str], language: str
) -> tuple[tuple[CheckedBrief, ...], list[Diagnostic]]:
    """The briefs with each sound tie, and what is wrong with the others, which are lost while the campaign stays.

    `known` are all campaigns there are, readable or not; `language` is what a brief without one is in.
    """
    briefs = tuple(briefs)
    by_slug = {each.slug: each for each in briefs}
    taken: dict[tuple[str, str], str] = {}
    found: list[Diagnostic] = []
    tied: list[CheckedBrief] = []
    for brief in briefs:
        wrong = [*_wrong_tie(brief, by_slug, known, taken, language)]
        found += wrong or _behind(brief, by_slug)
        tied.append(replace(brief, brief=brief.brief.model_copy(update={"translation_of": None})) if wrong else brief)
    return tuple(tied), found


def _wrong_tie(
    brief: CheckedBrief,
    by_slug: Mapping[str, CheckedBrief],
    known: AbstractSet[str],
    taken: dict[tuple[str, str], str],
    language: str,
) -> Iterator[Diagnostic]:
    given = brief.brief.translation_of
    if given is None:
        return
    place, source = brief.place("translation_of"), by_slug.get(given)
    own = brief.brief.language or language
    if given == brief.slug:
        yield report("translation-of-itself", place, given=given)
    elif given not in known:
        others = sorted(known - {brief.slug})
        suggestion = nearest(given, others) if others else "There is no other campaign yet: take the line away."
        yield report("translation-unknown", place, given=given, suggestion=suggestion)
    elif source and source.brief.translation_of:
        yield report("translation-of-translation", place, given=given, source=source.brief.translation_of)
    elif source and (source.brief.language or language) == own:
        yield report("translation-same-language", place, given=given, language=own)
    elif (other := taken.setdefault((given, own), brief.slug)) != brief.slug:
        yield report("translation-twice", place, given=given, language=own, other=other)


def _behind(brief: CheckedBrief, by_slug: Mapping[str, CheckedBrief]) -> list[Diagnostic]:
    """What an editor has to know of a translation whose source says something else by now, or that can't be told."""
    source = by_slug.get(brief.brief.translation_of or "")
    if source is None:
        return []
    facts = {"source": source.slug, "digest": source_digest(source)}
    if brief.brief.source_sha256 is None:
        return [report("translation-digest-missing", brief.place("translation_of"), **facts)]
    if is_behind(brief, source):
        return [report("translation-behind", brief.place("source_sha256"), **facts)]
    return []


def is_behind(brief: CheckedBrief, source: CheckedBrief) -> bool:
    """Whether `source` says something else than when `brief` was translated from it, as far as the brief tells."""
    return brief.brief.source_sha256 not in (None, source_digest(source))


def source_digest(brief: CheckedBrief) -> str:
    """SHA-256, in hex, of the public words of a campaign that a translation has to follow.

    Title, summary, action, messages, figures, questions, extra cards and the text are part of it; dates, tags, plans
    and posts are not, because a translation has its own. Line ends and spaces at a line's end make no difference.
    """
    digest = hashlib.sha256()
    for words in _public_words(brief):
        text = settled(words)
        # With its length before it, no text can run over into the next.
        digest.update(f"{len(text)}:{text}\n".encode())
    return digest.hexdigest()


def _public_words(brief: CheckedBrief) -> Iterator[str]:
    own = brief.brief
    yield from (own.title, own.summary, own.call_to_action.text)
    for message in own.messages:
        yield from (message.id, message.text, message.short or "")
    for figure in own.figures:
        yield from (figure.id, figure.value, figure.text, figure.place, figure.year)
    for question in own.questions:
        yield from (question.question, question.answer)
    for card in own.cards:
        yield from (card.id, *(str(value) for _, value in sorted((card.model_extra or {}).items())))
    yield from (correction.text for correction in own.corrections)
    yield without_comments(brief.page.body)
