"""The processes that draw: started once a build, where there is enough to draw, and ended with it."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

__all__ = ["Cores"]

WORTH_STARTING = 60
"""Pictures from which on starting processes costs less than it saves (about a second of drawing)."""
CHUNK = 8
"""Pictures that a process is given at a time."""

Job = TypeVar("Job")
Made = TypeVar("Made")


class Cores:
    """All cores of this machine, for as long as the context lasts."""

    def __init__(self) -> None:
        self._count = os.cpu_count() or 1
        self._asked = 0
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def map(self, work: Callable[[Job], Made], jobs: Sequence[Job]) -> Iterable[Made]:
        """What `work` makes of each job, in their order.

        Other processes are at it from now on; few jobs are done here instead, once they are asked for.
        """
        self._asked += len(jobs)
        if self._count < 2 or self._asked < WORTH_STARTING or len(jobs) < CHUNK:
            return map(work, jobs)
        return self._started().map(work, jobs, chunksize=CHUNK)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Not a fork: a preview has threads running, and a forked copy of their locks can hang.
            self._pool = ProcessPoolExecutor(self._count, mp_context=multiprocessing.get_context("spawn"))
        return self._pool
