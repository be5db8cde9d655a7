"""What a story may name because the hub itself makes it public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import phonenumbers
from babel.core import get_global

from ...memory import Memory
from ..checked import CheckedBrief
from ..organisation import HubSettings
from .contacts import email_addresses, phone_numbers

__all__ = ["Known", "known_contacts"]


@dataclass(frozen=True, slots=True)
class Known:
    """Contacts that hub.yml or a campaign gives its readers, the site's language, and where they telephone.

    `emails` and `handles` are in lower case, `phones` as in E.164, `regions` as in ISO 3166.
    """

    emails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    handles: frozenset[str] = frozenset()
    regions: tuple[str, ...] = ("GB",)
    language: str = "en"


def known_contacts(hub: HubSettings | None, briefs: Iterable[CheckedBrief], memory: Memory) -> Known:
    """What `hub` and the campaigns name; nothing, in the United Kingdom, where the hub's settings can't be read."""
    if hub is None:
        return Known()
    regions = tuple(dict.fromkeys(_regions(hub)))
    named = [memory.of(_of_hub, hub, regions), *(memory.of(_of_brief, brief, regions) for brief in briefs)]
    return Known(
        emails=frozenset(email for each in named for email in each.emails),
        phones=frozenset({phone for each in named for phone in each.phones} | set(_helplines(hub, regions))),
        handles=frozenset(handle for each in named for handle in each.handles),
        regions=regions,
        language=hub.language,
    )


def _of_hub(hub: HubSettings, regions: tuple[str, ...]) -> Known:
    return _named_in(_texts_of_hub(hub), (), regions)


def _of_brief(brief: CheckedBrief, regions: tuple[str, ...]) -> Known:
    handles = (handle for each in brief.brief.partners for handle in each.handles.values())
    return _named_in(_texts_of_brief(brief), handles, regions)


def _named_in(texts: Iterable[str], handles: Iterable[str], regions: tuple[str, ...]) -> Known:
    text = "\n".join(texts)
    return Known(
        emails=frozenset(found[0].lower() for found in email_addresses(text)),
        phones=frozenset(e164 for _, _, e164 in phone_numbers(text, regions)),
        handles=frozenset(handle.lower() for handle in handles),
    )


def _regions(hub: HubSettings) -> Iterator[str]:
    """The language's country, else the time zone's (as in CLDR), and those of the helplines."""
    named = [part for part in hub.language.split("-")[1:] if len(part) == 2 and part.isupper()]
    territory = get_global("zone_territories").get(hub.time_zone, "GB")
    yield from named or [territory if len(territory) == 2 else "GB"]
    yield from (each.country for each in hub.helplines if each.country)


def _texts_of_hub(hub: HubSettings) -> Iterator[str]:
    yield from (hub.contact.email, hub.withdrawal.text, hub.withdrawal.email, hub.withdrawal.url or "")
    for line in hub.helplines:
        yield from (line.number, line.url or "", line.hours or "")


def _texts_of_brief(checked: CheckedBrief) -> Iterator[str]:
    brief = checked.brief
    yield from (checked.page.body, brief.owner.email, brief.call_to_action.text, brief.call_to_action.url)
    yield from (message.text for message in brief.messages)
    yield from (question.answer for question in brief.questions)


def _helplines(hub: HubSettings, regions: tuple[str, ...]) -> Iterator[str]:
    """Every helpline's number, also one that is only possible where it is short."""
    for line in hub.helplines:
        try:
            number = phonenumbers.parse(line.number, line.country or regions[0])
        except phonenumbers.NumberParseException:
            continue
        yield phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
