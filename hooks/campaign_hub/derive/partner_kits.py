"""Each partner's kit: a campaign as one partner passes it on. It holds at most what the campaign's own kit holds.

It is made from a hub that is public in every part, so that what was left out before can't come back here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..diagnostics import Diagnostic, report
from ..gate import PublishedStory
from ..load import Media
from ..memory import Memory
from ..validate.checked import Checked, CheckedBrief, CheckedPartner
from ..validate.partners import logo_path
from .hub import Campaign, Hub, Recipient
from .local_posts import LocalPosts
from .pictures import CardUse
from .post_stories import nearest_card
from .video import FRAME

__all__ = ["with_partner_kits"]

Takers = tuple[tuple[CheckedPartner, Media | None], ...]
"""Partners that take part in a campaign, each with its logo."""


def with_partner_kits(
    hub: Hub, checked: Checked, stories: tuple[PublishedStory, ...], memory: Memory
) -> tuple[Hub, list[Diagnostic]]:
    """`hub` with the kits of all partners in `checked`; `stories` are the public ones."""
    if not checked.partners:
        return hub, []
    briefs, settings = {brief.slug: brief for brief in checked.briefs}, checked.settings(memory)
    made = [
        memory.of(_with_kits, each, briefs[each.slug], _takers(each, checked), stories, settings)
        for each in hub.campaigns
    ]
    found = [each for _, told in made for each in told]
    found += _unknown_cards(hub, checked.partners)
    return replace(hub, campaigns=tuple(campaign for campaign, _ in made)), found


def _takers(campaign: Campaign, checked: Checked) -> Takers:
    """The partners that name `campaign`. One has no logo, too, where that was left out because it is a story's."""
    own = [partner for partner in checked.partners if campaign.slug in partner.partner.campaigns]
    pictures = {each.path: each for each in checked.pictures} if own else {}
    return tuple((partner, pictures.get(logo_path(partner) or "")) for partner in own)


def _with_kits(
    campaign: Campaign, brief: CheckedBrief, takers: Takers, stories: tuple[PublishedStory, ...], settings: Checked
) -> tuple[Campaign, tuple[Diagnostic, ...]]:
    if not takers:
        return campaign, ()
    maker = _Maker(brief, settings, stories, [])
    kits = tuple(maker.kits(campaign, takers))
    return replace(campaign, partner_kits=kits), tuple(maker.found)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes partners' kits of the campaign of `brief`, and collects in `found` what is wrong with them."""

    brief: CheckedBrief
    settings: Checked
    stories: tuple[PublishedStory, ...]
    found: list[Diagnostic]

    def kits(self, campaign: Campaign, takers: Takers) -> Iterator[Campaign]:
        """The kit of each partner, with its logo."""
        for partner, logo in takers:
            kit = self._kit(campaign, partner, logo)
            self.found.extend(_without_stories(campaign, kit, partner))
            yield kit

    def _kit(self, campaign: Campaign, partner: CheckedPartner, logo: Media | None) -> Campaign:
        fill = self._posts(campaign, partner).fill
        named = {story.slug for story in self.stories if story.is_for(partner.slug)}
        kit = replace(
            campaign,
            recipient=_recipient(partner, logo, campaign.speech.language),
            platforms=tuple(name for name in campaign.platforms if name in partner.partner.places),
            stories=tuple(story for story in campaign.stories if story.slug in named),
            posters=(),
            video=None,
            paused_video=None,
            posts=fill(campaign.posts),
            paused=fill(campaign.paused),
        )
        uses = tuple(_uses(campaign, kit, partner, named))
        cards = {use.picture.card.id: use.picture.card for use in uses}
        return replace(kit, uses=uses, cards=tuple(cards.values()))

    def _posts(self, campaign: Campaign, partner: CheckedPartner) -> LocalPosts:
        plan = {post.post.id: post for post in self.brief.posts}
        platforms = self.settings.platforms.platforms
        return LocalPosts(campaign, partner, plan, self.stories, self.settings.hub, platforms, self.found)


def _recipient(partner: CheckedPartner, logo: Media | None, language: str) -> Recipient:
    fields = partner.partner
    return Recipient(
        slug=partner.slug,
        name=fields.name,
        logo=logo,
        language=fields.language or language,
        handles=fields.handles,
        local=fields.local,
        terms=fields.terms,
    )


def _uses(campaign: Campaign, kit: Campaign, partner: CheckedPartner, named: set[str]) -> Iterator[CardUse]:
    """The pictures of a partner's kit. A story's is among them only where its consent names the partner."""
    shown = {card for post in kit.posts for card in (post.card, *post.further)}
    for use in campaign.kit_uses:
        card = use.picture.card
        if not card.in_downloads or use.platform not in partner.partner.places or use.format == FRAME:
            continue
        if card.story is not None:
            # A partner's logo beside a person's words is nothing that the person agreed to.
            yield from [use] if card.story in named else []
        elif not partner.partner.cards or card.id in partner.partner.cards or card.id in shown:
            yield _with_logo(use, kit)


def _with_logo(use: CardUse, kit: Campaign) -> CardUse:
    """The picture with the partner's logo, in the kit's own folder; as it is where the partner has none."""
    logo = kit.recipient.logo if kit.recipient else None
    if logo is None:
        return use
    picture = use.picture
    card = replace(picture.card, logos=(*picture.card.logos, logo.path))
    path = f"{kit.folder}/cards/{picture.path.rpartition('/')[2]}"
    return replace(use, picture=replace(picture, card=card, path=path))


def _without_stories(campaign: Campaign, kit: Campaign, partner: CheckedPartner) -> Iterator[Diagnostic]:
    """A word on the stories whose cards others may pass on, but not this partner."""
    handed_on = {use.picture.card.story for use in campaign.kit_uses if use.picture.card.in_downloads}
    missing = [story.slug for story in campaign.stories if story.slug in handed_on and story not in kit.stories]
    if missing:
        at = partner.partner.campaigns.index(campaign.slug)
        place = partner.located.place("campaigns", at)
        yield report("partner-without-story", place, stories=", ".join(missing), partner=partner.slug)


def _unknown_cards(hub: Hub, partners: Iterable[CheckedPartner]) -> Iterator[Diagnostic]:
    """Cards that a partner asks for and none of its campaigns has, once all of these are public."""
    own = {campaign.slug: [card.id for card in campaign.cards] for campaign in hub.campaigns}
    for partner in partners:
        if set(partner.partner.campaigns) <= set(own):
            known = sorted({card for slug in partner.partner.campaigns for card in own[slug]})
            for at, name in enumerate(partner.partner.cards):
                if name not in known:
                    facts = {"given": name, "what": "cards", "suggestion": nearest_card(name, known)}
                    yield report("name-unknown", partner.located.place("cards", at), **facts)
