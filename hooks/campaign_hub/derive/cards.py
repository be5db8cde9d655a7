"""Which cards a campaign has and what they say: texts only, from the templates in `campaign_assets/cards/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import TemplateError

from ..diagnostics import Diagnostic, Place, report
from ..gate import PublishedStory
from ..validate.brief import Brief
from ..validate.schema import nearest
from ..validate.templates import CardTemplate, card_texts
from .card import PREVIEW, Card, Part
from .emoji import without_emoji
from .language import Speech

__all__ = ["CardMaker"]

NAMED = re.compile(r"\b(?P<whole>campaign|message|figure|story|card)\.(?P<field>\w+)")
LACKING = re.compile(r"has no attribute '(\w+)'")


class CardMaker:
    """Makes the cards of one campaign, and collects what is wrong with their templates.

    `lost` has the ids of cards that could not be made; why was reported here or where their template was read.
    `emoji` has what was left out of each field's text, by the field's name.
    """

    def __init__(
        self,
        slug: str,
        brief: Brief,
        organisation: str,
        speech: Speech,
        templates: Mapping[str, CardTemplate],
    ) -> None:
        self._slug, self._brief, self._speech, self._templates = slug, brief, speech, templates
        self._shared = {"campaign": brief, "organisation": organisation, "word": speech, "days": speech.days}
        self._texts = card_texts()
        self.found: list[Diagnostic] = []
        self.lost: set[str] = set()
        self.emoji: dict[str, tuple[str, ...]] = {}

    def cards(
        self, stories: tuple[PublishedStory, ...], platforms: tuple[str, ...], places: Mapping[str, Place]
    ) -> tuple[Card, ...]:
        """Every card of the campaign. `places` gives the place of each extra card in the brief by its id."""
        made = [*self._own(platforms), *self._of_stories(stories, platforms)]
        for extra in self._brief.cards:
            fields = extra.model_dump()
            if extra.template in self._templates:
                made += self._make(extra.id, extra.template, platforms, f"cards.{extra.id}", card=fields)
            else:
                suggestion = nearest(extra.template, list(self._templates))
                self.found.append(
                    report("template-unknown", places[extra.id], given=extra.template, suggestion=suggestion)
                )
        return tuple(made)

    def printable(self, cards: Iterable[Card], stories: Iterable[PublishedStory]) -> Iterator[Card]:
        """What posters are made of: the headline among `cards`, and the words of stories that may be printed."""
        yield from (card for card in cards if card.id == "headline")
        for story in stories:
            if story.quote and story.allows("print"):
                yield from self._make(f"story-{story.slug}", "quote", (), f"stories.{story.slug}", story=story)

    def _own(self, platforms: tuple[str, ...]) -> Iterator[Card]:
        yield from self._make("headline", "headline", platforms, "title")
        for message in self._brief.messages:
            yield from self._make(
                f"message-{message.id}", "message", platforms, f"messages.{message.id}", message=message
            )
        for figure in self._brief.figures:
            sources = [self._brief.sources[name] for name in figure.sources]
            yield from self._make(
                f"figure-{figure.id}",
                "figure",
                platforms,
                f"figures.{figure.id}",
                figure=figure,
                sources=sources,
            )
        yield from self._make("action", "action", platforms, "call_to_action")

    def _of_stories(self, stories: tuple[PublishedStory, ...], platforms: tuple[str, ...]) -> Iterator[Card]:
        """A story's card goes to the platforms that its consent lists, and to a link preview only by that name."""
        for story in stories:
            agreed = tuple(name for name in platforms if _may_have(story, name))
            if story.quote and agreed:
                yield from self._make(f"story-{story.slug}", "quote", agreed, f"stories.{story.slug}", story=story)

    def _make(
        self, identity: str, template: str, platforms: tuple[str, ...], field: str, **facts: Any
    ) -> Iterator[Card]:
        story: PublishedStory | None = facts.get("story")
        written = self._templates.get(template)
        try:
            parts = tuple(
                Part(part.role, text, _source(part.text, field))
                for part in (written.parts if written else ())
                if (text := self._drawable(part.text, field, facts))
            )
            alt = without_emoji(self._fill(written.alt, facts))[0] if written else ""
        except (TemplateError, TypeError, ValueError, KeyError) as error:
            place = Place(f"campaign_assets/cards/{template}.yml")
            self.found.append(report("template-broken", place, problem=_problem(error)))
            written = None
        if written is None:
            self.lost.add(identity)
            return
        yield Card(
            id=identity,
            template=written.layout,
            campaign=self._slug,
            language=self._speech.language,
            direction=self._speech.direction,
            parts=parts,
            alt=alt,
            platforms=platforms,
            photo=story.photo.path if story and story.photo else None,
            story=story.slug if story else None,
            in_downloads=story is None or story.allows("kit"),
            listed=story is None or story.allows("website"),
        )

    def _drawable(self, text: str, field: str, facts: Mapping[str, Any]) -> str:
        kept, left_out = without_emoji(self._fill(text, facts))
        if left_out:
            self.emoji[_source(text, field)] = left_out
        return kept

    def _fill(self, text: str, facts: Mapping[str, Any]) -> str:
        return " ".join(self._texts.from_string(text).render({**self._shared, **facts}).split())


def _may_have(story: PublishedStory, platform: str) -> bool:
    """Whether a card of the story may be drawn for a platform; a link preview needs the page that it is of."""
    return story.allows("link_preview") and story.allows("website") if platform == PREVIEW else story.allows(platform)


def _source(text: str, field: str) -> str:
    """The brief's or story's field that a template's `text` takes its words from; `field` where it names none."""
    named = NAMED.search(text)
    if named is None:
        return field
    return named["field"] if named["whole"] == "campaign" else f"{field}.{named['field']}"


def _problem(error: Exception) -> str:
    lacking = LACKING.search(str(error))
    return f"there is no {lacking[1]} in it" if lacking else " ".join(str(error).split())
