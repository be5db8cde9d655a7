"""Tiny hubs built whole, through the commands that an editor uses, and looked at from outside."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from living import STORY_WORDS, consent, living_hub, run_hub, write_story
from PIL import Image, PngImagePlugin
from PIL.Image import Transpose

FLIP_LEFT_RIGHT, ROTATE_90, ROTATE_180 = Transpose.FLIP_LEFT_RIGHT, Transpose.ROTATE_90, Transpose.ROTATE_180
TODAY = datetime.now(ZoneInfo("Europe/London")).date()
POSTS = "content/campaigns/flu/posts.yml"
RECORD = re.compile(rb"CR-[0-9A-Z]{4}", re.IGNORECASE)
SHAPES = {(1200, 630), (1600, 900), (1080, 1080), (1080, 1350), (1080, 1920), (1000, 1500)}

# Each story that must stay back says words that no other file of the tiny hub says.
WITHHELD = {
    "no-record": None,
    "pending": consent(TODAY, status="requested"),
    "expired": consent(TODAY, expires_on=TODAY),
    "tomorrow": consent(TODAY, expires_on=TODAY + timedelta(days=1)),
    "taken-back": consent(TODAY, withdrawn_on=TODAY),
    "tombstone": consent(TODAY, record_id="CR-T0MBST0N"),
    "nowhere": consent(TODAY, channels=[]),
    "not-yet": consent(TODAY, given_on=TODAY + timedelta(days=9), copy_approved_on=TODAY + timedelta(days=9)),
}


@pytest.fixture(scope="session")
def hub(tmp_path_factory):
    """A hub with stories on both sides of the gate, built once."""
    root = living_hub(tmp_path_factory.mktemp("hub"), TODAY)
    for number, (slug, record) in enumerate(WITHHELD.items()):
        write_story(root, slug, record, words=f"Zyx{number}", photo=True)
    write_story(root, "only-here", consent(TODAY, channels=["website"]), words="Onlyhere")
    write_story(root, "only-there", consent(TODAY, channels=["facebook"]), words="Onlythere")
    write_story(root, "kit-alone", consent(TODAY, channels=["kit"], recipients=["a-partner"]), words="Kitalone")
    write_story(
        root,
        "with-photo",
        consent(
            TODAY, channels=["website", "facebook", "kit"], recipients=["a-partner"], media=["text", "quote", "photo"]
        ),
        words="Withphoto",
        photo=True,
    )
    write_story(root, "photo-not-agreed", consent(TODAY, channels=["website"]), words="Notagreed", photo=True)
    (root / "content/stories/withdrawn.txt").write_text("CR-T0MBST0N  # withdrawn\n", encoding="utf-8")
    done = run_hub(root, "build")
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="session")
def site(hub):
    return hub / "site"


def everything(site: Path) -> dict[str, bytes]:
    """Every published file and every member of every ZIP."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    for path, content in [*files.items()]:
        if path.endswith(".zip"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                files |= {f"{path}!{name}": archive.read(name) for name in archive.namelist()}
    return files


def kit(site: Path) -> dict:
    return json.loads((site / "campaigns/flu/kit/kit.json").read_text("utf-8"))


def mentions(site: Path, word: str) -> list[str]:
    found = [path for path, content in everything(site).items() if word.encode().lower() in content.lower()]
    return sorted(found)


class TestWithheld:
    @pytest.mark.parametrize("slug", WITHHELD)
    def test_nothing_of_it_is_in_the_site(self, hub, site, slug):
        number = list(WITHHELD).index(slug)
        assert mentions(site, f"Zyx{number}") == []
        assert mentions(site, f"stories/{slug}") == []
        photo = (hub / f"content/stories/{slug}/portrait.png").read_bytes()
        assert photo not in everything(site).values()

    def test_no_consent_record_is_anywhere(self, site):
        found = [path for path, content in everything(site).items() if RECORD.search(content)]
        assert found == []
        assert mentions(site, "copy_approved_on") == []

    def test_the_counts_are_public_and_no_names(self, site):
        facts = json.loads((site / "build.json").read_text("utf-8"))
        assert facts["stories"] == {"published": 6, "withheld": len(WITHHELD)}
        assert facts["as_of"] == TODAY.isoformat()
        assert set(facts) == {"built_at", "as_of", "next_due", "stories"}


class TestScope:
    def test_a_story_for_the_website_has_a_page_and_nothing_else(self, site):
        page = (site / "stories/only-here/index.html").read_text("utf-8")
        assert "Onlyhere" in page
        assert "Onlyhere" not in page.split("</head>")[0].split("<title>")[0]
        assert not [path for path in mentions(site, "only-here") if "/cards/" in path or "/kit/" in path]
        assert not [card for card in kit(site)["cards"] if card["id"] == "story-only-here"]

    def test_a_story_for_facebook_has_its_card_there_and_no_page(self, site):
        assert not (site / "stories/only-there").exists()
        kit_page = (site / "campaigns/flu/kit/index.html").read_text("utf-8")
        assert "story-only-there-square.png" in kit_page
        assert "story-only-there-landscape" not in kit_page
        elsewhere = [path for path in mentions(site, "Onlythere") if "/cards/story-only-there-" not in path]
        assert elsewhere == ["campaigns/flu/kit/index.html"]

    def test_without_kit_a_card_is_in_no_download(self, site):
        told = [path for path in mentions(site, "only-there") if path != "campaigns/flu/kit/index.html"]
        assert all(path.startswith("campaigns/flu/cards/") for path in told)

    def test_kit_alone_lets_nothing_out(self, site):
        assert mentions(site, "Kitalone") == []
        assert mentions(site, "kit-alone") == []

    def test_a_photo_needs_consent_of_its_own(self, site):
        assert (site / "stories/with-photo/photo.jpg").exists()
        assert not (site / "stories/photo-not-agreed/photo.jpg").exists()
        assert "<img" not in (site / "stories/photo-not-agreed/index.html").read_text("utf-8").split("<article")[1]

    def test_a_published_photo_holds_pixels_alone(self, site):
        content = (site / "stories/with-photo/photo.jpg").read_bytes()
        for mark in (b"Exif", b"http://ns.adobe.com", b"Photoshop", b"secret place"):
            assert mark not in content

    def test_a_post_goes_only_where_its_story_may(self, site):
        posts = {(post["id"], post["platform"]) for post in kit(site)["posts"]}
        assert ("amara", "facebook") in posts
        assert ("amara", "x") not in posts


class TestKit:
    def test_every_shape_is_there(self, site):
        assert {(card["width"], card["height"]) for card in kit(site)["cards"]} >= SHAPES

    def test_every_kind_is_there(self, site):
        identities = {card["id"] for card in kit(site)["cards"]}
        assert identities >= {"headline", "action", "message-one", "message-two", "figure-one", "story-amara"}

    def test_each_card_is_what_it_says(self, site):
        for card in kit(site)["cards"]:
            content = (site / card["file"]).read_bytes()
            assert len(content) == card["bytes"]
            assert hashlib.sha256(content).hexdigest() == card["sha256"]
            assert card["alt"]
            with Image.open(io.BytesIO(content)) as picture:
                assert picture.size == (card["width"], card["height"])
                assert picture.format == {"png": "PNG", "jpg": "JPEG"}[card["file"].rpartition(".")[2]]
            assert card["platform"] != "instagram" or card["file"].endswith(".jpg")

    def test_each_post_is_as_it_is_to_be_posted(self, site):
        for post in kit(site)["posts"]:
            assert set(post) == {
                "id", "platform", "at", "audience", "text", "length", "limit", "link", "share", "card", "alt"
            }  # fmt: skip
            assert post["length"] <= post["limit"]
            assert "{" not in post["text"]
            assert post["at"][-6] in "+-"

    def test_the_downloads_are_what_they_say(self, site):
        kinds = {each["kind"]: each for each in kit(site)["downloads"]}
        assert set(kinds) >= {"zip", "csv", "ics", "txt"}
        for each in kinds.values():
            assert hashlib.sha256((site / each["file"]).read_bytes()).hexdigest() == each["sha256"]

    def test_no_cell_of_the_table_runs_as_a_formula(self, site):
        text = (site / "campaigns/flu/kit/posts.csv").read_text("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert rows
        assert any(row["text"].startswith(" =") for row in rows)
        assert not [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")]

    def test_the_calendar_reads_as_a_calendar(self, site):
        diary = Calendar.from_ical((site / "campaigns/flu/kit/calendar.ics").read_bytes())
        events = [event for event in diary.walk("VEVENT") if not event.errors]
        assert len(events) == len(kit(site)["posts"])
        assert len({str(event["uid"]) for event in events}) == len(events)
        assert all(event["dtstart"].dt.tzinfo for event in events)

    def test_the_hashtags_are_one_a_line(self, site):
        assert (site / "campaigns/flu/kit/hashtags.txt").read_text("utf-8").split("\n")[0] == "#FluSafe"

    def test_the_zip_opens_anywhere_and_holds_no_time(self, site):
        with zipfile.ZipFile(site / "campaigns/flu/kit/flu-kit.zip") as archive:
            assert archive.testzip() is None
            assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            names = archive.namelist()
            readme = archive.read("flu-kit/README.txt").decode()
        assert names == sorted(names)
        assert {"flu-kit/posts.csv", "flu-kit/calendar.ics", "flu-kit/hashtags.txt", "flu-kit/captions.txt"} <= set(
            names
        )
        assert "team@hub.example.org" in readme


class TestPages:
    def test_the_pages_are_there(self, site):
        for path in ("", "campaigns/", "campaigns/flu/", "campaigns/flu/kit/", "stories/", "stories/amara/"):
            assert (site / path / "index.html").is_file(), path

    def test_search_finds_campaigns_and_stories_but_not_what_has_no_page(self, site):
        index = (site / "search/search_index.json").read_text("utf-8")
        assert "Amara" in index
        assert "Flu goes round" in index
        assert "Onlythere" not in index

    def test_drafts_are_nowhere(self, site):
        assert mentions(site, "Draftword") == []

    def test_the_page_says_how_to_take_a_story_back(self, site):
        assert "back@hub.example.org" in (site / "stories/amara/index.html").read_text("utf-8")

    def test_only_what_a_page_is_made_of_is_copied(self, site):
        endings = {path.suffix for path in site.rglob("*") if path.is_file()}
        assert endings <= {
            ".html",
            ".json",
            ".png",
            ".jpg",
            ".zip",
            ".csv",
            ".ics",
            ".txt",
            ".xml",
            ".gz",
            ".js",
            ".css",
            ".pdf",
            ".docx",
            ".map",
            ".svg",
            ".woff2",
        }


def snapshot(site: Path) -> dict[str, str]:
    """A digest of every file but the one that tells the time of the build."""
    timed = ("build.json",)
    files = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items() if name not in timed}


class TestBuilding:
    def test_a_second_build_draws_nothing_and_makes_the_same_bytes(self, hub, site):
        before = snapshot(site)
        assert run_hub(hub, "build").returncode == 0
        assert snapshot(site) == before
        cards = json.loads((hub / ".cache/publish-report.json").read_text("utf-8"))["cards"]
        assert cards["drawn"] == 0
        assert cards["reused"] > 0

    def test_nothing_is_written_into_the_content(self, hub):
        kept = {path.name for path in (hub / "content").rglob("*") if path.is_file()}
        assert kept == {"index.md", "posts.yml", "portrait.png", "withdrawn.txt"}


@pytest.fixture
def fresh(tmp_path):
    return living_hub(tmp_path, TODAY)


def report_of(root: Path) -> list[dict]:
    return json.loads((root / ".cache/publish-report.json").read_text("utf-8"))["withheld"]


class TestRefusing:
    def test_a_build_with_an_error_leaves_no_site(self, fresh):
        assert run_hub(fresh, "build").returncode == 0
        write_story(fresh, "broken", consent(TODAY, status="givn"), words="Zyxwvut")
        done = run_hub(fresh, "build")
        assert done.returncode == 1
        assert "error[value-not-allowed] content/stories/broken/index.md" in done.stderr
        assert "Traceback" not in done.stderr
        assert not (fresh / "site").exists()

    def test_publish_leaves_the_doubtful_out_and_says_so(self, fresh):
        write_story(fresh, "broken", consent(TODAY, status="givn"), words="Zyxwvut")
        write_story(fresh, "refused", consent(TODAY, status="refused"), words="Qqqzzz")
        done = run_hub(fresh, "publish")
        assert done.returncode == 3, done.stderr
        assert (fresh / "site/stories/amara/index.html").exists()
        assert mentions(fresh / "site", "Zyxwvut") == []
        assert {
            (each["path"], each["name"], each["doubtful"]) for each in report_of(fresh)
        } == {
            ("content/stories/broken/index.md", "value-not-allowed", True),
            ("content/stories/refused/index.md", "consent-not-given", False),
        }  # fmt: skip

    def test_publish_is_content_when_nothing_is_in_doubt(self, fresh):
        assert run_hub(fresh, "publish").returncode == 0

    def test_publish_leaves_a_broken_campaign_out(self, fresh):
        brief = fresh / "content/campaigns/flu/index.md"
        brief.write_text(brief.read_text("utf-8").replace("stage: approved", "stage: aproved"), encoding="utf-8")
        done = run_hub(fresh, "publish")
        assert done.returncode == 3
        assert not (fresh / "site/campaigns/flu").exists()
        assert (fresh / "site/index.html").exists()

    def test_publish_can_build_nothing_without_the_hubs_settings(self, fresh):
        (fresh / "campaign_assets/hub.yml").write_text("name: [", encoding="utf-8")
        done = run_hub(fresh, "publish")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert not (fresh / "site").exists()

    @pytest.mark.parametrize("arguments", [["build", "--dirty"], ["gh-deploy"]])
    def test_ways_of_mkdocs_that_keep_old_pages_are_refused(self, fresh, arguments):
        done = mkdocs(fresh, *arguments)
        assert done.returncode != 0
        assert "withdrawn" in done.stderr + done.stdout

    def test_mkdocs_itself_leaves_no_old_site_when_it_refuses(self, fresh):
        assert run_hub(fresh, "build").returncode == 0
        write_story(fresh, "broken", consent(TODAY, status="givn"), words="Zyxwvut")
        assert mkdocs(fresh, "build").returncode != 0
        assert not (fresh / "site").exists()

    def test_drafts_are_for_the_preview_alone(self, fresh, monkeypatch):
        monkeypatch.setenv("CAMPAIGN_HUB_MODE", "preview")
        assert mkdocs(fresh, "build").returncode == 0
        assert not (fresh / "site/campaigns/not-yet-approved").exists()

    def test_mkdocs_itself_builds_the_same(self, fresh):
        assert run_hub(fresh, "build").returncode == 0
        before = snapshot(fresh / "site")
        done = mkdocs(fresh, "build", "--strict")
        assert done.returncode == 0, done.stderr
        assert snapshot(fresh / "site") == before


def mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def in_pieces(text: str) -> str:
    """`text` as a template puts it together, so that no line of the template holds a word of it."""
    return "{{ '' }}".join(text[at : at + 3] for at in range(0, len(text), 3))


LATE = """\
from mkdocs.plugins import event_priority

@event_priority(-100)
def on_post_build(config):
    open(config.site_dir + "/x.txt", "w").close()
"""


class TestLeaks:
    """Whatever way the words of a withheld story take, they are found and there is no site."""

    def build(self, root: Path) -> str:
        if not (root / "content/stories/pending").exists():
            write_story(root, "pending", consent(TODAY, status="requested"), words="Zyxwvut", photo=True)
        done = run_hub(root, "build")
        assert done.returncode == 1, done.stderr
        assert "of the story pending" in done.stderr
        assert not (root / "site").exists()
        return done.stderr

    def add(self, root: Path, text: str, file: str = "content/index.md") -> None:
        page = root / file
        page.write_text(page.read_text("utf-8") + "\n" + text + "\n", encoding="utf-8")

    @pytest.mark.parametrize(
        "text",
        [
            STORY_WORDS.format(words="ZYXWVUT").replace(" ", "  ").upper(),
            STORY_WORDS.format(words="Zyxwvut").replace(" nobody ", "\nnobody *"),
            "Have you read *Title of Zyxwvut*?",
            "[here](stories/pending/index.md)",
            '--8<-- "content/stories/pending/index.md"',
        ],
    )
    def test_a_page_that_gives_a_story_away_is_named_with_its_line(self, fresh, text):
        self.add(fresh, text)
        assert "error[story-given-away] content/index.md:" in self.build(fresh)

    def test_a_post_that_gives_a_story_away_is_named_with_its_line(self, fresh):
        self.add(fresh, '- {id: telling, at: "2030-01-01 10:00", platforms: [x], text: Title of Zyxwvut}', POSTS)
        assert f"error[story-given-away] {POSTS}:" in self.build(fresh)

    def test_the_navigation_that_names_a_story_is_named_with_its_line(self, fresh):
        nav = fresh / "mkdocs.yml"
        entry = "nav:\n  - Title of Zyxwvut: stories/pending/index.md\n"
        nav.write_text(nav.read_text("utf-8").replace("nav:\n", entry), encoding="utf-8")
        assert "error[story-given-away] mkdocs.yml:" in self.build(fresh)

    def test_publish_leaves_out_only_what_gives_a_story_away(self, fresh):
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut")
        self.add(fresh, '- {id: telling, at: "2030-01-01 10:00", platforms: [x], text: Title of Zyxwvut}', POSTS)
        nav = fresh / "mkdocs.yml"
        entry = "nav:\n  - Title of Zyxwvut: stories/pending/index.md\n"
        nav.write_text(nav.read_text("utf-8").replace("nav:\n", entry), encoding="utf-8")
        done = run_hub(fresh, "publish")
        assert done.returncode == 3, done.stderr
        assert mentions(fresh / "site", "Zyxwvut") == []
        assert (fresh / "site/campaigns/flu/index.html").exists()

    @pytest.mark.parametrize(
        "text",
        [
            STORY_WORDS.format(words="Zyx<b>wvut</b>").replace("e", "&#101;"),
            STORY_WORDS.format(words="Zyxwvut").replace("harbour", "har&shy;bour"),
            "<a title='A drawing of Zyxwvut'></a>",
            "<a href='?t=Title%20of%20Zyxwvut'></a>",
            "CR-PENDING0",
        ],
    )
    def test_what_is_in_the_built_pages_is_found(self, fresh, text):
        self.add(fresh, in_pieces(text), "campaign_assets/theme/pages/home.html")
        assert "error[leak] site/index.html" in self.build(fresh)

    def test_words_in_a_download_are_found(self, fresh):
        self.add(fresh, in_pieces(STORY_WORDS.format(words="Zyxwvut")), "campaign_assets/kits/README.txt.jinja")
        said = self.build(fresh)
        assert "error[leak] site/campaigns/flu/kit/flu" in said
        assert "flu-kit.zip" in said

    @pytest.mark.parametrize("ending", ["png", "jpg", "webp", "gif"])
    def test_a_picture_is_found_whatever_was_done_to_it(self, fresh, ending):
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut", photo=True)
        with Image.open(fresh / "content/stories/pending/portrait.png") as portrait:
            turn = {"png": None, "jpg": FLIP_LEFT_RIGHT, "webp": ROTATE_90, "gif": ROTATE_180}[ending]
            turned = portrait.convert("RGB") if turn is None else portrait.convert("RGB").transpose(turn)
            turned.resize((120, 130)).save(fresh / f"campaign_assets/theme/assets/other.{ending}")
        assert f"error[leak] site/assets/other.{ending}" in self.build(fresh)

    def test_words_in_a_picture_s_metadata_are_found(self, fresh):
        facts = PngImagePlugin.PngInfo()
        facts.add_itxt("Description", "A drawing of Zyxwvut", zip=True)
        Image.new("RGB", (9, 9)).save(fresh / "campaign_assets/theme/assets/plain.png", pnginfo=facts)
        assert "error[leak] site/assets/plain.png" in self.build(fresh)

    def test_a_story_is_found_where_its_consent_does_not_reach(self, fresh):
        write_story(fresh, "only-here", consent(TODAY, channels=["website"]), words="Onlyhere")
        self.add(fresh, STORY_WORDS.format(words="Onlyhere"), "campaign_assets/kits/README.txt.jinja")
        done = run_hub(fresh, "build")
        assert done.returncode == 1
        assert "of the story only-here" in done.stderr
        assert not (fresh / "site").exists()

    def test_what_a_film_s_captions_say_is_found(self, fresh):
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut")
        cues = "1\n00:00:01.000 --> 00:00:04.000\nI never told anybody at home\n\n2\n00:00:04.000 --> 00:00:06.000\n"
        (fresh / "content/stories/pending/film.srt").write_text(
            f"{cues}until the spring came round.\n", encoding="utf-8"
        )
        self.add(fresh, "I never told anybody at home until the spring came round.")
        assert "error[story-given-away] content/index.md:" in self.build(fresh)

    def test_a_public_story_s_photo_is_found_where_no_consent_covers_photos(self, fresh):
        write_story(fresh, "wordy", consent(TODAY, channels=["website"]), words="Wordy", photo=True)
        with Image.open(fresh / "content/stories/wordy/portrait.png") as portrait:
            portrait.convert("RGB").resize((200, 200)).save(fresh / "campaign_assets/theme/assets/people.jpg")
        done = run_hub(fresh, "build")
        assert done.returncode == 1
        assert "error[leak] site/assets/people.jpg" in done.stderr

    def test_words_that_a_public_story_may_not_show_are_named_with_their_line(self, fresh):
        write_story(fresh, "wordy", consent(TODAY, channels=["website"], media=["text"]), words="Wordy")
        self.add(fresh, "This is what Wordy said.")
        done = run_hub(fresh, "build")
        assert done.returncode == 1
        assert "error[story-given-away] content/index.md:" in done.stderr

    def test_a_post_about_one_story_may_not_name_another(self, fresh):
        self.add(
            fresh,
            '- {id: both, at: "2030-01-01 10:00", platforms: [facebook], card: story-amara, text: Zyxwvut}',
            POSTS,
        )
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut", name="Title of Zyxwvut")
        posts = fresh / POSTS
        posts.write_text(posts.read_text("utf-8").replace("text: Zyxwvut", "text: Title of Zyxwvut"), encoding="utf-8")
        assert f"error[story-given-away] {POSTS}:" in self.build(fresh)

    def test_the_pictures_of_a_story_that_lost_its_way_go_with_it(self, fresh):
        people = fresh / "content/people"
        people.mkdir()
        page = "---\ntitle: Zoe\nconsent: {status: withdrawn}\n---\n\nIt was a long winter for all of us here.\n"
        (people / "zoe.md").write_text(page, encoding="utf-8")
        Image.effect_noise((200, 200), 80).save(people / "zoe.jpg")
        self.add(fresh, "![A person](people/zoe.jpg)")
        assert run_hub(fresh, "publish").returncode == 3
        assert not (fresh / "site/people").exists()

    @pytest.mark.parametrize("file", ["pics/a.jpg", "a.heic"])
    def test_any_file_of_a_story_is_known_elsewhere(self, fresh, file):
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut")
        hidden = fresh / "content/stories/pending" / file
        hidden.parent.mkdir(exist_ok=True)
        Image.effect_noise((200, 200), 80).save(hidden, "JPEG")
        (fresh / "content/team").mkdir()
        (fresh / "content/team/pic.jpg").write_bytes(hidden.read_bytes())
        self.add(fresh, "![Team](team/pic.jpg)")
        assert run_hub(fresh, "publish").returncode == 3
        assert not (fresh / "site/team").exists()

    def test_a_file_that_nobody_can_look_into_is_not_published(self, fresh):
        (fresh / "campaign_assets/theme/assets/notes.docx").write_bytes(b"PK")
        done = run_hub(fresh, "build")
        assert done.returncode == 1
        assert "error[theme-file-unknown] campaign_assets/theme/assets/notes.docx" in done.stderr
        assert run_hub(fresh, "publish").returncode == 3
        assert not (fresh / "site/assets/notes.docx").exists()

    @pytest.mark.parametrize("name", ["Mark", "Art", "Summary", "Page", "Search"])
    def test_a_name_that_is_a_word_of_html_is_no_leak(self, fresh, name):
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut", name=name)
        done = run_hub(fresh, "build")
        assert done.returncode == 0, done.stderr

    def test_a_site_that_something_changes_afterwards_is_not_kept(self, fresh):
        (fresh / "hooks/late.py").write_text(LATE, encoding="utf-8")
        settings = fresh / "mkdocs.yml"
        hooks = "  - hooks/mkdocs_hooks.py\n"
        text = settings.read_text("utf-8").replace(hooks, f"{hooks}  - hooks/late.py\n")
        settings.write_text(text, encoding="utf-8")
        done = run_hub(fresh, "build")
        assert done.returncode == 1
        assert "after it was looked through" in done.stderr
        assert not (fresh / "site").exists()

    def test_an_editor_s_note_in_a_story_is_not_published(self, fresh):
        self.add(fresh, "<!-- Her real name is Zyxwvut -->", "content/stories/amara/index.md")
        assert run_hub(fresh, "build").returncode == 0
        assert mentions(fresh / "site", "Zyxwvut") == []

    def test_a_name_the_organisation_uses_as_a_word_is_no_leak(self, fresh):
        self.add(fresh, "The campaign begins in May.")
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut", name="May")
        assert run_hub(fresh, "build").returncode == 0


class TestPublishingWithoutTheLeak:
    """What a withheld story is found in only when the site is built is left out, and the rest is published."""

    def publish(self, root: Path) -> set[str]:
        write_story(root, "pending", consent(TODAY, status="requested"), words="Zyxwvut", photo=True)
        done = run_hub(root, "publish")
        assert done.returncode == 3, done.stderr
        assert "Traceback" not in done.stderr
        assert mentions(root / "site", "Zyxwvut") == []
        assert (root / "site/campaigns/index.html").exists()
        return {each["path"] for each in report_of(root) if each["doubtful"]}

    def test_a_page_goes(self, fresh):
        (fresh / "content/more.md").write_text("---\ntitle: More\n---\n\nTitle of Zyx**wvut**.\n", encoding="utf-8")
        assert self.publish(fresh) == {"content/more.md"}
        assert not (fresh / "site/more").exists()
        assert (fresh / "site/campaigns/flu/index.html").exists()

    def test_so_does_one_that_is_named_so(self, fresh):
        (fresh / "content/title-of-zyxwvut.md").write_text("---\ntitle: More\n---\n\nMore.\n", encoding="utf-8")
        assert self.publish(fresh) == {"content/title-of-zyxwvut.md"}

    def test_the_home_page_goes_last(self, fresh):
        brief = fresh / "content/campaigns/flu/index.md"
        brief.write_text(brief.read_text("utf-8") + "\nTitle of Zyx**wvut**.\n", encoding="utf-8")
        assert self.publish(fresh) == {"content/campaigns/flu/index.md"}
        assert not (fresh / "site/campaigns/flu").exists()

    def test_a_public_story_goes(self, fresh):
        page = fresh / "content/stories/amara/index.md"
        page.write_text(page.read_text("utf-8") + "\nTitle of Zyx**wvut**.\n", encoding="utf-8")
        assert self.publish(fresh) == {"content/stories/amara/index.md"}
        assert not (fresh / "site/stories/amara").exists()

    def test_a_picture_goes_and_its_campaign_stays(self, fresh):
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut", photo=True)
        with Image.open(fresh / "content/stories/pending/portrait.png") as portrait:
            portrait.convert("RGB").resize((200, 200)).save(fresh / "content/campaigns/flu/people.jpg")
        brief = fresh / "content/campaigns/flu/index.md"
        brief.write_text(brief.read_text("utf-8") + "\n![People](people.jpg)\n", encoding="utf-8")
        assert self.publish(fresh) == {"content/campaigns/flu/people.jpg"}
        assert (fresh / "site/campaigns/flu/index.html").exists()
        assert not (fresh / "site/campaigns/flu/people.jpg").exists()

    def test_the_home_page_itself_goes_where_nothing_else_says_it(self, fresh):
        home = fresh / "content/index.md"
        home.write_text(home.read_text("utf-8") + "\nTitle of Zyx**wvut**.\n", encoding="utf-8")
        assert self.publish(fresh) == {"content/index.md"}
        assert (fresh / "site/index.html").exists()

    @pytest.mark.parametrize("page", ["about/README.md", "café.md", "assets/notes.md"])
    def test_a_page_of_any_name_goes(self, fresh, page):
        file = fresh / "content" / page
        file.parent.mkdir(exist_ok=True)
        file.write_text("---\ntitle: More\n---\n\nTitle of Zyx**wvut**.\n", encoding="utf-8")
        assert self.publish(fresh) == {f"content/{page}"}

    def test_a_picture_in_any_folder_goes(self, fresh):
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut", photo=True)
        (fresh / "content/assets").mkdir()
        with Image.open(fresh / "content/stories/pending/portrait.png") as portrait:
            portrait.convert("RGB").resize((200, 200)).save(fresh / "content/assets/team.jpg")
        home = fresh / "content/index.md"
        home.write_text(home.read_text("utf-8") + "\n![Team](assets/team.jpg)\n", encoding="utf-8")
        assert self.publish(fresh) == {"content/assets/team.jpg"}

    def test_a_file_of_the_theme_goes(self, fresh):
        assets = fresh / "campaign_assets/theme/assets"
        (assets / "notes.txt").write_text("Title of Zyxwvut", encoding="utf-8")
        (assets / "leaflet.pdf").write_bytes(b"%PDF-1.4 and no more")
        assert self.publish(fresh) == {f"campaign_assets/theme/assets/{name}" for name in ("notes.txt", "leaflet.pdf")}

    def test_nothing_is_safe_when_the_theme_itself_says_it(self, fresh):
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut")
        home = fresh / "campaign_assets/theme/pages/home.html"
        home.write_text(home.read_text("utf-8") + in_pieces("Title of Zyxwvut"), encoding="utf-8")
        assert run_hub(fresh, "publish").returncode == 1
        assert not (fresh / "site").exists()


class TestTime:
    def test_a_look_ahead_lets_consent_lapse(self, fresh):
        write_story(fresh, "short", consent(TODAY, expires_on=TODAY + timedelta(days=40)), words="Short")
        assert run_hub(fresh, "build").returncode == 0
        assert (fresh / "site/stories/short").exists()
        ahead = (TODAY + timedelta(days=39)).isoformat()
        assert run_hub(fresh, "build", CAMPAIGN_HUB_AS_OF=ahead).returncode == 0
        assert not (fresh / "site/stories/short").exists()

    def test_no_look_back_brings_a_story_back(self, fresh):
        write_story(fresh, "gone", consent(TODAY, expires_on=TODAY), words="Gone")
        back = (TODAY - timedelta(days=10)).isoformat()
        for hint in ({"CAMPAIGN_HUB_AS_OF": back}, {"SOURCE_DATE_EPOCH": "1500000000"}):
            assert run_hub(fresh, "build", **hint).returncode == 0
            assert not (fresh / "site/stories/gone").exists()

    def test_what_is_no_day_is_told_of(self, fresh):
        for day in ("soon", "9999-12-31"):
            done = run_hub(fresh, "build", CAMPAIGN_HUB_AS_OF=day)
            assert done.returncode == 1
            assert f"{day}, which is not a day" in done.stderr
        assert "Traceback" not in done.stderr


class TestPublicRepository:
    """In a public repository a commit publishes a story, whatever its record says."""

    def test_a_story_that_is_not_cleared_is_refused_before_it_is_pushed(self, fresh):
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut", photo=True)
        assert run_hub(fresh, "check").returncode == 0
        done = run_hub(fresh, "check", "--public", "content/stories/pending/portrait.png")
        assert done.returncode == 1
        assert "error[story-not-for-the-public] content/stories/pending/index.md:1:1" in done.stdout

    def test_a_cleared_story_and_one_that_was_taken_away_are_no_problem(self, fresh):
        write_story(fresh, "pending", consent(TODAY, status="requested"), words="Zyxwvut")
        paths = ("content/stories/amara/index.md", "content/stories/gone/index.md")
        assert run_hub(fresh, "check", "--public", *paths).returncode == 0

    def test_a_path_that_is_not_there_is_told_of(self, fresh):
        done = run_hub(fresh, "check", "content/storys")
        assert done.returncode == 1
        assert "There is no content/storys here." in done.stderr


class TestRightToLeft:
    def test_an_arabic_campaign_is_arabic_on_every_surface(self, fresh):
        brief = fresh / "content/campaigns/flu/index.md"
        text = brief.read_text("utf-8").replace("stage: approved", "stage: approved\nlanguage: ar")
        text = text.replace("title: Flu goes round", "title: اللقاح يحميك ويحمي من حولك").replace(
            "people had it", "أصيبوا بها"
        )
        text = text.replace("A jab helps you and the people around you.", "اللقاح يحميك ويحمي عائلتك وكل من حولك.")
        brief.write_text(text, encoding="utf-8")
        done = run_hub(fresh, "build")
        assert done.returncode == 0, done.stderr
        page = (fresh / "site/campaigns/flu/index.html").read_text("utf-8")
        assert '<html lang="ar"' in page
        assert '<body dir="rtl"' in page
        assert (fresh / "site/campaigns/flu/cards/headline-square.png").exists()


class TestWhatIsAllowedBuilds:
    """A cleared story never stops the hub, whatever its channels; what is doubtful is all that publish leaves out."""

    @pytest.mark.parametrize(
        "channels", [["website", "link_preview"], ["link_preview"], ["website", "x"], ["press"], ["website", "print"]]
    )
    def test_any_channels_build(self, fresh, channels):
        record = consent(TODAY, channels=channels, recipients=["a-partner"])
        write_story(fresh, "narrow", record, words="Narrowly")
        done = run_hub(fresh, "build")
        assert done.returncode == 0, done.stderr
        assert (fresh / "site/stories/narrow").exists() == ("website" in channels)
        assert ("link_preview" in channels and "website" in channels) == (
            fresh / "site/campaigns/flu/cards/story-narrow-link.png"
        ).exists()

    def test_a_post_that_leads_to_a_story_goes_only_where_the_story_may(self, fresh):
        write_story(fresh, "only-here", consent(TODAY, channels=["website"]), words="Onlyhere")
        posts = fresh / POSTS
        link = "https://hub.example.org/health/stories/only-here/"
        entry = f'- {{id: leading, at: "{TODAY} 10:00", platforms: [x], text: "Read it {{link}}", link: "{link}"}}\n'
        posts.write_text(posts.read_text("utf-8") + entry, encoding="utf-8")
        done = run_hub(fresh, "build")
        assert done.returncode == 0, done.stderr
        assert "notice[post-story-not-cleared]" in done.stderr
        assert "leading" not in {post["id"] for post in kit(fresh / "site")["posts"]}

    def test_publish_goes_on_without_a_card_that_can_t_be_drawn(self, fresh):
        brief = fresh / "content/campaigns/flu/index.md"
        text = brief.read_text("utf-8").replace(
            "A jab helps you and the people around you.", "A jab helps \u4e16\u754c."
        )
        brief.write_text(text, encoding="utf-8")
        done = run_hub(fresh, "publish")
        assert "Traceback" not in done.stderr
        assert done.returncode == 3, done.stderr
        assert (fresh / "site/campaigns/flu/kit/flu-kit.zip").exists()

    def test_a_language_that_the_theme_lacks_builds(self, fresh):
        write_story(fresh, "somali", consent(TODAY, channels=["website"]) | {"languages": ["so"]}, words="Soomaali")
        page = fresh / "content/stories/somali/index.md"
        page.write_text(page.read_text("utf-8").replace("campaigns:", "language: so\ncampaigns:"), encoding="utf-8")
        done = run_hub(fresh, "build")
        assert done.returncode == 0, done.stderr

    def test_a_site_that_the_hook_never_saw_is_not_kept(self, fresh):
        assert run_hub(fresh, "build").returncode == 0
        (fresh / "mkdocs.yml").write_text("site_name: Bare\ndocs_dir: content\n", encoding="utf-8")
        done = run_hub(fresh, "publish")
        assert done.returncode == 1
        assert "hook" in done.stderr
        assert not (fresh / "site").exists()
