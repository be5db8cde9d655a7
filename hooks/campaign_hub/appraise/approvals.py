"""Whether a campaign is approved by all who have to, and whether what they approved is what would be published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import regex

from ..diagnostics import Diagnostic, report
from ..validate.brief import Approval
from ..validate.checked import CheckedBrief
from ..validate.organisation import ApprovalPolicy
from .digest import content_digest

__all__ = ["check_approvals"]

PERSON = regex.compile(
    r"\b(?:Dr|Dra|Prof|Profa|Mr|Mrs|Ms|Miss|Sr|Sra|Srta|Mme|Mlle)\b\.?\s+\p{Lu}|\bM\.\s+\p{Lu}"
    r"|^\p{Lu}\.\s*(?:\p{Lu}\.\s*)*\p{Lu}\p{Ll}+|@"
)
"""A title before a name, initials before one, or an address."""


def check_approvals(brief: CheckedBrief, policy: ApprovalPolicy, today: date) -> Iterator[Diagnostic]:
    """Whatever keeps `brief` from counting as approved, as errors; and names where a role should stand."""
    for at, approval in enumerate(brief.brief.approvals):
        if PERSON.search(approval.by):
            yield report("approval-names-person", brief.place("approvals", at, "by"))
        if approval.approved_on > today:
            yield report("approval-ahead", brief.place("approvals", at, "approved_on"), day=approval.approved_on)
    if brief.brief.stage != "approved":
        return
    yield from _missing(brief, policy)
    yield from _lapsed(brief, policy)
    if brief.brief.review_due is None:
        yield report("review-date-missing", brief.place("stage"))


def _missing(brief: CheckedBrief, policy: ApprovalPolicy) -> Iterator[Diagnostic]:
    given = {approval.role for approval in brief.brief.approvals}
    lacking = [role for role in dict.fromkeys(policy.roles) if role not in given]
    if lacking:
        roles = " and ".join(filter(None, (", ".join(lacking[:-1]), lacking[-1])))
        yield report("approval-missing", brief.place("stage"), roles=roles)


def _lapsed(brief: CheckedBrief, policy: ApprovalPolicy) -> Iterator[Diagnostic]:
    """Approvals of something else than what stands here; an older one does not count where its role has a newer."""
    approvals = list(enumerate(brief.brief.approvals))
    if not policy.require_sha256 and not any(_is_tied(each) for _, each in approvals):
        return
    digest = content_digest(brief)
    held = {each.role for _, each in approvals if each.content_sha256 == digest}
    for at, approval in approvals:
        if approval.role in held:
            continue
        if approval.content_sha256 is not None:
            place = brief.place("approvals", at, "content_sha256")
            yield report("approval-lapsed", place, role=approval.role, digest=digest)
        elif _is_tied(approval):
            place = brief.place("approvals", at, "content_sha256")
            yield report("approval-digest-empty", place, role=approval.role, digest=digest)
        elif policy.require_sha256 and approval.role in policy.roles:
            yield report("approval-digest-missing", brief.place("approvals", at), role=approval.role, digest=digest)


def _is_tied(approval: Approval) -> bool:
    """Whether the digest's field is there, though it may be empty: then somebody wants to know what to put."""
    return "content_sha256" in approval.model_fields_set
