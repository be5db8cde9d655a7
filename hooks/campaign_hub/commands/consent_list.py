"""`consent`: what every story is cleared for, until when, or why it is withheld."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from ..copy_digest import copy_digest
from ..pipeline import assemble

__all__ = ["list_consent"]

COLUMNS = ("story", "state", "channels", "until", "why")


def list_consent(root: Path, form: Literal["text", "json"]) -> int:
    """Print every story with what it is cleared for, as a table or as JSON; always 0."""
    gated = assemble(root, datetime.now(UTC), draw=False).gated
    entries = [
        {
            "story": story.slug,
            "state": "published",
            "channels": sorted(story.channels),
            "until": story.until.isoformat() if story.until else None,
            "why": None,
            "copy_sha256": None,
        }
        for story in gated.published
    ]
    entries += [
        {
            "story": story.raw.slug or story.raw.page.path,
            "state": "doubtful" if story.doubtful else "withheld",
            "channels": [],
            "until": None,
            "why": story.name,
            "copy_sha256": copy_digest(story.raw.page, story.raw.media),
        }
        for story in gated.withheld
    ]
    entries.sort(key=lambda entry: str(entry["story"]))
    print(json.dumps({"stories": entries}, indent=2) if form == "json" else _table(entries))
    return 0


def _table(entries: list[dict[str, Any]]) -> str:
    rows = [COLUMNS, *(tuple(_cell(entry[column]) for column in COLUMNS) for entry in entries)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _cell(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")
