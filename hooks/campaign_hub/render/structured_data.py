"""What each page is, for machines, in the words of schema.org.

Nobody who told a story is ever a person in it, and a story's own words are in it only where a link preview may have
them: search engines and apps build previews from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..derive import Campaign, Hub
from ..derive.public_dates import changed_on, published_on, reviewed_on
from ..gate import PublishedStory
from .artifact import Preview, SitePage

__all__ = [
    "as_json",
    "campaign_data",
    "campaigns_data",
    "home_data",
    "kit_data",
    "page_data",
    "plan_data",
    "stories_data",
    "story_data",
]

Node = dict[str, Any]
ONLINE = "https://schema.org/OnlineEventAttendanceMode"
SCHEDULED = "https://schema.org/EventScheduled"
# Inside an HTML page none of these may stand as it is; everything else stays as it is read.
ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def as_json(nodes: Iterable[Node]) -> str:
    """The nodes as one JSON-LD document that can stand in a script element of any page."""
    text = json.dumps({"@context": "https://schema.org", "@graph": list(nodes)}, ensure_ascii=False)
    for letter, code in ESCAPES.items():
        text = text.replace(letter, code)
    return text


def home_data(hub: Hub, page: SitePage) -> Iterator[Node]:
    """The organisation, its site, and the home page with what runs now."""
    settings = hub.checked.hub
    yield {
        **_organisation(hub),
        "email": settings.contact.email,
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": settings.contact.team,
            "email": settings.contact.email,
        },
    }
    yield {**_site(hub), "inLanguage": settings.language, "publisher": _reference(_organisation(hub))}
    yield from campaigns_data(hub, page)


def campaigns_data(hub: Hub, page: SitePage) -> Iterator[Node]:
    """A page that lists the campaigns, each with its address and name."""
    yield from _listing(hub, page, [(_campaign_url(hub, each), each.brief.title) for each in hub.campaigns])


def stories_data(hub: Hub, page: SitePage) -> Iterator[Node]:
    """The page that lists the stories, each with its address; the title too where a link preview may have it."""
    told = (story for story, _ in hub.stories.values())
    urls = ((f"{hub.checked.hub.url}stories/{each.slug}/", each) for each in told)
    yield from _listing(hub, page, [(url, each.title if each.allows("link_preview") else None) for url, each in urls])


def _listing(hub: Hub, page: SitePage, entries: list[tuple[str, str | None]]) -> Iterator[Node]:
    yield {**_web_page(hub, page, "CollectionPage"), "mainEntity": _item_list(entries)}
    yield from _breadcrumbs(hub, page)


def page_data(hub: Hub, page: SitePage) -> Iterator[Node]:
    """A page of the organisation's own words."""
    yield _web_page(hub, page, "WebPage")
    yield from _breadcrumbs(hub, page)


def campaign_data(hub: Hub, page: SitePage, campaign: Campaign) -> Iterator[Node]:
    """A campaign: the page with who checked it and what it rests on, and the stretch of days that it runs."""
    brief = campaign.brief
    node = {
        **_web_page(hub, page, "MedicalWebPage", ("FAQPage",) if brief.questions else ()),
        "specialty": "https://schema.org/PublicHealth",
        "datePublished": published_on(campaign).isoformat(),
        "dateModified": changed_on(campaign).isoformat(),
        "audience": [{"@type": "PeopleAudience", "audienceType": each.name} for each in brief.audiences],
        "about": [{"@type": "Thing", "name": topic} for topic in brief.topics],
        "mentions": {"@id": _campaign_url(hub, campaign) + "#campaign"},
        "citation": [_source(source) for source in brief.sources.values()],
        "mainEntity": [_question(each.question, each.answer) for each in brief.questions],
        "translationOfWork": _source_version(hub, campaign),
        "workTranslation": _translations(hub, campaign),
    }
    reviewed = reviewed_on(campaign)
    if reviewed:
        node |= {"lastReviewed": reviewed.isoformat(), "reviewedBy": _organisation(hub)}
    yield _filled(node)
    yield _event(hub, campaign, page.preview)
    yield from _breadcrumbs(hub, page, ("campaigns/", page.view["word"]("campaigns")))


def kit_data(hub: Hub, page: SitePage, campaign: Campaign) -> Iterator[Node]:
    """A campaign's kit."""
    yield from _below_campaign(hub, page, campaign, "CollectionPage")


def plan_data(hub: Hub, page: SitePage, campaign: Campaign) -> Iterator[Node]:
    """A campaign's plan for the public."""
    yield from _below_campaign(hub, page, campaign, "WebPage")


def _below_campaign(hub: Hub, page: SitePage, campaign: Campaign, kind: str) -> Iterator[Node]:
    yield {
        **_web_page(hub, page, kind),
        "about": {"@id": _campaign_url(hub, campaign) + "#campaign"},
        "dateModified": changed_on(campaign).isoformat(),
    }
    steps = ("campaigns/", page.view["word"]("campaigns")), (f"campaigns/{campaign.slug}/", campaign.brief.title)
    yield from _breadcrumbs(hub, page, *steps)


def story_data(hub: Hub, page: SitePage, story: PublishedStory) -> Iterator[Node]:
    """A story's page: what its link preview says, and nothing of who told it."""
    yield _web_page(hub, page, "WebPage")
    way = ("stories/", page.view["word"]("stories"))
    if story.allows("link_preview"):
        yield from _breadcrumbs(hub, page, way)
    else:
        yield from _trail(hub, [("", hub.checked.hub.name), way])


def _organisation(hub: Hub) -> Node:
    url = hub.checked.hub.url
    return {"@type": "Organization", "@id": f"{url}#organisation", "name": hub.checked.hub.name, "url": url}


def _site(hub: Hub) -> Node:
    url = hub.checked.hub.url
    return {"@type": "WebSite", "@id": f"{url}#site", "name": hub.checked.hub.name, "url": url}


def _reference(node: Node) -> Node:
    return {"@id": node["@id"]}


def _campaign_url(hub: Hub, campaign: Campaign) -> str:
    return f"{hub.checked.hub.url}campaigns/{campaign.slug}/"


def _web_page(hub: Hub, page: SitePage, kind: str, besides: tuple[str, ...] = ()) -> Node:
    url = hub.checked.hub.url + page.url
    return _filled(
        {
            "@type": [kind, *besides] if besides else kind,
            "@id": f"{url}#page",
            "url": url,
            "name": page.preview_title or page.title,
            "description": page.description,
            "inLanguage": page.language,
            "isPartOf": _site(hub),
            "publisher": _organisation(hub),
            "primaryImageOfPage": _image(hub, page.preview),
        }
    )


def _filled(node: Node) -> Node:
    """The node without what there is nothing to say of."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def _image(hub: Hub, preview: Preview | None) -> Node | None:
    if preview is None:
        return None
    return {
        "@type": "ImageObject",
        "url": hub.checked.hub.url + preview.path,
        "width": preview.width,
        "height": preview.height,
        "caption": preview.alt,
    }


def _event(hub: Hub, campaign: Campaign, preview: Preview | None) -> Node:
    """The campaign as what happens between two days, both included, at the address of its page."""
    url, brief = _campaign_url(hub, campaign), campaign.brief
    return _filled(
        {
            "@type": "Event",
            "@id": f"{url}#campaign",
            "name": brief.title,
            "description": brief.summary,
            "startDate": brief.starts.isoformat(),
            "endDate": brief.ends.isoformat(),
            "eventStatus": SCHEDULED,
            "eventAttendanceMode": ONLINE,
            "location": {"@type": "VirtualLocation", "url": url},
            "organizer": _organisation(hub),
            "image": _image(hub, preview),
            "inLanguage": campaign.speech.language,
            "isAccessibleForFree": True,
        }
    )


def _source(source: Any) -> Node:
    return _filled(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "publisher": {"@type": "Organization", "name": source.publisher},
            "datePublished": source.published.isoformat() if source.published else None,
        }
    )


def _question(question: str, answer: str) -> Node:
    return {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}


def _source_version(hub: Hub, campaign: Campaign) -> Node | None:
    first = campaign.versions[0] if campaign.versions else None
    return {"@id": _page_id(hub, first.slug)} if first and first.slug == campaign.brief.translation_of else None


def _translations(hub: Hub, campaign: Campaign) -> list[Node]:
    if not campaign.versions or campaign.versions[0].slug != campaign.slug:
        return []
    return [{"@id": _page_id(hub, each.slug)} for each in campaign.versions[1:]]


def _page_id(hub: Hub, slug: str) -> str:
    return f"{hub.checked.hub.url}campaigns/{slug}/#page"


def _item_list(entries: Iterable[tuple[str, str | None]]) -> Node:
    items = [
        _filled({"@type": "ListItem", "position": at, "url": url, "name": name})
        for at, (url, name) in enumerate(entries, 1)
    ]
    return {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}


def _breadcrumbs(hub: Hub, page: SitePage, *between: tuple[str, str]) -> Iterator[Node]:
    """The way from the home to the page; the home itself has none."""
    if page.url:
        yield from _trail(hub, [("", hub.checked.hub.name), *between, (page.url, page.title)])


def _trail(hub: Hub, steps: Iterable[tuple[str, str]]) -> Iterator[Node]:
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": hub.checked.hub.url + path}
        for at, (path, name) in enumerate(steps, 1)
    ]
    yield {"@type": "BreadcrumbList", "itemListElement": items}
