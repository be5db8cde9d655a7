"""Reads what shapes every campaign: the settings, card templates and words of `campaign_assets/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from ..diagnostics import Diagnostic
from ..load import Located
from .analytics import Analytics, read_analytics
from .brand import check_brand
from .fields import Schema
from .observances import Observance, Observances
from .organisation import Brand, HubSettings
from .platforms import Platforms
from .schedulers import Scheduler, Schedulers
from .schema import read_as
from .suitability import Suitability, read_suitability
from .templates import CardTemplate
from .word_lists import Wording, read_wording
from .words import HashtagWords, Words, read_words

__all__ = ["Settings", "read_settings"]

Kind = TypeVar("Kind", bound=Schema)


@dataclass(frozen=True, slots=True)
class Settings:
    """The files of `campaign_assets/` as read, None or empty for what can't be relied on, and what is wrong."""

    hub: HubSettings | None
    brand: Brand | None
    platforms: Platforms | None
    words: Words | None
    schedulers: Mapping[str, Scheduler]
    analytics: Analytics
    card_templates: Mapping[str, CardTemplate]
    broken_templates: frozenset[str]
    suitability: Suitability
    observances: Mapping[str, Observance] | None
    unwanted: tuple[str, ...]
    wording: Wording
    found: tuple[Diagnostic, ...]


def read_settings(
    files: Mapping[str, Located | None],
    cards: Mapping[str, Located],
    words: Mapping[str, Located],
    texts: Mapping[str, str],
) -> Settings:
    """Read the settings `files` by name, the `cards` and `words`; `texts` are those of all assets by their path."""
    found: list[Diagnostic] = []
    hub = _read(HubSettings, files["hub"], found)
    brand = _read(Brand, files["brand"], found)
    platforms = _read(Platforms, files["platforms"], found)
    schedulers = _read(Schedulers, files.get("schedulers"), found)
    templates = {name: _read(CardTemplate, located, found) for name, located in cards.items()}
    if brand and files["brand"]:
        found += check_brand(brand, files["brand"])
    interface = read_words(words.get("interface"), texts, found)
    suitability = read_suitability(files.get("suitability"), platforms.platforms if platforms else None, found)
    listed = files.get("observances")
    observances = _read(Observances, listed, found) if listed else Observances()
    unwanted = _read(HashtagWords, words.get("hashtags"), found)
    return Settings(
        hub=hub,
        brand=brand,
        platforms=platforms,
        words=interface,
        schedulers=schedulers.schedulers if schedulers else {},
        analytics=read_analytics(files.get("results"), found),
        card_templates={name: template for name, template in templates.items() if template},
        broken_templates=frozenset(name for name, template in templates.items() if template is None),
        suitability=suitability,
        observances=observances.observances if observances else None,
        unwanted=unwanted.reads_otherwise if unwanted else (),
        wording=read_wording(words, found),
        found=tuple(found),
    )


def _read(schema: type[Kind], located: Located | None, found: list[Diagnostic]) -> Kind | None:
    if located is None:
        return None
    value, more = read_as(schema, located)
    found += more
    return value
