"""`new`: write a commented example to start from."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Literal

__all__ = ["NotWritten", "new"]

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FOLDERS = {"campaign": "campaigns", "story": "stories"}
FILES = {"campaign": ("index.md", "posts.yml"), "story": ("index.md",)}


class NotWritten(Exception):
    """Nothing was written; the message says why and what to do."""


def new(root: Path, kind: Literal["campaign", "story"], name: str) -> int:
    """Write the folder of a new campaign or story; raises NotWritten for a bad name or one that is taken."""
    if not SLUG.fullmatch(name) or len(name) > 80:
        raise NotWritten(f"{name} can't be part of an address: use lower-case letters, digits and single hyphens.")
    folder = root / "content" / FOLDERS[kind] / name
    if folder.exists():
        raise NotWritten(f"{folder.relative_to(root).as_posix()} is there already: choose another name.")
    folder.mkdir(parents=True)
    for file in FILES[kind]:
        scaffold = files("campaign_hub").joinpath(f"scaffolds/{kind}-{file}").read_text("utf-8")
        (folder / file).write_text(scaffold, encoding="utf-8")
        print(f"Written: {(folder / file).relative_to(root).as_posix()}")
    print("Fill it in, then run: python3 hub.py check")
    return 0
