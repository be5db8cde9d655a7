"""Which finished pages may be kept from build to build, and which of those that were kept have to go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..build_request import Mode
from ..load.assets import THEME
from ..memory import Memory
from ..pipeline import Assembly
from ..render import (
    FinishedPages,
    PageLayout,
    PageStore,
    Typeface,
    looks_at_others,
    pages_of_builds,
    pages_of_previews,
    shared_digest,
    theme_digest,
)

__all__ = ["SiteSettings", "finished_pages", "keep_pages"]

OUR_PLUGINS = frozenset({"search", "material/search", "campaign-hub", "hooks/mkdocs_hooks.py"})
"""Plugins that look at one page at a time."""
OUR_EXTENSIONS = frozenset(
    {
        *("abbr", "admonition", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "sane_lists"),
        *("smarty", "tables", "toc"),
    }
)
"""Extensions of Markdown that read nothing but the text: others may put files on a page that nobody knows of here."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The settings of the site as far as they shape its pages.

    `navigation` is as somebody wrote it, if anybody did, `listed` the pages that it names, `hooks` how many there are,
    and `written` all settings in words, wherever they stand.
    """

    address: str | None
    navigation: Sequence[Any] | None
    listed: tuple[str, ...]
    plugins: frozenset[str]
    extensions: frozenset[str]
    hooks: int
    written: str


def finished_pages(
    root: Path, mode: Mode, assembly: Assembly, settings: SiteSettings, store: PageStore
) -> FinishedPages:
    """The pages of the hub at `root`, and which of them `store` knows from a build before this one."""
    rendered, memory = assembly.rendered, assembly.memory
    pages = rendered.by_path if rendered else {}
    texts = assembly.checked.asset_texts if assembly.checked else {}
    theme = theme_digest(root / THEME)
    plain = [(each.url, each.title, each.language) for each in (rendered.plain_pages if rendered else ())]
    named = [(path, each.title) for path in settings.listed if (each := pages.get(path))]
    written = (settings.written, settings.navigation, named, theme)
    look = (rendered.logo if rendered else None, rendered.typeface if rendered else Typeface())
    shared = shared_digest(texts, mode, settings.address, *look, plain, written)
    paths = [each.path for each in rendered.artifacts] if rendered else []
    layout = memory.of(_layout, root / THEME, theme)
    known = store if texts and _one_at_a_time(settings, root / THEME, theme, memory) else None
    return FinishedPages(pages, layout, shared, paths, known, memory)


def _one_at_a_time(settings: SiteSettings, theme: Path, digest: str, memory: Memory) -> bool:
    """Whether nothing looks at other pages while one is made, so that one can be kept for what it is made of.

    A plugin or a theme of the organisation's own may, and so does MkDocs for a navigation that nobody wrote.
    """
    return not (
        settings.plugins - OUR_PLUGINS
        or settings.extensions - OUR_EXTENSIONS
        or settings.hooks > 1
        or not settings.navigation
        or memory.of(_looks_at_others, theme, digest)
    )


def keep_pages(
    root: Path, assembly: Assembly, finished: FinishedPages, store: PageStore, *, leaks: bool, warned: bool
) -> None:
    """Keep what was made, unless something is wrong; and never anything that this build does not have."""
    if not leaks and not warned:
        finished.keep()
    store.forget_all_but(frozenset() if leaks else finished.keys)
    stories = [story.digest for story in assembly.gated.released]
    store.note_stories(stories)
    # A preview has pages of its own, and nobody may start another for a long time; and the other way round.
    others = pages_of_builds(root) if assembly.previewed else pages_of_previews(root)
    others.forget_beyond(stories)


def _looks_at_others(theme: Path, _digest: str) -> bool:
    return looks_at_others(theme)


def _layout(theme: Path, _digest: str) -> PageLayout:
    return PageLayout(theme)
