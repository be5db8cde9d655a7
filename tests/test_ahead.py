"""What comes back every year is counted right, and campaigns are told of it, begin with it and move with it."""

from __future__ import annotations

import shutil
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tiny import ROOT, tiny_hub

from campaign_hub.commands import main
from campaign_hub.commands.beginnings import observances_of, with_days
from campaign_hub.commands.rolling_over import roll_over
from campaign_hub.commands.scaffolding import NotWritten
from campaign_hub.yearly import MONTHS, WEEKDAYS, Days, days_of_rule, shift_in_weeks

TODAY = date(2026, 11, 21)
YEARS = st.integers(1, 9998)
COUNTS = ("first", "second", "third", "fourth")


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    return root


def days(rule: str, year: int) -> Days:
    counted = days_of_rule(rule)
    assert counted is not None
    return counted(year)


@pytest.mark.parametrize(
    ("rule", "first", "last"),
    [
        ("second Thursday of October", "2025-10-09", "2025-10-09"),
        ("second Thursday of March", "2026-03-12", "2026-03-12"),
        ("second Wednesday of March", "2024-03-13", "2024-03-13"),
        ("first Tuesday of May", "2026-05-05", "2026-05-05"),
        ("week of the second Monday of May", "2019-05-13", "2019-05-19"),
        ("last day of February", "2024-02-29", "2024-02-29"),
        ("last day of February", "2026-02-28", "2026-02-28"),
        ("last Monday of August", "2027-08-30", "2027-08-30"),
        ("18 to 24 November", "2026-11-18", "2026-11-24"),
        ("17 May", "2027-05-17", "2027-05-17"),
        ("April", "2027-04-01", "2027-04-30"),
        ("  SECOND   thursday of october ", "2026-10-08", "2026-10-08"),
    ],
)
def test_days_are_those_that_publishers_gave(rule: str, first: str, last: str) -> None:
    assert days(rule, int(first[:4])) == Days(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "rule",
    ["29 February", "31 June", "0 May", "9 to 2 May", "fifth Monday of May", "first day of May", "soon", "", "May 17"],
)
def test_a_rule_that_is_none_gives_nothing(rule: str) -> None:
    assert days_of_rule(rule) is None


@given(YEARS, st.integers(1, 12), st.sampled_from(WEEKDAYS), st.integers(0, 3))
def test_the_nth_weekday_is_that_weekday_and_the_nth(year: int, month: int, weekday: str, nth: int) -> None:
    found = days(f"{COUNTS[nth]} {weekday} of {MONTHS[month - 1]}", year)
    assert found.first == found.last
    assert (found.first.year, found.first.month) == (year, month)
    assert found.first.weekday() == WEEKDAYS.index(weekday)
    assert (found.first.day - 1) // 7 == nth


@given(YEARS, st.integers(1, 12), st.sampled_from(WEEKDAYS))
def test_the_last_weekday_has_none_after_it_in_its_month(year: int, month: int, weekday: str) -> None:
    found = days(f"last {weekday} of {MONTHS[month - 1]}", year).first
    assert (found.month, found.weekday()) == (month, WEEKDAYS.index(weekday))
    assert found.day + 7 > monthrange(year, month)[1]


@given(st.integers(1, 9997), st.sampled_from(["week of the second Monday of May", "18 to 24 November", "17 May"]))
def test_an_observance_comes_once_a_year_and_in_order(year: int, rule: str) -> None:
    this, following = days(rule, year), days(rule, year + 1)
    assert this.first <= this.last < following.first
    assert abs((following.first - this.first).days - 365) <= 7


@given(st.dates(date(2000, 1, 1), date(2150, 1, 1)), st.dates(date(2000, 1, 1), date(2150, 1, 1)))
def test_a_year_of_weeks_keeps_the_weekday_and_lies_ahead(first: date, after: date) -> None:
    moved = first + shift_in_weeks(first, after)
    assert moved.weekday() == first.weekday()
    assert moved > max(first, after)
    assert moved - timedelta(weeks=53) <= max(first, after)
    years = round((moved - first).days / 365.2425)
    assert abs((moved - first).days - years * 365.2425) < 5


@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_two_stretches_meet_where_they_share_a_day(a: date, b: date, c: date, d: date) -> None:
    one, (first, last) = Days(min(a, b), max(a, b)), (min(c, d), max(c, d))
    assert one.meets(first, last) == (max(one.first, first) <= min(one.last, last))


def test_every_shipped_observance_has_days_in_every_year_to_come() -> None:
    listed = observances_of(ROOT)
    assert len(listed) >= 20
    for observance in listed.values():
        for year in range(2026, 2200):
            found = observance.days(year)
            assert found is not None
            assert found.first.year == year


def test_days_that_were_announced_count_before_the_rule() -> None:
    hypertension = observances_of(ROOT)["world-hypertension-day"]
    assert [hypertension.days(year) for year in (2020, 2021)] == [
        Days(date(2020, 10, 17), date(2020, 10, 17)),
        Days(date(2021, 5, 17), date(2021, 5, 17)),
    ]


def test_a_campaign_for_a_health_day_begins_with_its_days(hub: Path) -> None:
    assert main(["new", "campaign", "amr", "--observance", "world-amr-awareness-week", "--yes"]) == 0
    fields = yaml.safe_load((hub / "content/campaigns/amr/index.md").read_text("utf-8").split("---\n")[1])
    assert fields["observance"] == "world-amr-awareness-week"
    first, last = fields["starts"], fields["ends"]
    assert (first.month, first.day, last.day, last.year) == (11, 18, 24, first.year)


def test_days_that_were_given_stay(hub: Path) -> None:
    given = {"observance": "world-kidney-day", "starts": "2027-03-01"}
    filled = with_days(hub, given, None, TODAY)
    assert (filled["starts"], filled["ends"]) == ("2027-03-01", "2027-03-11")
    assert with_days(hub, {"title": "Sleep"}, None, TODAY) == {"title": "Sleep"}


def test_health_days_to_come_are_offered_until_one_is_known(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter(["world-kidny-day", "world-kidney-day"])
    asked: list[str] = []
    filled = with_days(hub, {}, lambda words: asked.append(words) or next(answers), TODAY)
    assert (filled["starts"], filled["observance"]) == ("2027-03-11", "world-kidney-day")
    offered = [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]]
    assert offered == sorted(offered)
    assert offered[0] == "2026-12-01"
    assert "Did you mean world-kidney-day?" in asked[1]


def test_a_health_day_that_is_not_listed_writes_nothing(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "campaign", "kidney", "--observance", "world-kidny-day", "--yes"]) == 1
    assert "Did you mean world-kidney-day?" in capsys.readouterr().err
    assert not (hub / "content/campaigns/kidney").exists()
    (hub / "campaign_assets/observances.yml").write_text("observances: [", encoding="utf-8")
    assert main(["new", "campaign", "kidney", "--observance", "world-kidney-day", "--yes"]) == 1
    assert "has none that can be read" in capsys.readouterr().err


BRIEF = "content/campaigns/flu/index.md"
PLAN = "content/campaigns/flu/posts.yml"
AMARA = """\
- id: amara
  at: 2026-09-10 12:00
  platforms: [facebook]
  card: story-amara
  text: >-
    Amara's winter.

    {link}
"""
LINKED = "- {id: linked, at: 2026-09-12 12:00, platforms: [x], text: Read, link: https://x.org/stories/amara/}\n"


def change(root: Path, path: str, *changes: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / path).write_text(text, encoding="utf-8")


def fields_of(root: Path, slug: str) -> dict[str, Any]:
    return yaml.safe_load((root / f"content/campaigns/{slug}/index.md").read_text("utf-8").split("---\n")[1])


def posts_of(root: Path, slug: str) -> list[dict[str, Any]]:
    return yaml.safe_load((root / f"content/campaigns/{slug}/posts.yml").read_text("utf-8"))


LEARNED = 'results: {learned: ["#OurTownFlu2026: ask first", "Ask: again"]}\n'


def test_a_campaign_comes_back_as_a_draft_on_the_same_weekdays(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        hub, BRIEF, ("tag: OurTownFlu", "tag: OurTownFlu2026"), ("winter flu vaccine\n", "winter flu vaccine 2026\n")
    )
    change(hub, BRIEF, ("review_due: 2026-12-01\n", f"review_due: 2026-12-01\n{LEARNED}"))
    change(hub, BRIEF, ("    by: 2026-12-31", '    by: "31 December 2026"'))
    change(hub, PLAN, ("Book yours on the bus. {link}", "'Book on the bus. {link} #OurTownFlu2026'"))
    assert roll_over(hub, "flu", None, TODAY) == 0
    said = capsys.readouterr().out
    before, after = fields_of(hub, "flu"), fields_of(hub, "flu-2027")
    assert (after["starts"], after["ends"]) == (date(2027, 4, 30), date(2027, 12, 30))
    assert [after[each].weekday() for each in ("starts", "ends")] == [
        before[each].weekday() for each in ("starts", "ends")
    ]
    assert after["stage"] == "draft"
    assert not {"approvals", "review_due", "results"} & set(after)
    assert after["before"] == {"campaign": "flu", "learned": ["#OurTownFlu2026: ask first", "Ask: again"]}
    assert (after["title"], after["hashtags"][0]["tag"]) == ("Your winter flu vaccine 2027", "OurTownFlu2027")
    assert after["messages"] == before["messages"]
    moved = posts_of(hub, "flu-2027")
    assert [post["at"] for post in moved] == ["2027-09-06 18:30", "2027-09-08 12:15", "2027-09-10 18:30"]
    assert moved[2]["text"] == "Book on the bus. {link} #OurTownFlu2027"
    text = (hub / "content/campaigns/flu-2027/index.md").read_text("utf-8")
    again = [line.strip() for line in text.split("\n") if line.endswith("# look again")]
    assert [line.split(":")[0] for line in again] == ["by", "accessed", "- {tag"]
    assert "- approvals and review_due" in said
    assert main(["check", "--as-of", "2026-12-31", "content/campaigns/flu-2027"]) == 0


def test_a_campaign_may_keep_the_tag_of_those_that_it_follows(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert roll_over(hub, "flu", None, TODAY) == 0
    assert roll_over(hub, "flu-2027", None, TODAY) == 0
    main(["check", "--all", "--as-of", "2026-06-01"])
    assert "tag-shared" not in capsys.readouterr().out
    change(hub, "content/campaigns/flu-2028/index.md", ("  campaign: flu-2027\n", "  campaign: cold\n"))
    main(["check", "--all", "--as-of", "2026-06-01"])
    assert "[tag-shared]" in capsys.readouterr().out


def test_a_campaign_for_a_health_day_moves_with_it(hub: Path) -> None:
    days = ("starts: 2026-05-01\nends: 2026-12-31", "starts: 2026-10-05\nends: 2026-10-11\nobservance: world-sight-day")
    change(hub, BRIEF, days)
    change(hub, PLAN, ("at: 2026-09-07 18:30", "at: starts + 1 day, 18:30"))
    assert roll_over(hub, "flu", "sight", TODAY) == 0
    after = fields_of(hub, "sight")
    assert (after["starts"], after["ends"]) == (date(2027, 10, 11), date(2027, 10, 17))
    assert posts_of(hub, "sight")[0]["at"] == "starts + 1 day, 18:30"


def test_a_campaign_of_years_ago_comes_back_ahead(hub: Path) -> None:
    assert roll_over(hub, "flu", None, date(2030, 3, 1)) == 0
    assert date(2030, 3, 1) < fields_of(hub, "flu-2030")["starts"] < date(2031, 3, 1)


def test_posts_that_tell_a_story_are_left_out_and_comments_stay(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = "# The bus company prints this one too.\n"
    change(hub, PLAN, ("- id: bus", f"{AMARA}{note}- id: bus"))
    (hub / PLAN).write_text((hub / PLAN).read_text("utf-8") + LINKED, encoding="utf-8")
    assert roll_over(hub, "flu", "again", TODAY) == 0
    assert [post["id"] for post in posts_of(hub, "again")] == ["launch", "figure", "bus"]
    text = (hub / "content/campaigns/again/posts.yml").read_text("utf-8")
    assert f"{note}- id: bus" in text
    assert "amara" not in text.lower()
    assert "left out (amara, linked)" in capsys.readouterr().out


OF_AMARA = """\
- {id: reel, at: 2026-09-13 12:00, platforms: [facebook], carousel: [action, story-amara], text: Look}
- {id: thread, at: 2026-09-13 13:00, platforms: [x], text: Look, thread: ["https://x.org/stories/amara"]}
- {id: words, at: 2026-09-13 14:00, platforms: [x], text: "She booked: I booked it on the bus, and that was that."}
- {id: speaks, at: 2026-09-13 15:00, platforms: [x], card: spokesperson-lead, text: Look}
- {id: half, at: 2026-09-13 15:00, platforms: [x], text: "I booked it on the bus,", thread: [and that was that.]}
"""


@pytest.mark.parametrize("way", [["--rollover", "flu"], ["--from", "flu", "next", "--yes"]], ids=["rollover", "from"])
def test_what_is_not_copied_and_what_names_the_old_campaign_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], way: list[str]
) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    files = {
        "campaigns/flu/video.yml": "title: A\n",
        "partners/x.yml": "name: X\ncampaigns:\n- flu\n",
        "partners/y.yml": "name: flu\ncampaigns: [colds] # flu\ncards: [flu]\n",
        "spokespeople/lead.yml": "role: Lead\ncampaign: flu\n",
        "spokespeople/other.yml": "role: Lead\ncampaign: flu-shots\n",
        "readiness/scenarios/a.md": "---\npause: [flu/launch]\n---\n",
    }
    for path, text in files.items():
        (root / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "content" / path).write_text(text, encoding="utf-8")
    assert main(["new", "campaign", *way]) == 0
    told = capsys.readouterr().out
    assert "- video.yml is not copied: write it anew\n" in told
    naming = [line.split()[1] for line in told.splitlines() if line.endswith(" still names flu")]
    assert naming == [
        "content/partners/x.yml",
        "content/spokespeople/lead.yml",
        "content/readiness/scenarios/a.md",
    ]


@pytest.mark.parametrize("way", [["--rollover", "flu"], ["--from", "flu", "--yes"]], ids=["rollover", "from"])
def test_nobody_s_story_goes_from_one_campaign_into_the_next_unasked(
    hub: Path, capsys: pytest.CaptureFixture[str], way: list[str]
) -> None:
    (hub / PLAN).write_text((hub / PLAN).read_text("utf-8") + OF_AMARA, encoding="utf-8")
    change(
        hub, BRIEF, ("Anyone who cares", "My grandmother lives with us, so I did not want to\nbring anything. We care")
    )
    assert main(["new", "campaign", "again", *way]) == 0
    assert [post["id"] for post in posts_of(hub, "again")] == ["launch", "figure", "bus"]
    lines = (hub / "content/campaigns/again/index.md").read_text("utf-8").split("\n")
    told = next(number for number, line in enumerate(lines, 1) if line.startswith("My grandmother"))
    assert f"index.md tells of a story on line {told}: ask" in capsys.readouterr().out


def test_files_that_the_brief_names_come_along_and_no_others(hub: Path) -> None:
    folder = hub / "content/campaigns/flu"
    for name in ("nurse.jpg", "carers.csv", "results.csv", "notes.txt", "plan.yml"):
        (folder / name).write_bytes(b"x")
    (folder / "away.png").symlink_to(folder / "nurse.jpg")
    change(hub, BRIEF, ("    sources: [survey]\n", "    sources: [survey]\n    chart: carers.csv\n"))
    assert roll_over(hub, "flu", "again", TODAY) == 0
    made = {file.name for file in (hub / "content/campaigns/again").iterdir()}
    assert made == {"index.md", "posts.yml", "nurse.jpg", "carers.csv", "plan.yml"}


def test_what_begins_on_new_years_day_is_of_the_next_year(hub: Path) -> None:
    days = ("starts: 2026-05-01\nends: 2026-12-31", "starts: 2027-01-01\nends: 2027-01-31")
    change(hub, BRIEF, days, ("winter flu vaccine\n", "winter flu vaccine 2027\n"))
    assert roll_over(hub, "flu", None, TODAY) == 0
    after = fields_of(hub, "flu-2028")
    assert (after["starts"], after["title"]) == (date(2027, 12, 31), "Your winter flu vaccine 2028")


def test_a_translation_comes_back_untied_until_its_source_has(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spanish = hub / "content/campaigns/gripe"
    shutil.copytree(hub / "content/campaigns/flu", spanish)
    tied = ("stage: approved", "stage: approved\nlanguage: es\ntranslation_of: flu")
    change(hub, "content/campaigns/gripe/index.md", tied)
    assert roll_over(hub, "gripe", None, TODAY) == 0
    assert "translation_of" not in fields_of(hub, "gripe-2027")
    assert "- translation_of: name the campaign that follows flu" in capsys.readouterr().out
    assert main(["check", "--as-of", "2026-12-31", "content/campaigns/gripe-2027"]) == 0


@pytest.mark.parametrize(
    ("arguments", "lost"),
    [
        (["--rollover", "flu", "--starts", "2030-01-01", "--title", "Flu"], "--title and --starts"),
        (["--rollover", "flu", "--from", "flu"], "--from"),
        (["--rollover", "flu", "--observance", "world-kidney-day"], "--observance"),
        (["--from", "flu", "--observance", "world-kidney-day", "--yes"], "--observance"),
        (["--from", "flu", "--audience", "People over 60", "--yes"], "--audience"),
    ],
)
def test_no_answer_is_lost_beside_an_earlier_campaign(
    arguments: list[str], lost: str, hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "campaign", "again", *arguments]) == 1
    assert f"leave out {lost}, and change it in the brief." in capsys.readouterr().err
    assert not (hub / "content/campaigns/again").exists()


@pytest.mark.parametrize(
    ("path", "old", "new", "why"),
    [
        (PLAN, "at: 2026-09-07 18:30", "at: 2026-02-30 18:30", "2026-02-30 is no day that can be moved"),
        (PLAN, "at: 2026-09-07 18:30", "at: 9999-12-31 18:30", "9999-12-31 is no day that can be moved"),
        (BRIEF, "ends: 2026-12-31", "ends: 9999-12-31", "can't be relied on"),
        (BRIEF, "by: 2026-12-31", "by: 9999-12-31", "9999-12-31 is no day that can be moved"),
        (BRIEF, "starts: 2026-05-01", "starts: soon", "can't be relied on"),
        (BRIEF, "title: Your winter flu vaccine", "title: [", "can't be relied on"),
        (BRIEF, "stage: approved", "stage: >-\n  approved", "is not written as one word"),
        (PLAN, "at: 2026-09-07 18:30", "at: &a 2026-09-07 18:30", "can't be read"),
        (PLAN, "  at: 2026-09-07 18:30", "  at: |\n    2026-09-07 18:30", "is not written as one word"),
    ],
)
def test_what_can_t_be_moved_by_itself_is_told_of(path: str, old: str, new: str, why: str, hub: Path) -> None:
    change(hub, path, (old, new))
    before = sorted(hub.rglob("*"))
    with pytest.raises(NotWritten, match=why):
        roll_over(hub, "flu", "again", TODAY)
    assert sorted(hub.rglob("*")) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--rollover", "cold"], "There is no content/campaigns/cold/index.md"),
        (["--rollover", "../stories"], "There is no content/campaigns/../stories"),
        (["flu", "--rollover", "flu"], "is there already"),
        (["Flu Week", "--rollover", "flu"], "can't be part of an address"),
    ],
)
def test_a_bad_name_writes_nothing(
    arguments: list[str], words: str, hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(hub.rglob("*"))
    assert main(["new", "campaign", *arguments]) == 1
    assert words in capsys.readouterr().err
    assert sorted(hub.rglob("*")) == before
