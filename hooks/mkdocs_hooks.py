"""The only file that MkDocs loads, and the only one that knows MkDocs: it hands each event to the core.

`on_startup` refuses what can't be safe. `on_config` puts a fresh `HubBuild` among the plugins for every build, so that
nothing of one build is left over for the next.
"""

from __future__ import annotations

import copy
import json
import os
import shutil
import sys
from collections import ChainMap
from collections.abc import Collection
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from campaign_hub.diagnostics import Diagnostic, write_report
from campaign_hub.history import withdrawn_before
from campaign_hub.leaving_out import sources_of
from campaign_hub.load.assets import PUBLISHED_KINDS
from campaign_hub.pipeline import Assembly, assemble, prove
from campaign_hub.render import PageLayout, SitePage
from campaign_hub.verify import site_digest

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

MODE = "CAMPAIGN_HUB_MODE"
AS_OF = "CAMPAIGN_HUB_AS_OF"
LEAKING = "CAMPAIGN_HUB_LEAKING"
THEME = "campaign_assets/theme"
REPORT = ".cache/publish-report.json"
Mode = Literal["build", "publish", "preview"]


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Refuse the two ways of MkDocs that would keep a withheld story public."""
    if dirty:
        raise PluginError("--dirty keeps pages of stories that were withdrawn. Run it without --dirty.")
    if command == "gh-deploy":
        raise PluginError("gh-deploy keeps every earlier site in a branch, withdrawn stories too. Use publish.")
    # Drafts are for the preview alone, whatever the environment says.
    if command == "serve":
        os.environ[MODE] = "preview"
    elif os.environ.get(MODE) == "preview":
        del os.environ[MODE]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Begin a build: its state lives in an object of its own."""
    # MkDocs took this folder off the path again once this file was loaded; the processes that draw cards need it.
    if (hooks := str(Path(__file__).parent)) not in sys.path:
        sys.path.append(hooks)
    build = HubBuild()
    build.load_config({})
    config.plugins["campaign-hub"] = build
    build.start(config)
    return config


class HubBuild(BasePlugin):
    """One build: what the core made of the content, and MkDocs' pages for it."""

    assembly: Assembly
    pages: dict[str, SitePage]

    def start(self, config: MkDocsConfig) -> None:
        """Run the core before MkDocs reads anything; refuse, or go on with what is safe."""
        self.root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        self.mode = _mode()
        drafts = self.mode == "preview"
        before = replace(withdrawn_before(self.root), leaking=_leaking())
        self.assembly = assemble(
            self.root, datetime.now(UTC), _ahead(), earlier=before, show_unapproved=drafts, tell=_tell
        )
        if self.assembly.diagnostics:
            _tell(write_report(self.assembly.diagnostics, "text"))
        if self.assembly.hub is None or (self.assembly.refused and self.mode == "build"):
            if not drafts:
                _take_away(Path(config.site_dir))
            raise PluginError("The site was not built: see the errors above.")
        hub = self.assembly.hub.checked.hub
        config.site_name = hub.name
        if self.mode != "preview":
            config.site_url = hub.url
        self.layout = PageLayout(self.root / THEME)
        rendered = self.assembly.rendered
        self.pages = {page.path: page for page in rendered.pages} if rendered else {}
        if config.nav:
            config.nav = _without_missing(config.nav, self.pages)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put what the core made in the place of all of `content/`, before any other plugin sees it."""
        docs = Path(config.docs_dir).resolve()
        left_out = {each.path for each in self.assembly.left_out}
        kept = [
            file
            for file in files
            if not _is_below(file, docs) and _can_be_looked_into(file) and f"{THEME}/{file.src_uri}" not in left_out
        ]
        rendered = self.assembly.rendered
        made = [_page_file(page, config) for page in self.pages.values()]
        for artifact in rendered.artifacts if rendered else ():
            source = {"abs_src_path": str(artifact.file)} if artifact.file else {"content": artifact.content}
            made.append(File.generated(config, artifact.path, **source))  # type: ignore[arg-type]
        return Files([*kept, *made])

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Lay the page out around the HTML of its Markdown, so that site search sees all of it."""
        return self.layout.lay_out(self.pages[page.file.src_uri], html)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Tell the templates about the hub; all of it is public."""
        env.globals["hub"] = self.assembly.hub
        env.globals["site_page"] = None
        env.globals["site_logo"] = self.assembly.rendered.logo if self.assembly.rendered else None
        env.globals["plain_pages"] = [each for each in self.pages.values() if each.template == "pages/plain.html"]
        return env

    def on_page_context(
        self, context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> dict[str, Any]:
        """Give the page its own language and direction, and what its head says to machines."""
        entry = self.pages[page.file.src_uri]
        own = copy.copy(config)
        spoken = {"language": _theme_language(config, entry.language), "direction": entry.direction}
        own["theme"] = ChainMap(spoken, config.theme)  # type: ignore[arg-type]  # templates only read it
        context["config"] = own
        context["site_page"] = entry
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Look through the site for what was withheld; keep no site in which something of it is found."""
        site = Path(config.site_dir)
        _tell("Looking for what was withheld")
        leaks = prove(site, self.assembly)
        if self.mode != "preview":
            _write_publish_report(self.root / REPORT, self.assembly, leaks, "" if leaks else site_digest(site))
        if leaks:
            shutil.rmtree(site)
            _tell(write_report(leaks, "text"))
            raise PluginError("The site was taken away again: it held something that was withheld.")


def _tell(text: str) -> None:
    """Say something to the person at the terminal, also where MkDocs itself is told to be quiet."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201  # this is the terminal's own voice


def _theme_language(config: MkDocsConfig, language: str) -> str:
    """The language that the theme has its own words in: English where it lacks them."""
    base = language.split("-", maxsplit=1)[0]
    known = any(Path(folder, f"partials/languages/{base}.html").is_file() for folder in config.theme.dirs)
    return base if known else "en"


def _mode() -> Mode:
    """What the command line asked for; anything else is an ordinary build, which refuses on any error."""
    asked = os.environ.get(MODE)
    return asked if asked in ("publish", "preview") else "build"  # type: ignore[return-value]  # one of the two


def _without_missing(nav: list[Any], pages: Collection[str]) -> list[Any]:
    """The navigation without pages that this build does not have: a title there would outlive its story."""
    kept: list[Any] = []
    for entry in nav:
        title, target = next(iter(entry.items())) if isinstance(entry, dict) else (None, entry)
        if isinstance(target, list):
            target = _without_missing(target, pages)
        if target and (not str(target).endswith(".md") or target in pages or isinstance(target, list)):
            kept.append(target if title is None else {title: target})
    return kept


def _ahead() -> date | None:
    """The day that a look ahead asks for; what is not a day is told of and not followed."""
    asked = os.environ.get(AS_OF)
    if not asked:
        return None
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = None
    # The first and the last year of the calendar leave no room to look around a day.
    if day is None or not MINYEAR < day.year < MAXYEAR:
        raise PluginError(f"{AS_OF} is {asked}, which is not a day such as 2027-01-31.")
    return day


def _leaking() -> frozenset[str]:
    """What the command line says that a build before this one found somebody's story in."""
    return frozenset(json.loads(os.environ.get(LEAKING) or "[]"))


def _take_away(site: Path) -> None:
    """Remove a site of this hub's that was built before: it may hold what was withdrawn since."""
    if (site / "build.json").is_file():
        shutil.rmtree(site)


def _is_below(file: File, folder: Path) -> bool:
    return file.abs_src_path is not None and Path(file.abs_src_path).resolve().is_relative_to(folder)


def _can_be_looked_into(file: File) -> bool:
    """Whether a file of the theme is of a known kind: check tells of the others."""
    return Path(file.src_uri).suffix.lower() in PUBLISHED_KINDS


def _page_file(page: SitePage, config: MkDocsConfig) -> File:
    """A page as MkDocs reads it, with front matter of our making: none that an editor wrote gets this far."""
    fields = {"title": page.title, "description": page.description, "hide": ["navigation", "toc"]}
    return File.generated(
        config, page.path, content=f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n{page.markdown}"
    )


def _theme_files(report: Path, published: list[str]) -> set[str]:
    """The organisation's theme files among the `published` ones, as paths in the repository."""
    root = report.parent.parent
    return {f"{THEME}/{path}" for path in published if (root / THEME / path).is_file()}


def _write_publish_report(path: Path, assembly: Assembly, leaks: list[Diagnostic], proven: str) -> None:
    """Say what was left out, what the leaks come from, and the digest of the site that was looked through."""
    rendered = assembly.rendered
    cards = {"drawn": rendered.drawn, "reused": rendered.reused} if rendered else {"drawn": 0, "reused": 0}
    withheld = [{"path": each.path, "name": each.name, "doubtful": each.doubtful} for each in assembly.left_out]
    found_in = [each.place.path.removeprefix("site/") for each in leaks]
    leaking = {*(sources_of(found_in, assembly.checked) if assembly.checked else ()), *_theme_files(path, found_in)}
    told = {"withheld": withheld, "cards": cards, "leaking": sorted(leaking), "proven": proven}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
