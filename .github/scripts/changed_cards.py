"""Draw one picture of all cards of each campaign that a pull request changes, into `changed-cards/`.

CAMPAIGN_HUB_BASE names the commit that the pull request is held to. Where what all cards are made of has changed, all
campaigns are drawn. A campaign that the change takes away, or that can't be drawn, has no picture.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SHEETS = Path(".cache/contact-sheet")
DRAWN = Path("changed-cards")
OF_ALL = ("campaign_assets/brand.yml", "campaign_assets/platforms.yml", "campaign_assets/cards/", "hooks/")


def main() -> int:
    """Draw, and leave the pictures where the workflow uploads them from."""
    paths = changed(os.environ["CAMPAIGN_HUB_BASE"])
    campaigns = [] if any(path.startswith(OF_ALL) for path in paths) else sorted(changed_campaigns(paths))
    if not campaigns and not any(path.startswith(OF_ALL) for path in paths):
        print("No campaign has changed.")
        return 0
    subprocess.run([sys.executable, "hub.py", "contact-sheet", *campaigns], check=False)
    if SHEETS.is_dir():
        SHEETS.replace(DRAWN)
    return 0


def changed(base: str) -> list[str]:
    """Paths that differ from where this line of work left `base`."""
    command = ["git", "diff", "--name-only", "-z", f"{base}...HEAD"]
    told = subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout
    return told.decode("utf-8", "replace").split("\0")[:-1]


def changed_campaigns(paths: list[str]) -> set[str]:
    """The campaigns whose folders are among `paths` and still there."""
    parts = [path.split("/") for path in paths]
    slugs = {each[2] for each in parts if each[:2] == ["content", "campaigns"] and len(each) > 3}
    return {slug for slug in slugs if Path("content/campaigns", slug, "index.md").is_file()}


if __name__ == "__main__":
    sys.exit(main())
