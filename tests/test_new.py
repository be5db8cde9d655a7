"""`new` writes what an editor begins with: it asks, takes flags, overwrites nothing, and is right once filled."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from tiny import AS_OF, tiny_hub

from campaign_hub.commands import main
from campaign_hub.commands.questions import slug_of
from campaign_hub.commands.scaffolding import NotWritten, new

CAMPAIGN = {
    "title": 'Sleep: "well" & long #1',
    "starts": "2027-01-11",
    "ends": "2027-02-11",
    "team": "Night team",
    "email": "night@example.org",
    "audience": "People who work at night: nurses",
    "language": "es",
    "topics": "sleep, work: nights",
}
REST = {
    "  text:  ": "  text: Sleep in the dark",
    "  url:": "  url: https://www.example.org/sleep",
    "    organisation_goal:": "    organisation_goal: Fewer sick days",
    "    communication_goal:": "    communication_goal: People know how to sleep by day",
    "    social_goal:": "    social_goal: People pass it on",
    "    measure:": "    measure: Visits to the page",
    '    baseline: ""': '    baseline: "10"',
    '    target: ""': '    target: "20"',
    "    by:": "    by: 2027-02-11",
    "    needs:": "    needs: To hear what helps",
    "    tone:": "    tone: Calm",
    "        why:": "        why: They are there",
    "    text:": "    text: Sleep in the dark.",
    "    short:": "    short: Dark is good.",
    "  - tag:": "  - tag: SleepByDay",
    "    checked_on:": "    checked_on: 2026-05-01",
    "summary:": "summary: How to sleep by day.",
}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    return root


def fields_of(page: Path) -> dict[str, object]:
    return yaml.safe_load(page.read_text("utf-8").split("---\n")[1])


def test_a_campaign_has_the_answers_and_is_right_once_filled(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flags = [part for name, answer in CAMPAIGN.items() for part in (f"--{name}", answer)]
    assert main(["new", "campaign", *flags]) == 0
    page = hub / "content/campaigns/sleep-well-long-1/index.md"
    fields = fields_of(page)
    assert (fields["title"], fields["language"]) == (CAMPAIGN["title"], "es")
    assert (fields["starts"], fields["ends"]) == (date(2027, 1, 11), date(2027, 2, 11))
    assert fields["owner"] == {"team": "Night team", "email": "night@example.org"}
    assert fields["topics"] == ["sleep", "work: nights"]
    assert "People who work at night: nurses" in page.read_text("utf-8")
    text = page.read_text("utf-8")
    for begin, line in REST.items():
        text, times = re.subn(rf"^{re.escape(begin)}.*$", line, text, count=1, flags=re.MULTILINE)
        assert times == 1, begin
    page.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--as-of", AS_OF, "content/campaigns/sleep-well-long-1"]) == 0, capsys.readouterr().out


def test_a_new_posting_plan_has_its_form_where_there_are_forms(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "campaign", "night", "--yes"]) == 0
    assert not (hub / ".pages.yml").exists()
    (hub / ".pages.yml").write_text("content: []\n", encoding="utf-8")
    assert main(["new", "story", "quiet", "--yes"]) == 0
    assert (hub / ".pages.yml").read_text("utf-8") == "content: []\n"
    assert main(["new", "campaign", "day", "--yes"]) == 0
    assert "Written: .pages.yml\n" in capsys.readouterr().out
    forms = yaml.safe_load((hub / ".pages.yml").read_text("utf-8"))["content"]
    assert [each["name"] for each in forms if each.get("list")] == ["posts-day", "posts-flu", "posts-night"]


def test_questions_are_asked_until_an_answer_will_do_and_may_be_left_open(hub: Path) -> None:
    asked: list[str] = []
    answers = iter(["", "Night", "soon", "2027-01-11", "", "", "no address", "", "", "", ""])

    def ask(words: str) -> str:
        asked.append(words)
        return next(answers)

    assert new(hub, "campaign", "night", {}, ask) == 0
    fields = fields_of(hub / "content/campaigns/night/index.md")
    assert (fields["title"], fields["starts"], fields["ends"]) == ("Night", date(2027, 1, 11), None)
    assert any("Write a day such as" in words for words in asked)
    assert fields["owner"] == {"team": None, "email": None}


def test_a_story_has_its_campaign_and_stays_withheld(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flags = ["--title", "Lantern evenings", "--campaign", "flu", "--language", "en", "--given-by", "guardian", "--yes"]
    assert main(["new", "story", *flags]) == 0
    page = hub / "content/stories/lantern-evenings/index.md"
    fields = fields_of(page)
    assert (fields["campaigns"], fields["language"], fields["consent"]) == (["flu"], "en", {"status": "requested"})
    assert "  # given_by: guardian\n" in page.read_text("utf-8")
    capsys.readouterr()
    assert main(["check", "--as-of", AS_OF]) == 0
    assert "notice[consent-not-given] content/stories/lantern-evenings/index.md" in capsys.readouterr().out


def test_a_plan_is_one_file_and_is_right_once_filled(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flags = ["--title", "Snow", "--about", "event", "--owner", "Duty editor", "--deputy", "Team lead", "--yes"]
    assert main(["new", "scenario", *flags]) == 0
    page = hub / "content/readiness/scenarios/snow.md"
    fields = fields_of(page)
    assert (fields["kind"], fields["owner"], fields["deputy"]) == ("event", "Duty editor", "Team lead")
    text = page.read_text("utf-8")
    for field in ("trigger", "holding_statement", "approver"):
        text = re.sub(rf"^{field}:.*$", f"{field}: Filled in", text, flags=re.MULTILINE)
    page.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--as-of", AS_OF, "content/readiness"]) == 0, capsys.readouterr().out
    assert main(["new", "scenario", "snow", "--yes"]) == 1
    assert "content/readiness/scenarios/snow.md is there already" in capsys.readouterr().err


def test_nothing_asks_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["new", "story", "--help"])
    said = capsys.readouterr().out
    assert not re.search(r"--(shown|name|record|person|quote)", said)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["campaign", "flu"], "is there already"),
        (["campaign", "--title", "Flu"], "is there already"),
        (["campaign", "Flu Week"], "can't be part of an address"),
        (["campaign", "night", "--starts", "11.1.2027"], "--starts: Write a day such as 2027-01-11."),
        (["campaign", "night", "--starts", "2027-02-01", "--ends", "2027-01-01"], "would end before it starts"),
        (["campaign", "night", "--title", "x" * 71], "--title: Shorten it to 70 characters"),
        (["campaign", "night", "--email", "nobody"], "--email: Write it such as"),
        (["story", "night", "--given-by", "me"], "--given-by: Write one of"),
        (["scenario", "night", "--about", "night"], "--about: Write one of"),
        (["story", "night", "--campaign", "../x"], "--campaign: Write names"),
        (["campaign", "--title", "睡眠"], "Give the campaign's folder a name"),
        (["campaign"], "Give the campaign's folder a name"),
    ],
)
def test_what_will_not_do_is_told_of_and_nothing_is_written(
    hub: Path, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in hub.rglob("content/**/*") if file.is_file()}
    assert main(["new", *arguments, "--yes"]) == 1
    assert words in capsys.readouterr().err
    assert {file: file.read_bytes() for file in hub.rglob("content/**/*") if file.is_file()} == before


def test_a_taken_name_is_told_of_before_anything_is_asked(hub: Path) -> None:
    with pytest.raises(NotWritten, match="is there already"):
        new(hub, "campaign", "flu", {}, lambda _: pytest.fail("asked"))


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Know Your Numbers!", "know-your-numbers"),
        ("¿Cómo está?", "como-esta"),
        ("Don't wait", "dont-wait"),
        ("睡", ""),
    ],
)
def test_a_title_becomes_an_address(title: str, slug: str) -> None:
    assert slug_of(title) == slug
