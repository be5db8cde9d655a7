"""Files beside a brief: what its fields name has to be there, and tables have to hold what can be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic, report
from ..load import RawBrief
from ..load.located import Spot
from .brief import Brief
from .results import RESULTS, Result, read_results
from .tables import Table, read_table

__all__ = ["check_attachments", "named_pictures", "read_charts", "read_counts"]


def named_pictures(brief: Brief) -> Iterator[tuple[Spot, str]]:
    """Every picture file that the brief names, with the field that does."""
    if brief.photo:
        yield ("photo", "file"), brief.photo.file
    for at, card in enumerate(brief.cards):
        if card.photo:
            yield ("cards", at, "photo", "file"), card.photo.file
    for at, partner in enumerate(brief.partners):
        if partner.logo:
            yield ("partners", at, "logo"), partner.logo


def _named_tables(brief: Brief) -> Iterator[tuple[Spot, str]]:
    for at, figure in enumerate(brief.figures):
        if figure.chart:
            yield ("figures", at, "chart"), figure.chart


def check_attachments(brief: Brief, raw: RawBrief, unread: set[str]) -> Iterator[Diagnostic]:
    """Each file that the brief names and that is not there; `unread` are files that were told of already."""
    there = {each.path for each in raw.media} | {each.path for each in raw.tables} | unread
    for spot, name in (*named_pictures(brief), *_named_tables(brief)):
        if f"content/campaigns/{raw.slug}/{name}" not in there and raw.page.fields:
            yield report("file-not-beside", raw.page.fields.place(*spot), given=name)


def read_charts(brief: Brief, raw: RawBrief, found: list[Diagnostic]) -> Mapping[str, Table]:
    """The table of each figure that has one, by the figure's id."""
    named = {each.chart for each in brief.figures}
    tables = {name: read_table(each, found) for each in raw.tables if (name := each.path.rpartition("/")[2]) in named}
    return {each.id: table for each in brief.figures if each.chart and (table := tables.get(each.chart))}


def read_counts(brief: Brief, raw: RawBrief, found: list[Diagnostic]) -> tuple[Result, ...]:
    """What came of the campaign by day, where its table is no figure's."""
    if any(each.chart == RESULTS for each in brief.figures):
        return ()
    objectives = [each.id for each in brief.objectives]
    tables = (each for each in raw.tables if each.path.rpartition("/")[2] == RESULTS)
    return next((read_results(each, objectives, found) for each in tables), ())
