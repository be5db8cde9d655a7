"""The pages of the site, before they are laid out: what each says, in which template, and what that sees."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from ..derive import PREVIEW, Campaign, Card, Hub, Picture, Speech
from ..derive.card import Chart
from ..derive.figures import picture_of
from ..derive.language import speech_for
from ..gate import PublishedStory
from ..load import Page
from ..load.markdown import without_comments
from ..validate.brief import Figure
from .addresses import kit_address
from .artifact import Preview, SitePage
from .campaign_files import KitFiles
from .download import Download
from .frames import platform_frames
from .heads import with_heads
from .kit_texts import use_until
from .photos import Photos
from .post_views import post_views
from .strategy import strategy_view

__all__ = ["site_pages"]

KINDS = ("live", "next", "past")


def site_pages(hub: Hub, kits: Mapping[str, KitFiles], photos: Photos, *, frames: bool = False) -> tuple[SitePage, ...]:
    """Every page of the site. `kits` has each campaign's files, `photos` what became of the committed ones.

    With `frames`, for a preview, kit pages show cards as the platforms will frame them, and every campaign has its
    strategy; on the public site the organisation's settings decide.
    """
    strategy = frames or hub.checked.hub.strategy.public
    written = {page.path for page in hub.checked.pages}
    missing = (Page(f"content/{path}", None, "") for path in LISTINGS if f"content/{path}" not in written)
    pages = [_plain(hub, page, kits, photos) for page in (*hub.checked.pages, *missing)]
    for campaign in hub.campaigns:
        pages += [
            _campaign(hub, campaign, kits[campaign.slug], photos, strategy=strategy),
            _kit(hub, campaign, kits[campaign.slug], frames=frames),
            *([_strategy(hub, campaign)] if strategy else []),
        ]
    for story, campaigns in hub.stories.values():
        pages.append(_story(hub, story, campaigns, kits, photos))
    return with_heads(hub, pages)


def _shared(hub: Hub, speech: Speech) -> dict[str, Any]:
    return {
        "hub": hub.checked.hub,
        "brand": hub.checked.brand,
        "word": speech,
        "platforms": hub.checked.platforms.platforms,
    }


LISTINGS = {
    "index.md": "pages/home.html",
    "campaigns/index.md": "pages/campaigns.html",
    "stories/index.md": "pages/stories.html",
}


def _plain(hub: Hub, page: Page, kits: Mapping[str, KitFiles], photos: Photos) -> SitePage:
    """A page that an editor wrote; the home and the listings show what there is besides."""
    fields = page.fields.data if page.fields else {}
    path = page.path.removeprefix("content/")
    language = str(fields.get("language") or hub.checked.hub.language)
    speech = speech_for(language, hub.checked.words)
    title = str(fields.get("title") or _title_of(path, hub, speech))
    view = _shared(hub, speech) | {
        "groups": _groups(hub),
        "pictures": _pictures(hub.campaigns, kits),
        "stories": _story_list(hub),
        "photos": photos.places,
    }
    return SitePage(
        path=path,
        title=title,
        description=str(fields.get("description") or ""),
        language=language,
        direction=speech.direction,
        template=LISTINGS.get(path, "pages/plain.html"),
        markdown=without_comments(page.body),
        view=view,
    )


def _title_of(path: str, hub: Hub, speech: Speech) -> str:
    """A title for a page that gives itself none."""
    titles = {
        "index.md": hub.checked.hub.name,
        "campaigns/index.md": speech("campaigns"),
        "stories/index.md": speech("stories"),
    }
    return (
        titles.get(path)
        or path.removesuffix("/index.md").removesuffix(".md").rpartition("/")[2].replace("-", " ").capitalize()
    )


def _groups(hub: Hub) -> dict[str, list[Campaign]]:
    """Campaigns by standing, each by its start, the ended ones latest first; on one day the hub's language leads."""
    home = hub.speech.locale.language
    by_start = sorted(
        hub.campaigns, key=lambda each: (each.brief.starts, each.speech.locale.language != home, each.slug)
    )
    groups = {kind: [each for each in by_start if each.standing == kind] for kind in KINDS}
    groups["past"].reverse()
    return groups


def _story_list(hub: Hub) -> list[PublishedStory]:
    return [story for story, _ in hub.stories.values()]


def _preview(campaign: Campaign, kit: KitFiles, card: str = "headline") -> Preview | None:
    use = campaign.card_use(card, PREVIEW)
    if use is None or use.picture.path not in kit.digests:
        return None
    picture = use.picture
    path = f"{picture.path}?v={kit.digests[picture.path]}"
    return Preview(path, picture.shape.width, picture.shape.height, picture.card.alt)


def _pictures(campaigns: tuple[Campaign, ...], kits: Mapping[str, KitFiles]) -> dict[str, str | None]:
    """The address of each campaign's headline card, which stands for it wherever it is listed."""
    return {each.slug: _shown(each, kits[each.slug], "headline") for each in campaigns}


def _campaign(hub: Hub, campaign: Campaign, kit: KitFiles, photos: Photos, *, strategy: bool) -> SitePage:
    brief = campaign.brief
    stories = [story for story in campaign.stories if story.slug in hub.stories]
    view = _shared(hub, campaign.speech) | {
        "campaign": campaign,
        "brief": brief,
        "picture": _shown(campaign, kit, "headline"),
        "days": campaign.speech.days(brief.starts, brief.ends),
        "stories": stories,
        "photos": photos.places,
        "photo": photos.briefs.get(campaign.slug),
        "figures": [_figure_view(campaign, figure) for figure in brief.figures],
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


def _figure_view(campaign: Campaign, figure: Figure) -> dict[str, Any]:
    """A figure with what its card shows: people, or the table that its chart is drawn from."""
    table = campaign.charts.get(figure.id)
    picture = picture_of(figure, table, campaign.speech)
    return {"figure": figure, "picture": picture, "table": table, "is_chart": isinstance(picture, Chart)}


def _shown(campaign: Campaign, kit: KitFiles, card: str, shape: str = "landscape") -> str | None:
    """The address of a card's picture for the page, in the wanted shape where it was drawn, else in any."""
    paths = {use.picture.shape_name: use.picture.path for use in campaign.uses if use.picture.card.id == card}
    path = paths.get(shape) or paths.get("link") or next(iter(paths.values()), None)
    return f"{path}?v={kit.digests[path]}" if path and path in kit.digests else None


def _kit(hub: Hub, campaign: Campaign, kit: KitFiles, *, frames: bool) -> SitePage:
    brief, speech = campaign.brief, campaign.speech
    view = _shared(hub, speech) | {
        "campaign": campaign,
        "brief": brief,
        "posts": post_views(
            hub,
            campaign,
            {
                f"{post.id}-{post.platform}": _use_view(campaign, kit, post.card, post.platform)
                for post in campaign.posts
                if post.card
            },
        ),
        "days": speech.days(brief.starts, brief.ends),
        "cards": [
            _card_view(campaign, kit, card)
            for card in campaign.cards
            if any(use.picture.card.id == card.id for use in campaign.kit_uses)
        ],
        "frames": platform_frames(hub, campaign, kit.digests) if frames else [],
        "posters": _poster_views(campaign, kit),
        "downloads": [(each.path, each.size) for each in kit.downloads],
        "saved": _saved(hub, campaign, kit),
        "until": speech.day(use_until(campaign)),
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
        view=_shared(hub, speech) | facts | strategy_view(campaign, names),
    )


def _poster_views(campaign: Campaign, kit: KitFiles) -> list[dict[str, Any]]:
    """Each poster once, with its files. One of a story is named without its words, which its channels may not cover."""
    files: dict[str, list[Any]] = defaultdict(list)
    for poster in campaign.posters:
        address = f"{poster.path}?v={kit.digests[poster.path]}"
        files[poster.card.id].append((address, poster.sheet.name, kit.sizes[poster.path]))
    cards = {poster.card.id: poster.card for poster in campaign.posters}
    return [{"story": card.story is not None, "files": files[name]} for name, card in cards.items()]


def _use_view(campaign: Campaign, kit: KitFiles, card: str, platform: str) -> dict[str, Any] | None:
    use = campaign.card_use(card, platform)
    return _picture_view(use.picture, kit) if use and use.picture.path in kit.digests else None


def _picture_view(picture: Picture, kit: KitFiles) -> dict[str, Any]:
    return {
        "path": picture.path,
        "version": kit.digests[picture.path],
        "shape": picture.shape_name,
        "width": picture.shape.width,
        "height": picture.shape.height,
        "alt": picture.card.alt,
    }


def _card_view(campaign: Campaign, kit: KitFiles, card: Card) -> dict[str, Any]:
    """A card with its pictures, one for each shape and file type, and the platforms that each is for."""
    uses = [use for use in campaign.kit_uses if use.picture.card.id == card.id and use.picture.path in kit.digests]
    platforms: dict[str, list[str]] = defaultdict(list)
    for use in uses:
        if use.platform not in platforms[use.picture.path]:
            platforms[use.picture.path].append(use.platform)
    pictures = {use.picture.path: use.picture for use in uses}
    views = [_picture_view(picture, kit) | {"platforms": platforms[path]} for path, picture in pictures.items()]
    return {"card": card, "pictures": views}


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
    view = _shared(hub, speech) | {
        "story": story,
        "campaigns": campaigns,
        "pictures": _pictures(campaigns, kits),
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
