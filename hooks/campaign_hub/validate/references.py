"""Hold the parts of a brief together: what one part names, another part has to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from ..diagnostics import Diagnostic, Place, report
from ..load import Located
from .brief import Brief
from .checked import CheckedPost
from .numbers import states_number
from .schema import nearest

__all__ = ["check_brief", "check_posts"]


def check_brief(brief: Brief, located: Located, platforms: Collection[str] | None) -> list[Diagnostic]:
    """Everything in `brief` that names something that is not there, or lacks what it needs."""
    return [
        *_same_id_twice(brief, located),
        *_card_ids(brief, located),
        *_audiences(brief, located, platforms),
        *_messages(brief, located),
        *_figures(brief, located),
        *_answers(brief, located),
        *_hashtags(brief, located),
        *_allies(brief, located, platforms),
    ]


def _unknown(
    given: Iterable[str], known: Collection[str], what: str, located: Located, *spot: str | int
) -> Iterator[Diagnostic]:
    for at, name in enumerate(given):
        if name not in known:
            suggestion = nearest(name, list(known)) if known else f"This brief lists no {what} yet."
            yield report("name-unknown", located.place(*spot, at), given=name, what=what, suggestion=suggestion)


def _same_id_twice(brief: Brief, located: Located) -> Iterator[Diagnostic]:
    for field in ("objectives", "audiences", "messages", "figures", "cards"):
        seen: set[str] = set()
        for at, entry in enumerate(getattr(brief, field)):
            if entry.id in seen:
                yield report("id-twice", located.place(field, at, "id"), given=entry.id, field=field)
            seen.add(entry.id)


def _card_ids(brief: Brief, located: Located) -> Iterator[Diagnostic]:
    own = {"headline", "action"}
    own |= {f"message-{each.id}" for each in brief.messages} | {f"figure-{each.id}" for each in brief.figures}
    for at, card in enumerate(brief.cards):
        if card.id in own or card.id.startswith("story-"):
            yield report("card-id-taken", located.place("cards", at, "id"), given=card.id)


def _audiences(brief: Brief, located: Located, platforms: Collection[str] | None) -> Iterator[Diagnostic]:
    for at, audience in enumerate(brief.audiences):
        for number, platform in enumerate(audience.platforms):
            spot = ("audiences", at, "platforms", number, "id")
            if platforms is not None and platform.id not in platforms:
                yield report(
                    "name-unknown",
                    located.place(*spot),
                    given=platform.id,
                    what="platforms",
                    suggestion=nearest(platform.id, list(platforms)),
                )


def _messages(brief: Brief, located: Located) -> Iterator[Diagnostic]:
    audiences, objectives = [each.id for each in brief.audiences], [each.id for each in brief.objectives]
    for at, message in enumerate(brief.messages):
        yield from _unknown(message.for_, audiences, "audiences", located, "messages", at, "for")
        yield from _unknown(message.serves, objectives, "objectives", located, "messages", at, "serves")
        yield from _unknown(message.sources, brief.sources, "sources", located, "messages", at, "sources")
        if not message.sources and states_number(f"{message.text}\n{message.short or ''}"):
            yield report("number-without-source", located.place("messages", at), given=message.id, what="message")


def _figures(brief: Brief, located: Located) -> Iterator[Diagnostic]:
    for at, figure in enumerate(brief.figures):
        yield from _unknown(figure.sources, brief.sources, "sources", located, "figures", at, "sources")
        if not figure.sources:
            yield report("number-without-source", located.place("figures", at), given=figure.id, what="figure")


def _answers(brief: Brief, located: Located) -> Iterator[Diagnostic]:
    for at, question in enumerate(brief.questions):
        yield from _unknown(question.sources, brief.sources, "sources", located, "questions", at, "sources")


def _hashtags(brief: Brief, located: Located) -> Iterator[Diagnostic]:
    if not any(tag.role == "official" for tag in brief.hashtags):
        yield report("no-official-tag", located.key_place("hashtags"))
    seen: dict[str, str] = {}
    for at, hashtag in enumerate(brief.hashtags):
        if hashtag.tag.casefold() in seen:
            yield report("tag-twice", located.place("hashtags", at, "tag"), given=hashtag.tag)
        seen[hashtag.tag.casefold()] = hashtag.tag


def _allies(brief: Brief, located: Located, platforms: Collection[str] | None) -> Iterator[Diagnostic]:
    audiences = [each.id for each in brief.audiences]
    for at, ally in enumerate(brief.allies):
        yield from _unknown(ally.speaks_for, audiences, "audiences", located, "allies", at, "speaks_for")
        for name in ally.handles:
            place = located.key_place("allies", at, "handles", name)
            yield from _one_unknown(name, list(platforms or [name]), "platforms", place)


def check_posts(posts: Iterable[CheckedPost], brief: Brief, platforms: Collection[str] | None) -> list[Diagnostic]:
    """Everything in a posting plan that names something that its brief does not have."""
    audiences, messages = [each.id for each in brief.audiences], [each.id for each in brief.messages]
    found: list[Diagnostic] = []
    seen: set[str] = set()
    for checked in posts:
        post, place = checked.post, checked.place
        if platforms is not None:
            found += _unknown(post.platforms, platforms, "platforms", checked.located, checked.position, "platforms")
        found += _platforms_twice(checked)
        found += _one_unknown(post.audience, audiences, "audiences", place("audience"))
        found += _one_unknown(post.message, messages, "messages", place("message"))
        if post.id in seen:
            found.append(report("id-twice", place("id"), given=post.id, field="posts"))
        seen.add(post.id)
    return found


def _platforms_twice(checked: CheckedPost) -> Iterator[Diagnostic]:
    for at, name in enumerate(checked.post.platforms):
        if name in checked.post.platforms[:at]:
            yield report("entry-twice", checked.place("platforms", at), given=name, field="platforms")


def _one_unknown(given: str | None, known: list[str], what: str, place: Place) -> Iterator[Diagnostic]:
    if given is not None and given not in known:
        yield report("name-unknown", place, given=given, what=what, suggestion=nearest(given, known))
