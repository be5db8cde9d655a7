"""The home and the listings hold with no campaign and with hundreds; a campaign says where it stands."""

from __future__ import annotations

import re
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tiny import AS_OF, ROOT, tiny_hub

from campaign_hub.derive import Campaign, Hub
from campaign_hub.derive.topics import topics_of
from campaign_hub.memory import Memory
from campaign_hub.pipeline import assemble
from campaign_hub.render import PageLayout
from campaign_hub.render.campaign_files import KitFiles
from campaign_hub.render.listings import listing_pages
from campaign_hub.render.pages import site_pages
from campaign_hub.render.photos import Photos
from campaign_hub.validate.organisation import Helpline

NO_FILES = KitFiles((), (), {}, {})
NO_PHOTOS = Photos((), {}, {}, {})
START = date(2026, 5, 1)


@pytest.fixture(scope="module")
def hub(tmp_path_factory) -> Hub:
    root = tiny_hub(tmp_path_factory.mktemp("listed"), hooks=False)
    found = assemble(root, datetime.fromisoformat(AS_OF).replace(tzinfo=UTC), draw=False)
    assert found.hub is not None
    return found.hub


def campaigns(hub: Hub, count: int) -> tuple[Campaign, ...]:
    """As many campaigns: every third runs, every third is to come, the others ended, a month earlier each."""
    one = hub.campaigns[0]
    some = []
    for number in range(count):
        standing = ("live", "next", "past")[number % 3]
        starts = START - timedelta(days=30 * number) if standing == "past" else START
        fields = {
            "title": f"Campaign number {number}",
            "topics": (f"Topic {number % 20}", "Winter"),
            "starts": starts,
            "ends": starts + timedelta(days=20),
        }
        some.append(replace(one, slug=f"number-{number}", standing=standing, brief=one.brief.model_copy(update=fields)))
    return tuple(some)


def laid_out(hub: Hub, count: int) -> dict[str, str]:
    """The home and the page of all campaigns of a hub with `count` campaigns."""
    some = campaigns(hub, count)
    pages = listing_pages(replace(hub, campaigns=some), {each.slug: NO_FILES for each in some}, NO_PHOTOS)
    layout = PageLayout(ROOT / "campaign_assets/theme")
    return {page.path: layout.lay_out(page, "<p>Written by an editor.</p>") for page in pages}


@pytest.mark.parametrize("count", [0, 1, 3, 40])
def test_the_home_shows_some_and_all_campaigns_are_one_step_away(hub, count):
    pages = laid_out(hub, count)
    for slug in (f"number-{number}" for number in range(count)):
        assert f'href="{slug}/"' in pages["campaigns/index.md"]
    assert ("There is no campaign here yet." in pages["index.md"]) == (count == 0)
    assert len(pages["index.md"]) < 40_000
    assert 'href="campaigns/' in pages["index.md"] or count == 0


def test_the_first_campaign_on_the_home_has_one_thing_to_do(hub):
    feature = laid_out(hub, 3)["index.md"].split('class="hub-feature"')[1].split("</article>")[0]
    assert re.findall(r'<a class="hub-button hub-button--primary" href="([^"]+)"', feature) == [
        hub.campaigns[0].brief.call_to_action.url
    ]
    assert "On now, until 21 May 2026" in feature


def test_four_hundred_campaigns_are_a_light_page(hub):
    page = laid_out(hub, 400)["campaigns/index.md"].encode()
    assert len(zlib.compress(page)) < 40_000
    assert page.count(b'class="hub-year"') > 5


def test_a_topic_gathers_its_campaigns_whatever_its_capitals(hub):
    one, other = campaigns(hub, 2)
    named = [("Heart health", "blood pressure"), ("heart  Health", "لقاحات الشتاء")]
    some = [
        replace(each, brief=each.brief.model_copy(update={"topics": topics}))
        for each, topics in zip((one, other), named, strict=True)
    ]
    topics = {topic.id: (topic.label, len(topic.campaigns)) for topic in topics_of(some)}
    assert topics == {
        "topic-blood-pressure": ("Blood pressure", 1),
        "topic-heart-health": ("Heart health", 2),
        "topic-لقاحات-الشتاء": ("لقاحات الشتاء", 1),
    }


@pytest.mark.parametrize(
    ("standing", "said", "not_said"),
    [
        ("live", "On now, until 31 December 2026", "hub-notice"),
        ("next", "This campaign has not started yet.", "This campaign has ended."),
        ("past", "This campaign has ended.", "This campaign has not started yet."),
    ],
)
def test_a_campaign_says_where_it_stands_and_where_to_get_help(hub, standing, said, not_said):
    line = Helpline(name="A listening line", number="116 123")
    one = replace(hub.campaigns[0], standing=standing, helplines=(line,), posters=())
    pages = site_pages(replace(hub, campaigns=(one,)), {one.slug: NO_FILES}, NO_PHOTOS, Memory())
    page = next(each for each in pages if each.path == "campaigns/flu/index.md")
    html = PageLayout(ROOT / "campaign_assets/theme").lay_out(page, "<p>Written by an editor.</p>")
    assert said in html
    assert not_said not in html
    # Digits in groups would change places in a text from right to left.
    assert '<bdi dir="ltr">116 123</bdi>' in html
