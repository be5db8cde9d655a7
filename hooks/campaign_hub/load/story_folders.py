"""Read the folders of stories. Each holds one person's story: whatever is odd in it keeps all of it back."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ..diagnostics import Place
from .entries import Media, RawStory, Writing
from .files import read_captions
from .front_matter import Page
from .gathered import PICTURES, Bundle, Gathered

__all__ = ["read_story"]

CAPTIONS = frozenset({".vtt", ".srt"})
MEDIA = PICTURES | CAPTIONS | {".mp3", ".mp4"}
WRITTEN = CAPTIONS | {".md", ".html", ".htm", ".txt"}
ALLOWED = {
    "folder": "a story's folder",
    "allowed": "index.md, pictures (jpg, png, webp), sound (mp3), film (mp4) and captions (vtt, srt)",
    "effect": "the whole story is withheld",
}


def read_story(content: Gathered, slug: str, bundle: Bundle) -> None:
    """Add the story in `bundle` with every file in it, so that each can be looked for elsewhere."""
    folder = f"content/stories/{slug}"
    page_file = bundle.pop(f"{folder}/index.md", None)
    media: list[Media] = []
    besides: list[Writing] = []
    for path, file in bundle.items():
        ending = PurePosixPath(path).suffix.lower()
        media += content.media(path, file, anyway=True)
        besides += _writing(content, path, file) if ending in WRITTEN else []
        if ending not in MEDIA or path.count("/") != 3:
            content.tell("file-not-expected", Place(path), **ALLOWED)
    content.is_slug(slug, folder)
    if page_file is None:
        content.tell("story-without-page", Place(folder))
    page, text = content.page(f"{folder}/index.md", page_file) if page_file else (Page(folder, None, ""), "")
    content.stories.append(content.memory.of(RawStory, slug, page, text, tuple(media), tuple(besides)))


def _writing(content: Gathered, path: str, file: Path) -> list[Writing]:
    text, found = read_captions(file, path)
    content.found += found
    return [] if text is None else [content.memory.of(Writing, path, text)]
