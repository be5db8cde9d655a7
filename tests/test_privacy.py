"""No page asks anyone else, keeps anything unasked, or runs what it does not hold."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterator

import pytest
from fontTools.ttLib import TTFont
from fpdf.fonts import CORE_FONTS_CHARWIDTHS
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from spoken import browsing, page_of, served, spoken_site

from campaign_hub.render import POLICY_SLOT, with_policy
from campaign_hub.render.web_fonts import ORDINARY, STAND_INS

pytestmark = pytest.mark.xdist_group("spoken")
PAGES = (
    "",
    "campaigns/",
    "campaigns/flu/",
    "campaigns/flu-ar/",
    "campaigns/flu/kit/",
    "campaigns/flu/plan/",
    "campaigns/flu-ar/plan/",
    "stories/",
    "stories/amara/",
    "windows/",
    "404.html",
)
KEPT = "[...Object.keys(localStorage), ...Object.keys(sessionStorage), document.cookie].filter(Boolean)"
SPLIT = "/* split */"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(spoken_site()) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


class Watched:
    """A page in a context of its own, with what it asked for and complained of."""

    def __init__(self, browser: Browser) -> None:
        self.page: Page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        self.asked: set[str] = set()
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.add(request.url))
        self.page.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def kept(self) -> list[str]:
        return self.page.evaluate(KEPT)


@pytest.fixture
def watched(browser) -> Iterator[Watched]:
    watched = Watched(browser)
    yield watched
    watched.page.context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_asks_nobody_else_keeps_nothing_and_runs_as_its_policy_allows(watched, address, path):
    watched.page.goto(address + path)
    watched.page.wait_for_timeout(300)
    assert watched.asked
    assert {url for url in watched.asked if not url.startswith((address, "data:"))} == set()
    assert watched.kept() == []
    assert watched.page.context.cookies() == []
    assert watched.complaints == []


def test_search_finds_under_the_policy_and_keeps_nothing(watched, address):
    watched.page.goto(address)
    watched.page.locator(".md-search__input").click()
    watched.page.keyboard.type("winter")
    watched.page.locator(".md-search-result__item").first.wait_for()
    assert watched.kept() == []
    assert watched.complaints == []
    assert {url for url in watched.asked if not url.startswith((address, "data:"))} == set()


def test_colours_are_kept_once_somebody_chose_them(watched, address):
    watched.page.goto(address)
    watched.page.locator("label[for^='__palette_']:visible").click()
    assert watched.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert watched.kept() == ["/health/.__palette"]
    watched.page.goto(f"{address}campaigns/")
    assert watched.page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert watched.complaints == []


def test_a_copy_button_works_under_the_policy(watched, address):
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    watched.page.goto(f"{address}campaigns/flu/kit/")
    watched.page.locator("[data-hub-copy='tag-1']").click()
    assert watched.page.evaluate("navigator.clipboard.readText()") == "#FluSafe"
    assert watched.complaints == []


def test_what_did_not_stand_in_the_page_does_not_run(watched, address):
    def smuggle(route):
        html = route.fetch().text()
        route.fulfill(body=html.replace("</body>", "<script>document.title = 'taken'</script></body>"))

    watched.page.route(address, smuggle)
    watched.page.goto(address)
    assert watched.page.title() != "taken"
    assert any("Content Security Policy" in said for said in watched.complaints)


def test_the_type_is_the_sites_own_small_and_in_the_page_language(watched, address):
    watched.page.goto(f"{address}campaigns/flu-ar/")
    watched.page.wait_for_timeout(300)
    fonts = {url.removeprefix(address).partition("?")[0] for url in watched.asked if ".woff2" in url}
    assert {
        "assets/fonts/hub-sans-regular-arabic.woff2",
        "assets/fonts/hub-sans-bold-arabic.woff2",
    } <= fonts
    assert not any("latin-more" in each for each in fonts)
    assert sum((spoken_site() / each).stat().st_size for each in fonts) < 90_000
    preloaded = re.findall(r'rel="preload" as="font"[^>]*href="([^"?]+)', page_of("campaigns/flu-ar"))
    assert preloaded == ["../../assets/fonts/hub-sans-regular-arabic.woff2"]


def test_a_font_file_names_its_makers_and_its_licence_but_not_as_its_own_name():
    for file in sorted((spoken_site() / "assets/fonts").glob("*.woff2")):
        with TTFont(io.BytesIO(file.read_bytes())) as font:
            names = {each.nameID: str(each) for each in font["name"].names}
        assert "Fira" not in names[1] + names[4] + names[6]
        assert "Open Font License" in names[13]
        assert "FiraGO" in names[0]
    assert "Open Font License" in (spoken_site() / "assets/fonts/LICENCE.txt").read_text("utf-8")


@pytest.mark.parametrize(("weight", "core"), [("regular", "helvetica"), ("bold", "helveticaB")])
def test_what_stands_in_for_the_type_is_as_wide_as_it_is_said_to_be(weight, core):
    widths = CORE_FONTS_CHARWIDTHS[core]
    assert STAND_INS[weight][0] == sum(widths[letter] for letter in ORDINARY) / 1000


def test_the_type_has_the_letters_that_its_language_needs():
    needed = {"latin": "Aé…“”£€", "arabic": "ابتپچگ،؟", "latin-more": "ŁžőĀ"}
    for script, letters in needed.items():
        for weight in ("regular", "bold"):
            file = spoken_site() / f"assets/fonts/hub-sans-{weight}-{script}.woff2"
            with TTFont(io.BytesIO(file.read_bytes())) as font:
                assert {ord(letter) for letter in letters} <= font.getBestCmap().keys()


def test_no_address_is_told_to_other_sites():
    assert '<meta name="referrer" content="same-origin">' in page_of("campaigns/flu")


def policy_of(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize("path", PAGES)
def test_every_policy_starts_with_nothing_and_allows_no_stranger(path):
    page = (spoken_site() / path / "index.html" if not path.endswith("html") else spoken_site() / path).read_text()
    rules = dict(rule.split(" ", 1) for rule in policy_of(page).split("; "))
    assert rules["default-src"] == "'none'"
    assert "unsafe-inline" not in policy_of(page)
    assert "unsafe-eval" not in policy_of(page)
    assert not re.search(r"https?:|\*", policy_of(page))


def test_a_style_in_a_tag_is_allowed_by_its_own_words_alone():
    digest = base64.b64encode(hashlib.sha256(b"text-align: right;").digest()).decode()
    assert f"'unsafe-hashes' 'sha256-{digest}'" in policy_of(page_of("windows"))
    assert "unsafe-hashes" not in policy_of(page_of("campaigns/flu"))


@given(st.lists(st.text(alphabet="abc&;'\"\n é", min_size=1), max_size=4))
def test_every_inline_script_is_in_the_policy_by_its_digest(scripts):
    page = POLICY_SLOT + "".join(f"<script>{script}</script>" for script in scripts)
    policy = with_policy(page)
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert policy.count("sha256-") == len(set(scripts))
