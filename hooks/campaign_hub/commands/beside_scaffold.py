"""`new plan`, `new easy-read`, `new video`: write a commented example of a file that lies beside a campaign's brief."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ..slugs import is_slug
from .scaffolding import NotWritten

__all__ = ["BESIDE", "new_beside"]

BESIDE = {
    "plan": "a campaign's plan for the public",
    "easy-read": "a campaign's easy-read version",
    "video": "the plan of a campaign's short video",
}
"""What each kind is; its file is called like it."""
SCAFFOLDS = {"plan": "campaign-plan.yml", "easy-read": "easy-read.yml", "video": "video.yml"}


def new_beside(root: Path, kind: str, campaign: str) -> int:
    """Write the file of `kind` into the folder of `campaign`; raises NotWritten where there is none, or it is there."""
    if not is_slug(campaign):
        raise NotWritten(f"{campaign} is no campaign's name: use lower-case letters, digits and single hyphens.")
    folder = root / "content/campaigns" / campaign
    if not (folder / "index.md").is_file():
        raise NotWritten(f"There is no campaign {campaign}. Start it with: python3 hub.py new campaign {campaign}")
    file = folder / f"{kind}.yml"
    if file.exists() or file.is_symlink():
        raise NotWritten(f"{file.relative_to(root).as_posix()} is there already.")
    scaffold = files("campaign_hub").joinpath(f"scaffolds/{SCAFFOLDS[kind]}")
    file.write_text(scaffold.read_text("utf-8"), encoding="utf-8")
    print(f"Written: {file.relative_to(root).as_posix()}")
    print("Fill it in, then run: python3 hub.py check")
    return 0
