"""Time and memory of commands: medians of runs that take turns, and what a run's processes had in memory when."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from statistics import median

PROC = Path("/proc")
PAUSE = 0.05
"""Seconds between two looks at a run's processes; a run's first second is looked at more often, to end it in time."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of a run, and at which moments all of its processes together had how many megabytes in memory."""

    seconds: float
    memory: tuple[tuple[float, float], ...]

    def peak(self, until: float = inf) -> float:
        """The most megabytes up to a moment in seconds since 1970."""
        return max((megabytes for at, megabytes in self.memory if at <= until), default=0.0)


def run(command: Sequence[str], folder: Path, **environment: str) -> Spent:
    """Run a command to its end; one that fails ends the benchmark with what it said."""
    memory: list[tuple[float, float]] = []
    start = time.perf_counter()
    # A file, because a pipe that is read only at the end would hold a command that says much.
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, cwd=folder, env=clean(environment), stdout=said, stderr=said) as process,
    ):
        while process.poll() is None:
            memory.append((time.time(), _megabytes(process.pid)))
            time.sleep(PAUSE if time.perf_counter() - start > 1 else PAUSE / 25)
        seconds = time.perf_counter() - start
        said.seek(0)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} failed:\n{said.read()[-4000:].decode('utf-8', 'replace')}")
    return Spent(seconds, tuple(memory))


def in_turns(works: Mapping[str, Callable[[], float]], times: int) -> dict[str, float]:
    """The median of each work's figure, after `times` rounds in which every one of them has its turn."""
    figures: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(times):
        for name, work in works.items():
            figures[name].append(work())
    return {name: median(each) for name, each in figures.items()}


def on_one_core(command: Sequence[str]) -> list[str]:
    """The command, held to one core where the system has a way to say so."""
    core = min(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
    return ["taskset", "-c", str(core), *command] if sys.platform == "linux" else list(command)


def clean(more: Mapping[str, str]) -> dict[str, str]:
    """This environment without what steers a hub or points Python elsewhere, and `more`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAMPAIGN_HUB_", "PYTHON"))}
    return kept | {"NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"} | dict(more)


def _megabytes(parent: int) -> float:
    """What the process and all that it started have in memory now, as far as the system tells."""
    waiting, kilobytes = [parent], 0
    while waiting:
        process = waiting.pop()
        with suppress(OSError):
            found = re.search(r"VmRSS:\s+(\d+) kB", (PROC / str(process) / "status").read_text("utf-8"))
            kilobytes += int(found[1]) if found else 0
            waiting += map(int, (PROC / str(process) / "task" / str(process) / "children").read_text("ascii").split())
    return kilobytes / 1000
