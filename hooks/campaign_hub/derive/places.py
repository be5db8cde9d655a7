"""Where in the content a card's text comes from, for diagnostics."""

from __future__ import annotations

from ..diagnostics import Place
from .hub import Campaign

__all__ = ["place_of"]


def place_of(campaign: Campaign, field: str) -> Place:
    """The place of a field such as `title`, `messages.home.text` or `stories.amara.quote`: ids in the middle."""
    group, _, way = field.partition(".")
    name, _, inner = way.partition(".")
    page = campaign.page
    if group == "stories":
        story = next(story for story in campaign.stories if story.slug == name)
        return story.places.get(inner, Place(f"content/stories/{name}/index.md"))
    if page.fields is None:
        return Place(page.path)
    entries = getattr(campaign.brief, group)
    if not name or not isinstance(entries, tuple):
        return page.fields.place(*field.split("."))
    ids = [entry.id for entry in entries]
    return page.fields.place(group, ids.index(name), inner) if name in ids else page.fields.place(group)
