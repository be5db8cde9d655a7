"""What the templates of several pages see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..derive import Campaign, Hub, Speech
from ..derive.card import Chart
from ..derive.figures import picture_of
from ..derive.topics import anchor_of
from ..load import Page
from ..load.markdown import without_comments
from ..validate.brief import Figure
from .artifact import InternalPage
from .campaign_files import KitFiles
from .photos import Photos

__all__ = ["card_shown", "faces", "figure_view", "internal_page", "pictures", "shared", "topic_links"]


def shared(hub: Hub, speech: Speech) -> dict[str, Any]:
    """What every template sees: the organisation, its brand, and words in the page's language."""
    return {
        "hub": hub.checked.hub,
        "brand": hub.checked.brand,
        "word": speech,
        "platforms": hub.checked.platforms.platforms,
    }


def internal_page(
    hub: Hub,
    speech: Speech,
    path: str,
    template: str,
    said: tuple[str, str],
    view: dict[str, Any],
    written: Page | None = None,
) -> InternalPage:
    """A page for the organisation alone, in the language of `speech`: `said` are its title and its description.

    `template` is named without its folder. `written` is the page of an editor's that it shows the text of, if any.
    """
    return InternalPage(
        path=path,
        title=said[0],
        description=said[1],
        language=speech.language,
        direction=speech.direction,
        template=f"pages/{template}.html",
        markdown=without_comments(written.body) if written else "",
        view=shared(hub, speech) | view,
    )


def figure_view(campaign: Campaign, figure: Figure) -> dict[str, Any]:
    """A figure with what its card shows: people, or the table that its chart is drawn from."""
    table = campaign.charts.get(figure.id)
    picture = picture_of(figure, table, campaign.speech)
    return {"figure": figure, "picture": picture, "table": table, "is_chart": isinstance(picture, Chart)}


def faces(campaigns: Iterable[Campaign], photos: Photos) -> dict[str, dict[str, Any]]:
    """What stands for each campaign wherever it is listed: its photo, else a figure, people before bare numbers."""
    return {each.slug: {"photo": photos.briefs.get(each.slug), "figure": _telling_figure(each)} for each in campaigns}


def _telling_figure(campaign: Campaign) -> dict[str, Any] | None:
    views = [figure_view(campaign, figure) for figure in campaign.brief.figures]
    views = [view for view in views if not view["is_chart"]]
    return next((view for view in views if view["picture"]), views[0] if views else None)


def topic_links(campaign: Campaign) -> list[tuple[str, str]]:
    """The campaign's topics, each with its anchor on the page of all campaigns."""
    return [(label, f"campaigns/#{anchor_of(label)}") for label in campaign.brief.topics]


def pictures(campaigns: Iterable[Campaign], kits: Mapping[str, KitFiles]) -> dict[str, str | None]:
    """The address of each campaign's headline card, in its smallest wide shape."""
    return {each.slug: card_shown(each, kits[each.slug], "headline", "link") for each in campaigns}


def card_shown(campaign: Campaign, kit: KitFiles, card: str, shape: str = "landscape") -> str | None:
    """The address of a card's picture for the page, in the wanted shape where it was drawn, else in any."""
    paths = {use.picture.shape_name: use.picture.path for use in campaign.uses if use.picture.card.id == card}
    path = paths.get(shape) or paths.get("link") or next(iter(paths.values()), None)
    return f"{path}?v={kit.digests[path]}" if path and path in kit.digests else None
