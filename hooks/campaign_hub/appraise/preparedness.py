"""Whether the organisation is ready for what a campaign may bring: what is in place, and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..choices import ScenarioKind
from ..diagnostics import Diagnostic, report
from ..validate.checked import Checked, CheckedBrief
from ..validate.organisation import HubSettings
from ..validate.readiness import BRANCHES, STORY_KINDS
from ..validate.readiness_files import POLICY, RULES, Readiness

__all__ = [
    "FACT_KINDS",
    "PREPARATIONS",
    "Preparation",
    "Speaking",
    "check_preparedness",
    "preparations",
    "speaking_for",
    "stories_of",
]

Speaking = Literal["somebody", "nobody", "not asked for"]
"""Whether a campaign has a spokesperson's sheet."""
FACT_KINDS: tuple[ScenarioKind, ...] = ("misinformation", "wrong-fact")
"""What every campaign has to be ready for."""
SPOKEN = {
    "social-media-policy": "a social media policy",
    "community-rules": "public community rules with hours",
    "triage": "a triage of comments",
    "scenarios": "scenarios",
    "story-scenarios": "scenarios for its stories",
    "helplines": "a helpline for each sensitive topic",
    "answers": "answers to likely questions",
    "spokesperson": "a spokesperson's sheet",
}
"""What each preparation is called in a message."""
PREPARATIONS = tuple(SPOKEN)
ONLY_IF_ASKED = frozenset({"spokesperson"})
"""What nobody is warned of: it is missing where the organisation requires it, and else just not there."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """One thing that a campaign has to have ready, whether it is there, and which parts of it are missing."""

    name: str
    missing: tuple[str, ...] = ()
    is_there: bool = True

    @property
    def spoken(self) -> str:
        """What is missing, in an editor's words."""
        parts = f" ({', '.join(self.missing)})" if self.missing else ""
        return f"{SPOKEN[self.name]}{parts}"


def stories_of(brief: CheckedBrief, checked: Checked) -> frozenset[str]:
    """The slugs of the stories, public or not, that name the campaign."""
    named = (each.raw.slug for each in checked.stories if each.story and brief.slug in each.story.campaigns)
    return frozenset(named)


def speaking_for(brief: CheckedBrief, checked: Checked) -> Speaking:
    """Whether anybody has a sheet to speak for the campaign, in a hub that has sheets or asks for them."""
    if not checked.spokespeople and "spokesperson" not in checked.hub.readiness.required:
        return "not asked for"
    return "somebody" if any(each.sheet.campaign == brief.slug for each in checked.spokespeople) else "nobody"


def preparations(
    brief: CheckedBrief,
    hub: HubSettings,
    ready: Readiness,
    stories: frozenset[str],
    speaking: Speaking = "not asked for",
) -> tuple[Preparation, ...]:
    """Everything that the campaign should have ready, in the order in which it is best made.

    `stories` are those of the campaign: see `stories_of`; `speaking` is whether anybody speaks for it: see
    `speaking_for`.
    """
    fields = brief.brief
    made = [
        Preparation("social-media-policy", is_there=POLICY in ready.files),
        Preparation("community-rules", is_there=_has_rules(hub, ready)),
        _of_parts("triage", BRANCHES, [branch.kind for branch in ready.triage.branches])
        if ready.triage
        else Preparation("triage", is_there=False),
        _of_parts("scenarios", FACT_KINDS, _kinds(ready)),
    ]
    if stories:
        made.append(_of_parts("story-scenarios", STORY_KINDS, _kinds(ready)))
    if fields.sensitivity:
        topics = {topic for helpline in hub.helplines for topic in helpline.topics}
        made.append(_of_parts("helplines", fields.sensitivity, topics))
    made.append(Preparation("answers", is_there=bool(fields.questions)))
    if speaking != "not asked for":
        made.append(Preparation("spokesperson", is_there=speaking == "somebody"))
    return tuple(made)


def _kinds(ready: Readiness) -> set[str]:
    return {each.scenario.kind for each in ready.scenarios}


def _of_parts(name: str, wanted: Collection[str], there: Collection[str]) -> Preparation:
    missing = tuple(each for each in wanted if each not in there)
    return Preparation(name, missing, is_there=not missing)


def _has_rules(hub: HubSettings, ready: Readiness) -> bool:
    """Whether the rules are public and say when somebody is there."""
    hours = ready.moderation.get(RULES)
    return hours is not None and bool(hours or hub.cover)


def check_preparedness(
    brief: CheckedBrief,
    hub: HubSettings,
    ready: Readiness,
    stories: frozenset[str],
    speaking: Speaking,
    today: date,
) -> Iterator[Diagnostic]:
    """What is missing: errors where the organisation requires it, else one warning, once it keeps anything ready."""
    required = hub.readiness.required
    if brief.brief.ends < today or not (ready.there or required):
        return
    lacking = [each for each in preparations(brief, hub, ready, stories, speaking) if not each.is_there]
    must = [each.spoken for each in lacking if each.name in required]
    if must and brief.brief.stage == "approved":
        yield report("not-prepared-required", brief.place("stage"), missing="; ".join(must))
    known = [each for each in lacking if each.name in required or each.name not in ONLY_IF_ASKED]
    rest = [each.spoken for each in known if each.name not in required or brief.brief.stage != "approved"]
    if rest and ready.there:
        yield report("not-prepared", brief.place("stage"), missing="; ".join(rest))
