"""Read `content/`: which file is a brief, a story, a plain page or a picture, and which has no business there."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path, PurePosixPath

from ..diagnostics import Place
from ..memory import Memory
from .campaign_folders import read_campaign
from .files import read_captions, walk
from .front_matter import Page
from .gathered import Bundle, Gathered
from .partners import is_partner_file, read_partners
from .plain_pages import read_plain
from .readiness import read_readiness
from .spokespeople import is_about_spokespeople, read_spokespeople
from .story_folders import read_story
from .tombstones import TOMBSTONES, read_tombstones

__all__ = ["read_content"]


def read_content(root: Path, memory: Memory) -> Gathered:
    """Read every file below `root/content`; what can't be read or doesn't belong is reported and left out."""
    content = Gathered(memory)
    files, content.found = walk(root, root / "content")
    campaigns: dict[str, Bundle] = defaultdict(dict)
    stories: dict[str, Bundle] = defaultdict(dict)
    readiness: Bundle = {}
    partners: Bundle = {}
    speakers: Bundle = {}
    plain: Bundle = {}
    for path, file in files:
        parts = PurePosixPath(path).parts[1:]
        bundles = {"campaigns": campaigns, "stories": stories}.get(parts[0])
        if bundles is not None and len(parts) > 2:
            bundles[parts[1]][path] = file
        elif parts[0] == "readiness" and len(parts) > 1:
            readiness[path] = file
        elif _looks_like_bundles(parts[0]):
            content.tell("folder-misspelt", Place(path), given=parts[0])
            content.keep_back(None, Page(path, None, ""), read_captions(file, path)[0] or "", [])
        elif is_about_spokespeople(path):
            speakers[path] = file
        elif is_partner_file(path):
            partners[path] = file
        else:
            plain[path] = file
    content.campaign_folders = set(campaigns)
    for slug, bundle in campaigns.items():
        read_campaign(content, slug, bundle)
    for slug, bundle in stories.items():
        read_story(content, slug, bundle)
    read_partners(content, partners)
    read_spokespeople(content, speakers)
    read_plain(content, plain)
    read_readiness(content, readiness)
    content.tombstones, found = read_tombstones(root / TOMBSTONES, [path for path, _ in files])
    content.found += found
    return content


def _looks_like_bundles(folder: str) -> bool:
    """Whether a folder's name is that of the stories or campaigns but for its spelling."""
    plain = unicodedata.normalize("NFKC", folder).casefold().strip(" ._-")
    return plain in ("stories", "story", "campaigns", "campaign") and folder not in ("stories", "campaigns")
