"""The pages of the site, before they are laid out: what each says, in which template, and what that sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ..derive import PREVIEW, Campaign, Hub
from ..derive.language import speech_for
from ..gate import PublishedStory
from ..load.markdown import without_comments
from .addresses import kit_address
from .artifact import Preview, SitePage
from .badges import badge_view
from .campaign_files import KitFiles
from .card_views import card_views, post_pictures
from .download import Download
from .frames import platform_frames
from .heads import with_heads
from .kit_texts import terms_of, use_until
from .listings import listing_pages
from .partner_pages import partner_links, partner_pages
from .photos import Photos
from .post_views import post_views
from .strategy import strategy_view
from .views import figure_view, pictures, shared, topic_links

__all__ = ["site_pages"]


def site_pages(hub: Hub, kits: Mapping[str, KitFiles], photos: Photos, *, frames: bool = False) -> tuple[SitePage, ...]:
    """Every page of the site. `kits` has each campaign's files, `photos` what became of the committed ones.

    With `frames`, for a preview, kit pages show cards as the platforms will frame them, and every campaign has its
    strategy; on the public site the organisation's settings decide.
    """
    strategy = frames or hub.checked.hub.strategy.public
    pages = listing_pages(hub, kits, photos)
    for campaign in hub.campaigns:
        pages += [
            _campaign(hub, campaign, kits[campaign.slug], photos, strategy=strategy),
            _kit(hub, campaign, kits[campaign.slug], photos, frames=frames),
            *partner_pages(hub, campaign, kits, photos, _preview(campaign, kits[campaign.slug])),
            *([_strategy(hub, campaign)] if strategy else []),
        ]
    for story, campaigns in hub.stories.values():
        pages.append(_story(hub, story, campaigns, kits, photos))
    return with_heads(hub, pages)


def _preview(campaign: Campaign, kit: KitFiles, card: str = "headline") -> Preview | None:
    use = campaign.card_use(card, PREVIEW)
    if use is None or use.picture.path not in kit.digests:
        return None
    picture = use.picture
    path = f"{picture.path}?v={kit.digests[picture.path]}"
    return Preview(path, picture.shape.width, picture.shape.height, picture.card.alt)


def _campaign(hub: Hub, campaign: Campaign, kit: KitFiles, photos: Photos, *, strategy: bool) -> SitePage:
    brief = campaign.brief
    stories = [story for story in campaign.stories if story.slug in hub.stories]
    view = shared(hub, campaign.speech) | {
        "campaign": campaign,
        "brief": brief,
        "days": campaign.speech.days(brief.starts, brief.ends),
        "topics": topic_links(campaign),
        "stories": stories,
        "photos": photos.places,
        "photo": photos.briefs.get(campaign.slug),
        "figures": [figure_view(campaign, figure) for figure in brief.figures],
        "sources": list(brief.sources.items()),
        "strategy": strategy,
    }
    return SitePage(
        path=f"campaigns/{campaign.slug}/index.md",
        title=brief.title,
        description=brief.summary,
        language=campaign.speech.language,
        direction=campaign.speech.direction,
        template="pages/campaign.html",
        markdown=without_comments(campaign.page.body),
        view=view,
        preview=_preview(campaign, kit),
    )


def _kit(hub: Hub, campaign: Campaign, kit: KitFiles, photos: Photos, *, frames: bool) -> SitePage:
    brief, speech = campaign.brief, campaign.speech
    view = shared(hub, speech) | {
        "campaign": campaign,
        "brief": brief,
        "posts": post_views(hub, campaign, post_pictures(campaign, kit)),
        "days": speech.days(brief.starts, brief.ends),
        "cards": card_views(campaign, kit),
        "frames": platform_frames(hub, campaign, kit.digests) if frames else [],
        "posters": _poster_views(campaign, kit),
        "downloads": [(each.path, each.size) for each in kit.downloads],
        "saved": _saved(hub, campaign, kit),
        "terms": terms_of(campaign),
        "until": speech.day(use_until(campaign)),
        "texts": kit.texts,
        "badge": badge_view(hub, campaign),
        "partner_links": partner_links(campaign, photos),
    }
    return SitePage(
        path=f"campaigns/{campaign.slug}/kit/index.md",
        title=speech("kit_title", campaign=brief.title),
        description=speech("kit_description", campaign=brief.title),
        language=speech.language,
        direction=speech.direction,
        template="pages/kit.html",
        view=view,
        preview=_preview(campaign, kit),
    )


def _saved(hub: Hub, campaign: Campaign, kit: KitFiles) -> dict[str, Any]:
    """What can be saved, by what it is for, and the address of the calendar to subscribe to."""
    groups: dict[str, list[Download]] = defaultdict(list)
    for each in kit.downloads:
        groups[each.group].append(each)
    calendar = kit_address(hub, campaign, "calendar.ics")
    webcal = f"webcal://{calendar.split('://', 1)[1]}"
    return {"groups": groups, "tools": hub.checked.schedulers, "calendar": calendar, "webcal": webcal}


def _strategy(hub: Hub, campaign: Campaign) -> SitePage:
    brief, speech = campaign.brief, campaign.speech
    names = {name: platform.name for name, platform in hub.checked.platforms.platforms.items()}
    facts = {"campaign": campaign, "brief": brief, "days": speech.days(brief.starts, brief.ends)}
    return SitePage(
        path=f"campaigns/{campaign.slug}/strategy/index.md",
        title=speech("strategy_title", campaign=brief.title),
        description=speech("strategy_lead"),
        language=speech.language,
        direction=speech.direction,
        template="pages/strategy.html",
        view=shared(hub, speech) | facts | strategy_view(campaign, names),
    )


def _poster_views(campaign: Campaign, kit: KitFiles) -> list[dict[str, Any]]:
    """Each poster once, with its files. One of a story is named without its words, which its channels may not cover."""
    files: dict[str, list[Any]] = defaultdict(list)
    for poster in campaign.posters:
        address = f"{poster.path}?v={kit.digests[poster.path]}"
        files[poster.card.id].append((address, poster.sheet.name, kit.sizes[poster.path]))
    cards = {poster.card.id: poster.card for poster in campaign.posters}
    return [{"story": card.story is not None, "files": files[name]} for name, card in cards.items()]


def _story(
    hub: Hub,
    story: PublishedStory,
    campaigns: tuple[Campaign, ...],
    kits: Mapping[str, KitFiles],
    photos: Photos,
) -> SitePage:
    speech = speech_for(story.language, hub.checked.words)
    covered = story.allows("link_preview")
    first = campaigns[0]
    own_card = _preview(first, kits[first.slug], f"story-{story.slug}") if covered else None
    view = shared(hub, speech) | {
        "story": story,
        "campaigns": campaigns,
        "pictures": pictures(campaigns, kits),
        "photo": photos.places.get(story.slug),
    }
    return SitePage(
        path=f"stories/{story.slug}/index.md",
        title=story.title,
        # Without `link_preview` a shared link says only what the campaign says of itself.
        description=(story.quote or story.title) if covered else first.brief.summary,
        language=story.language,
        direction=speech.direction,
        template="pages/story.html",
        markdown=without_comments(story.body),
        view=view,
        preview=own_card or _preview(first, kits[first.slug]),
        preview_title=story.title if covered else first.brief.title,
    )
