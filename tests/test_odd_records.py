"""Thousands of odd consent records at the gate: nothing without a complete and valid one is ever let out.

Each field is drawn as it would be written, together with whether that is a sound value; what has to hold between the
fields is worked out here once more, from the drawn values and not from what was read. A record is drawn with dice of
its own: it is small enough to be read as it is when one is let out, and thousands are drawn in the time of hundreds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
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
Source = Callable[[Random], Written]
"""Draws a value with somebody's dice."""
FIRST_DAY, DAYS = date(2023, 1, 1), 7 * 365
EDGES = [date(2026, 3, 29), date(2026, 10, 25), date(2024, 2, 29), date(2026, 4, 5), date(2026, 10, 4)]
ODD_DAYS = ["2026-02-30", "26-03-01", "2026-3-1", "01/03/2026", '"2026-03-01"', "2026-03-01T00:00:00Z", "tomorrow", "0"]
ODD_DAYS += ["\uff12\uff10\uff12\uff16-03-01", "2026\u201003\u201001", "null", "[2026-03-01]", "20260301"]


def plain(values: list[str]) -> Source:
    written = [Written(value, sound=True, value=value) for value in values]
    return lambda dice: dice.choice(written)


def odd(texts: list[str]) -> Source:
    written = [Written(text, sound=False) for text in texts]
    return lambda dice: dice.choice(written)


def mostly(sound: Source, strange: Source) -> Source:
    """Nearly always `sound`, so that a record of eight fields is often sound as a whole."""
    return lambda dice: strange(dice) if dice.randrange(25) == 0 else sound(dice)


STRANGE_DAY = odd(ODD_DAYS)


def day(dice: Random, sound: date) -> Written:
    return mostly(lambda _: Written(sound.isoformat(), sound=True, value=sound), STRANGE_DAY)(dice)


def listed(names: list[str], strange: list[str]) -> Source:
    def sound(dice: Random) -> Written:
        some = dice.sample(names, dice.randint(0, 3))
        return Written(f"[{', '.join(some)}]", sound=True, value=some)

    return mostly(sound, odd(strange))


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
WITHDRAWN = [None] * 12 + ["2026-01-01", "no", "false", "0", '""', "[]", "unknown"]
EXTRA = [""] * 20 + ["  statuss: given\n", "  status: given\n", "  <<: {status: given}\n", "  : given\n"]


def record(dice: Random, zone: str) -> tuple[str, dict[str, Written], bool, datetime]:
    """A page, its fields as drawn, whether the block has another field, and a moment near one of its edges."""
    begin = dice.choice([FIRST_DAY + timedelta(days=dice.randrange(DAYS)), dice.choice(EDGES)])
    days = dice.choice([1, 200, 364, 365, 366, 729, 730, 731, 732, 0, -1])
    fields = {
        "status": STATUS(dice),
        "record_id": RECORD(dice),
        "given_on": day(dice, begin),
        "expires_on": day(dice, begin + timedelta(days=days)),
        "given_by": WHO(dice),
        "channels": CHANNELS(dice),
        "identity": IDENTITY(dice),
        "copy_approved_on": day(dice, begin + timedelta(days=dice.choice([0, 1, -1]))),
    }
    if dice.random() < 0.5 and fields["status"].value == "renewed":
        before = plain(['"CR-BEFORE00"', f'"{BURIED}"'])
        fields["renews"] = mostly(before, odd(["null", "7", fields["record_id"].text]))(dice)
    if dice.randrange(20) == 0:
        fields[dice.choice(sorted(fields))] = ABSENT
    # A second status is a fault only where there is a first.
    withdrawn, extra = dice.choice(WITHDRAWN), dice.choice(EXTRA) if fields["status"] is not ABSENT else ""
    if withdrawn is not None:
        fields["withdrawn_on"] = Written(withdrawn, sound=False)
    lines = "".join(f"  {name}: {each.text}\n" for name, each in fields.items() if each is not ABSENT)
    edge = dice.choice([each.value for each in fields.values() if isinstance(each.value, date)] or [begin])
    hours = dice.choice([-24, 0, dice.randint(-60, 60), dice.randint(-60, 60), dice.randint(-20_000, 20_000)])
    seconds = dice.choice([0, -1, 1, 1800, -1800])
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
    @given(st.randoms(use_true_random=True))
    def hold(dice: Random) -> None:
        page, fields, extra, as_of = record(dice, zone)
        out = lets_out(page, as_of)
        assert out == (not extra and may_be_published(fields, as_of)), page
        outcomes.add(out)

    hold()
    assert outcomes == {True, False}
