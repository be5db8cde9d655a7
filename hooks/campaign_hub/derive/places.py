"""Where in the content a card's text comes from, for diagnostics."""

from __future__ import annotations

from ..diagnostics import Place
from .hub import Campaign
from .spokespeople import Speaker

__all__ = ["place_of"]


def place_of(campaign: Campaign, field: str) -> Place:
    """The place of a field such as `title`, `messages.home.text` or `stories.amara.quote`: ids in the middle."""
    group, _, way = field.partition(".")
    name, _, inner = way.partition(".")
    page = campaign.page
    if group == "stories":
        story = next(story for story in campaign.stories if story.slug == name)
        return story.places.get(inner, Place(f"content/stories/{name}/index.md"))
    if group == "video" and campaign.video:
        return campaign.video.place(tuple(int(step) if step.isdigit() else step for step in way.split(".")))
    if group == "spokespeople":
        return _of_speaker(next(each for each in campaign.speakers if each.slug == name), inner)
    if page.fields is None:
        return Place(page.path)
    steps = [int(step) if step.isdigit() else step for step in inner.split(".") if step]
    listed = getattr(campaign.brief, group, None) if name else None
    ids = [entry.id for entry in listed] if isinstance(listed, tuple) else []
    spot = (group, ids.index(name), *steps) if name in ids else (group, *([name] if name else []), *steps)
    return page.fields.place(*spot)


def _of_speaker(speaker: Speaker, field: str) -> Place:
    """The place of what a card shows of a spokesperson: of the named person's words, where they are theirs."""
    return speaker.quoted.places.get(field, speaker.place) if speaker.quoted else speaker.place
