"""Thousands of odd consent records at the gate: nothing without a complete and valid one is ever let out.

Each field is drawn as it would be written, together with whether that is a sound value; what has to hold between the
fields is worked out here once more, from the drawn values and not from what was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from campaign_hub.gate import decide
from campaign_hub.load import Tombstones
from campaign_hub.load.front_matter import read_page
from campaign_hub.validate.organisation import ConsentPolicy
from campaign_hub.validate.schema import read_as
from campaign_hub.validate.story import ConsentRecord

EXAMPLES = 5_000
"""In each of the four zones: 20,000 in all."""
ZONES = ("Europe/London", "Australia/Lord_Howe", "Pacific/Kiritimati", "America/Asuncion")
"""Clock changes of an hour and of half an hour, one at midnight, and the first place of all to reach a day."""
BURIED = "CR-BUR1ED00"
POLICY = ConsentPolicy()


@dataclass(frozen=True)
class Written:
    """How a value is written, whether it is sound by itself, and what it means."""

    text: str
    sound: bool
    value: Any = None


ABSENT = Written("", sound=False)
DAYS = st.one_of(
    st.dates(date(2023, 1, 1), date(2029, 12, 31)),
    st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2024, 2, 29), date(2026, 4, 5), date(2026, 10, 4)]),
)
ODD_DAYS = ["2026-02-30", "26-03-01", "2026-3-1", "01/03/2026", '"2026-03-01"', "2026-03-01T00:00:00Z", "tomorrow", "0"]
ODD_DAYS += ["\uff12\uff10\uff12\uff16-03-01", "2026\u201003\u201001", "null", "[2026-03-01]", "20260301"]


def plain(values: list[str]) -> st.SearchStrategy[Written]:
    return st.sampled_from([Written(value, sound=True, value=value) for value in values])


def odd(texts: list[str]) -> st.SearchStrategy[Written]:
    return st.sampled_from([Written(text, sound=False) for text in texts])


def mostly(sound: st.SearchStrategy[Written], strange: st.SearchStrategy[Written]) -> st.SearchStrategy[Written]:
    """Nearly always `sound`, so that a record of eight fields is often sound as a whole."""
    return st.integers(0, 24).flatmap(lambda dice: strange if dice == 0 else sound)


def day(around: st.SearchStrategy[date]) -> st.SearchStrategy[Written]:
    return mostly(around.map(lambda each: Written(each.isoformat(), sound=True, value=each)), odd(ODD_DAYS))


def listed(names: list[str], strange: list[str]) -> st.SearchStrategy[Written]:
    sound = st.lists(st.sampled_from(names), max_size=3, unique=True)
    return mostly(sound.map(lambda each: Written(f"[{', '.join(each)}]", sound=True, value=each)), odd(strange))


OTHER_STATUSES = ["requested", "deferred", "refused", "withdrawn", "revoked", "expired", "invalidated", "unknown"]
ODD_STATUSES = [
    "Given",
    "GIVEN",
    "g\u0456ven",
    "given\u200b",
    "\uff47\uff49\uff56\uff45\uff4e",
    '"given "',
    "true",
    "yes",
    "[given]",
    "null",
    "",
]
STATUS = mostly(plain(["given", "renewed"]), odd([*OTHER_STATUSES, *ODD_STATUSES, "!!str given"]))
RECORD = mostly(
    plain(['"CR-7K3M9QXD"', "CR-00000001", '"CR-ABCDEFGH12"']),
    odd(
        [
            f'"{BURIED}"',
            '"CR-7K3M9QX"',
            '"cr-7k3m9qxd"',
            '"CR-7K3M9QXD "',
            '"\u0421R-7K3M9QXD"',
            "7",
            "*record",
            "null",
            '""',
        ]
    ),
)
WHO = mostly(
    plain(["self", "guardian", "guardian_and_child", "representative"]),
    odd(["Self", "me", "[self]", "null", "self, guardian", "{self: true}"]),
)
IDENTITY = mostly(
    plain(["anonymous", "pseudonym", "first_name", "full_name"]), odd(["first name", "none", "true", "null", "[]"])
)
CHANNELS = listed(
    ["website", "facebook", "x", "link_preview", "print"],
    [
        "all",
        "[all]",
        "[any, website]",
        "website",
        "'*'",
        "['*']",
        "null",
        "[website, website",
        "{website: true}",
        "[1]",
    ],
)
WITHDRAWN = st.sampled_from([None] * 12 + ["2026-01-01", "no", "false", "0", '""', "[]", "unknown"])
EXTRA = st.sampled_from(
    [""] * 20 + ["  statuss: given\n", "  status: given\n", "  <<: {status: given}\n", "  : given\n"]
)


@st.composite
def records(draw: st.DrawFn, zone: str) -> tuple[str, dict[str, Written], bool, datetime]:
    """A page, its fields as drawn, whether the block has another field, and a moment near one of its edges."""
    begin = draw(DAYS)
    months = draw(st.sampled_from([1, 200, 364, 365, 366, 729, 730, 731, 732, 0, -1]))
    fields = {
        "status": draw(STATUS),
        "record_id": draw(RECORD),
        "given_on": draw(day(st.just(begin))),
        "expires_on": draw(day(st.just(begin + timedelta(days=months)))),
        "given_by": draw(WHO),
        "channels": draw(CHANNELS),
        "identity": draw(IDENTITY),
        "copy_approved_on": draw(day(st.sampled_from([begin, begin + timedelta(days=1), begin - timedelta(days=1)]))),
    }
    if draw(st.booleans()) and fields["status"].value == "renewed":
        fields["renews"] = draw(
            mostly(plain(['"CR-BEFORE00"', f'"{BURIED}"']), odd(["null", "7", fields["record_id"].text]))
        )
    for gone in draw(st.sets(st.sampled_from(sorted(fields)), max_size=1)) if draw(st.integers(0, 9)) == 0 else ():
        fields[gone] = ABSENT
    # A second status is a fault only where there is a first.
    withdrawn, extra = draw(WITHDRAWN), draw(EXTRA) if fields["status"] is not ABSENT else ""
    if withdrawn is not None:
        fields["withdrawn_on"] = Written(withdrawn, sound=False)
    lines = "".join(f"  {name}: {each.text}\n" for name, each in fields.items() if each is not ABSENT)
    edge = draw(st.sampled_from([each.value for each in fields.values() if isinstance(each.value, date)] or [begin]))
    hours = draw(st.one_of(st.sampled_from([-24, 0]), st.integers(-60, 60), st.integers(-20_000, 20_000)))
    seconds = draw(st.sampled_from([0, -1, 1, 1800, -1800]))
    midnight = datetime(edge.year, edge.month, edge.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    moment = (midnight + timedelta(hours=hours, seconds=seconds)).astimezone(ZoneInfo(zone))
    return f"---\ntitle: A story\nconsent:\n{lines}{extra}---\n\nText.\n", fields, bool(extra), moment


def may_be_published(fields: Mapping[str, Written], as_of: datetime) -> bool:
    """Whether the drawn record lets its story out, by the rules of the contract."""
    if not all(each.sound for each in fields.values()):
        return False
    said = {name: each.value for name, each in fields.items()}
    if said["status"] == "renewed" and (
        "renews" not in said or said["renews"].strip('"') == said["record_id"].strip('"')
    ):
        return False
    begin, end, approved = said["given_on"], said["expires_on"], said["copy_approved_on"]
    years = 1 if said["given_by"].startswith("guardian") else 2
    latest = min(
        [date(begin.year + years, begin.month, day) for day in (begin.day, 28) if exists(begin, years, day)][:1]
    )
    midnight = datetime(end.year, end.month, end.day, tzinfo=as_of.tzinfo).astimezone(UTC)
    return (
        bool(said["channels"])
        and begin < end <= latest
        and (approved >= begin or said["status"] == "renewed")
        and begin <= as_of.date()
        and approved <= as_of.date()
        and midnight - as_of.astimezone(UTC) > timedelta(hours=POLICY.rebuild_hours)
    )


def exists(begin: date, years: int, day: int) -> bool:
    return (begin.month, day) != (2, 29) or (begin.year + years) % 4 == 0


def lets_out(page: str, as_of: datetime) -> bool:
    """What the hub makes of the page: read, held against the schema, decided."""
    read, found = read_page(page, "content/stories/amara/index.md")
    if found or read.fields is None or not isinstance(read.fields.data.get("consent"), dict):
        return False
    record, wrong = read_as(ConsentRecord, read.fields, ("consent",))
    return record is not None and not wrong and not decide(record, as_of, POLICY, Tombstones(frozenset({BURIED})))


@pytest.mark.parametrize("zone", ZONES)
def test_only_a_complete_and_valid_record_lets_a_story_out(zone: str) -> None:
    outcomes: set[bool] = set()

    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(records(zone))
    def hold(drawn: tuple[str, dict[str, Written], bool, datetime]) -> None:
        page, fields, extra, as_of = drawn
        out = lets_out(page, as_of)
        assert out == (not extra and may_be_published(fields, as_of)), page
        outcomes.add(out)

    hold()
    assert outcomes == {True, False}
