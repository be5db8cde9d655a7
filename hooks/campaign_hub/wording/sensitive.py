"""Whether a campaign on a topic that asks for care shows on a card where help is."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, report
from ..validate import Checked, CheckedBrief
from ..validate.organisation import Helpline

__all__ = ["without_helpline_card"]


def without_helpline_card(brief: CheckedBrief, checked: Checked) -> Iterator[Diagnostic]:
    """Each sensitive topic for which the hub has a helpline that is on none of the campaign's cards.

    Pages, posters and the kit show it by themselves, and a post without it is an error; only a card may be missing.
    """
    shown = {each for card in brief.cards for each in card.values.values() if isinstance(each, Helpline)}
    for at, topic in enumerate(brief.brief.sensitivity):
        helplines = [each for each in checked.hub.helplines if topic in each.topics]
        if helplines and shown.isdisjoint(helplines):
            place = brief.place("sensitivity", at)
            yield report("helpline-card-missing", place, topic=topic, helpline=helplines[0].name)
