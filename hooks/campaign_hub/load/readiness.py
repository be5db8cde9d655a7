"""Read `content/readiness/`: what the organisation keeps ready. All of it is internal but for pages that say public."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ..diagnostics import Place
from ..slugs import is_slug
from .entries import RawReadiness, RawScenario
from .files import read_text
from .gathered import Bundle, Gathered
from .internal import internal_file, internal_page
from .located import Located
from .plain_pages import tells_a_story
from .yaml_tree import read_yaml

__all__ = ["READINESS", "read_readiness"]

READINESS = "content/readiness"
SCENARIOS = f"{READINESS}/scenarios"
TRIAGE = f"{READINESS}/triage.yml"
PUBLIC = "public"
ALLOWED = {
    "folder": "content/readiness/",
    "allowed": "pages (md), triage.yml and scenarios/ with a page for each scenario",
    "effect": "it is left out",
}


def read_readiness(content: Gathered, files: Bundle) -> None:
    """Add what is in `files`; what does not belong there is told of and left out, pages as internal ones."""
    scenarios: list[RawScenario] = []
    pages = []
    triage: Located | None = None
    for path, file in files.items():
        pure = PurePosixPath(path)
        if path == TRIAGE:
            triage = _triage(content, path, file)
        elif pure.suffix.lower() != ".md" or str(pure.parent) not in (READINESS, SCENARIOS):
            content.tell("file-not-expected", Place(path), **ALLOWED)
        elif not is_slug(pure.stem):
            content.tell("folder-name", Place(path), given=pure.stem)
            content.keep_internal(internal_page(*content.page(path, file)))
        else:
            page, text = content.page(path, file)
            if tells_a_story(page):
                content.keep_back("story-elsewhere", page, text, [])
            elif str(pure.parent) == SCENARIOS:
                content.keep_internal(internal_page(page, text))
                scenarios.append(RawScenario(pure.stem, page))
            elif page.fields is not None and page.fields.data.get("visibility") == PUBLIC:
                content.written[path] = text
                content.pages.append(page)
            else:
                content.keep_internal(internal_page(page, text))
                pages.append(page)
    content.readiness = RawReadiness(bool(files), tuple(scenarios), triage, tuple(pages))


def _triage(content: Gathered, path: str, file: Path) -> Located | None:
    text, found = read_text(file, path)
    content.found += found
    if text is None:
        return None
    located, found = read_yaml(text, path)
    content.found += found
    content.keep_internal(internal_file(path, located, text))
    return located
