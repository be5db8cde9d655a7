"""Measure the hub next to its peers, as ratios, in one run.

    .venv/bin/python benchmarks/run.py [--quick] [--full] [--campaigns N] [--no-peers] [--write] [ROW ...]

Prints the table; with `--write` it goes into benchmarks/README.md, and what follows from it into docs/scale.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from card_peers import Peers
from rows import ROWS, Line, Run
from scale import scale_table
from sites import Sites
from table import conditions, markdown, put_between_marks

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / ".cache/benchmarks"
QUICK, USUAL, FULL = 10, 400, 1600
"""Campaigns of a run; with FULL the growth alone goes so far."""


def main() -> None:
    asked = _asked()
    campaigns = asked.campaigns or (QUICK if asked.quick else USUAL)
    growth = _growth_to(FULL if asked.full else campaigns)
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        sites = Sites(Path(folder), Peers(PEERS, wanted=not asked.no_peers))
        run = Run(sites, campaigns, growth, rounds=asked.rounds or (1 if asked.quick else 5))
        rows = list(_measured(run, asked.rows or list(ROWS)))
        told = markdown(rows, conditions(campaigns, run.rounds, sites.peers.versions()))
        scale = scale_table(run)
    print(f"\n{told}\n\n{scale}")
    if asked.write:
        put_between_marks(ROOT / "benchmarks/README.md", "measured", told)
        if scale:
            put_between_marks(ROOT / "docs/scale.md", "measured", scale)


def _growth_to(largest: int) -> tuple[int, ...]:
    """A sixteenth and a quarter of the largest size, and that size."""
    return tuple(sorted({max(1, largest // 16), max(1, largest // 4), largest}))


def _measured(run: Run, names: list[str]) -> Iterator[Line]:
    for name in names:
        start = time.perf_counter()
        for line in ROWS[name](run):
            print(line, flush=True)
            yield line
        print(f"  {name}: {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the hub next to its peers, as ratios, in one run.")
    parser.add_argument("rows", nargs="*", type=_row, metavar="ROW", help=f"of {', '.join(ROWS)} (all)")
    parser.add_argument("--quick", action="store_true", help="10 campaigns and one round, to see that it runs")
    parser.add_argument("--full", action="store_true", help="growth from 100 to 1,600 campaigns; takes hours")
    parser.add_argument("--campaigns", type=int, help="campaigns of most rows (400)")
    parser.add_argument("--rounds", type=int, help="rounds of what does not take long (5)")
    parser.add_argument("--no-peers", action="store_true", help="install nothing, and leave other tools out")
    parser.add_argument(
        "--write", action="store_true", help="write the tables of benchmarks/README.md and docs/scale.md"
    )
    asked = parser.parse_args()
    if asked.write and (asked.rows or asked.no_peers):
        parser.error("--write needs all rows and all peers: half a table would stand for the whole")
    return asked


def _row(name: str) -> str:
    if name not in ROWS:
        raise argparse.ArgumentTypeError(f"there is no row {name}; there are {', '.join(ROWS)}")
    return name


if __name__ == "__main__":
    main()
