"""Read what the organisation keeps ready: each scenario, the triage of comments and the pages, and their names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from ..diagnostics import Diagnostic, Place, report
from ..load import Located, Page
from ..load.entries import RawReadiness
from ..load.readiness import READINESS, TRIAGE
from .fields import Schema
from .held_back import PostNames, held_back
from .organisation import HubSettings
from .readiness import CHANNELS, Moderation, ReadinessPage, Scenario, Triage
from .schema import nearest, read_as

__all__ = ["POLICY", "RULES", "CheckedScenario", "Readiness", "read_readiness_files"]

RULES = f"{READINESS}/community-rules.md"
POLICY = f"{READINESS}/social-media-policy.md"
Kind = TypeVar("Kind", bound=Schema)


@dataclass(frozen=True, slots=True)
class CheckedScenario:
    """A scenario whose fields can be relied on, and its page, whose Markdown says what to do step by step."""

    slug: str
    scenario: Scenario
    page: Page

    def place(self, *spot: str | int) -> Place:
        """The place of one of the scenario's fields."""
        return self.page.fields.place(*spot) if self.page.fields else Place(self.page.path)


@dataclass(frozen=True, slots=True)
class Readiness:
    """What the organisation keeps ready, of which all is internal but `moderation`: the hours of pages, by their path.

    `there` is whether there is anything in `content/readiness/`: a hub without it is asked for nothing. `files` has the
    path of each page there that can be relied on, with whether it is public. `held` is what active plans pause.
    `unshown` are paths of internal files that nobody is shown, though what they ask for holds.
    """

    there: bool = False
    scenarios: tuple[CheckedScenario, ...] = ()
    held: frozenset[str] = frozenset()
    triage: Triage | None = None
    triage_fields: Located | None = None
    pages: tuple[Page, ...] = ()
    files: Mapping[str, bool] = field(default_factory=dict)
    moderation: Mapping[str, tuple[Moderation, ...]] = field(default_factory=dict)
    unshown: frozenset[str] = frozenset()

    @property
    def shown(self) -> Readiness:
        """The same without what nobody is shown."""
        if not self.unshown:
            return self
        return replace(
            self,
            scenarios=tuple(each for each in self.scenarios if each.page.path not in self.unshown),
            triage=None if TRIAGE in self.unshown else self.triage,
            pages=tuple(page for page in self.pages if page.path not in self.unshown),
        )


def read_readiness_files(
    raw: RawReadiness,
    public: tuple[Page, ...],
    hub: HubSettings | None,
    platforms: Collection[str] | None,
    posts: PostNames,
) -> tuple[Readiness, tuple[Diagnostic, ...]]:
    """Everything in `content/readiness/` that can be relied on, and what is wrong with the rest.

    `public` are the pages there that are pages like others; `posts` are what a pause can name.
    """
    found: list[Diagnostic] = []
    reader = _Reader(hub, platforms, {each.slug for each in raw.scenarios}, found)
    scenarios = [reader.scenario(each.slug, each.page) for each in raw.scenarios]
    triage = reader.triage(raw.triage)
    read = {page.path: reader.page(page) for page in (*raw.pages, *public)}
    sound = {path: fields for path, fields in read.items() if fields}
    ready = Readiness(
        there=raw.there,
        scenarios=tuple(each for each in scenarios if each),
        held=held_back(raw.scenarios, {each.slug: each.scenario for each in scenarios if each}, posts),
        triage=triage,
        triage_fields=raw.triage,
        pages=raw.pages,
        files={path: fields.visibility == "public" for path, fields in sound.items()},
        moderation={path: fields.moderation for path, fields in sound.items() if fields.visibility == "public"},
    )
    return ready, tuple(found)


class _Reader:
    """Reads single files, and holds the names in them to what there is."""

    def __init__(
        self,
        hub: HubSettings | None,
        platforms: Collection[str] | None,
        scenarios: Collection[str],
        found: list[Diagnostic],
    ) -> None:
        self._helplines = [each.name for each in hub.helplines] if hub else None
        self._platforms, self._scenarios, self._found = platforms, sorted(scenarios), found

    def scenario(self, slug: str, page: Page) -> CheckedScenario | None:
        read = self._read(Scenario, page.fields)
        if read is None or page.fields is None:
            return None
        if self._platforms is not None:
            self._hold(read.channels, [*self._platforms, *CHANNELS], "channels", page.fields, "channels")
        self._hold(read.helplines, self._helplines, "helplines", page.fields, "helplines")
        return CheckedScenario(slug, read, page)

    def triage(self, located: Located | None) -> Triage | None:
        read = self._read(Triage, located)
        if read is None or located is None:
            return None
        seen: set[str] = set()
        for at, branch in enumerate(read.branches):
            if branch.kind in seen:
                self._found.append(
                    report("id-twice", located.place("branches", at, "kind"), given=branch.kind, field="branches")
                )
            seen.add(branch.kind)
            self._hold(branch.helplines, self._helplines, "helplines", located, "branches", at, "helplines")
            if branch.scenario is not None and branch.scenario not in self._scenarios:
                place = located.place("branches", at, "scenario")
                self._found.append(_unknown(branch.scenario, self._scenarios, "scenarios", place))
        self._hours(read.hours, located, "hours")
        return read

    def page(self, page: Page) -> ReadinessPage | None:
        read = self._read(ReadinessPage, page.fields)
        if read and page.fields:
            self._hours(read.moderation, page.fields, "moderation")
        return read

    def _hours(self, hours: Iterable[Moderation], located: Located, field: str) -> None:
        for at, each in enumerate(hours):
            self._hold(each.platforms, self._platforms, "platforms", located, field, at, "platforms")

    def _read(self, schema: type[Kind], located: Located | None) -> Kind | None:
        if located is None:
            return None
        read, more = read_as(schema, located)
        self._found += more
        return read

    def _hold(
        self, given: Iterable[str], known: Collection[str] | None, what: str, located: Located, *spot: str | int
    ) -> None:
        if known is not None:
            self._found += _unknown_among(given, known, what, located, *spot)


def _unknown_among(
    given: Iterable[str], known: Collection[str], what: str, located: Located, *spot: str | int
) -> Iterator[Diagnostic]:
    for at, name in enumerate(given):
        if name not in known:
            yield _unknown(name, known, what, located.place(*spot, at))


def _unknown(given: str, known: Collection[str], what: str, place: Place) -> Diagnostic:
    suggestion = nearest(given, list(known)) if known else f"There are no {what} yet."
    return report("name-unknown", place, given=given, what=what, suggestion=suggestion)
