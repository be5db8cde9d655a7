"""The rules that decide on one consent record. Nothing here knows a story."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from ..load import Tombstones
from ..validate.organisation import ConsentPolicy
from ..validate.stories import WILDCARDS
from ..validate.story import ConsentRecord

__all__ = ["CAN_PUBLISH", "Refusal", "decide"]

CAN_PUBLISH = ("given", "renewed")
REQUIRED = ("record_id", "given_on", "expires_on", "given_by", "channels", "identity", "copy_approved_on")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a record lets nothing out: a diagnostic's name, the field it stands at and what it says.

    `doubtful` is true where the record can't be relied on, false where it plainly says no.
    """

    name: str
    field: str | None = None
    doubtful: bool = False
    facts: tuple[tuple[str, object], ...] = ()


def decide(record: ConsentRecord, as_of: datetime, policy: ConsentPolicy, tombstones: Tombstones) -> list[Refusal]:
    """Everything in `record` that keeps its story back; an empty list lets it out on the record's channels.

    `as_of` is a moment in the hub's time zone. The rules, in their order; a plain no ends the reading:

    1. A record on the list of withdrawn ones never comes back, whatever its status says.
    2. A list of withdrawn records that can't be read in full withholds every story.
    3. `withdrawn_on` withholds, whatever it holds.
    4. Only the statuses `given` and `renewed` can publish.
    5. A record that can publish is complete: `record_id`, `given_on`, `expires_on`, `given_by`, `channels`,
       `identity`, `copy_approved_on`; where renewed, `renews` with another record's id; where `kit` or `press`
       is listed, `recipients`; where the organisation lists its forms, a `notice`.
    6. `channels` holds no wildcard. `link_preview` alone, or `kit` alone, lets nothing out. An `identity` that is
       `anonymous` and a `likeness` that is `identifiable` contradict each other.
    7. `expires_on` comes after `given_on`, by the policy's number of months at most, fewer where a guardian gave
       the consent. `copy_approved_on` is not before `given_on`, but a renewal may rest on an older approval.
    8. `channels` holds at least one channel, and the `notice` is one that the organisation still accepts.
    9. `given_on` and `copy_approved_on` have come.
    10. `expires_on` is the first day the story must be gone: it is withheld when that day begins before the next
        sure rebuild.
    """
    plain_no = next((no for no in _plain_no(record, tombstones)), None)
    if plain_no:
        return [plain_no]
    malformed = [
        *_incomplete(record, policy),
        *_wildcards(record),
        *_contradictions(record),
        *_impossible_dates(record, policy),
    ]
    if malformed:
        return malformed
    not_now = next((no for no in _not_now(record, as_of, policy)), None)
    return [not_now] if not_now else []


def _plain_no(record: ConsentRecord, tombstones: Tombstones) -> Iterator[Refusal]:
    if record.record_id in tombstones.records:
        yield Refusal("consent-withdrawn-for-good", "record_id")
    if not tombstones.readable:
        yield Refusal("consent-list-unreadable", doubtful=True)
    if record.withdrawn_on is not None:
        yield Refusal("consent-withdrawn", "withdrawn_on")
    if record.status not in CAN_PUBLISH:
        name = {"withdrawn": "consent-withdrawn", "expired": "consent-expired"}.get(record.status, "consent-not-given")
        yield Refusal(name, "status", facts=(("status", record.status), ("expires", "so its status says")))


def _incomplete(record: ConsentRecord, policy: ConsentPolicy) -> Iterator[Refusal]:
    for field in REQUIRED:
        if getattr(record, field) is None:
            yield Refusal("consent-field-missing", field, doubtful=True, facts=(("field", field),))
    if record.status == "renewed" and record.renews in (None, record.record_id):
        yield Refusal("consent-renews-nothing", "renews", doubtful=True)
    handed_on = {"kit", "press"} & set(record.channels or ())
    if handed_on and not record.recipients:
        yield Refusal("consent-without-recipients", "channels", doubtful=True, facts=(("channel", min(handed_on)),))
    if policy.notices and record.notice is None:
        yield Refusal("consent-field-missing", "notice", doubtful=True, facts=(("field", "notice"),))


def _wildcards(record: ConsentRecord) -> Iterator[Refusal]:
    for channel in record.channels or ():
        if channel in WILDCARDS:
            yield Refusal("consent-wildcard", "channels", doubtful=True, facts=(("channel", channel),))


def _contradictions(record: ConsentRecord) -> Iterator[Refusal]:
    if record.identity == "anonymous" and record.likeness == "identifiable":
        yield Refusal("consent-likeness", "likeness", doubtful=True)


def _impossible_dates(record: ConsentRecord, policy: ConsentPolicy) -> Iterator[Refusal]:
    given, expires, approved = record.given_on, record.expires_on, record.copy_approved_on
    if given and expires and expires <= given:
        yield Refusal("consent-dates-reversed", "expires_on", doubtful=True)
    if given and expires and expires > _months_after(given, months := _most_months(record, policy)):
        facts = (("months", months), ("latest", _months_after(given, months)))
        yield Refusal("consent-expires-too-late", "expires_on", doubtful=True, facts=facts)
    if given and approved and approved < given and record.status == "given":
        yield Refusal("consent-approved-before-given", "copy_approved_on", doubtful=True)


def _most_months(record: ConsentRecord, policy: ConsentPolicy) -> int:
    by_guardian = record.given_by in ("guardian", "guardian_and_child")
    return policy.max_months_guardian if by_guardian else policy.max_months


def _months_after(day: date, months: int) -> date:
    """The same day of the month `months` later, or the month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _not_now(record: ConsentRecord, as_of: datetime, policy: ConsentPolicy) -> Iterator[Refusal]:
    if not record.channels:
        yield Refusal("consent-no-channels", "channels")
    if policy.notices and record.notice not in policy.notices:
        yield Refusal("consent-notice-retired", "notice")
    for field in ("given_on", "copy_approved_on"):
        if getattr(record, field) > as_of.date():
            yield Refusal("consent-not-yet", field, facts=(("day", getattr(record, field)),))
    yield from _lapses(record, as_of, policy)


def _lapses(record: ConsentRecord, as_of: datetime, policy: ConsentPolicy) -> Iterator[Refusal]:
    if record.expires_on is None:
        return
    # Compared as instants: a day that a clock change makes shorter or longer must not move the end.
    gone = datetime.combine(record.expires_on, time(), as_of.tzinfo).astimezone(UTC)
    facts = (("expires", record.expires_on), ("hours", policy.rebuild_hours))
    if as_of.astimezone(UTC) >= gone:
        yield Refusal("consent-expired", "expires_on", facts=facts)
    elif as_of.astimezone(UTC) + timedelta(hours=policy.rebuild_hours) >= gone:
        yield Refusal("consent-lapses-soon", "expires_on", facts=facts)
