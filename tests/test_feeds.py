"""Both feeds say the same, only what is public, and the same each time."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from spoken import ADDRESS, TODAY, page_of, spoken_root, spoken_site

pytestmark = pytest.mark.xdist_group("spoken")
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PUBLIC = {"campaigns/flu/", "campaigns/flu-ar/", "stories/amara/", "stories/quiet/"}


@pytest.fixture(scope="module")
def atom() -> ET.Element:
    return ET.parse(spoken_site() / "feed.xml").getroot()  # noqa: S314  # our own file


@pytest.fixture(scope="module")
def items() -> list[dict]:
    return json.loads((spoken_site() / "feed.json").read_text("utf-8"))["items"]


def test_the_atom_feed_has_all_that_its_standard_asks_for(atom):
    assert atom.tag == f"{ATOM}feed"
    assert atom.get(LANGUAGE) == "en"
    assert {each.tag.removeprefix(ATOM) for each in atom} >= {"id", "title", "updated", "author", "link", "entry"}
    links = {each.get("rel"): each.get("href") for each in atom.findall(f"{ATOM}link")}
    assert links == {"self": f"{ADDRESS}feed.xml", "alternate": ADDRESS}
    for entry in atom.findall(f"{ATOM}entry"):
        assert {each.tag.removeprefix(ATOM) for each in entry} >= {"id", "title", "updated", "link", "summary"}
        stamps = [entry.findtext(f"{ATOM}{name}") for name in ("published", "updated")]
        assert all(datetime.fromisoformat(each).tzinfo for each in stamps)


def test_the_json_feed_has_all_that_its_standard_asks_for():
    feed = json.loads((spoken_site() / "feed.json").read_text("utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Harbour Health"
    assert feed["feed_url"] == f"{ADDRESS}feed.json"
    assert feed["home_page_url"] == ADDRESS
    assert all(isinstance(item["id"], str) and item["content_text"] for item in feed["items"])


def test_both_feeds_have_the_same_entries(atom, items):
    entries = [
        (
            entry.findtext(f"{ATOM}id"),
            entry.findtext(f"{ATOM}title"),
            entry.findtext(f"{ATOM}summary"),
            entry.findtext(f"{ATOM}updated"),
            entry.get(LANGUAGE),
        )
        for entry in atom.findall(f"{ATOM}entry")
    ]
    told = [
        (item["id"], item["title"], item["content_text"], item["date_modified"], item["language"]) for item in items
    ]
    assert entries == told


def test_what_is_public_is_there_and_nothing_else(items):
    assert {item["id"].removeprefix(ADDRESS) for item in items} == PUBLIC
    everything = (spoken_site() / "feed.xml").read_text("utf-8") + json.dumps(items, ensure_ascii=False)
    for word in ("Elsewhereword", "Pendingword", "Draftword"):
        assert word not in everything


def test_every_entry_leads_to_a_page_in_its_language(items):
    for item in items:
        page = page_of(item["id"].removeprefix(ADDRESS))
        assert f'<html lang="{item["language"]}"' in page


def test_an_entry_on_a_sensitive_topic_says_where_help_is(items):
    told = {item["id"].removeprefix(ADDRESS): item["content_text"] for item in items}
    assert "116 123" in told["campaigns/flu/"]
    assert "116 123" in told["stories/amara/"]


def test_no_day_is_that_of_a_consent(items):
    root = spoken_root()
    days = {str(value) for value in _days(root / "content/stories")}
    assert days
    told = {item["date_published"][:10] for item in items} | {item["date_modified"][:10] for item in items}
    assert told == {TODAY.isoformat()}
    assert not told & days


def _days(folder: Path) -> set[date]:
    """Every day that stands in a consent record."""
    days: set[date] = set()
    for page in folder.glob("*/index.md"):
        record = yaml.safe_load(page.read_text("utf-8").split("---\n")[1]).get("consent") or {}
        days |= {value for value in record.values() if isinstance(value, date)}
    return days


def test_pages_lead_readers_of_feeds_to_both():
    for path in ("", "campaigns/flu", "stories/amara"):
        html = page_of(path)
        assert 'type="application/atom+xml"' in html
        assert 'type="application/feed+json"' in html
