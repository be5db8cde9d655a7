"""What a folder's name may be made of to be part of an address."""

from __future__ import annotations

import re

__all__ = ["is_slug"]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 80


def is_slug(name: str) -> bool:
    """Whether `name` is lower-case letters and digits with single hyphens between them, 80 at most."""
    return len(name) <= LONGEST and SLUG.fullmatch(name) is not None
