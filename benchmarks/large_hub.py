"""Make a large hub out of the shipped one: its campaigns and stories again and again under other names."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CAMPAIGN = "blood-pressure"
STORY = "maureen-and-the-pharmacy"


def large_hub(folder: Path, *, campaigns: int, withheld: int) -> Path:
    """Write a hub below `folder` with so many campaigns, and as many stories kept back; return its root."""
    root = folder / "hub"
    for name in ("campaign_assets", "hooks"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "content").mkdir()
    shutil.copy(ROOT / "content/index.md", root / "content")
    for number in range(campaigns):
        _campaign(root, f"campaign-{number}")
    for number in range(withheld):
        _story(root, f"story-{number}", number)
    return root


def _campaign(root: Path, slug: str) -> None:
    """A campaign whose texts differ from the others', so that no card is drawn for two of them."""
    source, target = ROOT / "content/campaigns" / CAMPAIGN, root / "content/campaigns" / slug
    shutil.copytree(source, target)
    for file in target.glob("*"):
        text = file.read_text("utf-8").replace("blood pressure", f"blood pressure {slug}")
        file.write_text(re.sub(r"^  card: story-.*\n", "", text, flags=re.MULTILINE), encoding="utf-8")


def _story(root: Path, slug: str, number: int) -> None:
    """A story with words and a photo of its own, for which no consent was given."""
    source, target = ROOT / "content/stories" / STORY, root / "content/stories" / slug
    shutil.copytree(source, target)
    page = target / "index.md"
    text = re.sub(r"consent:\n(  .*\n)+", "", page.read_text("utf-8")).replace(CAMPAIGN, "campaign-0")
    page.write_text(re.sub(r"\b(the|and|was|I|Maureen|invented)\b", rf"\g<1>{number}", text), encoding="utf-8")
    with (target / "portrait.png").open("ab") as photo:
        photo.write(str(number).encode())
