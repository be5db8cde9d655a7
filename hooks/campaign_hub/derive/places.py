"""Where in the content a card's text comes from, for diagnostics."""

from __future__ import annotations

from ..diagnostics import Place
from ..validate.checked import Checked
from .hub import Campaign

__all__ = ["place_of"]


def place_of(checked: Checked, campaign: Campaign, field: str) -> Place:
    """The place of a field such as `title`, `messages.home.text` or `stories.amara.quote`: ids in the middle."""
    group, _, way = field.partition(".")
    name, _, inner = way.partition(".")
    page = campaign.page
    if group == "stories":
        page = next(story.raw.page for story in checked.stories if story.raw.slug == name)
    if page.fields is None:
        return Place(page.path)
    if group == "stories":
        return page.fields.place(inner)
    entries = getattr(campaign.brief, group)
    if not name or not isinstance(entries, tuple):
        return page.fields.place(*field.split("."))
    ids = [entry.id for entry in entries]
    return page.fields.place(group, ids.index(name), inner) if name in ids else page.fields.place(group)
