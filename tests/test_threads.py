"""Threads are ordered posts, carousels ordered cards; each goes out as a whole where all of it may, or not at all."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import vobject
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tiny import tiny_hub

from campaign_hub.derive import FilledPost, Hub
from campaign_hub.derive.passing_on import import_files
from campaign_hub.derive.post_texts import numbered
from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.render.addresses import share_of
from campaign_hub.render.calendars import campaign_calendar
from campaign_hub.render.card_cache import CardCache
from campaign_hub.render.kit_data import kit_data
from campaign_hub.render.post_sheet import plain_text, post_sheet
from campaign_hub.render.post_tables import posts_table
from campaign_hub.takedown import take_down

PLAN = """\
- id: thread
  at: 2026-09-07 18:30
  platforms: [facebook, x]
  card: action
  text: "Do you care for somebody? {{hashtags}}"
  thread:
    - {inside}
    - "Pass it on: {{link}}"
"""
LINKING = "Read https://hub.example.org/stories/amara/ now."
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
INSIDE = "Last year's vaccine does not cover this winter."


def assembled(folder: Path, inside: str = INSIDE, *changes: tuple[str, str]) -> Assembly:
    root = tiny_hub(folder, hooks=False)
    (root / "content/campaigns/flu/posts.yml").write_text(PLAN.format(inside=inside), encoding="utf-8")
    story = root / "content/stories/amara/index.md"
    for old, new in changes:
        text = story.read_text("utf-8")
        assert old in text
        story.write_text(text.replace(old, new), encoding="utf-8")
    return assemble(root, NOON, draw=False)


def posts_of(assembly: Assembly) -> tuple[FilledPost, ...]:
    assert assembly.hub is not None
    return assembly.hub.campaigns[0].posts


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    made = assembled(tmp_path_factory.mktemp("threads"))
    assert [each.name for each in made.diagnostics] == []
    assert made.hub is not None
    return made.hub


def test_each_post_of_a_thread_is_numbered_and_the_first_has_the_card(hub: Hub) -> None:
    on_x = [post for post in hub.campaigns[0].posts if post.platform == "x"]
    assert [post.id for post in on_x] == ["thread", "thread--2", "thread--3"]
    assert [post.text.split()[-1] for post in on_x] == ["1/3", "2/3", "3/3"]
    assert [post.card for post in on_x] == ["action", None, None]
    assert [bool(share_of(hub, hub.campaigns[0], post)) for post in on_x] == [True, False, False]
    assert all(post.length <= post.limit for post in on_x)
    assert on_x[2].link in on_x[2].text


def test_a_platform_without_threads_gets_one_post(hub: Hub) -> None:
    (post,) = (post for post in hub.campaigns[0].posts if post.platform == "facebook")
    assert (post.id, post.part, post.parts, post.card) == ("thread", 0, 0, "action")
    assert post.text.split("\n\n")[1] == INSIDE
    assert "1/3" not in post.text


def test_files_have_a_thread_in_order_and_scheduling_tools_none(hub: Hub, tmp_path: Path) -> None:
    campaign = hub.campaigns[0]
    rows = list(csv.DictReader(io.StringIO(posts_table(hub, campaign).decode("utf-8-sig"))))
    assert [row["id"] for row in rows if row["platform"] == "x"] == ["thread", "thread--2", "thread--3"]
    text = plain_text(post_sheet(hub, campaign, "x"))
    assert text.index(", 1/3") < text.index(", 2/3") < text.index(", 3/3")
    assert {file.platform for file in import_files(hub, campaign)} == {"facebook"}
    diary = vobject.readOne(campaign_calendar(hub, campaign, CardCache(tmp_path), "x").decode())
    (event,) = diary.vevent_list
    assert all(f"{number}/3" in event.description.value for number in (1, 2, 3))


@pytest.mark.parametrize(
    ("inside", "changes", "left"),
    [
        (LINKING, (), {"facebook", "x"}),
        (LINKING, (("channels: [website, facebook, x]", "channels: [website, x]"),), {"x"}),
        (LINKING, (("status: given", "status: refused"),), set()),
        ("I booked it on the bus, and that was that.", (("status: given", "status: refused"),), set()),
        ("Book it now. " * 30, (), {"facebook"}),
        ("Tell [name].", (), set()),
    ],
)  # fmt: skip
def test_a_thread_goes_out_whole_or_not_at_all(
    inside: str, changes: tuple[tuple[str, str], ...], left: set[str], tmp_path: Path
) -> None:
    posts = posts_of(assembled(tmp_path, f'"{inside}"', *changes))
    assert {post.platform for post in posts} == left
    assert len([post for post in posts if post.platform == "x"]) in (0, 3)


def test_all_of_a_thread_that_tells_a_story_is_to_be_taken_down(tmp_path: Path) -> None:
    made = assembled(tmp_path, f'"{LINKING}"')
    assert made.hub is not None
    (listed,) = [take_down(made.hub, "amara", NOON).posts]
    assert [(post.platform, post.id) for post in listed] == [
        ("X", "thread"),
        ("Facebook", "thread"),
        ("X", "thread--2"),
        ("X", "thread--3"),
    ]


def test_a_story_s_words_in_two_posts_of_a_thread_are_no_less_its_words(tmp_path: Path) -> None:
    told = '"I booked it on the bus. {link}"\n    - And that was that.'
    refused = ("status: given", "status: refused")
    made = assembled(tmp_path, told, refused)
    assert "story-given-away" in {each.name for each in made.diagnostics}
    assert posts_of(made) == ()
    elsewhere = assembled(tmp_path / "elsewhere", told, ("channels: [website, facebook, x]", "channels: [website, x]"))
    assert "story-beyond-consent" in {each.name for each in elsewhere.diagnostics}
    assert posts_of(elsewhere) == ()


CAROUSEL = """\
- id: steps
  at: 2026-09-07 18:30
  platforms: [facebook, x]
  carousel: [{cards}]
  text: "Three steps. {{link}} {{hashtags}}"
"""


def with_carousel(folder: Path, cards: str, *changes: tuple[str, str]) -> Assembly:
    root = tiny_hub(folder, hooks=False)
    (root / "content/campaigns/flu/posts.yml").write_text(CAROUSEL.format(cards=cards), encoding="utf-8")
    for old, new in changes:
        story = root / "content/stories/amara/index.md"
        story.write_text(story.read_text("utf-8").replace(old, new), encoding="utf-8")
    return assemble(root, datetime(2026, 6, 1, 12, tzinfo=UTC), draw=False)


def test_a_carousel_has_its_cards_in_order_and_no_more_than_the_platform_takes(tmp_path: Path) -> None:
    made = with_carousel(tmp_path, "action, headline, message-free, message-yearly, figure-carers")
    on_x, on_facebook = posts_of(made)
    assert (on_facebook.card, on_facebook.further[-1], len(on_facebook.further)) == ("action", "figure-carers", 4)
    assert (on_x.card, on_x.further) == ("action", ("headline", "message-free", "message-yearly"))
    hub = made.hub
    assert hub is not None
    sheet = plain_text(post_sheet(hub, hub.campaigns[0], "facebook"))
    places = [sheet.index(f": {name}") for name in ("action", "headline", "message-free", "figure-carers")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("changes", "left"),
    [
        ((), {"facebook", "x"}),
        ((("channels: [website, facebook, x]", "channels: [website, x]"),), {"x"}),
        ((("status: given", "status: refused"),), set()),
    ],
)
def test_a_story_in_a_carousel_holds_the_whole_post(
    changes: tuple[tuple[str, str], ...], left: set[str], tmp_path: Path
) -> None:
    posts = posts_of(with_carousel(tmp_path, "action, story-amara", *changes))
    assert {post.platform for post in posts} == left
    assert {post.further for post in posts} <= {("story-amara",)}
    # Its channels do not list `kit`, so nobody may pass it on.
    assert not any(post.in_downloads for post in posts)


def test_the_kit_for_machines_has_the_carousel_with_its_descriptions(tmp_path: Path) -> None:
    hub = with_carousel(tmp_path, "action, headline").hub
    assert hub is not None
    bare = replace(hub.campaigns[0], uses=())
    (post, _) = json.loads(kit_data(hub, bare, {}, ()))["posts"]
    alts = {card.id: card.alt for card in bare.cards}
    assert post["carousel"] == [{"card": name, "alt": alts[name]} for name in ("action", "headline")]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=25))
def test_numbers_say_which_of_how_many(texts: list[str]) -> None:
    made = numbered(texts)
    assert len(made) == len(texts)
    if len(texts) > 1:
        assert [each.rpartition(" ") for each in made] == [
            (text, " ", f"{number}/{len(texts)}") for number, text in enumerate(texts, start=1)
        ]


def with_partner(
    folder: Path, inside: str = "Go to {local_service} today.", service: str = "the Harbour Pharmacy"
) -> Assembly:
    root = tiny_hub(folder, hooks=False)
    (root / "content/partners").mkdir()
    partner = {
        "name": "Harbour",
        "campaigns": ["flu"],
        "handles": {"x": "Harbour"},
        "local": {"service": service},
    }
    (root / "content/partners/harbour.yml").write_text(yaml.safe_dump(partner), encoding="utf-8")
    (root / "content/campaigns/flu/posts.yml").write_text(PLAN.format(inside=inside), encoding="utf-8")
    return assemble(root, datetime(2026, 6, 1, 12, tzinfo=UTC), draw=False)


def test_a_partner_s_thread_has_its_own_words_in_the_post_that_asks_for_them(tmp_path: Path) -> None:
    assembly = with_partner(tmp_path)
    assert assembly.hub
    (kit,) = assembly.hub.campaigns[0].partner_kits
    assert [post.id for post in kit.posts] == ["thread", "thread--2", "thread--3"]
    assert kit.posts[1].text == "Go to the Harbour Pharmacy today. 2/3"


def test_a_partner_s_thread_goes_out_whole_or_not_at_all(tmp_path: Path) -> None:
    assembly = with_partner(
        tmp_path, "Go to {local_service} " + "for your own good " * 13 + "now.", "the Harbour Pharmacy at the old quay"
    )
    assert assembly.hub
    (kit,) = assembly.hub.campaigns[0].partner_kits
    assert kit.posts == ()
    assert [each.name for each in assembly.diagnostics if each.name.startswith("partner")] == ["partner-post-unfit"]


def test_a_pause_holds_a_whole_thread(tmp_path: Path) -> None:
    root = tiny_hub(tmp_path, hooks=False)
    (root / "content/campaigns/flu/posts.yml").write_text(PLAN.format(inside=INSIDE), encoding="utf-8")
    brief = root / "content/campaigns/flu/index.md"
    brief.write_text(brief.read_text("utf-8").replace("\nowner:", "\npause: [thread]\nowner:"), encoding="utf-8")
    assembly = assemble(root, datetime(2026, 6, 1, 12, tzinfo=UTC), draw=False)
    assert assembly.hub
    assert assembly.hub.campaigns[0].posts == ()
    assert {post.id for post in assembly.hub.campaigns[0].paused} == {"thread", "thread--2", "thread--3"}
