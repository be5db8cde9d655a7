"""One build, event by event: what the core made of the content stands in the place of what MkDocs would read."""

from __future__ import annotations

import copy
import os
from collections import ChainMap
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.config.base import LegacyConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files

from campaign_hub.build_request import BuildRequest, NoDay, asked_in
from campaign_hub.derive import Hub
from campaign_hub.finish import (
    MadeSite,
    SiteTakenAway,
    finished_pages,
    prove_site,
    show_preview,
    take_earlier_away,
)
from campaign_hub.history import withdrawn_before
from campaign_hub.memory import Memory
from campaign_hub.notes import MARK
from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.preview import Preview, preview_of
from campaign_hub.render import (
    POLICY_SLOT,
    FinishedPage,
    FinishedPages,
    SitePage,
    Typeface,
    pages_of_builds,
    with_policy,
)
from campaign_hub.reports import write_report

from .navigation import listed, without_missing
from .serving import serve
from .settings import index_of, settings_of, theme_language
from .site_files import HeldFile, ReadyFile, artifact_file, held_file, page_file, ready_file, theme_files
from .terminal import count_warnings, tell

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

__all__ = ["HubBuild"]

NO_DAY = date(2000, 1, 1)
"""For pages that tell no day of their own."""


class HubBuild(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]  # MkDocs left this step untyped
    """One build: what the core made of the content, and MkDocs' pages for it."""

    assembly: Assembly
    pages: dict[str, SitePage]
    finished: FinishedPages
    indexed = 0

    def start(self, config: MkDocsConfig) -> None:
        """Run the core before MkDocs reads anything; refuse, or go on with what is safe."""
        self.warnings = count_warnings()
        self.root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        self.request = _request()
        previewing = self.request.mode == "preview"
        self.preview = preview_of(self.root) if previewing else None
        self.store = self.preview.pages if self.preview else pages_of_builds(self.root)
        if self.preview:
            _open_once(config, self.preview)
        self.assembly = self._assemble(self.preview.memory if self.preview else Memory())
        rendered = self.assembly.rendered
        self.pages = rendered.by_path if rendered else {}
        if self.assembly.diagnostics:
            tell(write_report(self.assembly.diagnostics, "text", waived=len(self.assembly.waived)))
        if self.assembly.hub is None and previewing:
            # A preview goes on without a page, so that it can say why and comes back once that is mended.
            config.nav, config.theme.static_templates = [], set()
            return
        if self.assembly.hub is None or (self.assembly.refused and self.request.mode == "build"):
            take_earlier_away(Path(config.site_dir))
            raise PluginError("The site was not built: see the errors above.")
        self._set(config, self.assembly.hub)

    def _assemble(self, memory: Memory) -> Assembly:
        return assemble(
            self.root,
            datetime.now(UTC),
            self.request.ahead,
            earlier=replace(withdrawn_before(self.root), leaking=self.request.leaking),
            show_unapproved=self.request.mode == "preview",
            memory=memory,
            tell=tell,
        )

    def _set(self, config: MkDocsConfig, hub: Hub) -> None:
        """Give MkDocs' settings what the hub's own say."""
        own = hub.checked.hub
        config.site_name = own.name
        # What belongs to no page, such as the 404, speaks the hub's language.
        config.theme["language"] = theme_language(config, own.language)
        config.theme["direction"] = hub.speech.direction
        if self.preview is None:
            config.site_url = own.url
        if config.nav:
            config.nav = without_missing(config.nav, self.pages)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put what the core made in the place of all of `content/`, before any other plugin sees it."""
        self.finished = finished_pages(self.root, self.request.mode, self.assembly, settings_of(config), self.store)
        left_out = {each.path for each in self.assembly.left_out}
        kept = theme_files(files, Path(config.docs_dir).resolve(), left_out)
        named = set(listed(config.nav or []))
        kind = ReadyFile if self.preview is None else HeldFile
        pages = [
            page_file(page, config)
            if path in named or path not in self.finished.known
            else ready_file(page, self.finished, config, kind)
            for path, page in self.pages.items()
        ]
        return Files([*kept, *pages, *self._artifact_files(config)])

    def _artifact_files(self, config: MkDocsConfig) -> list[File]:
        """All files of a build. A preview serves them itself, so MkDocs hears only of those that links lead to."""
        artifacts = self.assembly.rendered.artifacts if self.assembly.rendered else ()
        if self.preview is None:
            return [artifact_file(each, config) for each in artifacts]
        linked = self.finished.leads_to
        return [held_file(each.path, config) for each in artifacts if each.path in linked]

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
        rendered = self.assembly.rendered
        env.globals["hub"] = self.assembly.hub
        env.globals["site_page"] = None
        env.globals["site_pages"] = self.pages
        env.globals["typeface"] = rendered.typeface if rendered else Typeface()
        # The preview's live reload is a script of its own.
        env.globals["policy_slot"] = "" if self.preview else POLICY_SLOT
        env.globals["notes_mark"] = MARK if self.preview else ""
        env.globals["site_logo"] = rendered.logo if rendered else None
        env.globals["plain_pages"] = rendered.plain_pages if rendered else []
        return env

    @event_priority(100)
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the page its own language and direction, and what its head says to machines."""
        entry = self.pages[page.file.src_uri]
        own = copy.copy(config)
        spoken = {"language": theme_language(config, entry.language), "direction": entry.direction}
        own["theme"] = ChainMap(spoken, config.theme)
        context["config"] = own
        context["site_page"] = entry  # type: ignore[typeddict-unknown-key]  # a name of our own theme
        self.indexed = len(index_of(config))
        return context

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let the page run what it holds by now, and nothing else."""
        html = with_policy(output)
        self.finished.finish(page.file.src_uri, FinishedPage(html, tuple(index_of(config)[self.indexed :])))
        return html

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """The same for the page that is shown where there is none."""
        return with_policy(output_content) if template_name.endswith(".html") else output_content

    @event_priority(100)
    def _index_all(self, *, config: MkDocsConfig) -> None:
        """Have the search know all pages, also those that were known from before, in their order."""
        index_of(config)[:] = self.finished.entries()

    def _finish(self, *, config: MkDocsConfig) -> None:
        """Show, keep or take away the site that is written by now."""
        made = MadeSite(
            self.root,
            Path(config.site_dir),
            config.site_url,
            self.request,
            self.assembly,
            self.finished,
            self.store,
            warned=bool(self.warnings.get_counts()),
            tell=tell,
        )
        if self.preview:
            show_preview(made, self.preview, self._is_its_day)
            return
        try:
            prove_site(made)
        except SiteTakenAway as taken:
            raise PluginError(str(taken)) from None

    on_post_build = CombinedEvent(_index_all, _finish)

    def _is_its_day(self) -> bool:
        """Whether it is still the day of this build: a consent ends with one, and nobody may have edited anything."""
        hub = self.assembly.hub
        return hub is None or datetime.now(hub.built_at.tzinfo).date() == hub.built_at.date()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Answer with what the preview holds ready, and let a round that fails show where and why in the browser."""
        serve(server, config, preview_of(self.root), self.root)
        return server


def _open_once(config: MkDocsConfig, preview: Preview) -> None:
    """Have MkDocs use templates that were compiled in a round before, all through this one."""
    environment = config.theme.get_env()
    preview.theme.open_in(environment, config.theme.dirs)
    config.theme.get_env = lambda: environment  # type: ignore[method-assign]  # MkDocs would open another


def _request() -> BuildRequest:
    try:
        return asked_in(os.environ)
    except NoDay as wrong:
        raise PluginError(str(wrong)) from None
