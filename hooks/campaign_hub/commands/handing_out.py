"""`handout`: every internal page in one file, to print, and the notes of each day for a calendar."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

from ..history import withdrawn_before
from ..load.assets import THEME
from ..pipeline import assemble
from ..render.daily_notes import daily_calendar
from ..render.handout import handout
from ..reports import write_report
from .scaffolding import NotWritten

__all__ = ["write_handout"]

FOLDER = ".cache/handout"


def write_handout(root: Path) -> int:
    """Write the hand-out outside of the site; 1 if the content can't be read. Raises NotWritten where there is none.

    One from before is taken away first: what it said may not hold any more.
    """
    shutil.rmtree(root / FOLDER, ignore_errors=True)
    now = datetime.now(UTC)
    assembly = assemble(root, now, earlier=withdrawn_before(root), show_unapproved=True, draw=False)
    print(write_report(assembly.diagnostics, "text"), file=sys.stderr)
    if assembly.hub is None:
        return 1
    text = handout(assembly.hub, root / THEME)
    if text is None:
        raise NotWritten(
            "There is no campaign and nothing in content/readiness/ to hand out yet: docs/ready.md says how to begin."
        )
    file = root / FOLDER / "handout.html"
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    print(f"{file.relative_to(root).as_posix()} is for your own people: open it in a browser and print it.")
    if assembly.hub.campaigns:
        notes = file.with_name("daily.ics")
        notes.write_bytes(daily_calendar(assembly.hub))
        print(f"{notes.relative_to(root).as_posix()} has a note for each day ahead: import it into your own calendar.")
    return 0
