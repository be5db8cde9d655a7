"""How a figure is drawn: a share as people, a table as bars or as a line."""

from __future__ import annotations

from decimal import Decimal

import regex

from ..validate.brief import Figure
from ..validate.tables import Row, Table
from .card import Bar, Chart, Icons
from .language import Speech

__all__ = ["chart_of", "picture_of"]

# "1 in 4", "about 9 out of 10", "1 de cada 6", "1 sur 4", "1 personne sur 4", and "1 من كل 4" in either digits.
SHARE = regex.compile(
    r"(?:^|[^\p{Nd}.,/-])(\p{Nd}{1,3})(?:\s+\p{L}+)?\s+"
    r"(?:in|out of|de cada|sur|de|von|من كل|من أصل|من بين)\s+(\p{Nd}{1,3})$"
)
MOST = 100
"""People that a picture can show so that each can still be seen on a phone."""


def picture_of(figure: Figure, table: Table | None, speech: Speech) -> Icons | Chart | None:
    """What the figure's card shows beside its value, or None where the value stands by itself."""
    if table:
        return chart_of(figure, table, speech)
    if figure.picture:
        part, of = figure.picture.part, figure.picture.of
        return Icons(part, of) if figure.picture.kind == "icons" and part and of else None
    said = SHARE.search(figure.value)
    part, of = (int(said[1]), int(said[2])) if said else (0, 0)
    return Icons(part, of) if 0 < part < of <= MOST else None


def chart_of(figure: Figure, table: Table, speech: Speech) -> Chart:
    """The table as lengths: the last point of a line stands out, and the longest of some bars."""
    top = max(row.value for row in table.rows)
    longest = max(range(len(table.rows)), key=lambda at: table.rows[at].value)
    strong = len(table.rows) - 1 if figure.chart_kind == "line" else longest
    bars = tuple(
        Bar(row.label, _shown(row, speech), float(row.value / top), at == strong) for at, row in enumerate(table.rows)
    )
    return Chart(figure.chart_kind, bars, f"figures.{figure.id}.chart")


def _shown(row: Row, speech: Speech) -> str:
    """The value in the language's own figures, with the decimals that it was written with."""
    places = -int(row.value.as_tuple().exponent) if isinstance(row.value, Decimal) else 0
    return speech.number(row.value, places) + ("%" if row.percent else "")
