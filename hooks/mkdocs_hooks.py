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
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files

from campaign_hub.diagnostics import Diagnostic
from campaign_hub.history import withdrawn_before
from campaign_hub.leaving_out import sources_of
from campaign_hub.load.assets import PUBLISHED_KINDS
from campaign_hub.notes import MARK, Notes, Trouble, trouble_in, write_trouble
from campaign_hub.pipeline import Assembly, assemble, faults_of, prove, read_over
from campaign_hub.render import POLICY_SLOT, PageLayout, SitePage, Typeface, with_policy
from campaign_hub.reports import below_workspace, write_report
from campaign_hub.site_digest import site_digest

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

MODE = "CAMPAIGN_HUB_MODE"
AS_OF = "CAMPAIGN_HUB_AS_OF"
LEAKING = "CAMPAIGN_HUB_LEAKING"
FORMAT = "CAMPAIGN_HUB_FORMAT"
"""With `github`, what readers would stumble over is told as annotations, which a workflow shows on their lines."""
THEME = "campaign_assets/theme"
REPORT = ".cache/publish-report.json"
NO_DAY = date(2000, 1, 1)
"""For pages that tell no day of their own."""
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
    typeface: Typeface

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
            _tell(write_report(self.assembly.diagnostics, "text", waived=len(self.assembly.waived)))
        if self.assembly.hub is None and drafts:
            # A preview goes on without a page, so that it can say why and comes back once that is mended.
            self.pages, self.typeface = {}, Typeface()
            config.nav, config.theme.static_templates = [], set()
            return
        if self.assembly.hub is None or (self.assembly.refused and self.mode == "build"):
            _take_away(Path(config.site_dir))
            raise PluginError("The site was not built: see the errors above.")
        hub = self.assembly.hub.checked.hub
        config.site_name = hub.name
        # What belongs to no page, such as the 404, speaks the hub's language.
        config.theme["language"] = _theme_language(config, hub.language)
        config.theme["direction"] = self.assembly.hub.speech.direction
        if self.mode != "preview":
            config.site_url = hub.url
        self.layout = PageLayout(self.root / THEME)
        rendered = self.assembly.rendered
        self.pages = {page.path: page for page in rendered.pages} if rendered else {}
        self.typeface = rendered.typeface if rendered else Typeface()
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

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Give the page the day of its content for the day of the build, which the packed site map would carry."""
        page.update_date = (self.pages[page.file.src_uri].head.changed or NO_DAY).isoformat()
        return page

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Lay the page out around the HTML of its Markdown, so that site search sees all of it."""
        return self.layout.lay_out(self.pages[page.file.src_uri], html)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Tell the templates about the hub; all of it is public."""
        env.globals["hub"] = self.assembly.hub
        env.globals["site_page"] = None
        env.globals["site_pages"] = self.pages
        env.globals["typeface"] = self.typeface
        # The preview's live reload is a script of its own.
        env.globals["policy_slot"] = "" if self.mode == "preview" else POLICY_SLOT
        env.globals["notes_mark"] = MARK if self.mode == "preview" else ""
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

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let the page run what it holds by now, and nothing else."""
        return with_policy(output)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for the page that is shown where there is none."""
        return with_policy(output_content) if template_name.endswith(".html") else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Look through the site for what was withheld, keep none in which it is found; then read it as readers will."""
        site = Path(config.site_dir)
        _tell("Looking for what was withheld")
        leaks = prove(site, self.assembly)
        read = [] if leaks else self._read_over(site, config)
        if self.mode == "preview":
            self.write_notes(site, urlsplit(config.site_url or "/").path, leaks, read)
            return
        faults = faults_of(self.assembly, read)
        proven = "" if leaks else site_digest(site)
        _write_publish_report(self.root / REPORT, self.assembly, leaks, proven, faults)
        if leaks:
            shutil.rmtree(site)
            _tell(write_report(leaks, "text"))
            raise PluginError("The site was taken away again: it held something that was withheld.")
        if faults and self.mode == "build":
            shutil.rmtree(site)
            raise PluginError("The site was taken away again: see the errors above.")

    def _read_over(self, site: Path, config: MkDocsConfig) -> list[Diagnostic]:
        """What a reader of the site would stumble over and no diagnostic told of yet; it is told of here."""
        if self.assembly.hub is None:
            return []
        new, forecast = read_over(site, self.assembly, config.site_url or self.assembly.hub.checked.hub.url)
        if new:
            form: Literal["github", "text"] = "github" if os.environ.get(FORMAT) == "github" else "text"
            _tell(write_report(new, form, below=below_workspace(self.root)))
        _tell(str(forecast))
        return new

    def write_notes(self, site: Path, home: str, leaks: list[Diagnostic], read: list[Diagnostic]) -> None:
        """Write what the editor is told into the preview, or put it in the preview's place where that can't be shown.

        Last of all, so that verify looked through the site as it would be published.
        """
        if leaks:
            _tell(write_report(leaks, "text"))
        if leaks or self.assembly.hub is None:
            write_trouble(site, home, Trouble(tuple(leaks or self.assembly.diagnostics)))
        else:
            Notes((*self.assembly.diagnostics, *read), [page.url for page in self.pages.values()]).write(site)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Let a rebuild that fails show where and why in the browser: otherwise no page would be answered any more."""
        build, home = server.builder, urlsplit(config.site_url or "/").path

        def build_or_tell() -> None:
            try:
                build()
            except Exception as problem:  # noqa: BLE001  whatever it is, the editor has to hear of it
                _tell(f"The preview could not be built: {problem}")
                write_trouble(Path(config.site_dir), home, trouble_in(problem, self.root))

        server.builder = build_or_tell
        return server


def _tell(text: str) -> None:
    """Say something to the person at the terminal, also where MkDocs itself is told to be quiet."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201  # this is the terminal's own voice


def _theme_language(config: MkDocsConfig, language: str) -> str:
    """The language that the theme has its own words in: English where it lacks them."""
    tags = (language, language.split("-", maxsplit=1)[0])
    files = {tag: f"partials/languages/{tag}.html" for tag in tags}
    known = (tag for tag in tags if any(Path(folder, files[tag]).is_file() for folder in config.theme.dirs))
    return next(known, "en")


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
    fields: dict[str, Any] = {"title": page.title, "description": page.description, "hide": ["navigation", "toc"]}
    if not page.searchable:
        fields["search"] = {"exclude": True}
    return File.generated(
        config, page.path, content=f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n{page.markdown}"
    )


def _theme_files(report: Path, published: list[str]) -> set[str]:
    """The organisation's theme files among the `published` ones, as paths in the repository."""
    root = report.parent.parent
    return {f"{THEME}/{path}" for path in published if (root / THEME / path).is_file()}


def _write_publish_report(
    path: Path, assembly: Assembly, leaks: list[Diagnostic], proven: str, faults: list[Diagnostic]
) -> None:
    """Say what was left out, what leaks come from, what readers stumble over, and the digest of the site looked at."""
    rendered = assembly.rendered
    cards = {"drawn": rendered.drawn, "reused": rendered.reused} if rendered else {"drawn": 0, "reused": 0}
    withheld = [{"path": each.path, "name": each.name, "doubtful": each.doubtful} for each in assembly.left_out]
    found_in = [each.place.path.removeprefix("site/") for each in leaks]
    leaking = {*(sources_of(found_in, assembly.checked) if assembly.checked else ()), *_theme_files(path, found_in)}
    told = {
        "withheld": withheld,
        "cards": cards,
        "faults": [{"path": each.place.path, "name": each.name} for each in faults],
        "leaking": sorted(leaking),
        "proven": proven,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
