"""Tells of values in the curly quotation marks of a word processor, which YAML takes for a part of the value."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, report
from ..load import Entries, Located
from ..load.located import texts_in
from ..memory import Memory

__all__ = ["check_typed_quotes"]

WRAPPED = re.compile(
    "[\u201c\u201d\u201e][^\u201c\u201d\u201e\\n]*[\u201c\u201d]|[\u2018\u201a][^\u2018\u2019\u201a\\n]*[\u2018\u2019]"
)
"""One line that stands in one pair of such marks, from its first letter to its last."""


def check_typed_quotes(entries: Entries, memory: Memory) -> list[Diagnostic]:
    """A warning for each line of the fields that editors write which stands wholly in curly quotation marks."""
    return [each for located in _written(entries) if located for each in memory.of(_typed_in, located)]


def _written(entries: Entries) -> Iterator[Located | None]:
    for brief in entries.briefs:
        yield from (brief.page.fields, brief.posts, brief.plan, brief.easy_read, brief.video)
    pages = [each.page for each in (*entries.stories, *entries.people)]
    plans = [each.page for each in entries.readiness.scenarios]
    for page in (*pages, *plans, *entries.pages, *entries.readiness.pages):
        yield page.fields
    yield from (each.fields for each in entries.partners)
    yield from (each.fields for each in entries.spokespeople)
    yield entries.settings.get("hub")


def _typed_in(located: Located) -> tuple[Diagnostic, ...]:
    found = []
    for spot, text in texts_in(located.data, ()):
        if WRAPPED.fullmatch(text.strip()):
            field = next((step for step in reversed(spot) if isinstance(step, str)), "value")
            found.append(report("quotes-typed", located.place(*spot), field=field))
    return tuple(found)
