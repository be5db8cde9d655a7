"""The table of a run: ratios first, then the figures that they are made of, put between two marks of a file."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

HEAD = "| what | against | ratio | aim | here | there |\n| --- | --- | --- | --- | --- | --- |"
PARTS = ("mkdocs", "mkdocs-material", "pillow")


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison: `here` and `there` in one `unit`, and the ratio that is aimed at, if any."""

    what: str
    against: str
    here: float
    there: float
    unit: str
    aim: float | None = None

    def __str__(self) -> str:
        ratio = self.here / self.there if self.there else 0.0
        aim = "" if self.aim is None else f"at most {self.aim:g}, {'reached' if ratio <= self.aim else 'missed'}"
        told = f"{self.what} | {self.against} | {ratio:.2f} | {aim}"
        return f"| {told} | {_figure(self.here)} {self.unit} | {_figure(self.there)} {self.unit} |"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A comparison that can't be made on this machine, and why."""

    what: str
    against: str
    why: str

    def __str__(self) -> str:
        return f"| {self.what} | {self.against} | | skipped: {self.why.replace('|', '/')} | | |"


def conditions(campaigns: int, rounds: int, peers: Iterable[str]) -> str:
    """What the figures depend on; `peers` are other tools with their versions."""
    parts = ", ".join([*(f"{name} {version(name)}" for name in PARTS), *peers])
    machine = f"{os.cpu_count()} cores, {platform.system()}, {platform.machine()}, Python {platform.python_version()}"
    size = f"{campaigns} campaigns, medians of {rounds} {'rounds' if rounds > 1 else 'round'}"
    return f"{datetime.now(UTC).date()}: {size}; {machine}, {parts}."


def markdown(rows: Iterable[Row | Skipped], told: str) -> str:
    """The table with its conditions."""
    return "\n".join([told, "", HEAD, *map(str, rows)])


def put_between_marks(file: Path, name: str, text: str) -> None:
    """Write `text` between the two comments called `name` in a Markdown file."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    written = file.read_text("utf-8")
    if begin not in written or end not in written:
        sys.exit(f"{file.name} lacks {begin} or {end}.")
    between = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    file.write_text(between.sub(lambda _: f"{begin}\n{text}\n{end}", written), encoding="utf-8")


def _figure(value: float) -> str:
    """Three digits of a figure, and all of a large one."""
    return f"{value:,.0f}" if value >= 100 or value == round(value) else f"{value:.3g}"
