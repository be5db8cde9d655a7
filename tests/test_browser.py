"""The shipped hub in a real browser: at phone and desktop size, in light and dark, by button and without script."""

from __future__ import annotations

import json
import shutil
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from living import run_hub
from playwright.sync_api import Browser, Page
from spoken import browsing, served

ROOT = Path(__file__).parent.parent
KIT = "campaigns/blood-pressure/kit/"
PAGES = (
    "",
    "campaigns/",
    "campaigns/blood-pressure/",
    "campaigns/antibiotics/",
    "campaigns/antibioticos/",
    KIT,
    f"{KIT}partners/northbridge-pharmacies/",
    "campaigns/blood-pressure/plan/",
    "campaigns/blood-pressure/easy-read/",
    "campaigns/blood-pressure/large-print/",
    "stories/",
    "stories/maureen-and-the-pharmacy/",
    "privacy/",
    "readiness/community-rules/",
    "404.html",
)
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
"""What axe looks for; the size of targets (WCAG 2.2) is not among what it does by itself.

It tells every place of what is wrong, and not also every place of what is right, which are thousands.
"""

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The shipped hub, built from a copy of the tree."""
    root = tmp_path_factory.mktemp("shipped")
    for name in ("campaign_assets", "content", "hooks"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    done = run_hub(root, "build")
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module")
def address(site) -> Iterator[str]:
    with served(site, below="") as home:
        yield home


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as one:
        yield one


@pytest.fixture
def opened(browser, address):
    """A function that opens a page of the site in a context of its own, and closes all of them at the end."""
    contexts = []

    def open_page(path: str, **settings: object) -> Page:
        contexts.append(browser.new_context(**settings))
        page = contexts[-1].new_page()
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(opened, width, scheme):
    found = {}
    for path in PAGES:
        page = opened(path, viewport={"width": width, "height": 900}, color_scheme=scheme)
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        violations = Axe().run(page, options=WCAG).response["violations"]
        found[path] = [(each["id"], each["nodes"][0]["html"][:200]) for each in violations]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[path].append(("scrolls sideways", path))
        # A page that stays open goes on taking its share of the machine.
        page.context.close()
    assert {path: problems for path, problems in found.items() if problems} == {}


FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
  const label = element.labels?.[0], ring = label ? getComputedStyle(label) : style;
  const all = [...document.querySelectorAll("*")];
  return {
    name: (element.textContent || element.getAttribute("aria-label") || element.name || "").trim().slice(0, 40),
    at: all.indexOf(element), of: element.tagName,
    seen: [style, ring].some((each) => each.outlineStyle !== "none" && parseFloat(each.outlineWidth) >= 2),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@pytest.mark.parametrize("path", ["", "campaigns/", "campaigns/antibiotics/", "stories/maureen-and-the-pharmacy/"])
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(opened, path):
    page = opened(path, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    stops = []
    while len(stops) < 200:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["of"] == "BODY":
            break
        stops.append(stop)
    assert stops[0]["name"] == "Skip to content"
    assert [stop["at"] for stop in stops] == sorted({stop["at"] for stop in stops})
    assert [stop["name"] for stop in stops if not (stop["seen"] and stop["inside"])] == []
    links = page.locator(".hub-page :is(a, button, summary):visible").count()
    assert len(stops) > links


@pytest.mark.parametrize("path", PAGES)
def test_text_of_twice_the_size_fits(opened, path):
    page = opened(path, viewport={"width": 1280, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_forced_colours_leave_edges_and_no_motion_is_forced(opened):
    page = opened("", forced_colors="active", reduced_motion="reduce")
    edges = ".hub-button, .hub-feature, .hub-date, .hub-kitlink"
    widths = page.locator(edges).evaluate_all("all => all.map(each => getComputedStyle(each).borderTopWidth)")
    assert widths
    assert all(float(width.removesuffix("px")) >= 1 for width in widths)
    lasting = "all => all.filter(each => parseFloat(getComputedStyle(each).transitionDuration) > 0.05).length"
    assert page.locator(".hub-page *").evaluate_all(lasting) == 0


@pytest.mark.parametrize(
    ("query", "leads_to"),
    [
        ("antibiotics", "/campaigns/antibiotics/"),
        ("kit bowel", "/campaigns/bowel-screening/kit/"),
        ("blod presure", "/campaigns/blood-pressure/"),
        ("hand cream", "/stories/maureen-and-the-pharmacy/"),
    ],
)
def test_search_finds_what_people_look_for_and_forgives_a_slip(opened, query, leads_to):
    page = opened("404.html")
    page.locator("#hub-search").fill(query)
    page.keyboard.press("Enter")
    first = page.locator(".md-search-result__link").first
    first.wait_for()
    assert urlsplit(first.evaluate("link => link.href")).path == leads_to


def test_search_knows_no_listing_twice(site):
    entries = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    listings = [
        each["location"] for each in entries if each["location"].split("#")[0] in ("", "campaigns/", "stories/")
    ]
    assert sorted(listings) == ["", "campaigns/", "stories/"]


def test_on_paper_a_campaign_says_everything_in_black_and_white(opened):
    page = opened("campaigns/antibiotics/", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".hub-question p").last.is_visible()
    assert not page.locator(".hub-nav").is_visible()
    assert page.locator(".hub-sources").is_visible()
    assert page.locator(".hub-hero h1").evaluate("each => getComputedStyle(each).color") == "rgb(0, 0, 0)"


def test_no_page_asks_anyone_else_or_keeps_anything(opened, address):
    asked = set()
    for path in PAGES:
        page = opened("privacy/")
        page.on("request", lambda request: asked.add(request.url))
        page.goto(address + path)
        page.wait_for_timeout(200)
        assert page.context.cookies() == []
    assert asked
    assert {urlsplit(url).netloc for url in asked if not url.startswith("data:")} == {urlsplit(address).netloc}


def test_a_copy_button_copies_and_says_so(opened):
    page = opened(KIT, viewport={"width": 390, "height": 800})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator("[data-hub-copy^='text-']:visible").first
    target = button.get_attribute("data-hub-copy")
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.split() == page.locator(f"id={target}").evaluate("element => element.textContent").split()
    assert page.locator(".hub-announce[role=status]").inner_text().strip() == "Copied"


SHARES = """
navigator.canShare = (data) => data.files.every((file) => file.type.startsWith("image/"));
navigator.share = async (data) => {
  const file = data.files[0];
  window.handed = { name: file.name, type: file.type, size: file.size, text: data.text };
  if (window.refusal) throw new DOMException("no", window.refusal);
};
"""


def opened_where_files_can_be_shared(opened, address, refusal=None):
    page = opened("privacy/", viewport={"width": 390, "height": 800})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(SHARES + f"window.refusal = {refusal!r};".replace("None", "null"))
    page.goto(address + KIT)
    return page


def press_share(page):
    button = page.locator("[data-hub-share]:visible").first
    text = page.locator(f"id={button.get_attribute('data-hub-text')}").text_content().strip()
    button.focus()
    page.keyboard.press("Enter")
    page.locator(".hub-announce:not(:empty)").wait_for(state="attached")
    return button, text


def test_one_press_hands_a_card_and_its_text_to_an_app(opened, address, site):
    page = opened_where_files_can_be_shared(opened, address)
    button, text = press_share(page)
    file = site / KIT / unquote(urlsplit(button.get_attribute("data-hub-share")).path)
    handed = page.evaluate("window.handed")
    kind = {".png": "image/png", ".jpg": "image/jpeg"}[file.suffix]
    assert handed == {"name": file.name, "type": kind, "size": file.resolve().stat().st_size, "text": text}
    assert page.evaluate("navigator.clipboard.readText()").split() == text.split()
    assert page.locator(".hub-announce[role=status]").inner_text().startswith("The text is copied too")
    assert page.locator(".hub-announce").bounding_box()["width"] > 100


@pytest.mark.parametrize(
    ("refusal", "said"), [("AbortError", "Nothing was shared"), ("NotAllowedError", "Sharing did not work")]
)
def test_a_share_that_comes_to_nothing_says_what_can_be_done(opened, address, refusal, said):
    page = opened_where_files_can_be_shared(opened, address, refusal)
    press_share(page)
    assert page.locator(".hub-announce").inner_text().startswith(said)


def test_where_files_cannot_be_shared_there_is_no_button_for_it(opened):
    page = opened(KIT)
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    assert page.locator("[data-hub-share]").count() > 0
    assert page.locator("[data-hub-share]:visible").count() == 0


def test_posts_are_found_by_platform_audience_and_day_from_the_keyboard(opened):
    page = opened(KIT)
    everything = page.locator(".hub-post").count()
    page.locator("[data-hub-by=platform]").focus()
    page.keyboard.type("LinkedIn")
    shown = page.locator(".hub-post:visible")
    assert 0 < shown.count() < everything
    assert {post.get_attribute("data-platform") for post in shown.all()} == {"linkedin"}
    assert page.locator("[data-hub-found]").inner_text() == f"{shown.count()} of {everything} posts"
    day = shown.first.get_attribute("data-day")
    page.locator("[data-hub-by=day]").select_option(day)
    assert {post.get_attribute("data-day") for post in shown.all()} == {day}
    page.locator("[data-hub-all]").press("Enter")
    assert page.locator("[data-hub-found]").inner_text() == f"{everything} of {everything} posts"
    assert page.evaluate("document.activeElement.dataset.hubBy") == "platform"


@pytest.mark.parametrize("kind", [".hub-post [data-hub-copy^='alt-']", ".hub-tag [data-hub-copy]"])
def test_a_picture_description_and_a_hashtag_are_copied_whole(opened, kind):
    page = opened(KIT)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
    button = page.locator(kind).first
    button.click()
    page.locator(".hub-announce:not(:empty)").wait_for(state="attached")
    words = page.locator(f"id={button.get_attribute('data-hub-copy')}").text_content().strip()
    assert page.evaluate("navigator.clipboard.readText()") == words
    assert "\n" not in words


def test_without_script_everything_can_be_read_and_taken(opened):
    page = opened(KIT, java_script_enabled=False)
    assert page.locator("[data-hub-copy]:visible, [data-hub-share]:visible, [data-hub-filter]:visible").count() == 0
    assert page.locator("[id^='text-']").first.is_visible()
    assert page.locator("a[href$='.zip']").first.is_visible()


MOST = 300_000
"""Bytes of the home at first view, as a host sends them: packed, but for pictures, which are packed already."""


def test_the_first_view_of_the_home_is_light(opened, address, site):
    asked = set()
    page = opened("privacy/")
    page.on("request", lambda request: asked.add(urlsplit(request.url).path))
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address)
    page.wait_for_timeout(500)
    files = [site / path.strip("/") / ("index.html" if path.endswith("/") else "") for path in asked]
    sent = [file.read_bytes() for file in files if file.is_file()]
    assert sum(len(zlib.compress(content, 6)) for content in sent) < MOST


def test_the_page_speaks_its_language(opened):
    page = opened("campaigns/antibioticos/")
    assert page.evaluate("document.documentElement.lang") == "es"
    assert opened("campaigns/antibiotics/").evaluate("document.documentElement.lang") == "en-GB"


class Links(HTMLParser):
    """Where a page leads and which ids it has."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: set[str] = set()
        self.ids: list[str] = []
        self.headings = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        self.targets |= {value for name in ("href", "src") if (value := facts.get(name))}
        self.ids += [facts["id"]] if facts.get("id") else []
        self.headings += tag == "h1"


def links_of(page: Path) -> Links:
    links = Links()
    links.feed(page.read_text("utf-8"))
    return links


def test_every_link_inside_the_site_leads_somewhere(site):
    pages = {page: links_of(page) for page in site.rglob("*.html") if page.name != "404.html"}
    broken = []
    for page, links in pages.items():
        for target in links.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            file = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            file = file / "index.html" if file.is_dir() else file
            anchored = not parts.fragment or file not in pages or unquote(parts.fragment) in pages[file].ids
            if not file.is_file() or not anchored:
                broken.append((page.relative_to(site).as_posix(), target))
    assert not broken


def test_every_page_has_one_heading_of_its_own_and_no_id_twice(site):
    for page in site.rglob("*.html"):
        links = links_of(page)
        assert links.headings == 1, page
        assert len(links.ids) == len(set(links.ids)), page
