"""Nobody's words or pictures come out where their consent does not reach, by way of somebody else's text or picture."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from tiny import BRIEF, POSTS, STORY, tiny_hub

from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.takedown import take_down

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
EVERYWHERE = "website, link_preview, kit, facebook, x"
SAID = "My boss let me go home early that day."


def story(channels: str, *, name: str = "Bertille", quote: str = SAID, record: str = "CR-BBBB9QXD") -> str:
    text = STORY.replace("Amara", name).replace("I booked it on the bus, and that was that.", quote)
    text = text.replace("title: A quiet winter", f"title: What {name} remembers").replace("CR-7K3M9QXD", record)
    text = text.replace("My grandmother lives with us", f"{name} is what they call me, and we all live together")
    recipients = "\n  recipients: [partner-one]" if "kit" in channels else ""
    return text.replace("channels: [website, facebook, x]", f"channels: [{channels}]{recipients}")


def hub(
    folder: Path, *, channels: str, amara: str = "website, facebook, x", posts: str = "", brief: str = BRIEF
) -> Path:
    root = tiny_hub(folder, hooks=False)
    content = root / "content"
    recipients = "\n  recipients: [partner-one]" if "kit" in amara else ""
    changed = STORY.replace("channels: [website, facebook, x]", f"channels: [{amara}]{recipients}")
    (content / "stories/amara/index.md").write_text(changed, encoding="utf-8")
    (content / "stories/bert").mkdir()
    (content / "stories/bert/index.md").write_text(story(channels), encoding="utf-8")
    (content / "campaigns/flu/posts.yml").write_text(POSTS + posts, encoding="utf-8")
    (content / "campaigns/flu/index.md").write_text(brief, encoding="utf-8")
    return root


def beyond(made: Assembly) -> list[tuple[str, int]]:
    return [(each.place.path, each.place.line) for each in made.diagnostics if each.name == "story-beyond-consent"]


CROSS = f"""\
- id: cross
  at: 2026-09-14 18:30
  platforms: [x]
  audience: carers
  card: story-amara
  text: "She said: {SAID} {{link}}"
"""


@pytest.mark.parametrize("amara", ["website, facebook, x", EVERYWHERE])
@pytest.mark.parametrize("channels", ["website, facebook", "facebook", "website, link_preview, kit, facebook"])
def test_a_post_with_one_persons_card_holds_to_what_another_agreed_to(
    tmp_path: Path, amara: str, channels: str
) -> None:
    made = assemble(hub(tmp_path, channels=channels, amara=amara, posts=CROSS), NOW, draw=False)
    assert beyond(made) == [("content/campaigns/flu/posts.yml", 26)]
    assert made.hub is not None
    assert "cross" not in {post.id for campaign in made.hub.campaigns for post in campaign.posts}


def test_a_post_may_say_what_was_agreed_to_for_its_platform(tmp_path: Path) -> None:
    assert beyond(assemble(hub(tmp_path, channels=EVERYWHERE, posts=CROSS), NOW, draw=False)) == []


@pytest.mark.parametrize("address", ["stories/bert", "stories/bert/", "stories/bert?from=x", "stories/bert/#top"])
@pytest.mark.parametrize(
    ("channels", "left"),
    [("website, facebook", {("facebook", False)}), (EVERYWHERE, {("facebook", True), ("x", True)}), ("website", set())],
)
def test_a_post_leads_to_a_story_only_where_it_may_be_told_however_its_address_ends(
    tmp_path: Path, address: str, channels: str, left: set[tuple[str, bool]]
) -> None:
    link = (
        f"- {{id: to-bert, at: 2026-09-14 18:30, platforms: [facebook, x], text: 'Hear it. https://h.org/{address}'}}\n"
    )
    made = assemble(hub(tmp_path, channels=channels, posts=link), NOW, draw=False)
    assert made.hub
    posts = [post for post in made.hub.campaigns[0].posts if post.id == "to-bert"]
    assert {(post.platform, post.in_downloads) for post in posts} == left


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("url: https://www.example.org/flu", "url: https://h.org/stories/bert/"),
        ("You need a new one every year.", "Hear https://h.org/stories/bert/ now."),
    ],
    ids=["the campaign's link", "a message"],
)
def test_a_post_that_takes_its_link_from_the_brief_holds_to_the_story_there(tmp_path: Path, old: str, new: str) -> None:
    root = hub(tmp_path, channels="website, facebook", brief=BRIEF.replace(old, new))
    made = assemble(root, NOW, draw=False)
    assert made.hub
    posts = {(post.id, post.platform): post.in_downloads for post in made.hub.campaigns[0].posts}
    assert ("launch", "x") not in posts
    assert posts["launch", "facebook"] is False


@pytest.mark.parametrize("tag", ["AmaraOkonjo", "amaraokonjo"])
def test_a_withheld_name_written_as_one_word_is_no_hashtag(tmp_path: Path, tag: str) -> None:
    root = hub(
        tmp_path,
        channels=EVERYWHERE,
        brief=BRIEF.replace("{tag: OurTownFlu, role: official", f"{{tag: {tag}, role: official"),
    )
    page = root / "content/stories/amara/index.md"
    text = page.read_text("utf-8").replace("status: given", "status: withdrawn")
    page.write_text(text.replace("shown_name: Amara", "shown_name: Amara Okonjo"), encoding="utf-8")
    made = assemble(root, NOW, draw=False)
    assert made.hub
    assert made.hub.campaigns == ()
    assert "story-given-away" in {each.name for each in made.diagnostics}


def test_what_was_posted_in_a_person_s_words_is_to_be_taken_down_with_their_story(tmp_path: Path) -> None:
    said = CROSS.replace("story-amara", "action").replace("platforms: [x]", "platforms: [facebook, x]")
    made = assemble(hub(tmp_path, channels=EVERYWHERE, posts=said), NOW, draw=False)
    assert made.hub
    listed = take_down(made.hub, "bert", NOW)
    assert [(post.id, post.platform) for post in listed.posts] == [("cross", "X"), ("cross", "Facebook")]
    assert any(each.endswith("/posts.csv") for each in listed.downloads)
    assert [post.id for post in take_down(made.hub, "amara", NOW).posts] == []


def test_a_brief_that_quotes_a_story_holds_to_each_platform_of_its_cards(tmp_path: Path) -> None:
    told = BRIEF.replace("    text: The flu vaccine is free for carers.", f"    text: {SAID}")
    narrow = hub(tmp_path / "narrow", channels="website, link_preview, kit, facebook", brief=told)
    made = assemble(narrow, NOW, draw=False)
    assert [path for path, _ in beyond(made)] == ["content/campaigns/flu/index.md"]
    wide = hub(tmp_path / "wide", channels=EVERYWHERE, brief=told)
    assert beyond(assemble(wide, NOW, draw=False)) == []


def photo(folder: Path) -> Image.Image:
    """A picture with light and dark in it that nothing else looks like."""
    small = Image.frombytes("L", (12, 12), bytes(at * at * 7 % 251 for at in range(144)))
    picture = small.resize((900, 600), Image.Resampling.BICUBIC).convert("RGB")
    folder.mkdir(parents=True, exist_ok=True)
    picture.save(folder / "portrait.png")
    return picture


PHOTO = "photo: {file: hero.jpg, alt: A person, credit: A photographer, licence: CC0}"
SHOWN = {
    "the campaign's photo": (
        "owner:",
        f"{PHOTO}\nowner:",
    ),
    "a card": (
        "review_due:",
        f"cards: [{{id: save, template: date, date: 2026-09-07, {PHOTO}}}]\nreview_due:",
    ),
    "a partner's logo": (
        "review_due:",
        "partners:\n  - {name: A club, logo: hero.jpg, why: They know everybody}\nreview_due:",
    ),
}


@pytest.mark.parametrize("status", ["given", "withdrawn"])
@pytest.mark.parametrize("place", SHOWN)
def test_a_story_s_picture_saved_anew_comes_out_nowhere_else(tmp_path: Path, place: str, status: str) -> None:
    old, new = SHOWN[place]
    root = hub(tmp_path, channels=EVERYWHERE, brief=BRIEF.replace(old, new, 1))
    told = root / "content/stories/bert"
    picture = photo(told)
    page = told / "index.md"
    text = page.read_text("utf-8").replace("shown_name:", "photo: portrait.png\nphoto_alt: A person\nshown_name:")
    page.write_text(text.replace("status: given", f"status: {status}"), encoding="utf-8")
    picture.resize((600, 400)).transpose(Image.Transpose.FLIP_LEFT_RIGHT).save(
        root / "content/campaigns/flu/hero.jpg", quality=80
    )
    made = assemble(root, NOW, draw=False)
    copies = [each.place.path for each in made.diagnostics if each.name == "story-media-elsewhere"]
    assert copies == ["content/campaigns/flu/hero.jpg"]
    assert made.checked is not None
    assert not [media.path for brief in made.checked.briefs for media in brief.media]


def test_a_post_does_not_lead_to_a_story_of_a_campaign_that_is_not_public_yet(tmp_path: Path) -> None:
    root = hub(tmp_path, channels=EVERYWHERE)
    campaigns = root / "content/campaigns"
    told = root / "content/stories/bert/index.md"
    told.write_text(told.read_text("utf-8").replace("campaigns: [flu]", "campaigns: [later]"), encoding="utf-8")
    (campaigns / "flu/posts.yml").write_text(
        POSTS + "- id: ahead\n  at: 2026-09-14 18:30\n  platforms: [x]\n  audience: carers\n"
        "  link: https://campaigns.northbridge.example.org/stories/bert/\n  text: 'Read it: {link}'\n",
        encoding="utf-8",
    )
    (campaigns / "later").mkdir()
    for line, goes_out in (("embargo: 2026-07-01 09:00", False), ("embargo: 2026-05-01 09:00", True)):
        brief = BRIEF.replace("ends: 2026-12-31", f"ends: 2026-12-31\n{line}", 1).replace("OurTownFlu", "OurTownLater")
        (campaigns / "later/index.md").write_text(brief, encoding="utf-8")
        made = assemble(root, NOW, draw=False)
        assert made.hub is not None
        assert ("ahead" in {post.id for campaign in made.hub.campaigns for post in campaign.posts}) is goes_out
