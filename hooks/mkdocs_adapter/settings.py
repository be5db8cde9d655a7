"""MkDocs' settings, read as the core takes them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from campaign_hub.finish import SiteSettings

from .navigation import listed

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

__all__ = ["index_of", "settings_of", "theme_language"]


def settings_of(config: MkDocsConfig) -> SiteSettings:
    """What shapes the pages."""
    return SiteSettings(
        config.site_url,
        config.nav,
        tuple(listed(config.nav or [])),
        frozenset(config.plugins),
        frozenset(config.markdown_extensions),
        len(config.hooks),
        _written(config),
    )


def theme_language(config: MkDocsConfig, language: str) -> str:
    """The language that the theme has its own words in: English where it lacks them."""
    tags = (language, language.split("-", maxsplit=1)[0])
    files = {tag: f"partials/languages/{tag}.html" for tag in tags}
    known = (tag for tag in tags if any(Path(folder, files[tag]).is_file() for folder in config.theme.dirs))
    return next(known, "en")


def index_of(config: MkDocsConfig) -> list[Any]:
    """What the site's search has taken up so far; nobody's where the site has none."""
    plugin: Any = config.plugins.get("search") or config.plugins.get("material/search")
    index = getattr(plugin, "search_index", None)
    return index.entries if index else []


def _written(config: MkDocsConfig) -> str:
    """What the settings say, wherever they stand: in a file that they inherit, or in the environment."""
    said = {name: value for name, value in config.items() if name != "site_dir"}
    return json.dumps(said, default=lambda each: dict(each) if isinstance(each, Mapping) else _name_of(each))


def _name_of(thing: object) -> str:
    """What a function or a class is called, or the class of anything else: the same in every process."""
    return str(getattr(thing, "__qualname__", type(thing).__qualname__))
