"""The way through, once: load, validate, gate, derive, render; and, when the site is built, verify."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from .appraise import appraise, look_ahead
from .built_site import BuiltFile
from .canaries import INTERNAL_FOLDER, of_internal, records_of
from .derive import Hub, derive, with_agenda, with_partner_kits
from .diagnostics import Diagnostic, errors_of
from .gate import Gated, PublishedStory, gate
from .hosting import check_hosting
from .kept_keys import KeptKeys
from .leaving_out import leave_out, leave_out_copies, leave_out_lookalikes
from .load import RawStory, load
from .memory import Memory
from .mentions import Mentions
from .proofread import Forecast, proofread
from .public_words import kept_inside, own_words, said_in_public
from .render import Rendered, measure, promise, render
from .telling_cards import leave_out_telling_cards
from .unlike import Unlike
from .validate import Checked, LeftOut, validate
from .verify import Cleared, verify
from .waivers import apply_waivers
from .withdrawals import Earlier, uphold
from .wording import look_at_wording

__all__ = ["Assembly", "assemble", "faults_of", "prove", "read_over"]

CARDS = ".cache/cards"
UNLIKE = ".cache/unlike.json"
UNLIKE_WITHHELD = ".cache/unlike-withheld.json"
FAULTS = frozenset({"link-dead", "picture-dead", "site-address-elsewhere"})
"""Errors that take nothing out of the site: it is whole but for a link or a picture."""
NOTHING = Gated((), ())
NOTHING_EARLIER = Earlier()


@dataclass(frozen=True, slots=True)
class Assembly:
    """What came out of one way through: None for all that could not be made. `texts` are the files with waivers.

    `previewed` is whether it shows drafts and internal pages, as only a preview does.
    """

    diagnostics: tuple[Diagnostic, ...]
    checked: Checked | None = None
    gated: Gated = NOTHING
    hub: Hub | None = None
    rendered: Rendered | None = None
    left_out: tuple[LeftOut, ...] = ()
    waived: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    previewed: bool = False

    @property
    def refused(self) -> bool:
        """Whether a build has to refuse."""
        return self.hub is None or bool(errors_of(self.diagnostics))


def assemble(  # noqa: PLR0913  each by its name, and few of them at a time
    root: Path,
    now: datetime,
    day: date | None = None,
    *,
    earlier: Earlier = NOTHING_EARLIER,
    show_unapproved: bool = False,
    looking_back: bool = False,
    draw: bool = True,
    memory: Memory | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Assembly:
    """Take the content below `root` all the way to what goes into the site; without `draw`, only check it.

    `now` is the real moment, with its zone. `day` looks ahead to the end of a later day; without `draw` it may be any.
    `earlier` is what was withdrawn before, which never comes back. What a try before this one found a
    story in is left out. `looking_back` asks what was public on `day`, so that a sign-off given anew since then counts.
    `memory` is of the round before this one, so that only what was changed is worked out anew. `tell` hears how far
    the work is.
    """
    tell("Checking the content")
    memory = memory or Memory()
    memory.begin()
    entries, found = load(root, memory)
    entries, more = uphold(entries, earlier)
    found += more
    checked, more = validate(entries, found, memory)
    found += more
    if checked is None:
        return Assembly(tuple(found), memory=memory, previewed=show_unapproved)
    checked, more = leave_out_copies(leave_out(checked, earlier.leaking, "leak"), Unlike(root / UNLIKE))
    found += more
    found += check_hosting(root, checked.hub)
    as_of = moment(checked.zone, now, day, back=not draw)
    gated, more = gate(checked, as_of)
    found += more
    gated, more = leave_out_lookalikes(gated, Unlike(root / UNLIKE_WITHHELD))
    found += more
    gated = known_again(gated, memory)
    checked, more = appraise(checked, now.astimezone(checked.zone).date() if looking_back else as_of.date(), memory)
    found += [*more, *look_ahead(checked, entries.settings["hub"], as_of.date())]
    mentions = Mentions(checked, gated, memory)
    checked, more = mentions.leave_out()
    found += more
    written = {**entries.written, **{each.path: each.text for each in entries.internal}}
    checked, more = look_at_wording(checked, written, entries.settings["hub"], memory)
    found += more
    # What is built is public at once, so an embargo goes by the real clock, whatever day a build looks ahead to.
    public_at = now.astimezone(checked.zone) if draw else as_of
    hub, more = derive(checked, gated, as_of, public_at, memory, show_unapproved=show_unapproved)
    found += more
    hub, more = leave_out_telling_cards(hub, mentions.telling, memory)
    found += more
    hub, more = with_partner_kits(hub, checked, gated.released, memory)
    found += more
    texts = {**entries.asset_texts, **written}
    hub = with_agenda(hub, apply_waivers(found, texts, as_of.date())[0]) if show_unapproved else hub
    if draw and show_unapproved:
        rendered, more = promise(hub, root / CARDS, memory)
    elif draw:
        rendered, more = render(hub, root / CARDS, tell, memory)
    else:
        rendered, more = None, measure(hub, root / CARDS)
    found += more
    found, waived = apply_waivers(found, texts, as_of.date())
    return Assembly(
        tuple(found),
        checked,
        gated,
        hub,
        rendered,
        _left_out((*checked.left_out, *_theme_files(earlier)), gated, found),
        tuple(waived),
        texts,
        memory,
        show_unapproved,
    )


def known_again(gated: Gated, memory: Memory) -> Gated:
    """What the gate decided anew, with the very same object as before for each story that it decided alike on."""
    published, speaking = (
        tuple(memory.same(f"story {each.slug}", each) for each in some) for some in (gated.published, gated.speaking)
    )
    return replace(gated, published=published, speaking=speaking)


def moment(zone: ZoneInfo, now: datetime, day: date | None, *, back: bool) -> datetime:
    """The moment that a build is for, in the hub's zone: now, or the end of a later `day`; an earlier one if `back`.

    The end of the day, because a consent that lapses on it must not come out.
    """
    here = now.astimezone(zone)
    if day is None:
        return here
    end = datetime.combine(day, time(23, 59, 59), zone)
    return end if back else max(here, end)


def prove(site: Iterable[BuiltFile], assembly: Assembly, looked: KeptKeys | None = None) -> list[Diagnostic]:
    """Look through the files of the built site for anything that the gate withheld, and for internal pages and words.

    Only a preview may have internal pages, and those are not looked into. `looked` knows in which files the same
    search found nothing before; without it every file is looked through.
    """
    if assembly.checked is None:
        return []
    released = {story.slug: story for story in assembly.gated.released}
    back = [*(story.raw for story in assembly.gated.withheld), *assembly.gated.kept_back]
    out = [_cleared(raw, released[raw.slug]) for raw in assembly.gated.shown]
    told = (*assembly.checked.stories, *assembly.checked.people)
    records = records_of([story.raw for story in told], assembly.checked.tombstones.records)
    own = own_words(assembly.checked, assembly.memory)
    public = said_in_public(assembly.checked, assembly.gated.shown, assembly.memory)
    # The strategy pages of a preview show what briefs keep inside.
    inside = () if assembly.previewed else kept_inside(assembly.checked, assembly.memory)
    internal = of_internal((*assembly.checked.internal, *inside), public, assembly.memory)
    shown = (file for file in site if not (assembly.previewed and file.path.startswith(INTERNAL_FOLDER)))
    return verify(shown, back, out, own, internal | records, assembly.memory, looked)


def read_over(site: Iterable[BuiltFile], assembly: Assembly, served: str) -> tuple[list[Diagnostic], Forecast]:
    """Read the files of the built site as its readers will, at the address where it is `served`.

    Needs an assembly with a hub.

    What was told of before, and what is waived, is not told again.
    """
    checked = assembly.checked
    if assembly.hub is None or checked is None:
        raise ValueError("there is no hub that a site could be made of")
    stories = [story.raw.page for story in checked.stories if story.raw.slug in assembly.hub.stories]
    pages = [*checked.pages, *(campaign.page for campaign in assembly.hub.campaigns), *stories]
    there = {page.path for page in pages}
    every = [each.page.path for each in checked.briefs] + [each.raw.page.path for each in checked.stories]
    hidden = [path for path in every if path not in there]
    addresses = (served, checked.hub.url)
    found, forecast = proofread(site, addresses, pages, checked.hub.budgets, hidden, assembly.memory)
    told = {(each.name, each.place) for each in assembly.diagnostics}
    _, waived = apply_waivers(found, assembly.texts, assembly.hub.as_of.date())
    return [each for each in found if (each.name, each.place) not in told and each not in waived], forecast


def faults_of(assembly: Assembly, read: list[Diagnostic]) -> list[Diagnostic]:
    """The errors that take nothing out of the site and are in what it shows; `read` is what reading it over told."""
    shown = {campaign.page.path for campaign in assembly.hub.campaigns} if assembly.hub else set()
    briefs = {brief.page.path for brief in assembly.checked.briefs} if assembly.checked else set()
    known = (each for each in assembly.diagnostics if each.name in FAULTS and each.place.path not in briefs - shown)
    return errors_of([*known, *read])


def _cleared(raw: RawStory, story: PublishedStory) -> Cleared:
    return Cleared(raw, story.channels, [story.photo.path] if story.photo else [], story.recipients)


def _theme_files(earlier: Earlier) -> Iterator[LeftOut]:
    """Files of the theme that an earlier build found somebody's story in, or could not look into."""
    yield from (LeftOut(path, "leak", doubtful=True) for path in earlier.leaking if path.startswith("campaign_assets/"))


def _left_out(doubted: tuple[LeftOut, ...], gated: Gated, found: list[Diagnostic]) -> tuple[LeftOut, ...]:
    """Everything that a publish does not show: what consent keeps back, and whatever an error stands at."""
    left_out = [*doubted, *(LeftOut(each.raw.page.path, each.name, each.doubtful) for each in gated.withheld)]
    told = {each.path for each in left_out}
    left_out += [
        LeftOut(each.place.path, each.name, doubtful=True)
        for each in errors_of(found)
        if each.place.path not in told and each.name not in FAULTS
    ]
    return tuple(sorted(set(left_out), key=lambda each: (each.path, each.name)))
