"""What pages say of themselves to search engines and previews: complete, true, and silent about people."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from spoken import ADDRESS, TODAY, UNTIL, page_of, spoken_site

from campaign_hub.render.artifact import Preview
from campaign_hub.render.structured_data import as_json

pytestmark = pytest.mark.xdist_group("spoken")
PAGES = (
    "",
    "campaigns",
    "campaigns/flu",
    "campaigns/flu-ar",
    "campaigns/flu/kit",
    "stories",
    "stories/amara",
    "stories/quiet",
    "windows",
)
NEEDED = {
    "MedicalWebPage": {
        "name",
        "description",
        "url",
        "inLanguage",
        "lastReviewed",
        "reviewedBy",
        "audience",
        "citation",
    },
    "FAQPage": {"mainEntity"},
    "WebPage": {"name", "url", "inLanguage", "isPartOf", "publisher"},
    "CollectionPage": {"name", "url", "inLanguage", "isPartOf", "publisher"},
    "Event": {"name", "startDate", "endDate", "location", "eventStatus", "eventAttendanceMode", "organizer"},
    "BreadcrumbList": {"itemListElement"},
    "Organization": {"name", "url", "contactPoint"},
    "WebSite": {"name", "url", "inLanguage", "publisher"},
}
"""The fields that each kind of thing has to have: schema.org's own, and Google's where it lists the kind."""


class Head(HTMLParser):
    """A page's meta elements, links and JSON-LD."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: list[dict[str, str | None]] = []
        self.data: list[str] = []
        self.scripts = 0
        self._reading = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "meta":
            self.meta[facts.get("property") or facts.get("name") or ""] = facts.get("content") or ""
        elif tag == "link":
            self.links.append(facts)
        elif tag == "script":
            self.scripts += 1
            self._reading = facts.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._reading:
            self.data.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._reading = self._reading and tag != "script"


def head_of(path: str) -> Head:
    return Head(page_of(path))


def nodes_of(path: str) -> list[dict[str, Any]]:
    data = head_of(path).data
    assert len(data) == 1
    read = json.loads(data[0])
    assert read["@context"] == "https://schema.org"
    return read["@graph"]


def kinds_of(node: dict[str, Any]) -> list[str]:
    return node["@type"] if isinstance(node["@type"], list) else [node["@type"]]


def one(path: str, kind: str) -> dict[str, Any]:
    found = [node for node in nodes_of(path) if kind in kinds_of(node)]
    assert len(found) == 1
    return found[0]


def everything_in(value: Any) -> list[dict[str, Any]]:
    """Every object in a JSON value, however deep."""
    if isinstance(value, list):
        return [each for entry in value for each in everything_in(entry)]
    if isinstance(value, dict):
        return [value, *(each for entry in value.values() for each in everything_in(entry))]
    return []


@pytest.mark.parametrize("path", PAGES)
def test_each_thing_has_what_its_kind_needs(path):
    for node in nodes_of(path):
        for kind in kinds_of(node):
            assert NEEDED[kind] <= {name for name, value in node.items() if value}, kind


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_a_person(path):
    kinds = {kind for each in everything_in(nodes_of(path)) if "@type" in each for kind in kinds_of(each)}
    assert kinds
    assert "Person" not in kinds


def test_a_campaign_says_when_it_was_checked_and_on_what_it_rests():
    page = one("campaigns/flu", "MedicalWebPage")
    assert page["lastReviewed"] == page["dateModified"] == TODAY.isoformat()
    assert page["reviewedBy"]["@type"] == "Organization"
    assert page["inLanguage"] == "en-GB"
    assert [each["name"] for each in page["citation"]] == ["Flu facts"]
    assert page["mainEntity"][0]["acceptedAnswer"]["text"] == "Windows help."
    assert page["workTranslation"] == [{"@id": f"{ADDRESS}campaigns/flu-ar/#page"}]
    assert one("campaigns/flu-ar", "MedicalWebPage")["translationOfWork"] == {"@id": f"{ADDRESS}campaigns/flu/#page"}


def test_a_campaign_is_an_event_on_its_days_and_on_line():
    event = one("campaigns/flu", "Event")
    assert date.fromisoformat(event["startDate"]) < TODAY < date.fromisoformat(event["endDate"])
    assert event["location"] == {"@type": "VirtualLocation", "url": f"{ADDRESS}campaigns/flu/"}


def test_the_way_to_a_page_leads_to_pages_that_are_there():
    for path in PAGES[1:]:
        steps = one(path, "BreadcrumbList")["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        for step in steps:
            assert (spoken_site() / step["item"].removeprefix(ADDRESS) / "index.html").is_file()


def test_the_list_of_campaigns_has_them_all():
    entries = one("campaigns", "CollectionPage")["mainEntity"]["itemListElement"]
    assert {each["url"] for each in entries} == {f"{ADDRESS}campaigns/flu/", f"{ADDRESS}campaigns/flu-ar/"}


def test_the_list_of_stories_names_only_those_that_a_preview_may_name():
    entries = one("stories", "CollectionPage")["mainEntity"]["itemListElement"]
    names = {each["url"].removeprefix(f"{ADDRESS}stories/"): each.get("name") for each in entries}
    assert names == {"amara/": "Title of Amara", "quiet/": None}


def test_a_story_without_link_preview_says_nothing_of_itself():
    text = head_of("stories/quiet").data[0]
    assert "Quietword" not in text
    assert "Amara" in head_of("stories/amara").data[0]


@pytest.mark.parametrize("path", PAGES)
def test_a_preview_has_all_that_networks_ask_for(path):
    head = head_of(path)
    assert head.meta["og:url"] == ADDRESS + (f"{path}/" if path else "")
    assert [each["href"] for each in head.links if each.get("rel") == "canonical"] == [head.meta["og:url"]]
    assert head.meta["og:title"]
    assert head.meta["og:site_name"] == "Harbour Health"
    assert re.fullmatch(r"[a-z]{2}_[A-Z]{2}", head.meta["og:locale"])
    if path == "windows":
        assert head.meta["twitter:card"] == "summary"
        return
    assert head.meta["twitter:card"] == "summary_large_image"
    file = spoken_site() / head.meta["og:image"].removeprefix(ADDRESS).partition("?")[0]
    with Image.open(file) as picture:
        assert picture.size == (int(head.meta["og:image:width"]), int(head.meta["og:image:height"]))
        assert head.meta["og:image:type"] == Image.MIME[picture.format or ""]
    assert head.meta["og:image:alt"].startswith(head.meta["twitter:image:alt"].rstrip("…"))


@pytest.mark.parametrize("path", ["campaigns/flu", "campaigns/flu/kit"])
def test_a_campaigns_pages_say_when_they_were_changed(path):
    head = head_of(path)
    assert head.meta["og:type"] == "article"
    assert head.meta["article:published_time"] == head.meta["article:modified_time"] == TODAY.isoformat()


def test_search_engines_are_told_when_a_story_ends():
    rules = head_of("stories/amara").meta["robots"]
    assert re.search(rf"unavailable_after: {UNTIL}T00:00:00[+-]\d\d:\d\d$", rules)
    assert "nosnippet" not in rules


def test_without_link_preview_search_engines_may_show_no_line_and_no_picture():
    assert head_of("stories/quiet").meta["robots"].startswith("noarchive, nosnippet, max-image-preview:none, ")


def test_a_kit_with_a_story_that_is_not_for_the_website_is_not_for_search_engines():
    assert "noindex" in head_of("campaigns/flu/kit").meta["robots"]
    assert "robots" not in head_of("campaigns/flu-ar/kit").meta


def test_the_site_map_has_the_public_pages_and_the_days_of_their_content():
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ET.parse(spoken_site() / "sitemap.xml").getroot()  # noqa: S314  # our own file
    entries = {each.findtext(f"{space}loc"): each.findtext(f"{space}lastmod") for each in root}
    hidden = {f"{ADDRESS}campaigns/flu/kit/"}
    pages = {page.parent.relative_to(spoken_site()).as_posix() for page in spoken_site().rglob("index.html")}
    assert entries.keys() == {ADDRESS + (f"{each}/" if each != "." else "") for each in pages} - hidden
    assert entries[f"{ADDRESS}campaigns/flu/"] == TODAY.isoformat()
    assert entries[f"{ADDRESS}stories/amara/"] is None


def test_robots_are_told_where_the_site_map_is():
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (spoken_site() / "robots.txt").read_text("utf-8")


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_no_value_ends_the_script_that_it_stands_in(value):
    text = as_json([{"value": value}])
    assert not set("<>&") & set(text)
    assert json.loads(text)["@graph"] == [{"value": value}]


@given(st.text(alphabet="ab ", min_size=0, max_size=900))
def test_an_alt_text_for_x_ends_with_a_whole_word(alt):
    short = Preview("a.png", 1, 1, alt).short_alt
    assert len(short) <= 420
    if len(alt) <= 419:
        assert short == alt
    else:
        kept = short.removesuffix("…")
        assert alt.startswith(kept)
        assert not kept or alt[len(kept)] == " " or " " not in alt[:419]
