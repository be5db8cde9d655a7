"""Leave one share of the campaigns in this checkout, so that one of several jobs draws their cards alone.

Run with the number of the share, from 0, and how many shares there are. Language versions of a campaign stay together,
because one that has lost its source is left out. The same content gives the same shares in every job.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

CAMPAIGNS = Path("content/campaigns")
SOURCE = re.compile(r"""^["']?translation_of["']?\s*:\s*["']?([a-z0-9-]+)""", re.MULTILINE)


def main(share: str, shares: str) -> int:
    """Take every other share's folders away; only for a checkout that nobody goes on with."""
    sources = {folder.name: source_of(folder) for folder in CAMPAIGNS.iterdir() if folder.is_dir()}
    order = sorted(set(sources.values()))
    for slug, source in sources.items():
        if order.index(source) % int(shares) != int(share):
            shutil.rmtree(CAMPAIGNS / slug)
    return 0


def source_of(folder: Path) -> str:
    """The campaign that the one in `folder` says the same as: its source, or itself."""
    brief = folder / "index.md"
    found = SOURCE.search(brief.read_text("utf-8", "replace")) if brief.is_file() else None
    return found[1] if found else folder.name


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
