"""The texts of the kit, from the organisation's templates in `campaign_assets/kits/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from ..derive import Campaign, Hub
from ..derive.number_order import in_order
from ..derive.passing_on import handed_on, hashtags_for
from ..diagnostics import Diagnostic, Place, report
from .addresses import kit_address
from .archive import packed_cards

__all__ = ["KitTexts", "terms_of", "use_until"]

ELSEWHERE = ("email", "newsletter", "intranet", "press-release", "script")
"""The texts for other places than platforms, which the kit page shows too."""
LACKING = re.compile(r"has no attribute '(\w+)'")


def use_until(campaign: Campaign) -> date:
    """The day after which the kit should not be used: its review, its end, or the end of a story's consent."""
    stories = [story.until for story in campaign.people if story.until and story.allows("kit")]
    review = [campaign.brief.review_due] if campaign.brief.review_due else []
    return min([*stories, *review, campaign.brief.ends])


def terms_of(campaign: Campaign) -> tuple[tuple[str, str], ...]:
    """What others may do with the kit, in the campaign's language: with what, and what.

    Photos on its cards are named with their licences, but for those of stories, which have none.
    """
    word, cards = campaign.speech, [use.picture.card for use in campaign.kit_uses]
    photos = dict.fromkeys(card.credit for card in cards if card.credit and not card.story)
    return (
        (word("kit_terms_words_title"), word("kit_terms_words")),
        (word("kit_terms_pictures_title"), " ".join([word("kit_terms_pictures"), *photos])),
        _logo_terms(campaign),
        (word("stories"), word("kit_terms_stories")),
        *_partner_terms(campaign),
    )


def _logo_terms(campaign: Campaign) -> tuple[str, str]:
    word, partner = campaign.speech, campaign.recipient
    if partner and partner.logo:
        return word("partner_terms_logos_title"), word("partner_terms_logos")
    return word("kit_terms_logo_title"), word("kit_terms_logo")


def _partner_terms(campaign: Campaign) -> Iterator[tuple[str, str]]:
    """What holds for a partner's kit besides: what happens when it ends, and what was agreed with this partner."""
    word, partner = campaign.speech, campaign.recipient
    if partner is None:
        return
    yield word("partner_terms_end_title"), word("partner_terms_end")
    if partner.terms:
        yield word("partner_terms_agreed"), partner.terms


class KitTexts:
    """The templates of one hub, compiled once; `found` collects those that can't be filled."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self.found: list[Diagnostic] = []
        compiled = {name: self._compiled(name, text) for name, text in hub.checked.kit_texts.items()}
        self._templates = {name: template for name, template in compiled.items() if template}

    def fill(self, campaign: Campaign, platform: str | None = None) -> dict[str, str]:
        """The text files of the kit, or of one platform's part of it, by name.

        Those that can't be filled are left out, and those that come out empty.
        """
        facts = _facts(self._hub, campaign, platform)
        filled = {name: self._filled(name, template, facts) for name, template in self._templates.items()}
        return {name: text.strip() + "\n" for name, text in filled.items() if text and text.strip()}

    def elsewhere(self, campaign: Campaign) -> dict[str, str]:
        """The texts for other places than platforms, by the names in `ELSEWHERE`, in that order."""
        facts = _facts(self._hub, campaign, None)
        there = {name: self._templates[f"{name}.txt"] for name in ELSEWHERE if f"{name}.txt" in self._templates}
        filled = {name: self._filled(f"{name}.txt", template, facts) for name, template in there.items()}
        return {name: text.strip() for name, text in filled.items() if text and text.strip()}

    def _compiled(self, name: str, text: str) -> Template | None:
        try:
            return _template(text)
        except TemplateError as error:
            self._tell(name, error)
            return None

    def _filled(self, name: str, template: Template, facts: Mapping[str, Any]) -> str | None:
        try:
            text = template.render(facts)
            # What posts say is told word for word elsewhere.
            is_own = name.removesuffix(".txt") in ELSEWHERE
            return in_order(text, facts["campaign"].speech.direction) if is_own else text
        except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            self._tell(name, error)
            return None

    def _tell(self, name: str, error: Exception) -> None:
        place = Place(f"campaign_assets/kits/{name}.jinja", _line_of(error))
        lacking = LACKING.search(str(error))
        problem = f"there is no {lacking[1]} in it" if lacking else " ".join(str(error).split()).rstrip(".")
        if not any(each.place == place for each in self.found):
            self.found.append(report("kit-text-broken", place, problem=problem))


@lru_cache(maxsize=1)
def _texts() -> SandboxedEnvironment:
    """What fills the texts of the kit; what is missing is an error."""
    return SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=64)
def _template(text: str) -> Template:
    """A template's text, compiled once for all rounds of a preview."""
    return _texts().from_string(text)


def _line_of(error: Exception) -> int:
    """The line of a template that an error comes from: its own, or the last one on the way there."""
    line = getattr(error, "lineno", None)
    trace = error.__traceback__
    while line is None and trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line or 1


def _facts(hub: Hub, campaign: Campaign, platform: str | None) -> dict[str, Any]:
    known = hub.checked.platforms.platforms[platform] if platform else None
    return {
        "campaign": campaign,
        "brief": campaign.brief,
        "hub": hub.checked.hub,
        "platforms": hub.checked.platforms.platforms,
        "platform": known,
        "partner": campaign.recipient,
        "page": kit_address(hub, campaign),
        "word": campaign.speech,
        "until": campaign.speech.day(use_until(campaign)),
        "terms": terms_of(campaign),
        "tags": hashtags_for(campaign, known),
        "posts": handed_on(campaign, platform),
        "pictures": [(name, alt) for name, (_, alt) in packed_cards(campaign, platform).items()],
    }
