"""The rows about whole hubs: builds, their growth and memory, checks and previews."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from card_peers import NotHere
from card_rows import card_rows
from hubs import brief_of, slug_of
from measuring import clean, in_turns
from plain_sites import Nav, source_of
from served import Preview, hub_preview, plain_preview, served
from sites import Sites, hub_command, plain_build
from table import Row, Skipped

Line = Row | Skipped
NAVS: Mapping[Nav, str] = {"none": "out of its nav", "flat": "all in its nav"}
CARDS_OF = 10
"""Campaigns whose cards are drawn by everybody: sixty cards."""
PICTURES_OF = 24
"""Pictures that each campaign of a hub to measure with has."""
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
"""The endings of drawn cards among what is kept; fonts for the pages are kept there too."""


@dataclass(frozen=True, slots=True)
class Run:
    """The sizes of a run: `campaigns` of most rows, all of `growth` from the smallest, `rounds` of short works."""

    sites: Sites
    campaigns: int
    growth: tuple[int, ...]
    rounds: int
    figures: dict[str, float] = field(default_factory=dict)


def card(run: Run) -> Iterator[Line]:
    """Time and bytes of one card, against every peer and against its own parts."""
    hub = run.sites.hub(min(run.campaigns, CARDS_OF))
    yield from card_rows(hub, run.sites.folder / "cards", run.sites.peers, run.rounds)


def memory(run: Run) -> Iterator[Line]:
    """The peak of all processes at each larger size against the smallest: until all cards are drawn, and in all."""
    smallest, *larger = run.growth
    first = run.sites.build(smallest)
    for size in larger:
        built, against = run.sites.build(size), f"{size} campaigns against {smallest}"
        yield Row("peak memory while cards are drawn", against, built.drawing, first.drawing, "MB", 1.2)
        yield Row("peak memory of the whole build", against, built.cold.peak(), first.cold.peak(), "MB")


def whole(run: Run) -> Iterator[Line]:
    """A cold build with 24 pictures a campaign against the social plugin's with one card a page."""
    ours = run.sites.build(run.campaigns).cold.seconds
    for nav, said in NAVS.items():
        aim = 1.0 if nav == "none" else None
        against = f"Material's social plugin, one card a page, {said}"
        try:
            python = run.sites.peers.social
        except NotHere as why:
            yield Skipped("whole build, cold", against, str(why))
            continue
        theirs = plain_build(run.sites.social_site(run.campaigns, nav), python).seconds
        yield Row("whole build, cold", against, ours, theirs, "s", aim)


def second(run: Run) -> Iterator[Line]:
    """A build with nothing changed against plain Material's."""
    root = run.sites.build(run.campaigns).root
    flat, none = (run.sites.plain_site(run.campaigns, nav) for nav in ("flat", "none"))
    works = {
        "ours": lambda: hub_command(root, "build").seconds,
        "out of its nav": lambda: plain_build(none).seconds,
        "all in its nav": lambda: plain_build(flat).seconds,
    }
    figures = in_turns(works, run.rounds)
    run.figures["second"] = figures["ours"]
    for said, aim in (("out of its nav", 1.25), ("all in its nav", None)):
        yield Row("second build, nothing changed", f"plain Material, {said}", figures["ours"], figures[said], "s", aim)


def growth(run: Run) -> Iterator[Line]:
    """Time and bytes a campaign at each larger size against the smallest."""
    smallest, *larger = run.growth
    first = run.sites.build(smallest)
    for size in larger:
        built, against = run.sites.build(size), f"{size} campaigns against {smallest}"
        times = built.cold.seconds / size, first.cold.seconds / smallest
        yield Row("growth: cold build, a campaign", against, *times, "s", 1.2)
        yield Row("growth: bytes, a campaign", against, built.megabytes / size, first.megabytes / smallest, "MB", 1.2)


def preview(run: Run) -> Iterator[Line]:
    """From an edit of one brief until the page is loaded anew, against plain previews of the same pages."""
    root, rounds = run.sites.build(run.campaigns).root, range(run.rounds)
    address = f"campaigns/{slug_of(0)}/"
    ours = _edits(hub_preview(root), brief_of(root, 0), address, rounds)
    for nav, said in NAVS.items():
        aim = 0.1 if nav == "flat" else None
        plain = run.sites.plain_site(run.campaigns, nav)
        theirs = _edits(plain_preview(plain), source_of(plain, address), address, rounds)
        yield Row("preview: edit until reload", f"plain mkdocs serve, {said}", ours, theirs, "s", aim)


def first(run: Run) -> Iterator[Line]:
    """What the first preview takes, and how many cards it draws before one is asked for."""
    root = run.sites.folder / "first"
    shutil.copytree(run.sites.hub(run.campaigns), root, ignore=shutil.ignore_patterns("site", ".cache"))
    with served(hub_preview(root)) as ours:
        drawn = sum(1 for file in (root / ".cache/cards").glob("*/*") if file.suffix in PICTURES)
    with served(plain_preview(run.sites.plain_site(run.campaigns, "none"))) as plain:
        pass
    shutil.rmtree(root)
    yield Row(
        "first preview: until the first page", "plain mkdocs serve, out of its nav", ours.started, plain.started, "s"
    )
    yield Row(
        "first preview: pictures drawn before one is asked for",
        "all cards",
        drawn,
        run.campaigns * PICTURES_OF,
        "pictures",
        0,
    )


def check(run: Run) -> Iterator[Line]:
    """`check` against a cold build and against the time that an empty hub may take."""
    built, empty = run.sites.build(run.campaigns), run.sites.hub(0)
    works = {
        "check": lambda: hub_command(built.root, "check").seconds,
        "empty": lambda: hub_command(empty, "check").seconds,
    }
    figures = in_turns(works, run.rounds)
    yield Row("check", "a cold build", figures["check"], built.cold.seconds, "s", 0.1)
    yield Row("check on an empty hub", "half a second", figures["empty"], 0.5, "s", 1)


def looking(run: Run) -> Iterator[Line]:
    """How much of a second build goes into looking for withheld stories, and into reading the site over."""
    root = run.sites.build(run.campaigns).root
    script = str(Path(__file__).parent / "looking_over.py")
    environment = clean({"PYTHONPATH": str(root / "hooks")})
    made = subprocess.run(
        [sys.executable, script], cwd=root, env=environment, check=True, capture_output=True, text=True
    )
    if "second" not in run.figures:
        run.figures["second"] = in_turns({"ours": lambda: hub_command(root, "build").seconds}, run.rounds)["ours"]
    for what, seconds in json.loads(made.stdout).items():
        yield Row(what, "a second build", seconds, run.figures["second"], "s")


ROWS = {each.__name__: each for each in (card, growth, memory, whole, second, looking, check, preview, first)}


def _edits(preview: Preview, file: Path, address: str, rounds: range) -> float:
    with served(preview) as running:
        times = [running.seconds_until_shown(file, address, f"Edit number {number}.") for number in rounds]
    return sorted(times)[len(times) // 2]
