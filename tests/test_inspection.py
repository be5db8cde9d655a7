"""The built site is read as browsers read it: what is dead, nameless or too heavy is told of where it was written."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from living import living_hub, run_hub
from tiny import BRIEF as TINY_BRIEF
from tiny import tiny_hub

from campaign_hub.built_site import files_below
from campaign_hub.load.front_matter import Page
from campaign_hub.load.written_links import links_in
from campaign_hub.pipeline import assemble, faults_of
from campaign_hub.proofread import proofread
from campaign_hub.proofread.addresses import SiteAddresses
from campaign_hub.validate.organisation import Budgets

TODAY = datetime.now(ZoneInfo("Europe/London")).date()
ADDRESS = "https://org.github.io/repo/"
WHOLE = '<html lang="en"><head><title>T</title><meta name="description" content="D"></head><body>{}</body></html>'
Hub = Callable[[Path], Path]


def site_of(folder: Path, files: dict[str, str | bytes]) -> Path:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def found_in(site: Path, *pages: Page, not_public: tuple[str, ...] = (), **budgets: int) -> list[str]:
    found, _ = proofread(files_below(site), (ADDRESS, ADDRESS), pages, Budgets(**budgets), not_public)
    return sorted(f"{each.name} {each.place}" for each in found)


class TestLinks:
    @pytest.mark.parametrize(
        "written",
        [
            "other/",
            "other/#part",
            "other/index.html?x=1#part",
            "/repo/other/",
            "#here",
            "#",
            "#top",
            "",
            "other/#:~:text=Part",
            "https://elsewhere.example/nowhere",
            "//elsewhere.example/x",
            "mailto:a@b.example",
            "tel:111",
            "picture%20one.png",
        ],
    )
    def test_what_leads_somewhere_is_no_fault(self, tmp_path, written):
        here = WHOLE.format(f'<p id="here"><a href="{written}">x</a></p>')
        files = {"index.html": here, "other/index.html": WHOLE.format('<h2 id="part">P</h2>'), "picture one.png": b"p"}
        assert found_in(site_of(tmp_path, files)) == []

    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("othre/", "link-dead"),
            ("/other/", "link-dead"),
            ("../other/", "link-dead"),
            ("other", "link-dead"),
            ("other.md", "link-dead"),
            ("other/#prat", "link-place-dead"),
            ("#there", "link-place-dead"),
            ("http://[", "link-dead"),
        ],
    )
    def test_what_leads_nowhere_is_told_of(self, tmp_path, written, name):
        here = WHOLE.format(f'<p id="here"><a href="{written}">x</a></p>')
        files = {"index.html": here, "other/index.html": WHOLE.format('<h2 id="part">P</h2>')}
        assert found_in(site_of(tmp_path, files)) == [f"{name} site/index.html:1:1"]

    def test_a_link_is_told_of_where_the_editor_wrote_it(self, tmp_path):
        site = site_of(tmp_path, {"a/index.html": WHOLE.format('<a href="nowhere/">x</a><a href="#no">y</a>')})
        page = Page("content/a.md", None, "Go [x](nowhere/).\n\nOr [y](a.md#no), [z](nowhere/).\n", 7)
        assert found_in(site, page) == [
            "link-dead content/a.md:7:8",
            "link-dead content/a.md:9:22",
            "link-place-dead content/a.md:9:8",
        ]

    def test_a_page_that_is_not_public_now_is_a_warning(self, tmp_path):
        site = site_of(tmp_path, {"index.html": WHOLE.format('<a href="campaigns/later/">x</a>')})
        assert found_in(site, not_public=("content/campaigns/later/index.md",)) == [
            "link-not-public site/index.html:1:1"
        ]

    @given(st.text(max_size=80), st.text(max_size=20))
    def test_no_address_is_too_odd_to_be_looked_up(self, written, page):
        SiteAddresses(ADDRESS, {"index.html"}).target_of(page, written)

    @given(st.text(alphabet='[]()!<>`~#\n aé.\\"-=', max_size=200))
    def test_every_written_link_stands_where_it_says(self, body):
        lines = body.split("\n")
        for link in links_in(Page("content/a.md", None, body, 3)):
            assert lines[link.place.line - 3][link.place.column - 1 :].startswith(link.target)


class TestPages:
    def test_names_pictures_and_previews_are_looked_at(self, tmp_path):
        body = '<p id="a"><b id="a"></b><img src="gone.png" alt=""><img src="there.png"></p>'
        head = '<meta property="og:image" content="there.png"><meta name="twitter:image" content="{}none.png">'
        files = {
            "index.html": f"<html><head>{head.format(ADDRESS)}</head><body>{body}</body></html>",
            "there.png": b"p",
        }
        assert found_in(site_of(tmp_path, files), Page("content/index.md", None, "")) == [
            "page-id-twice content/index.md:1:1",
            "page-without-description content/index.md:1:1",
            "page-without-title content/index.md:1:1",
            "picture-dead site/index.html:1:1",
            "picture-without-alt site/index.html:1:1",
            "preview-address-dead content/index.md:1:1",
            "preview-address-dead content/index.md:1:1",
        ]

    def test_other_languages_and_feeds_are_looked_up_where_they_are_of_this_site(self, tmp_path):
        there = "".join(
            f'<link rel="alternate" hreflang="es" href="{each}">' for each in (ADDRESS, "https://x.example/")
        )
        page = WHOLE.replace("</head>", there + "</head>")
        assert found_in(site_of(tmp_path, {"index.html": page})) == []
        gone = WHOLE.replace("</head>", f'<link rel="canonical" href="{ADDRESS}gone/"></head>')
        assert found_in(site_of(tmp_path, {"index.html": gone})) == ["link-dead site/index.html:1:1"]

    def test_a_title_inside_a_drawing_is_not_the_pages(self, tmp_path):
        page = WHOLE.replace("<title>T</title>", "").format("<svg><title>Drawing</title></svg>")
        assert found_in(site_of(tmp_path, {"index.html": page})) == ["page-without-title site/index.html:1:1"]


class TestWeights:
    NOISE = bytes(range(256)) * 40

    def test_what_comes_at_first_sight_is_weighed_and_what_waits_is_not(self, tmp_path):
        body = '<img src="a.png" alt=""><img src="b.png" alt="" loading="lazy"><img src="a.png" alt="">'
        site = site_of(tmp_path, {"index.html": WHOLE.format(body), "a.png": self.NOISE, "b.png": self.NOISE * 9})
        assert found_in(site, home_kb=11) == []
        assert found_in(site, home_kb=10) == ["page-too-heavy site/index.html:1:1"]

    def test_fonts_of_a_style_count_where_latin_text_needs_them(self, tmp_path):
        style = """@font-face {src: url("a.woff2"); unicode-range: U+0000-00FF}
            @font-face {src: url(b.woff2); unicode-range: U+0600-06FF}"""
        head = WHOLE.replace("</head>", '<link rel="stylesheet" href="../s/s.css"></head>')
        files = {"p/index.html": head.format(""), "s/s.css": style, "s/a.woff2": self.NOISE, "s/b.woff2": self.NOISE}
        assert found_in(site_of(tmp_path, files), page_kb=11) == []
        assert found_in(site_of(tmp_path, files), page_kb=10) == ["page-too-heavy site/p/index.html:1:1"]

    def test_the_site_is_held_to_its_budget_and_to_how_far_it_can_grow(self, tmp_path):
        files = {f"campaigns/{name}/kit/kit.zip": bytes(400_000) for name in "ab"}
        site = site_of(tmp_path, {"index.html": WHOLE.format(""), **files})
        _, forecast = proofread(files_below(site), (ADDRESS, ADDRESS), (), Budgets(site_mb=5))
        assert str(forecast) == "The site has 0.8 MB; at 0.4 MB a campaign, 10 more fit."
        assert found_in(site, site_mb=5) == []
        assert found_in(site, site_mb=4) == ["site-filling-up campaign_assets/hub.yml:1:1"]
        site = site_of(tmp_path, {"video.mp4": bytes(300_000)})
        assert found_in(site, site_mb=1) == ["site-too-large campaign_assets/hub.yml:1:1"]

    def test_a_site_of_many_small_campaigns_is_told_of_at_four_fifths(self, tmp_path):
        files = {f"campaigns/{number}/kit/kit.zip": bytes(10_000) for number in range(79)}
        assert found_in(site_of(tmp_path, files), site_mb=1) == []
        site = site_of(tmp_path, {"campaigns/last/kit/kit.zip": bytes(20_000)})
        assert found_in(site, site_mb=1) == ["site-filling-up campaign_assets/hub.yml:1:1"]
        _, forecast = proofread(files_below(site), (ADDRESS, ADDRESS), (), Budgets(site_mb=1))
        assert forecast.more == 18

    def test_a_nearly_full_site_without_campaigns_has_nothing_to_say_of_them(self, tmp_path):
        assert found_in(site_of(tmp_path, {"video.mp4": bytes(990_000)}), site_mb=1) == []

    def test_a_site_without_campaigns_has_no_forecast(self, tmp_path):
        _, forecast = proofread(
            files_below(site_of(tmp_path, {"index.html": WHOLE.format("")})), (ADDRESS, ADDRESS), (), Budgets()
        )
        assert str(forecast) == "The site has 0.0 MB."


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub with one story, at a project's sub-path."""
    root = living_hub(tmp_path_factory.mktemp("inspected"), TODAY)
    settings = root / "campaign_assets/hub.yml"
    settings.write_text(settings.read_text("utf-8").replace("https://hub.example.org/health/", ADDRESS), "utf-8")
    return root


BRIEF = "content/campaigns/flu/index.md"


class TestWholeHubs:
    def test_a_hub_at_a_sub_path_keeps_every_address_inside_it(self, hub):
        done = run_hub(hub, "build")
        assert done.returncode == 0, done.stderr
        assert "MB a campaign" in done.stderr
        whole = {file: file.read_text("utf-8") for file in (hub / "site").rglob("*.html")}
        for file, text in whole.items():
            rooted = re.findall(r"""(?:href|src|content)=["'](/[^"'/][^"']*)""", text)
            assert all(each.startswith("/repo/") for each in rooted), file
        story = (hub / "site/stories/amara/index.html").read_text("utf-8")
        assert f'<link rel="canonical" href="{ADDRESS}stories/amara/">' in story
        assert f'<meta property="og:image" content="{ADDRESS}campaigns/flu/cards/' in story
        assert "https://hub.example.org/" not in "".join(whole.values())
        kit = json.loads((hub / "site/campaigns/flu/kit/kit.json").read_text("utf-8"))
        assert all((hub / "site" / card["file"].partition("?")[0]).is_file() for card in kit["cards"])
        assert f"<loc>{ADDRESS}campaigns/flu/</loc>" in (hub / "site/sitemap.xml").read_text("utf-8")

    def test_a_dead_place_stops_a_build_and_a_publish_goes_on_with_3(self, hub, tmp_path):
        root = tmp_path / "hub"
        shutil.copytree(hub, root, ignore=shutil.ignore_patterns("site"))
        brief = root / BRIEF
        line = len(brief.read_text("utf-8").split("\n"))
        with brief.open("a", encoding="utf-8") as text:
            text.write("Read [this](#nowhere), [that](kti/) and [those](../not-yet-approved/index.md).\n")
        done = run_hub(root, "build")
        assert done.returncode == 1
        assert not (root / "site").exists()
        assert f"error[link-place-dead] {BRIEF}:{line}:13" in done.stderr
        assert f"error[link-dead] {BRIEF}:{line}:31" in done.stderr
        assert f"warning[link-not-public] {BRIEF}:{line}:49" in done.stderr
        done = run_hub(root, "publish", CAMPAIGN_HUB_FORMAT="github")
        assert (done.returncode, (root / "site/campaigns/flu/index.html").is_file()) == (3, True)
        assert f"::error file={BRIEF},line={line},col=13,title=link-place-dead::" in done.stderr
        report = json.loads((root / ".cache/publish-report.json").read_text("utf-8"))
        assert {(each["path"], each["name"]) for each in report["faults"]} == {
            (BRIEF, "link-place-dead"),
            (BRIEF, "link-dead"),
        }
        assert not any(each["doubtful"] for each in report["withheld"])

    def test_a_link_that_check_knows_to_be_dead_leaves_nothing_out_at_a_custom_domain(self, hub, tmp_path):
        root = tmp_path / "hub"
        shutil.copytree(hub, root, ignore=shutil.ignore_patterns("site"))
        with (root / BRIEF).open("a", encoding="utf-8") as text:
            text.write("Read [this](nowhere.md).\n")
        # At a domain of its own, so that the same site shows where its pages are then.
        settings = root / "campaign_assets/hub.yml"
        settings.write_text(settings.read_text("utf-8").replace(ADDRESS, "https://health.example.org"), "utf-8")
        assert run_hub(root, "build").returncode == 1
        done = run_hub(root, "publish")
        assert (done.returncode, "Published with faults: 1." in done.stderr) == (3, True)
        assert (root / "site/campaigns/flu/index.html").is_file()
        missing = (root / "site/404.html").read_text("utf-8")
        assert 'href="/campaigns/"' in missing
        assert "https://health.example.org/campaigns/flu/" in (root / "site/sitemap.xml").read_text("utf-8")
        assert not list((root / "site").rglob("CNAME"))


def test_a_dead_link_in_a_draft_is_no_fault_of_the_site(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    brief = root / "content/campaigns/flu/index.md"
    now = datetime(2026, 6, 1, 12, tzinfo=ZoneInfo("Europe/London"))
    for stage, faults in (("approved", ["link-dead"]), ("draft", [])):
        text = TINY_BRIEF.replace("stage: approved", f"stage: {stage}")
        brief.write_text(f"{text}\n[more](missing.md)\n", encoding="utf-8")
        assert [each.name for each in faults_of(assemble(root, now, draw=False), [])] == faults
