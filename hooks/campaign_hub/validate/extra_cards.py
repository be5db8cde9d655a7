"""A brief's extra cards: each entry has to give what its template asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import Field, StringConstraints, create_model

from ..diagnostics import Diagnostic, report
from ..load import Located
from .brief import Brief
from .checked import CheckedCard
from .fields import Line, Schema, Slug
from .media import Photo
from .numbers import states_number
from .organisation import Helpline
from .schema import nearest, read_as
from .templates import CardTemplate, FieldRule

__all__ = ["CardReader"]

PREFIX = "given_"


class _Entry(Schema):
    """What every entry may have, whatever its template."""

    id: Slug
    template: Slug
    photo: Photo | None = None


class CardReader:
    """Reads the `cards` of every brief with the templates of the hub; `broken` names templates told of already."""

    def __init__(
        self, templates: Mapping[str, CardTemplate], broken: Collection[str], helplines: tuple[Helpline, ...]
    ) -> None:
        self._templates, self._broken = templates, broken
        self._helplines = {each.name: each for each in helplines}
        self._schemas = {name: _schema_of(template) for name, template in templates.items()}

    def read(self, brief: Brief, located: Located, found: list[Diagnostic]) -> tuple[CheckedCard | None, ...]:
        """The extra cards in their order, None for one that was told of."""
        return tuple(self._card(brief, located, at, found) for at in range(len(brief.cards)))

    def _card(self, brief: Brief, located: Located, at: int, found: list[Diagnostic]) -> CheckedCard | None:
        name = brief.cards[at].template
        if name in self._broken:
            return None
        if name not in self._templates:
            place = located.place("cards", at, "template")
            found.append(report("template-unknown", place, given=name, suggestion=nearest(name, list(self._templates))))
            return None
        rules = self._templates[name].fields
        if any(rule.kind == "story" for rule in rules.values()):
            found.append(report("card-of-story", located.place("cards", at, "template"), given=name))
            return None
        entry, wrong = read_as(self._schemas[name], located, ("cards", at))
        given = {key: getattr(entry, PREFIX + key) for key in rules} if entry else {}
        if entry:
            wrong += [*self._names(given, rules, brief, located, at), *_without_source(given, rules, located, at)]
        found += wrong
        if entry is None or wrong:
            return None
        values = {key: self._value(given[key], rule, brief) for key, rule in rules.items()}
        return CheckedCard(brief.cards[at].id, name, values, brief.cards[at].photo)

    def _names(
        self, given: Mapping[str, Any], rules: Mapping[str, FieldRule], brief: Brief, located: Located, at: int
    ) -> Iterator[Diagnostic]:
        for key, rule in rules.items():
            known = self._known(rule.kind, brief)
            listed = isinstance(given[key], tuple)
            for position, name in enumerate(given[key] if listed else [given[key]]):
                if known is not None and name and name not in known:
                    what = "sources" if rule.kind == "sources" else f"{rule.kind}s"
                    suggestion = nearest(name, list(known)) if known else f"There are no {what} yet."
                    place = located.place("cards", at, key, *([position] if listed else []))
                    yield report("name-unknown", place, given=name, what=what, suggestion=suggestion)

    def _known(self, kind: str, brief: Brief) -> Mapping[str, Any] | None:
        """What a field of this kind can name, by name; None where it holds no name."""
        known: dict[str, Mapping[str, Any]] = {
            "message": {each.id: each for each in brief.messages},
            "figure": {each.id: each for each in brief.figures},
            "helpline": self._helplines,
            "sources": brief.sources,
        }
        return known.get(kind)

    def _value(self, given: Any, rule: FieldRule, brief: Brief) -> Any:
        """What a template sees: the message, figure, helpline or sources themselves; nothing as an empty text."""
        if not given:
            return () if rule.kind in ("lines", "sources") else ""
        known = self._known(rule.kind, brief)
        if known is None:
            return given
        return tuple(known[name] for name in given) if isinstance(given, tuple) else known[given]


def _schema_of(template: CardTemplate) -> type[Schema]:
    fields: dict[str, Any] = {}
    for name, rule in template.fields.items():
        kind: Any = _kind_of(rule)
        # Under a name of its own, so that a field may be called what it likes.
        fields[PREFIX + name] = (
            (kind | None, Field(default=None, alias=name)) if rule.optional else (kind, Field(alias=name))
        )
    return create_model("CardEntry", __base__=_Entry, **fields)


def _kind_of(rule: FieldRule) -> Any:
    line = Annotated[Line, StringConstraints(max_length=rule.most)]
    least, most = rule.entries
    kinds: dict[str, Any] = {
        "line": line,
        "lines": Annotated[tuple[line, ...], Field(min_length=least, max_length=most, strict=False)],
        "day": date,
        "helpline": Line,
        "sources": Annotated[tuple[Slug, ...], Field(strict=False)],
    }
    return kinds.get(rule.kind, Slug)


def _without_source(
    given: Mapping[str, Any], rules: Mapping[str, FieldRule], located: Located, at: int
) -> Iterator[Diagnostic]:
    """A number in the texts of a card whose template takes sources, without one."""
    takes = [key for key, rule in rules.items() if rule.kind == "sources"]
    if not takes or any(given[key] for key in takes):
        return
    texts = [given[key] or "" for key, rule in rules.items() if rule.kind in ("line", "lines")]
    if states_number("\n".join(text if isinstance(text, str) else " ".join(text) for text in texts)):
        name = located.data["cards"][at]["id"]
        yield report("number-without-source", located.place("cards", at), given=name, what="card")
