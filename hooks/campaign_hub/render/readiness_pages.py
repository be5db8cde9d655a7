"""The internal pages of what is kept ready: the overview, each scenario, the triage, and pages of the editor's own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..appraise.preparedness import Preparation
from ..canaries import INTERNAL_FOLDER
from ..derive import Hub, Speech
from ..derive.inside import Inside
from ..derive.language import speech_for
from ..load import Page
from ..validate.organisation import Helpline
from ..validate.readiness import CHANNELS, Scenario, Triage
from ..validate.readiness_files import CheckedScenario, Readiness
from .artifact import InternalPage
from .staffed_hours import hours_view, span
from .views import internal_page

__all__ = ["TRIAGE", "active_plans", "prepared_view", "readiness_pages", "triage_view"]

READY = f"{INTERNAL_FOLDER}readiness/"
TRIAGE = f"{INTERNAL_FOLDER}triage/"


def readiness_pages(hub: Hub, inside: Inside) -> list[InternalPage]:
    """All internal pages of `content/readiness/`, with the overview first, where there are any."""
    if not inside.readiness.there:
        return []
    triage = inside.readiness.triage
    plans = _pressing_first(inside.readiness)
    written = [page for page in inside.readiness.pages if not page.path.endswith("/index.md")]
    return [
        _overview(hub, inside),
        *(_scenario(hub, each) for each in plans),
        *([_triage(hub, triage)] if triage else []),
        *(_written(hub, page) for page in written),
    ]


def _pressing_first(ready: Readiness) -> list[CheckedScenario]:
    """Plans that are active, then by severity."""
    return sorted(ready.scenarios, key=lambda each: (not each.scenario.active, -each.scenario.severity, each.slug))


def _plan_address(each: CheckedScenario) -> str:
    return f"{READY}scenarios/{each.slug}/"


def active_plans(hub: Hub, ready: Readiness) -> list[tuple[str, dict[str, Any]]]:
    """The plans that are active, the gravest first: each with the address of its page, as the overview shows it."""
    active = (each for each in _pressing_first(ready) if each.scenario.active)
    return [(_plan_address(each), _scenario_view(hub, each, hub.speech)) for each in active]


def _overview(hub: Hub, inside: Inside) -> InternalPage:
    speech, ready = hub.speech, inside.readiness
    intro = next((page for page in ready.pages if page.path.endswith("/index.md")), None)
    view = {
        "scenarios": [(_plan_address(each), _scenario_view(hub, each, speech)) for each in _pressing_first(ready)],
        "campaigns": [(each, prepared_view(inside.prepared.get(each.slug, ()), speech)) for each in hub.campaigns],
        "triage": TRIAGE if ready.triage else None,
        "written": [(_address(page), _title(page)) for page in ready.pages if page is not intro],
        "public": [(path.removeprefix("content/").removesuffix(".md") + "/", path) for path in ready.moderation],
    }
    said = (speech("ready_title"), speech("ready_lead"))
    return internal_page(hub, speech, f"{READY}index.md", "readiness", said, view, intro)


def prepared_view(prepared: Iterable[Preparation], speech: Speech) -> dict[str, Any]:
    """What a campaign has ready and what not, each with its name and its missing parts in the page's language."""
    rows = [
        {
            "name": speech(f"prepared_{each.name.replace('-', '_')}"),
            "is_there": each.is_there,
            "missing": [_part(part, speech) for part in each.missing],
        }
        for each in prepared
    ]
    return {"rows": rows, "lacking": sum(not row["is_there"] for row in rows)}


def _part(part: str, speech: Speech) -> str:
    key = f"ready_{part.replace('-', '_')}"
    return speech(key) if key in speech.words else part


def _scenario(hub: Hub, each: CheckedScenario) -> InternalPage:
    speech = speech_for(each.scenario.language or hub.checked.hub.language, hub.checked.words)
    said = (each.scenario.title, each.scenario.trigger)
    view = {"plan": _scenario_view(hub, each, speech), "up": READY}
    return internal_page(hub, speech, f"{READY}scenarios/{each.slug}.md", "scenario", said, view, each.page)


def _scenario_view(hub: Hub, each: CheckedScenario, speech: Speech) -> dict[str, Any]:
    """A scenario as its page, the overview and the hand-out show it, in the words of `speech`."""
    fields = each.scenario
    return {
        "fields": fields,
        "first": span(fields.first_response_minutes, speech),
        "level": speech(f"severity_{fields.severity}"),
        "channels": speech.together(_channel(hub, name, speech) for name in fields.channels),
        "escalation": [(span(step.after_minutes, speech), step.to) for step in _in_time(fields)],
        "helplines": _helplines(hub, fields.helplines),
        "held": speech.together(_held(hub, name, speech) for name in fields.pause),
    }


def _in_time(fields: Scenario) -> list[Any]:
    return sorted(fields.escalation, key=lambda step: step.after_minutes)


def _channel(hub: Hub, name: str, speech: Speech) -> str:
    own = name in CHANNELS
    return speech(f"channel_{name.replace('-', '_')}") if own else hub.checked.platforms.platforms[name].name


def _helplines(hub: Hub, names: Iterable[str]) -> list[Helpline]:
    known = {each.name: each for each in hub.checked.hub.helplines}
    return [known[name] for name in names if name in known]


def _held(hub: Hub, name: str, speech: Speech) -> str:
    """What a pause names: all posts, those that tell stories, a campaign by its title, or one post."""
    if name in ("all", "stories"):
        return speech(f"pause_{name}")
    titles = {each.slug: each.brief.title for each in hub.campaigns}
    slug, _, post = name.partition("/")
    return f"{titles.get(slug, slug)}: {post}" if post else titles.get(slug, slug)


def _triage(hub: Hub, triage: Triage) -> InternalPage:
    speech = hub.speech
    said = (speech("triage_title"), speech("triage_lead"))
    view = triage_view(hub, triage, speech) | {"up": READY}
    return internal_page(hub, speech, f"{TRIAGE}index.md", "triage", said, view)


def triage_view(hub: Hub, triage: Triage, speech: Speech) -> dict[str, Any]:
    """The triage as its page and the hand-out show it: branches as they stand, but risk to life always first."""
    branches = sorted(triage.branches, key=lambda each: each.kind != "risk-to-life")
    return {
        "triage": triage,
        "hours": hours_view(hub, triage.hours, speech),
        "branches": [
            {
                "fields": each,
                "name": speech(f"ready_{each.kind.replace('-', '_')}"),
                "within": span(each.within_minutes, speech),
                "helplines": _helplines(hub, each.helplines),
                "plan": f"{READY}scenarios/{each.scenario}/" if each.scenario else None,
            }
            for each in branches
        ],
    }


def _written(hub: Hub, page: Page) -> InternalPage:
    """A page that an editor wrote for the organisation alone."""
    fields = page.fields.data if page.fields else {}
    language = str(fields.get("language") or hub.checked.hub.language)
    speech = speech_for(language, hub.checked.words)
    said = (_title(page), str(fields.get("description") or ""))
    return internal_page(hub, speech, f"{_address(page).rstrip('/')}.md", "internal", said, {"up": READY}, page)


def _address(page: Page) -> str:
    return f"{READY}{_name(page)}/"


def _title(page: Page) -> str:
    fields = page.fields.data if page.fields else {}
    return str(fields.get("title") or _name(page).replace("-", " ").capitalize())


def _name(page: Page) -> str:
    return page.path.rpartition("/")[2].removesuffix(".md")
