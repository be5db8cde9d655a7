"""Read spokespeople's sheets: each held against the campaign that it speaks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Place, errors_of, report
from ..load.entries import RawBrief, RawSpokesperson
from ..load.spokespeople import PERSON
from ..memory import Memory
from .checked import CheckedBrief, CheckedSpokesperson
from .schema import nearest, read_as
from .spokesperson import KEY_LINES, Spokesperson

__all__ = ["DISCLOSURE", "SpokespersonReader"]

DISCLOSURE = "{disclosure}"
"""Where a post for a personal account says for whom the person works."""


@dataclass(frozen=True, slots=True)
class SpokespersonReader:
    """What sheets are held against.

    `briefs` are those that can be relied on, `known` the names of all campaigns. Without `platforms` none is doubted.
    """

    briefs: Iterable[CheckedBrief]
    known: Iterable[RawBrief]
    platforms: Collection[str] | None
    language: str

    def read(
        self, sheets: Iterable[RawSpokesperson], told: Iterable[Diagnostic], memory: Memory
    ) -> tuple[tuple[CheckedSpokesperson, ...], list[Diagnostic]]:
        """The sheets that can be relied on, and all that is wrong: one whose file has an error is left out."""
        told = list(told)
        found: list[Diagnostic] = []
        read: list[CheckedSpokesperson] = []
        briefs = {brief.slug: brief for brief in self.briefs}
        for raw in sheets:
            sheet, wrong = memory.of(_read, raw)
            more = [*wrong, *(self._wrong_in(sheet, briefs) if sheet else ())]
            found += more
            if sheet and not any(each.place.path == raw.path for each in errors_of([*told, *more])):
                read.append(sheet)
        return tuple(read), found

    def _wrong_in(self, checked: CheckedSpokesperson, briefs: Mapping[str, CheckedBrief]) -> Iterator[Diagnostic]:
        sheet = checked.sheet
        campaigns = sorted(raw.slug for raw in self.known)
        if sheet.campaign not in campaigns:
            known = ", ".join(campaigns) or "none yet"
            yield report("campaign-unknown", checked.place("campaign"), given=sheet.campaign, known=known)
        yield from self._in_posts(checked)
        yield from _number_of_lines(checked)
        if brief := briefs.get(sheet.campaign):
            yield from self._in_another_language(checked, brief)
            yield from _names(checked, brief)

    def _in_posts(self, checked: CheckedSpokesperson) -> Iterator[Diagnostic]:
        seen: set[str] = set()
        for at, post in enumerate(checked.sheet.posts):
            if post.id in seen:
                yield report("id-twice", checked.place("posts", at, "id"), given=post.id, field="posts")
            seen.add(post.id)
            if DISCLOSURE not in post.text or checked.sheet.disclosure is None:
                yield report("spokesperson-undisclosed", checked.place("posts", at, "text"))
            if self.platforms is not None:
                places = [name for name in self.platforms if name != "opengraph"]
                yield from _unknown(post.platforms, places, "platforms", checked, "posts", at, "platforms")

    def _in_another_language(self, checked: CheckedSpokesperson, brief: CheckedBrief) -> Iterator[Diagnostic]:
        own = checked.sheet.language or self.language
        wanted = brief.brief.language or self.language
        if own.partition("-")[0] != wanted.partition("-")[0]:
            place = checked.place("language" if checked.sheet.language else "campaign")
            yield report("spokesperson-language", place, campaign=brief.slug, own=own, wanted=wanted)


def _read(raw: RawSpokesperson) -> tuple[CheckedSpokesperson | None, tuple[Diagnostic, ...]]:
    """The sheet without whom it names, so that no later stage sees anybody whom the gate did not let through."""
    sheet, wrong = read_as(Spokesperson, raw.fields)
    if sheet is None:
        return None, tuple(wrong)
    located = raw.fields.without(PERSON)
    return CheckedSpokesperson(raw.slug, raw.path, sheet.model_copy(update={"person": None}), located), tuple(wrong)


def _number_of_lines(checked: CheckedSpokesperson) -> Iterator[Diagnostic]:
    lines = checked.sheet.key_lines
    for at, name in enumerate(lines):
        if name in lines[:at]:
            yield report("entry-twice", checked.place("key_lines", at), given=name, field="key_lines")
    if len(lines) != KEY_LINES:
        yield report("spokesperson-lines", checked.place("key_lines"), count=len(lines))


def _names(checked: CheckedSpokesperson, brief: CheckedBrief) -> Iterator[Diagnostic]:
    """What the sheet names of its campaign's brief and is not there, or rests on nothing."""
    sheet, messages = checked.sheet, {each.id: each for each in brief.brief.messages}
    yield from _unknown(sheet.key_lines, messages, "messages", checked, "key_lines")
    for at, question in enumerate(sheet.questions):
        yield from _unknown_one(question.to, messages, checked.place("questions", at, "to"))
    for at, post in enumerate(sheet.posts):
        if post.message is not None:
            yield from _unknown_one(post.message, messages, checked.place("posts", at, "message"))
    audiences = [each.id for each in brief.brief.audiences]
    yield from _unknown(sheet.audiences, audiences, "audiences", checked, "audiences")
    for at, card in enumerate(brief.brief.cards):
        if card.id == f"spokesperson-{checked.slug}":
            yield report("card-id-taken", brief.place("cards", at, "id"), given=card.id)
    for at, name in enumerate(sheet.key_lines):
        if name in messages and not messages[name].sources:
            yield report("spokesperson-line-unsourced", checked.place("key_lines", at), message_id=name)


def _unknown(
    given: Iterable[str], known: Collection[str], what: str, checked: CheckedSpokesperson, *spot: str | int
) -> Iterator[Diagnostic]:
    for at, name in enumerate(given):
        if name not in known:
            yield _no_such(name, known, what, checked.place(*spot, at))


def _unknown_one(given: str, known: Collection[str], place: Place) -> Iterator[Diagnostic]:
    if given not in known:
        yield _no_such(given, known, "messages", place)


def _no_such(given: str, known: Collection[str], what: str, place: Place) -> Diagnostic:
    suggestion = nearest(given, list(known)) if known else f"The campaign has no {what}."
    return report("name-unknown", place, given=given, what=what, suggestion=suggestion)
