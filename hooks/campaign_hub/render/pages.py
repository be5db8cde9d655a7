"""The pages of the site, before they are laid out: what each says, in which template, and what that sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from ..appraise.preparedness import Preparation
from ..derive import PREVIEW, Campaign, Hub
from ..derive.language import speech_for
from ..gate import PublishedStory
from ..load.markdown import without_comments
from ..memory import Memory
from .addresses import kit_address
from .artifact import Preview, SitePage
from .badges import badge_view
from .campaign_files import KitFiles
from .card_views import card_views, further_pictures, post_pictures
from .claims_page import claims_pages
from .download import Download
from .easy_read_page import easy_read_page
from .frames import platform_frames
from .heads import with_heads
from .internal_pages import internal_pages
from .kit_texts import terms_of, use_until
from .large_print import large_print_page
from .listings import listing_pages
from .observance_views import observance_view
from .partner_pages import partner_links, partner_pages
from .photos import Photos
from .plan_page import plan_page
from .post_views import post_views
from .readiness_pages import prepared_view
from .results import results_view
from .spokesperson_pages import speaker_views
from .strategy import strategy_view
from .video_view import video_view
from .views import figure_view, pictures, shared, topic_links

__all__ = ["site_pages"]

SeenBy = Literal["public", "editors"]
"""Who sees the pages: everybody, or those who edit them, in a preview."""


def site_pages(
    hub: Hub, kits: Mapping[str, KitFiles], photos: Photos, memory: Memory, seen: SeenBy = "public"
) -> tuple[SitePage, ...]:
    """Every page of the site. `kits` has each campaign's files, `photos` what became of the committed ones.

    For `editors`, in a preview, kit pages show cards as the platforms will frame them, and every campaign has its
    strategy; for the `public` the organisation's settings decide. A page whose campaign is as it was is in `memory`.
    """
    pages: list[SitePage] = []
    previews: dict[str, Preview | None] = {}
    for campaign in hub.campaigns:
        alone = hub.of_one(campaign, memory=memory)
        shown = (photos.briefs.get(campaign.slug), *_story_photos(campaign.stories, photos))
        folders = [each.folder for each in campaign.partner_kits]
        logos = tuple((folder, photos.logos[folder]) for folder in folders if folder in photos.logos)
        own = tuple(kits[key] for key in (campaign.slug, *folders))
        prepared = hub.inside.prepared[campaign.slug] if hub.inside else ()
        pages += memory.of(_of_campaign, alone, campaign, own, shown, logos, prepared, seen)
        previews[campaign.slug] = memory.of(_preview, campaign, kits[campaign.slug])
    for story, campaigns in hub.stories.values():
        alone = hub.of_one(campaigns[0], [story], memory=memory)
        own = tuple(kits[each.slug] for each in campaigns)
        pages.append(memory.of(_of_story, alone, story, campaigns, own, photos.places.get(story.slug)))
    listed = [*listing_pages(hub, kits, photos), *claims_pages(hub, memory)]
    return (*with_heads(hub, listed, previews), *pages, *with_heads(hub, internal_pages(hub, kits)))


def _story_photos(stories: Iterable[PublishedStory], photos: Photos) -> Iterator[tuple[str, str]]:
    yield from ((each.slug, photos.places[each.slug]) for each in stories if each.slug in photos.places)


def _of_campaign(
    hub: Hub,
    campaign: Campaign,
    kits: tuple[KitFiles, ...],
    photos: tuple[Any, ...],
    logos: tuple[tuple[str, str], ...],
    prepared: tuple[Preparation, ...],
    seen: SeenBy,
) -> tuple[SitePage, ...]:
    """The pages of one campaign. `kits` are its own files and those of each partner's kit, in their order.

    `photos` are its own one and those of its stories, by their slugs, `logos` the partners' by their kits' folders.
    """
    kit, lent = kits[0], dict(logos)
    strategy = seen == "editors" or hub.checked.hub.strategy.public
    pages = [
        _campaign(hub, campaign, kit, photos[0], dict(photos[1:]), strategy=strategy),
        _kit(hub, campaign, kit, lent, seen),
        *partner_pages(hub, campaign, kits[1:], lent, _preview(campaign, kit)),
        *([_strategy(hub, campaign, prepared, seen)] if strategy else []),
        *([plan_page(hub, campaign, campaign.plan, _preview(campaign, kit))] if campaign.plan else []),
        *([easy_read_page(hub, campaign, campaign.easy_read, _preview(campaign, kit))] if campaign.easy_read else []),
        large_print_page(hub, campaign, _preview(campaign, kit)),
    ]
    return with_heads(hub, pages)


def _of_story(
    hub: Hub, story: PublishedStory, campaigns: tuple[Campaign, ...], kits: tuple[KitFiles, ...], photo: str | None
) -> SitePage:
    own = {campaign.slug: kit for campaign, kit in zip(campaigns, kits, strict=True)}
    return with_heads(hub, [_story(hub, story, campaigns, own, photo)])[0]


def _preview(campaign: Campaign, kit: KitFiles, card: str = "headline") -> Preview | None:
    use = campaign.card_use(card, PREVIEW)
    if use is None or use.picture.path not in kit.digests:
        return None
    picture = use.picture
    path = f"{picture.path}?v={kit.digests[picture.path]}"
    return Preview(path, picture.shape.width, picture.shape.height, picture.card.alt)


def _campaign(
    hub: Hub, campaign: Campaign, kit: KitFiles, photo: str | None, photos: Mapping[str, str], *, strategy: bool
) -> SitePage:
    brief = campaign.brief
    stories = [story for story in campaign.stories if story.slug in hub.stories]
    view = shared(hub, campaign.speech) | {
        "campaign": campaign,
        "brief": brief,
        "days": campaign.speech.days(brief.starts, brief.ends),
        "topics": topic_links(campaign),
        "stories": stories,
        "photos": photos,
        "photo": photo,
        "figures": [figure_view(campaign, figure) for figure in brief.figures],
        "sources": list(brief.sources.items()),
        "strategy": strategy,
        "results": results_view(hub, campaign) if _has_public_results(campaign) else None,
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


def _kit(hub: Hub, campaign: Campaign, kit: KitFiles, logos: Mapping[str, str], seen: SeenBy) -> SitePage:
    brief, speech = campaign.brief, campaign.speech
    view = shared(hub, speech) | {
        "campaign": campaign,
        "brief": brief,
        "posts": post_views(hub, campaign, post_pictures(campaign, kit), further_pictures(campaign, kit)),
        "days": speech.days(brief.starts, brief.ends),
        "observance": observance_view(hub, campaign),
        "cards": card_views(campaign, kit),
        "frames": platform_frames(hub, campaign, kit.digests) if seen == "editors" else [],
        "posters": _poster_views(campaign, kit),
        "downloads": [(each.path, each.size) for each in kit.downloads],
        "saved": _saved(hub, campaign, kit),
        "terms": terms_of(campaign),
        "until": speech.day(use_until(campaign)),
        "texts": kit.texts,
        "badge": badge_view(hub, campaign),
        "partner_links": partner_links(campaign, logos),
        "video": video_view(campaign.video, kit) if campaign.video else None,
        "speakers": speaker_views(hub, campaign),
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


def _has_public_results(campaign: Campaign) -> bool:
    return campaign.brief.results is not None and campaign.brief.results.public


def _strategy(hub: Hub, campaign: Campaign, prepared: tuple[Preparation, ...], seen: SeenBy) -> SitePage:
    """The strategy; what is `prepared`, if anything, is for a preview alone.

    For editors it has the results too, and what was learned before; both are public only where the brief says so.
    """
    brief, speech = campaign.brief, campaign.speech
    shown = seen == "editors" or _has_public_results(campaign)
    names = {name: platform.name for name, platform in hub.checked.platforms.platforms.items()}
    facts = {
        "campaign": campaign,
        "brief": brief,
        "days": speech.days(brief.starts, brief.ends),
        "prepared": prepared_view(prepared, speech) if prepared else None,
        "results": results_view(hub, campaign) if shown else None,
        "before": brief.before if shown else None,
    }
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
    photo: str | None,
) -> SitePage:
    speech = speech_for(story.language, hub.checked.words)
    covered = story.allows("link_preview")
    first = campaigns[0]
    own_card = _preview(first, kits[first.slug], f"story-{story.slug}") if covered else None
    view = shared(hub, speech) | {
        "story": story,
        "campaigns": campaigns,
        "pictures": pictures(campaigns, kits),
        "photo": photo,
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
