"""Fifteen minutes a day: a page and notes for the organisation's own people, and whether campaigns ask or only tell."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from living import write_yaml
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tiny import POSTS, ROOT, tiny_hub

from campaign_hub.canaries import INTERNAL_FOLDER
from campaign_hub.commands import main
from campaign_hub.derive.daily import day_of, turn
from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.render import PageLayout

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
POSTING = date(2026, 9, 7)
"""The day of the tiny hub's first post."""
BRIEF = "content/campaigns/flu/index.md"
PLAN = "content/campaigns/flu/posts.yml"
NOTES = f"{INTERNAL_FOLDER}daily.ics"
OF_A_STORY = """\
- id: amara
  at: 2026-09-07 19:00
  platforms: [x]
  card: story-amara
  text: "Amara knows how her winter went. {link}"
"""
MORE = """\
allies:
  - {who: Carers Circle, kind: tag}
  - {who: Night Nurses, kind: reply, sees_it_differently: They ask who pays.}
  - {who: Bus Drivers, kind: amplify, speaks_for: [carers]}
  - {who: Choir, kind: amplify}
questions:
  - {question: Does the vaccine give me flu?, answer: It does not.}
approvals:
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The tiny hub with allies, an answer, and a post of a story that is not for kits."""
    return written(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Callable[[date], Assembly]:
    """The preview of that hub on any day, each made once."""
    root = written(tmp_path_factory.mktemp("shared"))
    return cache(lambda day: assemble(root, NOON, day, show_unapproved=True))


def written(folder: Path) -> Path:
    root = tiny_hub(folder, hooks=False)
    change(root, BRIEF, "approvals:\n", MORE)
    (root / PLAN).write_text(POSTS + OF_A_STORY, encoding="utf-8")
    return root


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new), encoding="utf-8")


def set_in_hub(root: Path, **settings: object) -> None:
    file = root / "campaign_assets/hub.yml"
    write_yaml(file, yaml.safe_load(file.read_text("utf-8")) | settings)


def page_of(root: Path, day: date) -> LexborNode:
    return laid_out(assemble(root, NOON, day, show_unapproved=True))


def laid_out(made: Assembly, path: str = f"{INTERNAL_FOLDER}daily/index.md") -> LexborNode:
    assert made.rendered
    page = next(page for page in made.rendered.pages if page.path == path)
    body = LexborHTMLParser(PageLayout(ROOT / "campaign_assets/theme").lay_out(page, "")).body
    assert body
    return body


def said(node: LexborNode, selector: str) -> list[str]:
    return [" ".join(each.text().split()) for each in node.css(selector)]


def notes_of(made: Assembly) -> dict[str, dict[str, str]]:
    """The notes by their UIDs."""
    assert made.rendered
    (file,) = [each for each in made.rendered.artifacts if each.path == NOTES]
    events = Calendar.from_ical(file.read()).walk("VEVENT")
    return {str(event["uid"]): {key: event[key].to_ical().decode() for key in event} for event in events}


class TestPage:
    def test_a_day_with_posts_has_them_ready_to_copy(self, made: Callable[[date], Assembly]) -> None:
        page = laid_out(made(POSTING))
        texts = {each.attributes["id"]: each.text() for each in page.css(".hub-post__text")}
        assert set(texts) == {"text-flu-launch-facebook", "text-flu-launch-x", "text-flu-amara-x"}
        assert "You need a new one every year." in texts["text-flu-launch-facebook"]
        copied = {each.attributes["data-hub-copy"] for each in page.css("[data-hub-copy]")}
        ids = [each.attributes["id"] for each in page.css("[id]")]
        assert set(texts) <= copied <= set(ids)
        assert len(ids) == len(set(ids))
        assert page.css_first('img[src*="message-yearly"]').attributes["alt"]
        assert "source of every fact" in " ".join(said(page, ".hub-before__list li"))

    def test_a_day_without_posts_says_what_is_next(self, made: Callable[[date], Assembly]) -> None:
        page = laid_out(made(POSTING + timedelta(days=1)))
        assert page.css(".hub-post") == []
        assert said(page, "section[aria-labelledby=post] > p") == [
            "Nothing is to be posted today.",
            "The next post goes out on Wednesday, 9 September 2026: Facebook, Your winter flu vaccine.",
        ]

    def test_after_the_campaign_there_is_time_to_listen(self, made: Callable[[date], Assembly]) -> None:
        page = laid_out(made(date(2027, 1, 4)))
        assert "No campaign runs today." in said(page, "p")
        assert said(page, ".hub-day__minutes") == ["1 minute", "12 minutes", "2 minutes"]

    def test_the_likely_answers_are_those_of_the_campaign_that_posts(self, made: Callable[[date], Assembly]) -> None:
        page = laid_out(made(POSTING))
        assert said(page, "section[aria-labelledby=answer] summary") == ["Does the vaccine give me flu?"]
        assert "It does not." in said(page, "section[aria-labelledby=answer] details p")

    def test_every_ally_has_a_turn_within_two_days(self, made: Callable[[date], Assembly]) -> None:
        days = [said(laid_out(made(POSTING + timedelta(days=n))), ".hub-day__allies h3") for n in range(2)]
        assert [len(each) for each in days] == [3, 3]
        assert {*days[0], *days[1]} == {"Carers Circle", "Night Nurses", "Bus Drivers", "Choir"}

    def test_a_question_comes_with_what_it_is_about(self, root: Path) -> None:
        text = "Going by bus? It stops at the clinic.\\n\\nWill you get off there? {link}"
        change(root, PLAN, "Book yours on the bus. {link}", f'"{text}"')
        asked = page_of(root, POSTING).css_first("#question").text()
        assert asked == "It stops at the clinic. Will you get off there?"

    def test_what_people_ask_is_asked_where_posts_ask_nothing(self, made: Callable[[date], Assembly]) -> None:
        assert laid_out(made(POSTING)).css_first("#question").text() == "Does the vaccine give me flu?"

    def test_a_story_s_question_is_not_asked_for_it(self, root: Path) -> None:
        change(root, PLAN, "Amara knows how her winter went.", "Do you know how a quiet winter sounds at home?")
        assert page_of(root, POSTING).css_first("#question").text() == "Does the vaccine give me flu?"

    def test_what_nobody_approved_does_not_go_out(self, root: Path) -> None:
        change(root, BRIEF, "stage: approved", "stage: draft")
        page = page_of(root, POSTING)
        assert page.css(".hub-post") == []
        assert said(page, ".hub-day__stop") == [
            "Planned for today and not approved, so it does not go out: Your winter flu vaccine"
        ]

    def test_what_is_paused_is_named_to_be_stopped(self, root: Path) -> None:
        change(root, BRIEF, "approvals:\n", "pause: [launch]\napprovals:\n")
        page = page_of(root, POSTING)
        assert [each.attributes["id"] for each in page.css(".hub-post__text")] == ["text-flu-amara-x"]
        (stop,) = said(page, ".hub-day__stop")
        assert "Held back today: launch (X, 18:30) and launch (Facebook, 18:30)." in stop

    def test_the_calendar_is_looked_at_one_thing_a_day(self, root: Path) -> None:
        change(root, PLAN, "2026-09-11 18:30", "2026-10-20 18:30")
        change(root, BRIEF, "review_due: 2026-12-01", "review_due: 2026-08-01")
        days = [page_of(root, POSTING + timedelta(days=n)) for n in range(2)]
        shown = [said(each, ".hub-say strong") for each in days]
        assert [len(each) for each in shown] == [1, 1]
        assert shown[0] != shown[1]

    def test_what_is_waived_is_not_to_be_looked_at(self, root: Path) -> None:
        change(root, BRIEF, "review_due: 2026-12-01", "review_due: 2026-08-20")
        waiver = "review_due: 2026-08-20  # allow review-overdue until 2026-10-01: the clinical lead is back then"
        change(root, BRIEF, "review_due: 2026-08-20", waiver)
        page = page_of(root, POSTING)
        assert said(page, ".hub-say strong") == []
        assert "Nothing in the calendar stands out." in said(page, "p")


class TestNotes:
    def test_each_day_ahead_of_a_running_campaign_has_a_note(self, made: Callable[[date], Assembly]) -> None:
        notes = notes_of(made(POSTING))
        assert len(notes) == 56
        note = notes["daily.2026-09-07@campaigns.northbridge.example.org"]
        assert note["DTSTART"] == "20260907"
        assert note["DTEND"] == "20260908"
        assert "18:30 Facebook: Your winter flu vaccine" in note["DESCRIPTION"]
        assert "Carers Circle" in note["DESCRIPTION"]

    def test_a_day_s_note_is_the_same_on_the_day_before(self, made: Callable[[date], Assembly]) -> None:
        before, after = (notes_of(made(POSTING + timedelta(days=n))) for n in range(2))
        shared = before.keys() & after.keys()
        assert len(shared) == 55
        assert [uid for uid in shared if before[uid] != after[uid]] == []

    def test_a_note_says_no_story(self, made: Callable[[date], Assembly]) -> None:
        rendered = made(POSTING).rendered
        assert rendered
        (file,) = [each for each in rendered.artifacts if each.path == NOTES]
        assert b"Amara" not in file.read()
        assert file.read() == file.read()

    def test_days_on_which_nobody_is_there_have_none(self, root: Path) -> None:
        set_in_hub(root, cover={"days": ["monday", "tuesday"], "hours": "08:00-20:00"})
        notes = notes_of(assemble(root, NOON, POSTING, show_unapproved=True))
        days = {date.fromisoformat(uid[6:16]) for uid in notes}
        posting = {date(2026, 9, 9), date(2026, 9, 11)}
        assert {day.weekday() for day in days - posting} == {0, 1}
        assert posting < days


class TestInside:
    def test_the_public_site_has_neither_page_nor_notes(self, root: Path) -> None:
        made = assemble(root, NOON, POSTING)
        assert made.rendered
        paths = [*(page.path for page in made.rendered.pages), *(each.path for each in made.rendered.artifacts)]
        assert [path for path in paths if path.startswith(INTERNAL_FOLDER)] == []
        calendars = [each.read() for each in made.rendered.artifacts if each.path.endswith(".ics")]
        assert len(calendars) == 2
        assert [each for each in calendars if b"UID:daily." in each or b"Carers Circle" in each] == []

    def test_the_hand_out_says_no_text_that_is_not_for_handing_on(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        here = datetime.now(UTC).date()
        change(root, PLAN, "2026-09-07", f"{here}")
        for old, new in (("2026-05-01", here - timedelta(days=5)), ("2026-12-31", here + timedelta(days=60))):
            change(root, BRIEF, old, f"{new}")
        change(root, BRIEF, "review_due: 2026-12-01", f"review_due: {here + timedelta(days=30)}")
        monkeypatch.chdir(root)
        assert main(["handout"]) == 0
        written = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
        assert [Path(each).name for each in written] == ["handout.html", "daily.ics"]
        page = (root / written[0]).read_text("utf-8")
        assert "Before you post" in page
        assert "You need a new one every year." in page
        assert "Amara" not in page
        assert "stands in the preview alone" in page
        assert b"UID:daily." in (root / written[1]).read_bytes()


class TestBeforeYouPost:
    @pytest.mark.parametrize("language", ["fr", "ar"])
    def test_it_is_on_the_kit_page_in_its_language(self, root: Path, language: str) -> None:
        change(root, BRIEF, "stage: approved", f"stage: approved\nlanguage: {language}")
        made = assemble(root, NOON, show_unapproved=True)
        assert made.rendered
        kit = next(page for page in made.rendered.pages if page.path == "campaigns/flu/kit/index.md")
        words = yaml.safe_load((ROOT / "campaign_assets/words/interface.yml").read_text("utf-8"))[language]
        page = LexborHTMLParser(PageLayout(root / "campaign_assets/theme").lay_out(kit, "")).body
        assert page
        assert said(page, "details.hub-before summary") == [words["before_title"]]
        assert said(page, "details.hub-before li") == [
            words[f"before_{name}"] for name in ("confidential", "noticeboard", "anger", "source")
        ]


class TestBalance:
    @pytest.mark.parametrize(
        ("language", "text", "counted"),
        [
            ("en", "We trust OUR nurses in the US, said us. Do you? It's yours.", (2, 3)),
            ("fr", "Notre équipe vous attend. L'aide t\u2019attend aussi.", (1, 2)),
            ("ar", "نحن هنا من أجلكم. اللقاح لك.", (1, 1)),
            ("de", "Wir sind für euch da.", (None, None)),
        ],
    )
    def test_words_for_us_and_for_the_reader_are_counted(
        self, root: Path, language: str, text: str, counted: tuple[int | None, int | None]
    ) -> None:
        change(root, BRIEF, "stage: approved", f"stage: approved\nlanguage: {language}")
        yearly = "Last year's vaccine does not cover this winter. You need a new one every year."
        change(root, BRIEF, yearly, "Yearly for you." if language == "en" else "Yearly.")
        post = f'- {{id: one, at: 2026-09-07 18:30, platforms: [facebook], text: "{text} {{link}}"}}\n'
        (root / PLAN).write_text(post, encoding="utf-8")
        made = assemble(root, NOON, POSTING, show_unapproved=True, draw=False)
        assert made.hub
        assert made.hub.inside
        balance = made.hub.inside.balance["flu"]
        assert (balance.ours, balance.yours) == counted

    def test_a_language_that_is_not_counted_says_so(self, root: Path) -> None:
        change(root, BRIEF, "stage: approved", "stage: approved\nlanguage: de")
        (shown,) = said(page_of(root, POSTING), ".hub-day__balance li")
        assert "Words such as we and you are not counted in this language." in shown

    def test_asking_is_shown_as_a_share(self, root: Path) -> None:
        change(root, PLAN, "Book yours on the bus. {link}", "Do you take the bus? {link}")
        (shown,) = said(page_of(root, POSTING), ".hub-day__balance li")
        assert "1 of 4 posts ask something or invite people to something." in shown

    @pytest.mark.parametrize(("percent", "told"), [(50, 0), (51, 1)])
    def test_the_limit_is_the_organisation_s(self, root: Path, percent: int, told: int) -> None:
        set_in_hub(root, balance={"asking_percent": percent})
        post = "- {{id: p{n}, at: 2026-09-{n:02} 18:30, platforms: [facebook], text: '{text} {{link}}'}}\n"
        plan = [post.format(n=n, text="Will you come?" if n % 2 else "It is on.") for n in range(1, 9)]
        (root / PLAN).write_text("".join(plan), encoding="utf-8")
        found = [each for each in assemble(root, NOON, draw=False).diagnostics if each.name == "posts-only-tell"]
        assert len(found) == told


@given(
    pool=st.lists(st.integers(), unique=True, max_size=40),
    size=st.integers(1, 5),
    first=st.dates(date(2001, 1, 1), date(2190, 1, 1)),
)
def test_everything_has_its_turn_and_nothing_twice_on_a_day(pool: list[int], size: int, first: date) -> None:
    days = -(-len(pool) // size)
    turns = [turn(pool, first + timedelta(days=n), size) for n in range(days)]
    assert {each for some in turns for each in some} == set(pool)
    assert all(len(set(some)) == len(some) == min(size, len(pool)) for some in turns)


def test_the_steps_of_any_day_take_a_quarter_of_an_hour(root: Path) -> None:
    made = assemble(root, NOON, draw=False)
    assert made.hub
    days = [day_of(made.hub.campaigns, date(2026, 4, 20) + timedelta(days=n)) for n in range(270)]
    assert {sum(step.minutes for step in day.steps) for day in days} == {15}
    assert {len(day.steps) for day in days} == {3, 5}
    assert all(re.fullmatch("[a-z]+", step.name) for day in days for step in day.steps)
