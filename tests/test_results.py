"""Results: what is inside stays inside, likes stand for no goal, exports become numbers, the old is checked anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from living import living_hub, run_hub, write_yaml
from tiny import AS_OF, ROOT, tiny_hub

from campaign_hub.commands import main
from campaign_hub.commands.export_tables import counts_in
from campaign_hub.commands.scaffolding import NotWritten
from campaign_hub.commands.written_days import Order
from campaign_hub.derive import Campaign
from campaign_hub.load.front_matter import read_page
from campaign_hub.load.yaml_tree import read_yaml
from campaign_hub.memory import Memory
from campaign_hub.pipeline import assemble
from campaign_hub.render import PageLayout
from campaign_hub.render.claims_page import claims_pages
from campaign_hub.render.results import results_view
from campaign_hub.validate.analytics import Analytics, read_analytics

TODAY = datetime.now(UTC).date()
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
BRIEF = "content/campaigns/flu/index.md"
WORDS_TALL = 17.6
"""Half of two lines of 16 pixels, the largest that words in a chart are drawn."""
COUNTS = ('    target: "120 a week"\n', '    target: "120 a week"\n    counts: {baseline: 40, target: 120}\n')


def change(root: Path, *changes: tuple[str, str], path: str = BRIEF) -> None:
    file = root / path
    text = file.read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def put(root: Path, *rows: str) -> None:
    text = "\n".join(("objective,date,value,kind,metric,from", *rows, ""))
    (root / "content/campaigns/flu/results.csv").write_text(text, encoding="utf-8")


def campaign_of(root: Path) -> Campaign:
    assembly = assemble(root, NOON, draw=False)
    assert assembly.hub is not None
    return assembly.hub.campaigns[0]


def analytics() -> Analytics:
    text = (ROOT / "campaign_assets/results.yml").read_text("utf-8")
    found: list = []
    read = read_analytics(read_yaml(text, "campaign_assets/results.yml")[0], found)
    assert not found
    return read


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site of two campaigns, of which one shows its results and the other keeps them."""
    root = living_hub(tmp_path_factory.mktemp("results"), TODAY)
    folder = root / "content/campaigns"
    for name, public in (("flu", True), ("not-yet-approved", False)):
        file = folder / name / "index.md"
        _, front, body = file.read_text("utf-8").split("---\n", 2)
        brief = yaml.safe_load(front) | {"stage": "approved"}
        brief["results"] = {
            "public": public,
            "note": f"Zqnote{name}",
            "changed": [{"on": TODAY, "text": f"Zqchanged{name}"}],
            "learned": [f"Zqlearned{name}"],
        }
        brief["before"] = {"campaign": "flu", "learned": [f"Zqbefore{name}"]}
        brief["objectives"][0]["counts"] = {"baseline": 40, "target": 120}
        write = yaml.safe_dump(brief, allow_unicode=True, sort_keys=False)
        file.write_text(f"---\n{write}---\n{body}", encoding="utf-8")
        rows = f"objective,date,value,kind\n{brief['objectives'][0]['id']},{TODAY},7771,outcome\n"
        (folder / name / "results.csv").write_text(rows, encoding="utf-8")
    settings = root / "campaign_assets/hub.yml"
    write_yaml(settings, yaml.safe_load(settings.read_text("utf-8")) | {"strategy": {"public": True}})
    done = run_hub(root, "publish")
    assert (root / "site/build.json").is_file(), done.stderr
    return root / "site"


def test_results_that_are_kept_inside_are_in_no_file_of_the_site(site: Path) -> None:
    told = [file for file in site.rglob("*") if file.is_file() and re.search(rb"Zq\w+not-yet", file.read_bytes())]
    assert told == []
    assert "Zqbeforeflu" in (site / "campaigns/flu/strategy/index.html").read_text("utf-8")
    assert "7,771" not in (site / "campaigns/not-yet-approved/index.html").read_text("utf-8")


def test_results_that_are_public_stand_on_the_campaigns_page_with_a_chart_and_its_table(site: Path) -> None:
    page = (site / "campaigns/flu/index.html").read_text("utf-8")
    chart = re.search(r'<svg class="hub-results__chart"[^>]*role="img"[^>]*aria-label="([^"]+)"', page)
    assert chart
    assert "7,771" in chart[1]
    assert all(word in page for word in ("Zqnoteflu", "Zqchangedflu", "Zqlearnedflu", "Target reached"))
    assert re.search(r"<table class=\"hub-results__table\">.*7,771.*</table>", page, re.DOTALL)


def test_all_claims_of_public_campaigns_stand_on_one_page_with_roles_and_no_address(site: Path) -> None:
    page = (site / "claims/index.html").read_text("utf-8")
    claims = page[page.index("hub-claims__head") : page.index("hub-footer")]
    assert 'class="hub-claim__text"' in claims
    assert "Flu facts" in claims
    assert "Approved by" in claims
    assert "@" not in claims
    # A message without a source is no claim that anyone could look up.
    assert claims.count("hub-claim__text") == len(re.findall(r"<ul class=\"hub-claim__sources\"", claims))
    assert 'href="../../claims/"' in (site / "campaigns/flu/index.html").read_text("utf-8")


def test_claims_of_many_campaigns_go_on_several_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    folder = root / "content/campaigns"
    (folder / "cold").mkdir()
    (folder / "cold/index.md").write_text((folder / "flu/index.md").read_text("utf-8"), encoding="utf-8")
    monkeypatch.setattr("campaign_hub.render.claims_page.AT_ONCE", 1)
    hub = assemble(root, NOON, draw=False).hub
    assert hub is not None
    pages = claims_pages(hub, Memory())
    assert [each.url for each in pages] == ["claims/", "claims/2/"]
    assert [group.campaign.slug for each in pages for group in each.view["groups"]] == ["cold", "flu"]
    html = PageLayout(root / "campaign_assets/theme").lay_out(pages[1], "")
    assert 'href="../"' in html


def test_a_draft_has_no_claims_in_public(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    change(root, ("stage: approved", "stage: draft"))
    assembly = assemble(root, NOON)
    assert assembly.rendered is not None
    page = next(each for each in assembly.rendered.pages if each.path == "claims/index.md")
    assert page.view["groups"] == []


def test_a_page_of_the_editors_own_takes_the_place_of_the_claims(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    (root / "content/claims.md").write_text("---\ntitle: Ours\ndescription: Ours.\n---\n\nOurs.\n", encoding="utf-8")
    assembly = assemble(root, NOON)
    assert assembly.rendered is not None
    assert [each.path for each in assembly.rendered.pages if "claims" in each.path] == ["claims.md"]


def test_likes_stand_for_no_goal_whatever_the_table_says(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    change(root, COUNTS)
    put(root, "bookings,2026-05-08,900,outcome,reactions,facebook")
    [achieved] = campaign_of(root).results
    assert achieved.is_hollow
    assert achieved.state is None
    assert [each.kind for each in achieved.others] == ["output"]


@pytest.mark.parametrize(
    ("counts", "value", "by", "state"),
    [
        ("{baseline: 40, target: 120}", "120", "2026-12-31", "reached"),
        ("{baseline: 40, target: 120}", "119", "2026-12-31", "underway"),
        ("{baseline: 40, target: 120}", "119", "2026-05-31", "missed"),
        ("{baseline: 40, target: 20}", "19", "2026-05-31", "reached"),
        ("{baseline: 40, target: 20}", "21", "2026-05-31", "missed"),
        ("{baseline: 40%, target: 60%}", "61%", "2026-12-31", "reached"),
        ("{baseline: 40%, target: 60%}", "61", "2026-12-31", None),
    ],
)
def test_a_target_is_reached_missed_or_under_way(
    tmp_path: Path, counts: str, value: str, by: str, state: str | None
) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    change(root, (COUNTS[0], COUNTS[1].replace("{baseline: 40, target: 120}", counts)), ("by: 2026-12-31", f"by: {by}"))
    put(root, f"bookings,2026-05-08,{value},outcome,,")
    assert campaign_of(root).results[0].state == state


def test_sums_add_up_and_people_are_not_counted_twice(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    days = ("2026-05-08", "2026-05-15", "2026-07-01")
    put(root, *(f"bookings,{day},100,{kind},x" for day in days for kind in ("outtake,clicks", "output,reach")))
    [achieved] = campaign_of(root).results
    # The day to come is left out.
    assert {each.metric.name["en"]: each.total for each in achieved.others if each.metric} == {
        "Clicks": Decimal(200),
        "People reached, best day": Decimal(100),
    }


@given(values=st.lists(st.integers(0, 10**9), min_size=1, max_size=12), language=st.sampled_from(["en", "ar"]))
@settings(max_examples=12, deadline=None)
def test_a_chart_stays_in_its_frame_and_days_run_the_way_of_the_language(
    shared: Path, values: list[int], language: str
) -> None:
    put(shared, *(f"bookings,{date(2026, 5, 1) + timedelta(days=at)},{n},outcome,," for at, n in enumerate(values)))
    file = shared / BRIEF
    file.write_text(re.sub(r"language: \w+\n", f"language: {language}\n", file.read_text("utf-8"), count=1))
    assembly = assemble(shared, NOON, draw=False)
    assert assembly.hub is not None
    view = results_view(assembly.hub, assembly.hub.campaigns[0])
    assert view is not None
    chart = view["objectives"][0]["chart"]
    places = [spot.x for spot in chart["spots"]]
    assert places == sorted(places, reverse=language == "ar")
    assert all(0 <= spot.x <= chart["width"] and 0 <= spot.y <= chart["bottom"] for spot in chart["spots"])
    upper, lower = chart["fixed"]
    assert lower["text_y"] - upper["text_y"] >= 2 * WORDS_TALL
    assert upper["text_y"] >= WORDS_TALL
    assert lower["text_y"] + WORDS_TALL <= chart["height"]
    # What stands beside the lines is where no point and no day can be.
    beyond = [chart["left"] > each["x"] if language == "ar" else chart["right"] < each["x"] for each in chart["fixed"]]
    assert all(beyond)
    assert all(chart["left"] <= spot.x <= chart["right"] for spot in chart["spots"])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tiny_hub(tmp_path_factory.mktemp("charts"), hooks=False)
    change(root, ("stage: approved\n", "stage: approved\nlanguage: en\n"), COUNTS)
    return root


X = """\
Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,Create Post
"Fri, Nov 20, 2026","2,871",24,43,0,1,0,2,1,1,2,2
"Mon, Nov 16, 2026",336,2,15,0,0,0,0,2,0,1,0
"Sun, Nov 15, 2026",10,1,15,0,0,0,0,2,0,1,0
"""
FACEBOOK = """\
\ufeffPost ID,Page name,Title,Publish time,Reach,Views,"Reactions, comments and shares",Reactions,Comments,Shares
1,Us,"Hello, Zqname",11/19/2026 21:00,"1,100",1500,20,14,3,3
3,Us,Zqname,11/20/2026 09:00,900,1200,10,8,1,1
"""
LINKEDIN = """\
Aggregated engagement metrics for organic and sponsored content
Date,Impressions (organic),Impressions (total),Clicks (total),Reactions (total),Comments (total),Reposts (total)
11/19/2026,5,10,2,-1,0,1
"""
GA = (
    "# Traffic\n# Start date: 20261101\nDate,Sessions,Engaged sessions,Views\n20261119,120,80,340\n\nTotals,215,140,9\n"
)
MATOMO = "date,nb_uniq_visitors,nb_visits,nb_actions\n2026-11-19,14,17,40\n2026-11-20,20,25,60\n"


@pytest.mark.parametrize(
    ("text", "name", "counts"),
    [
        (X, "x", {("2026-11-20", "views"): 3207, ("2026-11-15", "views"): 10, ("2026-11-20", "reactions"): 26}),
        (FACEBOOK, "facebook", {("2026-11-20", "reach"): 1100, ("2026-11-20", "reactions"): 22}),
        (LINKEDIN, "linkedin", {("2026-11-19", "views"): 10, ("2026-11-19", "reactions"): 0}),
        (GA, "google-analytics", {("2026-11-19", "visits"): 120, ("2026-11-19", "engaged-visits"): 80}),
        (MATOMO, "matomo", {("2026-11-20", "visits"): 42, ("2026-11-20", "visitors"): 20}),
    ],
)
def test_an_export_is_known_by_its_columns_and_added_up_by_week(
    text: str, name: str, counts: dict[tuple[str, str], int]
) -> None:
    told, read = counts_in(text.removeprefix("\ufeff"), analytics(), None, "week")
    assert told == name
    by_day = {(day.isoformat(), metric): int(value) for (day, metric), value in read.items()}
    assert counts.items() <= by_day.items()


@given(text=st.text(max_size=300) | st.lists(st.sampled_from(X.split(","))).map(",".join))
@settings(max_examples=100, deadline=None)
def test_no_file_breaks_the_reader(text: str) -> None:
    try:
        counts_in(text, analytics(), None, "day")
    except NotWritten:
        return


def test_an_export_leaves_numbers_alone_in_the_hub_and_twice_is_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tiny_hub(tmp_path / "hub", hooks=False)
    monkeypatch.chdir(root)
    for name, raw in (("f.csv", FACEBOOK.encode()), ("m.csv", MATOMO.encode("utf-16"))):
        (tmp_path / name).write_bytes(raw)
        for _ in range(2):
            assert main(["results", "flu", str(tmp_path / name), "--objective", "bookings"]) == 0
    text = (root / "content/campaigns/flu/results.csv").read_text("utf-8")
    assert "Zqname" not in text
    assert text.splitlines()[0] == "objective,date,value,kind,metric,from"
    assert text.count(",visits,matomo") == text.count(",views,facebook") == 1
    assert main(["check", "--as-of", "2026-12-01", "content/campaigns/flu/results.csv"]) == 0


def test_what_was_written_is_said_by_its_kinds_and_days(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tiny_hub(tmp_path / "hub", hooks=False)
    monkeypatch.chdir(root)
    for day, early in (("2026-09-01", False), ("2020-01-01", True)):
        table = f"date,nb_visits,nb_uniq_visitors,nb_visits_converted\n{day},5,4,3\n"
        (tmp_path / "m.csv").write_text(table, encoding="utf-8")
        assert main(["results", "flu", str(tmp_path / "m.csv"), "--objective", "bookings"]) == 0
        told = capsys.readouterr().out
        assert "outcomes.\n" in told
        assert "outputs" not in told
        assert ("first day, among them: 3." in told) is early


@pytest.mark.parametrize("between", ["\t", ";"])
def test_a_spreadsheet_program_may_put_other_marks_between_cells(between: str) -> None:
    assert counts_in(MATOMO.replace(",", between), analytics(), None, "week") == counts_in(
        MATOMO, analytics(), None, "week"
    )


def test_a_number_that_may_be_either_is_not_guessed() -> None:
    with pytest.raises(NotWritten, match=r"17\.042 may be a fraction or thousands"):
        counts_in(MATOMO.replace(",17,", ",17.042,").replace(",", ";"), analytics(), None, "week")


BRITISH = FACEBOOK.replace("11/19/2026", "19/11/2026").replace("11/20/2026", "20/11/2026")
EITHER = FACEBOOK.replace("11/19/2026", "03/04/2026").replace("11/20/2026", "05/04/2026")


@pytest.mark.parametrize(
    ("text", "order", "days"),
    [
        (FACEBOOK, None, {"2026-11-19", "2026-11-20"}),
        (BRITISH, None, {"2026-11-19", "2026-11-20"}),
        (BRITISH.replace("20/11/2026", "05/11/2026"), None, {"2026-11-19", "2026-11-05"}),
        (EITHER, "day-first", {"2026-04-03", "2026-04-05"}),
        (EITHER, "month-first", {"2026-03-04", "2026-05-04"}),
        (EITHER.replace("03/04/", "04/04/").replace("05/04/", "05/05/"), None, {"2026-04-04", "2026-05-05"}),
    ],
)
def test_days_are_read_with_the_day_or_the_month_first(text: str, order: Order | None, days: set[str]) -> None:
    _, read = counts_in(text.removeprefix("\ufeff"), analytics(), None, "day", order)
    assert {day.isoformat() for day, _ in read} == days


@pytest.mark.parametrize(
    ("text", "order", "told"),
    [
        (EITHER, None, "03/04/2026 .*--dates day-first or --dates month-first"),
        (FACEBOOK, "day-first", "--dates day-first: The file has 11/19/2026"),
        (BRITISH, "month-first", "--dates month-first: The file has 19/11/2026"),
        (
            FACEBOOK.replace("11/19/2026", "19/11/2026"),
            None,
            "19/11/2026 .* has the day first and 11/20/2026 .*the month",
        ),
    ],
)
def test_a_day_that_may_be_either_is_not_guessed(text: str, order: Order | None, told: str) -> None:
    with pytest.raises(NotWritten, match=told):
        counts_in(text.removeprefix("\ufeff"), analytics(), None, "week", order)


@pytest.mark.parametrize("value", ["\u0666\u0664\u0660", "\u06f6\u06f4\u06f0", "\u0666\u0664\u0660\u066b\u0660"])
def test_counts_are_read_in_the_figures_of_any_script(value: str, tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    put(root, f"bookings,2026-0\u0665-0\u0668,{value},outcome,,")
    checked = assemble(root, NOON, draw=False).checked
    assert checked
    (row,) = checked.briefs[0].results
    assert (row.value, row.day) == (640, date(2026, 5, 8))


def test_a_cell_without_end_is_no_open_quote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    put(root, "bookings,2026-05-08,44,outcome,,", f"bookings,2026-05-15,{'4' * 140_000},outcome,,")
    assert main(["check", "--as-of", AS_OF, "content/campaigns/flu/results.csv"]) == 1
    assert "error[table-cell-long] content/campaigns/flu/results.csv:3" in capsys.readouterr().out


@pytest.mark.parametrize("odd", ["1e-999999", "0.123456789", "99999999999999"])
def test_what_is_counted_fits_the_table(odd: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tiny_hub(tmp_path / "hub", hooks=False)
    monkeypatch.chdir(root)
    (tmp_path / "m.csv").write_text(MATOMO.replace(",17,", f",{odd},") + "0001-01-01,1,1,1\n", encoding="utf-8")
    assert main(["results", "flu", str(tmp_path / "m.csv"), "--objective", "bookings"]) == 0
    assert main(["check", "--as-of", "2026-12-01", "content/campaigns/flu/results.csv"]) == 0


def test_what_is_no_export_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tiny_hub(tmp_path / "hub", hooks=False)
    monkeypatch.chdir(root)
    (tmp_path / "sheet.csv").write_bytes(b"PK\x03\x04 and more")
    for given_args in (["flu", "nowhere.csv"], ["flu", str(tmp_path / "sheet.csv")], ["influenza", "nowhere.csv"]):
        assert main(["results", *given_args, "--objective", "bookings"]) == 1
    told = capsys.readouterr().err
    assert all(words in told for words in ("can't be read", "is a spreadsheet", "There is no campaign influenza"))
    (tmp_path / "m.csv").write_text(MATOMO, encoding="utf-8")
    assert main(["results", "../stories/amara", str(tmp_path / "m.csv"), "--objective", "bookings"]) == 1
    assert main(["results", "flu", str(tmp_path / "m.csv"), "--objective", "booking"]) == 1
    assert "There is no booking among the objectives. Did you mean bookings?" in capsys.readouterr().err
    assert not [*root.glob("content/*/*/results.csv")]


def test_a_campaign_begun_from_another_keeps_what_holds_and_leaves_open_what_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    change(root, ("review_due: 2026-12-01\n", "review_due: 2026-12-01\nresults: {learned: ['Ask: at the counter']}\n"))
    change(root, ("  card: action\n", "  card: story-amara\n"), path="content/campaigns/flu/posts.yml")
    put(root, "bookings,2026-05-08,44,outcome,,", "bookings,2026-05-09,900,output,reactions,x")
    assert main(["new", "campaign", "next", "--yes", "--from", "flu"]) == 0
    old, new = (
        read_page((root / f"content/campaigns/{each}/index.md").read_text("utf-8"), "a") for each in ("flu", "next")
    )
    assert not new[1]
    was, now = old[0].fields.data, new[0].fields.data
    same = ("title", "summary", "audiences", "messages", "figures", "call_to_action")
    assert {name: now[name] for name in same} == {name: was[name] for name in same}
    assert now["before"] == {"campaign": "flu", "learned": ["Ask: at the counter"]}
    assert (now["stage"], now["starts"], now["ends"]) == ("draft", date(2027, 5, 1), date(2027, 12, 31))
    assert now["sources"]["survey"]["accessed"] is None
    assert now["hashtags"][0]["checked_on"] is None
    assert not {"approvals", "review_due", "results", "corrections"} & set(now)
    assert new[0].body == old[0].body
    text = (root / "content/campaigns/next/index.md").read_text("utf-8")
    assert "last time it came to 44 on 2026-05-08" in text
    posts = yaml.safe_load((root / "content/campaigns/next/posts.yml").read_text("utf-8"))
    assert [post["id"] for post in posts] == ["launch", "figure"]
    assert posts[0]["at"] == "2027-09-07 18:30"
    assert not (root / "content/campaigns/next/results.csv").exists()
    capsys.readouterr()
    assert main(["check", "--as-of", AS_OF, "content/campaigns/next"]) == 1
    assert "accessed of survey" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["antibiotics", "antibioticos", "blood-pressure", "bowel-screening"])
def test_every_shipped_campaign_can_be_begun_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    (root / "content/campaigns" / name).mkdir()
    for file in ("index.md", "posts.yml"):
        text = (ROOT / "content/campaigns" / name / file).read_text("utf-8")
        (root / "content/campaigns" / name / file).write_text(text, encoding="utf-8")
    assert main(["new", "campaign", "next", "--yes", "--from", name, "--starts", "2028-03-01"]) == 0
    old, new = (
        read_page((root / f"content/campaigns/{each}/index.md").read_text("utf-8"), "a")[0].fields.data
        for each in (name, "next")
    )
    carried = ("messages", "audiences", "figures", "questions", "partners", "sensitivity")
    assert {each: new.get(each) for each in carried} == {each: old.get(each) for each in carried}
    assert {each: len(old[each]) for each in ("sources", "hashtags", "cards")} == {
        each: len(new[each]) for each in ("sources", "hashtags", "cards")
    }


def test_a_campaign_begun_from_another_brings_nobodys_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    plan = root / "content/campaigns/flu/posts.yml"
    begins = "at: 2026-09-12 12:00, platforms: [facebook]"
    told = (
        f"- {{id: shown, {begins}, text: Look, carousel: [headline, story-amara]}}\n"
        f"- {{id: linked, {begins}, thread: [Look, 'https://x.org/stories/amara/']}}\n"
    )
    plan.write_text(plan.read_text("utf-8") + told, encoding="utf-8")
    assert main(["new", "campaign", "next", "--yes", "--from", "flu"]) == 0
    posts = yaml.safe_load((root / "content/campaigns/next/posts.yml").read_text("utf-8"))
    assert [post["id"] for post in posts] == ["launch", "figure", "bus"]


@pytest.mark.parametrize(
    ("old", "new", "arguments"),
    [
        ("by: 2026-12-31", "by: 9999-12-31", []),
        ("starts: 2026-05-01", "starts: 9999-05-01", []),
        ("starts: 2026-05-01", "starts: 2024-02-29", ["--ends", "2024-03-31"]),
    ],
)
def test_days_that_can_t_be_begin_nothing(
    old: str, new: str, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    change(root, (old, new))
    assert main(["new", "campaign", "next", "--yes", "--from", "flu", *arguments]) == 1
    assert not (root / "content/campaigns/next").exists()


def test_a_campaign_that_is_not_there_begins_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    assert main(["new", "campaign", "next", "--yes", "--from", "nowhere"]) == 1
    assert not (root / "content/campaigns/next").exists()


def test_a_chart_may_still_be_drawn_from_a_table_of_the_same_name(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    change(root, ("    year: 2025\n", "    year: 2025\n    chart: results.csv\n"))
    (root / "content/campaigns/flu/results.csv").write_text("Year,Share\n2023,61%\n2024,65%\n", encoding="utf-8")
    campaign = campaign_of(root)
    assert campaign.charts
    assert not campaign.results
