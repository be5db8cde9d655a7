"""Whether spokespeople's sheets would hold when somebody calls: roles, approvals, reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..diagnostics import Diagnostic, report
from ..validate.checked import Checked, CheckedSpokesperson
from .approvals import PERSON

__all__ = ["check_spokespeople"]


def check_spokespeople(checked: Checked, today: date) -> Iterator[Diagnostic]:
    """Everything in the sheets that would fail those who speak, or show less than an editor may expect."""
    for each in checked.spokespeople:
        yield from _of_sheet(each, today)


def _of_sheet(each: CheckedSpokesperson, today: date) -> Iterator[Diagnostic]:
    sheet = each.sheet
    if PERSON.search(sheet.role):
        yield report("role-names-person", each.place("role"))
    for field, contact in (("contact", sheet.contact), ("public_contact", sheet.public_contact)):
        if contact and PERSON.search(contact.who):
            yield report("role-names-person", each.place(field, "who"))
    if sheet.quote and (sheet.quote_approved_on is None or sheet.quote_approved_on > today):
        yield report("spokesperson-quote-unapproved", each.place("quote"))
    if sheet.review_due < today:
        yield report("readiness-overdue", each.place("review_due"), due=sheet.review_due)
