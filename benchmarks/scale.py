"""What many campaigns in many languages cost, worked out from what a run measured at two sizes of a hub."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rows import Run

CASES = {"400 campaigns": 400, "10,000 campaigns": 10_000, "10,000 campaigns in ten languages": 100_000}
"""A campaign in another language is a brief with cards, posts and a kit of its own."""
SITE = 1_000.0
"""Megabytes of a site that GitHub Pages takes.

https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits, read 2026-11-21.
"""
HEAD = (
    "| hub | cold build | second build | memory | site | Pages sites of 1 GB |\n| --- | --- | --- | --- | --- | --- |"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line through two measured sizes, which may start above nothing."""

    base: float
    each: float

    def at(self, size: int) -> float:
        """The figure at a size."""
        return self.base + self.each * size


def scale_table(run: Run) -> str:
    """The cost of every case as Markdown, if the run built hubs of two sizes; nothing otherwise."""
    if len(run.sites.built) < 2:
        return ""
    # The smallest hub is drawn by one process and the others by several, so it is on another line.
    small, large = sorted(run.sites.built)[-2:]
    first, last = run.sites.built[small], run.sites.built[large]
    cold = _line(small, large, first.cold.seconds, last.cold.seconds)
    memory = _line(small, large, first.cold.peak(), last.cold.peak())
    size = _line(small, large, first.megabytes, last.megabytes)
    share = run.figures["second"] / run.sites.build(run.campaigns).cold.seconds if "second" in run.figures else None
    lines = [_case(name, count, (cold, memory, size), share) for name, count in CASES.items()]
    each = f"{size.each:.2f} MB and {cold.each:.2f} s a campaign"
    told = f"From hubs of {small} and {large} campaigns of 24 pictures, measured in one run: {each}."
    return "\n".join([told, "", HEAD, *lines])


def _line(small: int, large: int, first: float, last: float) -> Line:
    each = (last - first) / (large - small)
    return Line(first - each * small, each)


def _case(name: str, count: int, lines: tuple[Line, Line, Line], share: float | None) -> str:
    cold, memory, size = (line.at(count) for line in lines)
    again = "" if share is None else _time(cold * share)
    return (
        f"| {name} | {_time(cold)} | {again} | {memory / 1000:.1f} GB | {size / 1000:.1f} GB | {-(-size // SITE):.0f} |"
    )


def _time(seconds: float) -> str:
    return f"{seconds / 3600:.1f} hours" if seconds > 5400 else f"{seconds / 60:.0f} minutes"
