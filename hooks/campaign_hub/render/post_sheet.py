"""Everything that is to be posted, in reading order: what the plain-text file and the Word file are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..derive import Campaign, FilledPost, Hub
from ..derive.passing_on import handed_on, hashtags_for
from .addresses import card_of
from .kit_texts import terms_of, use_until

__all__ = ["Block", "plain_text", "post_sheet"]

UNDERLINES = {"title": "=", "part": "=", "group": "-"}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph and what it is; `link` is the address in it, which runs from left to right in every script."""

    kind: Literal["title", "part", "group", "entry", "text", "item", "note"]
    text: str
    link: str = ""


def post_sheet(hub: Hub, campaign: Campaign, platform: str | None = None) -> tuple[Block, ...]:
    """The sheet of a campaign, or of one of its platforms: terms, hashtags, and each post with its picture's name."""
    return (*_front(hub, campaign, platform), *_hashtags(hub, campaign, platform), *_posts(hub, campaign, platform))


def plain_text(sheet: tuple[Block, ...]) -> str:
    """The sheet as lines, headings underlined, an empty line between paragraphs."""
    return "\n\n".join(_underlined(block) for block in sheet) + "\n"


def _underlined(block: Block) -> str:
    line = UNDERLINES.get(block.kind)
    return f"{block.text}\n{line * len(block.text)}" if line else block.text


def _front(hub: Hub, campaign: Campaign, platform: str | None) -> Iterator[Block]:
    brief, word = campaign.brief, campaign.speech
    name = f": {hub.checked.platforms.platforms[platform].name}" if platform else ""
    yield Block("title", f"{brief.title}{name}")
    yield Block("note", word("kit_from", organisation=hub.checked.hub.name))
    yield Block("text", brief.summary)
    yield from _cautions(campaign)
    yield Block("part", word("kit_terms_title"))
    for name, terms in terms_of(campaign):
        yield Block("item", f"{name}: {terms}")
    yield Block("text", word("kit_until", day=word.day(use_until(campaign))))
    contact = hub.checked.hub.contact
    yield Block("text", f"{word('contact')}: {contact.team}, {contact.email}", contact.email)


def _cautions(campaign: Campaign) -> Iterator[Block]:
    """What whoever passes the posts on has to know first: an embargo, a review that is long due."""
    word, due = campaign.speech, campaign.brief.review_due
    if campaign.embargo:
        day, clock = word.weekday(campaign.embargo), word.clock(campaign.embargo)
        yield Block("text", word("embargo_until", day=day, clock=clock))
    if campaign.under_review and due:
        yield Block("text", f"{word('under_review_title')}. {word('under_review', day=word.day(due))}")


def _hashtags(hub: Hub, campaign: Campaign, platform: str | None) -> Iterator[Block]:
    tags = hashtags_for(campaign, hub.checked.platforms.platforms[platform] if platform else None)
    if tags:
        yield Block("part", campaign.speech("hashtags"))
    for tag in tags:
        yield Block("item", f"#{tag.tag}")


def _posts(hub: Hub, campaign: Campaign, only: str | None) -> Iterator[Block]:
    posts = handed_on(campaign, only)
    if posts:
        yield Block("part", campaign.speech("posts"))
    for name, platform in hub.checked.platforms.platforms.items():
        own = [post for post in posts if post.platform == name]
        if own:
            yield Block("group", platform.name)
        for post in own:
            yield from _post(campaign, post)


def _post(campaign: Campaign, post: FilledPost) -> Iterator[Block]:
    word = campaign.speech
    place = f", {post.part}/{post.parts}" if post.parts else ""
    yield Block("entry", f"{word.weekday(post.at)}, {word.clock(post.at)}{place}")
    for audience in campaign.brief.audiences:
        if audience.id == post.audience:
            yield Block("note", f"{word('audience')}: {audience.name}")
    yield Block("text", post.text, post.link)
    use = card_of(campaign, post)
    if use:
        name = use.picture.path.rpartition("/")[2]
        yield Block("note", f"{word('picture_file')}: {name}", name)
        yield Block("note", f"{word('alt_text')}: {post.alt}")
    for further in (campaign.card_use(card, post.platform) for card in post.further):
        if further:
            name = further.picture.path.rpartition("/")[2]
            yield Block("note", f"{word('picture_file')}: {name}", name)
            yield Block("note", f"{word('alt_text')}: {further.picture.card.alt}")
