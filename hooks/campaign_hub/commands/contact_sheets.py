"""`contact-sheet`: one picture of all cards of each campaign, to look at them together."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from ..history import withdrawn_before
from ..pipeline import assemble
from ..render import campaign_sheet
from ..reports import write_report
from .scaffolding import NotWritten

__all__ = ["contact_sheets"]

FOLDER = ".cache/contact-sheet"


def contact_sheets(root: Path, names: Sequence[str]) -> int:
    """Write the sheets of the campaigns `names`, or of each, drafts too; 1 if nothing can be drawn. Raises NotWritten.

    Sheets from before are taken away: they may show a story that was withdrawn since.
    """
    folder = root / FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    assembly = assemble(root, datetime.now(UTC), earlier=withdrawn_before(root), show_unapproved=True)
    print(write_report(assembly.diagnostics, "text"), file=sys.stderr)
    if assembly.hub is None or assembly.rendered is None:
        return 1
    drawn = {each.slug for each in assembly.hub.campaigns}
    campaigns = [each for each in assembly.hub.campaigns if each.slug in (names or drawn)]
    if missing := [name for name in names if name not in drawn]:
        known = ", ".join(sorted(drawn)) or "none"
        said = f"There is no campaign {', '.join(missing)} here that can be drawn. There are: {known}."
        if not campaigns:
            raise NotWritten(said)
        print(said, file=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    for campaign in campaigns:
        file = folder / f"{campaign.slug}.png"
        file.write_bytes(campaign_sheet(campaign, assembly.rendered))
        print(file.relative_to(root).as_posix())
    return 0
