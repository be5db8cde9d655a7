"""What a post says on a platform: its slots filled, with the form of its message that fits there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ..validate.brief import Brief, Post
from ..validate.local_words import Local
from ..validate.platforms import Platform
from .counting import bytes_of, length_of
from .language import Direction
from .number_order import in_order

__all__ = ["known_slots", "local_values", "numbered", "over_limit", "text_for"]

SLOT = re.compile(r"\{([^{}\s]*)\}")


def text_for(post: Post, brief: Brief, platform: Platform, link: str, local: Mapping[str, str]) -> str:
    """The text with the whole message, or with its short form where only that fits; `local` fills local slots."""
    message = next((each for each in brief.messages if each.id == post.message), None)
    text = _filled(post.text, brief, platform, link, message.text if message else None, local)
    if message and message.short and over_limit(text, platform) > 0:
        return _filled(post.text, brief, platform, link, message.short, local)
    return text


def numbered(texts: list[str]) -> list[str]:
    """The texts of a thread, each with its number and their count at its end; one alone as it is."""
    if len(texts) == 1:
        return texts
    return [f"{text} {number}/{len(texts)}" for number, text in enumerate(texts, start=1)]


def known_slots(brief: Brief, local: Local) -> Iterator[str]:
    """Every slot that a post of the campaign can hold, those that `local` fills at the end."""
    yield from ("{message}", "{call_to_action}", "{link}", "{hashtags}")
    for figure in brief.figures:
        yield "{figure." + figure.id + "}"
    yield from ("{" + slot + "}" for slot in local.slots)


def local_values(local: Local, direction: Direction) -> Mapping[str, str]:
    """What fills each local slot of a post that runs in `direction`."""
    return {slot: in_order(value, direction) if slot == "local_phone" else value for slot, value in local.slots.items()}


def over_limit(text: str, platform: Platform) -> int:
    """By how much `text` is over the platform's limit, in its own count; 0 or less where it fits."""
    limit = platform.text
    if limit is None:
        return 0
    over = length_of(text, limit.counting) - limit.limit
    return max(over, bytes_of(text, limit.counting) - limit.bytes) if limit.bytes else over


def _filled(
    text: str, brief: Brief, platform: Platform, link: str, message: str | None, local: Mapping[str, str]
) -> str:
    values = {
        **local,
        "link": link,
        "call_to_action": brief.call_to_action.text,
        "hashtags": _tags(brief, platform),
    }
    values |= {f"figure.{each.id}": f"{each.value} {each.text}" for each in brief.figures}
    if message is not None:
        values["message"] = message
    filled = SLOT.sub(lambda slot: values.get(slot[1], slot[0]), text)
    return "\n".join(line.rstrip() for line in filled.strip().split("\n"))


def _tags(brief: Brief, platform: Platform) -> str:
    """The official tags and then topics, as many as the platform takes well."""
    rule = platform.hashtags
    most = min(rule.recommended, rule.max if rule.max is not None else rule.recommended) if rule else 0
    ranked = [tag for role in ("official", "topic") for tag in brief.hashtags if tag.role == role]
    return " ".join(f"#{tag.tag}" for tag in ranked[:most])
