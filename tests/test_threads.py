"""A thread is ordered posts where the platform has threads, one post elsewhere, and out as a whole or not at all."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
import vobject
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
from campaign_hub.render.post_sheet import plain_text, post_sheet
from campaign_hub.render.post_tables import posts_table

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
INSIDE = "Last year's vaccine does not cover this winter."


def assembled(folder: Path, inside: str = INSIDE, *changes: tuple[str, str]) -> Assembly:
    root = tiny_hub(folder, hooks=False)
    (root / "content/campaigns/flu/posts.yml").write_text(PLAN.format(inside=inside), encoding="utf-8")
    story = root / "content/stories/amara/index.md"
    for old, new in changes:
        text = story.read_text("utf-8")
        assert old in text
        story.write_text(text.replace(old, new), encoding="utf-8")
    return assemble(root, datetime(2026, 6, 1, 12, tzinfo=UTC), draw=False)


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


@given(st.lists(st.text(min_size=1), min_size=1, max_size=25))
def test_numbers_say_which_of_how_many(texts: list[str]) -> None:
    made = numbered(texts)
    assert len(made) == len(texts)
    if len(texts) > 1:
        assert [each.rpartition(" ") for each in made] == [
            (text, " ", f"{number}/{len(texts)}") for number, text in enumerate(texts, start=1)
        ]
