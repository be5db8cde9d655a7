"""Partners' kits: what is in them, what is never in them, and that they go when the partner goes."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from living import as_yaml, consent, living_hub, run_hub, write_story, write_yaml
from PIL import Image
from test_bad_input import file_of
from tiny import tiny_hub

from campaign_hub.appraise.digest import content_digest
from campaign_hub.built_site import files_below
from campaign_hub.derive.number_order import in_order
from campaign_hub.kept_keys import KeptKeys
from campaign_hub.leaving_out import sources_of
from campaign_hub.pipeline import Assembly, assemble, prove
from campaign_hub.render import PageLayout, SitePage
from campaign_hub.takedown import take_down
from campaign_hub.validate.brief import Ally
from campaign_hub.validate.contrast import TEXT, contrast
from campaign_hub.verify.zones import is_cleared

NOW = datetime.now(UTC)
THEN = datetime(2026, 6, 1, 12, tzinfo=UTC)
"""The day on which nothing is wrong with the tiny hub."""
TODAY = NOW.astimezone(ZoneInfo("Europe/London")).date()
KIT = "campaigns/flu/kit/"
NAMED, OTHER = f"{KIT}partners/a-partner/", f"{KIT}partners/harbour/"
SITE = "https://hub.example.org/health/"
TEXTS = ("email.txt", "intranet.txt", "newsletter.txt", "press-release.txt", "script.txt")
PARTNER = {
    "name": "Harbour Pharmacy",
    "campaigns": ["flu"],
    "logo": "harbour.png",
    "handles": {"x": "Harbour"},
    "cards": ["headline"],
    "local": {"service": "the Harbour Pharmacy", "phone": "01632 960 100", "link": "https://harbour.example.org/#jab"},
    "terms": "Ask us before you print.",
}


def write_partner(root: Path, slug: str, **changes: object) -> None:
    folder = root / "content/partners"
    folder.mkdir(exist_ok=True)
    write_yaml(folder / f"{slug}.yml", PARTNER | changes)
    Image.new("RGB", (90, 30), "#14543f").save(folder / "harbour.png")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub with a story that names one of two partners, and a post that asks for the local service."""
    hub = living_hub(tmp_path_factory.mktemp("partners"), TODAY)
    shutil.rmtree(hub / "content/campaigns/not-yet-approved")
    settings = hub / "campaign_assets/hub.yml"
    write_yaml(settings, yaml.safe_load(settings.read_text("utf-8")) | {"local": {"service": "a place near you"}})
    plan = hub / "content/campaigns/flu/posts.yml"
    posts = yaml.safe_load(plan.read_text("utf-8"))
    posts[0]["text"] = "{message} Go to {local_service}.\n{link}"
    write_yaml(plan, posts)
    write_partner(hub, "a-partner", name="A Partner", logo=None, handles={"facebook": "A"}, terms=None)
    partner = hub / "content/partners/a-partner.yml"
    write_yaml(partner, {name: value for name, value in yaml.safe_load(partner.read_text("utf-8")).items() if value})
    write_partner(hub, "harbour", handles={"x": "Harbour", "facebook": "Harbour"})
    return hub


@pytest.fixture(scope="module")
def made(root: Path) -> Assembly:
    made = assemble(root, NOW)
    assert made.rendered
    assert not made.refused, made.diagnostics
    return made


@pytest.fixture(scope="module")
def files(made: Assembly) -> dict[str, bytes]:
    assert made.rendered
    return {each.path: each.read() for each in made.rendered.artifacts}


def packed(files: dict[str, bytes], folder: str) -> dict[str, bytes]:
    name = f"{folder}flu-{folder.split('/')[-2]}.zip"
    with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
        return {each.partition("/")[2]: archive.read(each) for each in archive.namelist()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


class TestContents:
    def test_a_partner_s_own_words_fill_its_posts_and_the_hub_s_those_of_the_campaign(self, files):
        assert "Go to a place near you." in files[f"{KIT}posts.csv"].decode()
        for folder in (NAMED, OTHER):
            (first, *_) = [row for row in rows(files[f"{folder}posts.csv"]) if row["id"] == "first"]
            assert "Go to the Harbour Pharmacy." in first["text"]
            assert f"utm_content=first-{folder.split('/')[-2]}" in first["link"]
            assert first["link"] in first["text"]

    @given(st.from_regex(r"0[0-9]{3,4}( [0-9]{3,4}){1,2}", fullmatch=True), st.sampled_from(["ltr", "rtl"]))
    def test_a_telephone_number_keeps_its_order_and_its_digits(self, number, direction):
        told = in_order(f"قريبًا: {number}.", direction)
        assert told.replace("\u00a0", " ") == f"قريبًا: {number}."
        assert (" " in told.removeprefix("قريبًا: ")) == (direction == "ltr")

    def test_it_has_only_posts_and_cards_for_its_platforms(self, files):
        assert {row["platform"] for row in rows(files[f"{NAMED}posts.csv"])} == {"facebook"}
        assert {row["platform"] for row in rows(files[f"{OTHER}posts.csv"])} == {"x", "facebook"}

    def test_both_logos_are_on_cards_of_its_own_and_only_on_those_that_it_wants(self, files):
        own = {path.rpartition("/")[2]: content for path, content in files.items() if path.startswith(f"{OTHER}cards/")}
        assert {name.partition("-")[0] for name in own} == {"headline", "figure"}
        theirs = {name: files[f"campaigns/flu/cards/{name}"] for name in own}
        assert all(own[name] != theirs[name] for name in own)
        assert not [path for path in files if path.startswith(f"{NAMED}cards/")]
        assert packed(files, NAMED)["cards/headline-square.png"] == theirs["headline-square.png"]

    def test_its_zip_has_posts_cards_texts_and_what_was_agreed(self, files):
        kit = packed(files, OTHER)
        assert {*TEXTS, "posts.csv", "posts.docx", "posts.txt", "hashtags.txt", "README.txt", "terms.txt"} <= set(kit)
        assert b"Ask us before you print." in kit["terms.txt"]
        assert b"Keep both logos" in kit["README.txt"]
        assert b"Near you: the Harbour Pharmacy\n01632 960 100" in kit["email.txt"]
        assert b"Harbour Pharmacy" not in files[f"{KIT}posts.txt"]

    def test_texts_for_other_places_are_in_whole_kits_alone(self, files):
        whole = zipfile.ZipFile(io.BytesIO(files[f"{KIT}flu-kit.zip"])).namelist()
        platform = zipfile.ZipFile(io.BytesIO(files[f"{KIT}flu-x.zip"])).namelist()
        assert {f"flu-kit/{name}" for name in TEXTS} <= set(whole)
        assert not [name for name in platform if name.endswith(TEXTS)]

    def test_the_same_hub_gives_the_same_kits(self, root, files):
        again = assemble(root, NOW + timedelta(minutes=1)).rendered
        kits = [each for each in again.artifacts if "/partners/" in each.path] if again else []
        assert len(kits) > 10
        assert all(each.read() == files[each.path] for each in kits)


class TestConsent:
    def test_a_story_is_only_in_the_kit_of_a_partner_whom_its_consent_names(self, made, files):
        assert "amara" in {row["id"] for row in rows(files[f"{NAMED}posts.csv"])}
        assert "amara" not in {row["id"] for row in rows(files[f"{OTHER}posts.csv"])}
        assert [name for name in packed(files, NAMED) if "story-amara" in name]
        assert not [name for name in packed(files, OTHER) if "amara" in name]
        assert "partner-without-story" in {each.name for each in made.diagnostics}

    def test_a_named_partner_gets_it_as_it_is_and_not_beside_its_logo(self, root, tmp_path):
        hub = shutil.copytree(root, tmp_path / "hub")
        write_partner(hub, "a-partner")
        write_partner(hub, "a-partner", handles={"facebook": "A"})
        (campaign,) = assemble(hub, NOW, draw=False).hub.campaigns
        (kit, _) = campaign.partner_kits
        (story,) = [card for card in kit.cards if card.story]
        assert story.logos == ()
        assert all(card.logos for card in kit.cards if card is not story)

    @pytest.mark.parametrize(
        ("channels", "recipients"),
        [(["website", "facebook"], None), (["website", "facebook", "kit"], ["harbour"]), (["kit", "x"], ["a-partner"])],
    )
    def test_without_kit_name_or_platform_it_gets_nothing(self, channels, recipients, root, tmp_path):
        hub = shutil.copytree(root, tmp_path / "hub")
        record = consent(TODAY, channels=channels, recipients=recipients)
        write_story(hub, "amara", record, words="Amara")
        (campaign,) = assemble(hub, NOW, draw=False).hub.campaigns
        kit = next(each for each in campaign.partner_kits if each.recipient.slug == "a-partner")
        assert not [card for card in kit.cards if card.story]
        assert "amara" not in {post.id for post in kit.posts}

    def test_every_kit_holds_at_most_what_the_campaign_s_own_holds(self, made):
        (campaign,) = made.hub.campaigns
        assert len(campaign.partner_kits) == 2
        for kit in campaign.partner_kits:
            own = {(post.id, post.platform) for post in campaign.posts if post.in_downloads}
            assert {(post.id, post.platform) for post in kit.posts} <= own
            uses = {(use.picture.card.id, use.platform, use.format) for use in campaign.kit_uses}
            assert {(use.picture.card.id, use.platform, use.format) for use in kit.uses} <= uses

    @given(
        st.sets(st.sampled_from(["website", "link_preview", "kit", "print", "facebook", "x"])),
        st.sets(st.sampled_from(["harbour", "library"])),
        st.sampled_from(["index.html", "posts.csv", "flu-harbour.zip/flu-harbour/cards/story-amara-square.png"]),
    )
    def test_verify_looks_for_a_story_in_the_kits_of_those_whom_nobody_named(self, channels, recipients, file):
        expected = "harbour" in recipients and "kit" in channels and not channels.isdisjoint({"facebook", "x"})
        assert is_cleared(f"{OTHER}{file}", channels, recipients) == expected

    def test_the_take_down_list_has_every_partner_s_kit_that_holds_it(self, root, made, files, tmp_path):
        hub = shutil.copytree(root, tmp_path / "hub")
        listed = take_down(made.hub, "amara", NOW)
        write_story(hub, "amara", consent(TODAY, status="withdrawn"), words="Amara")
        after = {each.path: each.read() for each in assemble(hub, NOW).rendered.artifacts}
        changed = {path for path, content in files.items() if "/partners/" in path and after.get(path) != content}
        assert f"{NAMED}flu-a-partner.zip" in changed
        assert {f"{SITE}{path}" for path in changed} <= {*listed.gone, *listed.downloads}
        assert f"{SITE}{NAMED}" in listed.pages
        assert not [each for each in (*listed.downloads, *listed.pages) if OTHER in each]


class TestLeaving:
    @pytest.mark.usefixtures("made")
    def test_a_partner_that_leaves_is_gone_with_its_pictures(self, root, tmp_path):
        hub = shutil.copytree(root, tmp_path / "hub")
        before = {file.name for file in (hub / ".cache/cards").glob("*/*.png")}
        (hub / "content/partners/harbour.yml").unlink()
        (hub / "content/partners/harbour.png").unlink()
        made = assemble(hub, NOW)
        assert made.rendered
        assert not [each.path for each in made.rendered.artifacts if "harbour" in each.path]
        assert not [page.path for page in made.rendered.pages if "harbour" in page.path]
        assert {file.name for file in (hub / ".cache/cards").glob("*/*.png")} < before

    def test_a_file_with_an_error_makes_no_kit_and_leaves_the_rest(self, root, tmp_path):
        hub = shutil.copytree(root, tmp_path / "hub")
        write_partner(hub, "harbour", local={})
        made = assemble(hub, NOW, draw=False)
        assert made.refused
        assert ("content/partners/harbour.yml", "partner-slot-unfilled") in {(e.path, e.name) for e in made.left_out}
        assert [kit.recipient.slug for kit in made.hub.campaigns[0].partner_kits] == ["a-partner"]

    def test_what_is_found_in_a_kit_leaves_out_the_partner_and_not_the_campaign(self, made):
        assert sources_of([f"{OTHER}index.html", f"{OTHER}posts.csv"], made.checked) == {"content/partners/harbour.yml"}


@pytest.fixture(scope="module")
def drawn_hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny hub whose cards are drawn, so that a check need not measure them again."""
    hub = tiny_hub(tmp_path_factory.mktemp("drawn"), hooks=False)
    write_partner(hub, "harbour")
    assemble(hub, THEN)
    return hub


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_no_partner_s_file_breaks_the_way_through(drawn_hub, data):
    file = drawn_hub / "content/partners/harbour.yml"
    file.write_bytes(data.draw(file_of(as_yaml(PARTNER))))
    made = assemble(drawn_hub, THEN, draw=False)
    assert made.hub
    wrong = {each.place.path for each in made.diagnostics if each.severity == "error"}
    assert wrong <= {"content/partners/harbour.yml"}
    kits = [kit for campaign in made.hub.campaigns for kit in campaign.partner_kits]
    assert all("{" not in post.text for kit in kits for post in kit.posts)


class _Code(HTMLParser):
    def __init__(self, code: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(code)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    done = run_hub(root, "build")
    assert done.returncode == 0, done.stderr
    return root / "site"


def badges(page: str) -> Iterator[_Code]:
    for code in re.findall(r'<code id="code-\w+">(.*?)</code>', page, re.DOTALL):
        yield _Code(unescape(code))


def test_a_preview_makes_the_same_files_once_they_are_asked_for(root, files):
    shown = assemble(root, NOW, show_unapproved=True).rendered
    assert shown
    promised = {each.path: each for each in shown.artifacts if "/kit/partners/" in each.path}
    assert set(promised) == {path for path in files if "/kit/partners/" in path}
    assert all(each.make for each in promised.values())
    assert [path for path, each in promised.items() if each.read() != files[path]] == []


def test_a_pause_holds_for_partners_too(root, tmp_path):
    hub = shutil.copytree(root, tmp_path / "hub")
    page = hub / "content/campaigns/flu/index.md"
    page.write_text(page.read_text("utf-8").replace("\nowner:", "\npause: [amara]\nowner:"), encoding="utf-8")
    made = assemble(hub, NOW)
    assert made.hub
    assert made.rendered
    (kit,) = (kit for kit in made.hub.campaigns[0].partner_kits if kit.folder + "/" == NAMED)
    assert {post.id for post in kit.paused} == {"amara"}
    posts = next(each for each in made.rendered.artifacts if each.path == f"{NAMED}posts.csv")
    assert "amara" not in {row["id"] for row in rows(posts.read())}
    view = next(page for page in made.rendered.pages if page.path == f"{NAMED}index.md")
    text = PageLayout(hub / "campaign_assets/theme").lay_out(view, "")
    assert "Posts held back for now: 1." in text
    gone = take_down(made.hub, "amara", NOW)
    assert f"{SITE}{NAMED}posts.csv" in gone.downloads


def test_a_campaign_called_like_another_s_partner_keeps_its_own_kit(root, tmp_path):
    hub = shutil.copytree(root, tmp_path / "hub")
    shutil.copytree(hub / "content/campaigns/flu", hub / "content/campaigns/flu-harbour")
    made = assemble(hub, NOW)
    assert made.rendered
    (page,) = (each for each in made.rendered.pages if each.path == "campaigns/flu-harbour/kit/index.md")
    assert page.view["downloads"][0][0] == "campaigns/flu-harbour/kit/flu-harbour-kit.zip"


class TestPages:
    def test_it_is_found_from_the_kit_and_not_by_search(self, site):
        assert 'href="partners/harbour/"' in (site / KIT / "index.html").read_text("utf-8")
        page = (site / OTHER / "index.html").read_text("utf-8")
        assert 'name="robots" content="noindex' in page
        assert "partners/harbour" not in (site / "sitemap.xml").read_text("utf-8")
        entries = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
        assert not [each for each in entries if "partners/" in each["location"]]

    def test_code_for_other_sites_runs_nothing_and_asks_this_site_for_one_picture(self, site):
        codes = list(badges((site / OTHER / "index.html").read_text("utf-8")))
        assert [[tag for tag, _ in code.tags] for code in codes] == [["a"], ["a", "img", "strong"]]
        for code in codes:
            for tag, facts in code.tags:
                assert not [name for name in facts if name.startswith("on")]
                assert tag != "a" or facts["href"] == f"{SITE}campaigns/flu/"
        picture = codes[1].tags[1][1]
        assert (site / str(picture["src"]).removeprefix(SITE)).is_file()
        assert picture["alt"]
        assert picture["referrerpolicy"] == "no-referrer"

    def test_code_for_other_sites_brings_both_colours_and_they_can_be_read(self, site):
        for code in badges((site / KIT / "index.html").read_text("utf-8")):
            style = dict(part.split(":", 1) for part in str(code.tags[0][1]["style"]).split(";"))
            assert contrast(style["background"], style["color"]) >= TEXT

    def test_the_site_holds_nothing_that_verify_would_find(self, site, made):
        assert prove(files_below(site), made) == []
        named = next(each for each in made.gated.published if each.slug == "amara")
        gated = replace(made.gated, published=(replace(named, recipients=frozenset()),))
        found = {each.place.path for each in prove(files_below(site), replace(made, gated=gated))}
        assert found
        assert all(path.startswith(f"site/{NAMED}") for path in found)

    def test_what_was_looked_through_is_looked_through_again_once_a_story_names_no_partner(self, site, made, tmp_path):
        def found(assembly):
            looked = KeptKeys(tmp_path / "looked.json")
            leaks = prove(files_below(site), assembly, looked)
            looked.write()
            return leaks

        assert found(made) == []
        named = next(each for each in made.gated.published if each.slug == "amara")
        gated = replace(made.gated, published=(replace(named, recipients=frozenset()),))
        assert found(replace(made, gated=gated))


def with_allies(root: Path, folder: Path, *allies: dict[str, object], **settings: object) -> Path:
    """A copy of the hub whose campaign lists `allies`."""
    hub = shutil.copytree(root, folder / "hub")
    file = hub / "campaign_assets/hub.yml"
    write_yaml(file, yaml.safe_load(file.read_text("utf-8")) | settings)
    page = hub / "content/campaigns/flu/index.md"
    front = f"allies: {json.dumps(allies)}\napprovals:"
    page.write_text(page.read_text("utf-8").replace("approvals:", front), encoding="utf-8")
    return hub


class TestAllies:
    def test_only_public_ones_count_for_what_was_signed_off(self, tmp_path):
        (brief,) = assemble(tiny_hub(tmp_path, hooks=False), NOW, draw=False).checked.briefs
        private, public = (Ally(who="Town Carers", kind="tag", public=each) for each in (False, True))
        with_private = replace(brief, brief=brief.brief.model_copy(update={"allies": (private,)}))
        with_public = replace(brief, brief=brief.brief.model_copy(update={"allies": (public,)}))
        assert content_digest(brief) == content_digest(with_private) != content_digest(with_public)

    def test_the_kit_names_public_ones_and_the_strategy_all_with_who_is_missing(self, root, tmp_path):
        known = {"who": "Town Carers", "kind": "tag", "handles": {"x": "TownCarers"}, "public": True}
        other = {"who": "Quiet Critics", "kind": "reply", "sees_it_differently": "They trust herbs more."}
        hub = with_allies(root, tmp_path, known, other)
        pages = {each.path: each for each in assemble(hub, NOW, show_unapproved=True).rendered.pages}
        said = {name: laid_out(hub, pages[f"campaigns/flu/{name}/index.md"]) for name in ("kit", "strategy")}
        assert "@TownCarers" in said["kit"]
        assert "Quiet Critics" not in said["kit"]
        assert "They trust herbs more." in said["strategy"]
        assert "No ally speaks for them yet: Everyone." in said["strategy"]

    def test_a_public_strategy_page_has_the_public_part_of_the_list(self, root, tmp_path):
        known, other = {"who": "Town Carers", "kind": "tag", "public": True}, {"who": "Quiet Critics", "kind": "reply"}
        hub = with_allies(root, tmp_path, known, other, strategy={"public": True})
        pages = {each.path: each for each in assemble(hub, NOW).rendered.pages}
        said = laid_out(hub, pages["campaigns/flu/strategy/index.md"])
        assert "Town Carers" in said
        assert "Quiet Critics" not in said


def laid_out(hub: Path, page: SitePage) -> str:
    return PageLayout(hub / "campaign_assets/theme").lay_out(page, "")
