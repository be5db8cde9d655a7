"""The only file that MkDocs loads, and the only one that knows MkDocs: it hands each event to the core.

`on_startup` refuses what can't be safe. `on_config` puts a fresh `HubBuild` among the plugins for every build, so that
nothing of one build is left over for the next.
"""

from __future__ import annotations

import copy
import json
import logging
import os
import shutil
import sys
from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import CountHandler

from campaign_hub.built_site import BuiltFile, files_below
from campaign_hub.diagnostics import Diagnostic
from campaign_hub.history import withdrawn_before
from campaign_hub.kept_keys import KeptKeys
from campaign_hub.load.assets import PUBLISHED_KINDS
from campaign_hub.memory import Memory
from campaign_hub.notes import MARK, Notes, Trouble, trouble_in, write_trouble
from campaign_hub.pipeline import Assembly, assemble, faults_of, prove, read_over
from campaign_hub.preview import Preview, preview_of
from campaign_hub.publish_report import write_publish_report
from campaign_hub.render import (
    POLICY_SLOT,
    FinishedPage,
    FinishedPages,
    PageLayout,
    PageStore,
    SitePage,
    Typeface,
    looks_at_others,
    shared_digest,
    theme_digest,
    with_policy,
)
from campaign_hub.reports import below_workspace, write_report
from campaign_hub.site_digest import site_digest

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.theme import Theme

MODE = "CAMPAIGN_HUB_MODE"
AS_OF = "CAMPAIGN_HUB_AS_OF"
LEAKING = "CAMPAIGN_HUB_LEAKING"
FORMAT = "CAMPAIGN_HUB_FORMAT"
"""With `github`, what readers would stumble over is told as annotations, which a workflow shows on their lines."""
THEME = "campaign_assets/theme"
REPORT = ".cache/publish-report.json"
PAGES = ".cache/pages"
PREVIEW_PAGES = ".cache/preview-pages"
LOOKED = ".cache/looked.json"
OUR_PLUGINS = frozenset({"search", "material/search", "campaign-hub", "hooks/mkdocs_hooks.py"})
"""Plugins that look at one page at a time."""
OUR_EXTENSIONS = frozenset(
    {
        *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists"),
        *("smarty", "tables", "toc"),
    }
)
"""Extensions of Markdown that read nothing but the text: others may put files on a page that nobody knows of here."""
KNOWN = InclusionLevel.NOT_IN_NAV
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
    finished: FinishedPages
    typeface: Typeface
    indexed = 0

    def start(self, config: MkDocsConfig) -> None:
        """Run the core before MkDocs reads anything; refuse, or go on with what is safe."""
        self.warnings = _count_warnings()
        self.root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        self.mode = _mode()
        drafts = self.mode == "preview"
        self.preview = preview_of(self.root) if drafts else None
        self.memory = self.preview.memory if self.preview else Memory()
        self.store = self.preview.pages if self.preview else PageStore(self.root / PAGES)
        if self.preview:
            _open_once(config.theme, self.preview)
        before = replace(withdrawn_before(self.root), leaking=_leaking())
        self.assembly = assemble(
            self.root,
            datetime.now(UTC),
            _ahead(),
            earlier=before,
            show_unapproved=drafts,
            memory=self.memory,
            tell=_tell,
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
        rendered = self.assembly.rendered
        self.pages = {page.path: page for page in rendered.pages} if rendered else {}
        self.typeface = rendered.typeface if rendered else Typeface()
        if config.nav:
            config.nav = _without_missing(config.nav, self.pages)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put what the core made in the place of all of `content/`, before any other plugin sees it."""
        docs = Path(config.docs_dir).resolve()
        self.finished = self._finished(config)
        left_out = {each.path for each in self.assembly.left_out}
        kept = [
            file
            for file in files
            if not _is_below(file, docs) and _can_be_looked_into(file) and f"{THEME}/{file.src_uri}" not in left_out
        ]
        rendered = self.assembly.rendered
        listed = set(_listed(config.nav or []))
        made = [
            _page_file(page, config)
            if path in listed or path not in self.finished.known
            else self._ready_file(page, config)
            for path, page in self.pages.items()
        ]
        linked = self.finished.leads_to
        for artifact in rendered.artifacts if rendered else ():
            if self.preview is None:
                source = {"abs_src_path": str(artifact.file)} if artifact.file else {"content": artifact.read()}
                made.append(File.generated(config, artifact.path, **source))  # type: ignore[arg-type]
            elif artifact.path in linked:
                made.append(_HeldFile.generated(config, artifact.path, content=b"", inclusion=KNOWN))
        return Files([*kept, *made])

    def _ready_file(self, page: SitePage, config: MkDocsConfig) -> File:
        """A page that is finished, for links to it to find. A preview serves it itself."""
        kind = _ReadyFile if self.preview is None else _HeldFile
        file = kind.generated(config, page.path, content=self.finished.known[page.path].html, inclusion=KNOWN)
        file.dest_uri = f"{page.url}index.html"
        return file

    def _finished(self, config: MkDocsConfig) -> FinishedPages:
        """The pages, and which of them are known from a build before this one."""
        texts = self.assembly.checked.asset_texts if self.assembly.checked else {}
        rendered = self.assembly.rendered
        paths = [each.path for each in rendered.artifacts] if rendered else []
        plain = [(each.url, each.title, each.language) for each in _plain(self.pages)]
        theme = theme_digest(self.root / THEME)
        named = [(path, each.title) for path in _listed(config.nav or []) if (each := self.pages.get(path))]
        settings = (_written(config), config.nav, named, theme)
        shown = (self.mode, config.site_url, rendered.logo if rendered else None, self.typeface, plain, settings)
        # A plugin or a theme of the organisation's own may look at all pages while one is made, and so does MkDocs
        # for a navigation that nobody wrote.
        own = (
            set(config.plugins) - OUR_PLUGINS
            or set(config.markdown_extensions) - OUR_EXTENSIONS
            or len(config.hooks) > 1
            or not config.nav
            or self.memory.of(_looks_at_others, self.root / THEME, theme)
        )
        store = None if own or not texts else self.store
        layout = self.memory.of(_layout, self.root / THEME, theme)
        return FinishedPages(self.pages, layout, shared_digest(texts, *shown), paths, store, self.memory)

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Give the page the day of the content for the day of the build, which the packed site map would carry."""
        page.update_date = max(each.head.changed or NO_DAY for each in self.pages.values()).isoformat()
        return page

    @event_priority(100)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Lay the page out around the HTML of its Markdown, so that site search sees all of it."""
        return self.finished.around(page.file.src_uri, html)

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
        env.globals["plain_pages"] = _plain(self.pages)
        return env

    @event_priority(100)
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
        self.indexed = len(_index_of(config))
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let the page run what it holds by now, and nothing else."""
        html = with_policy(output)
        self.finished.finish(page.file.src_uri, FinishedPage(html, tuple(_index_of(config)[self.indexed :])))
        return html

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for the page that is shown where there is none."""
        return with_policy(output_content) if template_name.endswith(".html") else output_content

    @event_priority(100)
    def _index_all(self, *, config: MkDocsConfig) -> None:
        """Have the search know all pages, also those that were known from before, in their order."""
        _index_of(config)[:] = self.finished.entries()

    def _prove(self, *, config: MkDocsConfig) -> None:
        """Look through the site for what was withheld, keep none in which it is found; then read it as readers will."""
        site = Path(config.site_dir)
        if self.preview:
            self._show(self.preview, site, config)
            return
        _tell("Looking for what was withheld")
        files = files_below(site)
        # What goes on line is looked through from end to end; at home, what was looked through before is known to be.
        looked = KeptKeys(self.root / LOOKED) if self.mode == "build" else None
        leaks = prove(files, self.assembly, looked)
        if looked:
            looked.write()
        read = [] if leaks else self._read_over(files, config)
        self._keep_pages(leaks)
        faults = faults_of(self.assembly, read)
        proven = "" if leaks else site_digest(site)
        write_publish_report(self.root / REPORT, self.assembly, leaks, proven, faults)
        if leaks:
            shutil.rmtree(site)
            _tell(write_report(leaks, "text"))
            raise PluginError("The site was taken away again: it held something that was withheld.")
        if faults and self.mode == "build":
            shutil.rmtree(site)
            raise PluginError("The site was taken away again: see the errors above.")

    def _show(self, preview: Preview, site: Path, config: MkDocsConfig) -> None:
        """Serve what was made, or what is wrong in its place: all of it is looked through before any is shown."""
        home = urlsplit(config.site_url or "/").path
        rendered = self.assembly.rendered
        if rendered is None:
            write_trouble(site, home, Trouble(tuple(self.assembly.diagnostics)))
            return
        pages = {self.pages[path].url: page.html for path, page in self.finished.all.items()}
        files = preview.gathered(site, pages, rendered.artifacts)
        entries = (page.entries for page in self.finished.all.values())
        leaks = prove(preview.in_pieces(files, entries), self.assembly)
        self._keep_pages(leaks)
        if leaks:
            _tell(write_report(leaks, "text"))
            write_trouble(site, home, Trouble(tuple(leaks)))
            return
        notes = Notes((*self.assembly.diagnostics, *self._read_over(files, config)), pages)
        preview.show(
            notes.on(pages, self.memory),
            rendered.artifacts,
            lambda file: not prove([file], self.assembly),
            self._is_its_day,
        )

    def _keep_pages(self, leaks: Collection[Diagnostic]) -> None:
        """Keep what was made, unless something is wrong; and never anything that this build does not have."""
        if not leaks and not self.warnings.get_counts():
            self.finished.keep()
        self.store.forget_all_but(frozenset() if leaks else self.finished.keys)
        stories = [story.digest for story in self.assembly.gated.released]
        self.store.note_stories(stories)
        # A preview has pages of its own, and nobody may start another for a long time; and the other way round.
        PageStore(self.root / (PAGES if self.preview else PREVIEW_PAGES)).forget_beyond(stories)

    def _is_its_day(self) -> bool:
        """Whether it is still the day of this build: a consent ends with one, and nobody may have edited anything."""
        hub = self.assembly.hub
        return hub is None or datetime.now(hub.built_at.tzinfo).date() == hub.built_at.date()

    on_post_build = CombinedEvent(_index_all, _prove)

    def _read_over(self, site: Iterable[BuiltFile], config: MkDocsConfig) -> list[Diagnostic]:
        """What a reader of the site would stumble over and no diagnostic told of yet; it is told of here."""
        if self.assembly.hub is None:
            return []
        new, forecast = read_over(site, self.assembly, config.site_url or self.assembly.hub.checked.hub.url)
        if new:
            form: Literal["github", "text"] = "github" if os.environ.get(FORMAT) == "github" else "text"
            _tell(write_report(new, form, below=below_workspace(self.root)))
        if self.preview is None:
            _tell(str(forecast))
        return new

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Answer with what the preview holds ready, and let a round that fails show where and why in the browser."""
        build, home, preview = server.builder, urlsplit(config.site_url or "/").path, preview_of(self.root)

        def build_or_tell() -> None:
            with preview.site.changing():
                try:
                    build()
                except Exception as problem:  # noqa: BLE001  whatever it is, the editor has to hear of it
                    _tell(f"The preview could not be built: {problem}")
                    preview.site.show((), lambda _: False)
                    write_trouble(Path(config.site_dir), home, trouble_in(problem, self.root))

        server.builder = build_or_tell
        answer = preview.site.answering(server.get_app(), Path(server.root), server.mount_path, build_or_tell)
        server.set_app(answer)
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
    if page.is_internal or not page.searchable:
        fields["search"] = {"exclude": True}
    return File.generated(
        config, page.path, content=f"---\n{json.dumps(fields, ensure_ascii=False)}\n---\n{page.markdown}"
    )


class _ReadyFile(File):
    """A page that is finished, for links to it to find."""

    def is_documentation_page(self) -> bool:
        return False


class _HeldFile(_ReadyFile):
    """A file that a preview holds ready itself."""

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002  as MkDocs has it
        pass


def _open_once(theme: Theme, preview: Preview) -> None:
    """Have MkDocs use templates that were compiled in a round before, all through this one."""
    environment = theme.get_env()
    preview.theme.open_in(environment, theme.dirs)
    theme.get_env = lambda: environment  # type: ignore[method-assign]  # MkDocs would open another


def _looks_at_others(theme: Path, _digest: str) -> bool:
    return looks_at_others(theme)


def _layout(theme: Path, _digest: str) -> PageLayout:
    return PageLayout(theme)


def _written(config: MkDocsConfig) -> str:
    """What the settings say, wherever they stand: in a file that they inherit, or in the environment."""
    said = {name: value for name, value in config.items() if name != "site_dir"}
    return json.dumps(said, default=lambda each: dict(each) if isinstance(each, Mapping) else _name_of(each))


def _name_of(thing: object) -> str:
    """What a function or a class is called, or the class of anything else: the same in every process."""
    return str(getattr(thing, "__qualname__", type(thing).__qualname__))


def _count_warnings() -> CountHandler:
    """Counts what MkDocs warns of from now on: what it said of a page would not be said again of one that is kept."""
    logger = logging.getLogger("mkdocs")
    for each in [*logger.handlers]:
        if each.name == MODE:
            logger.removeHandler(each)
    counter = CountHandler(level=logging.WARNING)
    counter.name = MODE
    logger.addHandler(counter)
    return counter


def _listed(nav: list[Any]) -> Iterator[str]:
    """The files that the navigation names: MkDocs has to make their pages itself."""
    for entry in nav:
        target = next(iter(entry.values())) if isinstance(entry, dict) else entry
        yield from _listed(target) if isinstance(target, list) else [str(target)]


def _plain(pages: Mapping[str, SitePage]) -> list[SitePage]:
    return [each for each in pages.values() if each.template == "pages/plain.html"]


def _index_of(config: MkDocsConfig) -> list[Any]:
    """What the site's search has taken up so far; nobody's where the site has none."""
    plugin: Any = config.plugins.get("search") or config.plugins.get("material/search")
    index = getattr(plugin, "search_index", None)
    return index.entries if index else []
