"""Read partners: each with what it needs for a kit of its own, held against its campaigns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Place, errors_of, report
from ..load import Media, RawBrief, RawPartner
from ..memory import Memory
from .checked import CheckedBrief, CheckedPartner
from .local_words import LOCAL_SLOTS
from .partner import KitPartner
from .schema import nearest, read_as

__all__ = ["PartnerReader", "logo_path", "named_logos"]

FOLDER = "content/partners"
SLOT = re.compile(r"\{(" + "|".join(LOCAL_SLOTS) + r")\}")


@dataclass(frozen=True, slots=True)
class PartnerReader:
    """What partners' files are held against.

    `briefs` are those that can be relied on, `known` the names of all campaigns. Without `platforms` none is doubted.
    """

    briefs: Iterable[CheckedBrief]
    known: Iterable[RawBrief]
    platforms: Collection[str] | None
    pictures: Collection[Media]
    language: str

    def read(
        self, partners: Iterable[RawPartner], told: Iterable[Diagnostic], memory: Memory
    ) -> tuple[tuple[CheckedPartner, ...], list[Diagnostic]]:
        """The partners that get kits, and all that is wrong: one whose file has an error gets none."""
        told = list(told)
        found: list[Diagnostic] = []
        read: list[CheckedPartner] = []
        for raw in partners:
            partner, wrong = memory.of(_read, raw)
            more = [*wrong, *(self._wrong_in(partner, told) if partner else ())]
            found += more
            if partner and not any(each.place.path == raw.path for each in errors_of([*told, *more])):
                read.append(partner)
        return tuple(read), found

    def _wrong_in(self, checked: CheckedPartner, told: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        yield from self._unknown(checked)
        yield from self._without_logo(checked, {each.place.path for each in told})
        briefs = {brief.slug: brief for brief in self.briefs}
        for at, slug in enumerate(checked.partner.campaigns):
            if slug in briefs:
                yield from self._with_campaign(checked, at, briefs)

    def _unknown(self, checked: CheckedPartner) -> Iterator[Diagnostic]:
        partner, located = checked.partner, checked.located
        campaigns = sorted(raw.slug for raw in self.known)
        for at, slug in enumerate(partner.campaigns):
            if slug not in campaigns:
                known = ", ".join(campaigns) or "none yet"
                yield report("campaign-unknown", located.place("campaigns", at), given=slug, known=known)
            if slug in partner.campaigns[:at]:
                yield report("entry-twice", located.place("campaigns", at), given=slug, field="campaigns")
        named = [(located.key_place("handles", name), name) for name in partner.handles]
        named += [(located.place("platforms", at), name) for at, name in enumerate(partner.platforms)]
        for place, name in named:
            # A link preview is no platform that anybody is on.
            places = [each for each in self.platforms or () if each != "opengraph"]
            if self.platforms is not None and name not in places:
                suggestion = nearest(name, places)
                yield report("name-unknown", place, given=name, what="platforms", suggestion=suggestion)

    def _without_logo(self, checked: CheckedPartner, told: Collection[str]) -> Iterator[Diagnostic]:
        logo = checked.partner.logo
        path = logo_path(checked)
        if path and path not in told and path not in {each.path for each in self.pictures}:
            yield report("partner-logo-missing", checked.located.place("logo"), given=logo)

    def _with_campaign(
        self, checked: CheckedPartner, at: int, briefs: Mapping[str, CheckedBrief]
    ) -> Iterator[Diagnostic]:
        """What does not go together between a partner and one of its campaigns."""
        brief = briefs[checked.partner.campaigns[at]]
        place = checked.located.place("campaigns", at)
        yield from self._in_another_language(checked, brief, place, briefs.values())
        shared = [post for post in brief.posts if not set(checked.partner.places).isdisjoint(post.post.platforms)]
        if brief.posts and not shared:
            used = dict.fromkeys(name for post in brief.posts for name in post.post.platforms)
            yield report("partner-without-posts", place, campaign=brief.slug, platforms=", ".join(used))
        wanted = [
            (name, post.post.id)
            for post in shared
            for text in (post.post.text, *post.post.thread)
            for name in SLOT.findall(text)
        ]
        for name, post in dict(reversed(wanted)).items():
            if name not in checked.partner.local.slots:
                facts = {"slot": name, "field": LOCAL_SLOTS[name], "post": post, "campaign": brief.slug}
                yield report("partner-slot-unfilled", checked.located.place("local"), **facts)

    def _in_another_language(
        self, checked: CheckedPartner, brief: CheckedBrief, place: Place, briefs: Iterable[CheckedBrief]
    ) -> Iterator[Diagnostic]:
        wanted, own = checked.partner.language, self._language_of(brief)
        if wanted is None or _base(wanted) == _base(own):
            return
        family = {brief.slug, brief.brief.translation_of}
        others = [each for each in briefs if {each.slug, each.brief.translation_of} & (family - {None})]
        better = [each.slug for each in others if _base(self._language_of(each)) == _base(wanted)]
        suggestion = f"Name {better[0]} in its place." if better else "Nothing to do if that is meant so."
        yield report("partner-language", place, campaign=brief.slug, own=own, wanted=wanted, suggestion=suggestion)

    def _language_of(self, brief: CheckedBrief) -> str:
        return brief.brief.language or self.language


def _read(raw: RawPartner) -> tuple[CheckedPartner | None, tuple[Diagnostic, ...]]:
    fields, wrong = read_as(KitPartner, raw.fields)
    return CheckedPartner(raw.slug, raw.path, fields, raw.fields) if fields else None, tuple(wrong)


def logo_path(partner: CheckedPartner) -> str | None:
    """Where the partner's logo lies in the repository, or None where it has none."""
    return f"{FOLDER}/{partner.partner.logo}" if partner.partner.logo else None


def named_logos(partners: Iterable[CheckedPartner]) -> set[str]:
    """The paths of the logos that partners name: pictures that have their use on cards, and on no page."""
    return {path for partner in partners if (path := logo_path(partner))}


def _base(language: str) -> str:
    return language.partition("-")[0]
