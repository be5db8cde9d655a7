"""Read the plans for the public, and hold their parts together: answers, suggestions and the brief's sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

from ..diagnostics import Diagnostic, errors_of, report
from ..load import Located
from ..load.located import Spot
from .beside import CheckedFile, unknown_sources
from .brief import Brief
from .public_plan import PublicPlan
from .schema import nearest, read_as

__all__ = ["check_plan", "read_plan"]


def read_plan(located: Located, found: list[Diagnostic]) -> CheckedFile[PublicPlan] | None:
    """The plan in a file, or None with everything that is wrong with its fields added to `found`."""
    if not isinstance(located.data, dict):
        found.append(report("plan-not-fields", located.place()))
        return None
    plan, wrong = read_as(PublicPlan, located)
    found += wrong
    return CheckedFile(plan, located) if plan else None


def check_plan(
    checked: CheckedFile[PublicPlan], brief: Brief, found: list[Diagnostic]
) -> CheckedFile[PublicPlan] | None:
    """`checked`, or None where it names what neither it nor its `brief` has; what is odd is added to `found`."""
    named: dict[Spot, tuple[str, ...]]
    named = {("suggestions", at, "sources"): each.sources for at, each in enumerate(checked.fields.suggestions)}
    told = [*_ids_twice(checked), *unknown_sources(checked.located, named, brief), *_answers(checked)]
    told += [] if told else [*_idle_questions(checked), *_empty_plan(checked)]
    found += told
    return None if errors_of(told) else checked


def _ids_twice(checked: CheckedFile[PublicPlan]) -> Iterator[Diagnostic]:
    plan = checked.fields
    named: list[tuple[str, Spot, str]]
    named = [("questions", ("questions", at), each.id) for at, each in enumerate(plan.questions)]
    named += [("suggestions", ("suggestions", at), each.id) for at, each in enumerate(plan.suggestions)]
    # Suggestions name answers without their question, so that an answer's id stands once in the whole plan.
    for at, question in enumerate(plan.questions):
        named += [("answers", ("questions", at, "answers", to), each.id) for to, each in enumerate(question.answers)]
    seen: Counter[tuple[str, str]] = Counter()
    for field, spot, name in named:
        if seen[field, name]:
            yield report("id-twice", checked.place(*spot, "id"), given=name, field=field)
        seen[field, name] += 1


def _answers(checked: CheckedFile[PublicPlan]) -> Iterator[Diagnostic]:
    known = [answer.id for question in checked.fields.questions for answer in question.answers]
    for at, suggestion in enumerate(checked.fields.suggestions):
        for to, name in enumerate(suggestion.for_):
            if name not in known:
                suggested = nearest(name, known) if known else "This plan asks nothing yet."
                place = checked.place("suggestions", at, "for", to)
                yield report("name-unknown", place, given=name, what="answers", suggestion=suggested)


def _idle_questions(checked: CheckedFile[PublicPlan]) -> Iterator[Diagnostic]:
    """Questions that nothing depends on: nobody should be asked what makes no difference."""
    named = {name for suggestion in checked.fields.suggestions for name in suggestion.for_}
    for at, question in enumerate(checked.fields.questions):
        if named.isdisjoint(answer.id for answer in question.answers):
            yield report("plan-question-idle", checked.place("questions", at, "question"), given=question.id)


def _empty_plan(checked: CheckedFile[PublicPlan]) -> Iterator[Diagnostic]:
    """The first answers after which no suggestion is left; one answer to a question, because more only add."""
    plan = checked.fields
    wanted = [[set(group) for group in plan.asked(suggestion)] for suggestion in plan.suggestions]
    choices = product(*([answer.id for answer in question.answers] for question in plan.questions))
    for chosen in choices:
        if not any(all(group.intersection(chosen) for group in groups) for groups in wanted):
            yield report("plan-empty", checked.place("suggestions"), answers=", ".join(chosen))
            return
