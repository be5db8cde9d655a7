"""Tables that figures are drawn from: two columns, a line of headings, few rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from pydantic_core import PydanticCustomError

from ..diagnostics import Diagnostic, Place, report
from ..load import Table as RawTable
from .fields import plain_line

__all__ = ["Row", "Table", "read_table"]

MOST_ROWS = 12
"""Rows that can still be told apart, with their labels, on a card that is as wide as a phone."""
LONGEST_LABEL = 24
LONGEST_HEADING = 60
NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,6})?%?")


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: its label, its value, and whether that is a percentage."""

    label: str
    value: Decimal
    percent: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a figure's table and what its two columns are called."""

    label: str
    value: str
    rows: tuple[Row, ...]


class _Problem(Exception):
    """What is wrong with a table: a diagnostic's name, its facts, the line and the column."""

    def __init__(self, name: str, line: int = 1, column: int = 1, **facts: object) -> None:
        super().__init__(name)
        self.name, self.line, self.column, self.facts = name, line, column, facts


def read_table(raw: RawTable, found: list[Diagnostic]) -> Table | None:
    """The table, or None with the first thing that is wrong with it."""
    try:
        lines = list(_lines(raw.text))
        headings, rows = lines[0][1], [_row(line, cells) for line, cells in lines[1:]]
        _check_rows(rows, [line for line, _ in lines[1:]])
        label, value = (_text(cell, lines[0][0], LONGEST_HEADING, "heading") for cell in headings)
        return Table(label, value, tuple(rows))
    except _Problem as problem:
        found.append(report(problem.name, Place(raw.path, problem.line, problem.column), **problem.facts))
        return None


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each line of the table that is not empty, with its number; the first has the headings."""
    reader = csv.reader(text.removeprefix("\ufeff").split("\n"), strict=True)
    count, line = 0, 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if len(cells) != 2:
                    raise _Problem("table-columns", line)
                if count == 0 and NUMBER.fullmatch(cells[1].strip()):
                    raise _Problem("table-without-headings", line)
                if count > MOST_ROWS:
                    raise _Problem("table-rows", line, limit=f"at most {MOST_ROWS}")
                yield line, cells
                count += 1
            line = reader.line_num + 1
    except csv.Error as problem:
        raise _Problem("table-cell-long" if is_too_long(problem) else "table-quotes", line) from None
    if count < 3:
        raise _Problem("table-rows", limit="at least 2")


def is_too_long(problem: csv.Error) -> bool:
    """Whether a table can't be read because of a cell that goes on and on, and not because of its quotes."""
    # The library tells its errors apart by their words alone.
    return "field limit" in str(problem)


def _row(line: int, cells: list[str]) -> Row:
    label, value = _text(cells[0], line, LONGEST_LABEL, "label"), cells[1].strip()
    if not NUMBER.fullmatch(value):
        raise _Problem("table-not-a-number", line, len(cells[0]) + 2, given=value[:40])
    return Row(label, Decimal(value.removesuffix("%")), value.endswith("%"))


def _check_rows(rows: list[Row], lines: list[int]) -> None:
    for row, line in zip(rows, lines, strict=True):
        if row.percent != rows[0].percent:
            raise _Problem("table-mixed", line)
    if not any(row.value for row in rows):
        raise _Problem("table-all-zero", lines[0])


def _text(cell: str, line: int, most: int, field: str) -> str:
    if len(cell.strip()) > most:
        raise _Problem("text-too-long", line, field=field, limit=most, over=len(cell.strip()) - most)
    try:
        return plain_line(cell)
    except PydanticCustomError as error:
        raise _Problem(error.type, line, field=field) from None
