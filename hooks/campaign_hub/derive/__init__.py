"""derive: checked briefs and published stories to the hub. Pure: no clock, no disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from ..diagnostics import Diagnostic, report
from ..gate import Gated, PublishedStory
from ..validate.attachments import named_pictures
from ..validate.checked import Checked, CheckedBrief
from .card import PREVIEW, Card, Part
from .cards import CardMaker
from .claims import claimed_pictures
from .hub import Campaign, Hub, Standing
from .language import Speech, speech_for
from .pictures import CardUse, Picture, plan_pictures
from .posts import FilledPost, PostFiller

__all__ = [
    "PREVIEW",
    "Campaign",
    "Card",
    "CardUse",
    "FilledPost",
    "Hub",
    "Part",
    "Picture",
    "Speech",
    "derive",
]


def derive(
    checked: Checked, gated: Gated, as_of: datetime, built_at: datetime, *, show_unapproved: bool = False
) -> tuple[Hub, list[Diagnostic]]:
    """Work out all that the hub will show; campaigns that are not approved only with `show_unapproved`.

    What is wrong with a campaign that will not be shown is reported all the same.
    """
    found: list[Diagnostic] = []
    stories: dict[str, PublishedStory | None] = {each.raw.slug: None for each in gated.withheld}
    stories |= {each.slug: each for each in gated.published}
    derived = [_campaign(brief, checked, stories, as_of, found) for brief in checked.briefs]
    shown = tuple(each for each in derived if show_unapproved or each.brief.stage == "approved")
    told = {
        story.slug: (story, campaigns)
        for story in gated.published
        if story.allows("website") and (campaigns := tuple(each for each in shown if story in each.stories))
    }
    pages = [*checked.pages, *(each.page for each in shown)]
    media = [picture for brief in checked.briefs for picture in brief.media]
    pictures, _ = claimed_pictures(pages, [*checked.pictures, *media])
    named = {(each.slug, name) for each in checked.briefs for _, name in named_pictures(each.brief)}
    paths = {f"content/campaigns/{slug}/{name}" for slug, name in named}
    free = [picture for picture in (*checked.pictures, *media) if picture.path not in paths]
    _, idle = claimed_pictures([*checked.pages, *(brief.page for brief in checked.briefs)], free)
    found += idle
    hub = Hub(
        checked=checked,
        as_of=as_of,
        built_at=built_at,
        campaigns=shown,
        stories=told,
        pictures=pictures,
        speech=speech_for(checked.hub.language, checked.words),
        published=len(gated.published),
        held_back=len(gated.withheld),
    )
    return hub, found


def _campaign(
    brief: CheckedBrief,
    checked: Checked,
    stories: Mapping[str, PublishedStory | None],
    as_of: datetime,
    found: list[Diagnostic],
) -> Campaign:
    fields = brief.brief
    speech = speech_for(fields.language or checked.hub.language, checked.words)
    told = tuple(story for story in stories.values() if story and brief.slug in story.campaigns)
    named = {platform.id for audience in fields.audiences for platform in audience.platforms}
    platforms = tuple(name for name in checked.platforms.platforms if name in named and name != PREVIEW)
    maker = CardMaker(brief, checked.hub.name, speech, checked.card_templates)
    cards = maker.cards(told, (*platforms, PREVIEW))
    filler = PostFiller(brief.slug, fields, checked.hub, checked.platforms.platforms, cards, maker.lost)
    posts = filler.fill(brief.posts, stories)
    found += [*_without_helpline(brief, checked), *maker.found, *filler.found]
    return Campaign(
        slug=brief.slug,
        brief=fields,
        page=brief.page,
        speech=speech,
        standing=_standing(as_of.date(), fields.starts, fields.ends),
        stories=told,
        platforms=platforms,
        cards=cards,
        uses=plan_pictures(cards, checked.platforms),
        posts=posts,
        charts=brief.charts,
        photo=brief.picture(fields.photo.file) if fields.photo else None,
        media={each.path: each for each in brief.media},
        helplines=tuple(each for each in checked.hub.helplines if set(each.topics) & set(fields.sensitivity)),
    )


def _without_helpline(brief: CheckedBrief, checked: Checked) -> Iterator[Diagnostic]:
    topics = {topic for helpline in checked.hub.helplines for topic in helpline.topics}
    for at, topic in enumerate(brief.brief.sensitivity):
        if topic not in topics:
            yield report("helpline-missing", brief.place("sensitivity", at), topic=topic)


def _standing(today: date, starts: date, ends: date) -> Standing:
    if today < starts:
        return "next"
    return "past" if today > ends else "live"
