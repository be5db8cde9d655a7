"""The kit's downloads, read by what other people read them with: spreadsheets, unzip, calendars, Word, JSON Schema."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jsonschema
import pytest
import vobject
import yaml
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from living import as_yaml, consent, living_hub, write_story, write_yaml
from tiny import tiny_hub

from campaign_hub.built_site import files_below
from campaign_hub.canaries import OwnWords, records_of
from campaign_hub.derive import Campaign, Hub
from campaign_hub.derive.language import speech_for
from campaign_hub.derive.passing_on import handed_on, import_files
from campaign_hub.load import load
from campaign_hub.pipeline import assemble
from campaign_hub.render.calendars import campaign_calendar
from campaign_hub.render.card_cache import CardCache
from campaign_hub.render.kit_texts import KitTexts, terms_of
from campaign_hub.render.post_sheet import plain_text, post_sheet
from campaign_hub.render.post_tables import import_table, posts_table
from campaign_hub.render.word_document import word_document
from campaign_hub.verify import verify
from campaign_hub.verify.zones import is_cleared

NOW = datetime.now(UTC)
TODAY = NOW.astimezone(ZoneInfo("Europe/London")).date()
KIT = "campaigns/flu/kit/"
STORIES = {
    "both": ["facebook", "x", "kit"],
    "one": ["facebook", "kit"],
    "page": ["facebook"],
    "paper": ["print", "kit"],
}
"""Stories by the channels that they are cleared for, each with a post of its own on two platforms."""


def artifacts(root: Path, now: datetime = NOW) -> dict[str, bytes]:
    made = assemble(root, now)
    assert made.rendered, [each for each in made.diagnostics if each.severity == "error"]
    return {each.path: each.read() for each in made.rendered.artifacts}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub with 150 posts for X besides its own, and stories cleared for different channels."""
    root = living_hub(tmp_path_factory.mktemp("kit"), TODAY)
    for slug, channels in STORIES.items():
        record = consent(TODAY, channels=channels, recipients=["a-partner"] if "kit" in channels else None)
        write_story(root, slug, record, words=f"Zyx{slug}")
    file = root / "content/campaigns/flu/posts.yml"
    posts = yaml.safe_load(file.read_text("utf-8"))
    for number, slug in enumerate(STORIES):
        at = f"{TODAY + timedelta(days=4)} {10 + number}:00"
        text = f"Zyx{slug} in a post. {{link}}"
        posts.append({"id": slug, "at": at, "platforms": ["facebook", "x"], "card": f"story-{slug}", "text": text})
    for number in range(150):
        at = datetime.combine(TODAY, datetime.min.time()) + timedelta(days=6, minutes=15 * number)
        text = f"@x, number {number}\nand a second line."
        posts.append({"id": f"n{number}", "at": f"{at:%Y-%m-%d %H:%M}", "platforms": ["x"], "text": text})
    at = f"{TODAY + timedelta(days=5)} 12:00"
    posts.append({"id": "short", "at": at, "platforms": ["sms"], "text": "A text message. {link}"})
    write_yaml(file, posts)
    return root


@pytest.fixture(scope="module")
def made(root: Path) -> dict[str, bytes]:
    return artifacts(root)


@pytest.fixture(scope="module")
def kit(made: dict[str, bytes]) -> dict[str, Any]:
    return json.loads(made[f"{KIT}kit.json"])


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(content: bytes) -> str:
    """Every word of a Word file, as the library that Word's own format is best known by reads it."""
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def everything_said(packed: dict[str, bytes]) -> str:
    said = [words(content) if name.endswith(".docx") else name for name, content in packed.items()]
    said += [content.decode("utf-8", "replace") for name, content in packed.items() if name.endswith((".txt", ".csv"))]
    return "\n".join(said)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


class TestArchives:
    @pytest.mark.skipif(not shutil.which("unzip"), reason="this machine has no unzip")
    def test_unzip_finds_nothing_wrong(self, made, tmp_path):
        archives = [path for path in made if path.endswith(".zip")]
        assert {path.removeprefix(KIT) for path in archives} == {
            *(f"flu-{name}.zip" for name in ("kit", "facebook", "instagram", "pinterest", "sms", "x"))
        }
        for path in archives:
            file = tmp_path / "kit.zip"
            file.write_bytes(made[path])
            done = subprocess.run(["unzip", "-tqq", file], capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout

    def test_what_is_packed_already_is_stored(self, made):
        with zipfile.ZipFile(io.BytesIO(made[f"{KIT}flu-x.zip"])) as archive:
            ways = {member.filename.rpartition(".")[2]: member.compress_type for member in archive.infolist()}
        assert ways["png"] == ways["docx"] == zipfile.ZIP_STORED
        assert ways["txt"] == ways["csv"] == zipfile.ZIP_DEFLATED

    def test_each_platform_has_its_own_cards_and_no_other(self, made, kit):
        for platform in ("facebook", "instagram", "pinterest", "x"):
            packed = members(made[f"{KIT}flu-{platform}.zip"])
            cards = {name.rpartition("/")[2] for name in packed if "/cards/" in name}
            assert cards == {card["file"].rpartition("/")[2] for card in kit["cards"] if card["platform"] == platform}

    def test_each_zip_says_until_when_and_whom_to_ask(self, made):
        for path in (path for path in made if path.endswith(".zip")):
            folder = path.rpartition("/")[2].removesuffix(".zip")
            packed = members(made[path])
            files = {"README.txt", "terms.txt", "calendar.ics"}
            files |= set() if folder == "flu-sms" else {"alt-texts.txt", "hashtags.txt"}
            files |= {"captions.txt"} if folder in ("flu-kit", "flu-facebook", "flu-sms", "flu-x") else set()
            assert {f"{folder}/{name}" for name in files | {"posts.csv", "posts.docx"}} <= set(packed)
            readme = packed[f"{folder}/README.txt"].decode()
            assert "team@hub.example.org" in readme
            assert "Please do not use this kit after" in readme

    def test_a_zip_without_pictures_and_hashtags_speaks_of_neither(self, made):
        packed = {name.rpartition("/")[2]: content for name, content in members(made[f"{KIT}flu-sms.zip"]).items()}
        assert not {"alt-texts.txt", "hashtags.txt"} & set(packed)
        steps = [line for line in packed["README.txt"].decode().split("\n") if re.match(r"\d\. ", line)]
        assert len(steps) == 1
        assert steps[0].startswith("1. Copy a post.")
        whole = {name.rpartition("/")[2]: content for name, content in members(made[f"{KIT}flu-kit.zip"]).items()}
        assert len(re.findall(r"(?m)^[123]\. ", whole["README.txt"].decode())) == 3

    def test_terms_say_of_what_they_are(self, made):
        readme = members(made[f"{KIT}flu-kit.zip"])["flu-kit/README.txt"].decode()
        for text in (readme, made[f"{KIT}posts.txt"].decode(), words(made[f"{KIT}posts.docx"])):
            assert set(re.findall(r"(?m)^(Words|Pictures|Logo and names|Stories): \S", text)) == {
                "Words", "Pictures", "Logo and names", "Stories"
            }  # fmt: skip

    def test_terms_name_the_photos_of_cards_and_not_those_of_stories(self, tiny):
        _, campaign = tiny
        use = campaign.uses[0]
        for story, named in ((None, True), ("somebody", False)):
            card = replace(use.picture.card, credit="Photo: A. Camera, CC BY 4.0", story=story)
            credited = replace(campaign, uses=(replace(use, picture=replace(use.picture, card=card)),))
            assert dict(terms_of(credited))["Pictures"].endswith("Photo: A. Camera, CC BY 4.0") == named

    def test_no_zip_lies_in_a_zip(self, made):
        packed = [name for path in made if path.endswith(".zip") for name in members(made[path])]
        assert not [name for name in packed if name.endswith(".zip")]

    def test_a_platform_that_takes_few_hashtags_gets_few(self, root, tmp_path):
        copy = tmp_path / "hub"
        shutil.copytree(root, copy)
        file = copy / "campaign_assets/platforms.yml"
        platforms = yaml.safe_load(file.read_text("utf-8"))
        platforms["platforms"]["x"]["hashtags"] = {"max": 1, "recommended": 1}
        write_yaml(file, platforms)
        hub, campaign = derived(copy)
        sheet = plain_text(post_sheet(hub, campaign, "x"))
        assert "#FluSafe" in sheet.split("Posts")[0]
        assert "#Winter" not in sheet.split("Posts")[0]


class TestConsent:
    def test_a_story_is_packed_only_with_kit_and_that_platform(self, made):
        for platform in ("kit", "facebook", "x", "instagram", "pinterest"):
            packed = members(made[f"{KIT}flu-{platform}.zip"])
            said = everything_said({name: content for name, content in packed.items() if "/posters/" not in name})
            held = {slug for slug in STORIES if f"Zyx{slug}" in said or f"story-{slug}-" in said}
            may = {slug for slug, channels in STORIES.items() if "kit" in channels and platform in channels}
            assert held == ({"both", "one"} if platform == "kit" else may)

    def test_a_story_is_in_a_table_only_with_kit_and_that_platform(self, made):
        for path in (path for path in made if path.endswith(".csv") and not path.endswith("posts.csv")):
            said = made[path].decode()
            platform = "facebook" if "facebook" in path else "x"
            may = {slug for slug, channels in STORIES.items() if {"kit", platform} <= set(channels)}
            if path.endswith((f"-{platform}.csv", "-1.csv")):
                assert {slug for slug in STORIES if f"Zyx{slug}" in said} == may, path

    @pytest.mark.parametrize("name", ["posts.txt", "posts.docx", "posts.csv", "calendar.ics", "kit.json"])
    def test_a_story_without_kit_is_in_no_list(self, made, name):
        content = made[f"{KIT}{name}"]
        said = words(content) if name.endswith(".docx") else content.decode().replace("\r\n ", "")
        assert "Zyxboth" in said
        assert "Zyxpage" not in said
        assert "Zyxpaper" not in said

    def test_verify_knows_which_platform_a_download_is_for(self):
        ours, other = {"x", "kit"}, {"facebook", "kit"}
        for path in ("flu-x.zip", "flu-x.zip/flu-x/posts.csv", "buffer-x.csv", "buffer-x-2.csv"):
            assert is_cleared(f"{KIT}{path}", ours), path
            assert not is_cleared(f"{KIT}{path}", other), path
            assert not is_cleared(f"{KIT}{path}", {"x"}), path
        for path in ("flu-kit.zip", "flu-kit.zip/flu-kit/posts.csv", "posts.docx", "posts.csv"):
            assert is_cleared(f"{KIT}{path}", ours), path
        assert not is_cleared(f"{KIT}flu-kit.zip/flu-kit/buffer-x.csv", other)

    def test_a_withheld_story_is_found_in_a_word_file(self, tmp_path):
        root = tiny_hub(tmp_path, hooks=False)
        write_story(root, "back", consent(TODAY, status="withdrawn"), words="Wilhelmina Ostrander")
        story = next(each for each in load(root)[0].stories if each.slug == "back")
        document = Document()
        paragraph = document.add_paragraph()
        for run in ("Told by Wilhel", "mina Ost", "rander at last."):
            paragraph.add_run(run)
        (tmp_path / "site").mkdir()
        document.save(str(tmp_path / "site/posts.docx"))
        found = verify(files_below(tmp_path / "site"), [story], [], OwnWords([]), records_of([story], []))
        assert [each.name for each in found] == ["leak"]


class TestTables:
    def test_each_tool_gets_its_columns(self, made):
        assert rows(made[f"{KIT}buffer-facebook.csv"])[0] == ["Text", "Image URL", "Tags", "Posting Time"]
        assert rows(made[f"{KIT}sprout-facebook.csv"])[0] == ["date", "time_24hr", "message_text"]
        assert not made[f"{KIT}buffer-facebook.csv"].startswith(b"\xef\xbb\xbf")

    def test_dates_are_as_each_tool_reads_them(self, made, kit):
        post = next(post for post in kit["posts"] if post["platform"] == "facebook")
        at = datetime.fromisoformat(post["at"])
        assert rows(made[f"{KIT}buffer-facebook.csv"])[1][3] == f"{at:%Y-%m-%d %H:%M}"
        assert rows(made[f"{KIT}hootsuite-facebook.csv"])[0][0] == f"{at:%m/%d/%Y %H:%M}"
        assert rows(made[f"{KIT}sprout-facebook.csv"])[1][:2] == [f"{at:%d/%m/%Y}", f"{at:%H:%M}"]
        assert datetime.fromisoformat(rows(made[f"{KIT}posts.csv"])[1][-1]).utcoffset() is not None

    def test_no_file_has_more_rows_than_its_tool_takes(self, made, kit):
        parts = [rows(made[f"{KIT}buffer-x-{part}.csv"])[1:] for part in (1, 2)]
        assert f"{KIT}buffer-x.csv" not in made
        assert [len(part) for part in parts] == [100, len([p for p in kit["posts"] if p["platform"] == "x"]) - 100]
        texts = [row[0].lstrip() for part in parts for row in part]
        assert texts == [post["text"].lstrip() for post in kit["posts"] if post["platform"] == "x"]

    def test_pictures_have_whole_addresses(self, made, kit):
        pictures = {row[1] for row in rows(made[f"{KIT}buffer-x-1.csv"])[1:]} - {""}
        assert pictures
        files = {f"https://hub.example.org/health/{card['file']}" for card in kit["cards"] if card["platform"] == "x"}
        assert pictures <= files

    def test_pinterest_has_a_board(self, root):
        hub, campaign = derived(root)
        post = replace(campaign.posts[0], platform="pinterest", in_downloads=True)
        campaign = replace(campaign, posts=(post,))
        file = next(each for each in import_files(hub, campaign) if each.platform == "pinterest")
        assert rows(import_table(hub, campaign, file))[0][-1] == "Board Name"

    @given(text=st.text(alphabet=st.sampled_from("=+-@\t\r\n ,\"';a1"), min_size=1, max_size=12))
    @settings(max_examples=60, deadline=None)
    def test_no_cell_runs_as_a_formula(self, tiny, text):
        hub, campaign = tiny
        post = replace(campaign.posts[0], text=text, in_downloads=True)
        campaign = replace(campaign, posts=(post,))
        tables = [import_table(hub, campaign, each) for each in import_files(hub, campaign)]
        assert len(tables) == 3
        for content in (posts_table(hub, campaign), *tables):
            read = rows(content)
            assert not [cell for row in read for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
            assert any(cell.endswith(text) for cell in read[-1])


class TestCalendars:
    def test_another_reader_finds_every_post(self, made, kit):
        diary = vobject.readOne(made[f"{KIT}calendar.ics"].decode())
        events = {event.uid.value: event for event in diary.vevent_list}
        assert len(events) == len(diary.vevent_list) == len(kit["posts"])
        for post in kit["posts"]:
            event = events[f"flu.{post['id']}.{post['platform']}@hub.example.org"]
            assert event.dtstart.value == datetime.fromisoformat(post["at"])
            assert event.description.value == post["text"]

    def test_it_says_how_to_keep_it_fresh(self, made):
        text = made[f"{KIT}calendar.ics"].decode().replace("\r\n ", "")
        for line in (
            "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
            "X-PUBLISHED-TTL:PT12H",
            f"SOURCE;VALUE=URI:https://hub.example.org/health/{KIT}calendar.ics",
        ):
            assert f"\r\n{line}\r\n" in text

    def test_lines_are_folded_and_end_as_the_standard_says(self, made):
        lines = made["calendar.ics"].split(b"\r\n")
        assert lines[-1] == b""
        assert max(map(len, lines)) <= 75
        assert not [line for line in lines if b"\n" in line]

    def test_the_hub_has_first_and_last_days(self, made):
        diary = vobject.readOne(made["calendar.ics"].decode())
        days = {event.uid.value: event for event in diary.vevent_list if type(event.dtstart.value) is date}
        ends = days["flu.ends@hub.example.org"]
        own = {uid for uid in days if not uid.startswith("observance.")}
        assert own == {"flu.starts@hub.example.org", "flu.ends@hub.example.org"}
        assert ends.dtstart.value == TODAY + timedelta(days=60)
        assert ends.dtend.value == TODAY + timedelta(days=61)

    def test_the_hub_has_the_health_days_of_this_year_and_the_next(self, made):
        diary = vobject.readOne(made["calendar.ics"].decode())
        events = {event.uid.value: event for event in diary.vevent_list}
        for year in (TODAY.year, TODAY.year + 1):
            month = events[f"observance.bowel-cancer-awareness-month.{year}@hub.example.org"]
            assert (month.dtstart.value, month.dtend.value) == (date(year, 4, 1), date(year, 5, 1))
            assert month.summary.value == "Bowel Cancer Awareness Month (UK)"
            assert not hasattr(month, "url")
            patients = events[f"observance.world-kidney-day.{year}@hub.example.org"]
            assert patients.url.value.startswith("https://www.worldkidneyday.org/")

    def test_times_hold_over_a_clock_change(self, tmp_path):
        root = tiny_hub(tmp_path, hooks=False)
        file = root / "campaign_assets/hub.yml"
        write_yaml(file, yaml.safe_load(file.read_text("utf-8")) | {"time_zone": "America/New_York"})
        posts = [
            {"id": f"d{day}", "at": f"2026-{day} 09:30", "platforms": ["x"], "text": f"On {day}. {{link}}"}
            for day in ("10-30", "11-03")
        ]
        (root / "content/campaigns/flu/posts.yml").write_text(as_yaml(posts), "utf-8")
        hub, campaign = derived(root, datetime(2026, 6, 1, tzinfo=UTC))
        diary = vobject.readOne(campaign_calendar(hub, campaign, CardCache(tmp_path)).decode())
        at = [event.dtstart.value.astimezone(UTC).strftime("%d %H:%M") for event in diary.vevent_list]
        assert at == ["30 13:30", "03 14:30"]
        table = rows(posts_table(hub, campaign))
        assert [row[-1] for row in table[1:]] == ["2026-10-30T09:30:00-04:00", "2026-11-03T09:30:00-05:00"]


class TestData:
    def test_kit_json_keeps_to_the_published_schema(self, made, kit):
        schema = json.loads(made["schemas/kit.json"])
        assert schema["$id"] == kit["$schema"] == "https://hub.example.org/health/schemas/kit.json"
        checker = jsonschema.Draft202012Validator
        checker.check_schema(schema)
        checker(schema, format_checker=checker.FORMAT_CHECKER).validate(kit)

    def test_the_schema_knows_every_field(self, made, kit):
        schema = json.loads(made["schemas/kit.json"])
        for part in (schema, *(each for each in schema["$defs"].values() if each.get("type") == "object")):
            part["additionalProperties"] = False
        jsonschema.Draft202012Validator(schema).validate(kit)

    def test_downloads_say_what_they_are_for(self, kit):
        said = {
            each["file"].removeprefix(KIT): (each["kind"], each["platform"], each["scheduler"])
            for each in kit["downloads"]
        }
        assert said["flu-kit.zip"] == ("zip", None, None)
        assert said["flu-x.zip"] == ("zip", "x", None)
        assert said["buffer-x-2.csv"] == ("csv", "x", "buffer")
        assert said["posts.docx"] == ("docx", None, None)

    def test_a_hashtag_names_the_platforms_that_take_it(self, kit):
        takes = {tag["tag"]: set(tag["platforms"]) for tag in kit["hashtags"]}
        assert takes["FluSafe"] == {"x", "facebook", "instagram", "pinterest"}


class TestWordFile:
    def test_it_has_headings_and_every_post(self, made, kit):
        document = Document(io.BytesIO(made[f"{KIT}posts.docx"]))
        styles = {paragraph.style.name for paragraph in document.paragraphs}
        assert {"Title", "Heading 1", "Heading 2", "Heading 3"} <= styles
        said = words(made[f"{KIT}posts.docx"])
        assert not [post["text"] for post in kit["posts"] if post["text"] not in said]
        assert document.core_properties.language == "en"

    def test_arabic_runs_from_right_to_left_and_addresses_do_not(self, tiny):
        hub, campaign = tiny
        campaign = replace(campaign, speech=speech_for("ar", hub.checked.words))
        document = Document(io.BytesIO(word_document(hub, campaign, post_sheet(hub, campaign))))
        assert document.styles["Normal"].element.pPr.find(qn("w:bidi")) is not None
        assert {mark.get(qn("w:bidi")) for mark in document.styles.element.iter(qn("w:lang"))} == {"ar"}
        link = campaign.posts[0].link
        backwards = {run.font.rtl for each in document.paragraphs for run in each.runs if run.text == link}
        assert backwards == {None}
        assert document.paragraphs[0].runs[0].font.rtl

    def test_it_says_what_holds_it_back_as_the_readme_does(self, tiny):
        hub, campaign = tiny
        due = campaign.brief.model_copy(update={"review_due": date(2026, 5, 2)})
        held = replace(campaign, brief=due, embargo=NOW + timedelta(days=3), under_review=True)
        told = ("Not to be published before", "This was due to be checked again by 2 May 2026")
        readme = KitTexts(hub).fill(held)["README.txt"]
        sheet = plain_text(post_sheet(hub, held))
        document = words(word_document(hub, held, post_sheet(hub, held)))
        assert [text in where for text in told for where in (readme, sheet, document)] == [True] * 6
        assert not [text for text in told if text in plain_text(post_sheet(hub, campaign))]

    def test_the_plain_text_says_the_same(self, made, kit):
        text = made[f"{KIT}posts.txt"].decode()
        assert not [post["text"] for post in kit["posts"] if post["text"] not in text]


class TestBuilds:
    def test_the_same_hub_gives_the_same_bytes(self, root, made):
        again = artifacts(root, NOW + timedelta(minutes=1))
        assert [path for path in made if made[path] != again[path]] == ["build.json"]

    def test_an_organisation_can_do_without(self, root, tmp_path):
        copy = tmp_path / "hub"
        shutil.copytree(root, copy)
        (copy / "campaign_assets/schedulers.yml").unlink()
        file = copy / "campaign_assets/hub.yml"
        write_yaml(file, yaml.safe_load(file.read_text("utf-8")) | {"kit": {"zip_per_platform": False}})
        made = artifacts(copy)
        saved = {path.removeprefix(KIT) for path in made if path.endswith((".zip", ".csv"))}
        assert saved == {"flu-kit.zip", "posts.csv"}


def derived(root: Path, now: datetime = NOW) -> tuple[Hub, Campaign]:
    """The hub at `root` with nothing drawn, and its first campaign."""
    made = assemble(root, now, draw=False)
    assert made.hub
    return made.hub, made.hub.campaigns[0]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> tuple[Hub, Campaign]:
    hub, campaign = derived(tiny_hub(tmp_path_factory.mktemp("tiny"), hooks=False), datetime(2026, 6, 1, tzinfo=UTC))
    assert handed_on(campaign)
    return hub, campaign
