"""A campaign's strategy on one page: its objectives, and what reaches whom where, with the holes in it."""

from __future__ import annotations

from typing import Any, Literal

from ..appraise.voices import missing_voices
from ..derive import Campaign
from ..validate.brief import Audience, Message

__all__ = ["strategy_view"]

State = Literal["there", "hole", "none"]


def strategy_view(campaign: Campaign, names: dict[str, str]) -> dict[str, Any]:
    """What the strategy page shows besides the brief; `names` are the platforms' names by their ids.

    `groups` are objectives with the rows of their messages, `places` a row for each platform. A row has a cell for
    each audience, in their order: `there`, a `hole` in the plan, or `none` where nothing is meant. `holes` counts them.
    """
    groups = _groups(campaign, names)
    places = [
        {"name": names[each], "cells": [_place_cell(campaign, audience, each) for audience in campaign.brief.audiences]}
        for each in campaign.platforms
    ]
    # A message that serves two objectives stands below both, and its holes are the same.
    messages = {row["message"].id: row for group in groups for row in group["rows"]}
    empty = sum(not group["rows"] or group["objective"] is None for group in groups)
    cells = [cell for row in (*messages.values(), *places) for cell in row["cells"]]
    voices = {"voices_missing": missing_voices(campaign.brief)}
    return voices | {
        "groups": groups,
        "places": places,
        "holes": empty + sum(cell["state"] == "hole" for cell in cells),
    }


def _groups(campaign: Campaign, names: dict[str, str]) -> list[dict[str, Any]]:
    """Each objective with the messages that serve it, and at the end the messages that serve none."""
    coverage = campaign.coverage
    groups: list[dict[str, Any]] = [
        {"objective": each, "rows": [_row(campaign, message, names) for message in coverage.serving[each.id]]}
        for each in campaign.brief.objectives
    ]
    if coverage.loose:
        groups.append({"objective": None, "rows": [_row(campaign, message, names) for message in coverage.loose]})
    return groups


def _row(campaign: Campaign, message: Message, names: dict[str, str]) -> dict[str, Any]:
    return {
        "message": message,
        "cells": [_message_cell(campaign, message, each, names) for each in campaign.brief.audiences],
    }


def _message_cell(campaign: Campaign, message: Message, audience: Audience, names: dict[str, str]) -> dict[str, Any]:
    carried = campaign.coverage.carried.get((message.id, audience.id), ())
    state: State = "there" if carried else "hole" if audience.id in message.for_ or not message.for_ else "none"
    return {"state": state, "platforms": [names.get(each, each) for each in carried]}


def _place_cell(campaign: Campaign, audience: Audience, platform: str) -> dict[str, Any]:
    why = next((each.why for each in audience.platforms if each.id == platform), None)
    count = campaign.coverage.planned.get((audience.id, platform), 0)
    state: State = "none" if why is None and not count else "there" if why and count else "hole"
    return {"state": state, "count": count, "why": why}
