"""The internal pages of spokespeople, a sheet for each, and what the kit page says of who can speak."""

from __future__ import annotations

from typing import Any

from ..canaries import INTERNAL_FOLDER
from ..derive import Campaign, Hub
from ..derive.inside import Inside
from ..derive.language import speech_for
from ..derive.spokespeople import Sheet, Speaker
from ..validate.spokesperson import Contact
from .artifact import InternalPage
from .post_views import pieces_of
from .views import internal_page

__all__ = ["speaker_views", "spokesperson_pages"]


def spokesperson_pages(hub: Hub, inside: Inside, *, on_paper: bool = False) -> list[InternalPage]:
    """A page for each sheet, by campaign and role.

    What somebody said who did not agree to kits is not for `on_paper`: paper can't be taken back.
    """
    return [_page(hub, sheet, on_paper=on_paper) for sheet in sorted(inside.sheets, key=lambda each: _order(each, hub))]


def speaker_views(hub: Hub, campaign: Campaign) -> list[dict[str, Any]]:
    """Who can be asked to speak on the campaign, as its kit page shows them to everybody."""
    contact = hub.checked.hub.contact
    asked = Contact(who=contact.team, email=contact.email)
    return [
        {
            "speaker": each,
            "contact": each.contact or asked,
            "card": _card_of(each, campaign),
            "quote": _quote_of(each),
        }
        for each in campaign.speakers
    ]


def _order(sheet: Sheet, hub: Hub) -> tuple[int, str]:
    slugs = [campaign.slug for campaign in hub.campaigns]
    return slugs.index(sheet.brief.slug) if sheet.brief.slug in slugs else len(slugs), sheet.checked.slug


def _card_of(speaker: Speaker, campaign: Campaign) -> str | None:
    """The anchor of the card with the quotation, where the kit has one that search may lead to."""
    return f"#card-{speaker.card}" if any(use.picture.card.id == speaker.card for use in campaign.kit_uses) else None


def _quote_of(speaker: Speaker) -> str | None:
    """The quotation, where the site may have it beside its card: site search reads this part of the page."""
    allowed = speaker.quoted is None or speaker.quoted.allows("website")
    return speaker.saying.quote if speaker.saying and allowed else None


def _page(hub: Hub, sheet: Sheet, *, on_paper: bool) -> InternalPage:
    fields, brief = sheet.checked.sheet, sheet.brief.brief
    speech = speech_for(fields.language or brief.language or hub.checked.hub.language, hub.checked.words)
    path = f"{INTERNAL_FOLDER}spokespeople/{sheet.checked.slug}.md"
    said = (fields.role, speech("sheet_lead", campaign=brief.title))
    return internal_page(hub, speech, path, "spokesperson", said, {"sheet": _sheet_view(hub, sheet, on_paper=on_paper)})


def _sheet_view(hub: Hub, sheet: Sheet, *, on_paper: bool) -> dict[str, Any]:
    slug = sheet.checked.slug
    shown = next((each for each in hub.campaigns if each.slug == sheet.brief.slug), None)
    speaker = next((each for each in shown.speakers if each.slug == slug), None) if shown else None
    card = _card_of(speaker, shown) if speaker and shown else None
    kept = on_paper and speaker is not None and speaker.quoted is not None and not speaker.quoted.allows("kit")
    return {
        "fields": sheet.checked.sheet,
        "key": slug,
        "is_approved": sheet.brief.brief.stage == "approved",
        "audiences": sheet.audiences,
        "lines": sheet.lines,
        "answers": sheet.answers,
        "posts": [
            {"post": post, "key": f"post-{slug}-{post.id}-{post.platform}", "pieces": pieces_of(post)}
            for post in sheet.posts
        ],
        "name": sheet.person.shown_name if sheet.person else None,
        "saying": speaker.saying if speaker and not kept else None,
        "card": f"campaigns/{sheet.brief.slug}/kit/{card}" if card else None,
    }
