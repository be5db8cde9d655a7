"""Contact sheets: every card of a campaign in every shape, in one picture."""

from __future__ import annotations

from ..derive import Campaign, Picture
from .artifact import Rendered
from .cards import SheetRow, contact_sheet

__all__ = ["campaign_sheet"]


def campaign_sheet(campaign: Campaign, rendered: Rendered) -> bytes:
    """The sheet of `campaign` as a PNG, a row for each card; a shape is shown once, whatever its file types."""
    files = {artifact.path: artifact.read for artifact in rendered.artifacts}
    shown: dict[str, dict[str, Picture]] = {}
    for use in campaign.uses:
        if use.picture.path in files:
            shown.setdefault(use.picture.card.id, {}).setdefault(use.picture.shape_name, use.picture)
    return contact_sheet(
        [
            SheetRow(name, tuple((_note(each), files[each.path]()) for each in pictures.values()))
            for name, pictures in shown.items()
        ]
    )


def _note(picture: Picture) -> str:
    return f"{picture.shape_name} {picture.shape.width} x {picture.shape.height}"
