"""validate: raw entries to briefs, stories and settings of known kinds. Reports everything at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from ..diagnostics import Diagnostic
from ..load import Entries, Located
from .brand import check_brand
from .campaigns import read_campaigns
from .checked import Checked, CheckedBrief, CheckedPost, CheckedStory, LeftOut
from .extra_cards import CardReader
from .fields import Schema
from .identifiers import known_contacts
from .links import check_links
from .organisation import Brand, HubSettings
from .partners import PartnerReader
from .platforms import Platforms
from .schedulers import Schedulers
from .schema import read_as
from .stories import read_stories
from .suitability import read_suitability
from .templates import CardTemplate
from .translations import tie_translations
from .word_lists import read_wording
from .words import HashtagWords, read_words

__all__ = ["Checked", "CheckedBrief", "CheckedPost", "CheckedStory", "LeftOut", "validate"]

Kind = TypeVar("Kind", bound=Schema)


def validate(entries: Entries, told: Iterable[Diagnostic]) -> tuple[Checked | None, list[Diagnostic]]:
    """Check all entries; `told` is what loading reported, so that what it doubted is not relied on here.

    Gives None where the hub's own settings can't be read: then nothing can be built.
    """
    told = list(told)
    found: list[Diagnostic] = []
    hub = _read(HubSettings, entries.settings["hub"], found)
    brand = _read(Brand, entries.settings["brand"], found)
    platforms = _read(Platforms, entries.settings["platforms"], found)
    schedulers = _read(Schedulers, entries.settings.get("schedulers"), found)
    templates = {name: _read(CardTemplate, located, found) for name, located in entries.card_templates.items()}
    if brand and entries.settings["brand"]:
        found += check_brand(brand, entries.settings["brand"])
    sound = {name: template for name, template in templates.items() if template}
    reader = CardReader(sound, _told_of(templates, sound, told), hub.helplines if hub else ())
    briefs, left_out, wrong_briefs = read_campaigns(
        entries.briefs, platforms.platforms if platforms else None, reader, told
    )
    known = known_contacts(hub, briefs)
    slugs = [raw.slug for raw in entries.briefs]
    briefs, wrong_ties = tie_translations(briefs, set(slugs), hub.language if hub else "en")
    ids = platforms.platforms if platforms else None
    stories, wrong_stories = read_stories(entries.stories, slugs, ids, known, told)
    found += [*wrong_briefs, *wrong_ties, *wrong_stories, *check_links(entries)]
    language = hub.language if hub else "en"
    partners, more = PartnerReader(briefs, entries.briefs, ids, entries.pictures, language).read(entries.partners, told)
    found += more
    words = read_words(entries.words.get("interface"), entries.asset_texts, found)
    suitability = read_suitability(entries.settings.get("suitability"), ids, found)
    unwanted = _read(HashtagWords, entries.words.get("hashtags"), found)
    wording = read_wording(entries.words, found)
    if hub is None or brand is None or platforms is None or words is None:
        return None, found
    checked = Checked(
        hub=hub,
        brand=brand,
        platforms=platforms,
        schedulers=schedulers.schedulers if schedulers else {},
        card_templates=sound,
        kit_texts=entries.kit_texts,
        words=words,
        unwanted=unwanted.reads_otherwise if unwanted else (),
        wording=wording,
        briefs=briefs,
        stories=stories,
        pages=entries.pages,
        pictures=entries.pictures,
        tombstones=entries.tombstones,
        logo=entries.logo,
        suitability=suitability,
        asset_texts=entries.asset_texts,
        left_out=left_out,
        partners=partners,
    )
    return checked, found


def _told_of(read: Iterable[str], sound: Iterable[str], told: Iterable[Diagnostic]) -> set[str]:
    """The names of templates that something is wrong with: a card that asks for one needs no word of its own."""
    folder = "campaign_assets/cards/"
    paths = {each.place.path for each in told if each.place.path.startswith(folder)}
    return (set(read) - set(sound)) | {path.removeprefix(folder).removesuffix(".yml") for path in paths}


def _read(schema: type[Kind], located: Located | None, found: list[Diagnostic]) -> Kind | None:
    if located is None:
        return None
    value, more = read_as(schema, located)
    found += more
    return value
