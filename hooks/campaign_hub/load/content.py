"""Read `content/`: which file is a brief, a story, a plain page or a picture, and which has no business there."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from ..diagnostics import Diagnostic, Place, report
from .entries import Media, RawBrief, RawStory, Table, Tombstones, Writing
from .files import read_captions, read_media, read_text, walk
from .front_matter import Page, read_page
from .located import Located
from .markdown import tangle_in
from .yaml_tree import read_yaml

__all__ = ["Content", "read_content"]

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
CAPTIONS = frozenset({".vtt", ".srt"})
STORY_MEDIA = PICTURES | CAPTIONS | {".mp3", ".mp4"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
RECORD = re.compile(r"CR-[0-9A-Z]{8,64}")
PLAIN_FIELDS = ("title", "description", "language")
TOMBSTONES = "content/stories/withdrawn.txt"
NAMED_LIKE_TOMBSTONES = re.compile(r"content/(?:stories/withdrawn[^/]*|(?:.*/)?withdrawn[^/]*\.txt)$", re.IGNORECASE)
IN_CAMPAIGN = {
    "folder": "a campaign's folder",
    "allowed": "index.md, posts.yml, pictures (jpg, png, webp) and the tables (csv) that its figures name",
    "effect": "it is left out",
}
IN_STORY = {
    "folder": "a story's folder",
    "allowed": "index.md, pictures (jpg, png, webp), sound (mp3), film (mp4) and captions (vtt, srt)",
    "effect": "the whole story is withheld",
}
IN_CONTENT = {
    "folder": "this folder",
    "allowed": "pages (md) and pictures (jpg, png, webp)",
    "effect": "it is left out",
}
IN_LISTS = {
    "campaigns": IN_CONTENT | {"allowed": "index.md and a folder for each campaign"},
    "stories": IN_CONTENT | {"allowed": "index.md, withdrawn.txt and a folder for each story"},
}


class Content:
    """What was read so far, and what is wrong with it: filled in one walk over `content/`."""

    def __init__(self) -> None:
        self.briefs: list[RawBrief] = []
        self.stories: list[RawStory] = []
        self.pages: list[Page] = []
        self.pictures: list[Media] = []
        self.tombstones = Tombstones()
        self.found: list[Diagnostic] = []


Bundle = dict[str, Path]
"""Files of one folder by their path from the repository's root."""


def read_content(root: Path) -> Content:
    """Read every file below `root/content`; what can't be read or doesn't belong is reported and left out."""
    content = Content()
    files, content.found = walk(root, root / "content")
    campaigns: dict[str, Bundle] = defaultdict(dict)
    stories: dict[str, Bundle] = defaultdict(dict)
    plain: Bundle = {}
    for path, file in files:
        parts = PurePosixPath(path).parts[1:]
        bundles = {"campaigns": campaigns, "stories": stories}.get(parts[0])
        if bundles is not None and len(parts) > 2:
            bundles[parts[1]][path] = file
        elif _looks_like_bundles(parts[0]):
            content.found.append(report("folder-misspelt", Place(path), given=parts[0]))
            content.stories.append(RawStory("", Page(path, None, ""), read_text(file, path)[0] or ""))
        else:
            plain[path] = file
    for slug, bundle in campaigns.items():
        _read_campaign(content, slug, bundle)
    for slug, bundle in stories.items():
        _read_story(content, slug, bundle)
    _read_plain(content, plain)
    _read_tombstones(content, root / TOMBSTONES, [path for path, _ in files])
    return content


def _page(content: Content, path: str, file: Path) -> tuple[Page, str]:
    text, found = read_text(file, path)
    content.found += found
    if text is None:
        return Page(path, None, ""), ""
    page, found = read_page(text, path)
    content.found += found
    if (tangle := tangle_in(page.body)) is not None:
        content.found.append(report("page-tangled", Place(path, page.body_line + page.body.count("\n", 0, tangle))))
        page = Page(path, None, "")
    return page, text


def _media(content: Content, path: str, file: Path) -> list[Media]:
    media, found = read_media(file, path)
    content.found += found
    return [media] if media else []


def _captions(content: Content, path: str, file: Path) -> list[Writing]:
    if PurePosixPath(path).suffix.lower() not in CAPTIONS:
        return []
    text, found = read_captions(file, path)
    content.found += found
    return [] if text is None else [Writing(path, text)]


def _check_slug(content: Content, slug: str, folder: str) -> bool:
    if SLUG.fullmatch(slug) and len(slug) <= 80:
        return True
    content.found.append(report("folder-name", Place(folder), given=slug))
    return False


def _read_campaign(content: Content, slug: str, bundle: Bundle) -> None:
    folder = f"content/campaigns/{slug}"
    page_file, posts_file = bundle.pop(f"{folder}/index.md", None), bundle.pop(f"{folder}/posts.yml", None)
    page, text = _page(content, f"{folder}/index.md", page_file) if page_file else (Page(folder, None, ""), "")
    media, tables = _read_beside(content, bundle, {f"{folder}/{name}" for name in _charts(page)})
    if not _check_slug(content, slug, folder):
        return
    if page_file is None:
        content.found.append(report("campaign-without-page", Place(folder)))
        return
    if _tells_a_story(page):
        _keep_back(content, "story-elsewhere", page, text)
        page, posts_file = Page(page.path, None, ""), None
    posts = _posts(content, f"{folder}/posts.yml", posts_file) if posts_file else None
    content.briefs.append(RawBrief(slug, page, posts, tuple(media), tuple(tables)))


def _charts(page: Page) -> Iterator[str]:
    """The tables that a brief's figures name: nothing else may lie there as one."""
    figures = page.fields.data.get("figures") if page.fields else None
    for figure in figures if isinstance(figures, list) else []:
        name = figure.get("chart") if isinstance(figure, dict) else None
        if isinstance(name, str) and name.endswith(".csv"):
            yield name


def _read_beside(content: Content, bundle: Bundle, wanted: set[str]) -> tuple[list[Media], list[Table]]:
    """The pictures and the `wanted` tables of a campaign's folder; whatever else lies there is told of."""
    media: list[Media] = []
    tables: list[Table] = []
    for path, file in bundle.items():
        if PurePosixPath(path).suffix.lower() in PICTURES and path.count("/") == 3:
            media += _media(content, path, file)
        elif path in wanted:
            text, found = read_text(file, path)
            content.found += found
            tables += [] if text is None or found else [Table(path, text)]
        else:
            content.found.append(report("file-not-expected", Place(path), **IN_CAMPAIGN))
    return media, tables


def _posts(content: Content, path: str, file: Path) -> Located | None:
    text, found = read_text(file, path)
    content.found += found
    if text is None:
        return None
    posts, found = read_yaml(text, path)
    content.found += found
    return posts


def _read_story(content: Content, slug: str, bundle: Bundle) -> None:
    """A folder of stories holds one person's story: whatever is odd in it keeps all of it back."""
    folder = f"content/stories/{slug}"
    page_file = bundle.pop(f"{folder}/index.md", None)
    media: list[Media] = []
    besides: list[Writing] = []
    for path, file in bundle.items():
        if PurePosixPath(path).suffix.lower() in STORY_MEDIA and path.count("/") == 3:
            media += _media(content, path, file)
            besides += _captions(content, path, file)
            continue
        content.found.append(report("file-not-expected", Place(path), **IN_STORY))
        if PurePosixPath(path).suffix.lower() in (".md", ".html", ".txt"):
            besides.append(Writing(path, read_text(file, path)[0] or ""))
    well_named = _check_slug(content, slug, folder)
    if page_file is None:
        content.found.append(report("story-without-page", Place(folder)))
    page, text = _page(content, f"{folder}/index.md", page_file) if page_file else (Page(folder, None, ""), "")
    if not well_named:
        page = Page(page.path, None, page.body, page.body_line)
    content.stories.append(RawStory(slug, page, text, tuple(media), tuple(besides)))


def _read_plain(content: Content, files: Bundle) -> None:
    kept_back: set[str] = set()
    pictures: list[tuple[str, Path]] = []
    for path, file in files.items():
        pure = PurePosixPath(path)
        if path == TOMBSTONES:
            continue
        if pure.suffix.lower() == ".md":
            kept_back |= _read_plain_page(content, path, file)
        elif pure.suffix.lower() in PICTURES and pure.parts[1] not in ("campaigns", "stories"):
            pictures.append((path, file))
        else:
            facts = IN_LISTS.get(pure.parts[1], IN_CONTENT)
            content.found.append(report("file-not-expected", Place(path), **facts))
    content.pages = [page for page in content.pages if not _is_below(page.path, kept_back)]
    for path, file in pictures:
        if not _is_below(path, kept_back):
            content.pictures += _media(content, path, file)


def _is_below(path: str, folders: Iterable[str]) -> bool:
    return any(path.startswith(folder + "/") for folder in folders)


def _read_plain_page(content: Content, path: str, file: Path) -> set[str]:
    """Keep a plain page, or report it and give the folder that has to be kept back with it."""
    page, text = _page(content, path, file)
    folder = str(PurePosixPath(path).parent)
    loose = folder in ("content/campaigns", "content/stories") and not path.endswith("/index.md")
    if page.fields is not None and not loose and not _tells_a_story(page) and not _odd_fields(content, page):
        content.pages.append(page)
        return set()
    name = "story-elsewhere" if _tells_a_story(page) else "page-not-in-folder" if loose else None
    _keep_back(content, name, page, text)
    return {folder} if path.endswith("/index.md") and folder != "content" else set()


def _looks_like_bundles(folder: str) -> bool:
    """Whether a folder's name is that of the stories or campaigns but for its spelling."""
    plain = unicodedata.normalize("NFKC", folder).casefold().strip(" ._-")
    return plain in ("stories", "story", "campaigns", "campaign") and folder not in ("stories", "campaigns")


def _odd_fields(content: Content, page: Page) -> bool:
    """Whether a plain page has a field that plain pages do not have: it may be a story that lost its way."""
    odd = [name for name in (page.fields.data if page.fields else {}) if name not in PLAIN_FIELDS]
    for name in odd:
        place = page.fields.key_place(name) if page.fields else Place(page.path)
        suggestion = f"A page's fields are: {', '.join(PLAIN_FIELDS)}. A story belongs into content/stories/."
        content.found.append(report("field-unknown", place, field=name, suggestion=suggestion))
    return bool(odd)


def _tells_a_story(page: Page) -> bool:
    """Whether the page says that it is a story, in whatever spelling of small and capital letters."""
    fields = {name.casefold(): value for name, value in (page.fields.data if page.fields else {}).items()}
    kind = fields.get("type")
    return not {"consent", "record_id"}.isdisjoint(fields) or (isinstance(kind, str) and kind.casefold() == "story")


def _keep_back(content: Content, name: str | None, page: Page, text: str) -> None:
    if name:
        folder = str(PurePosixPath(page.path).parent)
        content.found.append(report(name, Place(page.path), folder=folder))
    # The page may hold a person's story: what it says must not come out elsewhere either.
    content.stories.append(RawStory("", Page(page.path, None, page.body), text))


def _read_tombstones(content: Content, file: Path, paths: Iterable[str]) -> None:
    """Read the list of withdrawn records. Where there is one that can't be read, no record can be relied on."""
    named_so = [path for path in paths if NAMED_LIKE_TOMBSTONES.match(path)]
    if named_so != [TOMBSTONES]:
        there = bool(named_so) or file.is_symlink() or file.exists()
        content.tombstones = Tombstones(readable=not there)
        return
    text, found = read_text(file, TOMBSTONES)
    content.found += found
    records: set[str] = set()
    readable = text is not None and not found
    for number, line in enumerate((text or "").split("\n"), 1):
        record = line.partition("#")[0].strip()
        if RECORD.fullmatch(record):
            records.add(record)
        elif record:
            readable = False
            content.found.append(report("tombstone-unreadable", Place(TOMBSTONES, number)))
    content.tombstones = Tombstones(frozenset(records), readable)
