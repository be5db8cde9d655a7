"""derive: checked briefs and published stories to the hub. Pure: no clock, no disk."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from ..appraise import cover, is_under_review
from ..diagnostics import Diagnostic, Place, report
from ..gate import Gated, PublishedStory
from ..load import Tombstones
from ..memory import Memory
from ..validate.attachments import named_pictures
from ..validate.checked import Checked, CheckedBrief
from ..validate.easy_read import easy_read_pictures
from ..validate.partners import named_logos
from ..validate.readiness_files import Readiness
from .agenda import with_agenda
from .alt_texts import long_alts, long_written_alts
from .card import PREVIEW, Card, Part
from .cards import CardMaker
from .claims import claimed_pictures
from .collisions import check_collisions
from .hashtags import check_hashtags, shared_tags
from .hub import Campaign, Hub, Recipient, Standing
from .inside import inside_of
from .language import Speech, speech_for
from .partner_kits import with_partner_kits
from .pausing import without_paused
from .pictures import CardUse, Picture, plan_pictures
from .places import place_of
from .posters import Invitation, Poster, plan_posters
from .posts import FilledPost, PostFiller
from .results import results_of
from .rhythm import Planned, check_rhythm
from .spacing import check_spacing
from .spokespeople import Speaker, speakers_of
from .versions import with_versions
from .video import with_video
from .when import embargo_of

__all__ = [
    "PREVIEW",
    "Campaign",
    "Card",
    "CardUse",
    "FilledPost",
    "Hub",
    "Part",
    "Picture",
    "Poster",
    "Recipient",
    "Speech",
    "derive",
    "place_of",
    "with_agenda",
    "with_partner_kits",
]


def derive(
    checked: Checked,
    gated: Gated,
    as_of: datetime,
    built_at: datetime,
    memory: Memory,
    *,
    show_unapproved: bool = False,
) -> tuple[Hub, list[Diagnostic]]:
    """Work out all that the hub will show; campaigns that are not approved only with `show_unapproved`.

    What is wrong with a campaign that will not be shown is reported all the same.
    """
    stories: dict[str, PublishedStory | None] = {each.raw.slug: None for each in gated.withheld}
    stories |= {each.slug: each for each in gated.released}
    settings = checked.settings(memory)
    speakers, wrong_posts = speakers_of(checked, gated.speaking, as_of.date(), memory)
    public = {brief.slug for brief in checked.briefs if show_unapproved or _is_public(brief, checked, built_at)}
    made = [
        memory.of(
            _campaign,
            brief,
            settings,
            tuple(_with_a_page(stories, {*public, brief.slug}).items()),
            as_of.date(),
            _embargo(brief, checked, built_at),
            speakers.of(brief.slug),
        )
        for brief in checked.briefs
    ]
    derived = [campaign for campaign, _ in made]
    found = [*wrong_posts, *(each for _, told in made for each in told)]
    wanted = (each for each in derived if show_unapproved or (each.brief.stage == "approved" and not each.embargo))
    shown = with_versions(without_paused(wanted, checked, memory), checked.briefs)
    found += _embargoes(checked, derived)
    told = {
        story.slug: (story, campaigns)
        for story in gated.published
        if story.allows("website") and (campaigns := tuple(each for each in shown if story in each.stories))
    }
    easily_shown = {each.slug: _shown_easily(each) for each in checked.briefs}
    pages = [*checked.pages, *(each.page for each in shown)]
    media = [picture for brief in checked.briefs for picture in brief.media]
    shown_easily = {path for each in shown for path in easily_shown[each.slug]}
    pictures, _ = claimed_pictures(pages, [*checked.pictures, *media], memory, shown_easily)
    named = {(each.slug, name) for each in checked.briefs for _, name in named_pictures(each.brief)}
    paths = {f"content/campaigns/{slug}/{name}" for slug, name in named} | named_logos(checked.partners)
    paths |= {path for own in easily_shown.values() for path in own}
    free = [picture for picture in (*checked.pictures, *media) if picture.path not in paths]
    _, idle = claimed_pictures([*checked.pages, *(brief.page for brief in checked.briefs)], free, memory)
    found += idle
    idle_stories = [story for story in gated.published if not any(story in each.stories for each in shown)]
    planned = {brief.slug for brief in checked.briefs}
    found += [
        report("story-without-campaign", _campaigns_place(story))
        for story in idle_stories
        if not planned.isdisjoint(story.campaigns)
    ]
    found += _habits(checked, derived, as_of, memory)
    hub = Hub(
        checked=memory.same("public settings", _settings(checked)),
        as_of=as_of,
        built_at=built_at,
        campaigns=shown,
        stories=told,
        pictures=pictures,
        speech=memory.of(speech_for, checked.hub.language, checked.words),
        published=len(gated.published) - len(idle_stories),
        held_back=sum(not each.raw.speaks for each in gated.withheld) + len(idle_stories),
        inside=inside_of(checked, speakers.sheets, memory) if show_unapproved else None,
    )
    return hub, found


def _shown_easily(brief: CheckedBrief) -> frozenset[str]:
    """The pictures of an easy-read version, by their path."""
    return frozenset(path for _, path in easy_read_pictures(brief.easy_read)) if brief.easy_read else frozenset()


def _habits(checked: Checked, derived: list[Campaign], as_of: datetime, memory: Memory) -> Iterator[Diagnostic]:
    """What is odd about hashtags and times, over all campaigns."""
    plans = [memory.of(_planned, brief, campaign) for brief, campaign in zip(checked.briefs, derived, strict=True)]
    shared = shared_tags(checked.briefs)
    for plan in plans:
        yield from memory.of(_hashtags, plan, shared[plan.brief.slug], checked.unwanted, as_of.date())
    names = {name: platform.name for name, platform in checked.platforms.platforms.items()}
    yield from check_rhythm(plans, checked.hub.cover, names, as_of, memory)
    yield from check_collisions(plans, names, as_of.date(), memory)
    for plan in plans:
        yield from memory.of(_spacing, plan, checked.settings(memory))


def _planned(brief: CheckedBrief, campaign: Campaign) -> Planned:
    return Planned(brief, campaign.posts)


def _hashtags(
    plan: Planned, shared: tuple[tuple[str, str], ...], unwanted: tuple[str, ...], today: date
) -> tuple[Diagnostic, ...]:
    return tuple(check_hashtags(plan.brief, plan.posts, dict(shared), unwanted, today))


def _spacing(plan: Planned, settings: Checked) -> tuple[Diagnostic, ...]:
    names = {name: platform.name for name, platform in settings.platforms.platforms.items()}
    return tuple(check_spacing([plan], settings.schedulers, names))


def _embargoes(checked: Checked, derived: list[Campaign]) -> Iterator[Diagnostic]:
    for brief, campaign in zip(checked.briefs, derived, strict=True):
        if campaign.embargo and brief.brief.stage == "approved":
            yield report("campaign-embargoed", brief.place("embargo"), until=f"{campaign.embargo:%Y-%m-%d %H:%M}")


def _campaigns_place(story: PublishedStory) -> Place:
    return story.places.get("campaigns", Place(f"content/stories/{story.slug}/index.md"))


def _settings(checked: Checked) -> Checked:
    """`checked` without what is not public: the theme's templates of an organisation see all of a hub."""
    return replace(
        checked,
        briefs=(),
        stories=(),
        tombstones=Tombstones(),
        asset_texts={},
        left_out=(),
        partners=(),
        spokespeople=(),
        people=(),
        internal=(),
        readiness=Readiness(moderation=checked.readiness.moderation),
    )


def _embargo(brief: CheckedBrief, checked: Checked, now: datetime) -> datetime | None:
    """When the brief's embargo ends, where it has one that holds still."""
    embargo = embargo_of(brief.brief, checked.zone)
    return embargo if embargo and now < embargo else None


def _is_public(brief: CheckedBrief, checked: Checked, now: datetime) -> bool:
    return brief.brief.stage == "approved" and not _embargo(brief, checked, now)


def _with_a_page(
    stories: Mapping[str, PublishedStory | None], campaigns: Collection[str]
) -> dict[str, PublishedStory | None]:
    """`stories`, with None for one that none of `campaigns` shows: a post that leads there would lead nowhere."""
    return {
        slug: story if story and not {*campaigns}.isdisjoint(story.campaigns) else None
        for slug, story in stories.items()
    }


def _campaign(
    brief: CheckedBrief,
    checked: Checked,
    all_stories: tuple[tuple[str, PublishedStory | None], ...],
    today: date,
    embargo: datetime | None,
    speakers: tuple[Speaker, ...],
) -> tuple[Campaign, tuple[Diagnostic, ...]]:
    """One campaign and what is wrong with it. `embargo` is when one ends that holds still."""
    fields, stories = brief.brief, dict(all_stories)
    speech = speech_for(fields.language or checked.hub.language, checked.words)
    told = tuple(each for each in stories.values() if each and not each.speaks and brief.slug in each.campaigns)
    named = {platform.id for audience in fields.audiences for platform in audience.platforms}
    platforms = tuple(name for name in checked.platforms.platforms if name in named and name != PREVIEW)
    maker = CardMaker(brief, checked.hub.name, speech, checked.card_templates)
    cards = (*maker.cards(told, (*platforms, PREVIEW)), *maker.of_speakers(speakers, platforms))
    helplines = tuple(each for each in checked.hub.helplines if set(each.topics) & set(fields.sensitivity))
    invitation = Invitation(
        action=Part("action", fields.call_to_action.text, "call_to_action.text"),
        directions=speech("poster_scan"),
        address=f"{checked.hub.url}campaigns/{brief.slug}/",
        helplines=helplines,
    )
    posters = plan_posters(maker.printable(cards, told), invitation, fields.title, checked.platforms.sheets)
    filler = PostFiller(brief.slug, fields, checked.hub, checked.platforms.platforms, cards, maker.lost)
    posts = filler.fill(brief.posts, stories)
    found = [*_without_helpline(brief, checked), *filler.found]
    campaign = Campaign(
        slug=brief.slug,
        brief=fields,
        page=brief.page,
        speech=speech,
        standing=_standing(today, fields.starts, fields.ends),
        stories=told,
        platforms=platforms,
        cards=cards,
        uses=plan_pictures(cards, checked.platforms),
        posters=posters,
        posts=posts,
        charts=brief.charts,
        photo=brief.picture(fields.photo.file) if fields.photo else None,
        media={each.path: each for each in brief.media},
        helplines=helplines,
        results=results_of(fields, brief.results, checked.analytics, today),
        embargo=embargo,
        plan=brief.plan.fields if brief.plan else None,
        easy_read=brief.easy_read.fields if brief.easy_read else None,
        speakers=speakers,
        coverage=cover(brief, {post.planned for post in posts}),
        under_review=is_under_review(fields, checked.hub.review.grace_days, today),
    )
    campaign = with_video(campaign, brief, maker, stories, checked, found)
    for post in brief.posts:
        found += long_written_alts(post, [checked.platforms.platforms[name] for name in post.post.platforms])
    found += long_alts(checked, campaign)
    found += maker.found
    for field, emoji in maker.emoji.items():
        found.append(report("card-emoji-left-out", place_of(campaign, field), emoji=" ".join(emoji)))
    return campaign, tuple(found)


def _without_helpline(brief: CheckedBrief, checked: Checked) -> Iterator[Diagnostic]:
    topics = {topic for helpline in checked.hub.helplines for topic in helpline.topics}
    for at, topic in enumerate(brief.brief.sensitivity):
        if topic not in topics:
            yield report("helpline-missing", brief.place("sensitivity", at), topic=topic)


def _standing(today: date, starts: date, ends: date) -> Standing:
    if today < starts:
        return "next"
    return "past" if today > ends else "live"
