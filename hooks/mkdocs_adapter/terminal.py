"""Says something to the person at the terminal, and hears what MkDocs says there."""

from __future__ import annotations

import logging
import sys

from mkdocs.utils import CountHandler

__all__ = ["count_warnings", "tell"]

COUNTER = "campaign-hub"


def tell(text: str) -> None:
    """Say something to the person at the terminal, also where MkDocs itself is told to be quiet."""
    print(text, file=sys.stderr, flush=True)


def count_warnings() -> CountHandler:
    """Counts what MkDocs warns of from now on."""
    logger = logging.getLogger("mkdocs")
    for each in [*logger.handlers]:
        if each.name == COUNTER:
            logger.removeHandler(each)
    counter = CountHandler(level=logging.WARNING)
    counter.name = COUNTER
    logger.addHandler(counter)
    return counter
