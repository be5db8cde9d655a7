"""`new plan`: write a commented plan for the public beside a campaign's brief."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from ..slugs import is_slug
from .scaffolding import NotWritten

__all__ = ["new_plan"]


def new_plan(root: Path, campaign: str) -> int:
    """Write `plan.yml` into the folder of `campaign`; raises NotWritten where there is none, or a plan is there."""
    if not is_slug(campaign):
        raise NotWritten(f"{campaign} is no campaign's name: use lower-case letters, digits and single hyphens.")
    folder = root / "content/campaigns" / campaign
    if not (folder / "index.md").is_file():
        raise NotWritten(f"There is no campaign {campaign}. Start it with: python3 hub.py new campaign {campaign}")
    file = folder / "plan.yml"
    if file.exists() or file.is_symlink():
        raise NotWritten(f"{file.relative_to(root).as_posix()} is there already.")
    file.write_text(files("campaign_hub").joinpath("scaffolds/campaign-plan.yml").read_text("utf-8"), encoding="utf-8")
    print(f"Written: {file.relative_to(root).as_posix()}")
    print("Fill it in, then run: python3 hub.py check")
    return 0
