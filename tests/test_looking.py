"""What editors look at before anything is public: contact sheets, and cards in their platforms' frames."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from living import consent, living_hub, write_story
from PIL import Image
from test_posters import TODAY

from campaign_hub.commands import main
from campaign_hub.pipeline import Assembly, assemble
from campaign_hub.render import Rendered
from campaign_hub.render.frames import platform_frames


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = living_hub(tmp_path_factory.mktemp("looking"), TODAY)
    record = consent(TODAY, status="requested", channels=["facebook", "instagram"])
    write_story(root, "waiting", record, words="Zyxwaiting")
    return root


def assembled(root: Path, *, preview: bool) -> Assembly:
    return assemble(root, datetime.now(UTC), show_unapproved=preview)


def kit_view(made: Assembly, slug: str) -> dict:
    assert isinstance(made.rendered, Rendered)
    page = next(each for each in made.rendered.pages if each.path == f"campaigns/{slug}/kit/index.md")
    return dict(page.view)


def test_a_sheet_shows_every_card_in_every_shape(
    hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(hub)
    old = hub / ".cache/contact-sheet/long-gone.png"
    old.parent.mkdir(parents=True, exist_ok=True)
    old.write_bytes(b"a story that was withdrawn since")
    assert main(["contact-sheet", "flu"]) == 0
    assert capsys.readouterr().out == ".cache/contact-sheet/flu.png\n"
    assert [file.name for file in old.parent.iterdir()] == ["flu.png"]
    cards = kit_view(assembled(hub, preview=True), "flu")["campaign"].cards
    with Image.open(old.parent / "flu.png") as sheet:
        assert sheet.height > 360 * len(cards)
        assert sheet.getpixel((5, 5)) == (0x8C, 0x8C, 0x8C)


def test_without_a_name_every_campaign_has_a_sheet(hub: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(hub)
    assert main(["contact-sheet"]) == 0
    assert {file.stem for file in (hub / ".cache/contact-sheet").iterdir()} == {"flu", "not-yet-approved"}


def test_a_campaign_that_is_not_there_is_told_of(
    hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(hub)
    assert main(["contact-sheet", "flue"]) == 1
    assert "flu, not-yet-approved" in capsys.readouterr().err


def test_the_preview_frames_every_format_and_no_other_build_does(hub: Path) -> None:
    frames = kit_view(assembled(hub, preview=True), "flu")["frames"]
    assert {(frame.platform, frame.format.name) for frame in frames} >= {
        ("Instagram", "square"), ("Instagram", "story"), ("Facebook", "link"), ("X", "feed"), ("Pinterest", "pin")
    }  # fmt: skip
    assert kit_view(assembled(hub, preview=False), "flu")["frames"] == []


def test_a_frame_shows_what_is_covered_cut_and_folded(hub: Path) -> None:
    frames = {
        (each.platform, each.format.name): each for each in kit_view(assembled(hub, preview=True), "flu")["frames"]
    }
    story, portrait = frames["Instagram", "story"], frames["Instagram", "portrait"]
    assert story.covered == pytest.approx((100 * 270 / 1920, 100 * 65 / 1080, 20, 100 * 65 / 1080))
    assert story.text == ""
    assert portrait.cut == pytest.approx((0, 50 * (1 - 1012.5 / 1080), 0, 50 * (1 - 1012.5 / 1080)))
    assert frames["Facebook", "feed-portrait"].text


def test_a_frame_cuts_a_post_where_the_kit_page_does(hub: Path) -> None:
    made = assembled(hub, preview=False)
    assert made.hub
    flu = next(each for each in made.hub.campaigns if each.slug == "flu")
    at = next(number for number, post in enumerate(flu.posts) if post.platform == "facebook" and post.card)
    post = replace(flu.posts[at], text="It is one long word.", seen="It is one")
    flu = replace(flu, posts=(post,))
    digests = {use.picture.path: "0" for use in flu.uses}
    cut = [each for each in platform_frames(made.hub, flu, digests) if each.platform == "Facebook" and each.text]
    assert cut
    assert {(each.text, each.folded) for each in cut} == {("It is one", True)}


def test_frames_hold_nothing_of_a_withheld_story(hub: Path) -> None:
    assert "Zyxwaiting" not in str(kit_view(assembled(hub, preview=True), "flu")["frames"])
