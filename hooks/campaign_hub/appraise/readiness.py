"""Whether what is kept ready would hold when it is needed: roles, deputies, helplines, hours, reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..diagnostics import Diagnostic, Place, report
from ..validate.checked import Checked
from ..validate.readiness import BRANCHES
from ..validate.readiness_files import RULES, CheckedScenario
from .approvals import PERSON

__all__ = ["check_readiness"]

AT_RISK = ("suicide-risk", "risk-to-life")
"""What nobody may meet without the number of a helpline."""


def check_readiness(checked: Checked, today: date) -> Iterator[Diagnostic]:
    """Everything in `content/readiness/` that would fail the people who turn to it."""
    for scenario in checked.readiness.scenarios:
        yield from _of_scenario(scenario, today)
    yield from _of_triage(checked, today)
    public = checked.readiness.moderation.get(RULES)
    if public is not None and not public and checked.hub.cover is None:
        yield report("moderation-hours-missing", Place(RULES))
    if public is None and RULES in checked.readiness.files:
        yield report("rules-not-public", Place(RULES))


def _of_scenario(each: CheckedScenario, today: date) -> Iterator[Diagnostic]:
    fields = each.scenario
    for name in ("owner", "deputy", "approver"):
        if PERSON.search(getattr(fields, name)):
            yield report("role-names-person", each.place(name))
    if fields.deputy.casefold() == fields.owner.casefold():
        yield report("deputy-is-owner", each.place("deputy"))
    if fields.kind in AT_RISK and not fields.helplines:
        yield report("ready-without-helpline", each.place("kind"))
    if fields.review_due < today:
        yield report("readiness-overdue", each.place("review_due"), due=fields.review_due)
    if fields.active:
        held = ", ".join(fields.pause) or "nothing"
        yield report("scenario-active", each.place("active"), title=fields.title, held=held)


def _of_triage(checked: Checked, today: date) -> Iterator[Diagnostic]:
    triage, located = checked.readiness.triage, checked.readiness.triage_fields
    if triage is None or located is None:
        return
    if lacking := [kind for kind in BRANCHES if kind not in {branch.kind for branch in triage.branches}]:
        yield report("triage-branch-missing", located.key_place("branches"), kinds=", ".join(lacking))
    for at, branch in enumerate(triage.branches):
        if PERSON.search(branch.who):
            yield report("role-names-person", located.place("branches", at, "who"))
        if branch.kind in AT_RISK and not branch.helplines:
            yield report("ready-without-helpline", located.place("branches", at, "kind"))
    if triage.review_due < today:
        yield report("readiness-overdue", located.place("review_due"), due=triage.review_due)
