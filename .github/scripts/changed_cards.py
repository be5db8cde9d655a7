"""Draw one picture of all cards of each campaign that a pull request changes, into `changed-cards/`.

CAMPAIGN_HUB_BASE names the commit that the pull request is held to. Where what all cards are made of has changed, all
campaigns are drawn. A story changes the campaigns that it names or named before. A campaign that the change takes
away, or that can't be drawn, has no picture.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

SHEETS = Path(".cache/contact-sheet")
DRAWN = Path("changed-cards")
OF_ALL = ("campaign_assets/", "requirements/", "hooks/")
OF_NO_CARD = ("campaign_assets/theme/", "campaign_assets/kits/")
FRONT_MATTER = re.compile(r"---\s*\n(.*?)\n---\s*$", re.DOTALL | re.MULTILINE)
CAMPAIGNS = re.compile(r"""^["']?campaigns["']?\s*:(.*(?:\n(?:[ \t\r-].*)?)*)""", re.MULTILINE)
COMMENT = re.compile(r"(?:^|\s)#.*")


def main() -> int:
    """Draw, and leave the pictures where the workflow uploads them from."""
    # Where this line of work left the base: what the base did since is not this change's.
    start = git("merge-base", os.environ["CAMPAIGN_HUB_BASE"], "HEAD").strip()
    paths = git("diff", "--name-only", "--no-renames", "-z", start, "HEAD").split("\0")[:-1]
    every = any(map(of_all_cards, paths))
    campaigns = [] if every else sorted(changed_campaigns(paths, start))
    if not campaigns and not every:
        print("No campaign has changed.")
        return 0
    subprocess.run([sys.executable, "hub.py", "contact-sheet", *campaigns], check=False)
    if SHEETS.is_dir():
        SHEETS.replace(DRAWN)
    return 0


def of_all_cards(path: str) -> bool:
    """Whether what all cards are made of lies at `path`."""
    return path.startswith(OF_ALL) and not path.startswith(OF_NO_CARD)


def changed_campaigns(paths: Iterable[str], start: str) -> set[str]:
    """The campaigns that are still there of those whose folders, or whose stories' folders, are among `paths`."""
    inside = {kind: set(folders(paths, kind)) for kind in ("campaigns", "stories")}
    slugs = inside["campaigns"].union(*(campaigns_of(story, start) for story in inside["stories"]))
    return {slug for slug in slugs if Path("content/campaigns", slug, "index.md").is_file()}


def folders(paths: Iterable[str], kind: str) -> Iterator[str]:
    """The names of the folders in `content/<kind>/` that `paths` lie in."""
    parts = (path.split("/") for path in paths)
    return (each[2] for each in parts if each[:2] == ["content", kind] and len(each) > 3)


def campaigns_of(story: str, start: str) -> set[str]:
    """What a story's front matter names, or might, as it is and as it was at the commit `start`."""
    page = f"content/stories/{story}/index.md"
    now = Path(page).read_text("utf-8", "replace") if Path(page).is_file() else ""
    return {name for text in (now, git("show", f"{start}:{page}", check=False)) for name in named(text)}


def named(text: str) -> list[str]:
    """The words of the field `campaigns`. There is no reader of YAML here: the hub's own libraries come with hub.py."""
    front = FRONT_MATTER.match(text)
    field = CAMPAIGNS.search(COMMENT.sub("", front[1])) if front else None
    return re.findall(r"[a-z0-9-]*[a-z0-9]", field[1]) if field else []


def git(*arguments: str, check: bool = True) -> str:
    """What git prints; where it fails, CalledProcessError, or nothing without `check`."""
    done = subprocess.run(["git", *arguments], capture_output=True, check=check)
    return done.stdout.decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main())
