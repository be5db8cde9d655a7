"""Easy read, large print and short videos: what makes them, what leaves them out, and whose stories may be in them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from tiny import AS_OF, BRIEF, EASY_READ, STORY, VIDEO, tiny_hub

from campaign_hub.appraise.digest import content_digest
from campaign_hub.commands import main
from campaign_hub.derive import Campaign
from campaign_hub.load.written_links import seen_from_below
from campaign_hub.memory import Memory
from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.render import PageLayout, promise
from campaign_hub.takedown import take_down

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FOLDER = "content/campaigns/flu"
CLEARED = "channels: [website, facebook, x, tiktok, youtube, kit]\n  recipients: [harbour]"
OF_AMARA = VIDEO.replace("    card: action", "    story: amara")
QUOTE = "I booked it on the bus, and that was that."


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tiny_hub(tmp_path, hooks=False)
    monkeypatch.chdir(root)
    return root


def made_of(root: Path, **files: str) -> Assembly:
    for name, text in files.items():
        (root / FOLDER / f"{name.replace('_', '-')}.yml").write_text(text, encoding="utf-8")
    return assemble(root, NOW, draw=False)


def flu(made: Assembly) -> Campaign:
    assert made.hub is not None
    return next(each for each in made.hub.campaigns if each.slug == "flu")


def names(made: Assembly) -> set[str]:
    return {each.name for each in made.diagnostics}


def clear(root: Path, old: str = "", new: str = "") -> None:
    """Let Amara's story be in the video, and change what else is to be changed in it."""
    told = STORY.replace("channels: [website, facebook, x]", CLEARED).replace(old, new)
    (root / "content/stories/amara/index.md").write_text(told, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("easy_read", EASY_READ.replace("parts:", "part:"), "field-missing"),
        ("easy_read", EASY_READ.replace("[survey]", "[surwey]"), "name-unknown"),
        ("video", VIDEO.replace("seconds: 5", "seconds: 0"), "number-out-of-range"),
        ("video", VIDEO.replace("card: action", "card: acton"), "name-unknown"),
    ],
)
def test_with_an_error_a_file_is_left_out_and_the_campaign_stays(root: Path, name: str, text: str, wrong: str) -> None:
    made = made_of(root, easy_read=EASY_READ, video=VIDEO)
    assert (flu(made).easy_read is not None, flu(made).video is not None) == (True, True)
    made = made_of(root, **{name: text})
    assert getattr(flu(made), name) is None
    assert wrong in names(made)


def test_an_approval_covers_both_but_not_who_checked(root: Path) -> None:
    def digest(**files: str) -> str:
        checked = made_of(root, **files).checked
        assert checked is not None
        return content_digest(checked.briefs[0])

    digests = [digest(), digest(easy_read=EASY_READ), digest(video=VIDEO), digest(video=VIDEO.replace("A new", "One"))]
    assert len(set(digests)) == len(digests)
    assert digest(easy_read=EASY_READ + "checked: {by: A group, on: 2026-05-01}\n") == digests[-1]


def test_a_scene_says_and_shows_what_its_plan_names(root: Path) -> None:
    video = flu(made_of(root, video=VIDEO)).video
    assert video is not None
    assert [shot.says for shot in video.shots] == [
        "The flu vaccine is free for carers.",
        "You need a new one every year.",
        "",
    ]
    assert [shot.on_screen for shot in video.shots][:2] == [video.shots[0].says, "A new one every year"]
    assert [(shot.start, shot.end) for shot in video.shots] == [(0, 5000), (5000, 9000), (9000, 12_000)]
    frames = [shot.frame for shot in video.shots if shot.frame]
    assert [frame.card.id for frame in frames] == ["scene-free", "scene-yearly", "action"]
    assert {(frame.shape.width, frame.shape.height) for frame in frames} == {(1080, 1920)}


def test_a_story_is_in_a_video_only_with_all_its_channels(root: Path) -> None:
    made = made_of(root, video=OF_AMARA)
    assert flu(made).video is None
    assert "scene-story-not-cleared" in names(made)
    clear(root)
    video = flu(made_of(root)).video
    assert video is not None
    assert video.shots[-1].says == QUOTE
    clear(root, "youtube, ")
    assert flu(made_of(root)).video is None


def test_a_withheld_story_takes_its_scene_along_and_not_the_video(root: Path) -> None:
    clear(root, "status: given", "status: withdrawn")
    made = made_of(root, video=OF_AMARA)
    video = flu(made).video
    assert video is not None
    assert [shot.scene.id for shot in video.shots] == ["free", "yearly"]
    assert "bus" not in " ".join(line for cue in video.cues for line in cue.lines)
    assert "scene-story-withheld" in names(made)


def test_the_take_down_has_the_files_of_a_video(root: Path) -> None:
    clear(root)
    made = made_of(root, video=OF_AMARA)
    assert made.hub is not None
    listed = take_down(made.hub, "amara", NOW).downloads
    films = take_down(made.hub, "amara", NOW).films
    assert [film.campaign for film in films] == ["flu"] * len(flu(made).video.platforms)
    for name in ("captions.srt", "captions.vtt", "video-script.txt"):
        assert any(each.endswith(f"campaigns/flu/kit/{name}") for each in listed)
    quiet = take_down(made_of(root, video=VIDEO).hub or made.hub, "amara", NOW).downloads
    assert not [each for each in quiet if "captions" in each]


def test_a_pause_takes_the_video_out_and_gives_it_back_to_a_take_down(root: Path) -> None:
    (root / FOLDER / "index.md").write_text(BRIEF.replace("\nowner:", "\npause: [all]\nowner:"), encoding="utf-8")
    clear(root)
    made = made_of(root, video=OF_AMARA)
    assert made.hub is not None
    assert flu(made).video is None
    assert not [use for use in flu(made).uses if use.picture.card.id.startswith("scene-")]
    assert any(each.endswith("captions.vtt") for each in take_down(made.hub, "amara", NOW).downloads)


def test_a_kit_holds_the_captions_and_the_large_print_page_all_messages(root: Path, tmp_path: Path) -> None:
    made = made_of(root, video=VIDEO, easy_read=EASY_READ)
    assert made.hub is not None
    rendered, _ = promise(made.hub, tmp_path / "cards", Memory())
    files = {each.path: each for each in rendered.artifacts}
    assert files["campaigns/flu/kit/captions.vtt"].read().decode().startswith("WEBVTT\n\n00:00:00.000 --> ")
    script = files["campaigns/flu/kit/video-script.txt"].read().decode()
    assert all(shot in script for shot in ("A carer opens a letter.", "She looks at a calendar.", "0:09\u20130:12"))
    pages = {page.path: page for page in rendered.pages}
    assert pages["campaigns/flu/easy-read/index.md"].template == "pages/easy_read.html"
    large = pages["campaigns/flu/large-print/index.md"]
    assert not large.searchable
    assert large.markdown.strip() == "Anyone who cares for somebody can have the flu vaccine for free."


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("[on](../cold/index.md)", "[on](../../cold/index.md)"),
        ("![a](a.png) and [b]( <b.md>)", "![a](../a.png) and [b]( <../b.md>)"),
        ("[here](#part) [out](https://example.org) [top](/x) [mail](mailto:a@example.org)", None),
        ("`[code](a.md)`", None),
        ('<a href="a.md">a</a>', '<a href="../a.md">a</a>'),
        ("[a]: b.md", "[a]: ../b.md"),
    ],
)
def test_links_lead_where_they_led_from_a_page_below(written: str, moved: str | None) -> None:
    assert seen_from_below(written) == (moved or written)


@pytest.mark.parametrize("kind", ["easy-read", "video"])
def test_new_writes_an_example_once(root: Path, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", kind, "flu"]) == 0
    assert (root / FOLDER / f"{kind}.yml").is_file()
    main(["check", "--as-of", AS_OF])
    told = capsys.readouterr().out
    assert "empty-text" in told
    assert "field-unknown" not in told
    assert main(["new", kind, "flu"]) == 1


def test_without_a_template_for_scenes_a_video_has_no_frames_of_its_own(root: Path) -> None:
    (root / "campaign_assets/cards/scene.yml").unlink()
    video = flu(made_of(root, video=VIDEO)).video
    assert video is not None
    assert [shot.frame is not None for shot in video.shots] == [False, False, True]


@pytest.mark.parametrize("name", ["easy_read", "video"])
def test_what_is_said_one_after_the_other_gives_no_story_away(root: Path, name: str) -> None:
    clear(root, "status: given", "status: withdrawn")
    first, second = "I booked it on the", "bus, and that was that."
    easy = EASY_READ.replace("The flu vaccine is free for carers.", first, 1).replace("You need a new one", second)
    video = VIDEO.replace("You need a new one every year.", first).replace("    card: action", f"    words: {second}")
    made = made_of(root, **{name: {"easy_read": easy, "video": video}[name]})
    assert getattr(flu(made), name) is None
    assert [each.place.path for each in made.diagnostics if each.name == "story-given-away"] == [
        f"{FOLDER}/{name.replace('_', '-')}.yml"
    ]


def test_site_search_leads_to_no_scene_of_a_story_that_is_not_for_the_website(root: Path) -> None:
    for channels, listed in (("tiktok, youtube, kit", False), ("website, tiktok, youtube, kit", True)):
        clear(root, "[website, facebook, x, tiktok, youtube, kit]", f"[{channels}]")
        made = made_of(root, video=OF_AMARA)
        video = flu(made).video
        assert video is not None
        assert [shot.listed for shot in video.shots] == [True, True, listed]
        assert made.hub is not None
        rendered, _ = promise(made.hub, root / "cards", Memory())
        (kit,) = [page for page in rendered.pages if page.path == "campaigns/flu/kit/index.md"]
        html = PageLayout(root / "campaign_assets/theme").lay_out(kit, "")
        scene = html[: html.index("She rings her surgery.")].rpartition('<li class="hub-shot"')[2]
        assert scene.startswith(" data-search-exclude") is not listed
