"""The rows about one card: the shipped design's, next to every peer's with the same texts, and to its own parts."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from card_peers import (
    HERE,
    Cost,
    NotHere,
    Peers,
    card_by_hugo,
    card_by_naive_pillow,
    card_by_satori,
    card_by_social,
)
from measuring import clean, on_one_core
from table import Row, Skipped

TIME, BYTES = "a 1200x630 text card, cold, one core", "bytes of such a card"
OURS = "ours"


@dataclass(frozen=True, slots=True)
class Against:
    """What our card is held against: the ratios that are aimed at, and whether bytes come out of it."""

    name: str
    time: float | None = None
    size: float | None = None
    sized: bool = True


AGAINST = (
    Against("Material's social plugin", time=1 / 8),
    Against("satori + resvg-js", time=1 / 5),
    Against("Hugo's text filter"),
    Against("naive Pillow", size=0.4),
    Against("drawing alone", time=2, sized=False),
    Against("deflate of its pixels"),
    Against("its pixels as RGB"),
)
PEERS: Mapping[str, Callable[[Peers, Path, Path], Cost]] = {
    "Material's social plugin": card_by_social,
    "satori + resvg-js": card_by_satori,
    "Hugo's text filter": card_by_hugo,
    "naive Pillow": card_by_naive_pillow,
}


def card_rows(hub: Path, folder: Path, peers: Peers, rounds: int) -> Iterator[Row | Skipped]:
    """Draw the cards of `hub` in every way, `rounds` times in turns, and compare the medians."""
    turns = [_one_round(hub, folder / str(number), peers) for number in range(rounds)]
    ours = _median(turns, OURS)
    for each in AGAINST:
        missing = turns[0][each.name]
        if isinstance(missing, str):
            yield Skipped(TIME, each.name, missing)
            continue
        cost = _median(turns, each.name)
        yield Row(TIME, each.name, ours.milliseconds, cost.milliseconds, "ms", each.time)
        if each.sized:
            yield Row(BYTES, each.name, ours.size / 1000, cost.size / 1000, "kB", each.size)


def _one_round(hub: Path, folder: Path, peers: Peers) -> dict[str, Cost | str]:
    """What each way took, or why it is not here."""
    folder.mkdir(parents=True)
    texts = folder / "texts.json"
    costs: dict[str, Cost | str] = dict(_ours(hub, texts))
    for name, draw in PEERS.items():
        try:
            costs[name] = draw(peers, texts, folder / draw.__name__)
        except NotHere as why:
            costs[name] = str(why)
    return costs


def _ours(hub: Path, texts: Path) -> Iterator[tuple[str, Cost]]:
    """Our own card and its parts; writes the `texts` for the others."""
    command = on_one_core([sys.executable, str(HERE / "ours.py"), str(texts)])
    environment = clean({"PYTHONPATH": str(hub / "hooks")})
    made = subprocess.run(command, cwd=hub, env=environment, check=True, capture_output=True, text=True)
    for name, cost in json.loads(made.stdout).items():
        yield name, Cost(cost["ms"], cost["bytes"])


def _median(turns: list[dict[str, Cost | str]], name: str) -> Cost:
    costs = [cost for turn in turns if isinstance(cost := turn[name], Cost)]
    return Cost(median(each.milliseconds for each in costs), costs[0].size)
