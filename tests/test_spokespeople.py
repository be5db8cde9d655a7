"""Spokespeople: sheets by role that stay inside, and people who are named only while they agree to it."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from living import as_yaml, consent, living_hub, write_yaml
from PIL import Image

from campaign_hub.built_site import BuiltFile
from campaign_hub.canaries import INTERNAL_FOLDER
from campaign_hub.commands import main
from campaign_hub.pipeline import Assembly, assemble, prove
from campaign_hub.render import PageLayout
from campaign_hub.render.handout import handout

NOW = datetime.now(UTC)
TODAY = NOW.astimezone(ZoneInfo("Europe/London")).date()
KIT = "campaigns/flu/kit/index.html"
NAME, QUOTE = "Rosa Quay Harbourne", "I roll up my sleeve first, and then my mother rolls up hers."
INSIDE = "Ring the harbour master before anybody else hears of the flood in the old ward."
SHEET: dict[str, Any] = {
    "role": "Vaccination lead",
    "campaign": "flu",
    "public": True,
    "topics": ["Flu vaccines"],
    "key_lines": ["two", "one"],
    "do_not_say": [INSIDE],
    "contact": {"who": "Press desk", "phone": "01632 960 117"},
    "public_contact": {"who": "Press desk", "email": "press@example.org"},
    "disclosure": "I work for Example Health.",
    "review_due": date(2199, 1, 1),
}


def write_sheet(root: Path, slug: str = "lead", **changes: object) -> Path:
    file = root / f"content/spokespeople/{slug}.yml"
    file.parent.mkdir(exist_ok=True)
    write_yaml(file, {name: value for name, value in (SHEET | changes).items() if value is not None})
    return file


def person(**changes: object) -> dict[str, Any]:
    """Somebody who agreed to be named, quoted and shown, with `changes` to the consent record."""
    channels = ["website", "facebook", "kit"]
    record = consent(TODAY, channels=channels, identity="full_name", media=["text", "quote", "photo"], recipients=["a"])
    record |= {"record_id": "CR-R0SAQUAY1"} | changes
    return {
        "shown_name": NAME,
        "quote": QUOTE,
        "photo": "lead.png",
        "photo_alt": f"{NAME} at the harbour",
        "consent": {name: value for name, value in record.items() if value is not None},
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub with a named spokesperson, whose card is drawn already."""
    hub = living_hub(tmp_path_factory.mktemp("speakers"), TODAY)
    shutil.rmtree(hub / "hooks")
    shutil.rmtree(hub / "content/campaigns/not-yet-approved")
    write_sheet(hub)
    picture = Image.effect_noise((300, 300), 90).convert("RGB")
    picture.save(hub / "content/spokespeople/lead.png")
    write_sheet(hub, person=person())
    assemble(hub, NOW)
    return hub


@pytest.fixture
def root(written: Path, tmp_path: Path) -> Path:
    return shutil.copytree(written, tmp_path / "hub")


def pages_of(made: Assembly, root: Path) -> dict[str, str]:
    """Every page as it is laid out, by its path."""
    assert made.rendered
    layout = PageLayout(root / "campaign_assets/theme")
    return {page.path: layout.lay_out(page, "") for page in made.rendered.pages}


def built(made: Assembly, root: Path) -> list[BuiltFile]:
    """The public site: its pages and every file, those of the kit too."""
    assert made.rendered
    pages = [BuiltFile(path.replace(".md", ".html"), text.encode()) for path, text in pages_of(made, root).items()]
    return [*pages, *(BuiltFile(each.path, each.read()) for each in made.rendered.artifacts)]


def saying(files: list[BuiltFile], *words: str) -> list[str]:
    return [each.path for each in files if any(word.encode() in each.read() for word in words)]


WITHHELD = {
    "no record": {"consent": None},
    "no longer": {"expires_on": TODAY},
    "asked": {"status": "requested"},
    "taken back": {"withdrawn_on": TODAY},
    "unsure": {"copy_approved_on": None},
}


def not_agreed(root: Path, why: str) -> None:
    if why == "no record":
        write_sheet(root, person={name: value for name, value in person().items() if name != "consent"})
    elif why == "listed":
        (root / "content/stories/withdrawn.txt").write_text("CR-R0SAQUAY1\n", encoding="utf-8")
    else:
        write_sheet(root, person=person(**WITHHELD[why]))


class TestWithoutConsent:
    @pytest.mark.parametrize("why", [*WITHHELD, "listed"])
    def test_nobody_is_named_in_public_or_inside(self, root: Path, why: str) -> None:
        not_agreed(root, why)
        for shown in (True, False):
            made = assemble(root, NOW, show_unapproved=shown, draw=shown)
            assert made.hub
            (speaker,) = made.hub.campaigns[0].speakers
            assert (speaker.shown, speaker.saying, speaker.person) == ("Vaccination lead", None, None)
            assert not [card for card in made.hub.campaigns[0].cards if card.id.startswith("spokesperson-")]
            if shown:
                pages = pages_of(made, root)
                assert INSIDE in pages[f"{INTERNAL_FOLDER}spokespeople/lead.md"]
                paper = handout(made.hub, root / "campaign_assets/theme") or ""
                assert INSIDE in paper
                assert not [path for path, text in pages.items() if "Rosa" in text or QUOTE in text]
                assert "Rosa" not in paper
                assert QUOTE not in paper

    @pytest.mark.parametrize("why", ["no longer", "listed", "unsure"])
    def test_verify_finds_them_wherever_they_come_out(self, root: Path, why: str) -> None:
        not_agreed(root, why)
        made = assemble(root, NOW, draw=False)
        photo = (root / "content/spokespeople/lead.png").read_bytes()
        leaks = [
            BuiltFile("index.html", f"<p>Ask {NAME}.</p>".encode()),
            BuiltFile(KIT, f"<q>{QUOTE}</q>".encode()),
            BuiltFile("campaigns/flu/kit/kit.json", json.dumps({"alt": f"{NAME} at the harbour"}).encode()),
            BuiltFile("pictures/lead.png", photo),
            BuiltFile("about/index.html", b"<!-- CR-R0SAQUAY1 -->"),
        ]
        found = {(each.name, each.place.path) for each in prove(leaks, made)}
        assert found == {("leak", f"site/{each.path}") for each in leaks}

    def test_no_other_internal_page_names_them(self, root: Path) -> None:
        page = root / "content/readiness/contacts.md"
        page.parent.mkdir()
        page.write_text(f"---\ntitle: Whom to ring\n---\n\nRing the night desk first.\n\nThen {NAME}.\n", "utf-8")
        theme = root / "campaign_assets/theme"
        for why, told in (("agreed", []), ("asked", [7])):
            write_sheet(root, person=person() if why == "agreed" else person(status="requested"))
            made = assemble(root, NOW, show_unapproved=True, draw=False)
            assert [each.place.line for each in made.diagnostics if each.name == "story-kept-inside"] == told
            paper = (handout(made.hub, theme) or "") if made.hub else ""
            assert (NAME in paper, "night desk" in paper) == (not told, not told)

    @pytest.mark.parametrize(
        ("old", "new", "name"),
        [
            ("status: given", "status: given  # pending, ask again", "consent-comment"),
            ("quote: I roll", "quote: Write to rosa@quay.example.net. I roll", "identifier-email"),
        ],
    )
    def test_what_makes_a_story_doubtful_makes_them_doubtful(self, root: Path, old: str, new: str, name: str) -> None:
        file = root / "content/spokespeople/lead.yml"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
        made = assemble(root, NOW, draw=False)
        line = file.read_text("utf-8").split(new)[0].count("\n") + 1
        told = [each.place.line for each in made.diagnostics if each.name == name]
        assert told == [line]

    def test_a_sheet_that_can_t_be_read_gives_nobody_away(self, root: Path) -> None:
        file = root / "content/spokespeople/lead.yml"
        file.write_text(file.read_text("utf-8").replace("role:", "role: ["), encoding="utf-8")
        made = assemble(root, NOW, draw=False)
        assert made.refused
        found = prove([BuiltFile("index.html", f"<p>{NAME}, and {INSIDE}</p>".encode())], made)
        assert {each.name for each in found} == {"leak", "internal-published"}

    def test_a_picture_that_no_sheet_names_is_kept_back(self, root: Path) -> None:
        write_sheet(root)
        made = assemble(root, NOW, draw=False)
        photo = (root / "content/spokespeople/lead.png").read_bytes()
        assert "file-not-expected" in {each.name for each in made.diagnostics}
        assert [each.name for each in prove([BuiltFile("a/b.png", photo)], made)] == ["leak"]

    @pytest.mark.parametrize("path", ["second.yaml", "old/second.yml", "second.md", "second.txt"])
    def test_a_file_that_is_no_sheet_gives_nobody_away(self, root: Path, path: str) -> None:
        sheet = (root / "content/spokespeople/lead.yml").read_text("utf-8")
        text = sheet.replace(NAME, "Wilma Stone Archer").replace("CR-R0SAQUAY1", "CR-W1LMAST0NE").replace(QUOTE, "No.")
        file = root / "content/spokespeople" / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(text if "y" in file.suffix else f"shown_name: Wilma Stone Archer\n\n{text}", encoding="utf-8")
        made = assemble(root, NOW, draw=False)
        assert "file-not-expected" in {each.name for each in made.diagnostics}
        assert not made.hub or [each.slug for each in made.gated.speaking] == ["spokespeople/lead"]
        for told in ("Wilma Stone Archer", "CR-W1LMAST0NE"):
            assert [each.name for each in prove([BuiltFile("a.html", told.encode())], made)] == ["leak"]

    @pytest.mark.parametrize(("old", "new"), [("role:", "role: ["), ("person:", "Person:")])
    def test_a_name_that_goes_on_in_the_next_line_is_looked_for_too(self, root: Path, old: str, new: str) -> None:
        file = root / "content/spokespeople/lead.yml"
        text = file.read_text("utf-8").replace(f"shown_name: {NAME}", "shown_name: >-\n    Rosa Quay\n    Harbourne")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        made = assemble(root, NOW, draw=False)
        photo = (root / "content/spokespeople/lead.png").read_bytes()
        for name, told in (("a.html", NAME.encode()), ("a.html", b"CR-R0SAQUAY1"), ("a.png", photo)):
            assert [each.name for each in prove([BuiltFile(name, told)], made)] == ["leak"]

    def test_their_picture_saved_anew_is_on_nobody_else_s_card(self, root: Path) -> None:
        small = Image.frombytes("L", (12, 12), bytes(at * at * 7 % 251 for at in range(144)))
        picture = small.resize((900, 600), Image.Resampling.BICUBIC).convert("RGB")
        picture.save(root / "content/spokespeople/lead.png")
        picture.resize((450, 300)).save(root / "content/spokespeople/second.jpg", quality=80)
        other = {"shown_name": "Zora Two Names", "quote": "Mine too.", "photo": "second.jpg", "photo_alt": "Somebody"}
        write_sheet(root, "second", role="Second lead", person=person(record_id="CR-SEC0ND001") | other)
        for status, shown in (("withdrawn", None), ("given", "content/spokespeople/second.jpg")):
            write_sheet(root, person=person(status=status))
            made = assemble(root, NOW, draw=False)
            told = [each.place.path for each in made.diagnostics if each.name == "photo-also-withheld"]
            assert told == ["content/spokespeople/second.yml"] * (shown is None)
            cards = made.hub.campaigns[0].cards if made.hub else ()
            assert [card.photo for card in cards if card.id == "spokesperson-second"] == [shown]

    def test_pages_that_name_them_are_left_out_too(self, root: Path) -> None:
        not_agreed(root, "asked")
        page = root / "content/index.md"
        page.write_text(page.read_text("utf-8") + f"\nAsk {NAME}.\n", encoding="utf-8")
        made = assemble(root, NOW, draw=False)
        told = [each.place.path for each in made.diagnostics if each.name == "story-given-away"]
        assert told == ["content/index.md"]


class TestWithConsent:
    def test_they_are_named_quoted_and_shown_where_they_agreed(self, root: Path) -> None:
        made = assemble(root, NOW)
        files = built(made, root)
        assert prove(files, made) == []
        (campaign,) = made.hub.campaigns if made.hub else ()
        (card,) = [card for card in campaign.cards if card.id == "spokesperson-lead"]
        assert card.platforms == ("facebook",)
        assert card.photo == "content/spokespeople/lead.png"
        assert card.alt == f"“{QUOTE}” {NAME}, Vaccination lead. {NAME} at the harbour"
        page = pages_of(made, root)["campaigns/flu/kit/index.md"]
        assert f">{NAME}, Vaccination lead</h3>" in page
        assert "campaigns/flu/kit/kit.json" in saying(files, QUOTE)

    @pytest.mark.parametrize(
        ("channels", "named", "in_downloads"),
        [(["website", "facebook"], True, False), (["facebook"], False, False), (["facebook", "kit"], False, True)],
    )
    def test_each_channel_lets_out_what_it_says(
        self,
        root: Path,
        channels: list[str],
        named: bool,  # noqa: FBT001
        in_downloads: bool,  # noqa: FBT001
    ) -> None:
        write_sheet(root, person=person(channels=channels))
        made = assemble(root, NOW)
        files = built(made, root)
        assert prove(files, made) == []
        kit = next(each.read().decode() for each in files if each.path == KIT)
        assert (f">{NAME}, Vaccination lead</h3>" in kit) == named
        assert f'id="card-spokesperson-lead"{"" if named else " data-search-exclude"}>' in kit
        assert ("campaigns/flu/kit/kit.json" in saying(files, QUOTE)) == in_downloads

    def test_a_sheet_that_is_not_public_names_them_inside_alone(self, root: Path) -> None:
        write_sheet(root, person=person(), public=False)
        made = assemble(root, NOW, show_unapproved=True)
        pages = pages_of(made, root)
        assert [path for path, text in pages.items() if NAME in text] == [f"{INTERNAL_FOLDER}spokespeople/lead.md"]
        assert "spokesperson-inside" in {each.name for each in made.diagnostics}
        made = assemble(root, NOW)
        assert saying(built(made, root), NAME, QUOTE, "spokesperson-lead") == []

    def test_only_a_partner_whom_they_named_has_their_card(self, root: Path) -> None:
        for slug in ("a", "b"):
            partner = {"name": slug.upper(), "campaigns": ["flu"], "platforms": ["facebook"]}
            (root / "content/partners").mkdir(exist_ok=True)
            write_yaml(root / f"content/partners/{slug}.yml", partner)
        made = assemble(root, NOW, draw=False)
        kits = made.hub.campaigns[0].partner_kits if made.hub else ()
        assert [any(card.id == "spokesperson-lead" for card in kit.cards) for kit in kits] == [True, False]

    @pytest.mark.parametrize(("channels", "printed"), [(["website", "facebook"], False), (["facebook", "kit"], True)])
    def test_paper_has_their_words_only_where_others_may_have_them(
        self,
        root: Path,
        channels: list[str],
        printed: bool,  # noqa: FBT001
    ) -> None:
        write_sheet(root, person=person(channels=channels))
        made = assemble(root, NOW, show_unapproved=True, draw=False)
        assert made.hub
        paper = handout(made.hub, root / "campaign_assets/theme") or ""
        assert (NAME in paper, QUOTE in paper) == (True, printed)

    def test_the_role_says_nothing_of_a_story_that_is_not_for_all_its_cards(self, root: Path) -> None:
        (root / "content/spokespeople/lead.png").unlink()
        write_sheet(root, quote="This is what Amara said. I say so too.", quote_approved_on=TODAY)
        story = root / "content/stories/amara/index.md"
        text = story.read_text("utf-8")
        for further, told in (("", True), ("  - instagram\n  - x\n  - pinterest\n", False)):
            story.write_text(text.replace("  - facebook\n", f"  - facebook\n{further}"), encoding="utf-8")
            made = assemble(root, NOW, draw=False)
            wrong = [each.place.path for each in made.diagnostics if each.name == "story-beyond-consent"]
            assert wrong == ["content/spokespeople/lead.yml"] * told
            cards = [card.id for card in made.hub.campaigns[0].cards] if made.hub else []
            assert ("spokesperson-lead" in cards) is not told

    @pytest.mark.parametrize("thread", [False, True])
    def test_no_calendar_asks_in_their_words(self, root: Path, *, thread: bool) -> None:
        plan = root / "content/campaigns/flu/posts.yml"
        asked = "Would you roll up your sleeve before your own mother does?"
        post = {"id": "rosa", "at": f"{TODAY} 18:00", "platforms": ["facebook", "x"], "card": "spokesperson-lead"}
        text = {"text": "She asked me.", "thread": [asked]} if thread else {"text": asked}
        write_sheet(root, person=person(channels=["website", "facebook", "x", "kit"]))
        plan.write_text(f"{plan.read_text('utf-8')}{as_yaml([post | text])}", encoding="utf-8")
        made = assemble(root, NOW, show_unapproved=True)
        assert made.hub
        assert made.rendered
        assert asked in " ".join(" ".join(each.text.split()) for each in made.hub.campaigns[0].posts)
        notes = [each.read() for each in made.rendered.artifacts if each.path == f"{INTERNAL_FOLDER}daily.ics"]
        assert ["own mother" in each.decode().replace("\r\n ", "") for each in notes] == [False]

    def test_a_photo_without_leave_is_not_on_the_card(self, root: Path) -> None:
        write_sheet(root, person=person(media=["text", "quote"]))
        made = assemble(root, NOW, draw=False)
        (card,) = [each for each in made.hub.campaigns[0].cards if each.id == "spokesperson-lead"] if made.hub else ()
        assert card.photo is None
        assert QUOTE in card.alt
        assert "at the harbour" not in card.alt


def test_the_sheet_is_inside_and_its_public_part_is_not(root: Path) -> None:
    write_sheet(root, quote="Ask us, and bring your mother.", quote_approved_on=TODAY)
    (root / "content/spokespeople/lead.png").unlink()
    made = assemble(root, NOW)
    files = built(made, root)
    assert prove(files, made) == []
    kit = next(each.read().decode() for each in files if each.path == KIT)
    assert all(words in kit for words in ("Vaccination lead", "Flu vaccines", "press@example.org", "bring your mother"))
    assert saying(files, INSIDE, "01632 960 117") == []
    assert [each.name for each in prove([BuiltFile("a.html", INSIDE.encode())], made)] == ["internal-published"]
    (card,) = [card for card in made.hub.campaigns[0].cards if card.id == "spokesperson-lead"] if made.hub else ()
    assert card.in_downloads
    assert "pinterest" in card.platforms


def test_lines_and_posts_are_made_of_the_brief(root: Path) -> None:
    post = {"id": "own", "platforms": ["x", "facebook"], "message": "two", "text": "{disclosure} {message} {hashtags}"}
    question = {"question": "Is it safe?", "answer": "Ask your nurse.", "bridge": "And know this:", "to": "one"}
    write_sheet(root, posts=[post], questions=[question], person=person())
    made = assemble(root, NOW, show_unapproved=True)
    page = pages_of(made, root)[f"{INTERNAL_FOLDER}spokespeople/lead.md"]
    assert "A jab helps you and the people around you.</p>" in page
    assert "I work for Example Health. A jab helps you and the people around you. #FluSafe" in page
    assert "And know this: <strong>Flu goes round every winter.</strong>" in page
    brief = root / "content/campaigns/flu/index.md"
    brief.write_text(brief.read_text("utf-8").replace("A jab helps", "A jab protects"), encoding="utf-8")
    page = pages_of(assemble(root, NOW, show_unapproved=True), root)[f"{INTERNAL_FOLDER}spokespeople/lead.md"]
    assert "A jab protects you and the people around you. #FluSafe" in page


class TestCommands:
    def test_withdraw_takes_them_out_and_says_where_they_were(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(root)
        before = (root / "content/spokespeople/lead.yml").read_text("utf-8")
        assert main(["withdraw", "CR-R0SAQUAY1"]) == 0
        told = capsys.readouterr().out
        assert "campaigns/flu/kit/" in told
        assert "spokesperson-lead" in told
        after = (root / "content/spokespeople/lead.yml").read_text("utf-8")
        assert [line for line in after.split("\n") if line not in before] == [
            "    status: withdrawn",
            f"    withdrawn_on: {TODAY}",
        ]
        assert "CR-R0SAQUAY1" in (root / "content/stories/withdrawn.txt").read_text("utf-8")
        made = assemble(root, NOW, draw=False)
        assert not made.refused
        assert made.gated.speaking == ()

    def test_consent_lists_them(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.chdir(root)
        states = {}
        for public in (True, False):
            write_sheet(root, person=person(), public=public)
            assert main(["consent", "--format", "json"]) == 0
            listed = {each["story"]: each for each in json.loads(capsys.readouterr().out)["stories"]}
            states[public] = listed["spokespeople/lead"]["state"], listed["spokespeople/lead"]["why"]
        assert states == {True: ("published", None), False: ("withheld", "spokesperson-inside")}

    def test_an_organisation_can_ask_for_a_spokesperson(self, root: Path) -> None:
        settings = root / "campaign_assets/hub.yml"
        settings.write_text(settings.read_text("utf-8") + "\nreadiness: {required: [spokesperson]}\n", encoding="utf-8")
        assert "not-prepared-required" not in {each.name for each in assemble(root, NOW, draw=False).diagnostics}
        (root / "content/spokespeople/lead.yml").unlink()
        found = [each for each in assemble(root, NOW, draw=False).diagnostics if each.name == "not-prepared-required"]
        assert "a spokesperson's sheet" in found[0].message
