"""validate: raw entries to briefs, stories and settings of known kinds. Reports everything at once."""

from __future__ import annotations

from collections.abc import Iterable

from ..diagnostics import Diagnostic
from ..load import Entries
from ..load.readiness import READINESS
from ..memory import Memory
from .campaigns import read_campaigns
from .checked import Checked, CheckedBrief, CheckedPost, CheckedStory, LeftOut
from .extra_cards import CardReader
from .identifiers import known_contacts
from .links import check_links
from .partners import PartnerReader
from .pauses import check_pauses, post_names, with_sure_pauses
from .readiness_files import read_readiness_files
from .settings import Settings, read_settings
from .spokespeople import SpokespersonReader
from .stories import read_stories
from .translations import tie_translations
from .typed_quotes import check_typed_quotes

__all__ = ["Checked", "CheckedBrief", "CheckedPost", "CheckedStory", "LeftOut", "validate"]


def validate(
    entries: Entries, told: Iterable[Diagnostic], memory: Memory | None = None
) -> tuple[Checked | None, list[Diagnostic]]:
    """Check all entries; `told` is what loading reported, so that what it doubted is not relied on here.

    Gives None where the hub's own settings can't be read: then nothing can be built. What was checked before and is
    as it was comes out of `memory`.
    """
    memory = memory or Memory()
    told = list(told)
    settings = memory.of(
        read_settings,
        memory.same("settings files", entries.settings),
        memory.same("card templates", entries.card_templates),
        memory.same("words", entries.words),
        memory.same("asset texts", entries.asset_texts),
    )
    reader = memory.of(_card_reader, settings, _told_of(settings, told))
    ids = settings.platforms.platforms if settings.platforms else None
    language = settings.hub.language if settings.hub else "en"
    briefs, left_out, wrong_briefs = read_campaigns(entries.briefs, ids, reader, told, memory)
    known = memory.same("known contacts", known_contacts(settings.hub, briefs, memory))
    slugs = memory.same("campaigns", frozenset(raw.slug for raw in entries.briefs))
    briefs, wrong_ties = tie_translations(briefs, slugs, language)
    ready_pages = tuple(page for page in entries.pages if page.path.startswith(f"{READINESS}/"))
    raw = memory.same("readiness files", entries.readiness)
    posts = memory.same("names of posts", post_names(entries, memory))
    readiness, wrong_plans = memory.of(read_readiness_files, raw, ready_pages, settings.hub, ids, posts)
    partner_reader = PartnerReader(briefs, entries.briefs, ids, entries.pictures, language)
    partners, wrong_partners = partner_reader.read(entries.partners, told, memory)
    sheet_reader = SpokespersonReader(briefs, entries.briefs, ids, language)
    sheets, wrong_sheets = sheet_reader.read(entries.spokespeople, told, memory)
    raws = (*entries.stories, *entries.people)
    everybody, wrong_stories = read_stories(raws, slugs, ids, known, [*told, *wrong_sheets], memory)
    # What is wrong with a named person's fields, their sheet told already.
    told_of = {(each.name, each.place) for each in wrong_sheets}
    wrong_stories = [each for each in wrong_stories if (each.name, each.place) not in told_of]
    found = [*settings.found, *wrong_briefs, *wrong_ties, *wrong_stories, *wrong_sheets, *check_links(entries, memory)]
    found += [*wrong_plans, *check_pauses(posts, briefs, readiness.scenarios), *wrong_partners]
    found += check_typed_quotes(entries, memory)
    if settings.hub is None or settings.brand is None or settings.platforms is None or settings.words is None:
        return None, found
    checked = Checked(
        hub=settings.hub,
        brand=settings.brand,
        platforms=settings.platforms,
        schedulers=settings.schedulers,
        analytics=settings.analytics,
        card_templates=settings.card_templates,
        kit_texts=memory.same("kit texts", entries.kit_texts),
        words=settings.words,
        unwanted=settings.unwanted,
        wording=settings.wording,
        briefs=with_sure_pauses(briefs, posts, memory),
        stories=everybody[: len(entries.stories)],
        pages=entries.pages,
        pictures=entries.pictures,
        tombstones=entries.tombstones,
        logo=entries.logo,
        suitability=settings.suitability,
        observances=settings.observances,
        asset_texts=memory.same("asset texts", entries.asset_texts),
        left_out=left_out,
        internal=entries.internal,
        readiness=readiness,
        partners=partners,
        spokespeople=sheets,
        people=everybody[len(entries.stories) :],
    )
    return checked, found


def _card_reader(settings: Settings, broken: frozenset[str]) -> CardReader:
    return CardReader(settings.card_templates, broken, settings.hub.helplines if settings.hub else ())


def _told_of(settings: Settings, told: Iterable[Diagnostic]) -> frozenset[str]:
    """The names of templates that something is wrong with: a card that asks for one needs no word of its own."""
    folder = "campaign_assets/cards/"
    paths = {each.place.path for each in told if each.place.path.startswith(folder)}
    return settings.broken_templates | {path.removeprefix(folder).removesuffix(".yml") for path in paths}
