"""Which cards a campaign has and what they say: texts only, from the templates in `campaign_assets/cards/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from ..diagnostics import Diagnostic, Place, report
from ..gate import PublishedStory
from ..validate.brief import Brief
from ..validate.schema import nearest
from ..validate.templates import CardTemplate
from .card import Card, Part
from .language import Speech

__all__ = ["PREVIEW", "CardMaker"]

PREVIEW = "opengraph"
"""The entry of `platforms.yml` that holds link previews: every campaign has it."""


class CardMaker:
    """Makes the cards of one campaign, and collects what is wrong with their templates."""

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
        self._texts = SandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
        self._texts.filters |= {"host": _host, "sentence": _sentence}
        self.found: list[Diagnostic] = []

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
            agreed = tuple(name for name in platforms if story.allows("link_preview" if name == PREVIEW else name))
            if story.quote and agreed:
                yield from self._make(f"story-{story.slug}", "quote", agreed, f"stories.{story.slug}", story=story)

    def _make(
        self, identity: str, template: str, platforms: tuple[str, ...], field: str, **facts: Any
    ) -> Iterator[Card]:
        story: PublishedStory | None = facts.get("story")
        try:
            written = self._templates[template]
            parts = tuple(
                Part(part.role, text, field) for part in written.parts if (text := self._fill(part.text, facts))
            )
            alt = self._fill(written.alt, facts)
        except (TemplateError, TypeError, ValueError, KeyError) as error:
            place = Place(f"campaign_assets/cards/{template}.yml")
            self.found.append(report("template-broken", place, problem=" ".join(str(error).split())))
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

    def _fill(self, text: str, facts: Mapping[str, Any]) -> str:
        return " ".join(self._texts.from_string(text).render({**self._shared, **facts}).split())


def _host(url: str) -> str:
    """What a person has to remember of an address: the site's name, the mail address or the number."""
    parts = urlsplit(url)
    return (parts.hostname or parts.path).removeprefix("www.")


def _sentence(text: str) -> str:
    """`text` with a full stop, so that a screen reader pauses, unless it ends in a mark already."""
    return text if text.endswith((".", "!", "?", "…", "؟", "।", "。")) else f"{text}."
