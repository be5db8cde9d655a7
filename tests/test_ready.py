"""What is kept ready: plans and triage inside, hours and rules outside, posts held back while a plan is active."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from living import living_hub, write_yaml
from selectolax.lexbor import LexborHTMLParser
from tiny import ROOT, VIDEO, tiny_hub

from campaign_hub.appraise.digest import content_digest
from campaign_hub.canaries import INTERNAL_FOLDER
from campaign_hub.commands import main
from campaign_hub.derive.language import speech_for
from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.render import PageLayout
from campaign_hub.render.staffed_hours import hours_view, span
from campaign_hub.takedown import take_down
from campaign_hub.validate.readiness import Moderation

NOW = datetime.now(UTC)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
PLAN = "content/readiness/scenarios/person-takes-story-back.md"


def with_plans(root: Path) -> Path:
    """The hub with the plans, the triage and the pages that ship."""
    shutil.copytree(ROOT / "content/readiness", root / "content/readiness")
    return root


def activate(root: Path, *names: str) -> None:
    """Let a plan hold back what is named so."""
    file = root / PLAN
    text = re.sub(r"^pause:.*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(text.replace("\nkind:", f"\nactive: true\npause: [{', '.join(names)}]\nkind:"), encoding="utf-8")


def set_in_hub(root: Path, **settings: object) -> None:
    file = root / "campaign_assets/hub.yml"
    write_yaml(file, yaml.safe_load(file.read_text("utf-8")) | settings)


def laid_out(made: Assembly, root: Path, path: str) -> str:
    assert made.rendered
    page = next(page for page in made.rendered.pages if page.path == path)
    return PageLayout(root / "campaign_assets/theme").lay_out(page, "")


@pytest.fixture(scope="module")
def paused(tmp_path_factory: pytest.TempPathFactory) -> tuple[Assembly, Path]:
    """A hub whose plan holds back the posts of stories and one more, with the preview's pages."""
    root = with_plans(living_hub(tmp_path_factory.mktemp("paused"), NOW.date()))
    activate(root, "stories", "flu/sum")
    return assemble(root, NOW, show_unapproved=True), root


class TestPaused:
    def test_held_posts_are_in_no_file_of_the_kit(self, paused: tuple[Assembly, Path]) -> None:
        made, _ = paused
        assert made.rendered
        files = {
            each.path: each.read() for each in made.rendered.artifacts if each.path.startswith("campaigns/flu/kit")
        }
        kit = json.loads(files["campaigns/flu/kit/kit.json"])
        assert {post["id"] for post in kit["posts"]} == {"first"}
        for path in [path for path in files if path.endswith(".zip")]:
            with zipfile.ZipFile(io.BytesIO(files[path])) as archive:
                files |= {f"{path}/{name}": archive.read(name) for name in archive.namelist()}
        said = [path for path, content in files.items() if b"=1+1" in content or b"Hear it." in content]
        assert said == []
        assert sum(path.endswith(".csv") for path in files) > 2
        readme = next(text for path, text in files.items() if "flu-kit.zip" in path and path.endswith("README.txt"))
        assert b"Posts are paused. Posts held back for now: 2." in readme

    def test_the_kit_page_says_so_and_goes_on(self, paused: tuple[Assembly, Path]) -> None:
        page = laid_out(*paused, "campaigns/flu/kit/index.md")
        assert "Posts held back for now: 2." in page
        assert "=1+1" not in page
        assert "Flu goes round every winter." in page

    def test_what_was_out_before_a_pause_is_taken_down_all_the_same(self, paused: tuple[Assembly, Path]) -> None:
        made, _ = paused
        assert made.hub
        assert {post.id for post in take_down(made.hub, "amara", NOW).posts} == {"amara"}

    def test_the_plan_says_that_it_is_active_and_what_it_holds(self, paused: tuple[Assembly, Path]) -> None:
        page = laid_out(*paused, f"{INTERNAL_FOLDER}readiness/scenarios/person-takes-story-back.md")
        assert "Active now" in page
        assert "every post that tells a story and Flu goes round: sum" in page

    def test_the_day_and_the_list_of_pages_say_that_a_plan_is_active(self, paused: tuple[Assembly, Path]) -> None:
        day = laid_out(*paused, f"{INTERNAL_FOLDER}daily/index.md")
        assert re.search(r"Active now</strong> <a [^>]*person-takes-story-back/\"[^>]*>[^<]+</a>\. Held back: ", day)
        assert "every post that tells a story and Flu goes round: sum" in day
        pages = laid_out(*paused, f"{INTERNAL_FOLDER}index.md")
        assert re.findall(r"scenarios/([^/]*)/\">[^<]+</a> <strong[^>]*>Active now", pages) == [
            "person-takes-story-back"
        ]

    def test_the_strategy_says_what_is_missing_before_it_goes_live(self, paused: tuple[Assembly, Path]) -> None:
        page = laid_out(*paused, "campaigns/flu/strategy/index.md")
        assert "Missing: 1" in page
        assert page.count("In place") == 1
        assert re.search(r"hub-ready--no.*?Answers to likely questions.*?hub-ready--yes", page, re.DOTALL)


@pytest.mark.parametrize(
    ("names", "left"),
    [
        (["all"], set()),
        (["flu"], set()),
        (["flu/launch", "flu/bus"], {"figure"}),
        (["stories"], {"launch", "figure", "bus"}),
    ],
)
def test_what_a_plan_can_name(tmp_path: Path, names: list[str], left: set[str]) -> None:
    root = with_plans(tiny_hub(tmp_path, hooks=False))
    (root / "content/campaigns/flu/video.yml").write_text(VIDEO, encoding="utf-8")
    activate(root, *names)
    made = assemble(root, NOON, draw=False)
    assert made.hub
    (campaign,) = made.hub.campaigns
    assert {post.id for post in campaign.posts} == left
    assert (campaign.video is None) == (not left)
    assert {post.id for post in (*campaign.posts, *campaign.paused)} == {"launch", "figure", "bus"}


def test_a_plan_that_is_not_active_holds_nothing(tmp_path: Path) -> None:
    made = assemble(with_plans(tiny_hub(tmp_path, hooks=False)), NOON, draw=False)
    assert made.hub
    assert [campaign.paused for campaign in made.hub.campaigns] == [()]


@pytest.mark.parametrize(
    ("slip", "held"),
    [
        ("severity: 9\nactive: true\npause: [flu/launch]\n", {"launch"}),
        ("severity: 2\nactive: yes, now\npause: [flu/launch]\n", {"launch"}),
        ("severity: 9\nactive: true\npause: flu\n", {"launch", "figure", "bus"}),
        ("title: [\nactive: true\npause: [flu/launch]\n", {"launch", "figure", "bus"}),
        ("title: [\nactive: false\npause: [flu/launch]\n", set()),
        ("severity: 9\npause: [flu/launch]\n", set()),
    ],
)
def test_a_slip_in_an_active_plan_lets_no_post_out(slip: str, held: set[str], tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    file = root / "content/readiness/scenarios/storm.md"
    file.parent.mkdir(parents=True)
    file.write_text(f"---\n{slip}---\n", encoding="utf-8")
    made = assemble(root, NOON, draw=False)
    assert made.hub is not None
    assert {post.planned for post in made.hub.campaigns[0].paused} == held


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("flu/lunch", {"launch", "figure", "bus"}),
        ("flue/launch", {"launch", "figure", "bus"}),
        ("cold", set()),
        ("cold/launch", set()),
        ("empty/launch", set()),
    ],
)
def test_a_name_that_nothing_has_holds_back_what_it_may_mean(name: str, held: set[str], tmp_path: Path) -> None:
    """A draft, and a folder without a brief, are there: what is named in them is of no other campaign."""
    root = with_plans(tiny_hub(tmp_path, hooks=False))
    folder = root / "content/campaigns"
    shutil.copytree(folder / "flu", folder / "cold")
    draft = (folder / "cold/index.md").read_text("utf-8").replace("stage: approved", "stage: draft")
    (folder / "cold/index.md").write_text(draft, encoding="utf-8")
    (folder / "cold/posts.yml").unlink()
    (folder / "empty").mkdir()
    (folder / "empty/posts.yml").write_text("[]\n", encoding="utf-8")
    activate(root, name)
    made = assemble(root, NOON, draw=False)
    assert made.hub
    (campaign,) = made.hub.campaigns
    assert {post.planned for post in campaign.paused} == held


def test_a_campaigns_own_pause_of_a_post_that_it_has_not_holds_back_all(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    write_in_brief(root, "flu", "\nreview_due:", "\npause: [lunch]\nreview_due:")
    made = assemble(root, NOON, draw=False)
    assert made.hub
    assert {post.planned for post in made.hub.campaigns[0].paused} == {"launch", "figure", "bus"}


@pytest.mark.parametrize("language", ["language: es\n", ""], ids=["tied", "not-tied"])
@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("flu/launch", {"flu": {"launch"}, "gripe": {"launch"}}),
        ("gripe/launch", {"flu": set(), "gripe": {"launch"}}),
        ("flu", {"flu": {"launch", "figure", "bus"}, "gripe": {"launch", "figure", "bus"}}),
    ],
)
def test_language_versions_are_held_back_with_their_source(
    name: str, held: dict[str, set[str]], language: str, tmp_path: Path
) -> None:
    root = with_plans(tiny_hub(tmp_path, hooks=False))
    shutil.copytree(root / "content/campaigns/flu", root / "content/campaigns/gripe")
    write_in_brief(root, "gripe", "\nstage:", f"\n{language}translation_of: flu\nstage:")
    activate(root, name)
    made = assemble(root, NOON, draw=False)
    assert made.hub
    assert {each.slug: {post.planned for post in each.paused} for each in made.hub.campaigns} == held


def write_in_brief(root: Path, slug: str, old: str, new: str) -> None:
    file = root / f"content/campaigns/{slug}/index.md"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), encoding="utf-8")


def test_a_pause_leaves_a_sign_off_as_it_is(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    file = root / "content/campaigns/flu/index.md"
    before = assemble(root, NOON, draw=False).checked
    text = file.read_text("utf-8")
    file.write_text(text.replace("\nreview_due:", "\npause: [all]\nreview_due:"), encoding="utf-8")
    after = assemble(root, NOON, draw=False).checked
    assert before
    assert after
    assert after.briefs[0].brief.pause == ("all",)
    assert content_digest(before.briefs[0]) == content_digest(after.briefs[0])


class TestRequired:
    def test_what_ships_prepares_a_campaign_with_stories(self, tmp_path: Path) -> None:
        root = with_plans(tiny_hub(tmp_path, hooks=False))
        told = [each for each in assemble(root, NOON, draw=False).diagnostics if each.name == "not-prepared"]
        assert [each.message.partition("Missing: ")[2] for each in told] == ["answers to likely questions."]

    def test_what_is_required_and_missing_keeps_a_campaign_back(self, tmp_path: Path) -> None:
        root = with_plans(tiny_hub(tmp_path, hooks=False))
        set_in_hub(root, readiness={"required": ["answers", "triage", "story-scenarios"]})
        made = assemble(root, NOON, draw=False)
        assert made.hub
        assert made.hub.campaigns == ()
        assert [each.name for each in made.diagnostics if each.severity == "error"] == ["not-prepared-required"]

    def test_a_hub_that_keeps_nothing_ready_is_asked_for_nothing(self, tmp_path: Path) -> None:
        assert assemble(tiny_hub(tmp_path, hooks=False), NOON, draw=False).diagnostics == ()


class TestHours:
    def test_the_rules_say_when_somebody_is_there(self, paused: tuple[Assembly, Path]) -> None:
        page = laid_out(*paused, "readiness/community-rules.md")
        assert re.search(r"Monday to Friday</strong> <bdi>08:00 to 20:00</bdi>.*All our accounts", page)
        assert re.search(r"Saturday and Sunday</strong> <bdi>10:00 to 16:00</bdi>.*Facebook and Instagram", page)

    @pytest.mark.parametrize(
        ("days", "said"),
        [
            ("monday", "Monday"),
            ("saturday sunday", "Saturday and Sunday"),
            ("sunday monday tuesday wednesday thursday", "Sunday to Thursday"),
            ("monday tuesday wednesday friday", "Monday to Wednesday and Friday"),
            ("tuesday sunday monday saturday thursday wednesday friday", "Monday to Sunday"),
        ],
    )
    def test_days_as_people_say_them(self, paused: tuple[Assembly, Path], days: str, said: str) -> None:
        made, _ = paused
        assert made.hub
        given = Moderation(days=days.split(), hours="09:00-17:00")
        view = hours_view(made.hub, [given], made.hub.speech)
        assert view
        assert view["rows"] == [(said, "09:00 to 17:00", "All our accounts")]

    @pytest.mark.parametrize(
        ("minutes", "said"),
        [(0, "at once"), (5, "5 minutes"), (60, "1 hour"), (90, "90 minutes"), (2880, "2 days")],
    )
    def test_how_long_that_is(self, minutes: int, said: str) -> None:
        assert span(minutes, speech_for("en", {"en": {"at_once": "at once"}})) == said


class TestHandout:
    def test_it_holds_all_that_is_internal_and_leads_within_itself(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        root = with_plans(tiny_hub(tmp_path, hooks=False))
        monkeypatch.chdir(root)
        assert main(["handout"]) == 0
        file = root / capsys.readouterr().out.split()[0]
        first = file.read_bytes()
        page = LexborHTMLParser(first)
        titles = [each.text(strip=True) for each in page.css("article h1")]
        assert titles[:2] == ["Ready for what may happen", "Somebody writes that they may end their life"]
        assert "Who is who when it matters" in titles
        assert "Step by step" in page.body.text()
        ids = {each.attributes["id"] for each in page.css("[id]")}
        inner = [link.attributes["href"] for link in page.css("a[href^='#']")]
        assert len(inner) > 10
        assert {link.removeprefix("#") for link in inner} <= ids
        assert [link for link in page.css("a") if link.attributes["href"].startswith(".")] == []
        assert not (root / "site").exists()
        assert main(["handout"]) == 0
        assert file.read_bytes() == first

    def test_a_hub_without_campaigns_that_keeps_nothing_ready_has_none(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        root = tiny_hub(tmp_path, hooks=False)
        for folder in ("campaigns/flu", "stories/amara"):
            shutil.rmtree(root / "content" / folder)
        monkeypatch.chdir(root)
        assert main(["handout"]) == 1
        assert "docs/ready.md" in capsys.readouterr().err
