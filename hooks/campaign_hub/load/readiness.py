"""Read `content/readiness/`: what the organisation keeps ready. All of it is internal but for pages that say public."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from ..diagnostics import Place
from ..slugs import is_slug
from .entries import RawReadiness, RawScenario
from .files import read_text
from .front_matter import Page
from .gathered import Bundle, Gathered
from .internal import internal_file, internal_page
from .located import Located
from .plain_pages import tells_a_story
from .yaml_tree import read_yaml

__all__ = ["READINESS", "TRIAGE", "read_readiness"]

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
    pages: list[Page] = []
    triage: Located | None = None
    for path, file in files.items():
        if path == TRIAGE:
            triage = _triage(content, path, file)
        elif PurePosixPath(path).suffix.lower() != ".md":
            content.tell("file-not-expected", Place(path), **ALLOWED)
        else:
            _add_page(content, *content.page(path, file), scenarios, pages)
    content.readiness = RawReadiness(bool(files), tuple(scenarios), triage, tuple(pages))


def _add_page(content: Gathered, page: Page, text: str, scenarios: list[RawScenario], pages: list[Page]) -> None:
    """Add a page to what it is: a story that lost its way, a public page, a scenario, or one of `pages`."""
    pure = PurePosixPath(page.path)
    belongs = str(pure.parent) in (READINESS, SCENARIOS)
    if tells_a_story(page):
        content.keep_back("story-elsewhere", page, text, [])
    elif belongs and is_slug(pure.stem) and str(pure.parent) == READINESS and _is_public(page):
        content.written[page.path] = text
        content.pages.append(page)
    else:
        content.keep_internal(content.memory.of(internal_page, page, text))
        if not belongs:
            content.tell("file-not-expected", Place(page.path), **ALLOWED)
        elif not is_slug(pure.stem):
            content.tell("folder-name", Place(page.path), given=pure.stem)
        elif str(pure.parent) == SCENARIOS:
            scenarios.append(content.memory.of(RawScenario, pure.stem, page, text))
        else:
            pages.append(page)


def _is_public(page: Page) -> bool:
    return page.fields is not None and page.fields.data.get("visibility") == PUBLIC


def _triage(content: Gathered, path: str, file: Path) -> Located | None:
    text, found = read_text(file, path, content.memory)
    content.found += found
    if text is None:
        return None
    located, wrong = content.memory.of(read_yaml, text, path)
    content.found += wrong
    content.keep_internal(content.memory.of(internal_file, path, located, text))
    if located is not None and not isinstance(located.data, dict):
        content.tell("front-matter-not-fields", located.place())
        return None
    return located
