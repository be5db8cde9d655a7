"""Which cards a campaign has and what they say: texts only, from the templates in `campaign_assets/cards/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from jinja2 import TemplateError

from ..diagnostics import Diagnostic, Place, report
from ..gate import PublishedStory
from ..validate.brief import Figure, Message, Source
from ..validate.checked import CheckedBrief
from ..validate.media import Photo
from ..validate.template_texts import compiled
from ..validate.templates import CardTemplate
from .card import PREVIEW, Card, Part
from .emoji import without_emoji
from .figures import picture_of
from .language import Speech
from .spokespeople import Speaker

__all__ = ["CardMaker"]

NAMED = re.compile(r"\b(?P<whole>campaign|message|figure|story|card)\.(?P<field>\w+)")
LACKING = re.compile(r"has no attribute '(\w+)'")


class CardMaker:
    """Makes the cards of one campaign, and collects what is wrong with their templates.

    `lost` has the ids of cards that could not be made; why was reported here, or where their entry was read.
    `emoji` has what was left out of each field's text, by the field's name.
    """

    def __init__(
        self, checked: CheckedBrief, organisation: str, speech: Speech, templates: Mapping[str, CardTemplate]
    ) -> None:
        self._checked, self._brief, self._speech, self._templates = checked, checked.brief, speech, templates
        self._shared = {
            "campaign": checked.brief,
            "organisation": organisation,
            "word": speech,
            "days": speech.days,
            "day": speech.weekday,
            "date": speech.short_day,
        }
        self._logos = tuple(logo.path for partner in checked.brief.partners if (logo := checked.picture(partner.logo)))
        self.found: list[Diagnostic] = []
        self.lost: set[str] = set(checked.lost_cards)
        self.emoji: dict[str, tuple[str, ...]] = {}

    def cards(self, stories: tuple[PublishedStory, ...], platforms: tuple[str, ...]) -> tuple[Card, ...]:
        """Every card of the campaign."""
        return (*self._own(platforms), *self._of_stories(stories, platforms), *self._extra(platforms))

    def of_speakers(self, speakers: Iterable[Speaker], platforms: tuple[str, ...]) -> Iterator[Card]:
        """A card for each quotation; a named person's goes to the platforms that their consent lists and no other."""
        taken = {card.id for card in self._checked.cards}
        for each in speakers:
            agreed = tuple(name for name in platforms if each.quoted is None or each.quoted.allows(name))
            if each.saying and agreed and each.card not in taken:
                names = {"story": f"spokespeople.{each.slug}"}
                yield from self._make(each.card, "quote", agreed, names, shown=each.quoted, story=each.saying)

    def printable(self, cards: Iterable[Card], stories: Iterable[PublishedStory]) -> Iterator[Card]:
        """What posters are made of: the headline among `cards`, and the words of stories that may be printed."""
        yield from (card for card in cards if card.id == "headline")
        for story in stories:
            if story.quote and story.allows("print"):
                names = {"story": f"stories.{story.slug}"}
                yield from self._make(f"story-{story.slug}", "quote", (), names, shown=story, story=story)

    def scene(self, identity: str, text: str, field: str, platforms: tuple[str, ...]) -> Iterator[Card]:
        """The frame of a video's scene, which says `text`, written at `field`; none where no template is for it."""
        if "scene" in self._templates:
            yield from self._make(identity, "scene", platforms, {"card": field}, card={"text": text})

    def _own(self, platforms: tuple[str, ...]) -> Iterator[Card]:
        yield from self._make("headline", "headline", platforms, {}, photo=self._brief.photo)
        for message in self._brief.messages:
            names = {"message": f"messages.{message.id}"}
            yield from self._make(f"message-{message.id}", "message", platforms, names, message=message)
        for figure in self._brief.figures:
            names = {"figure": f"figures.{figure.id}"}
            yield from self._make(
                f"figure-{figure.id}", "figure", platforms, names, figure=figure, sources=self._sources(figure)
            )
        yield from self._make("action", "action", platforms, {})

    def _sources(self, figure: Figure) -> list[Source]:
        return [self._brief.sources[name] for name in figure.sources]

    def _of_stories(self, stories: tuple[PublishedStory, ...], platforms: tuple[str, ...]) -> Iterator[Card]:
        """A story's card goes to the platforms that its consent lists, and to a link preview only by that name."""
        for story in stories:
            agreed = tuple(name for name in platforms if _may_have(story, name))
            if story.quote and agreed:
                names = {"story": f"stories.{story.slug}"}
                yield from self._make(f"story-{story.slug}", "quote", agreed, names, shown=story, story=story)

    def _extra(self, platforms: tuple[str, ...]) -> Iterator[Card]:
        for card in self._checked.cards:
            facts: dict[str, Any] = {"card": card.values, "sources": card.values.get("sources", ())}
            names = {"card": f"cards.{card.id}"}
            for value in card.values.values():
                if isinstance(value, Message):
                    facts["message"], names["message"] = value, f"messages.{value.id}"
                if isinstance(value, Figure):
                    facts |= {"figure": value, "sources": self._sources(value)}
                    names["figure"] = f"figures.{value.id}"
            yield from self._make(card.id, card.template, platforms, names, photo=card.photo, **facts)

    def _make(
        self,
        identity: str,
        template: str,
        platforms: tuple[str, ...],
        names: Mapping[str, str],
        photo: Photo | None = None,
        shown: PublishedStory | None = None,
        **facts: Any,
    ) -> Iterator[Card]:
        """The card, or none where its template is told of. `names` says where each fact stands in the content.

        `shown` is the story or the person that it is of.
        """
        written = self._templates.get(template)
        try:
            parts = tuple(self._parts(written, facts, names)) if written else ()
            alt = without_emoji(self._fill(written.alt, facts))[0] if written else ""
        except (TemplateError, TypeError, ValueError, KeyError, AttributeError) as error:
            place = Place(f"campaign_assets/cards/{template}.yml")
            self.found.append(report("template-broken", place, problem=_problem(error)))
            written = None
        if written is None:
            self.lost.add(identity)
            return
        plain = Card(
            id=identity,
            template=template,
            ground=written.ground,
            campaign=self._checked.slug,
            language=self._speech.language,
            direction=self._speech.direction,
            parts=parts,
            alt=alt,
            platforms=platforms,
            logos=self._logos,
        )
        yield self._with_picture(plain, photo, facts.get("figure"), shown)

    def _parts(self, written: CardTemplate, facts: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Part]:
        for part in written.parts:
            field = _source(part.text, names)
            if part.each is None:
                if text := self._drawable(part.text, facts, field):
                    yield Part(part.role, text, field, self._drawable(part.label, facts, field), part.optional)
                continue
            for number, item in enumerate(facts["card"][part.each]):
                place = f"{names['card']}.{part.each}.{number}"
                text = self._drawable(part.text, {**facts, "item": item}, place)
                yield Part(part.role, text, place, self._speech.number(Decimal(number + 1), 0), part.optional)

    def _with_picture(
        self, card: Card, photo: Photo | None, figure: Figure | None, story: PublishedStory | None
    ) -> Card:
        """The card with what it shows besides its words: a figure's picture, a photo, what a person agreed to."""
        if figure:
            card = replace(card, picture=picture_of(figure, self._checked.charts.get(figure.id), self._speech))
        if story:
            # A partner's logo beside a person's words is nothing that the person agreed to.
            return replace(
                card,
                photo=story.photo.path if story.photo else None,
                focus=story.photo_focus if story.photo and story.photo_focus else card.focus,
                credit=story.photo_credit,
                parts=_with_credit(card.parts, story.photo_credit, f"{_group_of(story)}.photo_credit"),
                story=story.slug,
                in_downloads=story.allows("kit"),
                listed=story.allows("website"),
                logos=(),
            )
        file = self._checked.picture(photo.file) if photo else None
        if photo is None or file is None:
            return card
        credit = self._speech("photo_credit", credit=photo.credit, licence=photo.licence)
        field = "photo" if card.id == "headline" else f"cards.{card.id}.photo"
        return replace(
            card,
            photo=file.path,
            focus=photo.focus,
            credit=credit,
            parts=_with_credit(card.parts, credit, f"{field}.credit"),
            alt=f"{card.alt} {photo.alt}",
        )

    def _drawable(self, text: str, facts: Mapping[str, Any], field: str) -> str:
        kept, left_out = without_emoji(self._fill(text, facts))
        if left_out:
            self.emoji[field] = left_out
        return kept

    def _fill(self, text: str, facts: Mapping[str, Any]) -> str:
        return " ".join(compiled(text).render({**self._shared, **facts}).split()) if text else ""


def _with_credit(parts: tuple[Part, ...], credit: str | None, field: str) -> tuple[Part, ...]:
    """The card's texts with the photo's credit in the small print, before the organisation."""
    if not credit:
        return parts
    foot = next((at for at, part in enumerate(parts) if part.role in ("tag", "organisation")), len(parts))
    return (*parts[:foot], Part("source", credit, field), *parts[foot:])


def _group_of(story: PublishedStory) -> str:
    """Where the fields of a story, or of somebody who speaks, stand in the content."""
    return story.slug.replace("/", ".", 1) if story.speaks else f"stories.{story.slug}"


def _may_have(story: PublishedStory, platform: str) -> bool:
    """Whether a card of the story may be drawn for a platform; a link preview needs the page that it is of."""
    return story.allows("link_preview") and story.allows("website") if platform == PREVIEW else story.allows(platform)


def _source(text: str, names: Mapping[str, str]) -> str:
    """The brief's or story's field that a template's `text` takes its words from; empty where it names none."""
    named = NAMED.search(text)
    if named is None:
        return ""
    field = named["field"]
    return field if named["whole"] == "campaign" else f"{names.get(named['whole'], named['whole'])}.{field}"


def _problem(error: Exception) -> str:
    lacking = LACKING.search(str(error))
    return f"there is no {lacking[1]} in it" if lacking else " ".join(str(error).split())
