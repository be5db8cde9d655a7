"""Pages speak their own language and lead to each other's; a translation that is behind says so."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import yaml
from spoken import ADDRESS, BRIEF, browsing, change_brief, page_of, served, spoken_site, translate
from tiny import AS_OF, tiny_hub

from campaign_hub.pipeline import assemble

pytestmark = pytest.mark.xdist_group("spoken")
PAGES = ("campaigns/flu", "campaigns/flu-ar", "campaigns/flu/kit", "campaigns/flu-ar/kit")
KITS = {path: "kit/" if path.endswith("kit") else "" for path in PAGES}


def alternates(html: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate " hreflang="([^"]+)" href="([^"]+)">', html))


@pytest.mark.parametrize("path", PAGES)
def test_every_version_names_all_versions_with_whole_addresses(path):
    english, arabic = (f"{ADDRESS}campaigns/{slug}/{KITS[path]}" for slug in ("flu", "flu-ar"))
    assert alternates(page_of(path)) == {"en-GB": english, "ar": arabic, "x-default": english}


def test_the_site_map_names_them_too():
    told = (spoken_site() / "sitemap.xml").read_text("utf-8")
    assert f'hreflang="ar" href="{ADDRESS}campaigns/flu-ar/"' in told


def test_a_page_without_other_versions_names_none():
    assert alternates(page_of("windows")) == {}


@pytest.mark.parametrize(("path", "language", "direction"), [("flu", "en-GB", "ltr"), ("flu-ar", "ar", "rtl")])
def test_a_page_says_its_language_and_direction(path, language, direction):
    html = page_of(f"campaigns/{path}")
    assert f'<html lang="{language}"' in html
    assert f'<body dir="{direction}"' in html


@pytest.mark.parametrize("path", PAGES)
def test_a_reader_is_led_to_the_same_page_in_the_other_language(path):
    other = "flu" if "flu-ar" in path else "flu-ar"
    up = "../../" if KITS[path] else "../"
    assert re.search(rf'<a class="hub-languages__one" href="{up}{other}/{KITS[path]}" lang="', page_of(path))


@pytest.mark.parametrize("path", PAGES)
def test_a_translation_that_is_behind_says_so_in_its_language(path):
    words = yaml.safe_load((spoken_site().parent / "campaign_assets/words/interface.yml").read_text("utf-8"))
    assert (words["ar"]["translation_behind"] in page_of(path)) == ("flu-ar" in path)
    assert ("hub-behind" in page_of(path)) == ("flu-ar" in path)


class TestBehind:
    """What check says of a Spanish translation of the tiny hub's campaign."""

    @pytest.fixture
    def root(self, tmp_path) -> Path:
        root = tiny_hub(tmp_path, hooks=False)
        tags = [{"tag": "GripeAqui", "role": "official", "checked_on": date(2026, 4, 20)}]
        translate(root, "gripe", "flu", "Gratis.\n", language="es", translation_of="flu", hashtags=tags)
        change_brief(root, "gripe", source_sha256=told(root)["translation-digest-missing"])
        return root

    def test_with_the_digest_that_check_gave_nothing_is_behind(self, root):
        assert told(root) == {}

    @pytest.mark.parametrize(
        ("body", "change"),
        [
            (None, {"title": "Your flu vaccine"}),
            (None, {"summary": "Book it."}),
            (None, {"call_to_action": {"text": "Book now", "url": "https://www.example.org/flu"}}),
            (None, {"messages": [{"id": "yearly", "text": "Free."}, {"id": "free", "text": "You need it yearly."}]}),
            (None, {"figures": None}),
            (None, {"questions": [{"question": "Does it hurt?", "answer": "A little."}]}),
            ("Other words.\n", {}),
        ],
    )
    def test_other_words_in_the_source_are_told_of(self, root, body, change):
        change_brief(root, "flu", body, **change)
        assert set(told(root)) == {"translation-behind"}

    @pytest.mark.parametrize(
        ("body", "change"),
        [
            (None, {"ends": date(2027, 1, 31)}),
            (None, {"review_due": date(2026, 12, 2)}),
            (None, {"topics": ["Flu"]}),
            ("\n\nAnyone who cares for somebody can have the flu vaccine for free.  \n<!-- a note -->\n\n", {}),
        ],
    )
    def test_what_a_translation_has_of_its_own_is_not(self, root, body, change):
        change_brief(root, "flu", body, **change)
        assert told(root) == {}

    def test_a_source_that_is_not_published_ties_nothing(self, root):
        change_brief(root, "flu", stage="draft")
        hub = assemble(root, datetime.now(UTC), date.fromisoformat(AS_OF), draw=False).hub
        assert hub is not None
        assert {each.slug: each.versions for each in hub.campaigns} == {"gripe": ()}


def told(root: Path) -> dict[str, str]:
    """The names of what check says of translations, with the digest that each gives."""
    found = assemble(root, datetime.now(UTC), date.fromisoformat(AS_OF), draw=False).diagnostics
    return {each.name: each.help.rpartition(" ")[2] for each in found if each.name.startswith("translation-")}


def test_three_languages_all_lead_to_each_other(tmp_path):
    root = tiny_hub(tmp_path, hooks=False)
    for slug, language in (("gripe", "es"), ("grippe", "fr")):
        tags = [{"tag": slug.title(), "role": "official"}]
        translate(root, slug, "flu", language=language, translation_of="flu", hashtags=tags)
    hub = assemble(root, datetime.now(UTC), date.fromisoformat(AS_OF), draw=False).hub
    assert hub is not None
    versions = [[(one.slug, one.name) for one in each.versions] for each in hub.campaigns]
    assert versions == [[("flu", "English"), ("gripe", "Español"), ("grippe", "Français")]] * 3


@pytest.mark.parametrize("width", [390, 1280])
def test_a_page_from_right_to_left_is_mirrored_and_keeps_numbers_in_order(width):
    with served(spoken_site()) as address, browsing() as browser:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(f"{address}campaigns/flu-ar/")
        mark, heading, number, tools = (
            page.locator(name).first.bounding_box()
            for name in (".hub-brand__mark", "h1", ".hub-help__number", ".hub-tools")
        )
        middle = width / 2
        assert mark["x"] > middle > tools["x"] + tools["width"] / 2
        assert number["x"] > middle / 2
        assert page.locator("h1").evaluate("each => getComputedStyle(each).textAlign") in ("start", "right")
        assert heading["x"] + heading["width"] > width - 80
        assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
        assert page.locator(".hub-help__number bdi").first.evaluate("each => getComputedStyle(each).direction") == "ltr"


def test_briefs_without_a_tie_are_as_they_were(tmp_path):
    root = tiny_hub(tmp_path, hooks=False)
    assert "translation_of" not in (root / BRIEF.format("flu")).read_text("utf-8")
    assert told(root) == {}
