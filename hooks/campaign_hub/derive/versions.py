"""The language versions of a campaign: which there are, and whether one is behind its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..validate.checked import CheckedBrief
from ..validate.translations import is_behind
from .hub import Campaign, Version

__all__ = ["with_versions"]


def with_versions(campaigns: Iterable[Campaign], briefs: Iterable[CheckedBrief]) -> tuple[Campaign, ...]:
    """The campaigns, each with all its language versions that are shown too, the source before its translations."""
    campaigns = tuple(campaigns)
    by_slug = {each.slug: each for each in briefs}
    shown = {each.slug: each for each in campaigns}
    families = _families(campaigns)
    return tuple(_with_versions(each, families, by_slug, shown) for each in campaigns)


def _families(campaigns: Iterable[Campaign]) -> dict[str, list[Campaign]]:
    """The campaigns that say the same in several languages, by their source, which may not be shown itself."""
    families: dict[str, list[Campaign]] = {}
    for each in campaigns:
        families.setdefault(each.brief.translation_of or each.slug, []).append(each)
    return families


def _with_versions(
    campaign: Campaign,
    families: Mapping[str, list[Campaign]],
    briefs: Mapping[str, CheckedBrief],
    shown: Mapping[str, Campaign],
) -> Campaign:
    source = campaign.brief.translation_of or campaign.slug
    family = sorted(families[source], key=lambda each: (each.slug != source, each.speech.language))
    if len(family) == 1:
        return campaign
    versions = tuple(
        Version(
            slug=each.slug,
            language=each.speech.language,
            direction=each.speech.direction,
            name=_own_name(each, family),
            has_plan=each.plan is not None,
            has_easy_read=each.easy_read is not None,
        )
        for each in family
    )
    behind = source in shown and source != campaign.slug and is_behind(briefs[campaign.slug], briefs[source])
    return replace(campaign, versions=versions, behind=versions[0] if behind else None)


def _own_name(campaign: Campaign, family: Iterable[Campaign]) -> str:
    """What a version's language calls itself, with its script or region only where two would be called alike."""
    locale = campaign.speech.locale
    alike = [each for each in family if each.speech.locale.language == locale.language]
    name = locale.language_name if len(alike) == 1 else locale.get_display_name()
    return (name or campaign.speech.language).capitalize()
