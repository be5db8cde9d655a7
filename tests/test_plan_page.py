"""The plan that people make for themselves, in a real browser: it works by keyboard, and nothing leaves the page."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import Browser, Download, Page
from spoken import ARABIC_PLAN, PLAN, browsing, page_of, served, spoken_site

pytestmark = pytest.mark.xdist_group("spoken")
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
KEPT = "JSON.stringify(Object.entries(localStorage).concat(Object.entries(sessionStorage)))"
SHARING = """
  navigator.canShare = () => true;
  navigator.share = async (given) => { window.shared = given; };
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served(spoken_site()) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


class Visit:
    """A plan's page in a context of its own, with what it asked for since it was there, and complained of."""

    def __init__(self, browser: Browser, url: str, script: str = "", **settings: Any) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **settings)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.add_init_script(script)
        self.page.goto(url)
        if settings.get("java_script_enabled", True):
            # The type's files, and what a browser asks for by itself.
            self.page.evaluate("document.fonts.ready")
        self.page.on("request", lambda request: self.asked.append(request.url))

    def shown(self) -> list[str | None]:
        return [each.get_attribute("data-plan-step") for each in self.page.locator("[data-plan-step]:visible").all()]

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def saved(self, name: str) -> bytes:
        with self.page.expect_download() as done:
            self.press(name)
        return bytes_of(done.value)

    def kept(self) -> list[list[str]]:
        return json.loads(self.page.evaluate(KEPT))

    def said(self) -> str:
        self.page.wait_for_timeout(50)
        return self.page.locator("[data-hub-copied]").inner_text()


def bytes_of(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Any]:
    visits: list[Visit] = []

    def open_page(slug: str = "flu", **settings: Any) -> Visit:
        visits.append(Visit(browser, f"{address}campaigns/{slug}/plan/", **settings))
        return visits[-1]

    yield open_page
    for each in visits:
        each.context.close()


def test_without_script_it_is_a_list_to_read(visit: Any) -> None:
    page = visit(java_script_enabled=False).page
    text = page.locator("#page").inner_text()
    assert all(each["text"] in text for each in PLAN["suggestions"])
    assert page.locator("input:visible, button:visible").count() == 0
    assert page.locator("#page form").count() == 0
    assert page.locator(".hub-help").is_visible()
    assert page.get_by_role("link", name="Find a place").get_attribute("href") == "https://www.example.org/jab"
    assert page.locator(".hub-plan__step .hub-note").count() == len(PLAN["suggestions"])


def test_a_plan_is_made_by_keyboard_and_the_focus_goes_to_it(visit: Any) -> None:
    made = visit()
    page = made.page
    assert made.shown() == []
    first = page.get_by_role("group", name="Who is it for?").get_by_role("radio").first
    first.focus()
    page.keyboard.press("Space")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hasAttribute('data-plan-make')"):
            break
    page.keyboard.press("Enter")
    assert made.shown() == ["book", "together", "windows"]
    assert page.evaluate("document.activeElement.id") == "plan"
    assert page.locator("#plan").inner_text() == "Your plan"
    assert page.get_by_role("status").first.inner_text().startswith("Suggestions that fit your answers: 3.")
    page.get_by_role("checkbox", name="I will do this I will book a jab.").press("Space")
    assert page.locator(".hub-plan__step--picked").count() == 1


def test_a_suggestion_fits_where_no_answer_is_against_it(visit: Any) -> None:
    made = visit()
    for answers, shown in (
        ([], ["book", "ask", "together", "windows"]),
        (["child"], ["ask", "windows"]),
        (["me", "company"], ["book", "together", "windows"]),
        (["me", "time"], ["book", "windows"]),
        (["me", "time", "company"], ["book", "together", "windows"]),
        (["time"], ["book", "ask", "windows"]),
    ):
        for each in answers:
            made.page.locator(f"[data-plan-answer][value={each}]").check()
        made.press("Make my plan")
        assert made.shown() == shown, answers
        made.press("Show all suggestions")
        assert len(made.shown()) == 4
        made.press("Forget everything")


def test_every_button_works_and_nothing_is_asked_of_anybody(visit: Any) -> None:
    made = visit(script=SHARING)
    page = made.page
    page.locator("[data-plan-answer][value=me]").check()
    made.press("Make my plan")
    page.locator("[data-plan-pick][value=book]").check()
    page.locator("[data-plan-pick][value=windows]").check()
    page.evaluate("window.print = () => { window.printed = true; }")
    made.press("Print")
    assert page.evaluate("window.printed")
    made.press("Save the reminder")
    assert made.said() == "Choose a day and a time first."
    assert page.evaluate("document.activeElement.id") == "remind-day"
    page.locator("#remind-day").fill("2027-01-12")
    made.saved("Save the reminder")
    made.press("Share the card")
    assert made.said() == "Choose at least one thing for the card to say."
    page.locator("[data-plan-line][value=book]").check()
    page.wait_for_timeout(100)
    made.press("Share the card")
    assert page.evaluate("[...shared.files].map((file) => [file.name, file.type, Object.keys(shared).length])") == [
        ["my-plan.png", "image/png", 1]
    ]
    made.saved("Save the picture")
    made.press("Keep it on this device")
    made.press("Forget everything")
    assert made.asked == [] or all(url.startswith("blob:") for url in made.asked)
    assert made.complaints == []


def test_the_reminder_says_what_was_chosen(visit: Any) -> None:
    made = visit()
    page = made.page
    made.press("Make my plan")
    page.locator("#remind-day").fill("2027-01-12")
    page.locator("#remind-time").fill("08:30")
    event = Calendar.from_ical(made.saved("Save the reminder")).walk("VEVENT")[0]
    assert (str(event["SUMMARY"]), "DESCRIPTION" in event) == ("My plan", False)
    # Without a zone: half past eight wherever the person is.
    assert event.decoded("DTSTART").isoformat() == "2027-01-12T08:30:00"
    page.locator("[data-plan-pick][value=together]").check()
    page.locator("[data-plan-pick][value=windows]").check()
    page.locator("#remind-words").fill("Call, then; go " + "é" * 60)
    page.get_by_role("checkbox", name="Write the steps that I ticked into it").check()
    written = made.saved("Save the reminder")
    assert max(map(len, written.split(b"\r\n"))) <= 75
    event = Calendar.from_ical(written).walk("VEVENT")[0]
    assert event["SUMMARY"] == "Call, then; go " + "é" * 60
    assert event["DESCRIPTION"] == "I will ask, nicely; somebody to come.\nI will open a window every day."
    assert event.walk("VALARM")[0]["ACTION"] == "DISPLAY"


def test_the_card_says_only_what_was_chosen(visit: Any) -> None:
    made = visit()
    page = made.page
    alt = page.locator("#card-alt")
    made.press("Make my plan")
    bare = alt.inner_text()
    assert bare == "A card that says: My plan."
    page.locator("[data-plan-line][value=windows]").check()
    page.get_by_role("checkbox", name="#FluSafe").check()
    assert alt.inner_text() == "A card that says: My plan. I will open a window every day. #FluSafe."
    assert page.get_by_role("img", name=alt.inner_text()).count() == 1
    page.wait_for_timeout(100)
    card = Image.open(io.BytesIO(made.saved("Save the picture")))
    assert (card.format, card.size) == ("PNG", (1080, 1350))
    colours = {colour for _, colour in card.convert("RGB").getcolors(2**24)}
    assert {(0x0B, 0x4F, 0x6C), (0xF4, 0xB9, 0x42), (0xFF, 0xFF, 0xFF)} <= colours
    # What is no longer in the plan is no longer on the card.
    page.locator("[data-plan-pick][value=book]").check()
    assert alt.inner_text() == "A card that says: My plan. #FluSafe."


def test_nothing_is_kept_before_somebody_asks_and_all_is_forgotten(visit: Any) -> None:
    made = visit()
    page = made.page
    page.locator("[data-plan-answer][value=child]").check()
    made.press("Make my plan")
    page.locator("[data-plan-pick][value=ask]").check()
    assert made.kept() == []
    made.press("Keep it on this device")
    page.locator("[data-plan-pick][value=windows]").check()
    assert [(key, json.loads(value)) for key, value in made.kept()] == [
        ("hub-plan /health/campaigns/flu/plan/", {"answers": ["child"], "steps": ["ask", "windows"]})
    ]
    page.reload()
    assert made.shown() == ["ask", "windows"]
    assert page.get_by_role("status").first.inner_text() == "This is the plan that you kept on this device."
    assert page.locator("[data-plan-pick]:checked").count() == 2
    assert page.locator("[data-plan-answer]:checked").count() == 1
    page.locator("#remind-words").fill("Zaraword")
    made.press("Forget everything")
    assert made.kept() == []
    assert made.said().startswith("Everything is forgotten")
    assert page.evaluate("document.activeElement.id") == "questions"
    assert page.locator("input:checked").count() == 0
    assert page.locator("#remind-words").input_value() == "My plan"
    page.reload()
    assert (made.kept(), made.shown()) == ([], [])


def test_what_is_kept_may_be_spoilt(visit: Any) -> None:
    made = visit()
    for kept in ('"x"', "{", "[]", '{"answers": 1}', "null", '{"answers": ["gone"], "steps": []}'):
        made.page.evaluate("kept => localStorage.setItem(`hub-plan ${location.pathname}`, kept)", kept)
        made.page.reload()
        made.press("Show all suggestions")
        assert len(made.shown()) == 4
    assert made.complaints == []


def test_a_browser_that_keeps_nothing_is_told_of(visit: Any) -> None:
    made = visit(script="Storage.prototype.setItem = () => { throw new Error('full'); };")
    made.press("Make my plan")
    made.press("Keep it on this device")
    assert made.said().startswith("This browser does not keep anything.")
    assert not made.page.locator("[data-plan-kept]").is_visible()


def test_on_paper_is_what_was_ticked(visit: Any) -> None:
    made = visit()
    made.page.emulate_media(media="print")
    assert made.shown() == ["book", "ask", "together", "windows"]
    made.page.emulate_media(media="screen")
    made.press("Make my plan")
    made.page.locator("[data-plan-pick][value=windows]").check()
    made.page.emulate_media(media="print")
    assert made.shown() == ["windows"]
    assert made.page.locator("input:visible, button:visible").count() == 0
    assert made.page.locator(".hub-help").is_visible()


@pytest.mark.parametrize(("slug", "width", "scheme"), [("flu", 320, "dark"), ("flu-ar", 320, "light")])
def test_axe_finds_nothing_on_a_plan(visit: Any, slug: str, width: int, scheme: str) -> None:
    page = visit(slug, color_scheme=scheme).page
    page.set_viewport_size({"width": width, "height": 900})
    for opened in ("as it is", "made"):
        if opened == "made":
            page.locator("[data-plan-make]").click()
            page.locator("[data-plan-pick]").first.check()
            page.locator("[data-plan-keep]").click()
        violations = Axe().run(page, options=WCAG).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"][:200]) for each in violations] == [], opened
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_plan_from_right_to_left(visit: Any) -> None:
    made = visit("flu-ar")
    page = made.page
    assert page.evaluate("getComputedStyle(document.querySelector('#plan')).direction") == "rtl"
    made.press("ضع خطتي")
    page.locator("[data-plan-line]").first.check()
    page.wait_for_timeout(100)
    widths = [each.bounding_box()["width"] for each in page.locator(".hub-plan__answer:visible").all()]
    assert min(widths) > 150
    card = Image.open(io.BytesIO(made.saved("حفظ الصورة"))).convert("L")
    ink = card.crop((0, 60, 1080, 240)).point(lambda value: 255 if value > 250 else 0).getbbox()
    assert ink
    assert ink[0] > 540, "the title begins at the right edge"
    assert page.locator("#card-alt").inner_text().startswith("بطاقة تقول: خطتي")
    assert ARABIC_PLAN["suggestions"][0]["text"].rstrip(".") in page.locator("#card-alt").inner_text()


def test_search_knows_the_suggestions_and_no_answer(visit: Any) -> None:
    entries = json.loads((spoken_site() / "search/search_index.json").read_text("utf-8"))["docs"]
    own = " ".join(f"{each['title']} {each['text']}" for each in entries if "flu/plan/" in each["location"])
    assert "I will open a window every day." in own
    assert "Book it on the way." in own
    for asked in ("Zaraword", "Who is it for?", "More time", "Forget everything", "Keep it on this device"):
        assert asked not in own
    made = visit()
    made.page.goto(made.page.url + "#do-together")
    made.page.reload()
    assert "together" in made.shown()


def test_the_campaign_leads_to_its_plan_and_the_plan_to_the_other_language() -> None:
    assert 'href="plan/"' in page_of("campaigns/flu")
    assert 'href="../../flu-ar/plan/"' in page_of("campaigns/flu/plan")
    assert "assets/plan.js" not in page_of("campaigns/flu")
    assert '<script src="../../../assets/plan.js"' in page_of("campaigns/flu/plan")
