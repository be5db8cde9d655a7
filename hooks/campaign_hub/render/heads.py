"""What the head of each page says to search engines, feeds readers and apps that make previews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time

from babel.core import get_global, parse_locale

from ..derive import Campaign, Hub, Speech
from ..derive.public_dates import changed_on, published_on
from ..gate import PublishedStory
from .artifact import Alternate, Head, Preview, SitePage
from .structured_data import (
    as_json,
    campaign_data,
    campaigns_data,
    home_data,
    kit_data,
    page_data,
    plan_data,
    stories_data,
    story_data,
)

__all__ = ["with_heads"]

UNDER_CAMPAIGNS = {
    "pages/campaign.html": "",
    "pages/kit.html": "kit/",
    "pages/plan.html": "plan/",
    "pages/easy_read.html": "easy-read/",
    "pages/large_print.html": "large-print/",
}
"""The templates of a campaign's pages, and where each lies below the campaign's own address."""

NODES = {
    "pages/campaign.html": campaign_data,
    "pages/kit.html": kit_data,
    "pages/plan.html": plan_data,
    "pages/easy_read.html": plan_data,
    "pages/large_print.html": plan_data,
}

LISTINGS = {"pages/home.html": home_data, "pages/campaigns.html": campaigns_data, "pages/stories.html": stories_data}


def with_heads(
    hub: Hub, pages: Iterable[SitePage], pictures: Mapping[str, Preview | None] | None = None
) -> tuple[SitePage, ...]:
    """The pages, each with its head; the home and the listings get one of the campaigns' `pictures`."""
    picture = _standing_for(hub, pictures or {})
    return tuple(_with_head(hub, page, picture) for page in pages)


def _standing_for(hub: Hub, pictures: Mapping[str, Preview | None]) -> Preview | None:
    """The picture of the campaign to see first: one that runs, in the hub's own language where there is one."""
    order = ("live", "next", "past")
    own = hub.speech.locale.language
    ranked = sorted(
        hub.campaigns, key=lambda each: (order.index(each.standing), each.speech.locale.language != own, each.slug)
    )
    return next((picture for each in ranked if (picture := pictures.get(each.slug))), None)


def _with_head(hub: Hub, page: SitePage, picture: Preview | None) -> SitePage:
    speech = page.view["word"]
    locale = _locale(speech)
    if page.is_internal:
        return replace(page, head=Head(locale=locale, robots="noindex, noarchive"))
    if page.template in UNDER_CAMPAIGNS:
        return replace(page, head=_campaign_head(hub, page, page.view["campaign"], locale))
    if page.template == "pages/story.html":
        return replace(page, head=_story_head(hub, page, page.view["story"], locale))
    if page.template == "pages/partner.html":
        # The campaign's kit once more, for one partner: search engines have the original.
        return replace(page, head=Head(locale=locale, robots="noindex, noarchive", data=as_json(page_data(hub, page))))
    if page.template in ("pages/plain.html", "pages/strategy.html", "pages/claims.html"):
        return replace(page, head=Head(locale=locale, data=as_json(page_data(hub, page))))
    page = replace(page, preview=picture)
    return replace(page, head=Head(locale=locale, data=as_json(LISTINGS[page.template](hub, page))))


def _campaign_head(hub: Hub, page: SitePage, campaign: Campaign, locale: str) -> Head:
    is_kit = page.template == "pages/kit.html"
    nodes = NODES[page.template](hub, page, campaign)
    unlisted = [each.id for each in campaign.cards if not each.listed] + [p.id for p in campaign.posts if not p.listed]
    return Head(
        kind="article",
        locale=locale,
        published=published_on(campaign),
        changed=changed_on(campaign),
        # What a story without `website` says on a kit page is for who came there, not for search engines.
        robots="noindex, noarchive" if is_kit and unlisted else "",
        alternates=_alternates(campaign, UNDER_CAMPAIGNS[page.template]),
        data=as_json(nodes),
    )


def _alternates(campaign: Campaign, below: str) -> tuple[Alternate, ...]:
    """All language versions of a page, this one too; who speaks none of them gets the source, or what comes first."""
    there = [one for one in campaign.versions if one.has(below)]
    each = [Alternate(one.language, f"campaigns/{one.slug}/{below}") for one in there]
    return (*each, Alternate("x-default", each[0].path)) if each else ()


def _story_head(hub: Hub, page: SitePage, story: PublishedStory, locale: str) -> Head:
    rules = ["noarchive"]
    if not story.allows("link_preview"):
        # A line of text or a photo beside a search result is a preview, too.
        rules += ["nosnippet", "max-image-preview:none"]
    if story.until:
        rules.append(f"unavailable_after: {_moment(story.until, hub)}")
    return Head(kind="article", locale=locale, robots=", ".join(rules), data=as_json(story_data(hub, page, story)))


def _moment(day: date, hub: Hub) -> str:
    """The first moment of a day in the hub's time zone, as ISO 8601 with its offset."""
    return datetime.combine(day, time(), hub.checked.zone).isoformat()


def _locale(speech: Speech) -> str:
    """Language and territory as Open Graph writes them; the likeliest territory where a tag names none."""
    own = speech.locale
    likely = get_global("likely_subtags").get(own.language)
    territory = own.territory or (parse_locale(likely)[1] if likely else None)
    return f"{own.language}_{territory}" if territory else own.language
